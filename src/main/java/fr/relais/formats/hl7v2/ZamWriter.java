// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.formats.french.ReceiptWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document, for its producer (CI-SIS "Transmission de documents CDA en HL7v2" 2.1,
 * business acknowledgements ZAM^Z01 to Z03):
 *
 * <pre>
 * MSH EVN OBX [OBX] [ERR]
 * </pre>
 *
 * <p>The names are those by which the producer addressed us and named itself (MSH-3 to MSH-6,
 * swapped). No patient is in it, and a code that nobody gave is left out.
 */
public final class ZamWriter implements ParcelWriter {
  private static final String PROFILE = "2.1^CISIS_CDA_HL7_V2";
  private static final String TABLE = "AckMetierZAM";

  @Override
  public Parcel write(Letter letter) {
    ProducerAcknowledgement what = letter.acknowledgement();
    if (what == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "message",
              "Ce n'est pas un accusé.",
              "Envoyez le résultat au destinataire par une autre porte."));
    }
    Enclosure message =
        new Enclosure(
            what.controlId() + ".hl7",
            "application/hl7-v2",
            OutputCharset.UTF_8.content(lines(what)));
    return new Parcel("", Map.of(), "", List.of(message), List.of());
  }

  private static List<String> lines(ProducerAcknowledgement what) {
    String at = OutputTimes.of(what.at());
    List<String> lines = new ArrayList<>(List.of(header(what, at), "EVN||" + at));
    lines.add(
        new OutputSegment("OBX")
            .set(1, "1")
            .set(2, "CWE")
            .set(3, answer(what.said().event()))
            .text(4, what.asked().controlId())
            .set(5, (what.said().success() ? "Y" : "N") + "^^expandedYes-NoIndicator")
            .set(11, "F")
            .toString());
    if (what.mailbox() != null) {
      lines.add(mailbox(what, what.mailbox()));
    }
    if (!what.said().success()) {
      lines.add(error(what));
    }
    return lines;
  }

  private static String header(ProducerAcknowledgement what, String at) {
    ClaimedSender us = what.asked().us();
    ClaimedSender producer = what.asked().producer();
    return new OutputSegment("MSH")
        .text(3, Objects.requireNonNullElse(us.application(), "RELAIS"))
        .set(4, us.facility() == null ? "RELAIS" : facility(us))
        .text(5, producer.application())
        .set(6, facility(producer))
        .set(7, at)
        .set(9, "ZAM^" + what.said().event() + "^ZAM_Z01")
        .text(10, what.controlId())
        .set(11, "P")
        .set(12, "2.6")
        .set(17, "FRA")
        .set(18, OutputCharset.UTF_8.name())
        .set(21, PROFILE)
        .toString();
  }

  private static String facility(ClaimedSender who) {
    return OutputHeader.facility(who.facility(), who.facilityId());
  }

  private static String answer(ProducerAcknowledgement.Event event) {
    return switch (event) {
      case Z01 -> coded("ACK_RECEPTION_DMP", "Accusé de réception DMP", TABLE);
      case Z02 -> coded("ACK_RECEPTION_MSS", "Accusé de réception MSSanté", TABLE);
      case Z03 -> coded("ACK_LECTURE_MSS", "Accusé de lecture", TABLE);
    };
  }

  private static String mailbox(ProducerAcknowledgement what, String address) {
    boolean read = what.said().event() == ProducerAcknowledgement.Event.Z03;
    return new OutputSegment("OBX")
        .set(1, "2")
        .set(2, "XTN")
        .set(
            3,
            read
                ? coded("LECTEUR_MSS", "Lecteur du courriel MSSanté", TABLE)
                : coded("DESTINATAIRE_MSS", "Destinataire MSSanté", TABLE))
        .text(4, what.person())
        .set(5, components("", "", "X.400", data(address)))
        .set(11, "F")
        .toString();
  }

  private static String error(ProducerAcknowledgement what) {
    String code = what.code();
    return new OutputSegment("ERR")
        .set(3, coded("207", "Application error", "messageErrorCondition"))
        .set(4, "E")
        .set(5, code == null ? "" : application(what.said().event(), code))
        .toString();
  }

  private static String application(ProducerAcknowledgement.Event event, String code) {
    return switch (event) {
      case Z01 -> worded(code, ReceiptWords.ofDmp(code), "DMP_ERROR_CODE");
      case Z02 -> worded(code, ReceiptWords.ofMail(code), "SMTPERRORCODE");
      case Z03 -> worded(code, ReceiptWords.ofRefusal(code), "applicationErrorCondition");
    };
  }

  private static String worded(String code, Optional<String> words, String table) {
    return coded(code, words.orElse(null), table);
  }

  private static String coded(String code, @Nullable String words, String table) {
    return components(data(code), data(words), data(table));
  }
}
