// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.adapters.channels.ChannelSettings.Mllp;
import fr.relais.flow.Entrance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the MLLP door of this repository's own route with limits for one test. */
final class OpenDoor {
  private OpenDoor() {}

  static Mllp limits(int perPeer, int inAll, int workers) {
    return new Mllp("127.0.0.1", 0, Duration.ofSeconds(5), perPeer, inAll, workers, 100_000_000);
  }

  static Channels mllp(Path folder, Entrance entrance, int messageBytesMax, Mllp limits) {
    copyRoute("in-mllp.camel.yaml", folder);
    return Channels.open(
        folder.toAbsolutePath(),
        entrance,
        new ChannelSettings(messageBytesMax, limits, DropFolder.in(folder.toAbsolutePath())),
        () -> true);
  }

  static void copyRoute(String name, Path folder) {
    try {
      Files.copy(Path.of("routes", name), folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
