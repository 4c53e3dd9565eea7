-- Ids are UUIDv7 (BYTES), times UTC microseconds, yes/no is 1/0, lists of codes are comma-separated text.

CREATE TABLE organizations (
  id BYTES PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  cloud TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL,
  support_id TEXT NOT NULL UNIQUE,
  partner BYTES REFERENCES organizations (id),
  created_at BIGINT NOT NULL
);
CREATE INDEX organizations_by_name ON organizations (cloud, name, id);

CREATE TABLE agreements (
  organization BYTES NOT NULL REFERENCES organizations (id),
  kind TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (organization, kind)
);

CREATE TABLE registered_contacts (
  organization BYTES NOT NULL REFERENCES organizations (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  PRIMARY KEY (organization, kind, value)
);

CREATE TABLE subscriptions (
  id BYTES PRIMARY KEY,
  organization BYTES NOT NULL REFERENCES organizations (id),
  key TEXT NOT NULL,
  plan TEXT NOT NULL,
  licences BIGINT NOT NULL,
  state TEXT NOT NULL,
  bought TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  UNIQUE (organization, key)
);

CREATE TABLE people (
  id BYTES PRIMARY KEY,
  kind TEXT NOT NULL,
  cloud TEXT NOT NULL,
  organization BYTES REFERENCES organizations (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  sign_in_name TEXT NOT NULL UNIQUE,
  password TEXT,
  language TEXT NOT NULL,
  languages TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  phone TEXT,
  roles TEXT NOT NULL,
  categories TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX people_by_organization ON people (organization, kind, name);
CREATE INDEX people_by_cloud ON people (cloud, kind, name);

CREATE TABLE sessions (
  secret BYTES PRIMARY KEY,
  id BYTES NOT NULL UNIQUE,
  person BYTES NOT NULL REFERENCES people (id),
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person, seen_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE sign_in_links (
  secret BYTES PRIMARY KEY,
  person BYTES NOT NULL REFERENCES people (id),
  reusable BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE attempts (
  subject BYTES PRIMARY KEY,
  failures BIGINT NOT NULL,
  since BIGINT NOT NULL
);
CREATE INDEX attempts_by_age ON attempts (since);

CREATE TABLE cases (
  id BYTES PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  once BYTES UNIQUE,
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  subscription BYTES REFERENCES subscriptions (id),
  partner BYTES REFERENCES organizations (id),
  opened_by BYTES NOT NULL REFERENCES people (id),
  category TEXT NOT NULL,
  topic TEXT,
  service TEXT,
  severity TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  contact_method TEXT NOT NULL,
  contact_phone TEXT,
  contact_email TEXT NOT NULL,
  state TEXT NOT NULL,
  queue TEXT NOT NULL,
  queue_at BIGINT NOT NULL,
  assignee BYTES REFERENCES people (id),
  opened_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  due_at BIGINT,
  responded_at BIGINT,
  closed_at BIGINT,
  events BIGINT NOT NULL
);
CREATE INDEX cases_by_queue ON cases (cloud, queue, queue_at, number);
CREATE INDEX cases_by_assignee ON cases (assignee, queue, queue_at, number);
CREATE INDEX cases_by_cloud ON cases (cloud, updated_at, number);
CREATE INDEX cases_by_organization ON cases (organization, updated_at, number);
CREATE INDEX cases_by_organization_and_state ON cases (organization, state, updated_at, number);
CREATE INDEX cases_by_partner ON cases (partner, updated_at, number);

CREATE TABLE case_events (
  case_id BYTES NOT NULL REFERENCES cases (id),
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor BYTES REFERENCES people (id),
  event TEXT NOT NULL,
  PRIMARY KEY (case_id, position)
);

CREATE TABLE attachments (
  id BYTES PRIMARY KEY,
  case_id BYTES REFERENCES cases (id),
  position BIGINT,
  uploaded_by BYTES NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX attachments_by_case ON attachments (case_id, position);

CREATE TABLE attachment_chunks (
  attachment BYTES NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  data BYTES NOT NULL,
  PRIMARY KEY (attachment, position)
);

CREATE TABLE presence (
  case_id BYTES NOT NULL REFERENCES cases (id),
  person BYTES NOT NULL REFERENCES people (id),
  doing TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, person)
);
CREATE INDEX presence_by_age ON presence (seen_at);

CREATE TABLE canned_answers (
  key TEXT PRIMARY KEY,
  cloud TEXT,
  texts TEXT NOT NULL
);

CREATE TABLE service_states (
  cloud TEXT NOT NULL,
  service TEXT NOT NULL,
  state TEXT NOT NULL,
  since BIGINT NOT NULL,
  texts TEXT NOT NULL,
  PRIMARY KEY (cloud, service)
);

CREATE TABLE editions (
  id BYTES PRIMARY KEY,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  service TEXT,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  hash BYTES NOT NULL,
  origin TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (key, language)
);
CREATE INDEX editions_by_service ON editions (language, service, title);

CREATE TABLE changes (
--sqlite   seq INTEGER PRIMARY KEY AUTOINCREMENT,
--postgres seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
--sqlite   tick BIGINT GENERATED ALWAYS AS (seq) VIRTUAL,
--postgres tick BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject BYTES NOT NULL
);
--postgres CREATE INDEX changes_by_tick ON changes (tick, seq);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
