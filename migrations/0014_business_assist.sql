-- Whoever opened such a case sees and answers it, whatever their role: 1 for Business Assist.
ALTER TABLE cases ADD COLUMN of_opener BIGINT NOT NULL DEFAULT 0;
-- The conversation that this one goes on from.
ALTER TABLE cases ADD COLUMN continues BYTES REFERENCES cases (id);
CREATE INDEX cases_of_opener ON cases (opened_by, of_opener, updated_at, number);
