-- Telephone calls, as a telephone system told of them or an agent wrote them down (`external` is NULL then). `number`
-- is the other side's, E.164 where it can be read, empty if withheld. `place` is the list that it stands in: now,
-- missed (somebody should call back), done. `told` is 1 once the history of its case tells of it.
CREATE TABLE calls (
  id BYTES PRIMARY KEY,
  cloud TEXT NOT NULL,
  external TEXT,
  direction TEXT NOT NULL,
  number TEXT NOT NULL,
  number_dialled TEXT NOT NULL,
  state TEXT NOT NULL,
  place TEXT NOT NULL,
  agent BYTES REFERENCES people (id),
  organization BYTES REFERENCES organizations (id),
  person BYTES REFERENCES people (id),
  case_id BYTES REFERENCES cases (id),
  proof TEXT NOT NULL,
  proven_at BIGINT,
  rang_at BIGINT NOT NULL,
  answered_at BIGINT,
  ended_at BIGINT,
  cause TEXT,
  logged_by BYTES REFERENCES people (id),
  note TEXT,
  told BIGINT NOT NULL,
  UNIQUE (cloud, external)
);
CREATE INDEX calls_by_place ON calls (cloud, place, rang_at, id);
CREATE INDEX calls_by_cloud ON calls (cloud, rang_at, id);
CREATE INDEX calls_by_agent ON calls (agent, rang_at, id);
CREATE INDEX calls_by_number ON calls (cloud, number, rang_at, id);
CREATE INDEX calls_going_on ON calls (agent) WHERE place = 'now';

-- The agents at whom a call rings.
CREATE TABLE calls_ringing (
  agent BYTES NOT NULL REFERENCES people (id),
  call_id BYTES NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  PRIMARY KEY (agent, call_id)
);
CREATE INDEX calls_ringing_by_call ON calls_ringing (call_id);

-- What telephone systems may tell of calls with: only the hash of a token is kept. `country` reads national numbers.
CREATE TABLE cti_tokens (
  id BYTES PRIMARY KEY,
  secret BYTES NOT NULL UNIQUE,
  cloud TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BYTES REFERENCES people (id),
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX cti_tokens_by_cloud ON cti_tokens (cloud, created_at);

CREATE TABLE extensions (
  cloud TEXT NOT NULL,
  extension TEXT NOT NULL,
  agent BYTES NOT NULL REFERENCES people (id),
  PRIMARY KEY (cloud, extension)
);
CREATE INDEX extensions_by_agent ON extensions (agent);

-- Whose number it is.
CREATE INDEX registered_contacts_by_value ON registered_contacts (kind, value);
CREATE INDEX people_by_phone ON people (phone) WHERE phone IS NOT NULL;

-- Organizations by the beginnings of the words of their names: small letters, as bytes, which both engines sort alike.
CREATE TABLE organization_words (
  cloud TEXT NOT NULL,
  word BYTES NOT NULL,
  organization BYTES NOT NULL REFERENCES organizations (id),
  PRIMARY KEY (cloud, word, organization)
);
CREATE INDEX organization_words_by_organization ON organization_words (organization);
--sqlite INSERT INTO organization_words SELECT cloud, CAST(lower(name) AS BLOB), id FROM organizations;
--postgres INSERT INTO organization_words SELECT cloud, convert_to(lower(name), 'UTF8'), id FROM organizations;
