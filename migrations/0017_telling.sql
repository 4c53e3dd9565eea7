-- Telling people of the health of the services.

-- What goes to many waits in a lane of its own, at a pace; its text is kept once for all readers of a language and a zone.
ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN spread BIGINT;
ALTER TABLE outbox ADD COLUMN receiver BYTES;
ALTER TABLE outbox ADD COLUMN zone TEXT;
ALTER TABLE outbox ADD COLUMN leave TEXT;
DROP INDEX outbox_by_time;
CREATE INDEX outbox_by_time ON outbox (channel, lane, next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_once ON outbox (spread, receiver) WHERE spread IS NOT NULL;
CREATE INDEX outbox_by_receiver ON outbox (receiver) WHERE receiver IS NOT NULL AND next_at IS NOT NULL;
CREATE TABLE outbox_texts (
  spread BIGINT NOT NULL,
  language TEXT NOT NULL,
  zone TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (spread, language, zone)
);
CREATE INDEX outbox_texts_by_age ON outbox_texts (created_at);
CREATE TABLE outbox_lanes (
  channel TEXT NOT NULL,
  lane TEXT NOT NULL,
  free_at BIGINT NOT NULL,
  PRIMARY KEY (channel, lane)
);

-- Where somebody wants to be written to: the address of the account (then `address` is NULL) and a second one. `leave` is the
-- secret of the link that stops it; with `confirm`, hashed, the owner of a second address says yes.
CREATE TABLE health_addresses (
  id BYTES PRIMARY KEY,
  person BYTES NOT NULL REFERENCES people (id),
  address TEXT,
  leave TEXT NOT NULL UNIQUE,
  confirm BYTES UNIQUE,
  confirm_until BIGINT,
  confirmed_at BIGINT,
  stopped_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX health_addresses_own ON health_addresses (person) WHERE address IS NULL;
CREATE UNIQUE INDEX health_addresses_second ON health_addresses (person) WHERE address IS NOT NULL;

-- Of what: `incident/mail`, `advisory/*`, `message/sites`, `issue/MO123456`.
CREATE TABLE health_wishes (
  cloud TEXT NOT NULL,
  topic TEXT NOT NULL,
  person BYTES NOT NULL REFERENCES people (id),
  PRIMARY KEY (cloud, topic, person)
);
CREATE INDEX health_wishes_by_person ON health_wishes (person, topic);

-- How far the telling of a publication is: which step of it, and behind whom.
CREATE TABLE health_tellings (
  news BIGINT PRIMARY KEY,
  step BIGINT NOT NULL,
  behind BYTES NOT NULL,
  told BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX health_tellings_open ON health_tellings (news) WHERE done_at IS NULL;

-- Webhooks of organizations. `key` signs, so it can't be kept as a hash. `next_at` is when the next call is due.
CREATE TABLE webhooks (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  services TEXT NOT NULL,
  key BYTES NOT NULL,
  old_key BYTES,
  old_key_until BIGINT,
  state TEXT NOT NULL,
  failures BIGINT NOT NULL,
  failing_since BIGINT,
  next_at BIGINT,
  leased_until BIGINT,
  made_by BYTES NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL
);
CREATE INDEX webhooks_by_organization ON webhooks (organization, created_at, id);
CREATE INDEX webhooks_working ON webhooks (cloud, id) WHERE state = 'on';
CREATE INDEX webhooks_by_time ON webhooks (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE webhook_calls (
  id BYTES PRIMARY KEY,
  webhook BYTES NOT NULL REFERENCES webhooks (id),
  news BIGINT,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  next_at BIGINT,
  created_at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX webhook_calls_by_webhook ON webhook_calls (webhook, id);
CREATE INDEX webhook_calls_due ON webhook_calls (webhook, next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX webhook_calls_once ON webhook_calls (webhook, news) WHERE news IS NOT NULL;
CREATE INDEX webhook_calls_by_age ON webhook_calls (created_at) WHERE next_at IS NULL;

CREATE TABLE webhook_tries (
  call_id BYTES NOT NULL REFERENCES webhook_calls (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  status BIGINT,
  milliseconds BIGINT NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (call_id, number)
);

-- News of a cloud since a time.
CREATE INDEX health_news_by_cloud ON health_news (cloud, at, seq);
