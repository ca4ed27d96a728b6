// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.channels.MailAccess;
import fr.relais.adapters.directory.RegisterClient;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.flow.Exit;
import fr.relais.flow.Store;
import fr.relais.sandbox.HookReceiver;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import fr.relais.sandbox.RingingGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The world around a sandbox: an operator of secure mail, a gateway that rings, a practice software
 * that takes notifications, the DMP, the register of professionals. They are reached over loopback
 * sockets, as strangers; their secrets and certificates are made at each start and kept nowhere.
 */
final class SandboxWorld implements AutoCloseable {
  /** The address of the simulated software in the directory; its port differs at each start. */
  static final String SIMULATED = "https://logiciel.sandbox.invalid/hook";

  private static final String KEY = "sandbox-relais";
  private static final Duration RING = Duration.ofMillis(300);
  private static final Duration MAIL_POLL = Duration.ofMillis(500);

  private final Set<String> enrolled = ConcurrentHashMap.newKeySet();
  private final String mailbox;
  private final String secret = newSecret();
  private final MailOperator mail;
  private final RingingGateway gateway;
  private final HookReceiver hook;
  private final TrustMaterial ours;
  private final MailAccess access;
  private final SandboxDmp dmp;
  private final @Nullable SandboxRegister register;
  private final boolean answering;

  /**
   * @param roster the directory as it stands
   * @param relais the clock of Relais, which can be advanced
   */
  SandboxWorld(Settings settings, Around around, Supplier<Roster> roster, InstantSource relais) {
    this.answering = around.answering();
    this.dmp =
        new SandboxDmp(
            roster,
            settings.get(DmpKeys.SANDBOX_RECORDS).map(SandboxDmp::records).orElse(Map.of()),
            new SandboxCertificates());
    this.register = answering ? new SandboxRegister(relais) : null;
    this.mailbox = settings.get(OutsideKeys.MAIL_MAILBOX);
    InstantSource clock = InstantSource.system();
    this.mail = new MailOperator(new TestPki(clock, Duration.ofDays(30)), around.mails());
    this.ours = mail.enrol("Relais", mailbox);
    this.access = Outside.access(settings);
    if (access.tokens() != null) {
      mail.persons().declare(mailbox);
    }
    try {
      this.gateway = new RingingGateway(0, KEY, secret, RING, clock);
      this.hook =
          new HookReceiver(settings.get(OutsideKeys.HOOK_PORT), secret, clock, around.fetch());
    } catch (IOException e) {
      throw new UncheckedIOException("un simulateur ne peut pas ouvrir son port", e);
    }
  }

  private static String newSecret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return "whsec_" + Base64.getEncoder().encodeToString(random);
  }

  /** The way to all of it, for these people. */
  Outside outside(URI callback, Roster roster) {
    enrol(roster);
    boolean upgraded = access.startTls();
    ChannelSettings.Mail at =
        ChannelSettings.Mail.at(
            "127.0.0.1",
            upgraded ? mail.startTlsSmtpPort() : mail.smtpPort(),
            upgraded ? mail.startTlsImapPort() : mail.imapPort(),
            mailbox,
            ours);
    ChannelSettings.Mail quick = at.every(MAIL_POLL).by(access);
    URI calls = gateway.address().resolve("/");
    return new Outside(
        quick,
        new ChannelSettings.Calls(calls, KEY, callback, null, true, Outside.CONNECT, Outside.TOTAL),
        secret,
        new ChannelSettings.Hooks(secret, null, true, Outside.CONNECT, Outside.TOTAL));
  }

  /** Everyone of the directory has his mailbox at the operator, and stands in the register. */
  void enrol(Roster roster) {
    for (Practitioner doctor : roster.practitioners()) {
      enrol(doctor.id(), doctor.mailbox());
    }
    // a mailbox that has dates stands at the operator before it holds and after
    for (Endpoint endpoint : roster.endpoints()) {
      enrol(
          endpoint.practitioner(), endpoint.channel() == Channel.MAIL ? endpoint.address() : null);
    }
    for (Sender sender : roster.senders()) {
      enrol(sender.id(), sender.mailbox());
    }
    if (register != null) {
      register.enter(roster);
    }
  }

  private void enrol(String holder, @Nullable String address) {
    if (address != null && enrolled.add(address)) {
      mail.enrol(holder, address);
      if (answering) {
        mail.answering(address, MailAnswering.DELIVERED);
      }
    }
  }

  /** The words of the console about all this. */
  List<ConsoleWords> words(Store store, @Nullable RegisterRefresh refresh) {
    List<ConsoleWords> words = new ArrayList<>();
    words.add(new ConsoleDmp(dmp, store::roster));
    words.add(new ConsoleMail(mail, mailbox, store::roster));
    if (register != null && refresh != null) {
      words.add(new ConsoleRegister(register, refresh, store));
    }
    return List.copyOf(words);
  }

  /** Takes what is meant for the simulated software to where it listens today. */
  Exit throughHere(Exit hooks) {
    return new Exit() {
      @Override
      public Channel channel() {
        return hooks.channel();
      }

      @Override
      public Attempt send(Delivery delivery, Parcel parcel) {
        return hooks.send(
            delivery.address().equals(SIMULATED)
                ? delivery.to(hook.address().toString())
                : delivery,
            parcel);
      }
    };
  }

  /** Signs what the gateway tells of its calls. */
  String secret() {
    return secret;
  }

  SandboxDmp dmp() {
    return dmp;
  }

  /** How the simulated register is asked; null where there is none. */
  @Nullable RegisterClient registerClient() {
    return register == null ? null : register.client();
  }

  MailOperator mail() {
    return mail;
  }

  RingingGateway gateway() {
    return gateway;
  }

  HookReceiver hook() {
    return hook;
  }

  @Override
  public void close() {
    dmp.close();
    if (register != null) {
      register.close();
    }
    hook.close();
    gateway.close();
    mail.close();
  }
}
