use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use rlibphonenumber::{PhoneNumber, PhoneNumberFormat, Region};
use serde::Deserialize;

use super::calendar::Calendar;
use super::{Policy, State, Text, Window};

/// A country or region in the phone directory.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its key, also in addresses of pages: `united-kingdom`.
    pub slug: String,
    /// Not a key: several places can be parts of one country.
    pub iso2: Option<String>,
    /// Countries that have no place of their own and are served here, as ISO codes.
    pub covers: Vec<String>,
    /// Only for places that the tables of country names don't know.
    pub name: Option<Text>,
    pub english_name: String,
    pub region: String,
    pub zone: PlaceZone,
    /// The primary lines first. Empty: no support by phone here.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceZone {
    One(String),
    /// So many zones: "local" hours are those of the reader.
    Several(u32),
    /// Nobody lives there; the same.
    Unknown,
}

#[derive(Debug, Clone)]
pub struct Line {
    /// As people of the place read it.
    pub printed: String,
    /// In which country it is dialled as printed.
    pub country: Option<String>,
    pub kind: LineKind,
    pub charges: Charges,
    /// A carrier, or for whom it is.
    pub label: Option<String>,
    /// The line is for customers of these plans only.
    pub plan: Option<String>,
    /// What to press or say after dialling.
    pub dial_steps: Vec<String>,
    pub hours: Vec<LineHours>,
    pub origin: Origin,
    /// Read when it is first needed; `None` where nobody can tell what number it is.
    pub(super) number: OnceLock<Option<PhoneNumber>>,
}

/// Where in the directory something stands, and what was remarked on it there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The line of the table; 0 for what a policy states itself.
    pub row: usize,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    Primary,
    Alternative,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Charges {
    TollFree,
    Local,
    International,
    NotStated,
}

/// When somebody who speaks a language answers a line.
#[derive(Debug, Clone)]
pub struct LineHours {
    pub category: String,
    /// BCP 47; `None` if the source doesn't state it.
    pub language: Option<String>,
    /// Only cases of this severity, or of any.
    pub severity: Option<String>,
    pub windows: Vec<Window>,
    /// `None`: the caller's own zone.
    pub zone: Option<String>,
    pub origin: Origin,
    pub(super) calendar: Arc<Calendar>,
}

impl Line {
    /// The number for every phone in the world; `None` where the printed one can't be understood.
    pub fn e164(&self) -> Option<String> {
        self.parse().map(|number| number.format_as(PhoneNumberFormat::E164).into_owned())
    }

    /// The number as somebody in `iso2` dials it: as printed there, else in the international form.
    pub fn written_for(&self, iso2: &str) -> String {
        let Some(number) = self.parse() else { return self.printed.clone() };
        // Countries share numbers: the line printed in Canada is one of the United States.
        if !self.is_international() && self.country.as_deref() == Some(iso2) {
            return self.printed.clone();
        }
        let at_home = self.is_international() && self.home().as_deref() == Some(iso2);
        let format = if at_home { PhoneNumberFormat::National } else { PhoneNumberFormat::International };
        number.format_as(format).into_owned()
    }

    /// Whether who has these plans may call it; of who has none nothing is known.
    pub fn is_for(&self, plans: &[&PhonePlan]) -> bool {
        let is_named = |name: &String| plans.iter().any(|plan| plan.directory == *name);
        plans.is_empty() || self.plan.as_ref().is_none_or(is_named)
    }

    fn parse(&self) -> Option<&PhoneNumber> {
        let read = || parse(&self.printed, self.country.as_deref().unwrap_or_default());
        self.number.get_or_init(read).as_ref()
    }

    /// Whether it is printed with a country code, as it is dialled from everywhere.
    pub(super) fn is_international(&self) -> bool {
        self.printed.starts_with('+')
    }

    /// The ISO code of the country whose number it is.
    pub(super) fn home(&self) -> Option<String> {
        self.parse()?.get_region_code().map(|region| region.to_string())
    }
}

impl LineHours {
    pub fn is_always_open(&self) -> bool {
        self.windows.iter().any(Window::is_always)
    }

    /// Whether somebody answers at `at`; `reader_zone` is the caller's zone, for hours that are local to them.
    pub fn state_at(&self, at: Timestamp, reader_zone: &str) -> State {
        self.calendar.hours_in(reader_zone).state(at)
    }

    /// The same hours with the days on which they don't hold.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

/// Plans that some countries have lines of their own for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhonePlan {
    /// Also in addresses.
    pub id: String,
    /// As the directory calls them.
    pub directory: String,
    pub name: Text,
    /// The plans of subscriptions that belong to it; none: all that belong to no other.
    #[serde(default)]
    pub plans: Vec<String>,
}

/// Lines of a place as a policy file has them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPlace {
    pub slug: String,
    pub iso2: Option<String>,
    #[serde(default)]
    pub covers: Vec<String>,
    pub name: Text,
    pub zone: String,
    pub numbers: Vec<OwnNumber>,
    pub hours: Vec<OwnHours>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnNumber {
    pub e164: String,
    pub kind: LineKind,
    pub charges: Charges,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnHours {
    pub category: String,
    pub severity: Option<String>,
    pub languages: Vec<String>,
    pub calendar: String,
}

/// The lines that somebody may call.
#[derive(Debug)]
pub struct Lines<'p> {
    /// Whose lines these are; another place than the reader's if `fallback` says so.
    pub place: &'p Place,
    pub lines: Vec<LineFor<'p>>,
    pub fallback: Option<Fallback>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// The reader's country isn't in the directory.
    NotListed,
    /// It is, and has no line.
    NoLine,
}

#[derive(Debug)]
pub struct LineFor<'p> {
    pub line: &'p Line,
    /// Those of the category that was asked for.
    pub hours: Vec<&'p LineHours>,
}

impl Policy {
    /// A place by its slug, or by the ISO code of a country that it is or serves.
    pub fn place(&self, slug_or_iso: &str) -> Option<&Place> {
        let by_slug = self.places.iter().find(|place| place.slug == slug_or_iso);
        by_slug.or_else(|| {
            let is = |code: &str| code.eq_ignore_ascii_case(slug_or_iso);
            let own = self.places.iter().find(|p| p.iso2.as_deref().is_some_and(is));
            own.or_else(|| self.places.iter().find(|p| p.covers.iter().any(|code| is(code))))
        })
    }

    /// Which lines somebody with a subscription to a plan calls.
    pub fn phone_plan(&self, subscribed: &str) -> Option<&PhonePlan> {
        let plans = &self.phone.plans;
        let named = plans.iter().find(|plan| plan.plans.iter().any(|plan| plan == subscribed));
        named.or_else(|| plans.iter().find(|plan| plan.plans.is_empty()))
    }

    /// Places near one without a line that have some.
    pub fn neighbours(&self, place: &Place) -> impl Iterator<Item = &Place> {
        let slugs = self.phone.neighbours.get(&place.slug).map(Vec::as_slice).unwrap_or_default();
        slugs.iter().filter_map(|slug| self.place(slug))
    }

    /// The places whose lines are shown without asking for a country.
    pub fn featured_places(&self) -> impl Iterator<Item = &Place> {
        self.phone.featured.iter().filter_map(|slug| self.place(slug))
    }

    /// The lines of a place (slug or ISO code) with their hours for a category. A place that isn't listed or has no
    /// line gets the policy's fallback line, said as such; `None` only for a policy without phone support.
    pub fn lines_for(&self, slug_or_iso: &str, category: &str) -> Option<Lines<'_>> {
        let asked = self.place(slug_or_iso);
        let (place, fallback) = match asked {
            Some(place) if !place.lines.is_empty() => (place, None),
            Some(_) => (self.place(&self.phone.fallback)?, Some(Fallback::NoLine)),
            None => (self.place(&self.phone.fallback)?, Some(Fallback::NotListed)),
        };
        let hours_of = self.category(category).and_then(|c| c.directory_hours.as_deref());
        let hours_of = hours_of.unwrap_or(category);
        let lines = place.lines.iter().map(|line| LineFor {
            line,
            hours: line.hours.iter().filter(|hours| hours.category == hours_of).collect(),
        });
        Some(Lines { place, lines: lines.collect(), fallback })
    }

    pub(super) fn own_places(&self) -> Vec<Place> {
        self.phone.places.iter().map(|own| self.own_place(own)).collect()
    }

    fn own_place(&self, own: &OwnPlace) -> Place {
        let hours = own.hours.iter().flat_map(|hours| {
            let calendar = self.calendar(&hours.calendar);
            let in_each = |calendar: &Calendar| {
                let calendar = Arc::new(calendar.clone());
                let spoken = move |language: &String| LineHours {
                    category: hours.category.clone(),
                    language: Some(language.clone()),
                    severity: hours.severity.clone(),
                    windows: calendar.week(),
                    zone: calendar.zone.name().map(str::to_owned),
                    origin: Origin::default(),
                    calendar: calendar.clone(),
                };
                hours.languages.iter().map(spoken).collect::<Vec<_>>()
            };
            calendar.map(in_each).unwrap_or_default()
        });
        let hours: Vec<LineHours> = hours.collect();
        let line = |number: &OwnNumber| Line {
            printed: number.e164.clone(),
            country: own.iso2.clone(),
            kind: number.kind,
            charges: number.charges,
            label: None,
            plan: None,
            dial_steps: Vec::new(),
            hours: hours.clone(),
            origin: Origin::default(),
            number: OnceLock::new(),
        };
        Place {
            slug: own.slug.clone(),
            iso2: own.iso2.clone(),
            covers: own.covers.clone(),
            name: Some(own.name.clone()),
            english_name: own.name.english().to_owned(),
            region: String::new(),
            zone: PlaceZone::One(own.zone.clone()),
            lines: own.numbers.iter().map(line).collect(),
        }
    }
}

/// A number that can be dialled, as printed in `iso2`.
fn parse(printed: &str, iso2: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(printed, iso2.parse::<Region>().ok()).ok().filter(PhoneNumber::is_valid)
}

pub(super) fn is_e164(text: &str) -> bool {
    parse(text, "").is_some_and(|number| number.format_as(PhoneNumberFormat::E164) == text)
}
