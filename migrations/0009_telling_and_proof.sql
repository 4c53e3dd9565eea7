-- What goes out as mail or text message: written in the transaction of its cause, sent by a worker. `next_at` is when it is
-- to be looked at again (of a message being sent, until when the worker holds it); NULL once nothing more will happen.
-- The body of a secret message is emptied then.
CREATE TABLE outbox (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  calendar TEXT,
  about_kind TEXT NOT NULL,
  about_id BYTES NOT NULL,
  secret BIGINT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  next_at BIGINT,
  expires_at BIGINT,
  problem TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX outbox_by_time ON outbox (channel, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_by_expiry ON outbox (expires_at) WHERE next_at IS NOT NULL AND expires_at IS NOT NULL;
CREATE INDEX outbox_by_cause ON outbox (about_kind, about_id, created_at);
CREATE INDEX outbox_by_age ON outbox (created_at) WHERE next_at IS NULL;

-- Codes that callers prove themselves by. `hash` goes when the code can't be used any more; `state` is live, used, locked, or
-- replaced. A call has one live code at most.
CREATE TABLE call_codes (
  id BYTES PRIMARY KEY,
  call_id BYTES NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  agent BYTES NOT NULL REFERENCES people (id),
  contact_kind TEXT NOT NULL,
  contact TEXT NOT NULL,
  message BYTES NOT NULL,
  hash TEXT,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX call_codes_live ON call_codes (call_id) WHERE state = 'live';
CREATE INDEX call_codes_by_call ON call_codes (call_id, sent_at);
CREATE INDEX call_codes_by_organization ON call_codes (organization, sent_at);
CREATE INDEX call_codes_by_expiry ON call_codes (expires_at) WHERE state = 'live';

-- Who did what about whose data. Rows are added and never changed; `event` tells it, without any secret.
CREATE TABLE audit (
  id BYTES PRIMARY KEY,
  at BIGINT NOT NULL,
  cloud TEXT NOT NULL,
  kind TEXT NOT NULL,
  person BYTES REFERENCES people (id),
  organization BYTES REFERENCES organizations (id),
  call_id BYTES,
  event TEXT NOT NULL
);
CREATE INDEX audit_by_cloud ON audit (cloud, at, id);
CREATE INDEX audit_by_kind ON audit (cloud, kind, at, id);
CREATE INDEX audit_by_person ON audit (person, at, id);
CREATE INDEX audit_by_organization ON audit (organization, at, id);
--sqlite CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
--sqlite CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
--postgres CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$;
--postgres CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
