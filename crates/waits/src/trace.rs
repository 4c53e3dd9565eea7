//! What happened in a centre as JSON lines, and an announcement for each who joins a line.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Announcement, Centre, Class, Event, Id, Lines, Prior, Range, Shift};

/// Reads a trace line by line and answers each arrival.
#[derive(Default)]
pub struct Reader {
    centre: Option<Centre>,
    languages: Vec<String>,
    severities: Vec<String>,
    ids: HashMap<String, Id>,
    /// The id in the last line.
    last: Value,
}

#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    day_seconds: Option<f64>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    severities: Vec<String>,
    agents: Vec<Skilled>,
}

#[derive(Deserialize)]
struct Skilled {
    id: Value,
    skills: Vec<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    mean: f64,
    p10: f64,
    p50: f64,
    p90: f64,
}

/// How severities are called in the trace, the most severe first; others follow in the header's order.
const SEVERITIES: [&str; 4] = ["S", "A", "B", "C"];

impl Reader {
    /// Takes a line. An arrival's answer is pushed to `out`, with the end of the line.
    pub fn line(&mut self, line: &str, out: &mut String) -> Result<(), String> {
        let Some((_, Event::Arrived { customer, .. })) = self.read(line)? else { return Ok(()) };
        let Range { mean, p10, p50, p90 } = self.announce(customer).range;
        let rounded = |seconds: f64| (seconds * 1000.0).round() / 1000.0;
        let answer = Answer {
            id: &self.last,
            mean: rounded(mean),
            p10: rounded(p10),
            p50: rounded(p50),
            p90: rounded(p90),
        };
        out.push_str(&serde_json::to_string(&answer).map_err(|why| why.to_string())?);
        out.push('\n');
        Ok(())
    }

    /// Follows a line; tells what it was, if it was anything that matters.
    pub fn read(&mut self, line: &str) -> Result<Option<(f64, Event)>, String> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        let mut value: Value = serde_json::from_str(line).map_err(|why| why.to_string())?;
        let what = text(&value, "ev")?;
        if what == "header" {
            self.header(serde_json::from_value(value).map_err(|why| why.to_string())?)?;
            return Ok(None);
        }
        if self.centre.is_none() {
            return Err("the header must come first".into());
        }
        let Some(event) = self.event(&what, &value)? else { return Ok(None) };
        let at = number(&value, "t")?;
        let Some(centre) = &mut self.centre else { return Ok(None) };
        centre.follow(at, &event).map_err(|why| why.to_string())?;
        self.last = value["id"].take();
        Ok(Some((at, event)))
    }

    /// What this customer is told. If nobody is known who could ever come, it is some time within a day.
    pub fn announce(&mut self, customer: Id) -> Announcement {
        let Some(centre) = &mut self.centre else { return Announcement::default() };
        let day = centre.learner().period();
        centre.announce(customer).unwrap_or_else(|| Announcement {
            range: Range { mean: 0.5 * day, p10: 0.05 * day, p50: 0.5 * day, p90: day },
            ..Announcement::default()
        })
    }

    pub fn centre(&self) -> Option<&Centre> {
        self.centre.as_ref()
    }

    fn header(&mut self, header: Header) -> Result<(), String> {
        if self.centre.is_some() {
            return Err("a second header".into());
        }
        let period = header.day_seconds.unwrap_or(86_400.0);
        if !(3600.0..=1e7).contains(&period) {
            return Err("day_seconds is no length of a day".into());
        }
        let mut centre = Centre::new(Prior { period, ..Prior::default() });
        self.languages = header.languages;
        self.severities = SEVERITIES.map(str::to_owned).to_vec();
        for severity in header.severities {
            if !self.severities.contains(&severity) {
                self.severities.push(severity);
            }
        }
        for agent in header.agents {
            let id = self.id(&agent.id);
            let mut lines = Lines::default();
            for skill in agent.skills {
                lines = lines.with(self.language(skill)?);
            }
            centre.skill(id, lines);
        }
        if self.severities.len() > usize::from(Class::MOST_RANKS) {
            return Err("too many severities".into());
        }
        self.centre = Some(centre);
        Ok(())
    }

    fn event(&mut self, what: &str, value: &Value) -> Result<Option<Event>, String> {
        Ok(Some(match what {
            "plan" => {
                let shift = Shift { from: number(value, "from")?, to: number(value, "to")? };
                Event::Planned { agent: self.of(value, "agent")?, shift }
            }
            "agent_on" => Event::On { agent: self.of(value, "agent")? },
            "agent_off" => Event::Off { agent: self.of(value, "agent")? },
            "book" => {
                let class = Class { rank: 0, line: self.language(text(value, "lang")?)? };
                Event::Booked { customer: self.of(value, "id")?, class, at: number(value, "slot")? }
            }
            "arrive" => {
                let severity = text(value, "sev")?;
                let rank = self.severities.iter().position(|s| *s == severity);
                let rank = rank.ok_or_else(|| format!("the header knows no severity {severity:?}"))?;
                let class = Class { rank: rank as u8, line: self.language(text(value, "lang")?)? };
                Event::Arrived { customer: self.of(value, "id")?, class }
            }
            "start" => Event::Started { customer: self.of(value, "id")?, agent: self.of(value, "agent")? },
            "abandon" => Event::HungUp { customer: self.of(value, "id")? },
            "done" => Event::Done { customer: self.of(value, "id")?, agent: self.of(value, "agent")? },
            _ => return Ok(None),
        }))
    }

    /// The number of a language; one that the header forgot is learned when it comes.
    fn language(&mut self, language: String) -> Result<u8, String> {
        let known = self.languages.iter().position(|l| *l == language);
        let place = known.unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        });
        u8::try_from(place).ok().filter(|p| *p < Class::MOST_LINES).ok_or_else(|| "too many languages".into())
    }

    fn of(&mut self, value: &Value, field: &str) -> Result<Id, String> {
        match value.get(field) {
            Some(id @ (Value::String(_) | Value::Number(_))) => Ok(self.id(id)),
            _ => Err(format!("{field} is missing")),
        }
    }

    fn id(&mut self, id: &Value) -> Id {
        let next = self.ids.len() as Id;
        *self.ids.entry(id.to_string()).or_insert(next)
    }
}

fn text(value: &Value, field: &str) -> Result<String, String> {
    value.get(field).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("{field} is missing"))
}

fn number(value: &Value, field: &str) -> Result<f64, String> {
    value.get(field).and_then(Value::as_f64).ok_or_else(|| format!("{field} is no number"))
}
