// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.CriticalValues;
import fr.relais.core.model.Sex;
import fr.relais.core.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of critical values that comes with Relais, as published lists give it. It is in force
 * nowhere until a site's referent signs its edition.
 *
 * @param edition beginning of the file's digest
 */
record CriticalTable(String edition, List<CriticalValues.Line> lines) {
  private static final String FOLDER = "/fr/relais/policy/";
  private static final String NEWEST = FOLDER + "critical-values.csv";
  private static final Pattern LOINC = Pattern.compile("\\d{1,7}-\\d");
  private static final int COLUMNS = 9;

  CriticalTable {
    lines = List.copyOf(lines);
  }

  static CriticalTable shipped() {
    return read(NEWEST).orElseThrow();
  }

  /** That edition, the newest or an earlier one that a site may have signed. */
  static Optional<CriticalTable> of(String edition) {
    CriticalTable newest = shipped();
    return newest.edition().equals(edition)
        ? Optional.of(newest)
        : read(FOLDER + "critical-values-" + edition + ".csv");
  }

  private static Optional<CriticalTable> read(String resource) {
    try (InputStream in = CriticalTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(
          new CriticalTable(
              Sha256.of(bytes).hex().substring(0, 8),
              read(new String(bytes, StandardCharsets.UTF_8).lines().toList())));
    } catch (IOException e) {
      throw new UncheckedIOException("table illisible", e);
    }
  }

  /** Lines that begin with {@code #} explain; the first other one names the columns. */
  private static List<CriticalValues.Line> read(List<String> text) {
    List<CriticalValues.Line> lines = new ArrayList<>();
    for (String row : text.stream().filter(l -> !l.startsWith("#")).skip(1).toList()) {
      String[] cells = row.split(";", -1);
      if (cells.length != COLUMNS) {
        throw new IllegalStateException("the table holds a row of " + cells.length + " cells");
      }
      for (String unit : cells[2].split("\\|")) {
        lines.add(
            new CriticalValues.Line(
                cells[0],
                unit,
                number(cells[3]),
                number(cells[4]),
                cells[5].isEmpty() ? 0 : Integer.parseInt(cells[5]),
                cells[6].isEmpty() ? null : Integer.valueOf(cells[6]),
                cells[7].isEmpty() ? null : Sex.valueOf(cells[7]),
                cells[8]));
      }
    }
    return lines;
  }

  private static @Nullable BigDecimal number(String cell) {
    return cell.isEmpty() ? null : new BigDecimal(cell);
  }

  /** Whether the last digit is the key of the others (LOINC, modulus 10). */
  static boolean loinc(String code) {
    if (!LOINC.matcher(code).matches()) {
      return false;
    }
    int sum = 0;
    boolean doubled = true;
    for (int i = code.length() - 3; i >= 0; i--) {
      int digit = code.charAt(i) - '0';
      int twice = digit * 2;
      sum += doubled ? twice / 10 + twice % 10 : digit;
      doubled = !doubled;
    }
    return (10 - sum % 10) % 10 == code.charAt(code.length() - 1) - '0';
  }
}
