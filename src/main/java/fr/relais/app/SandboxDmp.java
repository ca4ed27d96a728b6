// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import fr.relais.adapters.xds.DmpSettings;
import fr.relais.adapters.xds.DmpStructure;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Site;
import fr.relais.sandbox.dmp.DmpPatient;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.DmpStructures;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Filed;
import fr.relais.sandbox.dmp.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DMP beside the sandbox, started at its first job: every site and laboratory with a FINESS
 * number is known there, every patient has an open record, which every doctor of the directory may
 * consult, unless a file or the console says otherwise.
 */
final class SandboxDmp implements AutoCloseable {
  private static final String HOMOLOGATION = "SANDBOX-RELAIS";
  private static final String SECTOR = "SA05";
  private static final String LABORATORY = "SA25";
  private static final String TEST_OID = "1.2.250.1.213.1.4.10";

  private final Supplier<Roster> roster;
  private final Map<String, String> records;
  private final Map<String, DmpPatient> enrolled = new TreeMap<>();
  private final SandboxCertificates certificates;
  private @Nullable DmpPlatform platform;
  private @Nullable DmpSettings settings;

  /**
   * @param records the state of a record by INS number, in French
   * @param certificates its own and those of the structures
   */
  SandboxDmp(
      Supplier<Roster> roster, Map<String, String> records, SandboxCertificates certificates) {
    this.roster = roster;
    this.certificates = certificates;
    this.records = new LinkedHashMap<>(records);
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
    return Objects.requireNonNull(platform);
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
    Map<String, DmpStructure> structures = new LinkedHashMap<>();
    for (Site site : roster.get().sites()) {
      String id = structure(site);
      if (id != null) {
        structures.put(id, certificates.structure(id, site.name(), SECTOR));
      }
    }
    TrustMaterial server = certificates.server();
    try {
      DmpPlatform started =
          DmpPlatform.start(
              server,
              server.authorities(),
              new DmpStructures(known(structures.keySet()), Set.of(HOMOLOGATION)),
              certificates.clock());
      platform = started;
      return settings(started.port(), structures, "Relais");
    } catch (IOException e) {
      throw new UncheckedIOException("le DMP simulé ne peut pas ouvrir son port", e);
    }
  }

  private static DmpSettings settings(
      int port, Map<String, DmpStructure> structures, String software) {
    String base = "https://localhost:" + port + "/si-dmp-server/v2/services/";
    return new DmpSettings(
        URI.create(base + "repository"),
        URI.create(base + "registry"),
        URI.create(base + "patients"),
        URI.create(base + "habilitations"),
        structures,
        new VihfRequest.Software(software, "0.1.0", HOMOLOGATION, null),
        VihfDialect.SAMPLES,
        "1.2.250.1.999.1.1",
        DmpSettings.Limits.USUAL);
  }

  private List<DmpStructures.Structure> known(Set<String> sites) {
    return Stream.concat(
            sites.stream().map(id -> new DmpStructures.Structure(id, SECTOR)),
            laboratories()
                .filter(id -> !sites.contains(id))
                .map(id -> new DmpStructures.Structure(id, LABORATORY)))
        .toList();
  }

  /** National identifiers of those who send results, as structures of the DMP. */
  Stream<String> laboratories() {
    return roster.get().senders().stream()
        .map(Sender::finess)
        .filter(Objects::nonNull)
        .map(finess -> "1" + finess)
        .distinct();
  }

  /** How one of the laboratories reaches it, with certificates that are made now. */
  synchronized DmpSettings asLaboratory(String structure) {
    int port = platform().port();
    return settings(
        port,
        Map.of(structure, certificates.structure(structure, "Laboratoire", LABORATORY)),
        "Laboratoire");
  }

  /** He has a record there, in the state that was asked for; nothing when he has one already. */
  synchronized void enrol(PatientIdentity patient) {
    String ins = patient.ins();
    String oid = patient.insOid();
    DmpPatient known = ins == null ? null : enrolled.get(ins);
    if (ins != null && oid != null && (known == null || !known.oid().equals(oid))) {
      put(DmpPatient.active(ins, oid));
    }
  }

  private void put(DmpPatient patient) {
    enrolled.put(patient.ins(), patient);
    switch (state(patient.ins())) {
      // as for whoever refused to have one
      case "absent" -> platform().removePatient(patient.ins());
      case "fermé" ->
          platform()
              .addPatient(
                  everyone(patient).closed(certificates.clock().instant(), "PATIENT", "fermé"));
      case "non autorisé" -> platform().addPatient(patient);
      case "bloqué" -> platform().addPatient(doctors(patient, DmpPatient::blocking));
      default -> platform().addPatient(everyone(patient));
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

  /** {@code ouvert}, {@code fermé}, {@code absent}, {@code non autorisé} or {@code bloqué}. */
  synchronized String state(String ins) {
    return records.getOrDefault(ins, "ouvert");
  }

  /** From now on the record is in this state, and nobody is refused by name any more. */
  synchronized void become(String ins, String state) {
    records.put(ins, state);
    DmpPatient known = enrolled.get(ins);
    put(DmpPatient.active(ins, known == null ? TEST_OID : known.oid()));
  }

  /** From now on the patient refuses everything there to this professional, or no longer does. */
  synchronized void block(String ins, String professional, boolean blocked) {
    DmpPatient known = enrolled.getOrDefault(ins, DmpPatient.active(ins, TEST_OID));
    put(blocked ? known.blocking(professional) : known.admitting(professional));
  }

  /** Titles of those to whom he refuses everything, one by one. */
  synchronized List<String> refused(String ins) {
    DmpPatient known = enrolled.get(ins);
    return known == null
        ? List.of()
        : roster.get().practitioners().stream()
            .filter(doctor -> known.blocked().contains("8" + doctor.rpps()))
            .map(Practitioner::title)
            .toList();
  }

  /** The INS of every record that anybody asked for. */
  synchronized List<String> asked() {
    return List.copyOf(enrolled.keySet());
  }

  /** Every document ever filed for an INS; nothing is started for it. */
  synchronized List<Filed> documents(String ins) {
    return platform == null ? List.of() : platform.documents(ins);
  }

  /** The next requests fail; those of one transaction alone, where it is said. */
  void fault(Fault fault, @Nullable Transaction only, int times) {
    platform().fault(fault, only, times);
  }

  @Override
  public synchronized void close() {
    if (platform != null) {
      platform.close();
    }
  }
}
