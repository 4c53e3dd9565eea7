//! What has to fit together in a policy, as rules over its document: so every problem has its line, and a broken
//! entry doesn't hide the problems of others.

use std::collections::BTreeSet;

use super::calendar::LOCAL;
use super::directory::Directory;
use super::load::Problem;
use super::phone::is_e164;
use super::source::{Found, Source};

/// Lists in which no name may come twice.
const UNIQUE: &[&str] = &[
    "kinds.*.id",
    "categories.*.id",
    "channels.*.id",
    "contact_methods.*.id",
    "severities.*.level",
    "impact_questions.*.id",
    "roles.*.id",
    "services.*.id",
    "learning.*.id",
    "notes.*.id",
    "phone.places.*.slug",
    "category_texts.*.id",
    "severity_texts.*.level",
    "topic_groups.*.id",
    "topic_groups.*.topics.*.id",
];

/// Where a name must be one of those that stand elsewhere.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("kinds.*.category", "category", "categories.*.id"),
    (
        "categories.*.max_severity",
        "severity",
        "severities.*.level",
    ),
    (
        "categories.*.directory_hours",
        "category",
        "categories.*.id",
    ),
    (
        "categories.*.channels.*.channel",
        "channel",
        "channels.*.id",
    ),
    (
        "categories.*.topic_groups.*.topics.*.service",
        "service",
        "services.*.id",
    ),
    (
        "severities.*.only_for.categories.*",
        "category",
        "categories.*.id",
    ),
    (
        "severity_rules.lowering.lowest",
        "severity",
        "severities.*.level",
    ),
    ("proposals.*.level", "severity", "severities.*.level"),
    (
        "proposals.*.when.*.question",
        "question",
        "impact_questions.*.id",
    ),
    (
        "proposals.*.when.*.answers.*",
        "answer",
        "impact_questions.*.answers.*.id",
    ),
    (
        "phone.places.*.hours.*.category",
        "category",
        "categories.*.id",
    ),
    (
        "phone.places.*.hours.*.severity",
        "severity",
        "severities.*.level",
    ),
];

/// Where a calendar is named that people read.
const CALENDARS: &[&str] = &[
    "categories.*.channels.*.calendar",
    "categories.*.channels.*.languages.*.calendar",
    "severities.*.hours",
    "business_assist.calendar",
    "phone.places.*.hours.*.calendar",
];

/// Where a calendar is named that a clock counts in.
const CLOCKS: &[&str] = &[
    "categories.*.handled_in",
    "severities.*.first_response.calendar",
    "severities.*.follow_up.every.calendar",
    "severities.*.silence.limit.calendar",
];

const TARGETS: &[&str] = &[
    "severities.*.first_response",
    "severities.*.follow_up.every",
    "severities.*.silence.limit",
];

const POSITIVE: &[&str] = &[
    "contact_methods.*.service_minutes",
    "requests.reopen_days",
    "requests.attachment_megabytes",
    "verification.digits",
    "verification.lifetime_minutes",
    "verification.attempts",
    "verification.codes_per_hour",
];

const UNITS: [&str; 4] = ["seconds", "minutes", "hours", "business_days"];

const CALENDAR_FIELDS: [&str; 6] = [
    "tz",
    "weekly",
    "holidays",
    "overrides",
    "always_open",
    "business_day_minutes",
];

pub(super) fn check(source: &mut Source<'_>, folder: &str, directory: &Directory) {
    let mut problems = Vec::new();
    for path in UNIQUE {
        unique(source.select(path), &mut problems);
    }
    for (path, what, names) in REFERENCES {
        let names: BTreeSet<&str> = source.select(names).iter().map(Found::text).collect();
        known(source.select(path), what, &names, &mut problems);
    }
    let calendars: BTreeSet<&str> = source
        .select("calendars.*")
        .iter()
        .map(Found::key)
        .collect();
    for path in CALENDARS.iter().chain(CLOCKS) {
        known(source.select(path), "calendar", &calendars, &mut problems);
    }
    clocks(source, &mut problems);
    for target in TARGETS {
        known(
            source.select(&format!("{target}.unit")),
            "unit",
            &UNITS.into(),
            &mut problems,
        );
        positive(source.select(&format!("{target}.value")), &mut problems);
    }
    for path in POSITIVE {
        positive(source.select(path), &mut problems);
    }
    for field in source.select("calendars.*.*") {
        if !CALENDAR_FIELDS.contains(&field.key()) {
            problems.push(field.problem(format!("a calendar has no field `{}`", field.key())));
        }
    }
    for number in source.select("phone.places.*.numbers.*.e164") {
        if !is_e164(number.text()) {
            problems
                .push(number.problem(format!("`{}` is no number in E.164 form", number.text())));
        }
    }
    phone(source, directory, &mut problems);
    for key in source.select("cloud.key") {
        if key.text() != folder {
            let message = format!(
                "the policy of `{}` stands in the folder `{folder}`",
                key.text()
            );
            problems.push(key.problem(message));
        }
    }
    problems
        .into_iter()
        .for_each(|problem| source.note(problem));
}

fn unique(names: Vec<Found<'_>>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name.text()) {
            problems.push(name.problem(format!("`{}` is there already", name.text())));
        }
    }
}

fn known(found: Vec<Found<'_>>, what: &str, names: &BTreeSet<&str>, problems: &mut Vec<Problem>) {
    for name in found.iter().filter(|name| !names.contains(name.text())) {
        problems.push(name.problem(format!("no {what} is called `{}`", name.text())));
    }
}

fn positive(found: Vec<Found<'_>>, problems: &mut Vec<Problem>) {
    for number in found
        .iter()
        .filter(|number| number.integer().is_none_or(|n| n < 1))
    {
        problems.push(number.problem(format!(
            "`{}` must be a whole number above zero",
            number.key()
        )));
    }
}

/// A clock can't count in hours that differ from reader to reader.
fn clocks(source: &Source<'_>, problems: &mut Vec<Problem>) {
    let zones = source.select("calendars.*.tz");
    let names = source.select("calendars.*");
    let local: BTreeSet<&str> = names
        .iter()
        .filter(|name| {
            zones
                .iter()
                .any(|zone| zone.text() == LOCAL && name.holds(zone))
        })
        .map(Found::key)
        .collect();
    for path in CLOCKS {
        for name in source
            .select(path)
            .iter()
            .filter(|name| local.contains(name.text()))
        {
            let message = format!(
                "a clock can't count in `{}`: its zone is the reader's",
                name.text()
            );
            problems.push(name.problem(message));
        }
    }
}

fn phone(source: &Source<'_>, directory: &Directory, problems: &mut Vec<Problem>) {
    let own = source.select("phone.places.*.slug");
    let mut slugs: BTreeSet<&str> = own.iter().map(Found::text).collect();
    for rows in source.select("phone.directory") {
        if directory.has(rows.text()) {
            slugs.extend(
                directory
                    .places(rows.text())
                    .iter()
                    .map(|place| place.slug.as_str()),
            );
        } else {
            problems.push(rows.problem(format!(
                "the phone directory has no rows of `{}`",
                rows.text()
            )));
        }
    }
    for path in ["phone.fallback", "phone.featured.*"] {
        known(
            source.select(path),
            "place with phone lines",
            &slugs,
            problems,
        );
    }
}
