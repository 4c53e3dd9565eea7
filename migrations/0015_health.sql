-- Service health. Texts are JSON: the language they were written in, and a version for each language with who wrote it and of
-- which revision of the original it is the translation. Nothing is deleted: what is said later corrects what was said before.
DROP TABLE service_states;

CREATE TABLE health_issues (
  id BYTES PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  cloud TEXT NOT NULL,
  stage TEXT NOT NULL,
  class TEXT NOT NULL,
  origin TEXT NOT NULL,
  status TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  service TEXT NOT NULL,
  feature TEXT,
  also TEXT NOT NULL,
  regions TEXT NOT NULL,
  limited BIGINT NOT NULL,
  broad BIGINT NOT NULL,
  title TEXT NOT NULL,
  impact TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  created_by BYTES REFERENCES people (id),
  created_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  resolved_at BIGINT,
  next_update_at BIGINT
);
CREATE INDEX health_issues_by_cloud ON health_issues (cloud, stage, published_at, id);
CREATE INDEX health_issues_open ON health_issues (cloud, stage, is_open, published_at, id);
CREATE INDEX health_issues_resolved ON health_issues (cloud, resolved_at, id) WHERE resolved_at IS NOT NULL;

-- The service of an issue and those that are affected as well.
CREATE TABLE health_issue_services (
  issue BYTES NOT NULL REFERENCES health_issues (id),
  service TEXT NOT NULL,
  PRIMARY KEY (issue, service)
);

-- The organizations that a limited issue concerns. For others it doesn't exist.
CREATE TABLE health_reach (
  issue BYTES NOT NULL REFERENCES health_issues (id),
  organization BYTES NOT NULL REFERENCES organizations (id),
  PRIMARY KEY (issue, organization)
);

CREATE TABLE health_posts (
  id BYTES PRIMARY KEY,
  issue BYTES NOT NULL REFERENCES health_issues (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  next_update_at BIGINT,
  corrects BYTES REFERENCES health_posts (id),
  written_by BYTES REFERENCES people (id),
  approved_by BYTES REFERENCES people (id),
  created_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX health_posts_by_issue ON health_posts (issue, published_at, id);
CREATE INDEX health_posts_unpublished ON health_posts (stage, issue) WHERE stage <> 'published';

-- The post-incident review: a preliminary and a final one, each written once it is due.
CREATE TABLE health_reviews (
  issue BYTES NOT NULL REFERENCES health_issues (id),
  kind TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  stage TEXT NOT NULL,
  text TEXT,
  document BYTES,
  written_by BYTES REFERENCES people (id),
  approved_by BYTES REFERENCES people (id),
  published_at BIGINT,
  PRIMARY KEY (issue, kind)
);

CREATE TABLE health_messages (
  id BYTES PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  cloud TEXT NOT NULL,
  stage TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL,
  major BIGINT NOT NULL,
  maintenance BIGINT NOT NULL,
  tags TEXT NOT NULL,
  services TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  act_by BIGINT,
  starts_at BIGINT,
  ends_at BIGINT,
  short_notice TEXT,
  written_by BYTES REFERENCES people (id),
  approved_by BYTES REFERENCES people (id),
  created_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX health_messages_by_cloud ON health_messages (cloud, stage, published_at, id);
CREATE INDEX health_messages_maintenance ON health_messages (cloud, starts_at, id) WHERE maintenance = 1;

CREATE TABLE health_viewpoints (
  person BYTES NOT NULL REFERENCES people (id),
  message BYTES NOT NULL REFERENCES health_messages (id),
  read_at BIGINT,
  archived_at BIGINT,
  favourite BIGINT NOT NULL,
  PRIMARY KEY (person, message)
);

-- What happened to an issue or a message, added to and never changed.
CREATE TABLE health_events (
  subject BYTES NOT NULL,
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor BYTES REFERENCES people (id),
  event TEXT NOT NULL,
  PRIMARY KEY (subject, position)
);

-- What was promised: the next update, the reviews. `next_at` is when somebody has to be told; NULL once nothing more will happen.
CREATE TABLE health_clocks (
  issue BYTES NOT NULL REFERENCES health_issues (id),
  kind TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  next_at BIGINT,
  told BIGINT NOT NULL,
  PRIMARY KEY (issue, kind)
);
CREATE INDEX health_clocks_by_time ON health_clocks (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE health_notices (
  id BYTES PRIMARY KEY,
  person BYTES NOT NULL REFERENCES people (id),
  issue BYTES NOT NULL REFERENCES health_issues (id),
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  seen_at BIGINT
);
CREATE INDEX health_notices_by_person ON health_notices (person, at) WHERE seen_at IS NULL;

-- Every publication once, in the order of the commits: the counter is held until its transaction ends.
CREATE TABLE health_news (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  cloud TEXT NOT NULL,
  kind TEXT NOT NULL,
  issue BYTES,
  post BYTES,
  message BYTES
);
CREATE TABLE health_counter (
  id BIGINT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO health_counter (id, value) VALUES (1, 0);

-- Files of issues and messages are kept like those of cases.
ALTER TABLE attachments ADD COLUMN health BYTES;
CREATE INDEX attachments_by_health ON attachments (health) WHERE health IS NOT NULL;
