use std::sync::Arc;

use db::{Clock, Db, Tx, testing::TestDb};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::{
    Error, MIGRATIONS,
    cases::{self, Event},
    demo, people,
    policy::Policies,
};

/// A Wednesday noon, open everywhere.
const NOW: &str = "2026-11-18T11:00:00Z";

struct Centre {
    db: Db,
    clock: Clock,
    policies: Arc<Policies>,
    _store: TestDb,
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for store in db::testing::engines() {
        let clock = Clock::fixed(NOW.parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        let policies = Arc::new(Policies::load(None).unwrap());
        let by = policies.clone();
        let fill = move |tx: &mut Tx| {
            let directory = demo::directory()?;
            people::import(tx, &by, &directory)?;
            demo::play(tx, &by, &directory)
        };
        db.write(fill).await.unwrap();
        story(Centre { db, clock, policies, _store: store }).await;
    }
}

fn wish(language: &str, severity: &str) -> Wish {
    Wish {
        category: "technical".into(),
        language: language.into(),
        severity: severity.into(),
        zone: "Europe/Berlin".into(),
    }
}

impl Centre {
    async fn waits(&self, wish: Wish) -> Vec<Wait> {
        let policies = self.policies.clone();
        let read = move |tx: &mut Tx| {
            let policy = policies.cloud("worldwide").unwrap();
            Ok::<_, Error>((look(tx, policy, &wish, None)?, learn(tx, policy)?))
        };
        let (scene, learned) = self.db.read(read).await.unwrap();
        assert!(scene.fits(&learned));
        scene.waits(&learned)
    }

    /// The number of an unanswered case of the demo by mail.
    async fn unanswered(&self) -> cases::Case {
        let read = |tx: &mut Tx| {
            let row = tx.query_one(
                "SELECT number FROM cases WHERE cloud = 'worldwide' AND responded_at IS NULL AND closed_at IS NULL
                 AND partner IS NULL ORDER BY opened_at DESC LIMIT 1",
                &[],
            )?;
            cases::load(tx, row.get(0)?)
        };
        self.db.read(read).await.unwrap()
    }
}

fn an_announcement(at: Timestamp) -> Announced {
    let range = waits::Range { mean: 900.0, p10: 300.0, p50: 800.0, p90: 1800.0 };
    let why = Why { before: 3, agents: 2, language: "de".into(), ..Why::default() };
    Announced { at, range, simulated: Vec::new(), by: By::Formula, why }
}

#[tokio::test]
async fn a_wait_is_a_range_that_says_why() {
    on_every_engine(async |centre| {
        let waits = centre.waits(wish("de", "B")).await;
        let methods: Vec<&str> = waits.iter().map(|wait| wait.method.as_str()).collect();
        assert_eq!(methods, ["phone", "email"]);
        for wait in &waits {
            assert_eq!((wait.language.as_str(), wait.opens), ("de", None));
            let range = wait.announced.as_ref().unwrap().range;
            assert!(range.p10 <= range.p50 && range.p50 <= range.p90 && range.mean >= 0.0, "{range:?}");
            assert!(wait.announced.as_ref().unwrap().why.agents > 1);
        }
        // Nobody speaks this: another language will do.
        assert_eq!(centre.waits(wish("xx", "B")).await[0].language, "en");
    })
    .await;
}

#[tokio::test]
async fn across_closing_the_wait_begins_when_it_opens() {
    on_every_engine(async |centre| {
        // Saturday: billing support answers from Monday on.
        centre.clock.advance(SignedDuration::from_hours(3 * 24));
        let waits = centre.waits(Wish { category: "billing".into(), ..wish("en", "B") }).await;
        let phone = &waits[0];
        let opens = phone.opens.unwrap();
        assert_eq!(opens.to_string(), "2026-11-23T08:00:00Z");
        let announced = phone.announced.as_ref().unwrap();
        assert!(announced.after(announced.range.p10) >= opens, "{announced:?}");
        assert_eq!(announced.why.opens, Some(opens));
    })
    .await;
}

#[tokio::test]
async fn an_announcement_is_settled_by_the_first_answer_and_by_nothing_later() {
    on_every_engine(async |centre| {
        let case = centre.unanswered().await;
        let number = case.number;
        let at: Timestamp = NOW.parse().unwrap();
        let stored = case.clone();
        centre
            .db
            .write(move |tx| {
                put(tx, &stored, &an_announcement(at))?;
                let later = Announced { by: By::Simulation, ..an_announcement(at) };
                put(tx, &stored, &later)
            })
            .await
            .unwrap();
        for (minutes, event) in [
            (10, Event::Note { text: "A look".into() }),
            (10, Event::AgentReplied { text: "Hello".into() }),
            (10, Event::AgentReplied { text: "Again".into() }),
        ] {
            centre.clock.advance(SignedDuration::from_mins(minutes));
            let policies = centre.policies.clone();
            let append = move |tx: &mut Tx| {
                let case = cases::load(tx, number)?;
                let agent = people::person_by_email(tx, "grace.okafor@contoso.example")?.unwrap();
                let now = tx.now();
                cases::append(
                    tx,
                    policies.cloud("worldwide").unwrap(),
                    &case,
                    agent.id,
                    now,
                    std::slice::from_ref(&event),
                    &[],
                )?;
                Ok::<_, Error>(())
            };
            centre.db.write(append).await.unwrap();
        }
        let settled = centre.db.read(move |tx| announced(tx, &case)).await.unwrap().unwrap();
        assert_eq!((settled.answered(), settled.made_by.as_str()), (Some(20 * 60), "formula"));
        assert_eq!(settled.why.before, 3);
        let policies = centre.policies.clone();
        let learned = centre.db.read(move |tx| learn(tx, policies.cloud("worldwide").unwrap()));
        assert_eq!(learned.await.unwrap().outcomes(&settled.method), 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_operators_people_see_announcements() {
    on_every_engine(async |centre| {
        let case = centre.unanswered().await;
        let method = case.contact_method.clone();
        let at: Timestamp = NOW.parse().unwrap();
        centre.db.write(move |tx| put(tx, &case, &an_announcement(at))).await.unwrap();
        for (email, sees) in [
            ("grace.okafor@contoso.example", Some(1)),
            ("katrin.hoffmann@contoso-de.example", Some(0)),
            ("anna.petersen@nordwind.example", None),
        ] {
            let (method, policies) = (method.clone(), centre.policies.clone());
            let read = move |tx: &mut Tx| {
                let id = people::person_by_email(tx, email)?.unwrap().id;
                let secret = people::sign_in(tx, id, "test")?;
                let (viewer, _) = people::viewer(tx, &policies, &secret)?.unwrap();
                let filter = Filter {
                    method: method.clone(),
                    to: tx.now() + SignedDuration::from_hours(1),
                    ..Filter::default()
                };
                Ok::<_, Error>(list(tx, &viewer, &filter, None).map(|(found, _)| found.len()).ok())
            };
            assert_eq!(centre.db.write(read).await.unwrap(), sees, "{email}");
        }
    })
    .await;
}

#[test]
fn the_formula_counts_work_only_while_somebody_is_on_duty() {
    let shift = |from: f64, to: f64| waits::Shift { from, to };
    let line = waits::Lines::default().with(0);
    let agent = |on_duty, shifts: Vec<waits::Shift>| waits::Agent {
        lines: line,
        on_duty,
        serving: on_duty.then_some(waits::Serving { class: waits::Class { line: 0, rank: 1 }, since: 0.0 }),
        shifts,
        ..waits::Agent::default()
    };
    let class = waits::Class { line: 0, rank: 1 };
    let waiting = vec![waits::Waiting { class, since: 0.0 }; 3];
    // Two agents, four services of 600 seconds: twenty minutes.
    let shifts = vec![shift(0.0, 36_000.0)];
    let open = waits::State {
        agents: vec![agent(true, shifts.clone()), agent(true, shifts)],
        waiting: waiting.clone(),
        ..waits::State::default()
    };
    let range = formula::range(&open, class, 600.0).unwrap();
    assert_eq!(range.mean, 1200.0);
    assert!(range.p10 < range.p50 && range.p50 < range.p90);
    // Nobody is there before the morning.
    let night = waits::State {
        agents: vec![agent(false, vec![shift(40_000.0, 80_000.0)])],
        waiting,
        ..waits::State::default()
    };
    let range = formula::range(&night, class, 600.0).unwrap();
    assert!(range.p10 >= 40_000.0 && range.mean == 41_800.0, "{range:?}");
    assert_eq!(formula::range(&waits::State::default(), class, 600.0), None);
}
