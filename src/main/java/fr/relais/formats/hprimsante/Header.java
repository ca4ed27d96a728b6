// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.hl7v2.Element;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code H|~^\&|CB260415.HPR||480099991~LBM DU CAUSSE||ORU|||MSP~MAISON||P|H2.3~C|20260415141000}:
 * separators, file, password, sender, its address, context, phone, characteristics, receiver,
 * comment, processing, version and liaison, date.
 */
record Header(Segment segment) {
  private static final Pattern VERSIONS_READ = Pattern.compile("H?2\\.[0-4](?:\\.\\d)?");
  private static final Pattern FINESS = Pattern.compile("\\d{9}|2[AB]\\d{7}");
  private static final int SENDER = 4;
  private static final int CONTEXT = 6;
  private static final int RECEIVER = 9;
  private static final int PROCESSING = 11;
  private static final int VERSION = 12;

  /** What a message is about. */
  enum Context {
    RESULTS,
    ORDERS,
    ERRORS,
    /** Admissions, payments, invoices. */
    OTHER
  }

  Context context() {
    return switch (segment.field(CONTEXT).component(1).code().toUpperCase(Locale.ROOT)) {
      case "ORU" -> Context.RESULTS;
      case "ORM" -> Context.ORDERS;
      case "ERR" -> Context.ERRORS;
      default -> Context.OTHER;
    };
  }

  ClaimedSender claimedSender() {
    return new ClaimedSender(null, part(SENDER, 2).text(), part(SENDER, 1).text());
  }

  /** Who sends results, or who is asked for them. */
  PerformerReference performer() {
    int who = context() == Context.ORDERS ? RECEIVER : SENDER;
    String code = part(who, 1).text();
    boolean finess = code != null && FINESS.matcher(code).matches();
    return new PerformerReference(part(who, 2).text(), finess ? code : null, finess ? null : code);
  }

  /** Who is known by the number of P-2: the one that asked. */
  @Nullable String requesterName() {
    int who = context() == Context.ORDERS ? SENDER : RECEIVER;
    return part(who, 2).present() ? part(who, 2).text() : part(who, 1).text();
  }

  @Nullable String performerName() {
    PerformerReference performer = performer();
    return performer.name() != null
        ? performer.name()
        : performer.finess() != null ? performer.finess() : performer.code();
  }

  @Nullable String version() {
    return part(VERSION, 1).text();
  }

  /** {@code R}: between radiology and hospital; {@code :C} is met for {@code C}. */
  boolean imaging() {
    return part(VERSION, 2).code().replace(":", "").equalsIgnoreCase("R");
  }

  /** T and D are for tests: such a message must not be kept. */
  boolean forTests() {
    return processing().equals("T") || processing().equals("D");
  }

  private String processing() {
    return part(PROCESSING, 1).code().toUpperCase(Locale.ROOT);
  }

  void check(Findings findings) {
    processing(findings);
    String version = version();
    if (version == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          "H-12",
          "Le message ne dit pas sa version de HPRIM Santé.",
          "Remplir H-12 : H2.0 à H2.4.");
    } else if (!VERSIONS_READ.matcher(version).matches()) {
      findings.error(
          ProblemCode.VERSION_NOT_READ,
          "H-12",
          "Cette version de HPRIM Santé n'est pas lue.",
          "Envoyer le message en H2.0 à H2.4.");
    }
    if (context() == Context.OTHER) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "H-6",
          "Ce message n'apporte ni résultats (ORU), ni demande (ORM), ni accusé d'erreur (ERR).",
          "Envoyer les résultats dans le contexte ORU.");
    }
  }

  private void processing(Findings findings) {
    String id = processing();
    if (forTests()) {
      findings.error(
          ProblemCode.PROCESSING_ID_REFUSED,
          "H-11",
          "Message de test ou de mise au point : il n'est pas gardé.",
          "N'envoyer ici que des messages de production (H-11 = P).");
    } else if (id.isEmpty()) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          "H-11",
          "Le message ne dit pas s'il est de production.",
          "Remplir H-11.");
    } else if (!id.equals("P")) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "H-11",
          "Mode de traitement inconnu.",
          "Écrire P pour un message de production.");
    }
  }

  private Element part(int field, int component) {
    return segment.field(field).component(component);
  }
}
