// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Rights;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.PostalAddress;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.flow.EmergencyList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list that is printed for when Relais cannot be opened: one page that needs nothing else. */
public final class EmergencySheet {
  /** After this nobody may rely on it. */
  public static final Duration HOLDS = Duration.ofMinutes(30);

  /** Ranks of {@link ValueView#rank} that are neither critical nor abnormal begin here. */
  private static final int UNMARKED = 3;

  private final Pages pages;

  public EmergencySheet() {
    this(new Pages());
  }

  EmergencySheet(Pages pages) {
    this.pages = pages;
  }

  /** As a person sees it. */
  public record View(String site, boolean carePlace, String made, String stale, List<Row> rows) {}

  /**
   * One result.
   *
   * @param late in words; empty when its deadline has not passed
   * @param values the marked ones, or why there is none
   */
  public record Row(
      UrgencyView urgency,
      String late,
      String reference,
      PatientView patient,
      List<String> phones,
      String address,
      String exam,
      List<String> values,
      List<String> instructions,
      String owner,
      String since,
      String laboratory) {}

  /** The whole page. */
  public String html(EmergencyList list) {
    return pages.text("sheet", Map.of("list", view(list)));
  }

  private static View view(EmergencyList list) {
    Times times = new Times(list.at());
    return new View(
        list.site() == null ? "site inconnu" : list.site().name(),
        list.site() == null || list.site().carePlace(),
        Times.time(list.at()) + " le " + Times.day(list.at()),
        Times.time(list.at().plus(HOLDS)),
        list.entries().stream().map(entry -> row(list, entry, times)).toList());
  }

  private static Row row(EmergencyList list, EmergencyList.Entry entry, Times times) {
    Cases.Line line = entry.line();
    PatientIdentity patient = Lines.identity(line.latest(), line.orders());
    ReportVersion latest = line.latest();
    boolean named = line.reading().sees(Rights.Field.EXAM_NAME);
    return new Row(
        UrgencyView.of(line.row().priority()),
        times.past(line.row().deadline())
            ? times.left(Objects.requireNonNull(line.row().deadline()))
            : "",
        line.row().reference(),
        PatientView.of(patient, times.today()),
        phones(line, patient),
        address(line.orders(), patient),
        named ? Lines.exam(latest, line.orders()) : "Contenu réservé au médecin responsable",
        line.reading().sees(Rights.Field.VALUES) ? marked(line.current()) : List.of(),
        line.orders().stream()
            .map(Order::instruction)
            .filter(text -> text != null && !text.isBlank())
            .distinct()
            .toList(),
        list.name(line.row().owner()),
        times.of(entry.since()),
        !named || latest == null ? "" : Results.laboratory(latest.report()));
  }

  private static List<String> phones(Cases.Line line, @Nullable PatientIdentity patient) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> phones = new LinkedHashSet<>();
    for (Order order : line.orders()) {
      for (Phone phone : order.phones()) {
        if (seen.add(phone.number().replaceAll("[ .-]", ""))) {
          phones.add(spaced(phone.number()) + " (" + phone.whose() + ")");
        }
      }
    }
    for (String number : patient == null ? List.<String>of() : patient.phones()) {
      if (seen.add(number.replaceAll("[ .-]", ""))) {
        phones.add(spaced(number) + " (donné par le laboratoire)");
      }
    }
    return List.copyOf(phones);
  }

  private static String spaced(String number) {
    String digits = number.replaceAll("[ .-]", "");
    return digits.matches("0[0-9]{9}") ? digits.replaceAll("(..)(?!$)", "$1 ") : number;
  }

  private static String address(List<Order> orders, @Nullable PatientIdentity patient) {
    return orders.stream()
        .map(Order::address)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(patient).map(PatientIdentity::address))
        .map(PostalAddress::french)
        .orElse("");
  }

  private static List<String> marked(Versions.@Nullable Current current) {
    if (current == null) {
      return List.of("Aucun résultat reçu ou lu : demandez-le au laboratoire");
    }
    List<String> said = new ArrayList<>();
    if (current.withdrawn()) {
      said.add("ANNULÉ par le laboratoire : ne vaut plus");
    }
    List<Observation> all = current.observations();
    all.stream()
        .filter(o -> !o.prior() && ValueView.rank(o) < UNMARKED)
        .sorted(Comparator.comparingInt(ValueView::rank))
        .map(o -> ValueView.of(o, all))
        .map(EmergencySheet::said)
        .forEach(said::add);
    return said.isEmpty() ? List.of("Aucune valeur marquée : lisez le compte rendu") : said;
  }

  private static String said(ValueView value) {
    return value.sign()
        + " "
        + value.brief()
        + ", "
        + value.flag()
        + (value.range().isEmpty() ? "" : " (normale " + value.range() + ")");
  }
}
