use centre::{
    content::Content,
    policy::{Category, Choice, Line, LineHours, Lines, PhonePlan, PlaceZone, Policy},
};
use lang::args;

use super::place::{LineView, plan_of};
use crate::{
    public::support::{as_of, promises::language, week::week_lines},
    visit::Facts,
};

/// All lines for a country or region as a vCard 4.0; `None` without a line.
pub fn card(visit: &Facts, policy: &Policy, choice: &Choice) -> Option<String> {
    let lang = visit.lang;
    let lines = policy.lines_for(&choice.value, &policy.categories.first()?.id)?;
    let base = &visit.app.config.base_url;
    let page = format!("{base}/{}/{}/phone?country={}", lang.code(), policy.cloud.key, choice.value);
    let operator = policy.operator.name.get(lang.code());
    let name = lang.t("lines-card-name", &args!["operator" => operator, "place" => &choice.name]);
    let mut content = Content::default();
    content.line("BEGIN", "VCARD");
    content.line("VERSION", "4.0");
    content.line("KIND", "org");
    content.line("UID", &page);
    content.line(
        "SOURCE",
        &format!("{base}/{}/{}/phone/{}/contact.vcf", lang.code(), policy.cloud.key, choice.value),
    );
    content.text("FN", &name);
    content.text("ORG", operator);
    content.line("LANG", lang.code());
    for (at, line) in lines.place.lines.iter().enumerate() {
        // The first of them is the one to prefer.
        let preference = (at + 1).min(100);
        match line.e164() {
            Some(e164) => content.line(
                &format!("TEL;VALUE=uri;TYPE=\"voice,work\";PREF={preference}"),
                &format!("tel:{e164}"),
            ),
            None => {
                content.text(&format!("TEL;VALUE=text;TYPE=\"voice,work\";PREF={preference}"), &line.printed)
            }
        }
    }
    if let PlaceZone::One(zone) = &lines.place.zone {
        content.text("TZ", zone);
    }
    content.text("NOTE", &note(visit, policy, &lines));
    content.line("URL", &page);
    content.line("REV", &policy.cloud.as_of.strftime("%Y%m%dT000000Z").to_string());
    content.line("END", "VCARD");
    Some(content.finish())
}

/// Whom each number is for, what to press, and when somebody answers.
fn note(visit: &Facts, policy: &Policy, lines: &Lines<'_>) -> String {
    let lang = visit.lang;
    let mut said: Vec<String> = Vec::new();
    if lines.fallback.is_some() {
        said.push(policy.phone.fallback_note.get(lang.code()).to_owned());
    }
    for line in &lines.place.lines {
        let about = about(visit, policy, line);
        if !about.is_empty() {
            said.push(format!("{}: {}", line.written_for(""), lang.list(&about)));
        }
    }
    for answered in answered(policy, &lines.place.slug) {
        let plan = answered.plan.map(|plan| format!("{}, ", plan.name.get(lang.code()))).unwrap_or_default();
        let category = answered.category.name.get(lang.code());
        said.push(format!("{plan}{category}: {}", hours_of(visit, answered.hours)));
    }
    said.push(as_of(lang, policy));
    said.join("\n")
}

fn about(visit: &Facts, policy: &Policy, line: &Line) -> Vec<String> {
    let view = LineView::new(visit.lang, line, "");
    let plan = plan_of(policy, line).map(|plan| plan.name.get(visit.lang.code()).to_owned());
    plan.into_iter().chain(view.label).chain(view.charges).chain(view.steps).chain(view.caveats).collect()
}

/// When somebody answers a place's lines; those of one plan have the same hours.
pub struct Answered<'p> {
    pub plan: Option<&'p PhonePlan>,
    pub category: &'p Category,
    pub hours: &'p LineHours,
}

pub fn answered<'p>(policy: &'p Policy, place: &str) -> Vec<Answered<'p>> {
    let mut answered = Vec::new();
    for category in policy.assisted() {
        let lines = policy.lines_for(place, &category.id).map(|lines| lines.lines).unwrap_or_default();
        let mut plans: Vec<&Option<String>> = Vec::new();
        for line in lines {
            if plans.contains(&&line.line.plan) {
                continue;
            }
            plans.push(&line.line.plan);
            let plan = plan_of(policy, line.line);
            answered.extend(line.hours.into_iter().map(|hours| Answered { plan, category, hours }));
        }
    }
    answered
}

/// "German: Mon–Fri, 9 AM–5 PM (Berlin, UTC+1)"
fn hours_of(visit: &Facts, hours: &LineHours) -> String {
    let lang = visit.lang;
    let spoken = match &hours.language {
        Some(tag) => language(lang, tag),
        None => lang.t("support-language-not-stated", &[]),
    };
    let severity = hours
        .severity
        .as_ref()
        .map(|level| format!(" ({})", lang.t("support-severity", &args!["level" => level])));
    let zone = match (&hours.zone, hours.is_always_open()) {
        (_, true) => String::new(),
        (Some(zone), _) => format!(" ({})", lang.zone_name(zone, visit.now)),
        (None, _) => format!(" ({})", lang.t("lines-callers-time", &[])),
    };
    let week = lang.list(&week_lines(&hours.windows, lang));
    format!("{spoken}{}: {week}{zone}", severity.unwrap_or_default())
}
