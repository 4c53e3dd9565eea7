-- What customers tell of a service that troubles them. A request that tells of it counts as well (`case_id`).
CREATE TABLE health_suspicions (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  service TEXT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  organizations BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  issue BYTES REFERENCES health_issues (id),
  decided_by BYTES REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT
);
CREATE INDEX health_suspicions_open ON health_suspicions (cloud, service, last_at) WHERE decided_at IS NULL;
CREATE INDEX health_suspicions_by_state ON health_suspicions (cloud, state, last_at, id);

CREATE TABLE health_reports (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  person BYTES NOT NULL REFERENCES people (id),
  service TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  extent TEXT NOT NULL,
  at BIGINT NOT NULL,
  suspicion BYTES REFERENCES health_suspicions (id),
  issue BYTES REFERENCES health_issues (id),
  case_id BYTES REFERENCES cases (id)
);
CREATE INDEX health_reports_by_organization ON health_reports (organization, at, id);
CREATE INDEX health_reports_by_suspicion ON health_reports (suspicion, at, id) WHERE suspicion IS NOT NULL;
CREATE INDEX health_reports_by_issue ON health_reports (issue, organization) WHERE issue IS NOT NULL;

-- Cases that an issue explains. `told` is the position in the news up to which the case was answered.
CREATE TABLE case_issues (
  case_id BYTES NOT NULL REFERENCES cases (id),
  issue BYTES NOT NULL REFERENCES health_issues (id),
  linked_by BYTES NOT NULL REFERENCES people (id),
  linked_at BIGINT NOT NULL,
  unlinked_at BIGINT,
  told BIGINT NOT NULL,
  PRIMARY KEY (case_id, issue)
);
CREATE INDEX case_issues_by_issue ON case_issues (issue, told, case_id) WHERE unlinked_at IS NULL;
