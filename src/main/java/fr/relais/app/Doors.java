// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.CallExit;
import fr.relais.adapters.channels.ChannelSettings;
import fr.relais.adapters.channels.Channels;
import fr.relais.adapters.channels.FolderExit;
import fr.relais.adapters.channels.HookExit;
import fr.relais.adapters.channels.MailExit;
import fr.relais.adapters.channels.MllpExit;
import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Mailbox;
import fr.relais.flow.Store;
import fr.relais.formats.hl7v2.AnswerReader;
import fr.relais.formats.mime.MailFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ways in and out, as the settings and what stands outside say. */
final class Doors {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(20);

  private final Settings settings;
  private final Outside outside;

  Doors(Settings settings, Outside outside) {
    this.settings = settings;
    this.outside = outside;
  }

  /**
   * @param world the simulators, when there are some
   * @param dmp the way to the DMP, when there is one
   * @param hold is given what must be closed
   */
  Exits exits(
      @Nullable SandboxWorld world,
      @Nullable DmpDoor dmp,
      InstantSource clock,
      Consumer<AutoCloseable> hold) {
    List<Exit> exits = new ArrayList<>();
    exits.add(new FolderExit(settings.get(SettingKeys.FOLDER_OUT).toAbsolutePath()));
    boolean live = settings.get(SettingKeys.PROFILE) == Profile.LIVE;
    exits.add(new MllpExit(Doors::answered, live, CONNECT, TOTAL));
    ChannelSettings.Mail mail = outside.mail();
    if (mail != null) {
      MailExit exit = new MailExit(mail, clock);
      hold.accept(exit);
      exits.add(exit);
    }
    ChannelSettings.Calls calls = outside.calls();
    if (calls != null) {
      exits.add(new CallExit(calls));
    }
    ChannelSettings.Hooks hooks = outside.hooks();
    if (hooks != null) {
      // signatures are dated by the real clock: the other side has no other
      HookExit exit = new HookExit(hooks, InstantSource.system());
      exits.add(world == null ? exit : world.throughHere(exit));
    }
    if (dmp != null) {
      exits.add(dmp.exit());
    }
    return new Exits(exits, new Papers(settings.get(OutsideKeys.MAIL_PRODUCT)));
  }

  /** What a producer answers to an acknowledgement of ours. */
  static MllpExit.Answers.Said answered(Content sent, Content answer) {
    return AnswerReader.of(sent, answer)
        .map(
            code ->
                switch (code) {
                  case ACCEPTED -> MllpExit.Answers.Said.TAKEN;
                  case ERROR -> MllpExit.Answers.Said.REFUSED;
                  case REJECTED -> MllpExit.Answers.Said.LATER;
                })
        .orElse(MllpExit.Answers.Said.NOT_OURS);
  }

  Channels channels(Store store, Entrance entrance, Mailbox mailbox) {
    Path in = settings.get(SettingKeys.FOLDER_IN).toAbsolutePath();
    makeFolders(in, store.roster());
    return Channels.open(
        RoutesFolder.find(settings),
        entrance,
        new Channels.Mails(mailbox, MailFormat::receipt),
        doors(in),
        () -> store.leads("folder"));
  }

  private static void makeFolders(Path in, Roster roster) {
    try {
      Files.createDirectories(in);
      for (var sender : roster.senders()) {
        if (sender.folder() != null) {
          Files.createDirectories(in.resolve(sender.folder()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("dossier de dépôt inaccessible", e);
    }
  }

  private ChannelSettings doors(Path in) {
    return new ChannelSettings(
        settings.get(SettingKeys.MLLP_MESSAGE_BYTES_MAX),
        new ChannelSettings.Mllp(
            settings.get(SettingKeys.MLLP_HOST),
            settings.get(SettingKeys.MLLP_PORT),
            settings.get(SettingKeys.MLLP_IDLE),
            settings.get(SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX),
            settings.get(SettingKeys.MLLP_CONNECTIONS_MAX),
            settings.get(SettingKeys.MLLP_WORKERS),
            256L * 1024 * 1024,
            MllpKeys.TRUST.load(settings)),
        new ChannelSettings.DropFolder(
            in,
            settings.get(SettingKeys.FOLDER_POLL),
            settings.get(SettingKeys.FOLDER_QUIET_FOR),
            settings.get(SettingKeys.FOLDER_STALLED_AFTER)),
        outside.mail(),
        outside.calls(),
        outside.hooks());
  }
}
