-- `inside` is 1 for a call among the operator's own people, or one that is about nobody's data: it locks nothing.
-- `callback` is the call-back that an outgoing call was made for.
ALTER TABLE calls ADD COLUMN inside BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN callback BYTES REFERENCES callbacks (id);
CREATE INDEX calls_of_callback ON calls (callback, rang_at) WHERE callback IS NOT NULL;
