// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import fr.relais.sandbox.MailPages;
import fr.relais.sandbox.MailSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Words about the secure mail around the sandbox: what left, what comes in from any mailbox, and
 * what the recipient's side says of a mail.
 */
final class ConsoleMail implements ConsoleWords {
  private static final int LISTED_MAX = 50;
  private static final Duration SIGN_IN = Duration.ofMinutes(2);

  private final MailOperator operator;
  private final String ours;
  private final Supplier<Roster> roster;

  /**
   * @param ours the mailbox of Relais
   */
  ConsoleMail(MailOperator operator, String ours, Supplier<Roster> roster) {
    this.operator = operator;
    this.ours = ours;
    this.roster = roster;
  }

  @Override
  public String help() {
    return ConsoleWords.line("courriels [BOÎTE]", "courriels remis : boîte, numéro, objet")
        + ConsoleWords.line("courriel BOÎTE lis N", "tout ce courriel : en-têtes, texte, pièces")
        + ConsoleWords.line("courriel BOÎTE source N", "ses octets, pour en faire un .eml")
        + ConsoleWords.line("courriel BOÎTE envoie FICHIER", "cette boîte envoie ce .eml à Relais")
        + ConsoleWords.line(
            "courriel BOÎTE répond N QUOI", "reçu, lu, intégré, 902, 903, 904, rendu ou mots")
        + ConsoleWords.line("courriel BOÎTE jeton", "jeton de cette boîte, pour deux minutes")
        + ConsoleWords.line("", "BOÎTE : une adresse, ou le nom court d'un médecin");
  }

  @Override
  public Optional<String> answer(String verb, String rest) {
    return switch (verb) {
      case "courriels" -> Optional.of(list(rest.strip()));
      case "courriel" -> Optional.of(one(rest));
      default -> Optional.empty();
    };
  }

  private String one(String rest) {
    List<String> words = Arrays.asList(rest.strip().split("\\s+", 3));
    if (words.size() == 2 && Console.plain(words.get(1)).equals("jeton")) {
      return token(mailbox(words.get(0)));
    }
    if (words.size() < 3) {
      return help();
    }
    String mailbox = mailbox(words.get(0));
    return switch (Console.plain(words.get(1))) {
      case "envoie" ->
          ConsoleFile.read(words.get(2).strip()).fold(mail -> send(mailbox, mail), why -> why);
      case "lis" -> with(mailbox, words.get(2), MailPages::of);
      case "source" ->
          with(mailbox, words.get(2), mail -> new String(mail, StandardCharsets.UTF_8));
      case "repond" -> answer(mailbox, words.get(2).strip().split("\\s+"));
      default -> help();
    };
  }

  /** As after a sign-in of whoever holds the mailbox: alone, so that it makes the token's file. */
  private String token(String mailbox) {
    return operator.persons().has(mailbox)
        ? operator.persons().issue(mailbox, SIGN_IN) + "\n"
        : "Cette boîte s'ouvre par son certificat.\n";
  }

  /** An address as it is; of a doctor's short name, his mailbox. */
  private String mailbox(String typed) {
    return roster
        .get()
        .practitioner(typed)
        .map(Practitioner::mailbox)
        .orElse(typed)
        .toLowerCase(Locale.ROOT);
  }

  private String list(String asked) {
    List<String> lines = new ArrayList<>();
    for (String mailbox : asked.isEmpty() ? everyone() : List.of(mailbox(asked))) {
      List<byte[]> mails = operator.received(mailbox);
      for (int n = 1; n <= mails.size(); n++) {
        lines.add(mailbox + "  " + n + "  " + MailSummary.of(mails.get(n - 1)).subject());
      }
    }
    int left = Math.max(0, lines.size() - LISTED_MAX);
    String more = left == 0 ? "" : "... et " + left + " avant\n";
    return lines.isEmpty()
        ? "Aucun courriel.\n"
        : more + String.join("\n", lines.subList(left, lines.size())) + "\n";
  }

  private List<String> everyone() {
    return roster.get().practitioners().stream()
        .map(Practitioner::mailbox)
        .filter(mailbox -> mailbox != null)
        .toList();
  }

  /** Over SMTP inside TLS, with the certificate of whoever holds the mailbox. */
  private String send(String mailbox, Content mail) {
    if (!mailbox.matches("[^@\\s<>]+@[^@\\s<>]+")) {
      return "BOÎTE est une adresse, ou le nom court d'un médecin qui en a une.\n";
    }
    if (!operator.holds(mailbox)) {
      operator.enrol(mailbox, mailbox);
    }
    byte[] lines =
        new String(mail.bytes(), StandardCharsets.ISO_8859_1)
            .replaceAll("\r?\n", "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      operator.send(mailbox, List.of(ours), lines);
    } catch (IOException e) {
      return "L'opérateur ne prend pas ce courriel : " + e.getMessage() + "\n";
    }
    boolean own = MailSummary.of(lines).from().toLowerCase(Locale.ROOT).contains(mailbox);
    return own
        ? "Envoyé à " + ours + ".\n"
        : "Envoyé à "
            + ours
            + " ; son en-tête From n'est pas cette boîte : Relais ne croira pas l'expéditeur.\n";
  }

  private String answer(String mailbox, String[] words) {
    MailAnswering how = words.length < 2 ? null : how(Console.plain(words[1]));
    if (how == null || !words[0].matches("\\d{1,6}")) {
      return help();
    }
    return with(mailbox, words[0], mail -> answer(mailbox, mail, how));
  }

  private String answer(String mailbox, byte[] mail, MailAnswering how) {
    try {
      operator.answer(mailbox, mail, how);
      return "Répondu à Relais.\n";
    } catch (IOException e) {
      return "Ce courriel n'attend pas de réponse : son expéditeur n'a pas de boîte ici.\n";
    }
  }

  private String with(String mailbox, String typed, Function<byte[], String> work) {
    List<byte[]> mails = operator.received(mailbox);
    String number = typed.strip();
    int at = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
    return at < 1 || at > mails.size()
        ? "Cette boîte n'a pas de courriel de ce numéro : « courriels » les liste.\n"
        : work.apply(mails.get(at - 1));
  }

  private static @Nullable MailAnswering how(String word) {
    return switch (word) {
      case "recu" -> MailAnswering.DELIVERED;
      case "lu" -> MailAnswering.DISPLAYED;
      case "integre" -> MailAnswering.INTEGRATED;
      case "902" -> MailAnswering.REFUSED_902;
      case "903" -> MailAnswering.REFUSED_IN_WORDS;
      case "904" -> MailAnswering.REFUSED_904;
      case "rendu" -> MailAnswering.FAILED;
      case "mots" -> MailAnswering.WORDS;
      default -> null;
    };
  }
}
