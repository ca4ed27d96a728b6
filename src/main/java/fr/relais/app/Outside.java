// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.channels.MailAccess;
import fr.relais.adapters.channels.MailRefused;
import fr.relais.adapters.channels.MailTokens;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.decide.Refusals;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands outside of Relais and is reached by network: mailbox, ringing gateway, practice
 * software.
 *
 * @param mail null when there is no mailbox
 * @param calls null when nothing rings
 * @param callsSecret signs what the gateway tells; null when nothing rings
 * @param hooks null when no software is called
 */
record Outside(
    ChannelSettings.@Nullable Mail mail,
    ChannelSettings.@Nullable Calls calls,
    @Nullable String callsSecret,
    ChannelSettings.@Nullable Hooks hooks) {
  static final Duration CONNECT = Duration.ofSeconds(3);
  static final Duration TOTAL = Duration.ofSeconds(10);

  /**
   * As the settings say it.
   *
   * @param callback where the gateway tells how a call ended
   */
  static Outside of(Settings settings, URI callback) {
    TrustMaterial trust = trust(settings);
    URI gateway = settings.get(OutsideKeys.CALLS_GATEWAY).orElse(null);
    String hooks = settings.get(OutsideKeys.HOOKS_SECRET);
    boolean sandbox = settings.profile() == Profile.SANDBOX;
    return new Outside(
        trust == null || settings.get(OutsideKeys.MAIL_SMTP_PORT) == 0
            ? null
            : mail(settings, trust),
        gateway == null
            ? null
            : new ChannelSettings.Calls(
                gateway,
                settings.get(OutsideKeys.CALLS_KEY),
                callback,
                trust,
                sandbox,
                CONNECT,
                TOTAL),
        gateway == null ? null : settings.get(OutsideKeys.CALLS_SECRET),
        hooks.isEmpty() ? null : new ChannelSettings.Hooks(hooks, trust, sandbox, CONNECT, TOTAL));
  }

  /** Our certificate for everything outside; null when the settings name none. */
  static @Nullable TrustMaterial trust(Settings settings) {
    return OutsideKeys.TRUST.load(settings);
  }

  private static ChannelSettings.Mail mail(Settings settings, TrustMaterial trust) {
    return new ChannelSettings.Mail(
        settings.get(OutsideKeys.MAIL_SMTP_HOST),
        settings.get(OutsideKeys.MAIL_SMTP_PORT),
        settings.get(OutsideKeys.MAIL_IMAP_HOST),
        settings.get(OutsideKeys.MAIL_IMAP_PORT),
        settings.get(OutsideKeys.MAIL_MAILBOX),
        settings.get(OutsideKeys.MAIL_PASSWORD),
        trust,
        CONNECT,
        TOTAL,
        Duration.ofSeconds(15),
        8,
        10 * 1024 * 1024,
        Duration.ofSeconds(2),
        replyTo(settings),
        access(settings));
  }

  /** How connections to the mailbox become ours. */
  static MailAccess access(Settings settings) {
    return new MailAccess(
        settings.get(OutsideKeys.MAIL_TLS).equals(OutsideKeys.STARTTLS),
        settings.get(OutsideKeys.MAIL_TOKEN_FILE).map(MailTokens::file).orElse(null));
  }

  /** Why the mailbox cannot be opened as things stand, in French; empty when nothing is against. */
  static Optional<String> mailboxShut(Settings settings) {
    MailTokens tokens = access(settings).tokens();
    if (tokens == null) {
      return Optional.empty();
    }
    try {
      tokens.current();
      return Optional.empty();
    } catch (MailRefused e) {
      String why = Refusals.of(e.reason().name()).map(Refusals::french).orElseThrow();
      return Optional.of("Messagerie : " + why + " (mail.tokenFile).");
    }
  }

  static @Nullable String replyTo(Settings settings) {
    String address = settings.get(OutsideKeys.MAIL_REPLY_TO).strip();
    return address.isEmpty() ? null : address;
  }
}
