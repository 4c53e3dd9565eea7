-- Reports that tell of the same. One that engineers decided on has an issue, or the reason why it is none.
CREATE TABLE health_suspicions (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  service TEXT NOT NULL,
  organizations BIGINT NOT NULL,
  proposed BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  issue BYTES REFERENCES health_issues (id),
  reason TEXT,
  decided_by BYTES REFERENCES people (id),
  decided_at BIGINT
);
CREATE INDEX health_suspicions_open ON health_suspicions (cloud, proposed, last_at, id) WHERE decided_at IS NULL;
CREATE INDEX health_suspicions_by_issue ON health_suspicions (issue) WHERE issue IS NOT NULL;

-- What customers tell of a service that troubles them. A request that tells of it counts as well (`case_id`). `words` is what
-- is compared; a worker reads it from the text.
CREATE TABLE health_reports (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  person BYTES NOT NULL REFERENCES people (id),
  service TEXT NOT NULL,
  feature TEXT,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  extent TEXT NOT NULL,
  since BIGINT,
  at BIGINT NOT NULL,
  words TEXT,
  suspicion BYTES REFERENCES health_suspicions (id),
  issue BYTES REFERENCES health_issues (id),
  case_id BYTES REFERENCES cases (id)
);
CREATE INDEX health_reports_unread ON health_reports (at, id) WHERE words IS NULL;
CREATE INDEX health_reports_by_service ON health_reports (cloud, service, at, id);
CREATE INDEX health_reports_by_organization ON health_reports (organization, at, id);
CREATE INDEX health_reports_by_suspicion ON health_reports (suspicion, at, id) WHERE suspicion IS NOT NULL;
CREATE INDEX health_reports_by_issue ON health_reports (issue, at, id) WHERE issue IS NOT NULL;

-- Cases that an issue explains. `told` is the position in the news up to which the case was answered.
CREATE TABLE case_issues (
  case_id BYTES NOT NULL REFERENCES cases (id),
  issue BYTES NOT NULL REFERENCES health_issues (id),
  linked_by BYTES NOT NULL REFERENCES people (id),
  linked_at BIGINT NOT NULL,
  told BIGINT NOT NULL,
  PRIMARY KEY (case_id, issue)
);
CREATE INDEX case_issues_by_issue ON case_issues (issue, told, case_id);
