// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Compressed bytes, to be laid into any number of documents.
 *
 * @param length before compression
 */
record Deflated(byte[] bytes, int length) {
  /** Tightly, for what is compressed once. */
  static Deflated of(byte[] plain) {
    return of(plain, Deflater.BEST_COMPRESSION);
  }

  /** Quickly, for what is compressed each time. */
  static Deflated quickly(byte[] plain) {
    return of(plain, Deflater.BEST_SPEED);
  }

  private static Deflated of(byte[] plain, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(plain);
      deflater.finish();
      byte[] chunk = new byte[8192];
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return new Deflated(out.toByteArray(), plain.length);
    } finally {
      deflater.end();
    }
  }

  COSStream in(COSDocument document) throws IOException {
    COSStream stream = document.createCOSStream();
    try (OutputStream raw = stream.createRawOutputStream()) {
      raw.write(bytes);
    }
    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
    return stream;
  }
}
