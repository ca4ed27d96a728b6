// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Reads no more of an answer than may be, and none in several parts whose end did not come: CXF
 * would take half a document for a whole one.
 */
final class AnswerGuard extends AbstractPhaseInterceptor<Message> {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/.*boundary=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);

  private final int bytesMax;

  AnswerGuard(int bytesMax) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.bytesMax = bytesMax;
  }

  @Override
  public void handleMessage(Message message) {
    InputStream answer = message.getContent(InputStream.class);
    if (answer != null) {
      String type = String.valueOf(message.get(Message.CONTENT_TYPE));
      message.setContent(InputStream.class, new Guarded(answer, bytesMax, end(type)));
    }
  }

  /** What the last part ends with; empty when there is one part. */
  private static byte[] end(String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    return boundary.find()
        ? ("--" + boundary.group(1).strip() + "--").getBytes(StandardCharsets.ISO_8859_1)
        : new byte[0];
  }

  /** The answer is longer than may be. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Guarded extends FilterInputStream {
    /** What may follow the end. */
    private static final int AFTER = 256;

    private final byte[] end;
    private final byte[] tail;
    private long left;
    private long seen;

    Guarded(InputStream in, long left, byte[] end) {
      super(in);
      this.left = left;
      this.end = end;
      this.tail = new byte[end.length + AFTER];
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      if (read < 0) {
        whole();
        return read;
      }
      left -= read;
      if (left < 0) {
        throw new TooLarge();
      }
      for (int i = Math.max(0, read - tail.length); i < read; i++) {
        tail[(int) ((seen + i) % tail.length)] = into[from + i];
      }
      seen += read;
      return read;
    }

    /** Whether what came last holds the end. */
    private void whole() throws EOFException {
      if (end.length == 0) {
        return;
      }
      byte[] last = new byte[tail.length];
      for (int i = 0; i < tail.length; i++) {
        last[i] = tail[(int) ((seen + i) % tail.length)];
      }
      String text = new String(last, StandardCharsets.ISO_8859_1);
      if (!text.contains(new String(end, StandardCharsets.ISO_8859_1))) {
        throw new EOFException();
      }
    }
  }
}
