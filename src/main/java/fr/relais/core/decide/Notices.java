// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.model.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One person, one moment, one notice: the more demanding of what he would be told at once. */
public final class Notices {

  /** From what asks most to what asks nothing; other kinds say something of their own. */
  private static final List<Delivery.Kind> DEMANDING =
      List.of(
          Delivery.Kind.NOTICE_ACT,
          Delivery.Kind.NOTICE_OFFER,
          Delivery.Kind.NOTICE_RUNG,
          Delivery.Kind.NOTICE_STAND_DOWN);

  private Notices() {}

  /** The same without what contradicts or repeats a more demanding one; it rings if one did. */
  public static List<Notice> once(List<Notice> notices) {
    Map<String, Notice> first = new HashMap<>();
    for (Notice notice : notices) {
      if (DEMANDING.contains(notice.kind())) {
        first.merge(notice.to(), notice, Notices::stronger);
      }
    }
    List<Notice> kept = new ArrayList<>();
    for (Notice notice : notices) {
      Notice strongest = first.get(notice.to());
      if (!DEMANDING.contains(notice.kind()) || strongest == null) {
        kept.add(notice);
      } else if (notice.kind() == strongest.kind() && !kept.contains(strongest)) {
        kept.add(strongest);
      }
    }
    return List.copyOf(kept);
  }

  private static Notice stronger(Notice one, Notice two) {
    boolean second = DEMANDING.indexOf(two.kind()) < DEMANDING.indexOf(one.kind());
    Notice kept = second ? two : one;
    return new Notice(kept.to(), kept.kind(), one.rings() || two.rings());
  }
}
