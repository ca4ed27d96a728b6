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
    List<String> fillers = kind == ReportKind.BIOLOGY ? laboratoryNumbers() : List.of();
    String first = fillers.isEmpty() ? null : fillers.get(0);
    Set<OrderNumbers> numbers = new LinkedHashSet<>();
    for (XmlElement order : orders) {
      String accession = accession(order);
      add(placer(order), accession != null ? accession : first, numbers);
    }
    for (String filler : fillers) {
      if (numbers.stream().noneMatch(one -> filler.equals(one.filler()))) {
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

  private static @Nullable String placer(XmlElement order) {
    Identifier id = Parts.id(order.child("id"));
    return id == null ? null : id.number();
  }

  private static @Nullable String accession(XmlElement order) {
    Identifier id = Parts.id(order.child(DICOM, "accessionNumber"));
    return id == null ? null : id.number();
  }
}
