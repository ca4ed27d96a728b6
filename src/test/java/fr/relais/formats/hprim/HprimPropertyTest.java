// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static fr.relais.formats.hprim.Fixtures.EXEMPLARY;
import static fr.relais.formats.hprim.Fixtures.REFUSED;
import static fr.relais.formats.hprim.Fixtures.content;
import static fr.relais.formats.hprim.Fixtures.names;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HprimPropertyTest {
  private static final HprimMedecinFormat FORMAT = new HprimMedecinFormat();
  private static final int MUTATIONS = 10_000;
  private static final byte[] TELLING =
      "\r\n\u001a\0|*<&;/- 09\u0080\u00ff\u00c3\u00a9".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void decoding_never_throws_whatever_the_bytes() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("HprimPropertyTest relais.seed=" + seed);
    Random random = new Random(seed);
    List<byte[]> files = new ArrayList<>();
    names(EXEMPLARY).forEach(name -> files.add(content(EXEMPLARY, name).bytes()));
    names(REFUSED).forEach(name -> files.add(content(REFUSED, name).bytes()));
    for (int i = 0; i < MUTATIONS; i++) {
      Content content = Content.of(mutated(files.get(random.nextInt(files.size())), random));
      FORMAT.recognises(content);
      FORMAT.endsWhole(content);
      Decoding decoding = FORMAT.decode(content);
      assertThat(decoding.parts())
          .as("seed %d, mutation %d", seed, i)
          .isNotEmpty()
          .allMatch(part -> part.accepted() == (part.report() != null));
    }
  }

  @Test
  void a_message_cut_before_its_end_mark_never_gives_a_report() {
    for (String name : names(EXEMPLARY)) {
      Content whole = content(EXEMPLARY, name);
      byte[] bytes = whole.bytes();
      int messages = FORMAT.decode(whole).parts().size();
      int lastMark = lastMark(bytes, name);
      for (int cut = 0; cut < lastMark; cut++) {
        Decoding decoding = FORMAT.decode(Content.of(Arrays.copyOf(bytes, cut)));
        long accepted = decoding.parts().stream().filter(Decoding.Part::accepted).count();
        assertThat(accepted).as("%s cut at %d", name, cut).isLessThan(messages);
      }
    }
  }

  @Test
  void a_cut_among_several_messages_keeps_only_those_that_are_whole() {
    byte[] bytes = content(EXEMPLARY, "three-messages").bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int cut = 0; cut < bytes.length; cut++) {
      int whole = text.substring(0, cut).split("\\Q****FIN****\\E", -1).length - 1;
      List<Decoding.Part> parts = FORMAT.decode(Content.of(Arrays.copyOf(bytes, cut))).parts();
      assertThat(parts.stream().filter(Decoding.Part::accepted).count())
          .as("cut at %d", cut)
          .isEqualTo(whole);
      assertThat(parts.stream().filter(p -> p.report() != null).count()).isEqualTo(whole);
    }
  }

  /**
   * Where the last byte of the mark that closes the last message stands; FINFICHIER closes one only
   * with its end of line.
   */
  private static int lastMark(byte[] bytes, String name) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    int factor = name.startsWith("utf16") ? 2 : 1;
    int fin = text.lastIndexOf(Marks.FIN);
    boolean byFileMark = name.startsWith("file-mark-") && !name.equals("file-mark-cut");
    return byFileMark
        ? text.indexOf(Marks.FINFICHIER) + Marks.FINFICHIER.length() + 1
        : (fin + Marks.FIN.length() - 1) * factor;
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] bytes = file.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> bytes = doubled(bytes, at, Math.min(bytes.length, at + random.nextInt(80)));
      }
    }
    return bytes;
  }

  private static byte[] doubled(byte[] bytes, int from, int to) {
    byte[] longer = new byte[bytes.length + to - from];
    System.arraycopy(bytes, 0, longer, 0, to);
    System.arraycopy(bytes, from, longer, to, bytes.length - from);
    return longer;
  }
}
