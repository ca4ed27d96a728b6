// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everyone and every place that Relais knows, with their calendars, as imported: one immutable
 * picture, read whole.
 *
 * @param version grows with each import
 */
public record Roster(
    long version,
    List<Practitioner> practitioners,
    List<Site> sites,
    List<Period> periods,
    List<Sender> senders,
    List<SenderCode> codes,
    List<Endpoint> endpoints,
    Index index) {

  public static final Roster EMPTY =
      Roster.of(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public static Roster of(
      long version,
      List<Practitioner> practitioners,
      List<Site> sites,
      List<Period> periods,
      List<Sender> senders,
      List<SenderCode> codes,
      List<Endpoint> endpoints) {
    return new Roster(
        version,
        List.copyOf(practitioners),
        List.copyOf(sites),
        List.copyOf(periods),
        List.copyOf(senders),
        List.copyOf(codes),
        List.copyOf(endpoints),
        Index.of(practitioners, sites, periods, codes));
  }

  public Optional<Practitioner> practitioner(@Nullable String id) {
    return Optional.ofNullable(id == null ? null : index.byId().get(id));
  }

  /** The same, with the addresses that hold on this day. */
  public Optional<Practitioner> reachable(@Nullable String id, LocalDate day) {
    return practitioner(id).map(person -> dated(person, day));
  }

  private Practitioner dated(Practitioner person, LocalDate day) {
    Practitioner reached = person;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.practitioner().equals(person.id()) && endpoint.holds(day)) {
        reached = reached.reached(endpoint.channel(), endpoint.address());
      }
    }
    return reached;
  }

  /** His own mailbox on the day of this instant; null when he has none. */
  public @Nullable String mailboxOf(Practitioner person, Instant at) {
    return dated(person, at.atZone(ParisTime.ZONE).toLocalDate()).mailbox();
  }

  /** Who takes this doctor's place at this instant, if he can. */
  public Optional<Practitioner> replacementOf(String practitioner, Instant at) {
    LocalDate day = at.atZone(ParisTime.ZONE).toLocalDate();
    return periods.stream()
        .filter(p -> p.kind() == Period.Kind.REPLACEMENT && p.covers(at))
        .filter(p -> practitioner.equals(p.standsInFor()))
        .map(p -> practitioner(p.practitioner()))
        .flatMap(Optional::stream)
        .filter(p -> p.mayOwn(day) && !absent(p.id(), at))
        .findFirst();
  }

  public Optional<Practitioner> byRpps(String rpps) {
    return Optional.ofNullable(index.byRpps().get(rpps));
  }

  public Optional<Site> site(@Nullable String id) {
    return Optional.ofNullable(id == null ? null : index.siteById().get(id));
  }

  public Optional<SenderCode> code(String sender, String code) {
    return Optional.ofNullable(index.codes().get(sender + '\n' + code));
  }

  public Optional<Sender> senderOfFolder(String folder) {
    return senders.stream().filter(s -> folder.equals(s.folder())).findFirst();
  }

  /** The sender that declared this secure mailbox, whatever the case of its letters. */
  public Optional<Sender> senderOfMailbox(String address) {
    return senders.stream().filter(s -> address.equalsIgnoreCase(s.mailbox())).findFirst();
  }

  /** The senders whose certificate has this common name. */
  public List<Sender> sendersOfCertificate(String commonName) {
    return senders.stream().filter(s -> commonName.equals(s.certificate())).toList();
  }

  /**
   * The sender that writes these fields in MSH-3 and MSH-4, or this code on HPRIM line 11; else,
   * for a document that names no application (CDA), the laboratory of this FINESS number.
   */
  public Optional<Sender> senderOf(Decoding.ClaimedSender claimed) {
    return senders.stream()
        .filter(s -> writes(s, claimed))
        .findFirst()
        .or(() -> senders.stream().filter(s -> numbered(s, claimed)).findFirst());
  }

  private static boolean numbered(Sender sender, Decoding.ClaimedSender claimed) {
    return claimed.application() == null
        && sender.finess() != null
        && sender.finess().equals(claimed.facilityId());
  }

  private static boolean writes(Sender sender, Decoding.ClaimedSender claimed) {
    if (claimed.application() != null) {
      return claimed.application().equals(sender.application())
          && (sender.facility() == null || sender.facility().equals(claimed.facility()));
    }
    return sender.hprimCode() != null && sender.hprimCode().equals(claimed.facilityId());
  }

  /** Whether this person has a declared absence at this instant. */
  public boolean absent(String practitioner, Instant at) {
    return index.periodsOf(practitioner).stream()
        .anyMatch(p -> p.kind() == Period.Kind.ABSENCE && p.covers(at));
  }

  /** The site where this person held a clinic on this day; none when there are two. */
  public Optional<String> presentOn(String practitioner, LocalDate day) {
    List<String> found =
        index.periodsOf(practitioner).stream()
            .filter(p -> p.kind() == Period.Kind.PRESENCE && onDay(p, day) && p.site() != null)
            .map(Period::site)
            .distinct()
            .toList();
    return found.size() == 1 ? Optional.ofNullable(found.get(0)) : Optional.empty();
  }

  /** Who held a clinic at this site on this day. */
  public List<Practitioner> presentAt(String site, LocalDate day) {
    return periods.stream()
        .filter(p -> p.kind() == Period.Kind.PRESENCE && site.equals(p.site()) && onDay(p, day))
        .map(p -> practitioner(p.practitioner()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The site's duty doctor of that hour; empty when nobody holds the duty. */
  public Optional<Practitioner> dutyDoctor(@Nullable String site, Instant at) {
    return site == null
        ? Optional.empty()
        : index.duties().getOrDefault(site, List.of()).stream()
            .filter(p -> p.covers(at))
            .map(p -> practitioner(p.practitioner()))
            .flatMap(Optional::stream)
            .filter(d -> !absent(d.id(), at))
            .findFirst();
  }

  /**
   * The operator's duty doctor of that hour, the last rung; the last named one when none covers.
   */
  public Optional<Practitioner> operatorDoctor(Instant at) {
    List<Period> duties = index.duties().getOrDefault("", List.of());
    LocalDate day = at.atZone(ParisTime.ZONE).toLocalDate();
    List<Period> able =
        duties.stream()
            .filter(p -> practitioner(p.practitioner()).map(d -> d.mayOwn(day)).orElse(false))
            .toList();
    return able.stream()
        .filter(p -> p.covers(at))
        .findFirst()
        .or(() -> able.isEmpty() ? Optional.empty() : Optional.of(able.get(able.size() - 1)))
        .flatMap(p -> practitioner(p.practitioner()));
  }

  private static boolean onDay(Period period, LocalDate day) {
    Instant start = day.atStartOfDay(ParisTime.ZONE).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant();
    return period.from().isBefore(end) && period.to().isAfter(start);
  }

  /** Look-ups, made once with the roster. */
  record Index(
      Map<String, Practitioner> byId,
      Map<String, Practitioner> byRpps,
      Map<String, Site> siteById,
      Map<String, List<Period>> byPractitioner,
      Map<String, List<Period>> duties,
      Map<String, SenderCode> codes) {

    static Index of(
        List<Practitioner> practitioners,
        List<Site> sites,
        List<Period> periods,
        List<SenderCode> codes) {
      Map<String, Practitioner> byId = new HashMap<>();
      Map<String, Practitioner> byRpps = new HashMap<>();
      for (Practitioner p : practitioners) {
        byId.put(p.id(), p);
        if (p.rpps() != null) {
          byRpps.put(p.rpps(), p);
        }
      }
      Map<String, Site> siteById = new HashMap<>();
      for (Site site : sites) {
        siteById.put(site.id(), site);
        byId.put(site.asRecipient(), site.recipient());
      }
      Map<String, List<Period>> byPractitioner = new HashMap<>();
      Map<String, List<Period>> duties = new HashMap<>();
      for (Period p : periods) {
        if (p.practitioner() != null) {
          byPractitioner.computeIfAbsent(p.practitioner(), k -> new ArrayList<>()).add(p);
        }
        if (p.kind() == Period.Kind.DUTY && p.site() != null) {
          duties.computeIfAbsent(p.site(), k -> new ArrayList<>()).add(p);
        }
        if (p.kind() == Period.Kind.OPERATOR_DUTY) {
          duties.computeIfAbsent("", k -> new ArrayList<>()).add(p);
        }
      }
      Map<String, SenderCode> byCode = new HashMap<>();
      codes.forEach(c -> byCode.put(c.sender() + '\n' + c.code(), c));
      return new Index(byId, byRpps, siteById, byPractitioner, duties, byCode);
    }

    List<Period> periodsOf(String practitioner) {
      return byPractitioner.getOrDefault(practitioner, List.of());
    }
  }
}
