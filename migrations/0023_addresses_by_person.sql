-- Both of a person's addresses at once; the partial indexes answer only for one kind.
CREATE INDEX health_addresses_by_person ON health_addresses (person);
