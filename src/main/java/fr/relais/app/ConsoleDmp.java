// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Words about the DMP beside the sandbox: what stands there, and what may go wrong there. */
final class ConsoleDmp implements ConsoleWords {
  private static final String INS = "\\d{15}";
  private static final int TIMES_MAX = 100;

  private final SandboxDmp dmp;
  private final SharedListing listing;
  private final Supplier<Roster> roster;

  ConsoleDmp(SandboxDmp dmp, Supplier<Roster> roster) {
    this.dmp = dmp;
    this.listing = new SharedListing(dmp);
    this.roster = roster;
  }

  @Override
  public String help() {
    return ConsoleWords.line("dmp", "les DMP simulés que quelqu'un a demandés")
        + ConsoleWords.line("dmp INS", "ses documents : titre, auteur, état, version")
        + ConsoleWords.line("dmp INS métadonnées N", "tout ce que le DMP sait de ce document")
        + ConsoleWords.line("dmp INS ouvert", "ouvert, sans rien refuser à personne")
        + ConsoleWords.line("dmp INS fermé|absent", "fermé, ou jamais ouvert")
        + ConsoleWords.line("dmp INS non autorisé", "ouvert ; chaque médecin doit y être autorisé")
        + ConsoleWords.line("dmp INS bloque|débloque QUI", "le patient y refuse tout à ce médecin")
        + ConsoleWords.line("dmp dépose FICHIER", "un laboratoire y dépose lui-même ce CDA")
        + ConsoleWords.line("dmp panne occupé|muet|coupé [FOIS]", "les prochains dépôts échouent");
  }

  @Override
  public Optional<String> answer(String verb, String rest) {
    return verb.equals("dmp") ? Optional.of(answer(rest)) : Optional.empty();
  }

  private String answer(String rest) {
    List<String> words = Arrays.asList(rest.split("\\s+", 3));
    String first = Console.plain(words.get(0));
    if (first.isEmpty()) {
      return listing.all();
    }
    if (first.equals("depose")) {
      return ConsoleFile.read(rest.substring(words.get(0).length()).strip())
          .fold(new OtherProducer(dmp)::files, why -> why);
    }
    if (first.equals("panne")) {
      return fails(words.size() > 1 ? Console.plain(words.get(1)) : "", times(words));
    }
    if (!first.matches(INS)) {
      return help();
    }
    return words.size() < 2 ? listing.of(first) : change(first, words);
  }

  private String change(String ins, List<String> words) {
    String asked = Console.plain(String.join(" ", words.subList(1, words.size())).strip());
    String rest = words.size() > 2 ? words.get(2).strip() : "";
    switch (asked) {
      case "ouvert", "absent" -> dmp.become(ins, asked);
      case "ferme" -> dmp.become(ins, "fermé");
      case "non autorise" -> dmp.become(ins, "non autorisé");
      default -> {
        return about(ins, Console.plain(words.get(1)), rest);
      }
    }
    return listing.of(ins);
  }

  private String about(String ins, String verb, String rest) {
    return switch (verb) {
      case "bloque", "debloque" -> block(ins, rest, verb.equals("bloque"));
      case "metadonnees" -> listing.described(ins, rest);
      default -> help();
    };
  }

  private String block(String ins, String id, boolean blocked) {
    String who = professional(id);
    if (who == null) {
      return "Quel médecin ? « qui » donne leurs noms courts.\n";
    }
    dmp.block(ins, who, blocked);
    return listing.of(ins);
  }

  private @Nullable String professional(String id) {
    return roster
        .get()
        .practitioner(id.strip())
        .map(Practitioner::rpps)
        .map(rpps -> "8" + rpps)
        .orElse(null);
  }

  private String fails(String how, int times) {
    switch (how) {
      case "occupe" -> dmp.fault(Fault.BUSY, null, times);
      // what is filed and not answered is the hard case: it must not be filed twice
      case "muet" -> dmp.fault(Fault.SILENT_AFTER_COMMIT, Transaction.PUBLISH, times);
      case "coupe" -> dmp.fault(Fault.CUT_AFTER_COMMIT, Transaction.PUBLISH, times);
      default -> {
        return help();
      }
    }
    return "Dépôts ou demandes qui échoueront au DMP simulé : " + times + ". Relais réessaie.\n";
  }

  private static int times(List<String> words) {
    String said = words.size() > 2 ? words.get(2).strip() : "";
    return said.matches("\\d{1,3}") ? Math.min(TIMES_MAX, Integer.parseInt(said)) : 1;
  }
}
