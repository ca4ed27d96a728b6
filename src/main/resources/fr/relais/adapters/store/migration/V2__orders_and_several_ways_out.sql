-- Orders, what was answered to whoever placed them, and deliveries by several channels.

-- Numbers, patient, phones and instructions are sealed under a data key that has the order's id;
-- an order is found by the keyed hashes of order_index.
CREATE TABLE exam_order (
  id text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('EXPECTED', 'RECEIVED', 'MISSING', 'CANCELLED')),
  requester text NOT NULL,
  site text,
  kind text NOT NULL,
  priority text NOT NULL CHECK (priority IN ('ROUTINE', 'URGENT', 'ASAP', 'STAT')),
  rank smallint NOT NULL CHECK (rank BETWEEN 0 AND 3),
  ordered_at timestamptz NOT NULL,
  expected_by timestamptz NOT NULL,
  next_due timestamptz,
  not_before timestamptz,
  follow_up text,
  key_id text NOT NULL,
  sealed_order bytea NOT NULL,
  CONSTRAINT expected_has_next_due CHECK (state <> 'EXPECTED' OR next_due IS NOT NULL)
) WITH (fillfactor = 80);
ALTER TABLE exam_order ALTER COLUMN sealed_order SET STORAGE EXTERNAL;
CREATE INDEX exam_order_due ON exam_order (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX exam_order_awaited ON exam_order (expected_by, id)
  WHERE state IN ('EXPECTED', 'MISSING');
CREATE INDEX exam_order_follow_up ON exam_order (follow_up) WHERE follow_up IS NOT NULL;

CREATE TABLE order_index (
  kind text NOT NULL,
  value_hash bytea NOT NULL,
  exam_order text NOT NULL,
  PRIMARY KEY (value_hash, kind, exam_order)
);

-- The key that a request came with may be anything: only its keyed hash is kept.
CREATE TABLE remembered (
  key_hash bytea PRIMARY KEY,
  request bytea NOT NULL,
  ids text NOT NULL,
  at timestamptz NOT NULL
);

ALTER TABLE delivery_attempt ADD COLUMN sha256 bytea, ADD COLUMN losses text;

-- Order is kept per follow-up, recipient and channel.
DROP INDEX delivery_turn;
CREATE INDEX delivery_turn ON delivery (follow_up, recipient, channel, seq);

-- Where a ready row is looked for, and nothing else: among all in the order of their turn, or,
-- once its endpoint had to be left alone, by its endpoint. A claim looks at both, so that a heap
-- of rows for an endpoint that hangs is not walked through again at each claim.
ALTER TABLE delivery ADD COLUMN aside boolean NOT NULL DEFAULT false;
DROP INDEX delivery_ready;
CREATE INDEX delivery_ready ON delivery (rank, run_at, seq) WHERE state = 'READY' AND NOT aside;
CREATE INDEX delivery_aside ON delivery ((channel || ' ' || address), rank, run_at, seq)
  WHERE state = 'READY' AND aside;
