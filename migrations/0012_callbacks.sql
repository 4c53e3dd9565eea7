-- Promises to phone somebody back: in turn, or at a booked time. `language` is the one that will be spoken, `ready_at` when
-- it may be called (again), `wake_at` when something of it is due, `seat` the agent whose shift a booked time uses.
-- `sequence` counts what the customer has to be told of the booked time, `told` what they were told; `reminded` is 1 when the
-- customer was reminded, 2 when the agents were. It is live until `ended_at`.
CREATE TABLE callbacks (
  id BYTES PRIMARY KEY,
  case_id BYTES NOT NULL REFERENCES cases (id),
  cloud TEXT NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  person BYTES NOT NULL REFERENCES people (id),
  number TEXT NOT NULL,
  language TEXT NOT NULL,
  category TEXT NOT NULL,
  state TEXT NOT NULL,
  slot_at BIGINT,
  seat BYTES REFERENCES people (id),
  ready_at BIGINT NOT NULL,
  wake_at BIGINT,
  tries BIGINT NOT NULL,
  claimed_by BYTES REFERENCES people (id),
  claimed_at BIGINT,
  asked_at BIGINT NOT NULL,
  first_try_at BIGINT,
  ended_at BIGINT,
  sequence BIGINT NOT NULL,
  told BIGINT NOT NULL,
  reminded BIGINT NOT NULL
);
-- A case has one at a time, and a seat is sold once.
CREATE UNIQUE INDEX callbacks_of_case ON callbacks (case_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX callbacks_seats ON callbacks (seat, slot_at) WHERE ended_at IS NULL;
CREATE INDEX callbacks_live ON callbacks (cloud, ready_at) WHERE ended_at IS NULL;
CREATE INDEX callbacks_claimed ON callbacks (claimed_by) WHERE ended_at IS NULL;
CREATE INDEX callbacks_due ON callbacks (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX callbacks_by_case ON callbacks (case_id, asked_at);
