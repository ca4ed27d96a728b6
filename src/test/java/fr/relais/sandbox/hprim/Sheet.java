// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** An HPRIM file of a fictitious patient, right for every reader; a test changes one line. */
record Sheet(List<String> lines) {
  static Sheet right() {
    return new Sheet(
        List.of(
            "0000457812",
            "ESSAI-MOREAU",
            "HÉLOÏSE",
            "12 RUE DES TILLEULS",
            "",
            "48000 MENDE",
            "14/03/1957",
            "2570348999101 29",
            "260415-0123",
            "15/04/2026",
            "RELAIS     Relais, site de Mende",
            "VASSHE     Dr VASSEUR Test",
            "",
            "Potassium : 7,2 mmol/L, à 8 µm près",
            "****LAB****",
            "TEX|BIOCHIMIE|",
            "RES|Potassium|K|N|7.2|mmol/L|3.5|5.1|HH|F|||||",
            "RES|CRP|CRP|N|<1|mg/L||5.0|N|F|||||",
            "RES||FIN|A||||||||||",
            "****FIN****",
            "****FINFICHIER****"));
  }

  /** The same with another line, counted from 1. */
  Sheet with(int number, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(number - 1, line);
    return new Sheet(changed);
  }

  /** The same without the lines from there to there, counted from 1. */
  Sheet without(int from, int to) {
    List<String> changed = new ArrayList<>(lines);
    changed.subList(from - 1, to).clear();
    return new Sheet(changed);
  }

  /** The same with lines before the line of that number. */
  Sheet before(int number, List<String> more) {
    List<String> changed = new ArrayList<>(lines);
    changed.addAll(number - 1, more);
    return new Sheet(changed);
  }

  Sheet then(Sheet next) {
    return before(lines.size() + 1, next.lines);
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\n").getBytes(Charset.forName("windows-1252"));
  }
}
