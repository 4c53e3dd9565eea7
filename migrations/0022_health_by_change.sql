-- Programs ask what changed since they asked before.
CREATE INDEX health_issues_by_change ON health_issues (cloud, stage, changed_at, id);
CREATE INDEX health_messages_by_change ON health_messages (cloud, stage, changed_at, id);
