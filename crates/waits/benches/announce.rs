//! What an announcement costs: `cargo bench -p waits`. Twenty agents who speak two languages, two hundred waiting, three severities, bookings.

use std::time::{Duration, Instant};

use waits::{Agent, Booking, Class, Learner, Lines, Prior, Random, Serving, Shift, State, Waiting, forecast};

fn main() {
    let mut random = Random::new(1);
    let mut learner = Learner::new(Prior::default());
    let class = |random: &mut Random| Class {
        rank: 1 + (random.unit() * 3.0) as u8,
        line: (random.unit() * 2.0) as u8,
    };
    let mut at = 0.0;
    while at < 5.0 * 86_400.0 {
        at += 20.0 * random.exponential();
        let class = class(&mut random);
        learner.arrived(class, at);
        learner.waited(class, 200.0 * random.unit(), random.unit() < 0.1);
        learner.served(class, (random.unit() * 20.0) as usize, 300.0 * (0.8 * random.normal()).exp());
    }
    for (name, time, on_duty) in [("by day", 36_000.0, true), ("after closing", 68_400.0, false)] {
        let now = 5.0 * 86_400.0 + time;
        let mut took: Vec<Duration> = (0..1000)
            .map(|round| {
                let lines = |k: usize| [Lines(1), Lines(2), Lines(3)][k % 3];
                let shift =
                    |day: f64| Shift { from: now - time + day + 28_800.0, to: now - time + day + 64_800.0 };
                let agent = |k: usize| Agent {
                    lines: lines(k),
                    on_duty,
                    serving: on_duty.then_some(Serving {
                        class: Class { rank: 1, line: 0 },
                        since: now - 100.0 - k as f64,
                    }),
                    shifts: vec![shift(-86_400.0), shift(0.0), shift(86_400.0)],
                    learned_as: k,
                    ..Agent::default()
                };
                let waiting =
                    (0..200).map(|k| Waiting { class: class(&mut random), since: now - 10.0 * f64::from(k) });
                let booked = (0..20).map(|k| Booking {
                    class: Class { rank: 0, line: (k % 2) as u8 },
                    at: now + 900.0 * f64::from(k),
                });
                let state = State {
                    now,
                    agents: (0..20).map(agent).collect(),
                    waiting: waiting.collect(),
                    booked: booked.collect(),
                };
                let class = Class { rank: 3, line: (round % 2) as u8 };
                let begun = Instant::now();
                std::hint::black_box(forecast(&state, &learner, class, round));
                begun.elapsed()
            })
            .collect();
        took.sort();
        println!("{name:<16} median {:?}, p99 {:?}, most {:?}", took[500], took[990], took[999]);
    }
}
