-- What an agent can be asked for. `kind` is `language` or `category`; 3 is the best level.
CREATE TABLE skills (
  agent BYTES NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  level BIGINT NOT NULL,
  PRIMARY KEY (agent, kind, value)
);

-- The lists that people had become skills: the first language is the best known one.
--sqlite INSERT INTO skills (agent, kind, value, level)
--sqlite WITH RECURSIVE
--sqlite   lists (agent, kind, rest, place) AS (
--sqlite     SELECT id, 'language', languages || ',', 0 FROM people WHERE kind = 'agent'
--sqlite     UNION ALL SELECT id, 'category', categories || ',', 0 FROM people WHERE kind = 'agent'),
--sqlite   parts (agent, kind, value, rest, place) AS (
--sqlite     SELECT agent, kind, '', rest, place FROM lists
--sqlite     UNION ALL
--sqlite     SELECT agent, kind, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1), place + 1
--sqlite     FROM parts WHERE rest <> '')
--sqlite SELECT DISTINCT agent, kind, value, CASE WHEN kind = 'language' AND min(place) = 1 THEN 3 ELSE 2 END
--sqlite FROM parts WHERE value <> '' GROUP BY agent, kind, value;
--postgres INSERT INTO skills (agent, kind, value, level)
--postgres SELECT agent, kind, value, CASE WHEN kind = 'language' AND min(place) = 1 THEN 3 ELSE 2 END
--postgres FROM (
--postgres   SELECT p.id AS agent, 'language' AS kind, l.value, l.place
--postgres   FROM people p, string_to_table(p.languages, ',') WITH ORDINALITY AS l (value, place) WHERE p.kind = 'agent'
--postgres   UNION ALL
--postgres   SELECT p.id, 'category', c.value, c.place
--postgres   FROM people p, string_to_table(p.categories, ',') WITH ORDINALITY AS c (value, place) WHERE p.kind = 'agent'
--postgres ) AS parts WHERE value <> '' GROUP BY agent, kind, value;
UPDATE people SET languages = '' WHERE kind = 'agent';
ALTER TABLE people DROP COLUMN categories;

-- How it stands with each agent. `then_state` is what follows a call and its wrap-up; at `check_at` time alone changes
-- something: wrap-up is over, or nobody was seen any more.
CREATE TABLE agent_states (
  agent BYTES PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  cause TEXT NOT NULL,
  since BIGINT NOT NULL,
  then_state TEXT,
  check_at BIGINT
);
CREATE INDEX agent_states_by_check ON agent_states (check_at);

CREATE TABLE agent_states_past (
  agent BYTES NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY (agent, from_at)
);

-- The usual week of an agent, as the hours of a calendar (JSON), and up to when shifts were made of it.
CREATE TABLE rotas (
  agent BYTES PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  cloud TEXT NOT NULL,
  hours TEXT NOT NULL,
  published_to BIGINT NOT NULL
);
CREATE INDEX rotas_by_cloud ON rotas (cloud, published_to);

-- Shifts as they are worked. `origin` is `rota`, `extra` or `import`; `off` says why it isn't worked after all;
-- `changed` is 1 for what somebody changed by hand, so that a new rota leaves it alone.
CREATE TABLE shifts (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  agent BYTES NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  origin TEXT NOT NULL,
  external TEXT,
  off TEXT,
  taken_from BYTES REFERENCES people (id),
  changed BIGINT NOT NULL
);
CREATE INDEX shifts_by_cloud ON shifts (cloud, from_at);
CREATE INDEX shifts_by_agent ON shifts (agent, from_at);

-- The secret address of an agent's own shifts, as a calendar elsewhere reads them.
CREATE TABLE shift_feeds (
  agent BYTES PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  secret BYTES NOT NULL UNIQUE
);
