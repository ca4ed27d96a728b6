// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reader made of one message.
 *
 * @param formatVersion as the message says it, {@code 2.5}, {@code 2}; null when it does not
 * @param charset the charset that was used to read it, by its Java name; null when none was needed
 * @param claimedSender who the message says it comes from; empty fields when it does not
 * @param problems those of the message as a whole; each part has its own beside
 * @param parts one for each patient and prescriber found, in the order of the message
 */
public record Decoding(
    FormatName format,
    @Nullable String formatVersion,
    @Nullable String charset,
    ClaimedSender claimedSender,
    List<Problem> problems,
    List<Part> parts) {

  public Decoding {
    problems = List.copyOf(problems);
    parts = List.copyOf(parts);
  }

  /**
   * One patient's share of a message.
   *
   * @param content the bytes of this share alone, so that nobody is handed another patient's; the
   *     very bytes of the message when it has one part
   * @param report null when this share was not understood for certain
   * @param dmp what the message says that the patient chose for his DMP; null when nothing
   * @param asked what its producer wants to be told afterwards; null when nothing
   * @param words what a person wrote beside a share that is not read, line by line
   */
  public record Part(
      Content content,
      @Nullable Report report,
      List<Problem> problems,
      @Nullable DmpChoice dmp,
      @Nullable AcknowledgementsAsked asked,
      List<String> words) {
    public Part {
      problems = List.copyOf(problems);
      words = List.copyOf(words);
    }

    /** A share beside which nothing was written that must be read with it. */
    public Part(
        Content content,
        @Nullable Report report,
        List<Problem> problems,
        @Nullable DmpChoice dmp,
        @Nullable AcknowledgementsAsked asked) {
      this(content, report, problems, dmp, asked, List.of());
    }

    /** One that is not read, and what a person wrote beside it. */
    public static Part unread(Content content, List<Problem> problems, List<String> words) {
      return new Part(content, null, problems, null, null, words);
    }

    /** A share of which nothing need be told afterwards. */
    public Part(
        Content content, @Nullable Report report, List<Problem> problems, @Nullable DmpChoice dmp) {
      this(content, report, problems, dmp, null);
    }

    /** A share that says nothing of the patient's DMP either. */
    public Part(Content content, @Nullable Report report, List<Problem> problems) {
      this(content, report, problems, null);
    }

    public boolean accepted() {
      return report != null && problems.stream().noneMatch(Problem::isError);
    }
  }

  /**
   * Who the message itself says it comes from: MSH-3 and MSH-4 in HL7 v2, line 11 in HPRIM Médecin.
   *
   * @param application MSH-3
   * @param facility MSH-4.1, or the name on line 11
   * @param facilityId MSH-4.2 (FINESS), or the code on line 11
   */
  public record ClaimedSender(
      @Nullable String application, @Nullable String facility, @Nullable String facilityId) {
    public static final ClaimedSender NONE = new ClaimedSender(null, null, null);
  }

  public static Decoding quarantined(FormatName format, Content content, Problem problem) {
    return new Decoding(
        format,
        null,
        null,
        ClaimedSender.NONE,
        List.of(problem),
        List.of(new Part(content, null, List.of())));
  }

  public static Decoding refused(FormatName format, Problem problem) {
    return new Decoding(format, null, null, ClaimedSender.NONE, List.of(problem), List.of());
  }

  public Outcome outcome() {
    if (parts.isEmpty()) {
      return Outcome.REFUSED;
    }
    boolean whole = problems.stream().noneMatch(Problem::isError);
    return whole && parts.stream().allMatch(Part::accepted)
        ? Outcome.ACCEPTED
        : Outcome.QUARANTINED;
  }

  /** Every problem, of the message first, then of each part in order. */
  public List<Problem> allProblems() {
    return Stream.concat(
            problems.stream(), parts.stream().flatMap(part -> part.problems().stream()))
        .toList();
  }
}
