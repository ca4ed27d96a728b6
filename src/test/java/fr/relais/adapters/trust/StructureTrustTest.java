// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static fr.relais.adapters.trust.TlsTalk.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureTrustTest {
  private static final String STRUCTURE = "1750000000";
  private static final TestPki PKI = pki();
  private static final TestPki OTHER = pki();
  private static final TrustMaterial SERVER = PKI.rsaServer("dmp");
  private static final TrustMaterial CLIENT = PKI.structureAuthentication(STRUCTURE, "Noyers");

  @TempDir Path folder;

  @Test
  void structure_is_known_to_the_service_by_its_number() throws Exception {
    TlsTalk talk = talk(SERVER, CLIENT, "localhost", null);
    assertThat(talk.protocol()).isEqualTo("TLSv1.3");
    assertThat(talk.peer()).isEqualTo("CN=Noyers,OU=1750000000,O=STRUCTURE FICTIVE,C=FR");
  }

  @Test
  void tls_1_2_is_spoken_with_the_rsa_suite_of_the_service() throws Exception {
    SSLParameters old = TrustMaterial.client();
    old.setProtocols(new String[] {"TLSv1.2"});
    old.setCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"});
    assertThat(talk(SERVER, CLIENT, "localhost", old).protocol()).isEqualTo("TLSv1.2");
  }

  @Test
  void certificates_are_as_igc_sante_makes_them() throws Exception {
    X509Certificate authentication = CLIENT.chain().get(0);
    X509Certificate seal = PKI.structureSeal(STRUCTURE, "Noyers").chain().get(0);
    assertThat(((RSAPublicKey) authentication.getPublicKey()).getModulus().bitLength())
        .isEqualTo(2048);
    assertThat(CLIENT.chain()).hasSize(3);
    assertThat(CLIENT.chain().get(1).getSubjectX500Principal().getName())
        .contains("IGC-SANTE ELEMENTAIRE ORGANISATIONS");
    assertThat(usages(authentication)).containsExactly(0);
    assertThat(authentication.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(usages(seal)).containsExactly(0, 1);
    assertThat(seal.getExtendedKeyUsage()).doesNotContain("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void seal_is_not_believed_as_a_client() {
    assertRefused(SERVER, PKI.structureSeal(STRUCTURE, "Noyers"));
  }

  @Test
  void expired_client_is_refused() {
    assertRefused(SERVER, PKI.expiredStructureAuthentication(STRUCTURE, "Noyers"));
  }

  @Test
  void expired_service_is_refused() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    TestPki past = new TestPki(() -> yesterday, Duration.ofHours(1));
    TrustMaterial believing =
        new TrustMaterial(CLIENT.key(), CLIENT.chain(), past.rsaServer("x").authorities());
    assertThatThrownBy(() -> talk(past.rsaServer("dmp"), believing, "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void service_of_another_name_is_refused() {
    TrustMaterial elsewhere = PKI.rsaServer("dmp", List.of("dmp.example"), List.of());
    assertThatThrownBy(() -> talk(elsewhere, CLIENT, "localhost", null))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(
            () -> talk(elsewhere, CLIENT.checkedBy(PKI::revocationLists), "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void other_authorities_of_the_same_name_are_not_believed() {
    assertRefused(OTHER.rsaServer("dmp"), CLIENT);
    TrustMaterial foreign = OTHER.structureAuthentication(STRUCTURE, "Noyers");
    assertRefused(SERVER, new TrustMaterial(foreign.key(), foreign.chain(), CLIENT.authorities()));
  }

  @Test
  void both_sides_talk_when_neither_is_revoked() throws Exception {
    TlsTalk talk =
        talk(
            SERVER.checkedBy(() -> List.of(PKI.revocations())),
            CLIENT.checkedBy(() -> List.of(PKI.revocations())),
            "localhost",
            null);
    assertThat(talk.peer()).startsWith("CN=Noyers,");
  }

  @Test
  void client_that_is_revoked_between_two_calls_is_refused_by_the_same_server() throws Exception {
    TrustMaterial client = PKI.structureAuthentication(STRUCTURE, "Noyers");
    SSLContext server = SERVER.checkedBy(PKI::revocationLists).context();
    assertThat(talk(server, client.context(), "localhost", null).peer()).startsWith("CN=Noyers");

    PKI.revoke(client.chain().get(0));

    assertThatThrownBy(() -> talk(server, client.context(), "localhost", null))
        .isInstanceOf(IOException.class);
    assertThat(
            talk(
                    server,
                    PKI.structureAuthentication(STRUCTURE, "Serrigny").context(),
                    "localhost",
                    null)
                .peer())
        .startsWith("CN=Serrigny");
  }

  @Test
  void revoked_server_is_refused() throws Exception {
    TrustMaterial server = PKI.rsaServer("dmp");
    TrustMaterial client = CLIENT;
    PKI.revoke(server.chain().get(0));
    assertThat(talk(server, client, "localhost", null).peer()).startsWith("CN=Noyers");
    assertThatThrownBy(
            () -> talk(server, client.checkedBy(PKI::revocationLists), "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void certificates_of_the_other_kind_are_revoked_too() throws Exception {
    TrustMaterial server = PKI.server("mail").checkedBy(PKI::revocationLists);
    TrustMaterial client = PKI.client("dr-martin");
    assertThat(talk(server, client, "localhost", null).peer()).isEqualTo("CN=dr-martin");
    PKI.revoke(client.chain().get(0));
    assertRefused(server, client);
    assertThatThrownBy(() -> OTHER.revoke(PKI.client("x").chain().get(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void without_a_list_of_that_authority_or_with_one_out_of_date_nobody_is_believed() {
    assertRefused(SERVER.checkedBy(OTHER::revocationLists), CLIENT);
    Instant lastMonth = Instant.now().minus(Duration.ofDays(30));
    TestPki past = new TestPki(() -> lastMonth, Duration.ofHours(1));
    X509CRL stale = past.revocations();
    assertThat(stale.getNextUpdate()).isInThePast();
    TestPki now = pki();
    assertRefused(
        now.rsaServer("dmp").checkedBy(() -> List.of(stale)),
        now.structureAuthentication(STRUCTURE, "Noyers"));
  }

  @Test
  void lists_in_a_file_are_read_again_when_it_changes() throws Exception {
    TrustMaterial client = PKI.structureAuthentication(STRUCTURE, "Noyers");
    Path file = Files.write(folder.resolve("lists.crl"), PKI.revocations().getEncoded());
    SSLContext server = SERVER.checkedBy(RevocationSource.file(file)).context();
    assertThat(talk(server, client.context(), "localhost", null).peer()).startsWith("CN=Noyers");

    PKI.revoke(client.chain().get(0));
    Files.writeString(file, pem(PKI.revocationLists()));

    assertThatThrownBy(() -> talk(server, client.context(), "localhost", null))
        .isInstanceOf(IOException.class);
  }

  @Test
  void file_that_becomes_unreadable_leaves_the_lists_that_were_there() throws Exception {
    Path file = Files.writeString(folder.resolve("lists.pem"), pem(PKI.revocationLists()));
    RevocationSource source = RevocationSource.file(file);
    List<X509CRL> before = source.lists();
    assertThat(before).hasSize(3);

    Files.writeString(file, "half a fi");
    assertThat(source.lists()).isSameAs(before);
    Files.delete(file);
    assertThat(source.lists()).isSameAs(before);
    Files.write(file, PKI.revocations().getEncoded());
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(source.lists()).hasSize(1);
  }

  @Test
  void file_without_a_list_is_told_at_once() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Path wrong = Files.write(folder.resolve("wrong"), SERVER.chain().get(0).getEncoded());
    assertThatThrownBy(() -> RevocationSource.file(empty)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RevocationSource.file(wrong)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RevocationSource.file(folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void alarm_comes_thirty_days_before_the_end() {
    Instant end = Instant.parse("2027-03-31T12:00:00Z");
    assertThat(Expiry.of(end, Instant.parse("2027-03-01T11:59:59Z"))).isEqualTo(Expiry.FINE);
    assertThat(Expiry.of(end, Instant.parse("2027-03-01T12:00:00Z"))).isEqualTo(Expiry.SOON);
    assertThat(Expiry.of(end, end)).isEqualTo(Expiry.SOON);
    assertThat(Expiry.of(end, end.plusSeconds(1))).isEqualTo(Expiry.OVER);
  }

  @Test
  void end_is_that_of_the_certificate_that_ends_first() {
    TrustMaterial expired = PKI.expiredStructureSeal(STRUCTURE, "Noyers");
    assertThat(expired.endsAt()).isEqualTo(expired.chain().get(0).getNotAfter().toInstant());
    assertThat(Expiry.of(expired.endsAt(), Instant.now())).isEqualTo(Expiry.OVER);
    assertThat(Expiry.of(CLIENT.endsAt(), Instant.now())).isEqualTo(Expiry.SOON);
  }

  @Test
  void everything_that_is_made_here_is_marked() {
    for (TrustMaterial made :
        List.of(SERVER, CLIENT, PKI.structureSeal(STRUCTURE, "x"), PKI.client("x"))) {
      assertThat(made.ofSandbox()).isTrue();
      assertThat(made.authorities()).allMatch(TestPki::made);
    }
  }

  private static void assertRefused(TrustMaterial server, TrustMaterial client) {
    assertThatThrownBy(() -> talk(server, client, "localhost", null))
        .isInstanceOf(IOException.class);
  }

  private static List<Integer> usages(X509Certificate certificate) {
    boolean[] all = certificate.getKeyUsage();
    return IntStream.range(0, all.length).filter(i -> all[i]).boxed().toList();
  }

  private static String pem(List<X509CRL> lists) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509CRL list : lists) {
      text.append("-----BEGIN X509 CRL-----\n")
          .append(Base64.getMimeEncoder().encodeToString(list.getEncoded()))
          .append("\n-----END X509 CRL-----\n");
    }
    return text.toString();
  }

  private static TestPki pki() {
    return new TestPki(InstantSource.system(), Duration.ofHours(1));
  }
}
