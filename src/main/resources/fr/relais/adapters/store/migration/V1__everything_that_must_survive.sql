-- Everything that must survive. Health data and identity live only in the columns named sealed_*
-- (compressed, then AES-256-GCM under a data key) and in keyed hashes.

-- One key for each original and each follow-up; destroying the row purges what it sealed.
CREATE TABLE data_key (
  id text PRIMARY KEY,
  period text NOT NULL,
  wrapped bytea NOT NULL
);

-- Whose database this is: a check of the key file, the profile that it serves.
CREATE TABLE installation (
  what text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE original_message (
  id text PRIMARY KEY,
  sender text NOT NULL,
  channel text NOT NULL,
  received_at timestamptz NOT NULL,
  sha256 bytea NOT NULL,
  repeats integer NOT NULL DEFAULT 0,
  answer text CHECK (answer IN ('STORED', 'NOT_UNDERSTOOD', 'REFUSED', 'TRY_LATER')),
  CONSTRAINT one_reception UNIQUE (sha256, sender)
);

-- The bytes apart from their row, so that noting an answer or a repeat does not copy them.
CREATE TABLE original_content (
  original_id text PRIMARY KEY,
  sealed_content bytea NOT NULL
);
ALTER TABLE original_content ALTER COLUMN sealed_content SET STORAGE EXTERNAL;

CREATE TABLE follow_up (
  id text PRIMARY KEY,
  reference text NOT NULL,
  state text NOT NULL
    CHECK (state IN ('OPEN', 'OPENED', 'TAKEN', 'IN_PROGRESS', 'CONCLUDED', 'WITHDRAWN')),
  priority text NOT NULL
    CHECK (priority IN ('CRITICAL', 'URGENT', 'ABNORMAL', 'UNCLASSIFIED', 'NORMAL')),
  rank smallint NOT NULL CHECK (rank BETWEEN 0 AND 4),
  about text NOT NULL,
  owner text NOT NULL CHECK (owner <> ''),
  site text,
  requester text,
  received_at timestamptz NOT NULL,
  clock_start timestamptz NOT NULL,
  deadline timestamptz,
  next_due timestamptz,
  not_before timestamptz,
  rung integer NOT NULL,
  hops integer NOT NULL,
  failed_attempts integer NOT NULL,
  offers text NOT NULL,
  decision text,
  outcome text,
  merged_into text,
  seq integer NOT NULL,
  CONSTRAINT open_has_next_due CHECK (state = 'CONCLUDED' OR next_due IS NOT NULL)
) WITH (fillfactor = 80);
CREATE INDEX follow_up_due ON follow_up (next_due) WHERE state <> 'CONCLUDED';
CREATE INDEX follow_up_reference ON follow_up (reference);

CREATE TABLE follow_up_event (
  follow_up text NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  kind text NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  person text,
  priority text NOT NULL,
  decision text,
  outcome text,
  sealed_reason bytea NOT NULL,
  rule text,
  offer_expires timestamptz,
  clock_start timestamptz NOT NULL,
  deadline timestamptz,
  next_due timestamptz,
  rung integer NOT NULL,
  node text NOT NULL,
  PRIMARY KEY (follow_up, seq)
);
CREATE INDEX follow_up_event_timer ON follow_up_event (node)
  WHERE kind IN ('RUNG_REACHED', 'OFFER_EXPIRED');

-- sealed_content is null when the share is the whole original: the bytes are kept once.
CREATE TABLE report (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  id text PRIMARY KEY,
  follow_up text NOT NULL,
  original_id text NOT NULL,
  performer text NOT NULL,
  cumulative boolean NOT NULL,
  arrival integer NOT NULL,
  received_at timestamptz NOT NULL,
  key_id text NOT NULL,
  sealed_report bytea NOT NULL,
  sealed_content bytea
);
ALTER TABLE report ALTER COLUMN sealed_report SET STORAGE EXTERNAL;
ALTER TABLE report ALTER COLUMN sealed_content SET STORAGE EXTERNAL;
CREATE INDEX report_follow_up ON report (follow_up);
CREATE INDEX report_original ON report (original_id);

CREATE TABLE unread (
  id text PRIMARY KEY,
  follow_up text NOT NULL,
  original_id text NOT NULL,
  key_id text NOT NULL,
  sealed_content bytea
);
ALTER TABLE unread ALTER COLUMN sealed_content SET STORAGE EXTERNAL;
CREATE INDEX unread_follow_up ON unread (follow_up);
CREATE INDEX unread_original ON unread (original_id);

CREATE TABLE lineage_key (
  performer text NOT NULL,
  kind text NOT NULL,
  value_hash bytea NOT NULL,
  follow_up text NOT NULL,
  PRIMARY KEY (value_hash, performer, kind)
);
CREATE INDEX lineage_key_follow_up ON lineage_key (follow_up);

CREATE TABLE blind_index (
  kind text NOT NULL,
  value_hash bytea NOT NULL,
  follow_up text NOT NULL,
  latest timestamptz NOT NULL,
  PRIMARY KEY (value_hash, kind, follow_up)
);
CREATE INDEX blind_index_follow_up ON blind_index (follow_up);

CREATE TABLE work_item (
  id text PRIMARY KEY,
  follow_up text NOT NULL,
  question text NOT NULL,
  owner text NOT NULL CHECK (owner <> ''),
  state text NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'RETURNED')),
  asked_at timestamptz NOT NULL,
  due_at timestamptz,
  key_id text NOT NULL,
  sealed_question bytea NOT NULL,
  CONSTRAINT open_has_due CHECK (state <> 'OPEN' OR due_at IS NOT NULL)
);
CREATE INDEX work_item_due ON work_item (due_at) WHERE state = 'OPEN';
CREATE INDEX work_item_follow_up ON work_item (follow_up);

-- A delivery is its own job: claimed with a lease on the database's clock and a fencing token.
CREATE TABLE delivery (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  id text PRIMARY KEY,
  follow_up text NOT NULL,
  kind text NOT NULL,
  subject text,
  recipient text NOT NULL,
  channel text NOT NULL,
  address text NOT NULL,
  priority text NOT NULL,
  rank smallint NOT NULL CHECK (rank BETWEEN 0 AND 4),
  state text NOT NULL
    CHECK (state IN ('READY', 'SENT', 'CONFIRMED', 'SECOND_CHANNEL', 'EXPIRED')),
  run_at timestamptz NOT NULL,
  lease_until timestamptz,
  token bigint NOT NULL,
  attempts integer NOT NULL,
  node text
) WITH (fillfactor = 70);
CREATE INDEX delivery_ready ON delivery (rank, run_at, seq) WHERE state = 'READY';
CREATE INDEX delivery_expired ON delivery (id) WHERE state = 'EXPIRED';
CREATE INDEX delivery_turn ON delivery (follow_up, recipient, seq);

CREATE TABLE delivery_attempt (
  delivery text NOT NULL,
  token bigint NOT NULL,
  node text NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('OK', 'REFUSED', 'UNKNOWN')),
  detail text,
  PRIMARY KEY (delivery, token)
);

CREATE TABLE roster (
  version bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  snapshot text NOT NULL
);

-- Audit: lines are written with the act; a sealer links the committed ones afterwards.
CREATE TABLE audit_line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  content_hash bytea NOT NULL
);
CREATE TABLE audit_pending (
  line bigint PRIMARY KEY
);
CREATE TABLE audit_seal (
  n bigint PRIMARY KEY,
  line bigint NOT NULL UNIQUE,
  chain bytea NOT NULL
);
CREATE TABLE audit_head (
  n bigint PRIMARY KEY,
  chain bytea NOT NULL,
  signed_at timestamptz NOT NULL,
  signature bytea NOT NULL
);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only table' USING ERRCODE = '42501';
END
$$;
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY
    ARRAY['follow_up_event', 'roster', 'audit_line', 'audit_seal', 'audit_head']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
      || ' FOR EACH STATEMENT EXECUTE FUNCTION append_only()', kept);
  END LOOP;
END
$$;
