// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import javax.xml.stream.XMLStreamException;

/** XML that is not read. Its text is a code: nothing of the content is in it. */
public final class XmlRefused extends XMLStreamException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  XmlRefused(ProblemCode code, String place, String cause, String cure) {
    super(code.name());
    this.problem = Problem.error(code, place, cause, cure);
  }

  /** What is wrong, for people. */
  public Problem problem() {
    return problem;
  }
}
