// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Report;
import fr.relais.formats.identifiers.InsNumber;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * What must hold for every reader, whatever the bytes: no exception, one outcome, the same at each
 * reading, in time and in little memory; nothing of the message in the texts about it; and what is
 * accepted says the same facts when it is written in another form.
 */
final class Oracle {
  /** For each reader, in one run. */
  static final long EXECUTIONS = 200_000;

  private static final Duration AT_MOST = Duration.ofSeconds(5);
  private static final long BYTES_MAX = 64L * 1024 * 1024;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MessageFormat format;
  private final Vocabulary vocabulary;
  private Duration took = Duration.ZERO;
  private long bytesAllocated;

  Oracle(MessageFormat format) {
    this(format, Set.of());
  }

  /**
   * @param standard names that the standard of the format gives, and that a problem may say
   */
  Oracle(MessageFormat format, Set<String> standard) {
    this.format = format;
    this.vocabulary = Vocabulary.ofTheSourcesAnd(standard);
  }

  void holds(byte[] bytes) {
    Content content = Content.of(bytes);
    Decoding decoding = read(content);
    if (bytesAllocated > BYTES_MAX || took.compareTo(AT_MOST) > 0) {
      read(content); // the first time, the classes that it needs were loaded too
    }
    assertThat(bytesAllocated).as("memory for %d bytes", bytes.length).isLessThan(BYTES_MAX);
    assertThat(took).isLessThan(AT_MOST);
    assertThat(decoding.outcome()).isNotNull();
    assertThat(format.decode(content)).as("read twice").isEqualTo(decoding);
    decoding.allProblems().forEach(vocabulary::holds);
    for (Acknowledgement.Kind kind : Acknowledgement.Kind.values()) {
      format.acknowledge(content, new Acknowledgement(kind, "R1", NOW, decoding.allProblems()));
    }
    for (Decoding.Part part : decoding.parts()) {
      assertThat(part.report() != null && part.problems().stream().anyMatch(Problem::isError))
          .as("a report beside its errors")
          .isFalse();
      Report report = part.report();
      if (part.accepted() && report != null) {
        identity(report.patient());
        WrittenAgain.says(report, Arrays.hashCode(bytes));
      }
    }
  }

  private Decoding read(Content content) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    format.recognises(content);
    format.endsWhole(content);
    Decoding decoding = format.decode(content);
    took = Duration.ofNanos(System.nanoTime() - start);
    bytesAllocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return decoding;
  }

  private static void identity(PatientIdentity patient) {
    if (patient.ins() != null) {
      assertThat(patient.insOid()).as("authority of the number").isNotNull();
      assertThat(InsNumber.right(patient.ins())).as("key of the number").isTrue();
    }
    if (patient.identityStatus() == IdentityStatus.QUALIFIED) {
      assertThat(patient.ins()).as("a qualified identity has a number").isNotNull();
    }
  }
}
