// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.sandbox.dmp.Call.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ways in which the platform fails when a test asks for it: rule 10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
  private World world;
  private DmpPlatform platform;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  @BeforeEach
  void start() {
    platform = world.platform(DmpRules.strict().withLatency(Duration.ofMillis(1)));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private Answer publish() throws Exception {
    return Call.publish(world, new SubmissionDraft(world, World.INS, 1)).post(platform.port());
  }

  private Answer publish(Fault fault) throws Exception {
    platform.fault(fault, 1);
    Answer answer = publish();
    assertThat(platform.ledger().get(0).injected()).isEqualTo(fault);
    return answer;
  }

  private void assertFiled(int documents) throws Exception {
    assertThat(platform.documents(World.INS)).hasSize(documents);
    assertThat(publish().outcome())
        .isEqualTo(documents == 0 ? "Success" : "XDSDuplicateUniqueIdInRegistry");
    assertThat(platform.documents(World.INS)).hasSize(1);
  }

  @Test
  void late_is_still_right() throws Exception {
    assertThat(publish(Fault.LATENCY).outcome()).isEqualTo("Success");
    assertFiled(1);
  }

  @Test
  void unavailable_did_nothing() throws Exception {
    assertThat(publish(Fault.UNAVAILABLE).status()).isEqualTo(503);
    assertFiled(0);
  }

  @Test
  void busy_did_nothing() throws Exception {
    Answer answer = publish(Fault.BUSY);
    assertThat(answer.outcome()).isEqualTo("XDSRegistryBusy");
    assertThat(answer.status()).isEqualTo(200);
    assertFiled(0);
  }

  @Test
  void cut_before_did_nothing() throws Exception {
    assertThatThrownBy(() -> publish(Fault.CUT_BEFORE)).isInstanceOf(IOException.class);
    assertFiled(0);
  }

  @Test
  void cut_after_commit_did_everything() throws Exception {
    assertThatThrownBy(() -> publish(Fault.CUT_AFTER_COMMIT)).isInstanceOf(IOException.class);
    assertFiled(1);
  }

  @Test
  void half_an_answer_comes_after_everything_was_done() throws Exception {
    assertThatThrownBy(() -> publish(Fault.CUT_ANSWER)).isInstanceOf(IOException.class);
    assertFiled(1);
  }

  @Test
  void silence_after_commit_lasts_and_everything_was_done() {
    platform.fault(Fault.SILENT_AFTER_COMMIT, 1);
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return publish();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (platform.ledger().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(platform.documents(World.INS)).hasSize(1);
    assertThat(answer).isNotDone();
    platform.close();
    assertThatThrownBy(answer::join).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void partial_success_did_everything_and_warns() throws Exception {
    Answer answer = publish(Fault.PARTIAL_SUCCESS);
    assertThat(answer.text())
        .contains(Answers.PARTIAL, "ErrorSeverityType:Warning")
        .doesNotContain("ErrorSeverityType:Error\"");
    assertFiled(1);
  }

  @Test
  void a_fault_inside_a_multipart_did_nothing() throws Exception {
    Answer answer = publish(Fault.FAULT_IN_MULTIPART);
    assertThat(answer.contentType()).startsWith("multipart/related");
    assertThat(answer.outcome()).isEqualTo("soap:Sender");
    assertFiled(0);
  }

  @Test
  void a_multipart_without_its_end_comes_after_everything_was_done() throws Exception {
    Answer answer = publish(Fault.MALFORMED_MULTIPART);
    String boundary = answer.contentType().replaceAll(".*boundary=\"([^\"]+)\".*", "$1");
    assertThat(answer.text()).contains("--" + boundary).doesNotContain(boundary + "--");
    assertFiled(1);
  }

  @Test
  void a_fault_for_one_transaction_leaves_the_others_alone() throws Exception {
    platform.fault(Fault.BUSY, Transaction.PUBLISH, 2);
    Call lookUp =
        Call.query(
            world,
            new TokenDraft(world, World.INS),
            "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
            "ObjectRef",
            Text.slot("$XDSDocumentEntryUniqueId", "('1.2.3')"));
    assertThat(lookUp.post(platform.port()).outcome()).isEqualTo("Success");
    assertThat(publish().outcome()).isEqualTo("XDSRegistryBusy");
    assertThat(publish().outcome()).isEqualTo("XDSRegistryBusy");
    assertThat(publish().outcome()).isEqualTo("Success");
  }
}
