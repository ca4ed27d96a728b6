// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCharset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file, read cell by cell; what cannot be read is told to {@link Problems} and comes
 * back as null (or as a harmless value), so that the reading goes on to the next cell.
 */
final class Row {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

  private final String file;
  private final int line;
  private final Map<String, String> cells;
  private final Calendar calendar;
  private final Problems problems;

  Row(String file, int line, Map<String, String> cells, Calendar calendar, Problems problems) {
    this.file = file;
    this.line = line;
    this.cells = Map.copyOf(cells);
    this.calendar = calendar;
    this.problems = problems;
  }

  int line() {
    return line;
  }

  /** When the import is made. */
  Instant now() {
    return calendar.now();
  }

  void wrong(String column, String cause, String cure) {
    problems.add(file, line, column, cause, cure);
  }

  /** The cell without the blanks around it; null when it is empty. */
  @Nullable String text(String column) {
    String cell = cells.getOrDefault(column, "").strip();
    return cell.isEmpty() ? null : cell;
  }

  String required(String column) {
    String cell = text(column);
    if (cell == null) {
      wrong(column, "La case est vide.", "Remplissez-la.");
      return "";
    }
    return cell;
  }

  /** A name that Relais uses for itself: it appears in logs and in names of folders. */
  String id(String column) {
    String cell = required(column);
    if (!cell.isEmpty() && !ID.matcher(cell).matches()) {
      wrong(
          column,
          "Cet identifiant n'a pas la bonne forme.",
          "Employez des lettres sans accent, des chiffres, point ou tiret, 64 au plus.");
    }
    if (cell.equals(RosterRows.NOBODY) || cell.equals("relais")) {
      wrong(column, "Ce mot est réservé.", "Choisissez un autre identifiant.");
    }
    return cell;
  }

  /** The name of one folder, never a path: nobody writes outside of the drop folders. */
  @Nullable String folder(String column) {
    String cell = text(column);
    if (cell != null && !ID.matcher(cell).matches()) {
      wrong(
          column,
          "Ce n'est pas un nom de dossier simple.",
          "Donnez un seul nom, sans barre oblique ni accent, qui commence par une lettre.");
    }
    return cell;
  }

  /** An address of secure mail, in lower case. */
  @Nullable String mailbox(String column) {
    String cell = text(column);
    if (cell != null && !isMailbox(cell)) {
      wrong(
          column,
          "Ce n'est pas une adresse de messagerie.",
          "Écrivez-la ainsi : prenom.nom@operateur.mssante.fr.");
    }
    return cell == null ? null : cell.toLowerCase(Locale.ROOT);
  }

  static boolean isMailbox(String address) {
    return address.matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}");
  }

  /** A character set that a sender may declare. */
  @Nullable SenderCharset charset(String column) {
    String cell = text(column);
    SenderCharset known = cell == null ? null : SenderCharset.named(cell).orElse(null);
    if (cell != null && known == null) {
      wrong(
          column,
          "Ce jeu de caractères n'est pas de ceux que l'on déclare.",
          "Écrivez l'un de ceux-ci : " + String.join(", ", SenderCharset.choices()) + ".");
    }
    return known;
  }

  /** A French or international number, without its blanks and points. */
  @Nullable String phone(String column) {
    String cell = text(column);
    String plain = cell == null ? null : cell.replaceAll("[ .-]", "");
    if (plain != null && !plain.matches("0[1-9][0-9]{8}|\\+[1-9][0-9]{7,14}")) {
      wrong(column, "Ce numéro de téléphone n'est pas compris.", "Écrivez dix chiffres, ou +33...");
    }
    return plain;
  }

  /** Where the practice software listens; plain HTTP is refused but on this machine. */
  @Nullable String hook(String column) {
    String cell = text(column);
    if (cell != null
        && !cell.matches(
            "https://[^\\s@?#]+|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/[^\\s@?#]*")) {
      wrong(
          column,
          "Cette adresse n'est pas admise.",
          "Donnez une adresse https://, sans paramètre.");
    }
    return cell;
  }

  /** Where a producer takes acknowledgements: {@code mllp://host:port}, or one folder. */
  @Nullable String mllpOrFolder(String column) {
    String cell = text(column);
    if (cell == null || !cell.startsWith(Sender.MLLP)) {
      return folder(column);
    }
    if (!cell.matches("mllp://[A-Za-z0-9][A-Za-z0-9.-]{0,252}:[1-9][0-9]{0,4}")) {
      wrong(
          column,
          "Cette adresse MLLP n'est pas comprise.",
          "Écrivez-la ainsi : mllp://machine:2576, ou donnez le nom d'un dossier.");
    }
    return cell;
  }

  @Nullable String rpps(String column) {
    String cell = text(column);
    if (cell != null && !cell.matches("\\d{11}")) {
      wrong(
          column,
          "Un RPPS a 11 chiffres.",
          "Recopiez-le depuis l'annuaire ; si un tableur l'a arrondi, mettez la colonne en texte.");
    } else if (cell != null && !luhn(cell)) {
      wrong(
          column,
          "La clé de ce RPPS est fausse : un chiffre au moins a été mal recopié.",
          "Recopiez-le depuis l'annuaire.");
    }
    return cell;
  }

  /** Luhn's key over all the digits, the last one being the key. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  @Nullable String finess(String column) {
    String cell = text(column);
    if (cell != null && !cell.matches("[0-9][0-9AB][0-9]{7}")) {
      wrong(
          column,
          "Un numéro FINESS a 9 caractères, tous des chiffres (2A et 2B en Corse).",
          "Recopiez-le ; si un tableur a ôté le premier zéro, mettez la colonne en texte.");
    }
    return cell;
  }

  /** One of the words of this kind; the first one, and a problem, when it is none of them. */
  <E extends Enum<E>> E constant(String column, Class<E> kind, String words) {
    String cell = required(column);
    for (E word : kind.getEnumConstants()) {
      if (word.name().equals(cell)) {
        return word;
      }
    }
    if (!cell.isEmpty()) {
      wrong(column, "Ce mot n'est pas connu.", "Mots possibles : " + words);
    }
    return kind.getEnumConstants()[0];
  }

  boolean yes(String column) {
    String cell = text(column);
    if (cell == null) {
      return false;
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "oui", "true" -> true;
      case "non", "false" -> false;
      default -> {
        wrong(column, "On attend oui ou non.", "Écrivez oui ou non.");
        yield false;
      }
    };
  }

  @Nullable LocalTime time(String column) {
    String cell = text(column);
    if (cell == null) {
      return null;
    }
    try {
      return LocalTime.parse(cell, TIME);
    } catch (DateTimeParseException e) {
      wrong(column, "Cette heure n'est pas comprise.", "Écrivez-la ainsi : 08:30.");
      return null;
    }
  }

  @Nullable LocalDate day(String column) {
    String cell = text(column);
    return cell == null ? null : told(column, calendar.day(cell));
  }

  /** Start of a period: a day alone means its first instant. */
  @Nullable Instant from(String column) {
    String cell = required(column);
    return cell.isEmpty() ? null : told(column, calendar.instant(cell, false));
  }

  /** End of a period, excluded: a day alone means the end of that day. */
  @Nullable Instant to(String column) {
    String cell = required(column);
    return cell.isEmpty() ? null : told(column, calendar.instant(cell, true));
  }

  private <T> @Nullable T told(String column, Calendar.Reading<T> reading) {
    if (reading.cause() != null) {
      wrong(
          column,
          reading.cause(),
          "Écrivez par exemple 2026-11-19, 2026-11-19 08:00, J-1 ou J+30 08:00.");
    }
    return reading.value();
  }
}
