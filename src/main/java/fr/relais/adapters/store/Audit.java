// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AuditLine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audit lines. Writers add them with their hash and no link, so that they never wait for each
 * other; one sealer links the committed ones and signs the head of the chain.
 */
final class Audit {
  private static final int SEAL_BATCH = 10_000;
  private static final int CHECK_BATCH = 5_000;
  private static final Duration SIGN_EVERY = Duration.ofHours(1);

  /** "audit" in the space of advisory locks. */
  private static final long SEALER = 0x6175_6469_74L;

  private final Sql sql;
  private final KeyPair signing;

  Audit(Sql sql, KeyPair signing) {
    this.sql = sql;
    this.signing = signing;
  }

  private record Kept(long id, AuditEntry entry, byte[] contentHash) {}

  private record Link(long n, byte[] chain) {
    static final Link NONE = new Link(0, AuditEntry.GENESIS);
  }

  private record Signed(byte[] chain, byte[] signature) {}

  void add(List<AuditLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    List<AuditEntry> entries = lines.stream().map(AuditEntry::of).toList();
    sql.later(
        """
        WITH line AS (
          INSERT INTO audit_line (at, actor, action, subject, detail, content_hash)
          SELECT * FROM unnest(?, ?, ?, ?, ?, ?) RETURNING id)
        INSERT INTO audit_pending (line) SELECT id FROM line\
        """,
        Sql.times(entries.stream().map(AuditEntry::at).toList()),
        Sql.texts(entries.stream().map(AuditEntry::actor).toList()),
        Sql.texts(entries.stream().map(AuditEntry::action).toList()),
        Sql.texts(entries.stream().map(AuditEntry::subject).toList()),
        Sql.texts(entries.stream().map(AuditEntry::detail).toList()),
        Sql.bytes(entries.stream().map(AuditEntry::contentHash).toList()));
  }

  int seal(Instant now) {
    boolean alone =
        sql.first("SELECT pg_try_advisory_xact_lock(?) AS alone", row -> row.truth("alone"), SEALER)
            .orElse(false);
    if (!alone) {
      return 0;
    }
    List<Kept> pending =
        sql.list(
            """
            SELECT l.* FROM audit_pending p JOIN audit_line l ON l.id = p.line
            ORDER BY l.id LIMIT ?\
            """,
            Audit::kept,
            SEAL_BATCH);
    Link head = link(head(), pending);
    sign(head, now);
    return pending.size();
  }

  private Link link(Link from, List<Kept> pending) {
    List<Long> numbers = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    List<byte[]> chain = new ArrayList<>();
    Link head = from;
    for (Kept line : pending) {
      head = new Link(head.n() + 1, line.entry().link(head.chain(), line.id()));
      numbers.add(head.n());
      lines.add(line.id());
      chain.add(head.chain());
    }
    if (!pending.isEmpty()) {
      sql.update(
          """
          WITH gone AS (DELETE FROM audit_pending WHERE line = ANY (?))
          INSERT INTO audit_seal (n, line, chain) SELECT * FROM unnest(?, ?, ?)\
          """,
          Sql.numbers(lines),
          Sql.numbers(numbers),
          Sql.numbers(lines),
          Sql.bytes(chain));
    }
    return head;
  }

  private Link head() {
    return sql.first("SELECT n, chain FROM audit_seal ORDER BY n DESC LIMIT 1", Audit::link)
        .orElse(Link.NONE);
  }

  private void sign(Link head, Instant now) {
    Optional<Instant> last =
        sql.first(
            "SELECT signed_at FROM audit_head ORDER BY n DESC LIMIT 1",
            row -> row.time("signed_at"));
    boolean due = last.map(at -> !now.isBefore(at.plus(SIGN_EVERY))).orElse(true);
    if (due && head.n() > 0) {
      sql.update(
          """
          INSERT INTO audit_head (n, chain, signed_at, signature) VALUES (?, ?, ?, ?)
          ON CONFLICT (n) DO NOTHING\
          """,
          head.n(),
          head.chain(),
          now,
          signature(head));
    }
  }

  /**
   * Walks the chain from its beginning: every link, every line under it, every signed head reached;
   * and no line outside of both the chain and the waiting list.
   */
  boolean holds() {
    Map<Long, Signed> heads = new HashMap<>();
    sql.list(
        "SELECT n, chain, signature FROM audit_head",
        row -> heads.put(row.number("n"), new Signed(row.bytes("chain"), row.bytes("signature"))));
    Link at = Link.NONE;
    List<Step> steps = stepsAfter(at);
    while (!steps.isEmpty()) {
      for (Step step : steps) {
        Link next = new Link(at.n() + 1, step.line().entry().link(at.chain(), step.line().id()));
        if (!step.follows(next) || !signedAs(next, heads.remove(next.n()))) {
          return false;
        }
        at = next;
      }
      steps = stepsAfter(at);
    }
    return heads.isEmpty() && at.n() == head().n() && linesOutside() == 0;
  }

  private record Step(long n, byte[] chain, Kept line) {
    boolean follows(Link computed) {
      return n == computed.n()
          && MessageDigest.isEqual(chain, computed.chain())
          && MessageDigest.isEqual(line.contentHash(), line.entry().contentHash());
    }
  }

  private List<Step> stepsAfter(Link at) {
    return sql.list(
        """
        SELECT s.n, s.chain, l.* FROM audit_seal s JOIN audit_line l ON l.id = s.line
        WHERE s.n > ? ORDER BY s.n LIMIT ?\
        """,
        row -> new Step(row.number("n"), row.bytes("chain"), kept(row)),
        at.n(),
        CHECK_BATCH);
  }

  private long linesOutside() {
    return sql.number(
        """
        SELECT (SELECT count(*) FROM audit_line l
                WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.line = l.id)
                  AND NOT EXISTS (SELECT FROM audit_pending p WHERE p.line = l.id))
             + (SELECT count(*) FROM audit_pending p
                WHERE NOT EXISTS (SELECT FROM audit_line l WHERE l.id = p.line))\
        """);
  }

  private boolean signedAs(Link link, @Nullable Signed signed) {
    if (signed == null) {
      return true;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(signing.getPublic());
      verifier.update(form(link));
      return MessageDigest.isEqual(signed.chain(), link.chain())
          && verifier.verify(signed.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] signature(Link head) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(signing.getPrivate());
      signer.update(form(head));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  private static byte[] form(Link link) {
    return ByteBuffer.allocate(Long.BYTES + link.chain().length)
        .putLong(link.n())
        .put(link.chain())
        .array();
  }

  private static Link link(Row row) throws SQLException {
    return new Link(row.number("n"), row.bytes("chain"));
  }

  private static Kept kept(Row row) throws SQLException {
    return new Kept(
        row.number("id"),
        new AuditEntry(
            row.time("at"),
            row.text("actor"),
            row.text("action"),
            row.text("subject"),
            row.text("detail")),
        row.bytes("content_hash"));
  }
}
