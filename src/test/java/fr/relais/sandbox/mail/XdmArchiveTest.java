// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XdmArchiveTest {

  private static void refused(byte[] zip, String reason) {
    assertThatThrownBy(() -> XdmArchive.read(zip))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining(reason);
  }

  /** Changes a text of the archive's own bytes everywhere, or only at its last place. */
  private static byte[] patched(byte[] zip, String from, String to, boolean last) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    int at = text.lastIndexOf(from);
    String changed =
        last
            ? text.substring(0, at) + to + text.substring(at + from.length())
            : text.replace(from, to);
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void files_are_read_whole_and_in_order() throws Unfit {
    Map<String, byte[]> files = new TestXdm().file("IHE_XDM/", new byte[0]).files();
    Map<String, byte[]> read = XdmArchive.read(TestXdm.zip(files));
    files.remove("IHE_XDM/");
    assertThat(read.keySet()).containsExactlyElementsOf(files.keySet());
    read.forEach((name, bytes) -> assertThat(bytes).isEqualTo(files.get(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../X.XML",
        "..\\..\\X.XML",
        "/ABS.XML",
        "C:\\X.XML",
        "IHE_XDM/SUBSET01/../X.XML",
        "IHE_XDM/SUBSET01/DOC\u0000.XML",
        "IHE_XDM/SUBSET01/metadata.xml",
        "IHE_XDM/SUBSET01/DOCUMENT01.XML",
        "IHE_XDM\\SUBSET01\\DOC.XML",
        "SAMPLE/IHE_XDM/SUBSET01/DOC.XML",
        "IHE_XDM/SUBSET01/MORE.ZIP",
        "STYLE.XSL"
      })
  void name_outside_the_layout_is_refused(String name) {
    refused(new TestXdm().file(name, new byte[] {1}).zip(), "layout");
  }

  @Test
  void archive_without_index_or_readme_is_refused() {
    Map<String, byte[]> files = new LinkedHashMap<>(new TestXdm().files());
    files.remove("INDEX.HTM");
    refused(TestXdm.zip(files), "INDEX.HTM");
  }

  @Test
  void same_name_twice_is_refused() {
    byte[] zip = new TestXdm().file(TestXdm.FOLDER + "DOC0002.XML", new byte[] {1}).zip();
    refused(patched(zip, "DOC0002.XML", "DOC0001.XML", false), "twice");
  }

  @Test
  void name_in_the_directory_that_differs_from_the_files_own_is_refused() {
    refused(patched(new TestXdm().zip(), "DOC0001.XML", "DOC0009.XML", true), "another thing");
  }

  @Test
  void bomb_is_refused_before_it_grows() {
    byte[] zip = new TestXdm().file(TestXdm.FOLDER + "BOMB.BIN", new byte[20 * 1024 * 1024]).zip();
    refused(zip, "grows");
  }

  @Test
  void lying_size_is_refused() {
    byte[] zip = new TestXdm().zip();
    int central = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    byte[] smaller = zip.clone();
    smaller[central + 24]--;
    refused(smaller, "lying size");
    byte[] larger = zip.clone();
    larger[central + 24]++;
    refused(larger, "lying size");
  }

  @Test
  void link_and_encrypted_file_are_refused() {
    byte[] zip = new TestXdm().zip();
    int central = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    byte[] link = zip.clone();
    link[central + 41] = (byte) 0xA1;
    refused(link, "link");
    byte[] encrypted = zip.clone();
    encrypted[central + 8] |= 1;
    refused(encrypted, "encrypted");
  }

  @Test
  void two_files_in_the_same_place_are_refused() {
    byte[] zip = new TestXdm().file(TestXdm.FOLDER + "DOC0002.XML", new byte[] {1}).zip();
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf("PK\u0001\u0002");
    int before = text.lastIndexOf("PK\u0001\u0002", last - 1);
    System.arraycopy(zip, before + 42, zip, last + 42, 4);
    assertThatThrownBy(() -> XdmArchive.read(zip)).isInstanceOf(Unfit.class);
  }

  @Test
  void more_than_two_hundred_files_are_refused() {
    TestXdm xdm = new TestXdm();
    for (int i = 0; i < 200; i++) {
      xdm.file(TestXdm.FOLDER + "D" + i + ".BIN", new byte[] {1});
    }
    refused(xdm.zip(), "more than 200");
  }

  @Test
  void what_is_cut_longer_or_no_archive_is_refused() {
    byte[] zip = new TestXdm().zip();
    refused(Arrays.copyOf(zip, zip.length - 1), "archive");
    refused(Arrays.copyOf(zip, zip.length + 1), "something after its end");
    refused(new byte[0], "archive");
    byte[] behind = new byte[zip.length + 4];
    System.arraycopy(zip, 0, behind, 4, zip.length);
    refused(behind, "archive");
  }

  @Test
  void broken_bytes_are_refused_or_change_nothing() {
    long seed = 3;
    Random random = new Random(seed);
    Map<String, byte[]> files = new TestXdm().files();
    byte[] zip = TestXdm.zip(files);
    for (int i = 0; i < 3000; i++) {
      byte[] broken = zip.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        XdmArchive.read(broken)
            .forEach((name, bytes) -> assertThat(bytes).isEqualTo(files.get(name)));
      } catch (Unfit refused) {
        assertThat(refused.reason()).as("seed %d, try %d", seed, i).isNotEmpty();
      }
    }
  }
}
