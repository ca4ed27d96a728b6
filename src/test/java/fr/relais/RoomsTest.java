// SPDX-License-Identifier: Apache-2.0
package fr.relais;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law of the house: arrows, one room for each library, no circle, sizes, banned calls. */
@AnalyzeClasses(packages = "fr.relais", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final int FILE_LINES_MAX = 300;
  private static final int TEST_LINES_MAX = 320;

  /** Each library and the only room that may know it. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.camel..", List.of("fr.relais.adapters.channels..")),
          Map.entry("io.netty..", List.of("fr.relais.adapters.channels..")),
          Map.entry("java.sql..", List.of("fr.relais.adapters.store..")),
          Map.entry("javax.sql..", List.of("fr.relais.adapters.store..")),
          Map.entry("org.postgresql..", List.of("fr.relais.adapters.store..")),
          Map.entry("org.flywaydb..", List.of("fr.relais.adapters.store..")),
          Map.entry("com.zaxxer..", List.of("fr.relais.adapters.store..")),
          Map.entry("io.zonky..", List.of("fr.relais.adapters.store..")),
          Map.entry("javax.crypto..", List.of("fr.relais.adapters.store..")),
          Map.entry("org.bouncycastle..", List.of("fr.relais.adapters.trust..")),
          Map.entry(
              "javax.net.ssl..",
              List.of(
                  "fr.relais.adapters.trust..",
                  "fr.relais.adapters.channels..",
                  "fr.relais.adapters.xds..",
                  "fr.relais.sandbox..")),
          Map.entry("org.openehealth.ipf..", List.of("fr.relais.adapters.xds..")),
          Map.entry("org.apache.cxf..", List.of("fr.relais.adapters.xds..")),
          Map.entry("jakarta.xml.ws..", List.of("fr.relais.adapters.xds..")),
          Map.entry("jakarta.xml.bind..", List.of("fr.relais.adapters.xds..")),
          Map.entry("jakarta.xml.soap..", List.of("fr.relais.adapters.xds..")),
          Map.entry(
              "jakarta.mail..",
              List.of(
                  "fr.relais.adapters.channels..",
                  "fr.relais.formats.mime..",
                  "fr.relais.sandbox..")),
          Map.entry("com.icegreen..", List.of("fr.relais.sandbox..")),
          Map.entry(
              "com.standardwebhooks..",
              List.of("fr.relais.adapters.channels..", "fr.relais.web.receipts..")),
          Map.entry("org.apache.pdfbox..", List.of("fr.relais.formats.pdf..")),
          Map.entry(
              "javax.xml.stream..",
              List.of("fr.relais.formats..", "fr.relais.adapters.xds..", "fr.relais.sandbox..")),
          Map.entry("ca.uhn.fhir..", List.of("fr.relais.formats.fhir..", "fr.relais.web.fhir..")),
          Map.entry("org.hl7.fhir..", List.of("fr.relais.formats.fhir..", "fr.relais.web.fhir..")),
          Map.entry("gg.jte..", List.of("fr.relais.web..")),
          Map.entry("net.fortuna.ical4j..", List.of("fr.relais.adapters.directory..")),
          Map.entry("org.apache.commons.csv..", List.of("fr.relais.adapters.directory..")),
          Map.entry("io.javalin..", List.of("fr.relais.web..")),
          Map.entry("org.eclipse.jetty..", List.of("fr.relais.web..")),
          Map.entry("picocli..", List.of("fr.relais.app..")),
          Map.entry("org.yaml..", List.of("fr.relais.app..")),
          Map.entry(
              "com.fasterxml..",
              List.of(
                  "fr.relais.adapters..",
                  "fr.relais.app..",
                  "fr.relais.web..",
                  "fr.relais.formats.fhir..")));

  @ArchTest
  static final ArchRule ARROWS_ARE_THOSE_OF_THE_PICTURE =
      classes()
          .should(
              adhereToPlantUmlDiagram(
                  Path.of("src/docs/rooms.puml"),
                  consideringOnlyDependenciesInAnyPackage("fr.relais..")));

  @ArchTest
  static final ArchRule ROOMS_MAKE_NO_CIRCLE =
      slices().matching("fr.relais.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CORE_KNOWS_THE_LANGUAGE_AND_ITSELF_ALONE =
      classes()
          .that()
          .resideInAPackage("fr.relais.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "fr.relais.core..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule CORE_HAS_NO_CLOCK_NO_FILE_NO_SOCKET =
      noClasses()
          .that()
          .resideInAnyPackage("fr.relais.core..", "fr.relais.formats..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.sql..")
          .orShould()
          .dependOnClassesThat()
          // an address is a value; everything else there is a socket
          .haveNameMatching("java\\.net\\.(?!URI$).*")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Print|Console).*")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule FLOW_TAKES_ITS_TIME_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideInAPackage("fr.relais.flow..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule THE_SANDBOX_IS_A_STRANGER =
      classes()
          .that()
          .resideInAPackage("fr.relais.sandbox..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "javax.net",
              "javax.naming..",
              "javax.security.auth.x500..",
              "javax.xml..",
              "org.w3c.dom..",
              "org.xml.sax..",
              "com.sun.net.httpserver..",
              "com.icegreen..",
              "jakarta.mail..",
              "org.slf4j..",
              "fr.relais.sandbox..",
              "fr.relais.adapters.trust..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule NOBODY_WRITES_TO_THE_SCREEN_BUT_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("fr.relais.app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static void each_library_has_its_room(JavaClasses all) {
    LIBRARIES.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(rooms.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(all));
  }

  @Test
  void files_stay_under_three_hundred_lines() throws IOException {
    List<String> long_ = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        long lines = Files.readAllLines(file).size();
        if (lines > (file.startsWith("src/test") ? TEST_LINES_MAX : FILE_LINES_MAX)) {
          long_.add(file + " " + lines);
        }
      }
    }
    assertThat(long_).isEmpty();
  }

  @Test
  void every_room_has_a_sentence_that_says_what_it_is_for() throws IOException {
    List<String> silent = new ArrayList<>();
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/fr/relais"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (Stream<Path> inside = Files.list(folder)) {
          boolean code = inside.anyMatch(f -> f.toString().endsWith(".java"));
          if (code && !Files.exists(folder.resolve("package-info.java"))) {
            silent.add(folder.toString());
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }
}
