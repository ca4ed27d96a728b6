// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve} among fictitious people. */
@Command(name = "sandbox", description = "Sert dans le bac à sable (serve --profile sandbox).")
final class SandboxCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return ServeCommand.serve(options.sandbox("profile=sandbox"), spec.commandLine().getOut());
  }
}
