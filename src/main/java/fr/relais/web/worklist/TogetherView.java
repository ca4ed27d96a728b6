// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.flow.Cases;
import java.util.List;
import java.util.Objects;

/**
 * One normal result that can be closed with others.
 *
 * @param name which state of which follow-up is meant
 * @param values what it says, for the preview
 */
public record TogetherView(
    String name,
    String reference,
    String path,
    PatientView patient,
    String exam,
    List<ValueView> values) {

  static TogetherView of(Cases.Line line, Times times) {
    return new TogetherView(
        name(line),
        line.row().reference(),
        Verb.path(line.row()),
        PatientView.of(Lines.identity(line.latest(), line.orders()), times.today()),
        Lines.exam(line.latest(), line.orders()),
        ValueView.of(Objects.requireNonNull(line.current()).observations()));
  }

  static String name(Cases.Line line) {
    return line.row().id() + "." + line.row().seq();
  }
}
