-- What editions mean, as vectors that the search compares; `hash` is that of the text that was read and of the model.
CREATE TABLE meanings (
  edition BYTES PRIMARY KEY REFERENCES editions (id) ON DELETE CASCADE,
  hash BYTES NOT NULL,
  vector BYTES NOT NULL
);
