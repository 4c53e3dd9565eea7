-- What programs show instead of a session: of a person (`person`), or of an app of an organization (`organization`). Only the
-- hash of a token is kept, and its last characters, by which its owner knows it again.
CREATE TABLE tokens (
  id BYTES PRIMARY KEY,
  hash BYTES NOT NULL UNIQUE,
  ending TEXT NOT NULL,
  cloud TEXT NOT NULL,
  person BYTES REFERENCES people (id) ON DELETE CASCADE,
  organization BYTES REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BYTES NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX tokens_by_person ON tokens (person, created_at) WHERE person IS NOT NULL;
CREATE INDEX tokens_by_organization ON tokens (organization, created_at) WHERE organization IS NOT NULL;
CREATE INDEX tokens_by_maker ON tokens (created_by);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
