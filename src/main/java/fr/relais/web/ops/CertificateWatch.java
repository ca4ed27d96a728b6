// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the certificates by which others know us still hold. */
public interface CertificateWatch {
  /** Nothing outside is reached with a certificate. */
  CertificateWatch NONE =
      new CertificateWatch() {
        @Override
        public @Nullable Instant end() {
          return null;
        }

        @Override
        public State state() {
          return State.NONE;
        }
      };

  /** What must be done. */
  enum State {
    /** There is no certificate. */
    NONE,
    FINE,
    /** Order another now. */
    SOON,
    /** Nobody believes us any more. */
    OVER
  }

  /** When the first one ends; null when there is none. */
  @Nullable Instant end();

  /** As of this instant. */
  State state();

  /** Prometheus text exposition format 0.0.4; empty when there is no certificate. */
  default String metrics() {
    Instant end = end();
    String name = "relais_certificates_end_seconds";
    return end == null
        ? ""
        : "# HELP %s When the first of our certificates ends.%n# TYPE %s gauge%n%s %d%n"
            .formatted(name, name, name, end.getEpochSecond())
            .replace(System.lineSeparator(), "\n");
  }
}
