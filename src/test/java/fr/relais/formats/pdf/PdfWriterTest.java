// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.Letters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfWriterTest {
  private final PdfWriter writer = new PdfWriter();

  @Test
  void an_ordinary_result_is_one_page_with_the_critical_value_first() throws IOException {
    String text = text(Letters.of(Letters.biology(Letters.DURAND).build()), 1);

    assertThat(text)
        .contains("▲▲ Critique · Ionogramme sanguin")
        .contains("DURAND Jeanne")
        .contains("née le 03/02/1948")
        .contains("Pourquoi vous : pas de médecin traitant déclaré")
        .contains("avant le 21/11/2026 à 14:58")
        .contains("Consigne du prescripteur : si K > 5,5 : contrôle en urgence et ECG")
        .contains("Prescrit par Dr Anne BOYER")
        .contains("Laboratoire du Serein · prélevé le 21/11/2026 à 09:40")
        .contains("6,4 mmol/L 3,5 – 5,1 ▲▲ très haut, critique")
        .contains("06 00 00 00 01 (elle-même)");
    assertThat(text).containsSubsequence("6,4 mmol/L", "121 µmol/L", "138 mmol/L", "Antériorités");
    assertThat(text.substring(text.indexOf("Antériorités"))).contains("4,8 mmol/L 12/06/2026");
  }

  @Test
  void what_does_not_fit_goes_on_with_the_next_pages_and_nothing_is_missing() throws IOException {
    String text = text(Letters.of(Letters.large(120)), 4);

    for (int i = 0; i < 120; i++) {
      assertThat(text).contains("Analyse numéro " + i + " " + i + ",25 mmol/L");
    }
  }

  @Test
  void of_a_long_report_the_abnormal_values_stand_first_and_it_says_how_many_follow()
      throws IOException {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String label = "Analyse numéro " + i;
      all.add(
          i % 7 == 0
              ? Letters.observation(label, i + ".25", "mmol/L", Interpretation.H)
              : Letters.within(label, i + ".25", "mmol/L", "0", "100"));
    }
    String text = text(Letters.of(Letters.biology(Letters.DURAND).observations(all).build()), 2);

    assertThat(text).contains("9 à regarder d'abord ; 51 autres suivent, 60 en tout.");
    int last = text.indexOf("Analyse numéro 56 56,25");
    for (int i = 0; i < 60; i++) {
      int at = text.indexOf("Analyse numéro " + i + " " + i + ",25");
      assertThat(at).as("%d", i).isPositive();
      assertThat(at <= last).as("%d", i).isEqualTo(i % 7 == 0);
    }
  }

  @Test
  void a_state_that_is_not_final_is_said_in_words() throws IOException {
    assertThat(text(with(ReportStatus.PRELIMINARY), 1)).contains("PROVISOIRE");
    assertThat(text(with(ReportStatus.CORRECTED), 1)).contains("CORRIGÉ");
    assertThat(text(with(ReportStatus.ENTERED_IN_ERROR), 1)).contains("ANNULÉ");
    Report report = Letters.biology(Letters.DURAND).build();
    assertThat(text(Letters.correction(report), 1)).contains("Remplace ce que vous aviez reçu");
  }

  @Test
  void a_withdrawal_does_not_say_that_it_replaces() throws IOException {
    Report taken =
        Letters.biology(Letters.DURAND).status(ReportStatus.ENTERED_IN_ERROR).whole(true).build();
    assertThat(text(Letters.correction(taken), 1))
        .contains("ANNULÉ")
        .doesNotContain("remplace", "Remplace");
  }

  @Test
  void a_result_in_text_alone_never_looks_normal() throws IOException {
    Report report =
        Report.builder(ReportKind.IMAGING, ReportStatus.FINAL, Letters.DURAND)
            .complete(false)
            .narrative(List.of("Échographie : nodule de 12 mm."))
            .build();

    assertThat(text(Letters.of(report), 1))
        .contains("Résultat en texte")
        .contains("rien ici ne dit qu'il est normal")
        .contains("nodule de 12 mm");
  }

  @Test
  void the_structure_says_heading_paragraph_table_and_row() throws IOException {
    byte[] pdf = writer.write(Letters.of(Letters.biology(Letters.DURAND).build())).bytes();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> types = new ArrayList<>();
      walk(document.getDocumentCatalog().getStructureTreeRoot(), types);
      assertThat(types).startsWith("Document", "H1", "P");
      assertThat(types).containsSubsequence("H2", "Table", "TR", "TH", "TH", "TR", "TH", "TD");
      assertThat(types.stream().filter("H1"::equals)).hasSize(1);
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr-FR");
      assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Ionogramme sanguin");
      String xmp =
          new String(
              document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
      assertThat(xmp).contains("<pdfaid:part>1<", "<pdfuaid:part>1<", "Ionogramme sanguin");
      assertThat(document.getDocumentCatalog().getOutputIntents()).hasSize(1);
      for (PDPage page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
        }
      }
    }
  }

  @Test
  void the_same_letter_gives_the_same_bytes() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());

    assertThat(new PdfWriter().write(letter)).isEqualTo(writer.write(letter));
  }

  @Test
  void hostile_names_are_words_like_others() throws IOException {
    for (String name : List.of("DUPONT~P|1", "<svg/onload=alert(1)>", ") Tj ET (", "漢字 Łukasz")) {
      Report report = Letters.biology(Letters.durand(name, IdentityStatus.PROVISIONAL)).build();
      String shown = name.replace("漢字", "??");
      assertThat(text(Letters.of(report), 1)).contains(shown + " Jeanne");
    }
    Report cut =
        Letters.biology(Letters.durand("DUR\r\nAND\u0000\u202E", IdentityStatus.PROVISIONAL))
            .build();
    assertThat(text(Letters.of(cut), 1)).contains("DUR AND Jeanne").doesNotContain("\u202E");
  }

  @Test
  void an_identity_that_is_not_qualified_shows_no_national_number() throws IOException {
    Report report = Letters.biology(Letters.durand("DURAND", IdentityStatus.VALIDATED)).build();

    assertThat(text(Letters.of(report), 1))
        .contains("identité validée")
        .doesNotContain("248028999900129");
  }

  @Test
  void a_notice_has_no_page() {
    Letter notice = Letters.notice(Delivery.Kind.NOTICE_ACT);

    assertThatThrownBy(() -> writer.write(notice)).isInstanceOf(CannotWrite.class);
  }

  private static Letter with(ReportStatus status) {
    return Letters.of(Letters.biology(Letters.DURAND).status(status).build());
  }

  private String text(Letter letter, int pagesMax) throws IOException {
    try (PDDocument document = Loader.loadPDF(writer.write(letter).bytes())) {
      assertThat(document.getNumberOfPages()).isBetween(1, pagesMax);
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
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
