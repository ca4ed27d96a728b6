// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.adapters.xds.DmpSettings;
import fr.relais.adapters.xds.DmpStructure;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.sandbox.dmp.DmpPatient;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.DmpStructures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A DMP beside the sandbox, started at its first job: every site with a FINESS number has its two
 * certificates there, every patient an open record, which every doctor of the directory may
 * consult, unless a file says otherwise.
 */
final class SandboxDmp implements AutoCloseable {
  private static final String HOMOLOGATION = "SANDBOX-RELAIS";
  private static final String SECTOR = "SA05";

  private final Supplier<Roster> roster;
  private final Map<String, String> records;
  private final Set<String> enrolled = new HashSet<>();
  private final InstantSource clock = InstantSource.system();
  private @Nullable DmpPlatform platform;
  private @Nullable DmpSettings settings;

  /**
   * @param records the state of a record by INS number, in French
   */
  SandboxDmp(Supplier<Roster> roster, Map<String, String> records) {
    this.roster = roster;
    this.records = Map.copyOf(records);
  }

  /**
   * Reads {@code ins,état} lines.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  static Map<String, String> records(Path file) {
    Map<String, String> states = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.strip().split("\\s*[,;]\\s*");
        if (cells.length == 2) {
          states.put(cells[0], cells[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox.dmpRecords illisible", e);
    }
    return states;
  }

  DmpDoor door() {
    return new DmpDoor(this::publishes, this::settings, this::enrol, true);
  }

  private boolean publishes(String structure) {
    return roster.get().sites().stream().anyMatch(site -> structure.equals(structure(site)));
  }

  private static @Nullable String structure(Site site) {
    return site.finess() == null ? null : "1" + site.finess();
  }

  /** The simulator, which starts when it is first asked for. */
  synchronized DmpPlatform platform() {
    settings();
    return java.util.Objects.requireNonNull(platform);
  }

  private synchronized DmpSettings settings() {
    DmpSettings made = settings;
    if (made == null) {
      made = start();
      settings = made;
    }
    return made;
  }

  private DmpSettings start() {
    TestPki pki = new TestPki(clock, Duration.ofDays(30));
    Map<String, DmpStructure> structures = new LinkedHashMap<>();
    for (Site site : roster.get().sites()) {
      String id = structure(site);
      if (id != null) {
        structures.put(
            id,
            new DmpStructure(
                id,
                site.name(),
                SECTOR,
                pki.structureAuthentication(id, site.name()),
                pki.structureSeal(id, site.name())));
      }
    }
    var server = pki.rsaServer("DMP du bac à sable");
    try {
      DmpPlatform started =
          DmpPlatform.start(
              server,
              server.authorities(),
              new DmpStructures(
                  structures.keySet().stream()
                      .map(id -> new DmpStructures.Structure(id, SECTOR))
                      .toList(),
                  Set.of(HOMOLOGATION)),
              clock);
      platform = started;
      String base = "https://localhost:" + started.port() + "/si-dmp-server/v2/services/";
      return new DmpSettings(
          URI.create(base + "repository"),
          URI.create(base + "registry"),
          URI.create(base + "patients"),
          URI.create(base + "habilitations"),
          structures,
          new VihfRequest.Software("Relais", "0.1.0", HOMOLOGATION, null),
          VihfDialect.SAMPLES,
          "1.2.250.1.999.1.1",
          DmpSettings.Limits.USUAL);
    } catch (IOException e) {
      throw new UncheckedIOException("le DMP simulé ne peut pas ouvrir son port", e);
    }
  }

  private synchronized void enrol(PatientIdentity patient) {
    String ins = patient.ins();
    String oid = patient.insOid();
    if (ins == null || oid == null || !enrolled.add(ins)) {
      return;
    }
    DmpPatient nobody = DmpPatient.active(ins, oid);
    switch (records.getOrDefault(ins, "ouvert")) {
      case "absent" -> {
        // as for whoever refused to have one
      }
      case "fermé" ->
          platform().addPatient(everyone(nobody).closed(clock.instant(), "PATIENT", "fermé"));
      case "non autorisé" -> platform().addPatient(nobody);
      case "bloqué" -> platform().addPatient(doctors(nobody, DmpPatient::blocking));
      default -> platform().addPatient(everyone(nobody));
    }
  }

  private DmpPatient everyone(DmpPatient patient) {
    return doctors(patient, DmpPatient::authorising);
  }

  private DmpPatient doctors(DmpPatient patient, BiFunction<DmpPatient, String, DmpPatient> with) {
    DmpPatient changed = patient;
    for (Practitioner doctor : roster.get().practitioners()) {
      changed = doctor.rpps() == null ? changed : with.apply(changed, "8" + doctor.rpps());
    }
    return changed;
  }

  @Override
  public synchronized void close() {
    if (platform != null) {
      platform.close();
    }
  }
}
