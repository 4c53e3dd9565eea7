//! What has to fit together in a policy, as rules over its document: so every problem has its line, and a broken
//! entry doesn't hide the problems of others.

use std::collections::BTreeSet;

use super::calendar::LOCAL;
use super::directory::Directory;
use super::load::Problem;
use super::phone::is_e164;
use super::source::{Found, Source};
use super::text::LANGUAGES;
use crate::health::Status;

/// Lists in which no name may come twice.
const UNIQUE: &[&str] = &[
    "kinds.*.id",
    "categories.*.id",
    "channels.*.id",
    "contact_methods.*.id",
    "severities.*.level",
    "on_call.*.id",
    "impact_questions.*.id",
    "roles.*.id",
    "services.*.id",
    "services.*.code",
    "plans.*.name",
    "health_templates.*.id",
    "learning.*.id",
    "notes.*.id",
    "phone.places.*.slug",
    "phone.plans.*.id",
    "category_texts.*.id",
    "severity_texts.*.level",
    "topic_groups.*.id",
    "topic_groups.*.topics.*.id",
];

/// Where a name must be one of those that stand elsewhere.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("kinds.*.category", "category", "categories.*.id"),
    ("health.reports.categories.*", "category", "categories.*.id"),
    ("categories.*.max_severity", "severity", "severities.*.level"),
    ("categories.*.directory_hours", "category", "categories.*.id"),
    ("categories.*.channels.*.channel", "channel", "channels.*.id"),
    ("topic_groups.*.category", "category", "category_texts.*.id"),
    ("topic_groups.*.topics.*.service", "service", "services.*.id"),
    ("plans.*.services.*", "service", "services.*.id"),
    ("categories.*.id", "entry of category_texts", "category_texts.*.id"),
    ("severities.*.level", "entry of severity_texts", "severity_texts.*.level"),
    ("severities.*.only_for.categories.*", "category", "categories.*.id"),
    ("severity_rules.lowering.lowest", "severity", "severities.*.level"),
    ("escalations.*.severities.*", "severity", "severities.*.level"),
    ("escalations.*.on_call", "list of those on call", "on_call.*.id"),
    ("proposals.*.level", "severity", "severities.*.level"),
    ("proposals.*.when.*.question", "question", "impact_questions.*.id"),
    ("proposals.*.when.*.answers.*", "answer", "impact_questions.*.answers.*.id"),
    ("phone.places.*.hours.*.category", "category", "categories.*.id"),
    ("business_assist.category", "category", "categories.*.id"),
    ("phone.places.*.hours.*.severity", "severity", "severities.*.level"),
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
    "severities.*.resolution.calendar",
    "severities.*.silence.limit.calendar",
    "on_call.*.shifts.*.calendar",
    "health.review.preliminary.calendar",
    "health.review.final.calendar",
];

const TARGETS: &[&str] = &[
    "severities.*.first_response",
    "severities.*.follow_up.every",
    "severities.*.resolution",
    "severities.*.silence.limit",
    "health.review.preliminary",
    "health.review.final",
];

const LINKS: &[&str] = &[
    "learning.*.to",
    "notes.*.link.to",
    "eligibility.roles_link.to",
    "eligibility.others_link.to",
    "eligibility.who_is_admin_link.to",
    "business_assist.link.to",
    "follow_us.*.url",
];

const POSITIVE: &[&str] = &[
    "contact_methods.*.service_minutes",
    "requests.reopen_days",
    "requests.attachment_megabytes",
    "verification.digits",
    "verification.lifetime_minutes",
    "verification.attempts",
    "verification.codes_per_hour",
    "staffing.away_after_minutes",
    "staffing.publish_days",
    "business_assist.most_licences",
    "callbacks.slot_minutes",
    "callbacks.bookable_days",
    "callbacks.retry_minutes.*",
    "callbacks.claim_minutes",
    "callbacks.remind_customer_minutes",
    "callbacks.remind_agent_minutes",
    "callbacks.late.*.after_minutes",
    "calls.rings_for_minutes",
    "calls.forgotten_after_hours",
    "health.update_minutes.incident",
    "health.update_minutes.advisory",
    "health.warn_minutes",
    "health.maintenance_days",
    "health.review.warn_minutes",
    "telling.mails_per_second",
    "telling.news_hours",
    "telling.webhook_retry_minutes.*",
    "telling.webhook_off_after_hours",
    "telling.secret_overlap_hours",
    "tokens.days.*",
    "health.reports.together_minutes",
    "health.reports.organizations",
    "health.reports.an_hour",
];

const UNITS: [&str; 4] = ["seconds", "minutes", "hours", "business_days"];

pub(super) fn check(source: &mut Source<'_>, folder: &str, directory: &Directory) {
    let mut problems = Vec::new();
    for path in UNIQUE {
        unique(source.select(path), &mut problems);
    }
    for (path, what, names) in REFERENCES {
        let names: BTreeSet<&str> = source.select(names).iter().map(Found::text).collect();
        known(source.select(path), what, &names, &mut problems);
    }
    let calendars: BTreeSet<&str> = source.select("calendars.*").iter().map(Found::key).collect();
    for path in CALENDARS.iter().chain(CLOCKS) {
        known(source.select(path), "calendar", &calendars, &mut problems);
    }
    clocks(source, &mut problems);
    resolution(source, &mut problems);
    escalations(source, &mut problems);
    answers(source, &mut problems);
    links(source, &mut problems);
    for target in TARGETS {
        known(source.select(&format!("{target}.unit")), "unit", &UNITS.into(), &mut problems);
        positive(source.select(&format!("{target}.value")), &mut problems);
    }
    for path in POSITIVE {
        positive(source.select(path), &mut problems);
    }
    for share in source.select("severities.*.silence.remind_at_percent") {
        if !share.integer().is_some_and(|percent| (1..100).contains(&percent)) {
            problems.push(share.problem("a reminder comes between 1 and 99 percent of the limit"));
        }
    }
    callbacks(source, &mut problems);
    health(source, &mut problems);
    for zone in source.select("phone.places.*.zone") {
        if jiff::tz::db().get(zone.text()).is_err() {
            problems.push(zone.problem(format!("no time zone is called `{}`", zone.text())));
        }
    }
    for number in source.select("phone.places.*.numbers.*.e164") {
        if !is_e164(number.text()) {
            problems.push(number.problem(format!("`{}` is no number in E.164 form", number.text())));
        }
    }
    for begin in source.select("calls.own_numbers.*") {
        let digits = begin.text().strip_prefix('+').unwrap_or_default();
        if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("`{}` is no beginning of a number in E.164 form", begin.text());
            problems.push(begin.problem(message));
        }
    }
    known(source.select("articles.fallback.*"), "language of pages", &LANGUAGES.into(), &mut problems);
    phone(source, directory, &mut problems);
    for key in source.select("cloud.key") {
        if key.text() != folder {
            let message = format!("the policy of `{}` stands in the folder `{folder}`", key.text());
            problems.push(key.problem(message));
        }
    }
    problems.into_iter().for_each(|problem| source.note(problem));
}

fn callbacks(source: &Source<'_>, problems: &mut Vec<Problem>) {
    for length in source.select("callbacks.slot_minutes") {
        if length.integer().is_some_and(|minutes| minutes > 0 && 60 % minutes != 0) {
            problems.push(length.problem("an hour is divided into whole booked times"));
        }
    }
    for share in source.select("callbacks.kept_for_queue_percent") {
        if !share.integer().is_some_and(|percent| (0..=100).contains(&percent)) {
            problems.push(share.problem("between 0 and 100 percent are kept for those who wait in turn"));
        }
    }
    for days in source.select("callbacks.bookable_days") {
        if days.integer().is_some_and(|days| days > 31) {
            problems.push(days.problem("no more than 31 days ahead can be booked"));
        }
    }
    let minutes = |path: &str| source.select(path).first().and_then(Found::integer);
    let customer = minutes("callbacks.remind_customer_minutes");
    for agent in source.select("callbacks.remind_agent_minutes") {
        if agent.integer().zip(customer).is_some_and(|(agent, customer)| agent > customer) {
            problems.push(agent.problem("the customer is reminded before the agents"));
        }
    }
    let late = source.select("callbacks.late.*.after_minutes");
    for pair in late.windows(2) {
        if pair[0].integer() >= pair[1].integer() {
            problems.push(pair[1].problem("who is told of a late call later stands later"));
        }
    }
}

fn health(source: &Source<'_>, problems: &mut Vec<Problem>) {
    let kinds = ["quick", "regular", "strategic", "message", "review"].into();
    known(source.select("health.own_approval.*"), "kind of what is published", &kinds, problems);
    let statuses = Status::ALL.iter().map(|status| status.code()).collect();
    known(source.select("health_templates.*.status"), "status of an issue", &statuses, problems);
    for code in source.select("services.*.code") {
        if code.text().len() != 2 || !code.text().bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.push(code.problem("numbers of issues begin with two capital letters"));
        }
    }
    for service in source.select("services.*") {
        let features =
            service.inside("features").iter().flat_map(|list| list.inside("*")).collect::<Vec<_>>();
        unique(features.iter().flat_map(|feature| feature.inside("id")).collect(), problems);
    }
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
    for number in found.iter().filter(|number| number.integer().is_none_or(|n| n < 1)) {
        problems.push(number.problem(format!("`{}` must be a whole number above zero", number.key())));
    }
}

/// A clock can't count in hours that differ from reader to reader.
fn clocks(source: &Source<'_>, problems: &mut Vec<Problem>) {
    let calendars = source.select("calendars.*");
    let is_local = |c: &&Found<'_>| c.inside("tz").iter().any(|zone| zone.text() == LOCAL);
    let local: BTreeSet<&str> = calendars.iter().filter(is_local).map(Found::key).collect();
    for path in CLOCKS {
        for name in source.select(path).iter().filter(|name| local.contains(name.text())) {
            let message = format!("a clock can't count in `{}`: its zone is the reader's", name.text());
            problems.push(name.problem(message));
        }
    }
}

/// A clock counts at every severity, or at none.
fn resolution(source: &Source<'_>, problems: &mut Vec<Problem>) {
    let severities = source.select("severities.*");
    let (with, without): (Vec<&Found<'_>>, Vec<&Found<'_>>) =
        severities.iter().partition(|severity| !severity.inside("resolution").is_empty());
    if !with.is_empty() {
        let message = "no goal for the resolution, though other severities have one";
        problems.extend(without.iter().map(|severity| severity.problem(message)));
        return;
    }
    for clock in source.select("escalations.*.clock").iter().filter(|c| c.text() == "resolution") {
        problems.push(clock.problem("no severity has a goal for the resolution"));
    }
}

fn escalations(source: &Source<'_>, problems: &mut Vec<Problem>) {
    // Of silence the customer is reminded, and nobody else told before the limit.
    let clocks = ["first_response", "follow_up", "resolution"].into();
    known(source.select("escalations.*.clock"), "clock to be told of", &clocks, problems);
    for share in source.select("escalations.*.at_percent") {
        if !share.integer().is_some_and(|percent| (1..=100).contains(&percent)) {
            problems.push(share.problem("somebody is told between 1 and 100 percent of a clock"));
        }
    }
    for rule in source.select("escalations.*") {
        let calls = rule.inside("tell").iter().any(|tell| tell.text() == "on-call");
        if calls == rule.inside("on_call").is_empty() {
            problems.push(rule.problem("`tell = \"on-call\"` and `on_call` go together"));
        }
        for severities in rule.inside("severities").iter().filter(|list| list.inside("*").is_empty()) {
            problems.push(severities.problem("for no severity"));
        }
    }
    for list in source.select("on_call.*.shifts").iter().filter(|list| list.inside("*").is_empty()) {
        problems.push(list.problem("nobody is on call without a shift"));
    }
    for shift in source.select("on_call.*.shifts.*.people").iter().filter(|p| p.inside("*").is_empty()) {
        problems.push(shift.problem("a shift of nobody"));
    }
    for person in source.select("on_call.*.shifts.*.people.*") {
        let address = person.text().split_once('@');
        if !address.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()) {
            problems.push(person.problem(format!("`{}` is no e-mail address", person.text())));
        }
    }
}

/// Conditions name answers of their own question.
fn answers(source: &Source<'_>, problems: &mut Vec<Problem>) {
    let questions = source.select("impact_questions.*");
    for question in &questions {
        unique(ids(question), problems);
    }
    for condition in source.select("proposals.*.when.*") {
        let asked: BTreeSet<&str> = condition.inside("question").iter().map(Found::text).collect();
        let is_asked = |q: &&Found<'_>| q.inside("id").iter().any(|id| asked.contains(id.text()));
        let possible: Vec<Found<'_>> = questions.iter().filter(is_asked).flat_map(ids).collect();
        let possible: BTreeSet<&str> = possible.iter().map(Found::text).collect();
        let given = condition.inside("answers").iter().flat_map(|list| list.inside("*")).collect();
        known(given, "answer of this question", &possible, problems);
    }
}

fn ids<'s>(question: &Found<'s>) -> Vec<Found<'s>> {
    let answers: Vec<Found<'s>> =
        question.inside("answers").iter().flat_map(|list| list.inside("*")).collect();
    answers.iter().flat_map(|answer| answer.inside("id")).collect()
}

fn links(source: &Source<'_>, problems: &mut Vec<Problem>) {
    for link in LINKS.iter().flat_map(|path| source.select(path)) {
        if !["article:", "https://"].iter().any(|start| link.text().starts_with(start)) {
            let message = format!("`{}` is neither `article:…` nor an https address", link.text());
            problems.push(link.problem(message));
        }
    }
}

fn phone(source: &Source<'_>, directory: &Directory, problems: &mut Vec<Problem>) {
    let own = source.select("phone.places.*.slug");
    let mut slugs: BTreeSet<&str> = own.iter().map(Found::text).collect();
    for rows in source.select("phone.directory") {
        if directory.has(rows.text()) {
            slugs.extend(directory.places(rows.text()).iter().map(|place| place.slug.as_str()));
        } else {
            problems.push(rows.problem(format!("the phone directory has no rows of `{}`", rows.text())));
        }
        let named = source.select("phone.plans.*.directory");
        let is_named = |plan: &&str| named.iter().any(|name| name.text() == *plan);
        for plan in directory.plans(rows.text()).into_iter().filter(|plan| !is_named(plan)) {
            problems.push(rows.problem(format!("lines of `{plan}` need an entry of `phone.plans`")));
        }
    }
    for path in ["phone.fallback", "phone.featured.*", "phone.neighbours.*.*"] {
        known(source.select(path), "place with phone lines", &slugs, problems);
    }
}
