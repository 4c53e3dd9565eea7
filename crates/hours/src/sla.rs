//! Questions about calendars and clocks as JSON lines, one answer per line.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::calendar::Calendar;
use crate::clock::{self, Event, Kind, Level, OnReopen, OnSeverityChange, Policy, Status};
use crate::error::{Code, Error};
use crate::parse;
use crate::spec::Spec;

/// Parts are kept as text, so that each fault gets the code of the part it is in.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Raw<'a>,
    #[serde(borrow)]
    kind: Raw<'a>,
    #[serde(borrow)]
    calendar: Raw<'a>,
    #[serde(borrow)]
    target: Raw<'a>,
    #[serde(borrow)]
    start: Raw<'a>,
    #[serde(borrow)]
    from: Raw<'a>,
    #[serde(borrow)]
    to: Raw<'a>,
    #[serde(borrow)]
    at: Raw<'a>,
    #[serde(borrow)]
    clock: Raw<'a>,
    #[serde(borrow)]
    calendars: Raw<'a>,
    #[serde(borrow)]
    policy: Raw<'a>,
    #[serde(borrow)]
    events: Raw<'a>,
    #[serde(borrow)]
    as_of: Raw<'a>,
}

type Raw<'a> = Option<&'a RawValue>;

#[derive(Deserialize)]
struct RawPolicy<'a> {
    order: Vec<String>,
    #[serde(borrow)]
    severities: HashMap<String, &'a RawValue>,
    #[serde(default)]
    on_severity_change: OnSeverityChange,
    #[serde(default)]
    on_reopen: OnReopen,
}

/// The calendar of a severity; the same text is read as its target.
#[derive(Deserialize)]
struct RawLevel<'a> {
    #[serde(borrow)]
    calendar: Raw<'a>,
}

#[derive(Deserialize)]
struct RawEvent<'a> {
    #[serde(borrow, rename = "type")]
    kind: Raw<'a>,
    #[serde(borrow)]
    at: Raw<'a>,
    #[serde(borrow)]
    severity: Raw<'a>,
    #[serde(borrow)]
    calendar: Raw<'a>,
    #[serde(borrow)]
    spec: Raw<'a>,
}

#[derive(Deserialize)]
struct RawSpec<'a> {
    #[serde(borrow)]
    tz: Raw<'a>,
    #[serde(borrow)]
    weekly: Raw<'a>,
    #[serde(borrow)]
    holidays: Raw<'a>,
    #[serde(borrow)]
    overrides: Raw<'a>,
    #[serde(borrow)]
    business_day_minutes: Raw<'a>,
}

const CACHED_CALENDARS: usize = 256;

thread_local! {
    /// Lines mostly repeat a few calendars word for word.
    static CALENDARS: RefCell<HashMap<Box<str>, Arc<Calendar>>> = RefCell::default();
}

/// Appends the answer to one line, without a line break.
pub fn answer(line: &str, out: &mut String) {
    out.push('{');
    let result = match serde_json::from_str::<Line>(line) {
        Ok(line) => {
            if let Some(id) = line.id {
                out.push_str("\"id\":");
                out.push_str(id.get());
                out.push(',');
            }
            line.answer(out)
        }
        Err(error) => Err(Code::InvalidInput.about(error)),
    };
    if let Err(error) = result {
        push(out, format_args!("\"error\":\"{}\"", error.code.as_str()));
    }
    out.push('}');
}

impl Line<'_> {
    /// Appends the members of the answer; nothing if it is an error.
    fn answer(&self, out: &mut String) -> Result<(), Error> {
        match text(self.kind).as_deref() {
            Some("deadline") => {
                let calendar = calendar(self.calendar)?;
                let budget = calendar.budget(part(self.target, Code::InvalidTarget)?)?;
                let deadline = calendar.add(instant(self.start)?, budget)?;
                push(out, format_args!("\"deadline\":\"{deadline}\""));
            }
            Some("elapsed") => {
                let calendar = calendar(self.calendar)?;
                let (from, to) = (instant(self.from)?, instant(self.to)?);
                if to < from {
                    return Err(Code::InvalidRange.about(to));
                }
                push(out, format_args!("\"seconds\":{}", calendar.elapsed(from, to)));
            }
            Some("state") => {
                let state = calendar(self.calendar)?.state(instant(self.at)?);
                push(out, format_args!("\"open\":{},\"next_change\":", state.open));
                push_instant(out, state.next_change);
            }
            Some("ticket") => self.ticket(out)?,
            _ => return Err(Code::InvalidInput.about("kind")),
        }
        Ok(())
    }

    fn ticket(&self, out: &mut String) -> Result<(), Error> {
        let kind: Kind = part(self.clock, Code::InvalidInput)?;
        let policy = self.policy()?;
        let as_of = instant(self.as_of)?;
        let events = self.events(&policy)?;
        let reading = clock::read(kind, &policy, &events, as_of)?;
        let status = match reading.status {
            Status::Running => "running",
            Status::Paused => "paused",
            Status::Stopped => "stopped",
        };
        push(out, format_args!("\"status\":\"{status}\",\"breached\":{},\"deadline\":", reading.breached));
        push_instant(out, reading.deadline);
        let binding = serde_json::Value::from(reading.binding);
        push(
            out,
            format_args!(
                ",\"binding\":{binding},\"elapsed_seconds\":{},\"remaining_seconds\":{},\"cycles\":{},\"breached_cycles\":{}",
                reading.elapsed_seconds, reading.remaining_seconds, reading.cycles, reading.breached_cycles
            ),
        );
        Ok(())
    }

    fn policy(&self) -> Result<Policy, Error> {
        let calendars: BTreeMap<String, &RawValue> = part(self.calendars, Code::UnknownCalendar)?;
        let calendars = calendars.into_iter().map(|(name, spec)| Ok((name, calendar(Some(spec))?)));
        let calendars = calendars.collect::<Result<HashMap<_, _>, Error>>()?;
        let policy: RawPolicy = part(self.policy, Code::InvalidInput)?;
        let levels = policy.order.iter().map(|severity| {
            let level =
                *policy.severities.get(severity).ok_or_else(|| Code::UnknownSeverity.about(severity))?;
            let RawLevel { calendar } = part(Some(level), Code::UnknownCalendar)?;
            let calendar =
                text(calendar).filter(|name| calendars.contains_key(&**name)).ok_or(Code::UnknownCalendar)?;
            Ok((severity, level, calendar))
        });
        let levels = levels.collect::<Result<Vec<_>, Error>>()?;
        let levels = levels.into_iter().map(|(severity, level, calendar)| {
            let target = part(Some(level), Code::InvalidTarget)?;
            Ok(Level { severity: severity.clone(), target, calendar: calendar.into_owned() })
        });
        let levels = levels.collect::<Result<_, Error>>()?;
        Policy::new(levels, calendars, policy.on_severity_change, policy.on_reopen)
    }

    /// Every event is checked, also those that are ignored because they are later than the reading.
    fn events(&self, policy: &Policy) -> Result<Vec<(Timestamp, Event)>, Error> {
        let events: Vec<RawEvent> = part(self.events, Code::InvalidEvent)?;
        events.iter().map(|event| Ok((instant(event.at)?, event.read(policy)?))).collect()
    }
}

impl RawEvent<'_> {
    fn read(&self, policy: &Policy) -> Result<Event, Error> {
        let severity = || {
            let severity = text(self.severity).unwrap_or_default();
            policy.rank(&severity).map(|_| severity.into_owned())
        };
        match text(self.kind).as_deref() {
            Some("opened") => Ok(Event::Opened { severity: severity()? }),
            Some("agent_replied") => Ok(Event::AgentReplied),
            Some("resolved") => Ok(Event::Resolved),
            Some("waiting_on_customer") => Ok(Event::WaitingOnCustomer),
            Some("customer_replied") => Ok(Event::CustomerReplied),
            Some("reopened") => Ok(Event::Reopened),
            Some("severity_changed") => Ok(Event::SeverityChanged { severity: severity()? }),
            Some("calendar_changed") => {
                let name = text(self.calendar).unwrap_or_default().into_owned();
                policy.calendar(&name)?;
                let spec = self.spec.ok_or_else(|| Code::InvalidEvent.about("spec"))?;
                Ok(Event::CalendarChanged { calendar: name, version: calendar(Some(spec))? })
            }
            _ => Err(Code::InvalidEvent.about("type")),
        }
    }
}

fn calendar(raw: Raw) -> Result<Arc<Calendar>, Error> {
    let raw = raw.ok_or(Code::UnknownCalendar)?.get();
    CALENDARS.with_borrow_mut(|calendars| {
        if let Some(calendar) = calendars.get(raw) {
            return Ok(calendar.clone());
        }
        let spec: Spec = serde_json::from_str(raw).map_err(|error| faulty_part(raw).about(error))?;
        let calendar = Arc::new(Calendar::new(&spec)?);
        if calendars.len() == CACHED_CALENDARS {
            calendars.clear();
        }
        calendars.insert(raw.into(), calendar.clone());
        Ok(calendar)
    })
}

/// Which part of a calendar does not have the right form.
fn faulty_part(raw: &str) -> Code {
    type Windows = HashMap<String, Vec<(String, String)>>;
    fn faulty<'a, T: Deserialize<'a>>(raw: Raw<'a>) -> bool {
        raw.is_some_and(|raw| serde_json::from_str::<T>(raw.get()).is_err())
    }
    match serde_json::from_str::<RawSpec>(raw) {
        Err(_) => Code::InvalidInput,
        Ok(spec) if text(spec.tz).is_none() => Code::UnknownTimezone,
        Ok(spec) if faulty::<Windows>(spec.weekly) || faulty::<Windows>(spec.overrides) => {
            Code::InvalidWindow
        }
        Ok(spec) if faulty::<Vec<String>>(spec.holidays) => Code::InvalidDate,
        Ok(spec) if faulty::<u32>(spec.business_day_minutes) => Code::InvalidTarget,
        Ok(_) => Code::InvalidInput,
    }
}

fn instant(raw: Raw) -> Result<Timestamp, Error> {
    text(raw).and_then(|text| parse::instant(&text)).ok_or_else(|| Code::InvalidInstant.into())
}

fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let raw = raw?.get();
    // A string without escapes stands for itself.
    match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Some(Cow::Borrowed(plain)),
        _ => serde_json::from_str(raw).ok().map(Cow::Owned),
    }
}

fn part<'a, T: Deserialize<'a>>(raw: Raw<'a>, code: Code) -> Result<T, Error> {
    serde_json::from_str(raw.map_or("null", RawValue::get)).map_err(|error| code.about(error))
}

fn push_instant(out: &mut String, at: Option<Timestamp>) {
    match at {
        Some(at) => push(out, format_args!("\"{at}\"")),
        None => out.push_str("null"),
    }
}

fn push(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
