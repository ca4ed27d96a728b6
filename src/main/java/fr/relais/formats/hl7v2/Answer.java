// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds the ACK (HL7 v2.5 ch. 2.13.1): MSH MSA [ERR ...]. */
final class Answer {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ");
  private static final Pattern PLACE =
      Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d{1,6})\\])?(?:-(\\d{1,3}))?");
  private static final Pattern OLD = Pattern.compile("2\\.[1-4](?:\\..*)?");
  private static final Pattern BEFORE_STRUCTURES = Pattern.compile("2\\.[1-3](?:\\..*)?");
  private static final Problem TRY_LATER =
      Problem.error(
          ProblemCode.TRY_LATER,
          "message",
          "Le message n'a pas pu être mis en sûreté pour l'instant.",
          "Le renvoyer plus tard.");

  private final Received received;
  private final Acknowledgement acknowledgement;

  Answer(Content received, Acknowledgement acknowledgement) {
    this.received = Received.of(received);
    this.acknowledgement = acknowledgement;
  }

  Content content() {
    List<String> segments = new ArrayList<>(List.of(msh(), msa()));
    if (!old()) {
      problems().forEach(problem -> segments.add(err(problem)));
    }
    String text = segments.stream().map(one -> one + "\r").collect(Collectors.joining());
    Charset charset = received.charset();
    boolean fits = charset.newEncoder().canEncode(text);
    return Content.of(fits ? text : ascii(text), fits ? charset : StandardCharsets.US_ASCII);
  }

  private boolean old() {
    return OLD.matcher(received.version()).matches();
  }

  private String msh() {
    String event = received.event();
    boolean plain = event.isEmpty() || BEFORE_STRUCTURES.matcher(received.version()).matches();
    String type = plain ? "ACK" : "ACK^" + event + "^ACK";
    return "MSH|^~\\&|"
        + String.join(
            "|",
            received.field(5),
            received.field(6),
            received.field(3),
            received.field(4),
            TIME.format(acknowledgement.at().atZone(ParisTime.ZONE)),
            "",
            type,
            Received.encoded(acknowledgement.id()),
            received.processing(),
            received.versionField(),
            "",
            "",
            "",
            "",
            received.field(17),
            received.field(18));
  }

  private String msa() {
    String msa = "MSA|" + code() + "|" + received.controlId();
    if (!old() || problems().isEmpty()) {
      return msa;
    }
    return msa
        + "|"
        + problems().stream()
            .map(one -> one.place() + " : " + one.cause() + " " + one.cure())
            .map(Received::encoded)
            .collect(Collectors.joining(" ; "));
  }

  private String code() {
    boolean accept = Set.of("AL", "ER", "SU").contains(received.field(15).toUpperCase(Locale.ROOT));
    String level = accept ? "C" : "A";
    return level
        + switch (acknowledgement.kind()) {
          case STORED -> "A";
          case NOT_UNDERSTOOD -> "E";
          case REFUSED, TRY_LATER -> "R";
        };
  }

  private List<Problem> problems() {
    List<Problem> said = acknowledgement.problems();
    boolean later = said.stream().anyMatch(one -> one.code() == ProblemCode.TRY_LATER);
    if (acknowledgement.kind() != Kind.TRY_LATER || later) {
      return said;
    }
    List<Problem> all = new ArrayList<>(said);
    all.add(TRY_LATER);
    return all;
  }

  private static String err(Problem problem) {
    String hl7 = problem.code().hl7();
    return String.join(
        "|",
        "ERR",
        "",
        location(problem.place()),
        hl7 + "^" + condition(hl7) + "^HL70357",
        problem.isError() ? "E" : "W",
        "",
        "",
        Received.encoded(problem.cause()),
        Received.encoded(problem.cure()));
  }

  /** ERL: segment, its rank, field. */
  private static String location(String place) {
    Matcher named = PLACE.matcher(place);
    if (!named.matches()) {
      return "";
    }
    String rank = named.group(2) == null ? "1" : named.group(2);
    String segment = named.group(1) + "^" + rank;
    return named.group(3) == null ? segment : segment + "^" + named.group(3);
  }

  private static String condition(String code) {
    return switch (code) {
      case "100" -> "Segment sequence error";
      case "101" -> "Required field missing";
      case "102" -> "Data type error";
      case "103" -> "Table value not found";
      case "198" -> "Non-conformant cardinality";
      case "200" -> "Unsupported message type";
      case "201" -> "Unsupported event code";
      case "202" -> "Unsupported processing id";
      case "203" -> "Unsupported version id";
      case "204" -> "Unknown key identifier";
      case "205" -> "Duplicate key identifier";
      case "206" -> "Application record locked";
      default -> "Application internal error";
    };
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[^\\x00-\\x7f]", "");
  }
}
