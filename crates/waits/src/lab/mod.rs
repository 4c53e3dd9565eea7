//! Made-up centres, to try announcements on: what happens in them, and how long everybody really waited.

mod classic;
mod score;

pub use classic::Classic;
pub use score::{Score, Scores};

use crate::{
    Class, Lines, Random, Shift,
    world::{self, Happened, Visitor},
};

/// What kind of centre; the seed decides its particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scenario {
    pub name: &'static str,
    agents: usize,
    law: Shape,
    impatient: bool,
    severities: bool,
    languages: bool,
    hours: Hours,
    bookings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Exponential,
    Lognormal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hours {
    /// The same agents all the time.
    Always,
    /// Few at night, many by day, as people come.
    Shifts,
    /// People come by night as well, when nobody is there.
    Closing,
}

const PLAIN: Scenario = Scenario {
    name: "",
    agents: 5,
    law: Shape::Exponential,
    impatient: false,
    severities: false,
    languages: false,
    hours: Hours::Always,
    bookings: false,
};

pub const SCENARIOS: [Scenario; 12] = [
    Scenario { name: "M/M/5", ..PLAIN },
    Scenario { name: "M/M/20", agents: 20, ..PLAIN },
    Scenario { name: "M/M/100", agents: 100, ..PLAIN },
    Scenario { name: "lognormal, 5", law: Shape::Lognormal, ..PLAIN },
    Scenario { name: "lognormal, 20", agents: 20, law: Shape::Lognormal, ..PLAIN },
    Scenario { name: "impatient", agents: 20, impatient: true, ..PLAIN },
    Scenario { name: "impatient, lognormal", agents: 20, law: Shape::Lognormal, impatient: true, ..PLAIN },
    Scenario { name: "daily shifts", agents: 20, hours: Hours::Shifts, ..PLAIN },
    Scenario { name: "languages and severities", agents: 12, severities: true, languages: true, ..PLAIN },
    Scenario {
        name: "the same with shifts",
        agents: 20,
        law: Shape::Lognormal,
        impatient: true,
        severities: true,
        languages: true,
        hours: Hours::Shifts,
        bookings: false,
    },
    Scenario {
        name: "the same with bookings",
        agents: 12,
        law: Shape::Lognormal,
        impatient: true,
        severities: true,
        languages: true,
        hours: Hours::Always,
        bookings: true,
    },
    Scenario {
        name: "closing hours",
        agents: 10,
        law: Shape::Lognormal,
        impatient: false,
        severities: true,
        languages: true,
        hours: Hours::Closing,
        bookings: false,
    },
];

const DAY: f64 = 86_400.0;
const LANGUAGES: [&str; 2] = ["en", "de"];
const SEVERITIES: [&str; 4] = ["S", "A", "B", "C"];

/// What happened in a centre, as the lines of a trace, and the true wait of everybody.
pub struct Trace {
    pub lines: Vec<String>,
    /// When somebody came, what they were told to be, and the true wait; by the number in their id.
    pub truth: Vec<Truth>,
    pub from: f64,
}

#[derive(Debug, Clone, Copy)]
pub struct Truth {
    pub at: f64,
    pub class: Class,
    pub wait: Option<f64>,
    pub hung_up: bool,
}

impl Scenario {
    /// A trace of about so many visitors.
    pub fn trace(&self, seed: u64, about: usize) -> Trace {
        let mut random = Random::new(seed.wrapping_mul(0x51_7c_c1_b7).wrapping_add(self.name.len() as u64));
        let mut between = |low: f64, high: f64| low + (high - low) * random.unit();
        let mean = between(180.0, 600.0);
        let spread = between(0.5, 1.3);
        let busy = match (self.impatient, self.hours) {
            (true, _) => between(0.95, 1.15),
            (_, Hours::Closing) => between(0.75, 0.9),
            _ if self.agents >= 100 => between(0.95, 0.98),
            _ => between(0.85, 0.96),
        };
        let patience = between(1.0, 4.0) * mean;
        let patience_spread = between(0.0, 1.0);
        let severe = [between(0.05, 0.2), between(0.2, 0.4)];
        let german = between(0.3, 0.5);
        let deep = if self.hours == Hours::Always { 0.0 } else { between(0.5, 0.9) };
        let open = 8.0 * 3600.0;
        let shut = between(16.0, 18.0) * 3600.0;

        let agents: Vec<Lines> = (0..self.agents)
            .map(|k| match (self.languages, k % 4) {
                (false, _) | (true, 0) => Lines::default().with(0),
                (true, 1) => Lines::default().with(1),
                (true, 2) => Lines::default().with(0).with(1),
                (true, _) => Lines::default().with((k / 4 % 2) as u8),
            })
            .collect();
        // The share of the agents who are there on average decides how many may come.
        let there = match self.hours {
            Hours::Always => 1.0,
            Hours::Shifts => 0.5,
            Hours::Closing => (shut - open) / DAY,
        };
        let rate = busy * self.agents as f64 * there / mean;
        let days =
            ((about as f64 / rate / DAY).ceil()).max(if self.hours == Hours::Always { 1.0 } else { 6.0 });
        let length = if self.hours == Hours::Always { about as f64 / rate } else { days * DAY };
        let profile = |at: f64| 1.0 - deep * (std::f64::consts::TAU * (at / DAY - 1.0 / 12.0)).cos();

        let mut visitors = Vec::new();
        let mut at = 0.0;
        // They go on coming after the trace has ended, so that who waits then waits as truly as before.
        while at < length + 2.0 * DAY {
            at += random.exponential() * mean_gap(rate, deep);
            if random.unit() * (1.0 + deep) > profile(at) {
                continue;
            }
            let line = u8::from(self.languages && random.unit() < german);
            let point = random.unit();
            let rank = match self.severities {
                true if point < severe[0] => 1,
                true if point < severe[0] + severe[1] => 2,
                _ => 3,
            };
            visitors.push(self.visitor(
                Class { rank, line },
                at,
                mean,
                spread,
                patience,
                patience_spread,
                &mut random,
            ));
        }
        let mut booked = Vec::new();
        if self.bookings {
            let slots = ((length + 2.0 * DAY) / 900.0) as usize;
            for slot in 4..slots {
                let share = 0.15 * rate * 900.0;
                for _ in 0..(share + random.unit()) as usize {
                    let line = u8::from(random.unit() < german);
                    let at = slot as f64 * 900.0;
                    let known = (at - 600.0 - random.exponential() * 7200.0).max(0.0);
                    booked.push((known, visitors.len()));
                    let class = Class { rank: 0, line };
                    visitors.push(self.visitor(
                        class,
                        at,
                        mean,
                        spread,
                        patience,
                        patience_spread,
                        &mut random,
                    ));
                }
            }
        }
        let shifts = self.shifts(&agents, days, open, shut, deep, &mut random);
        self.write(&agents, &shifts, &visitors, &booked, length)
    }

    #[allow(clippy::too_many_arguments)]
    fn visitor(
        &self,
        class: Class,
        at: f64,
        mean: f64,
        spread: f64,
        patience: f64,
        patience_spread: f64,
        random: &mut Random,
    ) -> Visitor {
        let service = match self.law {
            Shape::Exponential => mean * random.exponential(),
            Shape::Lognormal => mean * (spread * random.normal() - 0.5 * spread * spread).exp(),
        };
        let patience = match self.impatient {
            false => f64::INFINITY,
            true if patience_spread < 0.5 => patience * random.exponential(),
            true => patience * (patience_spread * random.normal()).exp(),
        };
        Visitor { class, at, service, patience }
    }

    /// Each agent has a shift a day; by day there are many, at night few or nobody.
    fn shifts(
        &self,
        agents: &[Lines],
        days: f64,
        open: f64,
        shut: f64,
        deep: f64,
        random: &mut Random,
    ) -> Vec<(usize, Shift)> {
        let mut shifts = Vec::new();
        for agent in 0..agents.len() {
            // Where this agent stands among those of the same skills; so each language has somebody at most times.
            let point = (agent / 4) as f64 / (agents.len() as f64 / 4.0) + random.unit() * 0.1;
            match self.hours {
                Hours::Always => shifts.push((agent, Shift { from: 0.0, to: f64::INFINITY })),
                Hours::Closing => {
                    for day in 0..days as usize + 5 {
                        let from = day as f64 * DAY + open + if agent % 3 == 2 { 3600.0 } else { 0.0 };
                        let to = day as f64 * DAY + shut - if agent % 3 == 1 { 3600.0 } else { 0.0 };
                        shifts.push((agent, Shift { from, to }));
                    }
                }
                Hours::Shifts => {
                    // The distribution of the middles follows the profile of those who come.
                    let middle = inverse_profile(point.fract(), deep) * DAY;
                    let begin = ((middle - 6.0 * 3600.0) / 1800.0).round() * 1800.0;
                    for day in -1..days as i64 + 5 {
                        let from = (day as f64 * DAY + begin).max(0.0);
                        let to = day as f64 * DAY + begin + 12.0 * 3600.0;
                        if to > from {
                            shifts.push((agent, Shift { from, to }));
                        }
                    }
                }
            }
        }
        shifts
    }

    fn write(
        &self,
        agents: &[Lines],
        shifts: &[(usize, Shift)],
        visitors: &[Visitor],
        booked: &[(f64, usize)],
        length: f64,
    ) -> Trace {
        let languages = if self.languages { &LANGUAGES[..] } else { &LANGUAGES[..1] };
        let names = |lines: &Lines| lines.iter().map(|l| LANGUAGES[usize::from(l)]).collect::<Vec<_>>();
        let header = serde_json::json!({
            "ev": "header", "scenario": "made up", "day_seconds": DAY, "languages": languages,
            "severities": if self.severities { &SEVERITIES[1..] } else { &SEVERITIES[3..] },
            "agents": agents.iter().enumerate()
                .map(|(k, lines)| serde_json::json!({"id": format!("a{k}"), "skills": names(lines)}))
                .collect::<Vec<_>>(),
        });
        // In order of time, what was said before anything happens first.
        let mut lines: Vec<(f64, u8, String)> = Vec::new();
        for (agent, Shift { from, to }) in shifts.iter().filter(|(_, shift)| shift.to.is_finite()) {
            let t = ((from / DAY).floor() - 1.0).max(0.0) * DAY;
            lines.push((
                t,
                0,
                format!(r#"{{"t":{t},"ev":"plan","agent":"a{agent}","from":{from},"to":{to}}}"#),
            ));
        }
        for (t, visitor) in booked.iter().filter(|(t, _)| *t <= length) {
            let Visitor { at, class, .. } = visitors[*visitor];
            let lang = LANGUAGES[usize::from(class.line)];
            lines.push((
                *t,
                1,
                format!(r#"{{"t":{t},"ev":"book","id":"v{visitor}","lang":"{lang}","slot":{at}}}"#),
            ));
        }
        let outcomes = world::play(agents, shifts, visitors, |t, what| {
            if t > length {
                return;
            }
            let line = match what {
                Happened::On { agent } => format!(r#"{{"t":{t},"ev":"agent_on","agent":"a{agent}"}}"#),
                Happened::Off { agent } => format!(r#"{{"t":{t},"ev":"agent_off","agent":"a{agent}"}}"#),
                Happened::Arrived { visitor } => {
                    let Class { rank, line } = visitors[visitor].class;
                    let (lang, sev) = (LANGUAGES[usize::from(line)], SEVERITIES[usize::from(rank)]);
                    format!(r#"{{"t":{t},"ev":"arrive","id":"v{visitor}","lang":"{lang}","sev":"{sev}"}}"#)
                }
                Happened::Started { visitor, agent } => {
                    format!(r#"{{"t":{t},"ev":"start","id":"v{visitor}","agent":"a{agent}"}}"#)
                }
                Happened::HungUp { visitor } => format!(r#"{{"t":{t},"ev":"abandon","id":"v{visitor}"}}"#),
                Happened::Done { visitor, agent } => {
                    format!(r#"{{"t":{t},"ev":"done","id":"v{visitor}","agent":"a{agent}"}}"#)
                }
            };
            lines.push((t, 2, line));
        });
        lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let truth = visitors.iter().zip(&outcomes).map(|(v, outcome)| Truth {
            at: v.at,
            class: v.class,
            wait: outcome.wait,
            hung_up: outcome.hung_up,
        });
        let lines = std::iter::once(header.to_string()).chain(lines.into_iter().map(|(_, _, line)| line));
        Trace { lines: lines.collect(), truth: truth.collect(), from: length / 10.0 }
    }
}

fn mean_gap(rate: f64, deep: f64) -> f64 {
    1.0 / (rate * (1.0 + deep))
}

/// The time of day (0 to 1) before which this share of a day's visitors comes.
fn inverse_profile(share: f64, deep: f64) -> f64 {
    let sum = |x: f64| {
        let tau = std::f64::consts::TAU;
        x - deep / tau * ((tau * (x - 1.0 / 12.0)).sin() + (tau / 12.0).sin())
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if sum(middle) < share { low = middle } else { high = middle }
    }
    low
}
