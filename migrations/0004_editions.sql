-- `editions` is what readers see; every text that was ever stored stands in `edition_versions`. `hash` is that of the
-- file that was imported last, `way` how the shown text came, `made` how it was made (original, human, machine).
-- `from_version` is the version of the original that was translated, `from_revision` what the file says of it.
ALTER TABLE editions ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE editions ADD COLUMN way TEXT NOT NULL DEFAULT 'import';
ALTER TABLE editions ADD COLUMN made TEXT NOT NULL DEFAULT 'original';
ALTER TABLE editions ADD COLUMN from_language TEXT;
ALTER TABLE editions ADD COLUMN from_version BIGINT;
ALTER TABLE editions ADD COLUMN from_revision TEXT;
ALTER TABLE editions ADD COLUMN handed_off TEXT;
ALTER TABLE editions ADD COLUMN dated TEXT;
ALTER TABLE editions ADD COLUMN revision TEXT;
ALTER TABLE editions ADD COLUMN state TEXT NOT NULL DEFAULT 'current';

-- `shown` is 1 for what readers saw at some time, 0 for what an import brought while the text was edited here.
CREATE TABLE edition_versions (
  edition BYTES NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  way TEXT NOT NULL,
  person BYTES REFERENCES people (id),
  approved_by BYTES REFERENCES people (id),
  note TEXT NOT NULL,
  shown BIGINT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  made TEXT NOT NULL,
  from_language TEXT,
  from_version BIGINT,
  revision TEXT,
  PRIMARY KEY (edition, version)
);
INSERT INTO edition_versions (edition, version, at, way, note, shown, title, source, made)
  SELECT id, 1, updated_at, 'import', '', 1, title, source, 'original' FROM editions;

-- What is left to translate: `translation` where there is no edition in the language, `update` where its original moved on.
CREATE TABLE translation_work (
  language TEXT NOT NULL,
  what TEXT NOT NULL,
  rank BIGINT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (key, language)
);
CREATE INDEX translation_work_by_rank ON translation_work (language, what, rank, key);

-- At most one draft for each edition; `base` is the version that it began from, `saved` counts the times it was saved.
CREATE TABLE drafts (
  id BYTES PRIMARY KEY,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  origin TEXT NOT NULL,
  base BIGINT,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  made TEXT NOT NULL,
  from_language TEXT,
  from_version BIGINT,
  state TEXT NOT NULL,
  saved BIGINT NOT NULL,
  started_by BYTES REFERENCES people (id),
  changed_by BYTES REFERENCES people (id),
  changed_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  minor BIGINT NOT NULL,
  comment TEXT NOT NULL,
  commented_by BYTES REFERENCES people (id),
  UNIQUE (key, language)
);
CREATE INDEX drafts_by_state ON drafts (language, state, changed_at, id);

-- The sentences of a draft that is translated side by side.
CREATE TABLE draft_segments (
  draft BYTES NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  source TEXT NOT NULL,
  earlier TEXT,
  target TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (draft, position)
);

-- Sentences and their translations, of every published translation: the translation memory. `bands` are keys that
-- similar sentences share.
CREATE TABLE memory (
  edition BYTES NOT NULL,
  position BIGINT NOT NULL,
  from_language TEXT NOT NULL,
  to_language TEXT NOT NULL,
  hash BYTES NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (edition, position)
);
CREATE INDEX memory_by_sentence ON memory (from_language, to_language, hash);
CREATE TABLE memory_bands (
  band BIGINT NOT NULL,
  edition BYTES NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (band, edition, position)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX memory_bands_by_edition ON memory_bands (edition);

-- What readers say of single sentences.
CREATE TABLE sentence_feedback (
  id BYTES PRIMARY KEY,
  edition BYTES NOT NULL,
  version BIGINT NOT NULL,
  language TEXT NOT NULL,
  position BIGINT NOT NULL,
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  person BYTES REFERENCES people (id),
  at BIGINT NOT NULL,
  done_at BIGINT,
  done_by BYTES REFERENCES people (id)
);
CREATE INDEX sentence_feedback_open ON sentence_feedback (language, at, id) WHERE done_at IS NULL;
CREATE INDEX sentence_feedback_by_edition ON sentence_feedback (edition, at);
