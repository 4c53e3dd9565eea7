-- What an import saw of a folder, so that the next one takes only what changed and knows what vanished. `what` says what
-- became of the file: an article, a file beside the articles, a redirect. `document` is the article's own id, which stays
-- when the file is renamed.
CREATE TABLE imported (
  collection TEXT NOT NULL,
  path TEXT NOT NULL,
  what TEXT NOT NULL,
  hash BYTES NOT NULL,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  document TEXT,
  PRIMARY KEY (collection, path)
);

-- Pictures, texts to include and downloads: `key` is the path without the folder of the language.
CREATE TABLE article_files (
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  path TEXT NOT NULL,
  hash BYTES NOT NULL,
  PRIMARY KEY (key, language)
);
CREATE INDEX article_files_by_hash ON article_files (hash);
CREATE TABLE article_contents (
  hash BYTES PRIMARY KEY,
  kind TEXT NOT NULL,
  content BYTES NOT NULL
);

-- Which editions change when an included text does.
CREATE TABLE article_includes (
  file TEXT NOT NULL,
  edition BYTES NOT NULL,
  PRIMARY KEY (file, edition)
);
CREATE INDEX article_includes_by_edition ON article_includes (edition);

-- Where an article of an earlier name is now: a key, or an address as a documentation set gives it.
CREATE TABLE article_redirects (
  key TEXT PRIMARY KEY,
  target TEXT NOT NULL
);
