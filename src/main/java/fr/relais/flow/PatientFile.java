// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpReading;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one doctor may see together of one patient, at one instant.
 *
 * @param basis what he is to the patient: what he is to the result that led here, or present at the
 *     site today
 * @param reader who reads
 * @param site in whose name he reads; null when the result that led here has none
 * @param exams results of certainly this person, the latest exam first
 * @param apart results that may be of this person: not shown as his
 * @param more whether there were too many to look through
 * @param dmp what stands in the way of reading the DMP; null when nothing does
 * @param opposesFiling whether the patient opposes that his DMP is fed: it may be read all the same
 * @param roster names of the people in it
 */
public record PatientFile(
    PatientIdentity patient,
    Rights.Relation basis,
    Practitioner reader,
    @Nullable Site site,
    List<Exam> exams,
    List<Apart> apart,
    List<Awaited> awaited,
    boolean more,
    DmpReading.@Nullable Obstacle dmp,
    boolean opposesFiling,
    Roster roster) {
  public PatientFile {
    exams = List.copyOf(exams);
    apart = List.copyOf(apart);
    awaited = List.copyOf(awaited);
  }

  /**
   * A result.
   *
   * @param documentIds of all its versions
   */
  public record Exam(Earlier result, Set<String> documentIds) {
    public Exam {
      documentIds = Set.copyOf(documentIds);
    }
  }

  /**
   * A result under the same name and birth date.
   *
   * @param latest as far as he may see it; null when he may see nothing of it
   * @param named whether he may see which exam it is
   * @param opens whether he may open it
   */
  public record Apart(FollowUp row, @Nullable ReportVersion latest, boolean named, boolean opens) {}

  /**
   * An order whose result has not come.
   *
   * @param sure whether it is of certainly this person
   */
  public record Awaited(Order order, boolean sure) {}

  public String name(@Nullable String practitioner) {
    return roster.practitioner(practitioner).map(Practitioner::title).orElse("");
  }

  /** Under which identifier of ours a reading of the DMP is kept in the trail. */
  String subject() {
    if (!exams.isEmpty()) {
      return exams.get(0).result().row().id();
    }
    return awaited.isEmpty() ? reader.id() : awaited.get(0).order().id();
  }
}
