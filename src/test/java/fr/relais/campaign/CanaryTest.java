// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.Postgres;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.LaboratoryFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Twenty values that name a patient or say how he is go through every path, good and bad; then they
 * are searched for wherever people who have no right to them could look.
 */
class CanaryTest {
  private static final List<String> CANARIES =
      List.of(
          "ZYWOQUARD", // family name
          "XHENIABELLE", // given name
          "QUOZIEUX", // used name
          "19370823",
          "23/08/1937",
          "1937-08-23",
          "87 IMPASSE DU GRIFFON BORGNE",
          "VILLEQUAZEAU",
          "0399917283",
          "03 99 91 72 83",
          "237088999977", // social security number and INS, without the key
          "KWIPAT-55871", // the laboratory's number of the patient
          "73.8261", // a value
          "BLASTOQUERCITOL", // an analyte
          "zarbol/hL", // a unit
          "61.0417-88.9532", // a range
          "ZIGOUBERT", // in a comment
          "aphtonie verdelette", // in a comment
          "20261199-KWIPORD", // the order
          "GRAVELOTTE-ZYX"); // of no known sender

  private final Generator generator = new Generator("Q");

  @Test
  void no_canary_is_found_where_only_operators_look() throws Exception {
    Path home = RelaisProcess.newHome("canary");
    try (RelaisProcess relais = new RelaisProcess(home).with("folder.stalledAfter", "2s")) {
      relais.start();
      List<String> answers = new ArrayList<>(byMllp(relais));
      List<Path> receipts = byFolder(relais);
      answers.addAll(acts(relais));
      answers.addAll(pages(relais));
      settle(relais);
      relais.stop();

      answers.forEach(answer -> none("an answer", answer));
      for (Path output : relais.outputs()) {
        none("output", Files.readString(output));
      }
      for (Path receipt : receipts) {
        none("a result file", Files.readString(receipt, StandardCharsets.ISO_8859_1));
      }
      files(relais);
      database(relais);
    }
    RelaisProcess.delete(home);
  }

  private static void none(String where, String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    for (String canary : CANARIES) {
      assertThat(folded.contains(canary.toLowerCase(Locale.ROOT)))
          .as("canary %d in %s", CANARIES.indexOf(canary), where)
          .isFalse();
    }
  }

  /** A good message with the canaries in it. */
  private String hl7(int number) {
    String text =
        new String(generator.critical(number).bytes(), StandardCharsets.UTF_8)
            .replaceAll(
                "\rPID\\|[^\r]*",
                "\rPID|1||KWIPAT-55871^^^SEREIN&1.2.250.1.999.1.7&ISO^PI"
                    + "~23708899997748^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS"
                    + "||ZYWOQUARD^XHENIABELLE^XHENIABELLE^^^^L~QUOZIEUX^XHENIABELLE^^^^^D"
                    + "||19370823|F|||87 IMPASSE DU GRIFFON BORGNE^^VILLEQUAZEAU^^89310^FRA^H"
                    + "||^PRN^CP^^^^^^^^^0399917283")
            .replace("2951-2^Sodium^LN^NA^Sodium^L", "BLQ^BLASTOQUERCITOL^L")
            .replace("||138|mmol/L|136-145|N", "||73.8261|zarbol/hL|61.0417-88.9532|N");
    return text + "NTE|1||ZIGOUBERT signale une aphtonie verdelette\r";
  }

  private List<String> byMllp(RelaisProcess relais) throws IOException {
    String order = hl7(2).replaceFirst("ORC\\|SC\\|", "ORC|SC|20261199-KWIPORD");
    List<byte[]> messages =
        List.of(
            utf8(hl7(1)),
            utf8(order),
            utf8(hl7(1).replace("|6.7|", "|6.8|").replace("|F\r", "|C\r")),
            utf8(hl7(3).substring(0, 700)),
            utf8(hl7(4).replace("SIL-SEREIN", "GRAVELOTTE-ZYX")),
            hl7(5).replace("ZYWOQUARD", "ZYWOQUARDÉ").getBytes(StandardCharsets.ISO_8859_1),
            utf8(hl7(6).replace("|P|2.5", "|ZYWOQUARD|2.5")),
            utf8(hl7(7).replace("19370823", "23/08/1937 ZYWOQUARD")),
            utf8(hl7(8).replace("\rOBX|1|NM", "\rOBX|1|ZIGOUBERT")),
            utf8(hl7(9).replace("ORU^R01", "ZIGOUBERT^XHENIABELLE")),
            utf8(hl7(10).replace("1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.8")),
            utf8(hl7(11).replace("\rPV1", "\rZYWOQUARD|BLASTOQUERCITOL\rPV1")),
            utf8("ZYWOQUARD XHENIABELLE 23/08/1937"));
    List<String> answers = new ArrayList<>();
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", relais.mllpPort(), Duration.ofSeconds(20), 1)) {
      for (byte[] message : messages) {
        byte[] answer = laboratory.send(message).answer();
        answers.add(withoutControlId(new String(answer, StandardCharsets.ISO_8859_1)));
      }
    }
    assertThat(answers.get(0)).contains("MSA|AA|");
    assertThat(answers.stream().filter(a -> a.contains("MSA|AE|"))).isNotEmpty();
    return answers;
  }

  /** The standard has the answer name the application that it answers. */
  private static String withoutControlId(String answer) {
    return answer.replaceFirst("^MSH\\|[^\r]*", "");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String hprim(int number) {
    return new String(generator.hprim(number).bytes(), Charset.forName("windows-1252"))
        .replaceFirst("H-Q" + number, "KWIPAT-55871")
        .replaceFirst("\n[A-Z]+NT\r\n[A-Z]+\r", "\nZYWOQUARD\r\nXHENIABELLE\r")
        .replace("9 PLACE DE LA MADELEINE", "87 IMPASSE DU GRIFFON BORGNE")
        .replace("89310 NOYERS", "89310 VILLEQUAZEAU")
        .replaceFirst("\\d\\d/\\d\\d/19\\d\\d\r\n\r\n", "23/08/1937\r\n2370889999774 48\r\n")
        .replace("TSH|TSH|N|2.10|mUI/L|0.27|4.20", "BLASTOQUERCITOL|BLQ|N|73.8261|zarbol/hL||")
        .replace("****LAB****", "Tel 03 99 91 72 83 ZIGOUBERT aphtonie verdelette\r\n****LAB****");
  }

  private List<Path> byFolder(RelaisProcess relais) throws IOException {
    Charset cp1252 = Charset.forName("windows-1252");
    List<byte[]> files =
        List.of(
            hprim(1).getBytes(cp1252),
            hprim(2).substring(0, 200).getBytes(cp1252),
            hprim(3).replace("SEREINBIO", "GRAVELOTTE-ZYX").getBytes(cp1252),
            hprim(4).replace("ZYWOQUARD", "ZYWOQUARDÉ É").getBytes(StandardCharsets.UTF_8),
            hprim(5).replace("23/08/1937", "23/08/37").getBytes(cp1252),
            utf8(hl7(20)));
    Path folder = relais.data().resolve("in").resolve("labo-serein");
    LaboratoryFolder laboratory = new LaboratoryFolder(folder, Duration.ofSeconds(30));
    List<Path> receipts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String name = "depot-" + i + ".hpr";
      assertThat(laboratory.drop(name, files.get(i)).verdict()).isNotEmpty();
      receipts.add(folder.resolve(name + ".accuse.json"));
    }
    return receipts;
  }

  private static List<String> acts(RelaisProcess relais) {
    String list = relais.console("liste");
    String reference = list.substring(0, 4);
    List<String> lines =
        List.of(
            "questions",
            "prends " + reference + " boyer",
            "décide " + reference + " boyer informer ZIGOUBERT aphtonie verdelette",
            "échec " + reference + " boyer ZIGOUBERT",
            "issue " + reference + " boyer joint ZYWOQUARD",
            "avance 2h");
    List<String> answers = new ArrayList<>(List.of(list));
    lines.forEach(line -> answers.add(relais.console(line)));
    return answers;
  }

  private static List<String> pages(RelaisProcess relais) {
    return Stream.of("/", "/ops/health", "/ops/figures", "/ops/follow-ups", "/ops/ZYX", "/ZYX")
        .map(relais::get)
        .toList();
  }

  private static void settle(RelaisProcess relais) {
    for (int looks = 0; looks < 900 && relais.figure("readyDeliveries") > 0; looks++) {
      Pause.millis(100);
    }
    assertThat(relais.figure("readyDeliveries")).isZero();
  }

  /** Names of all files; contents of all but the results handed to doctors and the sealed data. */
  private static void files(RelaisProcess relais) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(relais.data())) {
      all = walk.toList();
    }
    int notices = 0;
    for (Path file : all) {
      none("a file name", file.toString());
      String name = file.getFileName().toString();
      boolean server = file.startsWith(relais.data().resolve("postgres"));
      boolean result = name.endsWith(".hl7") || name.endsWith(".hpr");
      if (Files.isRegularFile(file) && !result && (!server || name.endsWith(".log"))) {
        none(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        notices += name.endsWith(".txt") ? 1 : 0;
      }
    }
    assertThat(notices).isPositive();
  }

  /** Every column of text and every column of bytes of every table. */
  private static void database(RelaisProcess relais) throws SQLException {
    Postgres server = Postgres.embedded(relais.data().resolve("postgres"), 0);
    try (Connection connection =
            DriverManager.getConnection(server.database("relais", false).url());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              none(table, cell(rows, i));
            }
          }
        }
      }
      assertThat(tables).contains("original_content", "work_item", "audit_line");
    } finally {
      server.close();
    }
  }

  private static String cell(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : String.valueOf(value);
  }
}
