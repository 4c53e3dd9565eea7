-- Who gave the first answer, and for how many seconds they had the request in hand: so long a letter takes.
ALTER TABLE announcements ADD COLUMN agent BYTES REFERENCES people (id);
ALTER TABLE announcements ADD COLUMN took_s BIGINT;
CREATE INDEX announcements_by_agent ON announcements (agent, settled_at) WHERE agent IS NOT NULL;
