-- The wait that was announced for a request when it was opened, in seconds, and what came. `simulated` are the quantiles
-- (10, 50 and 90 percent) before they were corrected by experience. `made_by` is `formula` or `simulation`.
CREATE TABLE announcements (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  case_id BYTES UNIQUE REFERENCES cases (id),
  method TEXT NOT NULL,
  category TEXT NOT NULL,
  language TEXT NOT NULL,
  severity TEXT NOT NULL,
  at BIGINT NOT NULL,
  mean_s BIGINT NOT NULL,
  p10_s BIGINT NOT NULL,
  p50_s BIGINT NOT NULL,
  p90_s BIGINT NOT NULL,
  simulated TEXT NOT NULL,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  wait_s BIGINT,
  outcome TEXT,
  settled_at BIGINT
);
CREATE INDEX announcements_by_method ON announcements (cloud, method, at, id);
CREATE INDEX announcements_settled ON announcements (settled_at) WHERE settled_at IS NOT NULL;

-- Who waits for a first answer.
CREATE INDEX cases_unanswered ON cases (cloud, opened_at) WHERE responded_at IS NULL AND closed_at IS NULL;
