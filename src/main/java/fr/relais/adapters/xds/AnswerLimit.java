// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Reads no more of an answer than may be. */
final class AnswerLimit extends AbstractPhaseInterceptor<Message> {
  private final int bytesMax;

  AnswerLimit(int bytesMax) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.bytesMax = bytesMax;
  }

  @Override
  public void handleMessage(Message message) {
    InputStream answer = message.getContent(InputStream.class);
    if (answer != null) {
      message.setContent(InputStream.class, new Counted(answer, bytesMax));
    }
  }

  /** The answer is longer than may be. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooLarge();
      }
    }
  }
}
