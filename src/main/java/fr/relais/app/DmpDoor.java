// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.xds.DmpConsultation;
import fr.relais.adapters.xds.DmpExit;
import fr.relais.adapters.xds.DmpLines;
import fr.relais.adapters.xds.DmpSettings;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Roster;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.Exit;
import fr.relais.flow.SharedFiling;
import fr.relais.flow.SharedRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the DMP. Who may publish is known at once; keys, simulators and the client itself are
 * made at the first job.
 */
final class DmpDoor implements AutoCloseable {
  private final Predicate<String> structures;
  private final Supplier<DmpSettings> settings;
  private final Consumer<PatientIdentity> known;
  private final boolean declares;
  private @Nullable DmpLines lines;
  private @Nullable DmpConsultation consultation;

  /**
   * @param structures whether a structure has its certificates
   * @param known told of each patient before his record is asked for: a sandbox gives him one
   * @param declares whether a doctor can declare there that a patient lets him read
   */
  DmpDoor(
      Predicate<String> structures,
      Supplier<DmpSettings> settings,
      Consumer<PatientIdentity> known,
      boolean declares) {
    this.declares = declares;
    this.structures = structures;
    this.settings = settings;
    this.known = known;
  }

  /**
   * The way that the settings name; to the simulator when there is one.
   *
   * @param hold is given what must be closed
   */
  static Optional<DmpDoor> open(
      Settings settings,
      @Nullable SandboxWorld world,
      Supplier<Roster> roster,
      Consumer<AutoCloseable> hold) {
    Optional<DmpDoor> door =
        world == null ? DmpReal.door(settings, roster) : Optional.of(world.dmp().door());
    door.ifPresent(hold);
    return door;
  }

  private synchronized DmpLines lines() {
    DmpLines open = lines;
    if (open == null) {
      // assertions are compared with the real clock of the other side
      open = new DmpLines(settings.get(), InstantSource.system());
      lines = open;
    }
    return open;
  }

  private synchronized DmpConsultation consultation() {
    DmpConsultation open = consultation;
    if (open == null) {
      open = new DmpConsultation(lines());
      consultation = open;
    }
    return open;
  }

  SharedFiling filing() {
    return new ReceivedDocuments(structures);
  }

  Exit exit() {
    return new Exit() {
      @Override
      public Channel channel() {
        return Channel.DMP;
      }

      @Override
      public Attempt send(Delivery delivery, Parcel parcel) {
        Publication publication = parcel.publication();
        if (publication != null) {
          known.accept(publication.patient());
        }
        return DmpCodes.decided(new DmpExit(lines()).send(delivery, parcel));
      }
    };
  }

  SharedRecords records() {
    return new SharedRecords() {
      @Override
      public Found find(Reader reader, PatientIdentity patient, Instant since) {
        known.accept(patient);
        Found found = consultation().find(reader, patient, since);
        return found instanceof Refused refused ? DmpCodes.told(refused) : found;
      }

      @Override
      public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
        Fetched fetched = consultation().get(reader, patient, document);
        return fetched instanceof Refused refused ? DmpCodes.told(refused) : fetched;
      }

      @Override
      public boolean declares() {
        return declares;
      }

      @Override
      public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
        known.accept(patient);
        Declared declared = consultation().declare(reader, patient, granted);
        return declared instanceof Refused refused ? DmpCodes.told(refused) : declared;
      }
    };
  }

  @Override
  public synchronized void close() {
    if (lines != null) {
      lines.close();
    }
  }
}
