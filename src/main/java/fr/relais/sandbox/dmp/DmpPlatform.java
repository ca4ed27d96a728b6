// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.dmp.Filed.State;
import java.io.IOException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The DMP, in memory: it files, finds, gives back and refuses as the real one is said to. */
public final class DmpPlatform implements AutoCloseable {
  private final Registry registry;
  private final Access access;
  private final Ledger ledger;
  private final Injections injections;
  private final HttpEntrance entrance;

  private DmpPlatform(
      Registry registry,
      Access access,
      Ledger ledger,
      Injections injections,
      HttpEntrance entrance) {
    this.registry = registry;
    this.access = access;
    this.ledger = ledger;
    this.injections = injections;
    this.entrance = entrance;
  }

  /**
   * Starts it on a free port of the loopback address, under the strict rules.
   *
   * @param server its own certificate
   * @param clients the authorities of structure certificates
   * @param clock for certificates, VIHF and answers
   * @throws IOException when no port is free
   */
  public static DmpPlatform start(
      TrustMaterial server,
      Collection<X509Certificate> clients,
      DmpStructures structures,
      InstantSource clock)
      throws IOException {
    return start(server, clients, List::of, structures, DmpRules.strict(), clock);
  }

  /**
   * The same, under these rules.
   *
   * @param revocations the revocation lists of the authorities as they are now; revocation is not
   *     looked at when there is none
   * @throws IOException when no port is free
   */
  public static DmpPlatform start(
      TrustMaterial server,
      Collection<X509Certificate> clients,
      Supplier<List<X509CRL>> revocations,
      DmpStructures structures,
      DmpRules rules,
      InstantSource clock)
      throws IOException {
    Certificates certificates = new Certificates(clients, revocations, clock);
    CodeTables tables = new CodeTables();
    Registry registry = new Registry();
    Access access = new Access();
    Ledger ledger = new Ledger();
    Injections injections = new Injections();
    Services services =
        new Services(
            registry,
            access,
            new SubmissionRules(tables, rules),
            new SealVerifier(certificates, rules),
            new Existence(access, rules, clock));
    Gate gate = new Gate(certificates, structures, tables, rules, clock);
    Desk desk = new Desk(gate, services, injections, ledger, clock);
    return new DmpPlatform(
        registry,
        access,
        ledger,
        injections,
        new HttpEntrance(ClientTrust.context(server, certificates), desk, rules));
  }

  /**
   * The port; paths are {@code
   * /si-dmp-server/v2/services/{repository|registry|patients|habilitations}}.
   */
  public int port() {
    return entrance.port();
  }

  /** Adds a patient, or puts another state in place of the one of this INS. */
  public void addPatient(DmpPatient patient) {
    access.put(patient);
  }

  /** Adds a patient with an active record. */
  public void addPatient(String ins, String oid) {
    addPatient(DmpPatient.active(ins, oid));
  }

  /** From now on he has no record; what was filed for him comes back with one. */
  public void removePatient(String ins) {
    access.remove(ins);
  }

  /** Every document ever filed for an INS, replaced and deleted ones too; no signatures. */
  public List<Filed> documents(String ins) {
    return registry.filed(ins, held -> !held.entry().isSignature());
  }

  /** The signatures of the submission sets of an INS. */
  public List<Filed> signatures(String ins) {
    return registry.filed(ins, held -> held.entry().isSignature());
  }

  /** What the patient sees: what is approved and not hidden from him until he was told. */
  public List<Filed> seenByPatient(String ins) {
    return registry.filed(
        ins,
        held ->
            held.state() == State.APPROVED
                && !held.entry().isSignature()
                && !held.entry().isMarked("INVISIBLE_PATIENT"));
  }

  /** Every request that came through TLS, and how it ended, oldest first. */
  public List<Handled> ledger() {
    return ledger.all();
  }

  /** Makes the next requests fail. */
  public void fault(Fault fault, int times) {
    injections.add(fault, null, times);
  }

  /** Makes the next requests of one transaction fail, and leaves the others alone. */
  public void fault(Fault fault, @Nullable Transaction only, int times) {
    injections.add(fault, only, times);
  }

  @Override
  public void close() {
    entrance.close();
  }
}
