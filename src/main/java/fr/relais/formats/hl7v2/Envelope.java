// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds messages: MLLP blocks (HL7 v2.5 appendix C), FHS/BHS batches (ch. 2.10.3), line
 * ends. Works on bytes, before any charset is known, and loses none: a byte is in a message, is a
 * frame, or is reported as outside.
 */
final class Envelope {
  static final byte START_BLOCK = 0x0b;
  static final byte END_BLOCK = 0x1c;
  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /**
   * One segment in the bytes.
   *
   * @param end first byte after its text
   * @param next first byte after its line end
   */
  record Line(int start, int end, int next) {}

  /** What is wrong with the way a message is wrapped. */
  enum Flaw {
    TRUNCATED,
    OUTSIDE,
    MIXED_ENDS,
    BATCH_COUNT
  }

  /** The lines of one message and what is wrong around it. */
  static final class RawMessage {
    private final List<Line> lines = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private boolean bareCr;
    private boolean bareLf;

    List<Line> lines() {
      return lines;
    }

    List<Flaw> flaws() {
      return flaws;
    }

    private void flaw(Flaw flaw) {
      if (!flaws.contains(flaw)) {
        flaws.add(flaw);
      }
    }
  }

  private final byte[] bytes;
  private final List<RawMessage> messages = new ArrayList<>();
  private @Nullable RawMessage open;
  private boolean framed;
  private boolean strayed;
  private boolean cutAtEnd;
  private int batches;
  private int inBatch;

  private Envelope(byte[] bytes) {
    this.bytes = bytes;
  }

  static Envelope of(byte[] bytes) {
    Envelope envelope = new Envelope(bytes);
    envelope.walk();
    return envelope;
  }

  List<RawMessage> messages() {
    return messages;
  }

  /** Whether nothing is missing at the end. */
  boolean whole() {
    return !cutAtEnd && !messages.isEmpty();
  }

  /** Whether the bytes begin as HL7 v2 does: MSH, FHS or BHS and a delimiter. */
  static boolean begins(byte[] bytes) {
    int at = start(bytes);
    while (at < bytes.length && (bytes[at] == CR || bytes[at] == LF || bytes[at] == ' ')) {
      at++;
    }
    if (at < bytes.length && bytes[at] == START_BLOCK) {
      at++;
    }
    while (at < bytes.length && (bytes[at] == CR || bytes[at] == LF || bytes[at] == ' ')) {
      at++;
    }
    return named(bytes, at, "MSH") || named(bytes, at, "FHS") || named(bytes, at, "BHS");
  }

  private static int start(byte[] bytes) {
    boolean marked =
        bytes.length >= BOM.length
            && bytes[0] == BOM[0]
            && bytes[1] == BOM[1]
            && bytes[2] == BOM[2];
    return marked ? BOM.length : 0;
  }

  private static boolean named(byte[] bytes, int at, String name) {
    return at + Segment.NAME_LENGTH < bytes.length
        && bytes[at] == name.charAt(0)
        && bytes[at + 1] == name.charAt(1)
        && bytes[at + 2] == name.charAt(2)
        && Delimiters.sign(bytes[at + Segment.NAME_LENGTH]);
  }

  private void walk() {
    int at = start(bytes);
    while (at < bytes.length) {
      if (bytes[at] == START_BLOCK) {
        startBlock();
        at++;
      } else {
        at = line(at);
      }
    }
    if (framed || batches > 0) {
      cut();
    }
    for (RawMessage message : messages) {
      if (message.bareCr && message.bareLf) {
        message.flaw(Flaw.MIXED_ENDS);
      }
    }
  }

  private void startBlock() {
    if (framed) {
      last().ifPresent(message -> message.flaw(Flaw.TRUNCATED));
    }
    framed = true;
    open = null;
  }

  private int line(int start) {
    int end = start;
    while (end < bytes.length && !endsLine(end)) {
      end++;
    }
    int next = end;
    boolean ended = false;
    boolean block = end < bytes.length && bytes[end] == END_BLOCK;
    if (block || (end < bytes.length && bytes[end] != START_BLOCK)) {
      next = end + 1;
      ended = !block;
      if (next < bytes.length && (block ? lineEnd(next) : bytes[end] == CR && bytes[next] == LF)) {
        next++;
        ended = true;
      }
    }
    Line line = new Line(start, end, next);
    boolean blank = blank(line);
    if (!blank) {
      take(line);
    }
    if (!ended && !(blank && !block)) {
      cut();
    }
    if (block) {
      framed = false;
      open = null;
    }
    return next;
  }

  private boolean endsLine(int at) {
    return lineEnd(at)
        || bytes[at] == END_BLOCK
        || (bytes[at] == START_BLOCK && named(bytes, at + 1, "MSH"));
  }

  private boolean lineEnd(int at) {
    return bytes[at] == CR || bytes[at] == LF;
  }

  private boolean blank(Line line) {
    for (int i = line.start(); i < line.end(); i++) {
      if (bytes[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  private void take(Line line) {
    if (named(bytes, line.start(), "MSH")) {
      open = new RawMessage();
      messages.add(open);
      inBatch++;
      if (strayed) {
        open.flaw(Flaw.OUTSIDE);
        strayed = false;
      }
    } else if (named(bytes, line.start(), "FHS") || named(bytes, line.start(), "BHS")) {
      open = null;
      batches++;
      inBatch = 0;
      return;
    } else if (trailer(line)) {
      return;
    }
    RawMessage message = open;
    if (message == null) {
      strayed = messages.isEmpty();
      last().ifPresent(before -> before.flaw(Flaw.OUTSIDE));
      return;
    }
    message.lines.add(line);
    message.bareCr |= line.next() == line.end() + 1 && bytes[line.end()] == CR;
    message.bareLf |= line.next() == line.end() + 1 && bytes[line.end()] == LF;
  }

  private boolean trailer(Line line) {
    String name = latin(line, Segment.NAME_LENGTH);
    boolean batch = name.equals("BTS");
    if (batches == 0 || !(batch || name.equals("FTS"))) {
      return false;
    }
    open = null;
    batches--;
    String[] fields = latin(line, line.end() - line.start()).split("\\W", 3);
    if (batch && fields.length > 1 && fields[1].matches("\\d{1,9}")) {
      if (Integer.parseInt(fields[1]) != inBatch) {
        last().ifPresent(message -> message.flaw(Flaw.BATCH_COUNT));
      }
    }
    return true;
  }

  private String latin(Line line, int length) {
    int most = Math.min(length, line.end() - line.start());
    return new String(bytes, line.start(), most, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private void cut() {
    cutAtEnd = true;
    last().ifPresent(message -> message.flaw(Flaw.TRUNCATED));
  }

  private Optional<RawMessage> last() {
    return messages.isEmpty() ? Optional.empty() : Optional.of(messages.get(messages.size() - 1));
  }
}
