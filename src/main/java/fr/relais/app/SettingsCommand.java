// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows every setting with its value and where it comes from; checks what they lead to. */
@Command(
    name = "settings",
    description =
        "Montre les réglages ; --check les éprouve (base, clés, routes, annuaire, règles).")
final class SettingsCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--check", description = "éprouver les réglages sans rien ouvrir au dehors")
  private boolean check;

  @Mixin private PolicyOptions policies = new PolicyOptions();

  @Option(names = "--markdown", description = "la table des réglages, pour la documentation")
  private boolean markdown;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(SettingsText.markdown());
      out.flush();
      return 0;
    }
    if (policies.given()) {
      int code = policies.run(options, out);
      out.flush();
      return code;
    }
    Settings settings = options.read();
    out.println(settings.describe());
    int code = check ? check(settings, out) : 0;
    out.flush();
    return code;
  }

  private static int check(Settings settings, PrintWriter out) throws Exception {
    List<String> wrong = new ArrayList<>();
    InstallationKeys keys = Stores.keys(settings);
    out.println("Clés : période " + keys.currentPeriod() + ".");
    out.println("Routes : " + RoutesFolder.find(settings) + ".");
    checkSheets(RoutesFolder.find(settings).resolve(RoutesFolder.SOFTWARE), out, wrong);
    Outside.mailboxShut(settings).ifPresent(wrong::add);
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try (Store store = Stores.open(settings, ServeCommand.DATABASE, false, open)) {
      InstantSource clock = InstantSource.system();
      Roster roster = store.roster();
      out.printf(
          "Base : réglages sûrs. Annuaire : %d personnes, %d lieux, %d expéditeurs.%n",
          roster.practitioners().size(), roster.sites().size(), roster.senders().size());
      Path rules = RoutesFolder.find(settings).resolve(RoutesFolder.POLICY);
      if (!new PolicyReport(out, LocalDate.ofInstant(clock.instant(), ParisTime.ZONE))
          .check(rules, roster)) {
        wrong.add("Règles des lieux refusées.");
      }
      if (!store.auditChainHolds()) {
        wrong.add("La chaîne des traces ne se vérifie pas : prévenez le responsable de sécurité.");
      }
      store.violations(clock.instant()).forEach(v -> wrong.add("Invariant : " + v));
      if (settings.profile() == Profile.LIVE) {
        wrong.addAll(LiveRefusals.of(settings, LiveCheck.facts(settings, roster, clock)));
      }
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
    wrong.forEach(w -> out.println("✗ " + w));
    out.println(wrong.isEmpty() ? "✓ Tout est en ordre." : "Relais ne doit pas servir ainsi.");
    return wrong.isEmpty() ? 0 : 2;
  }

  private static void checkSheets(Path folder, PrintWriter out, List<String> wrong) {
    try {
      Map<String, SoftwareSheet> sheets = SheetReader.read(folder);
      out.println("Fiches de logiciels : " + new TreeSet<>(sheets.keySet()) + ".");
    } catch (StoryProblem e) {
      e.faults().forEach(fault -> wrong.add("Fiche " + fault));
    }
  }
}
