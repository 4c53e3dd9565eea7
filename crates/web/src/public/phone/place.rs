use centre::policy::{
    Calendar, Caveat, Charges, Fallback, Line, LineFor, LineKind, PhonePlan, Place, Policy, Step,
};
use lang::{Lang, args};

use super::{Qr, choose::NOT_LISTED};
use crate::{
    public::support::{
        hours::{Bar, Hours},
        promises::language,
    },
    visit::Facts,
};

/// What somebody is told who asks for the number of a country.
pub struct Asked {
    /// The value of the entry that they chose.
    pub value: String,
    /// The place in the addresses of files.
    pub file: String,
    /// Why they get another country's line.
    pub instead: Option<String>,
    /// Lines nearby, for somebody without one: value and name.
    pub near: Vec<(String, String)>,
    pub shown: Option<PlaceView>,
}

impl Asked {
    /// `wish` is whatever the address says: a slug, an ISO code, anything. Of lines that are for some plans only, those
    /// for `plans` are shown; none: all.
    pub fn new(visit: &Facts, policy: &Policy, wish: &str, plans: &[&PhonePlan]) -> Asked {
        let lang = visit.lang;
        let choice = policy.choice(lang, wish);
        let place = policy.place(wish);
        let value = match choice {
            Some(choice) if choice.is_listed => choice.value.clone(),
            _ => NOT_LISTED.to_owned(),
        };
        let file = choice.map_or_else(|| policy.phone.fallback.clone(), |choice| choice.value.clone());
        let name = choice.map(|choice| choice.name.clone());
        let lines = policy.categories.first().and_then(|category| policy.lines_for(wish, &category.id));
        let instead = match (lines.as_ref().and_then(|lines| lines.fallback), &name) {
            (Some(Fallback::NoLine), Some(name)) => {
                Some(lang.t("support-phone-no-line", &args!["place" => name]))
            }
            (Some(_), Some(name)) => Some(lang.t("lines-not-listed", &args!["place" => name])),
            (Some(_), None) => Some(lang.t("support-phone-not-in-list", &[])),
            (None, _) => None,
        };
        let near = place.into_iter().flat_map(|place| policy.neighbours(place));
        let near = near.map(|place| (place.slug.clone(), place.name_in(lang).to_owned())).collect();
        let from = match place {
            Some(place) if place.iso2.is_some() => place.iso2.clone(),
            Some(place) => place.covers.iter().find(|code| code.eq_ignore_ascii_case(wish)).cloned(),
            None => None,
        };
        let shown = lines.map(|lines| {
            let name = if lines.fallback.is_some() { None } else { name };
            PlaceView::new(visit, policy, lines.place, name, from.as_deref(), plans)
        });
        Asked { value, file, instead, near, shown }
    }
}

/// The lines of a place for somebody who calls from a country.
pub struct PlaceView {
    pub name: String,
    /// The place whose lines these are, if it is called something else.
    pub lines_of: Option<String>,
    /// One for each plan that has lines of its own.
    pub plans: Vec<PlanView>,
    /// Of lines for some plans only, the choices: value and name; the first stands for all.
    pub plan_choices: Vec<PlanChoice>,
    /// What the week is drawn along.
    pub days: Vec<String>,
}

pub struct PlanChoice {
    pub value: String,
    pub name: String,
    pub is_chosen: bool,
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
    pub steps: Vec<String>,
    pub caveats: Vec<String>,
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
    pub week: Option<Bar>,
    pub caveat: Option<String>,
}

impl PlaceView {
    pub fn featured(visit: &Facts, policy: &Policy, place: &Place) -> PlaceView {
        PlaceView::new(visit, policy, place, None, place.iso2.as_deref(), &[])
    }

    fn new(
        visit: &Facts,
        policy: &Policy,
        place: &Place,
        asked: Option<String>,
        from: Option<&str>,
        wanted: &[&PhonePlan],
    ) -> PlaceView {
        let own = place.name_in(visit.lang).to_owned();
        let name = asked.unwrap_or_else(|| own.clone());
        let mut plans: Vec<PlanView> = Vec::new();
        let mut named: Vec<&Option<String>> = Vec::new();
        for (at, line) in place.lines.iter().enumerate().filter(|(_, line)| line.is_for(wanted)) {
            let view = LineView::new(visit.lang, line, from.unwrap_or_default());
            match named.iter().position(|plan| **plan == line.plan) {
                Some(known) => plans[known].lines.push(view),
                None => {
                    named.push(&line.plan);
                    let kinds = kinds(visit, policy, &place.slug, at);
                    let plan = plan_of(policy, line).map(|plan| plan.name.get(visit.lang.code()).to_owned());
                    plans.push(PlanView { plan, lines: vec![view], kinds });
                }
            }
        }
        let kinds = || plans.iter().flat_map(|plan| &plan.kinds);
        let days = kinds().flat_map(|kind| &kind.rows).find_map(|row| row.week.as_ref());
        PlaceView {
            lines_of: (name != own).then_some(own),
            name,
            days: days.map(|week| week.scale.clone()).unwrap_or_default(),
            plans,
            plan_choices: plan_choices(visit.lang, policy, place, wanted),
        }
    }

    /// The code that a phone's camera reads: the first line's.
    pub fn qr(&self) -> Option<Qr> {
        let first = self.plans.first()?.lines.first()?;
        Qr::of(&format!("tel:{}", first.e164.as_ref()?))
    }
}

pub fn plan_of<'p>(policy: &'p Policy, line: &Line) -> Option<&'p PhonePlan> {
    policy.phone.plans.iter().find(|plan| line.plan.as_ref() == Some(&plan.directory))
}

fn plan_choices(lang: Lang, policy: &Policy, place: &Place, wanted: &[&PhonePlan]) -> Vec<PlanChoice> {
    let here = policy
        .phone
        .plans
        .iter()
        .filter(|plan| place.lines.iter().any(|line| line.plan.as_ref() == Some(&plan.directory)));
    let is_one_of_them = |plan: &PhonePlan| wanted.iter().any(|wanted| wanted.id == plan.id);
    let mut choices: Vec<PlanChoice> = here
        .map(|plan| PlanChoice {
            value: plan.id.clone(),
            name: plan.name.get(lang.code()).to_owned(),
            is_chosen: is_one_of_them(plan),
        })
        .collect();
    if !choices.is_empty() {
        let is_chosen = choices.iter().all(|choice| !choice.is_chosen);
        let all = PlanChoice { value: ALL_PLANS.to_owned(), name: lang.t("lines-all-plans", &[]), is_chosen };
        choices.insert(0, all);
    }
    choices
}

const ALL_PLANS: &str = "all";

impl LineView {
    pub fn new(lang: Lang, line: &Line, from: &str) -> LineView {
        let number = line.written_for(from);
        let everywhere = line.written_for("");
        let charges = match line.charges {
            Charges::TollFree => Some("support-phone-toll-free"),
            Charges::Local => Some("support-phone-local-charges"),
            Charges::International => Some("support-phone-international-charges"),
            Charges::NotStated => None,
        };
        // The caveat of charges stands beside what it is about.
        let caveats = [line.caveat()].into_iter().flatten().map(|caveat| told(lang, caveat));
        LineView {
            is_alternative: line.kind == LineKind::Alternative,
            label: line
                .label
                .as_ref()
                .filter(|label| line.plan.as_ref() != Some(label))
                .map(|l| label(lang, l)),
            international: line.e164().and((everywhere != number).then_some(everywhere)),
            number,
            e164: line.e164(),
            charges: charges.map(|key| lang.t(key, &[])),
            steps: line.steps().map(|step| said(lang, step)).collect(),
            caveats: caveats.collect(),
        }
    }
}

/// For whom a line is: those who call from a mobile phone, or from the network of a carrier.
fn label(lang: Lang, label: &str) -> String {
    match label {
        "Mobile" | "Cellular" => lang.t("lines-from-mobile", &[]),
        carrier => lang.t("lines-from-network", &args!["carrier" => carrier]),
    }
}

fn said(lang: Lang, step: Step<'_>) -> String {
    match step {
        Step::Option(key) => lang.t("lines-step-option", &args!["key" => key]),
        Step::Press(key, what) => lang.t("lines-step-press", &args!["key" => key, "what" => what]),
        Step::Code(code) => lang.t("lines-step-code", &args!["code" => code]),
        Step::Dial(number) => lang.t("lines-step-dial", &args!["number" => number]),
        Step::Other(text) => text.to_owned(),
    }
}

fn told(lang: Lang, caveat: Caveat) -> String {
    let key = match caveat {
        Caveat::Number => "lines-caveat-number",
        Caveat::Charges => "lines-caveat-charges",
        Caveat::Hours => "lines-caveat-hours",
        Caveat::Days => "lines-caveat-days",
        Caveat::PublicHolidays => "lines-caveat-holidays",
    };
    lang.t(key, &[])
}

/// The hours of a place's line for each category; categories with the same hours together.
fn kinds(visit: &Facts, policy: &Policy, slug: &str, line: usize) -> Vec<KindView> {
    let mut kinds: Vec<(Vec<&str>, Vec<Row>)> = Vec::new();
    for category in policy.assisted() {
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

struct Answered<'p> {
    hours: Hours,
    caveat: Option<Caveat>,
    calendar: &'p Calendar,
}

impl Answered<'_> {
    /// What is said alike is drawn alike.
    fn reads_like(&self, other: &Answered<'_>) -> bool {
        self.hours == other.hours && self.caveat == other.caveat
    }
}

/// Languages and severities with the same hours together.
fn rows(visit: &Facts, line: &LineFor<'_>) -> Vec<Row> {
    let lang = visit.lang;
    let mut by_severity: Vec<(Option<&str>, Answered<'_>, Vec<String>)> = Vec::new();
    for hours in &line.hours {
        let spoken = match &hours.language {
            Some(tag) => language(lang, tag),
            None => lang.t("support-language-not-stated", &[]),
        };
        let severity = hours.severity.as_deref();
        let (caveat, calendar) = (hours.caveat(), hours.calendar());
        let answered = Answered { hours: Hours::of_line(visit, hours), caveat, calendar };
        match by_severity.iter_mut().find(|(s, a, _)| *s == severity && a.reads_like(&answered)) {
            Some((_, _, languages)) => languages.push(spoken),
            None => by_severity.push((severity, answered, vec![spoken])),
        }
    }
    let mut rows: Vec<(Vec<&str>, Answered<'_>, Vec<String>)> = Vec::new();
    for (severity, answered, languages) in by_severity {
        match rows.iter_mut().find(|(s, a, l)| !s.is_empty() && a.reads_like(&answered) && *l == languages) {
            Some((severities, ..)) => severities.extend(severity),
            None => rows.push((severity.into_iter().collect(), answered, languages)),
        }
    }
    let row = |(severities, answered, languages): (Vec<&str>, Answered<'_>, Vec<String>)| Row {
        languages: lang.list(&languages),
        severities: (!severities.is_empty())
            .then(|| lang.t("support-severity", &args!["level" => lang.list(&severities)])),
        week: Bar::week(visit, answered.calendar),
        hours: answered.hours,
        caveat: answered.caveat.map(|caveat| told(lang, caveat)),
    };
    rows.into_iter().map(row).collect()
}
