// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.cda.CdaHeader.Code;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two numbers of each request. The placer's is the id of the order; the filler's is the
 * laboratory's own number (IHE LTW: id of the first service event), in imaging the accession number
 * that stands in the order. The number alone is kept, as ORC-2 and ORC-3 of HL7 v2 carry it.
 *
 * <p>Which of several laboratory numbers answers which of several orders is known, as in one OBR,
 * where both stand together: in the order itself ({@link OrderIds}), or in the one service event
 * whose code is the order's. Their rank in the document says nothing: elsewhere they are not
 * paired.
 */
final class Orders {
  private static final String DICOM = "urn:dicom-org:ps3-20";

  private final List<XmlElement> orders;
  private final List<ServiceEvent> events;
  private final ReportKind kind;

  Orders(XmlElement document, CdaHeader header, ReportKind kind) {
    this.orders = document.all("inFulfillmentOf", "order").toList();
    this.events = header.serviceEvents();
    this.kind = kind;
  }

  List<OrderNumbers> numbers() {
    List<String> every = laboratoryNumbers();
    List<String> fillers = kind == ReportKind.BIOLOGY ? every : List.of();
    boolean one = fillers.size() == 1 || orders.size() == 1 && !fillers.isEmpty();
    String common = one ? fillers.get(0) : null;
    OrderIds ids = OrderIds.of(orders, every);
    Set<OrderNumbers> numbers = new LinkedHashSet<>();
    for (XmlElement order : orders) {
      add(placer(order), filler(order, ids, common), numbers);
    }
    for (String filler : fillers) {
      if (numbers.stream().noneMatch(known -> filler.equals(known.filler()))) {
        add(null, filler, numbers);
      }
    }
    return List.copyOf(numbers);
  }

  private static void add(
      @Nullable String placer, @Nullable String filler, Set<OrderNumbers> numbers) {
    if (placer != null || filler != null) {
      numbers.add(new OrderNumbers(placer, filler));
    }
  }

  private List<String> laboratoryNumbers() {
    List<String> numbers = new ArrayList<>();
    events.forEach(e -> e.ids().forEach(id -> numbers.add(id.number())));
    return numbers.stream().distinct().toList();
  }

  private @Nullable String filler(XmlElement order, OrderIds ids, @Nullable String common) {
    String accession = accession(order);
    if (accession != null || ids.denied(order)) {
      return accession;
    }
    String beside = ids.filler(order);
    if (beside != null) {
      return beside;
    }
    String coded = kind == ReportKind.BIOLOGY ? coded(order) : null;
    return coded != null ? coded : common;
  }

  /** The number of the one event that does what this order alone asks. */
  private @Nullable String coded(XmlElement order) {
    Code asked = Parts.code(order.child("code"));
    if (asked == null || orders.stream().filter(other -> same(asked, other)).count() != 1) {
      return null;
    }
    List<ServiceEvent> doing = events.stream().filter(e -> same(asked, e.code())).toList();
    return doing.size() == 1 && doing.get(0).ids().size() == 1
        ? doing.get(0).ids().get(0).number()
        : null;
  }

  private static boolean same(Code asked, XmlElement order) {
    return same(asked, Parts.code(order.child("code")));
  }

  private static boolean same(Code one, @Nullable Code other) {
    return other != null
        && one.code() != null
        && one.code().equals(other.code())
        && one.codeSystem() != null
        && Objects.equals(one.codeSystem(), other.codeSystem());
  }

  private static @Nullable String placer(XmlElement order) {
    Identifier id = Parts.id(order.child("id"));
    return id == null ? null : id.number();
  }

  private static @Nullable String accession(XmlElement order) {
    Identifier id = Parts.id(order.child(DICOM, "accessionNumber"));
    return id == null ? null : id.number();
  }
}
