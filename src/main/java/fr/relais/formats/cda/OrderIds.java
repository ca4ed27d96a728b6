// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.xml.XmlElement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids inside one order: the placer's, then perhaps the filler's. The second is the filler's
 * where it is a number of the laboratory that a service event repeats; or where the document leaves
 * no doubt by itself: no service event is numbered, each of several orders has two ids, all the
 * first are of one assigner and all the second of another, and no second one comes twice (the
 * number of a group of orders would).
 *
 * @param laboratory the numbers of the service events
 * @param twoAssigners whether the document tells placers from fillers by itself
 */
record OrderIds(List<String> laboratory, boolean twoAssigners) {

  static OrderIds of(List<XmlElement> orders, List<String> laboratory) {
    List<List<Identifier>> all = orders.stream().map(Parts::ids).toList();
    boolean pairs =
        laboratory.isEmpty()
            && all.size() > 1
            && orders.stream().allMatch(order -> order.children("id").count() == 2)
            && all.stream().allMatch(ids -> ids.size() == 2);
    return new OrderIds(
        laboratory,
        pairs
            && different(all, ids -> ids.get(0).root()) == 1
            && different(all, ids -> ids.get(1).root()) == 1
            && !all.get(0).get(0).root().equals(all.get(0).get(1).root())
            && different(all, ids -> ids.get(1).number()) == all.size());
  }

  private static long different(
      List<List<Identifier>> all, Function<List<Identifier>, String> part) {
    return all.stream().map(part).distinct().count();
  }

  /** Whether the order says that the laboratory has no number for it. */
  boolean denied(XmlElement order) {
    List<XmlElement> ids = order.children("id").toList();
    return ids.size() == 2
        && Parts.id(ids.get(1)) == null
        && ids.get(1).attribute("nullFlavor") != null;
  }

  /** The laboratory's number that stands beside the placer's; null when none does for certain. */
  @Nullable String filler(XmlElement order) {
    List<XmlElement> ids = order.children("id").toList();
    Identifier second = ids.size() == 2 ? Parts.id(ids.get(1)) : null;
    return second != null && (twoAssigners || laboratory.contains(second.number()))
        ? second.number()
        : null;
  }
}
