// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.flow.Exit;
import fr.relais.sandbox.HookReceiver;
import fr.relais.sandbox.MailOperator;
import fr.relais.sandbox.RingingGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The world around a sandbox: an operator of secure mail, a gateway that rings, a practice software
 * that takes notifications. They are reached over loopback sockets, as strangers; their secrets and
 * certificates are made at each start and kept nowhere.
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

  /**
   * @param fetch what the simulated software does with each task that it is told of; null for
   *     nothing
   */
  SandboxWorld(
      Settings settings, MailOperator.Limits limits, @Nullable Function<String, String> fetch) {
    this.mailbox = settings.get(OutsideKeys.MAIL_MAILBOX);
    InstantSource clock = InstantSource.system();
    this.mail = new MailOperator(new TestPki(clock, Duration.ofDays(30)), limits);
    this.ours = mail.enrol("Relais", mailbox);
    try {
      this.gateway = new RingingGateway(0, KEY, secret, RING, clock);
      this.hook = new HookReceiver(settings.get(OutsideKeys.HOOK_PORT), secret, clock, fetch);
    } catch (IOException e) {
      throw new UncheckedIOException("un simulateur ne peut pas ouvrir son port", e);
    }
  }

  private static String newSecret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return "whsec_" + Base64.getEncoder().encodeToString(random);
  }

  Outside outside(URI callback) {
    ChannelSettings.Mail at =
        ChannelSettings.Mail.at("127.0.0.1", mail.smtpPort(), mail.imapPort(), mailbox, ours);
    ChannelSettings.Mail quick = at.every(MAIL_POLL);
    URI calls = gateway.address().resolve("/");
    return new Outside(
        quick,
        new ChannelSettings.Calls(calls, KEY, callback, null, true, Outside.CONNECT, Outside.TOTAL),
        secret,
        new ChannelSettings.Hooks(secret, null, true, Outside.CONNECT, Outside.TOTAL));
  }

  /** Every doctor of the directory has his mailbox at the operator. */
  void enrol(Roster roster) {
    for (Practitioner doctor : roster.practitioners()) {
      String address = doctor.mailbox();
      if (address != null && enrolled.add(address)) {
        mail.enrol(doctor.id(), address);
      }
    }
    // a mailbox that has dates stands at the operator before it holds and after
    for (Endpoint endpoint : roster.endpoints()) {
      if (endpoint.channel() == Channel.MAIL && enrolled.add(endpoint.address())) {
        mail.enrol(endpoint.practitioner(), endpoint.address());
      }
    }
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
    hook.close();
    gateway.close();
    mail.close();
  }
}
