// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Capacity;
import fr.relais.core.model.MissionAccount.Item;
import fr.relais.core.model.MissionAccount.Pending;
import fr.relais.core.model.MissionAccount.Person;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.ReportKind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The account of a mission on paper. */
class MissionPaperTest {
  private static final Instant AT = Instant.parse("2026-11-21T13:28:00Z");

  private static MissionAccount account(int open, LocalDate... days) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < open; i++) {
      items.add(
          new Item(
              "R%03d".formatted(i),
              Standing.OPEN,
              ReportKind.BIOLOGY,
              FollowUpPriority.URGENT,
              true,
              Taking.LATE,
              null,
              new Pending(
                  new Person("Dr Łucja <b>漢", Capacity.SITE),
                  "à décider",
                  AT.minusSeconds(60),
                  null,
                  null),
              List.of(),
              null,
              null));
    }
    return new MissionAccount("Dr Anne BOYER", null, "Noyers", AT, List.of(days), items, 2, 1);
  }

  private static String text(MissionAccount account, int pages) throws IOException {
    try (PDDocument document = Loader.loadPDF(new PdfWriter().write(account).bytes())) {
      assertThat(document.getNumberOfPages()).isEqualTo(pages);
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void a_long_one_goes_on_with_numbered_pages_and_nothing_is_missing() throws IOException {
    String text = text(account(120), 5);
    for (int i = 0; i < 120; i++) {
      assertThat(text).contains("R%03d ▲! Urgent Dr Łucja <b>?, un médecin".formatted(i));
    }
    assertThat(text)
        .contains("120 résultats restent ouverts : qui en répond", "page 1/5", "page 5/5")
        .contains("21/11/2026 à 14:27 (en retard)");
  }

  @Test
  void days_in_a_row_are_one_stretch_and_no_day_is_said() throws IOException {
    LocalDate day = LocalDate.of(2026, 10, 30);
    assertThat(text(account(0, day, day.plusDays(1), day.plusDays(2), day.plusDays(9)), 1))
        .contains("du 30/10/2026 au 01/11/2026, le 08/11/2026 (4 jours)")
        .contains("2 courriers remis en copie", "1 ancien résultat, entré pour l'historique");
    assertThat(text(account(0), 1)).contains("Le calendrier du site ne dit aucun jour");
    assertThat(text(account(0, day), 1)).contains(": le 30/10/2026 (1 jour).");
  }

  @Test
  void it_is_tagged_titled_in_french_and_the_same_facts_give_the_same_bytes() throws IOException {
    byte[] pdf = new PdfWriter().write(account(2)).bytes();
    assertThat(new PdfWriter().write(account(2)).bytes()).isEqualTo(pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> types = new ArrayList<>();
      walk(document.getDocumentCatalog().getStructureTreeRoot(), types);
      assertThat(types).startsWith("Document", "H1", "P").containsOnlyOnce("H1");
      assertThat(types).containsSubsequence("H2", "Table", "TR", "TH", "TR", "TH", "TD");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr-FR");
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo("Attestation et bilan de fin de mission");
    }
  }

  private static void walk(PDStructureNode node, List<String> types) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        types.add(element.getStructureType());
        walk(element, types);
      }
    }
  }
}
