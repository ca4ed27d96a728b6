// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.Exit;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every way out that the settings give, made together and closed together. */
public final class Exits implements AutoCloseable {
  private final List<Exit> all = new ArrayList<>();
  private final List<MailExit> mails = new ArrayList<>();

  /**
   * Makes the exits; none connects before its first delivery.
   *
   * @param folders absolute path of the folder that holds one folder for each recipient
   * @param clock the real one: it dates mails and signatures
   */
  public Exits(Path folders, ChannelSettings settings, InstantSource clock) {
    all.add(new FolderExit(folders));
    if (settings.mail() != null) {
      mails.add(new MailExit(settings.mail(), clock));
    }
    all.addAll(mails);
    if (settings.calls() != null) {
      all.add(new CallExit(settings.calls()));
    }
    if (settings.hooks() != null) {
      all.add(new HookExit(settings.hooks(), clock));
    }
  }

  public List<Exit> all() {
    return List.copyOf(all);
  }

  /** Lets go of the connections that were kept; a mail that is being sent is finished first. */
  @Override
  public void close() {
    mails.forEach(MailExit::close);
  }
}
