// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Answers.Status;
import fr.relais.sandbox.dmp.Envelope.Packet;
import fr.relais.sandbox.dmp.Reply.Delivery;
import fr.relais.sandbox.dmp.Services.Answer;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers every request, honestly or with the fault that a test asked for. */
final class Desk {
  private final Gate gate;
  private final Services services;
  private final Injections injections;
  private final Ledger ledger;
  private final InstantSource clock;

  Desk(Gate gate, Services services, Injections injections, Ledger ledger, InstantSource clock) {
    this.gate = gate;
    this.services = services;
    this.injections = injections;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A request over HTTP.
   *
   * @param service last step of the path
   */
  record Request(String service, String contentType, byte[] body, X509Certificate client) {}

  /** The reply, and the fault that it was made with. */
  record Served(Reply reply, @Nullable Fault injected) {}

  Served serve(Request request) {
    Packet packet;
    try {
      packet = Envelope.unpack(request.contentType(), request.body());
    } catch (SoapFault fault) {
      note(null, "", outcome(fault), null);
      return new Served(Reply.plain(Reply.FAULT, Answers.fault(fault, "")), null);
    }
    Transaction asked = Transaction.of(Envelope.action(packet));
    Fault injected = injections.next(asked);
    Reply early = early(injected, asked, packet);
    return new Served(early != null ? early : late(request, packet, asked, injected), injected);
  }

  /** The faults where nothing is done; null when something is. */
  private @Nullable Reply early(
      @Nullable Fault injected, @Nullable Transaction asked, Packet packet) {
    if (injected == null) {
      return null;
    }
    return switch (injected) {
      case UNAVAILABLE -> {
        note(asked, "", "HTTP 503", injected);
        yield Reply.empty(Reply.UNAVAILABLE, Delivery.WHOLE);
      }
      case CUT_BEFORE -> {
        note(asked, "", "cut", injected);
        yield Reply.empty(Reply.OK, Delivery.CUT);
      }
      case BUSY -> {
        note(asked, "", "XDSRegistryBusy", injected);
        yield busy(asked, packet);
      }
      case FAULT_IN_MULTIPART -> {
        SoapFault fault = SoapFault.unreadable("panne demandée par l'essai");
        note(asked, "", outcome(fault), injected);
        String text = Answers.fault(fault, Envelope.messageId(packet));
        yield Reply.multipart(Reply.FAULT, text, Map.of(), true);
      }
      case LATENCY,
          CUT_AFTER_COMMIT,
          SILENT_AFTER_COMMIT,
          CUT_ANSWER,
          PARTIAL_SUCCESS,
          MALFORMED_MULTIPART,
          ALTERED_DOCUMENT,
          SHORTENED_DOCUMENT ->
          null;
    };
  }

  private static Reply busy(@Nullable Transaction asked, Packet packet) {
    String messageId = Envelope.messageId(packet);
    try {
      Transaction transaction = asked == null ? Transaction.EXISTENCE : asked;
      Answer answer =
          Services.refuse(transaction, new Refusal("XDSRegistryBusy", "réessayer plus tard"));
      String text = Answers.envelope(transaction, messageId, answer.body());
      return transaction == Transaction.RETRIEVE
          ? Reply.multipart(Reply.OK, text, Map.of(), true)
          : Reply.plain(Reply.OK, text);
    } catch (SoapFault fault) {
      return Reply.plain(Reply.FAULT, Answers.fault(fault, messageId));
    }
  }

  private Reply late(
      Request request, Packet packet, @Nullable Transaction asked, @Nullable Fault injected) {
    Reply reply = honest(request, packet, asked, injected);
    if (injected == null) {
      return reply;
    }
    return switch (injected) {
      case CUT_AFTER_COMMIT -> reply.delivered(Delivery.CUT);
      case SILENT_AFTER_COMMIT -> reply.delivered(Delivery.SILENT);
      case CUT_ANSWER -> reply.delivered(Delivery.HALF);
      case LATENCY,
          PARTIAL_SUCCESS,
          MALFORMED_MULTIPART,
          ALTERED_DOCUMENT,
          SHORTENED_DOCUMENT,
          UNAVAILABLE,
          CUT_BEFORE,
          BUSY,
          FAULT_IN_MULTIPART ->
          reply;
    };
  }

  private Reply honest(
      Request request, Packet packet, @Nullable Transaction asked, @Nullable Fault injected) {
    boolean broken = injected == Fault.MALFORMED_MULTIPART;
    boolean multipart = asked == Transaction.RETRIEVE || broken;
    String structure = "";
    try {
      Gate.checkConnection(request.client());
      Envelope envelope = Envelope.read(packet, request.service());
      Vihf vihf = gate.open(envelope, request.client());
      structure = vihf.structure();
      Status done = injected == Fault.PARTIAL_SUCCESS ? Status.reserved() : Status.success();
      Answer answer = services.perform(envelope, vihf, done);
      note(asked, structure, answer.outcome(), injected);
      String text = Answers.envelope(envelope.transaction(), envelope.messageId(), answer.body());
      return multipart
          ? Reply.multipart(Reply.OK, text, parts(answer, injected), !broken)
          : Reply.plain(Reply.OK, text);
    } catch (SoapFault fault) {
      note(asked, structure, outcome(fault), injected);
      String text = Answers.fault(fault, Envelope.messageId(packet));
      return multipart
          ? Reply.multipart(Reply.FAULT, text, Map.of(), !broken)
          : Reply.plain(Reply.FAULT, text);
    }
  }

  private static Map<String, byte[]> parts(Answer answer, @Nullable Fault injected) {
    if (injected != Fault.ALTERED_DOCUMENT && injected != Fault.SHORTENED_DOCUMENT) {
      return answer.parts();
    }
    Map<String, byte[]> changed = new LinkedHashMap<>();
    answer
        .parts()
        .forEach(
            (part, bytes) -> {
              int length = bytes.length - (injected == Fault.SHORTENED_DOCUMENT ? 1 : 0);
              byte[] other = Arrays.copyOf(bytes, length);
              other[length - 1] ^= injected == Fault.ALTERED_DOCUMENT ? 1 : 0;
              changed.put(part, other);
            });
    return changed;
  }

  private static String outcome(SoapFault fault) {
    String name = fault.subcode().isEmpty() ? fault.code() : fault.subcode();
    return name.substring(name.indexOf(':') + 1);
  }

  private void note(
      @Nullable Transaction asked, String structure, String outcome, @Nullable Fault injected) {
    ledger.add(new Handled(clock.instant(), asked, structure, outcome, injected));
  }
}
