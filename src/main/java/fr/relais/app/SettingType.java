// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a setting may hold.
 *
 * @param french the type and its range, for people
 * @param reader text to value, or to the cause why not; the text has no blanks around it
 */
record SettingType<T>(String french, Function<String, Reading<T>> reader) {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern STEP_POINT = Pattern.compile("([A-Z][A-Z_]*):([1-9]\\d{0,5})");

  /**
   * What was read, or why it could not be.
   *
   * @param cause in French, without the value itself; null when it was read
   */
  record Reading<T>(@Nullable T value, @Nullable String cause) {
    static <T> Reading<T> of(T value) {
      return new Reading<>(value, null);
    }

    static <T> Reading<T> wrong(String cause) {
      return new Reading<>(null, cause);
    }
  }

  Reading<T> read(String text) {
    return reader.apply(text);
  }

  static SettingType<String> text() {
    return new SettingType<>("texte, vide permis", Reading::of);
  }

  static SettingType<String> name() {
    return new SettingType<>(
        "nom : lettres, chiffres, point, tiret",
        text ->
            text.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}")
                ? Reading.of(text)
                : Reading.wrong("Ce nom n'a pas la bonne forme."));
  }

  static SettingType<String> host() {
    return new SettingType<>(
        "nom ou adresse de machine",
        text ->
            text.matches("[A-Za-z0-9.:\\[\\]-]{1,253}")
                ? Reading.of(text)
                : Reading.wrong("Ce n'est pas un nom ni une adresse de machine."));
  }

  static SettingType<Path> path() {
    return new SettingType<>("chemin", SettingType::readPath);
  }

  private static Reading<Path> readPath(String text) {
    if (text.isEmpty()) {
      return Reading.wrong("Le chemin n'est pas donné.");
    }
    try {
      return Reading.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Reading.wrong("Ce n'est pas un chemin de fichier.");
    }
  }

  static SettingType<Profile> profile() {
    String words =
        Arrays.stream(Profile.values()).map(Profile::word).collect(Collectors.joining(" ou "));
    return new SettingType<>(
        words,
        text ->
            Arrays.stream(Profile.values())
                .filter(profile -> profile.word().equals(text))
                .findFirst()
                .map(Reading::of)
                .orElseGet(() -> Reading.wrong("Ce profil n'est pas connu.")));
  }

  static SettingType<Integer> integer(int min, int max) {
    return new SettingType<>("entier de " + min + " à " + max, text -> readInteger(text, min, max));
  }

  private static Reading<Integer> readInteger(String text, int min, int max) {
    if (!text.matches("-?\\d{1,18}")) {
      return Reading.wrong("Ce n'est pas un nombre entier.");
    }
    long value = Long.parseLong(text);
    return value < min || value > max
        ? Reading.wrong("Ce nombre est hors des limites.")
        : Reading.of((int) value);
  }

  /** ISO 8601 ({@code PT30S}) or short ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}). */
  static SettingType<Duration> duration(Duration min, Duration max) {
    return new SettingType<>(
        "durée de " + written(min) + " à " + written(max), text -> readDuration(text, min, max));
  }

  private static Reading<Duration> readDuration(String text, Duration min, Duration max) {
    Optional<Duration> read = duration(text);
    if (read.isEmpty()) {
      return Reading.wrong("Ce n'est pas une durée.");
    }
    Duration value = read.get();
    return value.compareTo(min) < 0 || value.compareTo(max) > 0
        ? Reading.wrong("Cette durée est hors des limites.")
        : Reading.of(value);
  }

  private static Optional<Duration> duration(String text) {
    Matcher form = SHORT_DURATION.matcher(text);
    if (form.matches()) {
      long amount = Long.parseLong(form.group(1));
      return Optional.of(
          switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          });
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String written(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT).replace("0.1s", "100ms");
  }

  /** A PostgreSQL address without a password in it, since it is shown; empty when there is none. */
  static SettingType<Optional<String>> postgresUrl() {
    return new SettingType<>("adresse jdbc:postgresql://, ou vide", SettingType::readUrl);
  }

  private static Reading<Optional<String>> readUrl(String text) {
    if (text.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    if (!text.matches("jdbc:postgresql://\\S+")) {
      return Reading.wrong("Ce n'est pas une adresse de base PostgreSQL.");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("password=") || lower.contains("@")
        ? Reading.wrong("L'adresse contient un nom ou un mot de passe, et elle est affichée.")
        : Reading.of(Optional.of(text));
  }

  /** An address of the web, without anything secret in it; empty when there is none. */
  static SettingType<Optional<URI>> web() {
    return new SettingType<>(
        "adresse http(s)://, ou vide",
        text -> {
          if (text.isEmpty()) {
            return Reading.of(Optional.empty());
          }
          return text.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")
              ? Reading.of(Optional.of(URI.create(text)))
              : Reading.wrong("Ce n'est pas une adresse du web, sans paramètre.");
        });
  }

  /** A file that may not be given. */
  static SettingType<Optional<Path>> file() {
    return new SettingType<>(
        "chemin, ou vide",
        text ->
            text.isEmpty()
                ? Reading.of(Optional.empty())
                : new Reading<>(
                    Optional.ofNullable(readPath(text).value()), readPath(text).cause()));
  }

  /** Hours of a day, {@code 12:00,18:00}; empty when there is none. */
  static SettingType<List<LocalTime>> hours() {
    return new SettingType<>(
        "heures HH:MM séparées par des virgules, ou vide",
        text -> {
          if (text.isEmpty()) {
            return Reading.of(List.of());
          }
          return text.matches("([01]\\d|2[0-3]):[0-5]\\d(,([01]\\d|2[0-3]):[0-5]\\d)*")
              ? Reading.of(Arrays.stream(text.split(",")).map(LocalTime::parse).toList())
              : Reading.wrong("Ce ne sont pas des heures séparées par des virgules.");
        });
  }

  /** One of these words. */
  static SettingType<String> oneOf(String... words) {
    String said = String.join(" ou ", words);
    return new SettingType<>(
        said,
        text ->
            Arrays.asList(words).contains(text)
                ? Reading.of(text)
                : Reading.wrong("On attend " + said + "."));
  }

  static SettingType<Boolean> yesNo() {
    return new SettingType<>(
        "oui ou non",
        text ->
            text.equals("oui") || text.equals("non")
                ? Reading.of(text.equals("oui"))
                : Reading.wrong("On attend oui ou non."));
  }

  static SettingType<Optional<StepPoint>> stepPoint() {
    return new SettingType<>("ÉTAPE:passage, ou vide", SettingType::readStepPoint);
  }

  private static Reading<Optional<StepPoint>> readStepPoint(String text) {
    if (text.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    Matcher form = STEP_POINT.matcher(text);
    return form.matches()
        ? Reading.of(Optional.of(new StepPoint(form.group(1), Integer.parseInt(form.group(2)))))
        : Reading.wrong("Ce n'est pas le nom d'une étape suivi de son passage.");
  }
}
