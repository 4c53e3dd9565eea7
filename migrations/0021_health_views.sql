-- What a person wants to see of service health. Services are named by their absence, so that new ones show.
CREATE TABLE health_views (
  person BYTES PRIMARY KEY REFERENCES people (id),
  hidden TEXT NOT NULL,
  incidents BIGINT NOT NULL,
  advisories BIGINT NOT NULL
);
