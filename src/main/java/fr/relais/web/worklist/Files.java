// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Rights;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Earlier;
import fr.relais.flow.PatientFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the page of one patient from what may be seen of him. */
final class Files {
  private static final int FEW = 4;

  private final PatientFile file;
  private final Times times;
  private final Set<String> inDmp;

  /**
   * @param inDmp unique ids of the documents that the DMP holds; empty when it was not asked
   */
  Files(PatientFile file, Times times, Set<String> inDmp) {
    this.file = file;
    this.times = times;
    this.inDmp = inDmp;
  }

  FileView view() {
    return new FileView(
        PatientView.of(file.patient(), times.today()),
        basis(),
        file.exams().stream().map(this::exam).toList(),
        file.apart().stream().map(this::apart).toList(),
        file.awaited().stream().map(this::awaited).toList(),
        notes());
  }

  private List<String> basis() {
    String site = file.site() == null ? "" : file.site().name();
    return List.of(
        "Vous lisez à ce titre : "
            + file.basis().french()
            + (site.isEmpty() || file.basis() != Rights.Relation.PRESENT ? "" : " (" + site + ")")
            + ". Chaque lecture est notée.");
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Seuls les examens de ce lieu, et ceux que vous pouvez ouvrir, sont montrés. Ce que le"
            + " patient a masqué, ou refusé qu'on vous remette, n'y est pas.");
    if (!file.patient().hasQualifiedIns()) {
      notes.add(
          "Identité non qualifiée : Relais ne peut pas affirmer que d'autres résultats sont de la"
              + " même personne.");
    }
    if (file.more()) {
      notes.add("Il y en a beaucoup : seuls les 50 plus récents ont été regardés.");
    }
    return notes;
  }

  private FileView.Exam exam(PatientFile.Exam exam) {
    Earlier result = exam.result();
    FollowUp row = result.row();
    ReportVersion latest = result.latest();
    Versions.Current current = result.current();
    List<ValueView> all = current.withdrawn() ? List.of() : ValueView.of(current.observations());
    List<ValueView> marked =
        all.size() <= FEW
            ? all
            : all.stream().filter(v -> Set.of("critique", "anormal").contains(v.level())).toList();
    return new FileView.Exam(
        row.reference(),
        Times.day(result.day()),
        Lines.exam(latest, List.of()),
        UrgencyView.of(row.priority()),
        row.state().french(),
        Lines.badges(current),
        facts(row, latest),
        warnings(latest, current),
        marked,
        marked.size() == all.size() ? List.of() : all,
        result.opens() ? Verb.path(row) : "",
        exam.documentIds().stream().anyMatch(inDmp::contains));
  }

  private List<String> facts(FollowUp row, ReportVersion latest) {
    List<String> facts = new ArrayList<>();
    String requester = file.name(row.requester());
    facts.add(requester.isEmpty() ? "Prescripteur inconnu" : "Prescrit par " + requester);
    String owner = file.name(row.owner());
    if (!owner.isEmpty()) {
      facts.add((row.state().live() ? "Responsable : " : "Suivi par ") + owner);
    }
    facts.add(Results.laboratory(latest.report()));
    return facts;
  }

  private List<String> warnings(ReportVersion latest, Versions.Current current) {
    List<String> warnings = new ArrayList<>();
    if (current.withdrawn()) {
      warnings.add("Le laboratoire a annulé ce résultat : il ne vaut plus.");
    }
    if (current.tie()) {
      warnings.add("Deux versions se contredisent et aucune n'est plus récente : les deux valent.");
    }
    if (!latest.report().complete()) {
      warnings.add("Une partie du compte rendu n'est qu'en texte ou en document.");
    }
    warnings.addAll(Masks.of(latest.report().flags()).sentences());
    return warnings;
  }

  private FileView.Apart apart(PatientFile.Apart each) {
    FollowUp row = each.row();
    return new FileView.Apart(
        row.reference(),
        Times.day(row.receivedAt()),
        each.named() ? Lines.exam(each.latest(), List.of()) : "Contenu réservé",
        UrgencyView.of(row.priority()),
        Verb.path(row));
  }

  private FileView.Awaited awaited(PatientFile.Awaited each) {
    Order order = each.order();
    return new FileView.Awaited(
        order.label(),
        order.number(),
        Times.day(order.orderedAt()),
        file.name(order.requester()),
        Times.day(order.expectedBy()),
        times.past(order.expectedBy()),
        each.sure());
  }
}
