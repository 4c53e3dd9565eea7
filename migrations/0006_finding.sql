-- What visitors asked of self-help, and what came of each question. A visitor is the hash of a random number that a
-- browser keeps until it is closed. `question` is folded, for counting; `words` is as typed, without what may be personal.
CREATE TABLE quests (
  id BYTES PRIMARY KEY,
  visitor BYTES NOT NULL,
  cloud TEXT NOT NULL,
  language TEXT NOT NULL,
  question TEXT NOT NULL,
  words TEXT NOT NULL,
  hits BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  read_at BIGINT,
  solved_at BIGINT,
  unsolved_at BIGINT,
  contacted_at BIGINT
);
CREATE INDEX quests_by_visitor ON quests (visitor, asked_at);
CREATE INDEX quests_by_cloud ON quests (cloud, asked_at);
CREATE INDEX quests_by_age ON quests (asked_at);

-- What was read to answer a question: `article:KEY` or `guide:KEY`.
CREATE TABLE quest_reads (
  quest BYTES NOT NULL REFERENCES quests (id) ON DELETE CASCADE,
  thing TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (quest, thing)
);
CREATE INDEX quest_reads_by_thing ON quest_reads (thing, quest);

-- Whether it helped, in the words of those who read it.
CREATE TABLE votes (
  thing TEXT NOT NULL,
  language TEXT NOT NULL,
  visitor BYTES NOT NULL,
  cloud TEXT NOT NULL,
  helped BIGINT NOT NULL,
  reason TEXT,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (thing, language, visitor)
);
CREATE INDEX votes_by_cloud ON votes (cloud, at);
CREATE INDEX votes_by_age ON votes (at);

-- Questions that several visitors asked and that were solved: what others are offered while they type.
CREATE TABLE popular_questions (
  cloud TEXT NOT NULL,
  language TEXT NOT NULL,
  place BIGINT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (cloud, language, place)
);
