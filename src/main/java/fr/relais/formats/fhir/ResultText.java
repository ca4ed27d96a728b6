// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/** The text of a result, line by line: conclusions, and the sections of a document. */
final class ResultText {
  private static final int DEPTH_MAX = 64;

  /** What begins on a line of its own. */
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "br",
          "li",
          "tr",
          "table",
          "ul",
          "ol",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "caption",
          "pre",
          "thead",
          "tbody",
          "dl",
          "dt",
          "dd",
          "blockquote",
          "hr");

  private final Scope scope;
  private final List<String> lines = new ArrayList<>();

  ResultText(Scope scope) {
    this.scope = scope;
  }

  List<String> lines() {
    return lines;
  }

  void add(@Nullable String text) {
    if (text != null) {
      text.lines().map(String::stripTrailing).filter(l -> !l.isBlank()).forEach(lines::add);
    }
  }

  /** Its conclusion; its own text only when it has nothing else, since it repeats the rest. */
  void report(DiagnosticReport report) {
    if (report.hasConclusion()) {
      scope.contentElsewhere();
      add(report.getConclusion());
    }
    report.getConclusionCode().stream().map(FactValue::words).forEach(this::conclusion);
    boolean bare =
        !report.hasResult()
            && !report.hasConclusion()
            && !report.hasConclusionCode()
            && !report.hasPresentedForm();
    if (bare) {
      narrative(report.getText());
    }
  }

  private void conclusion(@Nullable String words) {
    scope.contentElsewhere();
    add(words);
  }

  /** A section whose text has no entries beside it says what nothing else does. */
  void section(SectionComponent section) {
    add(section.getTitle());
    int before = lines.size();
    narrative(section.getText());
    if (lines.size() > before && !section.hasEntry()) {
      scope.contentElsewhere();
    }
    section.getSection().forEach(this::section);
  }

  void narrative(Narrative text) {
    if (text.hasDiv()) {
      StringBuilder all = new StringBuilder();
      write(text.getDiv(), all, 0);
      all.toString().lines().map(line -> line.replaceAll("\\s+", " ").strip()).forEach(this::add);
    }
  }

  private static void write(XhtmlNode node, StringBuilder into, int depth) {
    if (node.getNodeType() == NodeType.Text && node.getContent() != null) {
      into.append(node.getContent().replaceAll("\\s+", " "));
      return;
    }
    String name = node.getName() == null ? "" : node.getName();
    boolean block = BLOCKS.contains(name);
    if (block) {
      into.append('\n');
    } else if (name.equals("td") || name.equals("th")) {
      into.append(' ');
    }
    if (depth < DEPTH_MAX && node.getChildNodes() != null) {
      node.getChildNodes().forEach(child -> write(child, into, depth + 1));
    }
    if (block) {
      into.append('\n');
    }
  }
}
