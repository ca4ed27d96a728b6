-- The mails of our mailbox that were taken: each number of the server, and each mail by the digest
-- of its Message-ID and its bytes, so that a server that numbers anew brings none a second time.

CREATE TABLE mail_place (
  mailbox text NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  message_id bytea NOT NULL,
  PRIMARY KEY (mailbox, uid_validity, uid, message_id)
);

CREATE TABLE mail_taken (
  mailbox text NOT NULL,
  mail bytea NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (mailbox, mail)
);

-- Mails of ours whose receipt is awaited, until when.

CREATE TABLE receipt_awaited (
  delivery text PRIMARY KEY,
  due_at timestamptz NOT NULL
);

CREATE INDEX receipt_awaited_due ON receipt_awaited (due_at);
