// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ProblemCode;
import java.util.List;

/**
 * {@code L|1||2|10}: rank, unused, number of P, number of segments, batch. The message is whole
 * when it ends so; the numbers are often left out, and count when they are there.
 */
final class Ending {
  private static final int PATIENTS = 3;
  private static final int SEGMENTS = 4;

  private Ending() {}

  static void check(List<Segment> segments, Findings findings) {
    Segment last = segments.get(segments.size() - 1);
    boolean anywhere = segments.stream().anyMatch(segment -> segment.is("L"));
    if (!anywhere) {
      findings.error(
          ProblemCode.TRUNCATED,
          "fin du message",
          "Il manque le segment de fin L : le message est peut-être coupé, aucune valeur n'est"
              + " reprise.",
          "Renvoyer le fichier entier.");
    } else if (!last.is("L")) {
      findings.error(
          ProblemCode.CONTENT_OUTSIDE,
          "après L",
          "Des segments suivent le segment de fin L : on ne sait pas à quoi ils appartiennent.",
          "Ne finir le message qu'une fois, par L.");
    } else if (segments.stream().filter(segment -> segment.is("L")).count() > 1) {
      findings.error(
          ProblemCode.CONTENT_OUTSIDE,
          "L",
          "Le message finit deux fois.",
          "Ne finir le message qu'une fois, par L.");
    } else {
      count(segments, last, findings);
    }
  }

  private static void count(List<Segment> segments, Segment end, Findings findings) {
    int patients = (int) segments.stream().filter(segment -> segment.is("P")).count();
    int addenda = segments.stream().mapToInt(segment -> segment.raw().addenda()).sum();
    Counts counts = new Counts(patients, segments.size(), addenda);
    String said = end.field(PATIENTS).code();
    String all = end.field(SEGMENTS).code();
    if (counts.patients(said) && counts.segments(all)) {
      return;
    }
    boolean moved = counts.both(all, said) || counts.both(end.field(2).code(), said);
    if (moved) {
      findings.warning(
          ProblemCode.COUNT_MISMATCH,
          "L",
          "Les nombres de patients et de segments sont justes, mais pas à leur place.",
          "Écrire L|rang||nombre de P|nombre de segments.");
    } else {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "L",
          "Le message n'a pas le nombre de patients ou de segments qu'il annonce : il est"
              + " peut-être coupé.",
          "Renvoyer le fichier entier.");
    }
  }

  /** What is there; addenda may be counted as segments or not. */
  private record Counts(int patients, int segments, int addenda) {
    boolean patients(String said) {
      return said.isEmpty() || is(said, patients);
    }

    boolean segments(String said) {
      return said.isEmpty() || is(said, segments) || is(said, segments + addenda);
    }

    /** Both numbers, given and right. */
    boolean both(String patients, String segments) {
      return !patients.isEmpty() && !segments.isEmpty() && patients(patients) && segments(segments);
    }

    private static boolean is(String said, int number) {
      return said.matches("0{0,9}" + number);
    }
  }

  /** The end of a part of a message, with numbers that are true of it where the message had any. */
  static String ofPart(Segment end, int segments) {
    boolean counted =
        end.field(2).present() || end.field(PATIENTS).present() || end.field(SEGMENTS).present();
    String by = String.valueOf(end.field(0).by().field());
    String rank = end.field(1).raw();
    return counted
        ? String.join(by, "L", rank, "", "1", String.valueOf(segments))
        : "L" + by + rank;
  }
}
