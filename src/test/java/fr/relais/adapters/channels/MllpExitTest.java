// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.channels.MllpExit.Answers.Said;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.flow.Exit.Attempt;
import fr.relais.sandbox.ListeningProducer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One message over a real socket, and every way in which the other side may behave. */
class MllpExitTest {
  private static final String MESSAGE = "MSH|^~\\&|RELAIS|X|SIL|LBM|2026||ZAM^Z01^ZAM_Z01|d-1|P\r";

  private static MllpExit exit(Said said, boolean onlyHere) {
    return new MllpExit(
        (sent, answer) -> said, onlyHere, Duration.ofSeconds(2), Duration.ofMillis(900));
  }

  private static Attempt send(MllpExit exit, String address) {
    return exit.send(
        Sendings.delivery("d-1", Channel.MLLP, address),
        Sendings.parcel("", "", Sendings.enclosure("d-1.hl7", MESSAGE)));
  }

  private static Attempt send(MllpExit exit, ListeningProducer producer) {
    return send(exit, "127.0.0.1:" + producer.port());
  }

  @ParameterizedTest
  @CsvSource({
    "TAKEN, OK, HL7_TAKEN, false",
    "REFUSED, REFUSED, HL7_REFUSED, true",
    "LATER, REFUSED, HL7_LATER, false",
    "NOT_OURS, UNKNOWN, ANSWER_UNREADABLE, false",
  })
  void the_answer_says_how_the_try_ended(
      Said said, AttemptOutcome outcome, String detail, boolean forever) throws IOException {
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AA"))) {
      assertThat(send(exit(said, true), producer)).isEqualTo(new Attempt(outcome, detail, forever));
      assertThat(producer.received()).containsExactly(MESSAGE);
    }
  }

  @Test
  void an_answer_is_read_whole_and_given_to_whoever_knows_the_format() throws IOException {
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AA"))) {
      MllpExit exit =
          new MllpExit(
              (sent, answer) ->
                  sent.text(StandardCharsets.UTF_8).equals(MESSAGE)
                          && answer
                              .text(StandardCharsets.UTF_8)
                              .equals(ListeningProducer.acknowledgement("AA", "d-1"))
                      ? Said.TAKEN
                      : Said.NOT_OURS,
              true,
              Duration.ofSeconds(2),
              Duration.ofSeconds(2));
      assertThat(send(exit, producer).outcome()).isEqualTo(AttemptOutcome.OK);
    }
  }

  @Test
  void silence_and_a_cut_leave_it_unknown() throws IOException {
    try (ListeningProducer producer =
        new ListeningProducer(message -> "\u000bMSH|cut".getBytes(StandardCharsets.UTF_8))) {
      assertThat(send(exit(Said.TAKEN, true), producer))
          .isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST"));
      producer.answers(
          message -> {
            sleep();
            return new byte[0];
          });
      assertThat(send(exit(Said.TAKEN, true), producer))
          .isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT"));
    }
  }

  @Test
  void an_answer_without_end_is_not_read_for_ever() throws IOException {
    try (ListeningProducer producer =
        new ListeningProducer(
            message -> ("\u000b" + "x".repeat(70_000)).getBytes(StandardCharsets.UTF_8))) {
      assertThat(send(exit(Said.TAKEN, true), producer))
          .isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "ANSWER_UNREADABLE"));
    }
  }

  @Test
  void a_shut_door_is_tried_again_later() throws IOException {
    int port;
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AA"))) {
      port = producer.port();
    }
    assertThat(send(exit(Said.TAKEN, true), "127.0.0.1:" + port))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_REACHED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:70000", "http://x:1", "a b:1", ":1", ""})
  void an_address_that_is_none_is_never_tried(String address) {
    assertThat(send(exit(Said.TAKEN, false), address))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true));
  }

  @Test
  void in_the_real_service_it_leaves_for_this_machine_alone() {
    assertThat(send(exit(Said.TAKEN, true), "192.0.2.1:2576"))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_LOCAL", true));
  }

  private static void sleep() {
    try {
      Thread.sleep(1_200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
