"""Adds to the demo what clients are to page through and to save: issues that are over, a review, files beside a message.
Takes the folder of the demo's data."""

import json
import os
import sqlite3
import sys
import time
import uuid

database = sqlite3.connect(os.path.join(sys.argv[1], "servus.db"))
now = int(time.time() * 1_000_000)
(person,) = database.execute("SELECT id FROM people WHERE email = 'anna.petersen@nordwind.example'").fetchone()


def put_file(name, kind, content, subject=None):
    file, middle = uuid.uuid4().bytes, len(content) // 2
    of = {"id": file, "uploaded_by": person, "name": name, "media_type": kind}
    put_row("attachments", size=len(content), created_at=now, health=subject, **of)
    for position, data in enumerate((content[:middle], content[middle:])):
        put_row("attachment_chunks", attachment=file, position=position, data=data)
    return file


def text(english):
    return json.dumps({"original": "en", "revision": 1, "versions": {"en": {"text": english, "of": 1}}})


def put_row(table, **columns):
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))


def put_issue(number, days_ago):
    issue, at = uuid.uuid4().bytes, now - days_ago * 86_400_000_000
    put_row(
        "health_issues", id=issue, number=number, cloud="worldwide", stage="published", origin="vendor", service="mail",
        status="serviceRestored", is_open=0, feature="delivery", also="[]", regions="", limited=0, broad=1, started_at=at,
        title=text("Mail was late"), impact=text("Some mail was late."), ended_at=at + 3_600_000_000, created_at=at,
        published_at=at, changed_at=at + 3_600_000_000, resolved_at=at + 3_600_000_000,
        **{"class": "incident" if days_ago % 2 else "advisory"},
    )
    put_row("health_issue_services", issue=issue, service="mail")
    for kind, status, hours in (("quick", "investigating", 0), ("regular", "serviceRestored", 1)):
        then = at + hours * 3_600_000_000
        put_row(
            "health_posts", id=uuid.uuid4().bytes, issue=issue, kind=kind, status=status, stage="published", created_at=then,
            text=text("We look into it."), published_at=then, changed_at=then,
        )
    return issue


published = "cloud = 'worldwide' AND stage = 'published' ORDER BY published_at DESC LIMIT 1"
(message,) = database.execute(f"SELECT id FROM health_messages WHERE {published}").fetchone()
put_file("Mailboxes.csv", "text/csv", b"address,moves\n" + b"anna@nordwind.example,yes\n" * 4000, message)
put_file("Mailboxes.csv", "text/csv", "address;räumt um\n".encode(), message)

issue, *_ = [put_issue(f"MA00000{days}", days) for days in range(1, 8)]
document = put_file("Review.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40)
put_row(
    "health_reviews", issue=issue, kind="final", due_at=now, stage="published", text=text("What happened, and what changes."),
    document=document, published_at=now,
)
database.execute("UPDATE health_issues SET status = 'postIncidentReviewPublished' WHERE id = ?", (issue,))
database.commit()
