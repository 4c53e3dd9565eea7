-- The severity that a case had before the customer's silence lowered it.
ALTER TABLE cases ADD COLUMN lowered_from TEXT;

-- What the history of a case says of its clocks, a row for each cycle. `next_at` is when somebody has to be told
-- something, `month` when the cycle began (UTC, 2026-11), `told` a share in percent.
CREATE TABLE case_clocks (
  case_id BYTES NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  cycle BIGINT NOT NULL,
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL,
  month TEXT NOT NULL,
  severity TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  due_at BIGINT,
  next_at BIGINT,
  told BIGINT NOT NULL,
  stopped_at BIGINT,
  met_at BIGINT,
  breached_at BIGINT,
  late_seconds BIGINT,
  PRIMARY KEY (case_id, kind, cycle)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX case_clocks_ahead ON case_clocks (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX case_clocks_by_month ON case_clocks (cloud, month, kind, severity);

-- Who was told of which event of a case.
CREATE TABLE notices (
  id BYTES PRIMARY KEY,
  person BYTES NOT NULL REFERENCES people (id),
  case_id BYTES NOT NULL REFERENCES cases (id),
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  seen_at BIGINT,
  UNIQUE (case_id, position, person)
);
CREATE INDEX notices_unseen ON notices (person, at) WHERE seen_at IS NULL;
