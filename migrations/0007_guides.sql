-- How often each answer of a guide was given, by day (since 1970, UTC). Nothing is kept of who gave it.
CREATE TABLE guide_answers (
  cloud TEXT NOT NULL,
  guide TEXT NOT NULL,
  day BIGINT NOT NULL,
  language TEXT NOT NULL,
  step TEXT NOT NULL,
  answer TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (cloud, guide, day, language, step, answer)
);
