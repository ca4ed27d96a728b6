-- Records that have no table of their own (a patient's médecin traitant, an appointment), sealed
-- under a data key that has their id, and whose results one person answers for.

CREATE TABLE sealed_record (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  id text NOT NULL,
  sealed_record bytea NOT NULL,
  PRIMARY KEY (kind, id)
) WITH (fillfactor = 80);
ALTER TABLE sealed_record ALTER COLUMN sealed_record SET STORAGE EXTERNAL;

CREATE TABLE sealed_record_index (
  kind text NOT NULL,
  value_hash bytea NOT NULL,
  record text NOT NULL,
  PRIMARY KEY (value_hash, kind, record)
);

CREATE INDEX follow_up_owner ON follow_up (owner) WHERE state <> 'CONCLUDED';
