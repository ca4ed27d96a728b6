// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The twelve lines: identifier, family name, given name, three of address, birth date, social
 * security number, file number, examination date, sender, addressee. No RPPS, no INS, no sex, no
 * birth name: they stay absent.
 *
 * @param issuedAt the day of line 10
 * @param bodyStart index of the line after the header
 */
record Header(
    PatientIdentity patient,
    @Nullable String fileNumber,
    @Nullable PartialDateTime issuedAt,
    NameLine sender,
    NameLine addressee,
    int bodyStart,
    List<Problem> problems) {

  /** How many lines make a header. */
  static final int LINES = 12;

  private static final int BIRTH_DATE = 6;
  private static final int EXAMINATION_DATE = 9;

  /**
   * Reads twelve lines that are there.
   *
   * @param at where they start and whether the routing line took the place of line 1
   */
  static Header of(List<String> lines, HeaderPlace at, int firstLineNumber) {
    List<String> twelve = lines.subList(at.start(), at.start() + LINES);
    List<Problem> problems = new ArrayList<>();
    int number = firstLineNumber + at.start();
    HeaderDate examination = HeaderDate.examination(twelve.get(EXAMINATION_DATE));
    HeaderDate issued = inThisCentury(examination, twelve.get(EXAMINATION_DATE));
    HeaderDate birth = HeaderDate.birth(twelve.get(BIRTH_DATE), issued.day());
    warn(birth, number + BIRTH_DATE, problems);
    warn(issued, number + EXAMINATION_DATE, problems);
    String family = text(twelve.get(1));
    if (family == null) {
      problems.add(HprimProblems.familyNameMissing(number + 1));
    }
    PatientIdentity patient =
        new PatientIdentity(
            null,
            null,
            IdentityStatus.PROVISIONAL,
            null,
            family,
            givenNames(twelve.get(2)),
            birth.day(),
            null,
            null,
            localIds(at.routingFirst() ? "" : twelve.get(0), twelve.get(7)),
            List.of(),
            address(twelve.subList(3, 6)));
    return new Header(
        patient,
        text(twelve.get(8)),
        issued.day() == null ? null : new PartialDateTime(issued.day(), null),
        NameLine.of(twelve.get(10)),
        NameLine.of(twelve.get(11)),
        at.start() + LINES,
        problems);
  }

  private static HeaderDate inThisCentury(HeaderDate date, String line) {
    return date.reading() == HeaderDate.Reading.NO_CENTURY
        ? HeaderDate.inCentury("20", line)
        : date;
  }

  private static void warn(HeaderDate date, int line, List<Problem> problems) {
    switch (date.reading()) {
      case UNDERSTOOD, EMPTY -> {}
      case NO_CENTURY -> problems.add(HprimProblems.centuryNotKnown(line));
      case ONE_CENTURY -> problems.add(HprimProblems.centuryNotWritten(line));
      case NOT_UNDERSTOOD -> problems.add(HprimProblems.dateNotUnderstood(line));
    }
  }

  private static List<String> givenNames(String line) {
    return Stream.of(line.split(",")).map(Blanks::strip).filter(name -> !name.isEmpty()).toList();
  }

  private static List<LocalId> localIds(String senderId, String socialSecurity) {
    List<LocalId> ids = new ArrayList<>();
    String id = text(senderId);
    if (id != null) {
      ids.add(new LocalId(id, null, "PI"));
    }
    String number = SocialSecurity.digits(socialSecurity);
    if (!number.isEmpty()) {
      ids.add(new LocalId(number, null, "SS"));
    }
    return ids;
  }

  private static @Nullable String address(List<String> lines) {
    String joined =
        String.join(", ", lines.stream().map(Blanks::strip).filter(l -> !l.isEmpty()).toList());
    return joined.isEmpty() ? null : joined;
  }

  private static @Nullable String text(String line) {
    String stripped = Blanks.strip(line);
    return stripped.isEmpty() ? null : stripped;
  }
}
