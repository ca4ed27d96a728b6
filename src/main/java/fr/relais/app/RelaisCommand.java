// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: one command a class. */
@Command(
    name = "relais",
    version = "Relais 0.1.0",
    scope = ScopeType.INHERIT,
    synopsisHeading = "Usage : ",
    commandListHeading = "%nCommandes :%n",
    optionListHeading = "%nOptions :%n",
    parameterListHeading = "%nParamètres :%n",
    description = "À tout instant, un résultat a un responsable, une échéance et une suite.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SandboxCommand.class,
      CheckCommand.class,
      ConformanceCommand.class,
      PlayCommand.class,
      LoadCommand.class,
      ImportCommand.class,
      AccountCommand.class,
      SettingsCommand.class,
      KeysCommand.class
    })
final class RelaisCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "affiche cette aide")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "affiche la version")
  private boolean version;
}
