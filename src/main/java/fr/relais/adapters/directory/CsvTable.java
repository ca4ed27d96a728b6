// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lines of one file, once its form is right: charset, separator, header, number of cells. */
final class CsvTable {
  private final Form form;
  private final Calendar calendar;
  private final Problems problems;
  private final List<Row> rows = new ArrayList<>();
  private List<String> header = List.of();

  private CsvTable(Form form, Calendar calendar, Problems problems) {
    this.form = form;
    this.calendar = calendar;
    this.problems = problems;
  }

  /** Empty when the form of the file is so wrong that no line of it can be read. */
  static Optional<List<Row>> read(Form form, CsvFile file, Calendar calendar, Problems problems) {
    CsvTable table = new CsvTable(form, calendar, problems);
    return table.readAll(file) ? Optional.of(List.copyOf(table.rows)) : Optional.empty();
  }

  private boolean readAll(CsvFile file) {
    if (file.content().size() > CsvFile.BYTES_MAX) {
      return unreadable(
          0, "Le fichier dépasse 10 Mo.", "Vérifiez que c'est le bon fichier, ou allégez-le.");
    }
    String text;
    try {
      text = text(file);
    } catch (CharacterCodingException e) {
      return unreadable(
          0, "Le fichier n'est pas en UTF-8.", "Enregistrez-le en « CSV UTF-8 » et réessayez.");
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator(text)).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      return readLines(parser);
    } catch (IOException | UncheckedIOException e) {
      return unreadable(
          0,
          "Le fichier n'a pas la forme d'un CSV : un guillemet ouvert n'est pas refermé.",
          "Corrigez les guillemets, ou enregistrez de nouveau depuis le tableur.");
    }
  }

  private static String text(CsvFile file) throws CharacterCodingException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(file.content().bytes()))
            .toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The one that is met more often on the first line. */
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    long semicolons = first.chars().filter(c -> c == ';').count();
    long commas = first.chars().filter(c -> c == ',').count();
    return semicolons > commas ? ';' : ',';
  }

  private boolean readLines(CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    if (!records.hasNext() || !readHeader(records.next())) {
      return header.isEmpty()
          ? unreadable(0, "Le fichier est vide.", "La première ligne doit nommer les colonnes.")
          : false;
    }
    int line = (int) parser.getCurrentLineNumber() + 1;
    while (records.hasNext()) {
      CSVRecord record = records.next();
      readLine(record, line);
      line = (int) parser.getCurrentLineNumber() + 1;
    }
    return true;
  }

  private boolean readHeader(CSVRecord record) {
    header = record.stream().map(String::strip).toList();
    boolean right = true;
    for (String column : form.required()) {
      if (!header.contains(column)) {
        right = unreadable(1, "Il manque la colonne " + column + ".", expected());
      }
    }
    for (int i = 0; i < header.size(); i++) {
      if (!form.columns().contains(header.get(i))) {
        right = unreadable(1, "La colonne n° " + (i + 1) + " n'est pas connue.", expected());
      } else if (header.indexOf(header.get(i)) != i) {
        right = unreadable(1, "La colonne " + header.get(i) + " est donnée deux fois.", expected());
      }
    }
    return right;
  }

  private String expected() {
    return "Colonnes attendues : " + String.join(", ", form.columns()) + ".";
  }

  private void readLine(CSVRecord record, int line) {
    if (record.stream().allMatch(String::isBlank)) {
      return;
    }
    if (record.size() != header.size()) {
      problems.add(
          form.file(),
          line,
          "",
          "La ligne a " + record.size() + " cases, l'en-tête en a " + header.size() + ".",
          "Mettez entre guillemets un texte qui contient le séparateur ; gardez les cases vides.");
      return;
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), record.get(i));
    }
    rows.add(new Row(form.file(), line, cells, calendar, problems));
  }

  private boolean unreadable(int line, String cause, String cure) {
    problems.add(form.file(), line, "", cause, cure);
    return false;
  }
}
