// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Coding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sex;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an order of a story. */
final class StoryOrderReader {
  private static final String TEST_AUTHORITY = "1.2.250.1.213.1.4.10";
  private static final PatientIdentity NOBODY =
      new PatientIdentity(
          null,
          null,
          IdentityStatus.PROVISIONAL,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

  private final Roster roster;
  private final Set<String> orders;
  private final List<StoryProblem.Fault> faults;

  StoryOrderReader(Roster roster, Set<String> orders, List<StoryProblem.Fault> faults) {
    this.roster = roster;
    this.orders = orders;
    this.faults = faults;
  }

  StoryEvent.Prescription read(YamlNode node, Instant at) {
    node.only(
        "as",
        "placer",
        "authority",
        "requisition",
        "kind",
        "code",
        "label",
        "priority",
        "requester",
        "site",
        "patient",
        "phone",
        "phone-whose",
        "address",
        "general-practitioner",
        "reason",
        "instruction",
        "refuses-requester",
        "refuses-dmp",
        "designated",
        "expected-by");
    String label = node.text("label");
    String code = node.optional("code");
    RequestPriority priority = node.choice("priority", RequestPriority.values());
    String requester = requester(node);
    YamlNode patient = node.child("patient");
    if (patient == null) {
      node.fault("patient", "Le patient manque.", "Dites de qui il s'agit.");
    }
    return new StoryEvent.Prescription(
        name(node),
        node.optional("placer"),
        node.optional("authority"),
        node.optional("requisition"),
        node.choice("kind", ReportKind.values(), ReportKind.BIOLOGY),
        code == null ? null : new Coding(code, "LN", label),
        label,
        priority == null ? RequestPriority.ROUTINE : priority,
        requester,
        site(node),
        patient == null ? NOBODY : patient(patient, at),
        phones(node),
        node.optional("address"),
        practitioner(node, "general-practitioner"),
        node.optional("reason"),
        node.optional("instruction"),
        choices(node, requester),
        expected(node, at));
  }

  private @Nullable Instant expected(YamlNode node, Instant at) {
    String text = node.optional("expected-by");
    Instant expected =
        text == null ? null : StoryTime.read(text, at, node.place("expected-by"), faults);
    if (expected != null && expected.isBefore(at)) {
      node.fault(
          "expected-by",
          "Le résultat serait attendu avant d'être prescrit.",
          "Donnez un moment d'après la prescription, ou retirez ce champ.");
    }
    return expected;
  }

  private String name(YamlNode node) {
    String name = node.text("as");
    if (!name.isEmpty() && !name.matches("[a-z0-9-]{1,40}")) {
      node.fault("as", "Ce nom ne peut pas être cherché.", "Lettres a à z, chiffres et tirets.");
    } else if (!name.isEmpty() && !orders.add(name)) {
      node.fault("as", "Une autre prescription porte ce nom.", "Donnez-en un autre.");
    }
    return name;
  }

  private @Nullable String site(YamlNode node) {
    String site = node.optional("site");
    if (site != null && roster.site(site).isEmpty()) {
      node.fault("site", "Aucun site ne porte cet identifiant.", "Ajoutez-le à sites.csv.");
    }
    return site;
  }

  private String requester(YamlNode node) {
    String requester = StoryEventReader.person(node, "requester", roster);
    roster
        .practitioner(requester)
        .filter(person -> !person.role().doctor())
        .ifPresent(
            person ->
                node.fault(
                    "requester",
                    "Cette personne n'est pas médecin : elle ne prescrit pas.",
                    "Nommez le médecin qui prescrit."));
    return requester;
  }

  private PatientChoices choices(YamlNode node, String requester) {
    boolean refuses = node.flag("refuses-requester");
    if (node.has("designated") && !refuses) {
      node.fault(
          "designated",
          "Un médecin n'est désigné que si le patient écarte celui qui prescrit.",
          "Écrivez refuses-requester: true, ou retirez ce champ.");
    }
    String designated = practitioner(node, "designated");
    if (refuses && requester.equals(designated)) {
      node.fault(
          "designated",
          "Le médecin désigné est celui que le patient écarte.",
          "Nommez un autre médecin, ou retirez refuses-requester.");
    }
    return new PatientChoices(true, refuses, designated, node.flag("refuses-dmp"), false);
  }

  private @Nullable String practitioner(YamlNode node, String key) {
    return node.has(key) ? StoryEventReader.person(node, key, roster) : null;
  }

  private static List<Phone> phones(YamlNode node) {
    return node.has("phone")
        ? List.of(new Phone(node.text("phone"), node.text("phone-whose")))
        : List.of();
  }

  private static PatientIdentity patient(YamlNode node, Instant at) {
    node.only(
        "birth-name",
        "used-name",
        "given",
        "birth-date",
        "sex",
        "birth-place",
        "ins",
        "ins-oid",
        "identity-status");
    String ins = node.optional("ins");
    String authority = node.optional("ins-oid");
    return new PatientIdentity(
        ins,
        ins == null ? null : authority == null ? TEST_AUTHORITY : authority,
        node.choice("identity-status", IdentityStatus.values(), IdentityStatus.PROVISIONAL),
        node.text("birth-name"),
        node.optional("used-name"),
        node.texts("given"),
        birth(node, at),
        node.choice("sex", Sex.values()),
        node.optional("birth-place"),
        List.of(),
        List.of(),
        null);
  }

  private static @Nullable LocalDate birth(YamlNode node, Instant at) {
    String text = node.text("birth-date");
    try {
      LocalDate day = text.isEmpty() ? null : LocalDate.parse(text);
      if (day != null && day.isAfter(LocalDate.ofInstant(at, ParisTime.ZONE))) {
        node.fault("birth-date", "Le patient naîtrait après la prescription.", "Corrigez la date.");
      }
      return day;
    } catch (DateTimeException e) {
      node.fault("birth-date", "Ce n'est pas une date.", "Écrivez par exemple 1948-02-03.");
      return null;
    }
  }
}
