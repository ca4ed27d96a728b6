// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two numbers of each request. The placer's is the id of the order; the filler's is the
 * laboratory's own number (IHE LTW: id of the first service event), in imaging the accession number
 * that stands in the order. The number alone is kept, as ORC-2 and ORC-3 of HL7 v2 carry it.
 *
 * <p>Which of several laboratory numbers answers which of several orders is known only where the
 * order repeats its own beside the placer's; elsewhere they are not paired.
 */
final class Orders {
  private static final String DICOM = "urn:dicom-org:ps3-20";

  private final XmlElement document;
  private final CdaHeader header;
  private final ReportKind kind;

  Orders(XmlElement document, CdaHeader header, ReportKind kind) {
    this.document = document;
    this.header = header;
    this.kind = kind;
  }

  List<OrderNumbers> numbers() {
    List<XmlElement> orders = document.all("inFulfillmentOf", "order").toList();
    List<String> every = laboratoryNumbers();
    List<String> fillers = kind == ReportKind.BIOLOGY ? every : List.of();
    boolean one = fillers.size() == 1 || orders.size() == 1 && !fillers.isEmpty();
    String common = one ? fillers.get(0) : null;
    Set<OrderNumbers> numbers = new LinkedHashSet<>();
    for (XmlElement order : orders) {
      String accession = accession(order);
      String filler = accession != null ? accession : filler(order, every, common);
      add(placer(order), filler, numbers);
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
    header.serviceEvents().forEach(e -> e.ids().forEach(id -> numbers.add(id.number())));
    return numbers.stream().distinct().toList();
  }

  /** The second id of an order: one of the laboratory's numbers, or that it has none. */
  private static @Nullable String filler(
      XmlElement order, List<String> every, @Nullable String common) {
    List<XmlElement> ids = order.children("id").toList();
    if (ids.size() != 2) {
      return common;
    }
    Identifier second = Parts.id(ids.get(1));
    if (second == null) {
      return ids.get(1).attribute("nullFlavor") == null ? common : null;
    }
    return every.contains(second.number()) ? second.number() : common;
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
