// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.CriticalValues;
import fr.relais.core.decide.Marks;
import fr.relais.core.model.Sex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a site's doctors add to the laboratory's flags: what they lower, what they raise. */
final class PolicyMarks {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

  private PolicyMarks() {}

  static Marks read(YamlNode root) {
    return new Marks(lowered(root), critical(root.child("critical-values")));
  }

  private static Set<String> lowered(YamlNode root) {
    Set<String> lowered = new HashSet<>();
    for (YamlNode line : root.list("lowered")) {
      line.only("code", "label", "why");
      String code = line.optional("code");
      String label = line.optional("label");
      line.text("why");
      if (code == null && label == null) {
        line.fault("", "Ni code ni libellé.", "Écrivez code (LOINC), label, ou les deux.");
      }
      if (code != null) {
        lowered.add(loinc(line, code));
      }
      if (label != null && Marks.folded(label).isEmpty()) {
        line.fault("label", "Ce libellé est vide.", "Écrivez-le comme le laboratoire l'écrit.");
      } else if (label != null) {
        lowered.add(Marks.folded(label));
      }
    }
    return lowered;
  }

  private static String loinc(YamlNode line, String code) {
    if (!CriticalTable.loinc(code)) {
      line.fault("code", "Ce n'est pas un code LOINC.", "Vérifiez-le : son chiffre clé est faux.");
    }
    return code;
  }

  private static CriticalValues critical(@Nullable YamlNode node) {
    if (node == null) {
      return CriticalValues.NONE;
    }
    node.only("default", "table", "lines");
    List<CriticalValues.Line> lines = new ArrayList<>();
    String given = node.text("default");
    if (given.equals("on")) {
      lines.addAll(shipped(node));
    } else if (!given.isEmpty() && !given.equals("off")) {
      node.fault("default", "On attend ici on ou off.", "Écrivez on ou off.");
    }
    for (YamlNode line : node.list("lines")) {
      lines.add(line(line));
    }
    return new CriticalValues(lines);
  }

  /** The table that comes with Relais, in the very edition that the doctor signed. */
  private static List<CriticalValues.Line> shipped(YamlNode node) {
    String edition = node.text("table");
    Optional<CriticalTable> table =
        edition.matches("[0-9a-f]{8}") ? CriticalTable.of(edition) : Optional.empty();
    if (table.isEmpty() && !edition.isEmpty()) {
      node.fault(
          "table",
          "Ce n'est pas une édition de la table que livre cette version de Relais.",
          "Relisez la table, écrivez " + CriticalTable.shipped().edition() + " et signez.");
    }
    return table.map(CriticalTable::lines).orElse(List.of());
  }

  private static CriticalValues.Line line(YamlNode line) {
    line.only("code", "unit", "below", "above", "from-days", "to-days", "sex", "source");
    BigDecimal below = number(line, "below");
    BigDecimal above = number(line, "above");
    if (below == null && above == null) {
      line.fault("", "Ni limite basse ni limite haute.", "Écrivez below, above, ou les deux.");
    } else if (below != null && above != null && below.compareTo(above) >= 0) {
      line.fault("below", "La limite basse n'est pas sous la haute.", "Corrigez l'une des deux.");
    }
    Integer from = line.number("from-days");
    Integer to = line.number("to-days");
    if (from != null && from < 0 || to != null && to <= (from == null ? 0 : from)) {
      line.fault("to-days", "Ces âges ne font pas un intervalle.", "De from-days à to-days exclu.");
    }
    return new CriticalValues.Line(
        loinc(line, line.text("code")),
        line.text("unit"),
        below,
        above,
        from == null ? 0 : from,
        to,
        line.choice("sex", Sex.values()),
        line.text("source"));
  }

  private static @Nullable BigDecimal number(YamlNode line, String key) {
    String text = line.optional(key);
    if (text == null) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      line.fault(key, "Ce n'est pas un nombre.", "Écrivez-le avec un point : 6.5.");
      return null;
    }
    return new BigDecimal(text);
  }
}
