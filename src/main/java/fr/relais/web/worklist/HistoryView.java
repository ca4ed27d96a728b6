// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/** The earlier results of the same patient, and how the values that are the same thing moved. */
public record HistoryView(List<Past> past, List<Trend> trends) {

  /**
   * One earlier result.
   *
   * @param path empty when these lines are all that may be read
   */
  public record Past(
      String day, String exam, UrgencyView urgency, List<String> values, String path) {}

  /**
   * One analyte of one laboratory in one unit.
   *
   * @param sentence what the picture shows, in words
   * @param line the points of the picture, in a box of 240 by 60
   */
  public record Trend(
      String name, String sentence, String line, List<Dot> dots, List<Point> points) {}

  /**
   * @param open whether the value is beyond what the instrument measures
   */
  public record Dot(String x, String y, boolean open) {}

  /** One value as its laboratory wrote it. */
  public record Point(String day, String value) {}
}
