// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A {@code multipart/related} body (RFC 2046, 2387), read strictly.
 *
 * @param root Content-ID of the part that holds the envelope
 * @param parts by Content-ID without its angle brackets, in their order
 */
record Multipart(String root, Map<String, Part> parts) {
  private static final int PARTS_MAX = 64;
  private static final int HEAD_BYTES_MAX = 4096;
  private static final int PREAMBLE_BYTES_MAX = 256;
  private static final String IDENTIFIER = "content-id";

  /** One part. */
  record Part(MediaType type, byte[] bytes) {}

  /**
   * @throws SoapFault when it is broken, too long, or encoded otherwise than in binary
   */
  static Multipart read(MediaType type, byte[] body) throws SoapFault {
    String boundary = type.parameter("boundary");
    if (boundary.isEmpty() || boundary.length() > 70) {
      throw broken("frontière");
    }
    byte[] mark = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    int at = first(body, mark);
    Map<String, Part> parts = new LinkedHashMap<>();
    while (!isLast(body, at)) {
      at = afterLine(body, at);
      int end = find(body, mark, Math.max(0, at - 2));
      if (end < 0 || parts.size() == PARTS_MAX) {
        throw broken(end < 0 ? "fin absente" : "trop de parties");
      }
      addPart(body, at, end, parts);
      at = end + mark.length;
    }
    if (parts.isEmpty()) {
      throw broken("aucune partie");
    }
    String start = bare(type.parameter("start"));
    String root = start.isEmpty() ? parts.keySet().iterator().next() : start;
    if (!parts.containsKey(root)) {
      throw broken("partie racine absente");
    }
    return new Multipart(root, parts);
  }

  Part rootPart() {
    Part part = parts.get(root);
    if (part == null) {
      throw new IllegalStateException("the root part was there when it was read");
    }
    return part;
  }

  private static int first(byte[] body, byte[] mark) throws SoapFault {
    byte[] atStart = new byte[mark.length - 2];
    System.arraycopy(mark, 2, atStart, 0, atStart.length);
    if (matches(body, atStart, 0)) {
      return atStart.length;
    }
    int found = find(body, mark, 0);
    if (found < 0 || found > PREAMBLE_BYTES_MAX) {
      throw broken("début absent");
    }
    return found + mark.length;
  }

  private static boolean isLast(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  private static int afterLine(byte[] body, int at) throws SoapFault {
    if (at + 1 >= body.length || body[at] != '\r' || body[at + 1] != '\n') {
      throw broken("frontière suivie d'autre chose");
    }
    return at + 2;
  }

  private static void addPart(byte[] body, int from, int end, Map<String, Part> parts)
      throws SoapFault {
    byte[] blank = {'\r', '\n', '\r', '\n'};
    int head = find(body, blank, from);
    if (head < 0 || head > end - blank.length || head - from > HEAD_BYTES_MAX) {
      throw broken("en-tête de partie");
    }
    Map<String, String> headers =
        headers(new String(body, from, head - from, StandardCharsets.ISO_8859_1));
    String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    if (!encoding.toLowerCase(Locale.ROOT).matches("binary|8bit|7bit")) {
      throw broken("codage de partie");
    }
    String id = bare(headers.getOrDefault(IDENTIFIER, ""));
    if (id.isEmpty() || parts.containsKey(id)) {
      throw broken("Content-ID absent ou répété");
    }
    byte[] bytes = new byte[end - head - blank.length];
    System.arraycopy(body, head + blank.length, bytes, 0, bytes.length);
    parts.put(id, new Part(MediaType.read(headers.getOrDefault("content-type", "")), bytes));
  }

  private static Map<String, String> headers(String head) throws SoapFault {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon <= 0
          || headers.put(
                  line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip())
              != null) {
        throw broken("en-tête de partie");
      }
    }
    return headers;
  }

  private static String bare(String id) {
    return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int at = from; at <= in.length - what.length; at++) {
      if (matches(in, what, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] in, byte[] what, int at) {
    if (at + what.length > in.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (in[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  private static SoapFault broken(String what) {
    return SoapFault.unreadable("multipart : " + what);
  }
}
