// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one command a class. */
@Command(
    name = "relais",
    mixinStandardHelpOptions = true,
    version = "Relais 0.1.0",
    description = "À tout instant, un résultat a un responsable, une échéance et une suite.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SandboxCommand.class,
      CheckCommand.class,
      PlayCommand.class,
      ImportCommand.class,
      SettingsCommand.class,
      KeysCommand.class,
      CommandLine.HelpCommand.class
    })
final class RelaisCommand {}
