// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A name whose accents are all that tells the character set of its file. It is read right, or a
 * person is told; a wrong name never passes in silence.
 */
class AccentedNamesTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final List<String> NAMES =
      List.of(
          ("NOËL Noël MUÑOZ Muñoz DÛ Dû ROSSELLÓ Rosselló MÜLLER Müller SØREN Søren "
                  + "ŒUVRARD LEBŒUF Lebœuf GENEVIÈVE Geneviève SÁNCHEZ Sánchez ZOÉ Zoé CHÂTEAU "
                  + "Château BENOÎT Benoît FRANÇOIS François HÉLÈNE Hélène JÉRÔME Jérôme CÔTE "
                  + "Côte PÈRE LOÏC Loïc ANAÏS AÏCHA RAPHAËL Raphaël ÉMILE Émile ÈVE ÂNGELE TÊTE "
                  + "BJÖRN Björn ÖZTÜRK ÅSE Åse KJÆR LÆRKE ÁLVAREZ GARCÍA García RODRÍGUEZ "
                  + "Juárez IBÁÑEZ ÍÑIGO JOÃO João MAGALHÃES Magalhães SIMÕES Simões GONÇALVES "
                  + "LOURENÇO CONCEIÇÃO SCHÄFER Schäfer KÖNIG KŒNIG Gœtz WEIß Weiß JESÚS Jesús "
                  + "NICOLÒ FORLÌ ŠKODA DUŠAN DUFAŸ L’HERMITE N’DIAYE HÄMÄLÄINEN ASTRÍÐUR ÞÓR "
                  + "GYÖRGY VÕ Lê")
              .split(" "));

  /** Names that only one set can give: they pass without a word. */
  private static final List<String> CERTAIN =
      List.of(
          ("NOËL Noël Dû MÜLLER Müller ŒUVRARD LEBŒUF GENEVIÈVE Geneviève ZOÉ Château "
                  + "BENOÎT FRANÇOIS François HÉLÈNE JÉRÔME LOÏC ANAÏS RAPHAËL ÉMILE SÁNCHEZ "
                  + "SØREN GARCÍA JOÃO SCHÄFER L’HERMITE")
              .split(" "));

  private static final String MEDECIN =
      "4500012\r\n%s\r\nODILE\r\n\r\n\r\n48000 MENDE\r\n17/05/1962\r\n\r\n261104-0031\r\n"
          + "04/11/2026\r\nLABESSAI   LBM ESSAI\r\nMERLEJU    Dr MERLE\r\n\r\n****LAB****\r\n"
          + "RES|Potassium|K|N|4.1|mmol/L|3.5|5.1|N|F\r\n****FIN****\r\n****FINFICHIER****\r\n";
  private static final String SANTE =
      "H|~^\\&|||ESSAI~LABORATOIRE||ORU|||MSP~MSP||P|H2.0|20261112\r"
          + "P|1|||2611120|%s~ODILE||19620517|F||*\rOBR|1||261129-0001|K~Potassium\r"
          + "OBX|1|NM|K~Potassium||4.4|mmol/L|||||F\rL\r";

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-15", "IBM850", "IBM850 Ctrl-Z", "x-MacRoman"})
  void a_wrong_name_never_passes_in_silence(String set) {
    Charset charset = Charset.forName(set.split(" ")[0]);
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (String name : NAMES) {
      for (String form : List.of(MEDECIN, SANTE)) {
        if (charset.newEncoder().canEncode(name)) {
          Decoding read = read(form, name, charset, set.endsWith("Z"));
          boolean same = name.equals(name(read));
          boolean told = told(read);
          right += same ? 1 : 0;
          if (!same && !told) {
            wrong.add(name + " read " + name(read));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).as("quarantine is no refuge").isGreaterThan(NAMES.size() / 2);
  }

  @Test
  void the_usual_names_pass_without_a_word_in_the_usual_set() {
    for (String name : CERTAIN) {
      for (String form : List.of(MEDECIN, SANTE)) {
        Decoding read = read(form, name, WINDOWS, false);
        assertThat(name(read)).isEqualTo(name);
        assertThat(read.allProblems()).as(name).isEmpty();
      }
    }
  }

  private static Decoding read(String form, String name, Charset charset, boolean dos) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(form.replace("%s", name).getBytes(charset));
    if (dos) {
      file.writeBytes("\u001a".getBytes(StandardCharsets.US_ASCII));
    }
    return Formats.ALL.decode(Content.of(file.toByteArray()));
  }

  private static boolean told(Decoding read) {
    return read.allProblems().stream().anyMatch(p -> p.code() == ProblemCode.CHARSET_CONFLICT);
  }

  private static @Nullable String name(Decoding read) {
    return read.parts().stream()
        .map(Decoding.Part::report)
        .filter(Objects::nonNull)
        .map(report -> report.patient())
        .map(PatientIdentity::usedName)
        .findFirst()
        .orElse(null);
  }
}
