// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.Decoding.Part;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.Problem;
import fr.relais.core.model.SenderCharset;
import fr.relais.formats.text.CharsetDetection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HPRIM Médecin (H.PR.I.M. association, v3.0): {@code [envelope] 1*message [FINFICHIER] [0x1A]}. It
 * carries no RPPS, no INS, no sex, no birth name and no time.
 */
public final class HprimMedecinFormat implements MessageFormat {
  private static final int BYTES_MAX = 32 << 20;

  @Override
  public boolean recognises(Content content) {
    byte[] bytes = content.bytes();
    return Recognition.of(Skeleton.of(bytes).text());
  }

  @Override
  public Decoding decode(Content content) {
    return decode(content, (SenderCharset) null);
  }

  @Override
  public Decoding decode(Content content, @Nullable SenderCharset declared) {
    if (content.size() > BYTES_MAX) {
      return Decoding.quarantined(FormatName.HPRIM_MEDECIN, content, HprimProblems.tooLarge());
    }
    byte[] bytes = content.bytes();
    return decode(content, CharsetDetection.of(bytes).declared(declared, bytes));
  }

  /** Reads a file whose character set is known. */
  static Decoding decode(Content content, CharsetDetection detection) {
    Skeleton skeleton = Skeleton.of(content.bytes(), detection);
    FileLines lines = new FileLines(skeleton.text());
    if (lines.tooMany()) {
      return Decoding.quarantined(FormatName.HPRIM_MEDECIN, content, HprimProblems.tooLarge());
    }
    MessageSplitter split = new MessageSplitter(lines);
    if (split.slices().isEmpty()) {
      return Decoding.quarantined(FormatName.HPRIM_MEDECIN, content, HprimProblems.empty());
    }
    return decoding(content, skeleton, lines, split);
  }

  @Override
  public boolean endsWhole(Content content) {
    FileLines lines = new FileLines(Skeleton.of(content.bytes()).text());
    int last = lines.count() - 1;
    while (last >= 0 && lines.blank(last)) {
      last--;
    }
    return last >= 0 && (lines.is(last, Marks.FIN) || lines.is(last, Marks.FINFICHIER));
  }

  /** HPRIM Médecin has no answer. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }

  private static Decoding decoding(
      Content content, Skeleton skeleton, FileLines lines, MessageSplitter split) {
    List<Part> parts = new ArrayList<>();
    List<MessageReader.Reading> readings = new ArrayList<>();
    boolean alone = split.slices().size() == 1;
    for (MessageSplitter.Slice slice : split.slices()) {
      int from = lines.start(slice.first());
      int to = lines.next(slice.after() - 1);
      MessageReader.Reading reading =
          new MessageReader(slice, skeleton.decoded(from, to), skeleton.detection()).read();
      readings.add(reading);
      Content own = alone ? content : Content.of(skeleton.bytes(from, to));
      parts.add(new Part(own, reading.report(), reading.problems()));
    }
    return new Decoding(
        FormatName.HPRIM_MEDECIN,
        level(readings),
        skeleton.detection().charset().name(),
        sender(readings),
        problems(skeleton.detection(), split, lines),
        parts);
  }

  private static List<Problem> problems(
      CharsetDetection detection, MessageSplitter split, FileLines lines) {
    List<Problem> problems = new ArrayList<>();
    if (detection.contradicted()) {
      problems.add(CharsetDetection.contradiction("fichier"));
    }
    Integer outside = split.textOutside();
    if (outside != null) {
      problems.add(HprimProblems.textOutside(outside + 1));
    }
    if (split.fileMarkCut()) {
      problems.add(HprimProblems.fileMarkCut(lines.count()));
    }
    return problems;
  }

  /** 2 with a structured part, 1 without; null when no header was read. */
  private static @Nullable String level(List<MessageReader.Reading> readings) {
    if (readings.stream().anyMatch(MessageReader.Reading::lab)) {
      return "2";
    }
    return readings.stream().anyMatch(reading -> reading.sender() != null) ? "1" : null;
  }

  /** Line 11, as far as all messages of the file agree. */
  private static ClaimedSender sender(List<MessageReader.Reading> readings) {
    List<NameLine> lines =
        readings.stream().map(MessageReader.Reading::sender).filter(Objects::nonNull).toList();
    return new ClaimedSender(null, common(lines, NameLine::name), common(lines, NameLine::code));
  }

  private static @Nullable String common(
      List<NameLine> lines, Function<NameLine, @Nullable String> field) {
    List<@Nullable String> values = new ArrayList<>();
    lines.forEach(line -> values.add(field.apply(line)));
    boolean same =
        !values.isEmpty() && values.stream().allMatch(v -> Objects.equals(v, values.get(0)));
    return same ? values.get(0) : null;
  }

  /**
   * The bytes with one char for each unit, so that places in the text are places in the bytes
   * whatever the character set, even where it is wrong: marks and ends of line are ASCII.
   */
  private record Skeleton(byte[] bytes, CharsetDetection detection, String text) {
    static Skeleton of(byte[] bytes) {
      return of(bytes, CharsetDetection.of(bytes));
    }

    static Skeleton of(byte[] bytes, CharsetDetection detection) {
      int bom = detection.bomLength();
      int even = detection.wide() ? (bytes.length - bom) / 2 * 2 : bytes.length - bom;
      String text =
          new String(
              bytes,
              bom,
              even,
              detection.wide() ? detection.charset() : StandardCharsets.ISO_8859_1);
      return new Skeleton(bytes, detection, text);
    }

    String decoded(int from, int to) {
      return new String(bytes, at(from), at(to) - at(from), detection.charset());
    }

    /** The slice; its first one keeps the byte order mark, and each one does where it is needed. */
    byte[] bytes(int from, int to) {
      if (from == 0) {
        return Arrays.copyOfRange(bytes, 0, at(to));
      }
      byte[] own = Arrays.copyOfRange(bytes, at(from), at(to));
      if (!detection.wide()) {
        return own;
      }
      byte[] marked = new byte[own.length + 2];
      System.arraycopy(bytes, 0, marked, 0, 2);
      System.arraycopy(own, 0, marked, 2, own.length);
      return marked;
    }

    private int at(int index) {
      return detection.bomLength() + index * (detection.wide() ? 2 : 1);
    }
  }
}
