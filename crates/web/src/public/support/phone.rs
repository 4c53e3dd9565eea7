use centre::policy::{Charges, Fallback, Line, LineFor, LineKind, Place, Policy};
use lang::{Lang, args};

use super::{hours::Hours, promises::language};
use crate::visit::Facts;

/// Chosen by somebody whose country isn't in the list.
pub const NOT_LISTED: &str = "not-listed";

/// What somebody is told who asks for the number of a country.
pub struct Asked {
    /// The value of the entry that they chose.
    pub value: String,
    /// Why they get another country's line.
    pub instead: Option<String>,
    pub shown: Option<PlaceView>,
}

impl Asked {
    /// `wish` is whatever the address says: a slug, an ISO code, anything.
    pub fn new(visit: &Facts, policy: &Policy, wish: &str) -> Asked {
        let lang = visit.lang;
        let place = policy.place(wish);
        let (value, name, from) = match place {
            None => (NOT_LISTED.to_owned(), None, None),
            Some(place) if place.iso2.is_some() => {
                (place.slug.clone(), Some(place.name_in(lang).to_owned()), place.iso2.clone())
            }
            Some(place) => match place.covers.iter().find(|code| code.eq_ignore_ascii_case(wish)) {
                Some(code) => (code.to_lowercase(), Some(country(lang, code)), Some(code.clone())),
                None => (NOT_LISTED.to_owned(), Some(place.name_in(lang).to_owned()), None),
            },
        };
        let lines = policy.categories.first().and_then(|category| policy.lines_for(wish, &category.id));
        let instead = match (lines.as_ref().and_then(|lines| lines.fallback), &name) {
            (Some(Fallback::NoLine), Some(name)) => {
                Some(lang.t("support-phone-no-line", &args!["place" => name]))
            }
            (Some(_), _) => Some(lang.t("support-phone-not-in-list", &[])),
            (None, _) => None,
        };
        let shown = lines.map(|lines| PlaceView::new(visit, policy, lines.place, name, from.as_deref()));
        Asked { value, instead, shown }
    }
}

/// The lines of a place for somebody who calls from a country.
pub struct PlaceView {
    pub name: String,
    /// The place whose lines these are, if it is called something else.
    pub lines_of: Option<String>,
    /// One for each plan that has lines of its own.
    pub plans: Vec<PlanView>,
}

pub struct PlanView {
    pub plan: Option<String>,
    pub lines: Vec<LineView>,
    pub kinds: Vec<KindView>,
}

pub struct LineView {
    pub is_alternative: bool,
    pub label: Option<String>,
    /// As the caller dials it.
    pub number: String,
    /// The form for every phone in the world, if it differs.
    pub international: Option<String>,
    /// `None` where nobody can tell what number it is.
    pub e164: Option<String>,
    pub charges: Option<String>,
    /// In English, as the menu of the line speaks.
    pub steps: Vec<String>,
}

/// When a line is answered for some categories.
#[derive(PartialEq)]
pub struct KindView {
    pub names: String,
    pub rows: Vec<Row>,
}

#[derive(PartialEq)]
pub struct Row {
    pub languages: String,
    pub severities: Option<String>,
    pub hours: Hours,
}

impl PlaceView {
    pub fn featured(visit: &Facts, policy: &Policy, place: &Place) -> PlaceView {
        PlaceView::new(visit, policy, place, None, place.iso2.as_deref())
    }

    fn new(
        visit: &Facts,
        policy: &Policy,
        place: &Place,
        asked: Option<String>,
        from: Option<&str>,
    ) -> PlaceView {
        let own = place.name_in(visit.lang).to_owned();
        let name = asked.unwrap_or_else(|| own.clone());
        let mut plans: Vec<PlanView> = Vec::new();
        let mut named: Vec<&Option<String>> = Vec::new();
        for (at, line) in place.lines.iter().enumerate() {
            let view = LineView::new(visit.lang, line, from.unwrap_or_default());
            match named.iter().position(|plan| **plan == line.plan) {
                Some(known) => plans[known].lines.push(view),
                None => {
                    named.push(&line.plan);
                    let kinds = kinds(visit, policy, &place.slug, at);
                    plans.push(PlanView { plan: line.plan.clone(), lines: vec![view], kinds });
                }
            }
        }
        PlaceView { lines_of: (name != own).then_some(own), name, plans }
    }
}

impl LineView {
    fn new(lang: Lang, line: &Line, from: &str) -> LineView {
        let number = line.written_for(from);
        let everywhere = line.written_for("");
        let charges = match line.charges {
            Charges::TollFree => Some("support-phone-toll-free"),
            Charges::Local => Some("support-phone-local-charges"),
            Charges::International => Some("support-phone-international-charges"),
            Charges::NotStated => None,
        };
        LineView {
            is_alternative: line.kind == LineKind::Alternative,
            label: line.label.clone().filter(|label| line.plan.as_ref() != Some(label)),
            international: line.e164().and((everywhere != number).then_some(everywhere)),
            number,
            e164: line.e164(),
            charges: charges.map(|key| lang.t(key, &[])),
            steps: line.dial_steps.clone(),
        }
    }
}

/// The hours of a place's line for each category; categories with the same hours together.
fn kinds(visit: &Facts, policy: &Policy, slug: &str, line: usize) -> Vec<KindView> {
    let mut kinds: Vec<(Vec<&str>, Vec<Row>)> = Vec::new();
    for category in &policy.categories {
        let lines = policy.lines_for(slug, &category.id);
        let Some(answered) = lines.as_ref().and_then(|lines| lines.lines.get(line)) else { continue };
        let rows = rows(visit, answered);
        let name = category.name.get(visit.lang.code());
        match kinds.iter_mut().find(|(_, known)| *known == rows) {
            Some((names, _)) => names.push(name),
            None => kinds.push((vec![name], rows)),
        }
    }
    let kinds = kinds.into_iter().filter(|(_, rows)| !rows.is_empty());
    kinds.map(|(names, rows)| KindView { names: names.join(" · "), rows }).collect()
}

/// Languages and severities with the same hours together.
fn rows(visit: &Facts, line: &LineFor<'_>) -> Vec<Row> {
    let lang = visit.lang;
    let mut by_severity: Vec<(Option<&str>, Hours, Vec<String>)> = Vec::new();
    for hours in &line.hours {
        let spoken = match &hours.language {
            Some(tag) => language(lang, tag),
            None => lang.t("support-language-not-stated", &[]),
        };
        let (severity, hours) = (hours.severity.as_deref(), Hours::of_line(visit, hours));
        match by_severity.iter_mut().find(|(s, h, _)| *s == severity && *h == hours) {
            Some((_, _, languages)) => languages.push(spoken),
            None => by_severity.push((severity, hours, vec![spoken])),
        }
    }
    let mut rows: Vec<(Vec<&str>, Hours, Vec<String>)> = Vec::new();
    for (severity, hours, languages) in by_severity {
        match rows.iter_mut().find(|(s, h, l)| !s.is_empty() && *h == hours && *l == languages) {
            Some((severities, ..)) => severities.extend(severity),
            None => rows.push((severity.into_iter().collect(), hours, languages)),
        }
    }
    let row = |(severities, hours, languages): (Vec<&str>, Hours, Vec<String>)| Row {
        languages: lang.list(&languages),
        severities: (!severities.is_empty())
            .then(|| lang.t("support-severity", &args!["level" => lang.list(&severities)])),
        hours,
    };
    rows.into_iter().map(row).collect()
}

fn country(lang: Lang, code: &str) -> String {
    lang.country(code).unwrap_or(code).to_owned()
}
