// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must never be obeyed in XML that we receive (safety rules, section 5). */
class HostileXmlTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final long MEMORY_MAX = 64L * 1024 * 1024;
  private ServerSocket outside;

  @BeforeEach
  void somewhere_to_call() throws IOException {
    outside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    outside.setSoTimeout(50);
  }

  @AfterEach
  void nobody_called() throws IOException {
    try (ServerSocket closed = outside) {
      assertThat(catchThrowableOfType(SocketTimeoutException.class, closed::accept)).isNotNull();
    }
  }

  static Stream<String> doctypes() {
    return Stream.of(
        "<!DOCTYPE x><x/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"URL\">]><x>&e;</x>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:9/x\">]><x>&e;</x>",
        "<!DOCTYPE x SYSTEM \"URL\"><x/>",
        "<!DOCTYPE x PUBLIC \"-//x//y\" \"URL\"><x/>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"URL\"> %p;]><x/>",
        "<!DOCTYPE x [<!ATTLIST x a CDATA 'given'>]><x/>",
        tenLevels(),
        "<!DOCTYPE x [<!ENTITY e '"
            + "a".repeat(1_000_000)
            + "'>]><x>"
            + "&e;".repeat(10_000)
            + "</x>");
  }

  private static String tenLevels() {
    StringBuilder text = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'lol'>");
    for (int level = 1; level <= 10; level++) {
      text.append("<!ENTITY e").append(level).append(" '");
      text.append(("&e" + (level - 1) + ";").repeat(10)).append("'>");
    }
    return text + "]><x>&e10;</x>";
  }

  @ParameterizedTest
  @MethodSource("doctypes")
  void any_doctype_is_refused_and_nothing_is_fetched(String text) {
    String there = text.replace("URL", url());
    for (Content content : new Content[] {Content.of(there, UTF_8), Content.of(there, UTF_16)}) {
      XmlRefused refused = refused(content);
      assertThat(refused.problem().code()).isEqualTo(ProblemCode.LINE_NOT_UNDERSTOOD);
      assertThat(refused.getMessage() + refused.problem()).doesNotContain("passwd", "127.0.0.1");
    }
  }

  @Test
  void an_unknown_entity_is_refused_without_a_doctype() {
    assertThat(refused("<x>&e;</x>").problem().isError()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pointers")
  void what_points_elsewhere_is_text_and_is_not_followed(String text) throws XmlRefused {
    for (Charset charset : new Charset[] {UTF_8, UTF_16}) {
      XmlElement root = XmlDocument.read(Content.of(text.replace("URL", url()), charset)).root();
      assertThat(root.name()).isEqualTo("x");
      assertThat(root.allText()).isEqualTo("lu");
    }
  }

  static Stream<String> pointers() {
    return Stream.of(
        "<?xml-stylesheet href=\"URL\"?><x>lu</x>",
        "<x xmlns:xi='http://www.w3.org/2001/XInclude'>"
            + "<xi:include href='file:///etc/passwd' parse='text'/><xi:include href='URL'/>lu</x>",
        "<x xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            + " xsi:schemaLocation='urn:hl7-org:v3 URL'>lu</x>");
  }

  static Stream<String> tooLarge() {
    StringBuilder attributes = new StringBuilder("<x");
    for (int i = 0; i < 300; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    return Stream.of(
        "<x>".repeat(100_000),
        "<x>".repeat(257) + "</x>".repeat(257),
        attributes + "/>",
        "<x a='" + "b".repeat(70_000) + "'/>",
        "<x>" + "<y/>".repeat(500_000) + "</x>");
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void limits_stop_the_reading(String text) {
    assertThat(refused(text).problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
    assertThat(refused(Content.of(text, UTF_16)).problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
  }

  @Test
  void a_hundred_thousand_attributes_are_refused() {
    StringBuilder text = new StringBuilder("<x");
    for (int i = 0; i < 100_000; i++) {
      text.append(" a").append(i).append("=''");
    }
    assertThat(refused(text + "/>").problem().isError()).isTrue();
    assertThat(refused(Content.of(text + "/>", UTF_16)).problem().isError()).isTrue();
  }

  /** Of what is kept and of what is thrown away at once, together. */
  @Test
  void what_is_refused_took_little_memory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String text : Stream.concat(doctypes(), tooLarge()).toList()) {
      Content content = Content.of(text, UTF_8);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(catchThrowableOfType(XmlRefused.class, () -> XmlDocument.read(content)))
          .isNotNull();
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("bytes allocated for %d", content.size())
          .isLessThan(MEMORY_MAX);
    }
  }

  @Test
  void limits_do_not_stop_what_is_within_them() throws XmlRefused {
    String deep = "<x>".repeat(256) + "</x>".repeat(256);
    assertThat(XmlDocument.read(Content.of(deep, UTF_8)).root().everything()).hasSize(256);
    String long_ = "<x>" + "A".repeat(5_000_000) + "</x>";
    assertThat(XmlDocument.read(Content.of(long_, UTF_8)).root().text()).hasSize(5_000_000);
  }

  @Test
  void every_way_of_reading_is_guarded() throws XMLStreamException {
    XMLStreamReader tags = XmlReaders.open(Content.of("<!DOCTYPE x><x>a</x>", UTF_8));
    assertThat(catchThrowableOfType(XmlRefused.class, tags::nextTag)).isNotNull();
    XMLStreamReader text = XmlReaders.open(Content.of("<x>a<!-- b --><![CDATA[<c>]]></x>", UTF_8));
    text.nextTag();
    assertThat(text.getElementText()).isEqualTo("a<c>");
  }

  @Test
  void the_parser_is_the_jdk_s_whatever_the_surroundings_say() throws XmlRefused {
    String key = "javax.xml.stream.XMLInputFactory";
    String before = System.getProperty(key);
    System.setProperty(key, "no.such.Factory");
    try {
      assertThat(XmlDocument.read(Content.of("<x/>", UTF_8)).root().name()).isEqualTo("x");
    } finally {
      if (before == null) {
        System.clearProperty(key);
      } else {
        System.setProperty(key, before);
      }
    }
  }

  @Test
  void namespaces_and_mixed_text_are_kept() throws XmlRefused {
    String text = "<c:x xmlns:c='urn:a' c:t='1'>un<c:y/>deux<z xmlns=''/>trois</c:x>";
    XmlElement root = XmlDocument.read(Content.of(text, UTF_8)).root();
    assertThat(root.is("urn:a", "x")).isTrue();
    assertThat(root.attribute("t")).isEqualTo("1");
    assertThat(root.allText()).isEqualTo("undeuxtrois");
    assertThat(root.child("y")).isNotNull();
    assertThat(root.child("z")).isNull();
    assertThat(root.child("", "z")).isNotNull();
  }

  @Test
  void no_bytes_make_it_fail() {
    long seed = System.nanoTime();
    System.out.println("HostileXmlTest seed " + seed);
    Random random = new Random(seed);
    String text = "<?xml version='1.0'?><a xmlns:b='c' b:d=\"&lt;\"><![CDATA[x]]><!--y-->&#65;</a>";
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = text.getBytes(UTF_8);
      for (int n = 0; n < 4; n++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Content content = Content.of(bytes);
      XmlMarks.endsWhole(content);
      try {
        assertThat(XmlDocument.read(content).root()).isNotNull();
      } catch (XmlRefused refused) {
        assertThat(refused.problem().isError()).as("seed " + seed).isTrue();
      }
    }
  }

  private String url() {
    return "http://127.0.0.1:" + outside.getLocalPort() + "/x";
  }

  private static XmlRefused refused(String text) {
    return refused(Content.of(text, UTF_8));
  }

  private static XmlRefused refused(Content content) {
    XmlRefused refused =
        assertTimeoutPreemptively(
            SOON, () -> catchThrowableOfType(XmlRefused.class, () -> XmlDocument.read(content)));
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }
}
