// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AuditLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The form of an audit line in which it is hashed: each field with its length before it, so that no
 * two lines share one form.
 */
record AuditEntry(Instant at, String actor, String action, String subject, String detail) {
  /** What the first link of the chain follows. */
  static final byte[] GENESIS = new byte[32];

  static AuditEntry of(AuditLine line) {
    return new AuditEntry(
        Sql.micros(line.at()), line.actor(), line.action().name(), line.subject(), line.detail());
  }

  byte[] canonical() {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (String field : new String[] {at.toString(), actor, action, subject, detail}) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      form.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      form.writeBytes(bytes);
    }
    return form.toByteArray();
  }

  byte[] contentHash() {
    return sha256().digest(canonical());
  }

  /** {@code h(n) = SHA-256(h(n-1) || id || entry)}. */
  byte[] link(byte[] previous, long id) {
    MessageDigest digest = sha256();
    digest.update(previous);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    return digest.digest(canonical());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
