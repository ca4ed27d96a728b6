-- Notices are counted by doctor and day. Attempts are written in the order of time: the smallest index does.
CREATE INDEX delivery_attempt_begun ON delivery_attempt USING brin (begun_at);
