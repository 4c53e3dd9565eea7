mod record;

use std::sync::Arc;

use db::{Clock, Db, Id, Tx, testing::TestDb};
use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, strategy::ValueTree};

use super::*;
use crate::{
    Error, MIGRATIONS, Result,
    cases::{self, Act, Event, NewCase, Then},
    demo,
    people::{self, Viewer},
    policy::{ClockKind as Kind, Policies},
};

/// A Wednesday, 12:00 in Berlin.
const NOW: &str = "2026-11-18T11:00:00Z";

const ADMIN: &str = "friederike.albers@hanse-med.example";
const AGENT: &str = "lukas.brandt@contoso-de.example";
const MANAGER: &str = "katrin.hoffmann@contoso-de.example";

struct Centre {
    db: Db,
    clock: Clock,
    policies: Arc<Policies>,
    store: TestDb,
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for store in db::testing::engines() {
        let clock = Clock::fixed(NOW.parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        let policies = Arc::new(Policies::load(None).unwrap());
        let inner = policies.clone();
        db.write(move |tx| people::import(tx, &inner, &demo::directory()?).map(drop)).await.unwrap();
        story(Centre { db, clock, policies, store }).await;
    }
}

fn viewer(tx: &mut Tx, policies: &Policies, email: &str) -> Viewer {
    let person = people::person_by_email(tx, email).unwrap().unwrap();
    let secret = people::sign_in(tx, person.id, "test").unwrap();
    people::viewer(tx, policies, &secret).unwrap().unwrap().0
}

impl Centre {
    async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Tx, &Policies) -> Result<T> + Send + Sync + 'static,
    ) -> T {
        let policies = self.policies.clone();
        self.db.write(move |tx| work(tx, &policies)).await.unwrap()
    }

    async fn open(&self, severity: &'static str) -> i64 {
        self.write(move |tx, policies| {
            let admin = viewer(tx, policies, ADMIN);
            let organization = people::organization(tx, &admin, admin.manages()?)?;
            let new = NewCase {
                subscription: organization.subscriptions.first().map(|s| s.id),
                category: "technical".into(),
                severity: severity.into(),
                description: "Es geht nichts mehr.".into(),
                contact_method: "email".into(),
                contact_email: admin.email.clone(),
                impact_statement: "Die Fertigung steht.".into(),
                round_the_clock: cases::Reachable { name: "Albers".into(), phone: "+494036098120".into() },
                ..NewCase::default()
            };
            cases::open(tx, policies, &admin, &new)
        })
        .await
    }

    async fn act(&self, email: &'static str, number: i64, act: Act) {
        self.write(move |tx, policies| {
            let viewer = viewer(tx, policies, email);
            cases::act(tx, policies, &viewer, number, &act, &[])
        })
        .await;
    }

    /// Works off what is due, as the worker does.
    async fn tick(&self) -> usize {
        let mut all = 0;
        loop {
            match self.write(tick).await {
                0 => return all,
                more => all += more,
            }
        }
    }

    async fn clocks(&self, number: i64) -> Vec<CaseClock> {
        self.write(move |tx, _| {
            let case = cases::load(tx, number)?;
            kept(tx, &case)
        })
        .await
    }

    async fn clock(&self, number: i64, kind: Kind) -> CaseClock {
        let clocks = self.clocks(number).await;
        clocks.into_iter().filter(|clock| clock.kind == kind).max_by_key(|clock| clock.cycle).unwrap()
    }

    async fn history(&self, number: i64) -> Vec<Event> {
        self.write(move |tx, _| {
            let case = cases::load(tx, number)?;
            Ok(cases::history(tx, case.id)?.into_iter().map(|(_, event)| event).collect())
        })
        .await
    }

    async fn notices(&self, email: &'static str) -> Vec<Event> {
        self.write(move |tx, policies| {
            let viewer = viewer(tx, policies, email);
            Ok(notices(tx, &viewer)?.into_iter().map(|notice| notice.event).collect())
        })
        .await
    }
}

fn reply(then: Then) -> Act {
    Act::Reply { text: "Wir sehen nach.".into(), then }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn warned(clock: Kind, percent: u32) -> Event {
    Event::ClockWarned { clock, percent }
}

fn breached(clock: Kind) -> Event {
    Event::ClockBreached { clock }
}

#[tokio::test]
async fn a_new_case_has_a_clock_for_the_response_and_one_for_the_resolution() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        let clocks = centre.clocks(number).await;
        assert_eq!(clocks.len(), 2);
        let response = centre.clock(number, Kind::FirstResponse).await;
        assert_eq!(response.due_at, Some(at("2026-11-18T12:00:00Z")));
        assert_eq!(response.next_at, Some(at("2026-11-18T11:30:00Z")));
        assert_eq!(centre.clock(number, Kind::Resolution).await.due_at, Some(at("2026-11-18T19:00:00Z")));
        assert_eq!(centre.tick().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_response_that_does_not_come_is_warned_of_and_breached_once() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(30));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.tick().await, 0);
        assert_eq!(centre.history(number).await[1..], [warned(Kind::FirstResponse, 50)]);
        // By day Lukas works.
        assert_eq!(centre.notices(AGENT).await, [warned(Kind::FirstResponse, 50)]);
        assert!(centre.notices(MANAGER).await.is_empty());

        // At the deadline itself it isn't late.
        centre.clock.advance(SignedDuration::from_mins(30));
        assert_eq!(centre.tick().await, 0);
        centre.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.tick().await, 0);
        let over = centre.clock(number, Kind::FirstResponse).await;
        assert_eq!(over.breached_at, Some(at("2026-11-18T12:00:00Z")));
        assert_eq!((over.next_at, over.stopped_at, over.told), (None, None, 100));

        centre.clock.advance(SignedDuration::from_secs(599));
        centre.act(AGENT, number, reply(Then::Nothing)).await;
        let answered = centre.clock(number, Kind::FirstResponse).await;
        assert_eq!(answered.late_seconds, Some(600));
        assert_eq!(answered.met_at, Some(at("2026-11-18T12:10:00Z")));
        let breaches =
            centre.history(number).await.into_iter().filter(|e| *e == breached(Kind::FirstResponse));
        assert_eq!(breaches.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_breach_that_the_worker_slept_through_is_noted_with_the_late_answer() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        centre.clock.advance(SignedDuration::from_hours(2));
        centre.act(AGENT, number, reply(Then::Nothing)).await;
        let history = centre.history(number).await;
        assert_eq!(history[1], breached(Kind::FirstResponse));
        assert_eq!(centre.clock(number, Kind::FirstResponse).await.late_seconds, Some(3600));
        assert_eq!(centre.tick().await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_follow_up_begins_anew_with_every_answer_and_rests_while_the_customer_is_asked() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        centre.act(AGENT, number, reply(Then::Nothing)).await;
        let first = centre.clock(number, Kind::FollowUp).await;
        assert_eq!((first.cycle, first.due_at), (1, Some(at("2026-11-18T12:00:00Z"))));
        centre.clock.advance(SignedDuration::from_mins(20));
        centre.act(AGENT, number, reply(Then::WaitOnCustomer)).await;
        let paused = centre.clock(number, Kind::FollowUp).await;
        assert_eq!((paused.cycle, paused.due_at, paused.next_at), (2, None, None));
        centre.clock.advance(SignedDuration::from_mins(40));
        centre.act(ADMIN, number, reply(Then::Nothing)).await;
        assert_eq!(centre.clock(number, Kind::FollowUp).await.due_at, Some(at("2026-11-18T13:00:00Z")));
        centre.clock.advance(SignedDuration::from_mins(45));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.notices(AGENT).await, [warned(Kind::FollowUp, 75)]);
        centre.act(AGENT, number, Act::Resolve { text: String::new() }).await;
        let clocks = centre.clocks(number).await;
        assert!(clocks.iter().all(|clock| clock.stopped_at.is_some() && clock.next_at.is_none()));
        assert!(clocks.iter().all(|clock| clock.breached_at.is_none()));
        centre.clock.advance(SignedDuration::from_hours(24 * 365));
        assert_eq!(centre.tick().await, 0);
    })
    .await;
}

#[tokio::test]
async fn silence_is_answered_with_a_reminder_an_offer_and_the_old_severity_again() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        centre.act(AGENT, number, reply(Then::WaitOnCustomer)).await;
        centre.clock.advance(SignedDuration::from_hours(2));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.history(number).await.last(), Some(&Event::CustomerReminded));
        assert!(centre.notices(AGENT).await.is_empty());

        let early = Act::LowerSeverity { reason: "Keine Antwort.".into() };
        let policies = centre.policies.clone();
        let refused = centre.db.write(move |tx| {
            let agent = viewer(tx, &policies, AGENT);
            cases::act(tx, &policies, &agent, number, &early, &[])
        });
        assert!(matches!(refused.await, Err(Error::Told(_))));

        centre.clock.advance(SignedDuration::from_hours(2) + SignedDuration::from_secs(1));
        assert_eq!(centre.tick().await, 1);
        let offer = Event::LoweringOffered { to: "B".into() };
        assert_eq!(centre.notices(AGENT).await, [offer]);
        // Nothing is lowered by itself.
        let severity =
            async || centre.write(move |tx, _| Ok(cases::load(tx, number)?.standing.severity)).await;
        assert_eq!(severity().await, "A");
        centre.act(AGENT, number, Act::LowerSeverity { reason: "Keine Antwort.".into() }).await;
        assert_eq!(severity().await, "B");
        // The silence is counted anew, by the limit of the severity that it has now.
        let silence = centre.clock(number, Kind::Silence).await;
        assert_eq!((silence.cycle, silence.told, silence.severity.as_str()), (2, 0, "B"));

        centre.clock.advance(SignedDuration::from_hours(1));
        centre.act(ADMIN, number, reply(Then::Nothing)).await;
        assert_eq!(severity().await, "A");
        let restored = Event::SeverityRestored { from: "B".into(), to: "A".into() };
        assert_eq!(centre.history(number).await.last(), Some(&restored));
        // What follows is an answer like any other.
        centre.act(ADMIN, number, reply(Then::Nothing)).await;
        assert_eq!(severity().await, "A");
    })
    .await;
}

#[tokio::test]
async fn the_lowest_severity_is_never_offered_to_be_lowered() {
    on_every_engine(async |centre| {
        let number = centre.open("C").await;
        centre.act(AGENT, number, reply(Then::WaitOnCustomer)).await;
        centre.clock.advance(SignedDuration::from_hours(24 * 30));
        assert_eq!(centre.tick().await, 1);
        let history = centre.history(number).await;
        assert_eq!(history[history.len() - 2..], [Event::CustomerReminded, breached(Kind::Silence)]);
        assert_eq!(centre.tick().await, 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_exist_is_passed_over_and_the_managers_are_told() {
    on_every_engine(async |centre| {
        let gone = "UPDATE people SET sign_in_name = 'x@example.com' WHERE sign_in_name = $1";
        centre.write(move |tx, _| Ok(tx.execute(gone, &[&AGENT])?)).await;
        centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(30));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.notices(MANAGER).await, [warned(Kind::FirstResponse, 50)]);
    })
    .await;
}

#[tokio::test]
async fn a_case_whose_deadline_falls_in_the_evening_tells_those_who_work_then() {
    on_every_engine(async |centre| {
        // 19:00 in Berlin.
        centre.clock.advance(SignedDuration::from_hours(7));
        centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(30));
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.notices(MANAGER).await, [warned(Kind::FirstResponse, 50)]);
        assert!(centre.notices(AGENT).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_tick_that_is_rolled_back_or_dies_leaves_nothing_and_the_next_does_all_of_it_once() {
    on_every_engine(async |centre| {
        let number = centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(30));
        let policies = centre.policies.clone();
        let failed = centre.db.write(move |tx| {
            assert_eq!(tick(tx, &policies)?, 1);
            Err::<(), _>(Error::broken("the power fails"))
        });
        assert!(failed.await.is_err());
        assert_eq!(centre.history(number).await.len(), 1);
        // The process starts again.
        centre.db.close().await;
        let db = centre.store.open(MIGRATIONS, &centre.clock);
        let centre = Centre { db, ..centre };
        assert_eq!(centre.tick().await, 1);
        assert_eq!(centre.history(number).await.len(), 2);
        assert_eq!(centre.notices(AGENT).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_that_tick_at_the_same_time_do_everything_once() {
    on_every_engine(async |centre| {
        let mut numbers = Vec::new();
        for _ in 0..50 {
            numbers.push(centre.open("A").await);
        }
        let other = centre.store.open(MIGRATIONS, &centre.clock);
        for minutes in [30, 31] {
            centre.clock.advance(SignedDuration::from_mins(minutes));
            let nodes = [centre.db.clone(), other.clone(), centre.db.clone(), other.clone()];
            let working = nodes.map(|db| {
                let policies = centre.policies.clone();
                tokio::spawn(async move {
                    loop {
                        let policies = policies.clone();
                        match db.write(move |tx| tick(tx, &policies)).await {
                            Ok(0) => return,
                            Ok(_) => {}
                            // Others were quicker, or hold the file.
                            Err(Error::Db(db::Error::Conflict | db::Error::Busy)) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                })
            });
            for node in working {
                node.await.unwrap();
            }
        }
        for number in numbers {
            let history = centre.history(number).await;
            assert_eq!(history[1..], [warned(Kind::FirstResponse, 50), breached(Kind::FirstResponse)]);
        }
        let notices = centre.write(|tx, _| {
            let row = tx.query_one("SELECT count(*) FROM notices", &[])?;
            Ok(row.get::<i64>(0)?)
        });
        assert_eq!(notices.await, 100);
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_look_with_nothing_due_reads_one_index() {
    on_every_engine(async |centre| {
        let engine = |tx: &mut Tx| tx.engine();
        centre.open("A").await;
        let plan = centre.write(move |tx, _| {
            let explain = match engine(tx) {
                db::Engine::Sqlite => "EXPLAIN QUERY PLAN ",
                db::Engine::Postgres => {
                    tx.execute("SET LOCAL enable_seqscan = off", &[])?;
                    "EXPLAIN "
                }
            };
            let now = tx.now();
            let sql = format!("{explain}SELECT 1 FROM case_clocks WHERE next_at <= $1 LIMIT 1");
            let mut plan = String::new();
            for row in tx.query_dyn(&sql, &[&now])? {
                for column in [0, 3] {
                    plan.push_str(&row.get::<String>(column).unwrap_or_default());
                }
            }
            Ok(plan)
        });
        let plan = plan.await;
        assert!(plan.contains("case_clocks_ahead"), "{plan}");
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_seen_by_the_one_who_was_told_and_nobody_else() {
    on_every_engine(async |centre| {
        centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(30));
        centre.tick().await;
        let seen = async |email: &'static str| {
            let policies = centre.policies.clone();
            let see = move |tx: &mut Tx| {
                let id: Id = tx.query_one("SELECT id FROM notices", &[])?.get(0)?;
                let viewer = viewer(tx, &policies, email);
                see_notice(tx, &viewer, id)
            };
            centre.db.write(see).await
        };
        for other in [MANAGER, ADMIN, "liu.yang@contoso-cn.example"] {
            assert!(matches!(seen(other).await, Err(Error::NotFound)));
        }
        assert_eq!(centre.notices(AGENT).await.len(), 1);
        seen(AGENT).await.unwrap();
        assert!(centre.notices(AGENT).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn other_policies_count_what_is_open_anew_and_leave_what_is_over() {
    on_every_engine(async |centre| {
        let open = centre.open("A").await;
        let done = centre.open("A").await;
        centre.clock.advance(SignedDuration::from_mins(20));
        centre.act(AGENT, done, reply(Then::Resolve)).await;
        let before = centre.clocks(done).await;
        assert!(centre.write(is_stale).await);

        let longer = "first_response = { value = 2, unit = \"hours\", calendar = \"always\" }";
        let change = |(name, text): (String, String)| {
            let text = match name.as_str() {
                "germany/policy.toml" => text.replace(&longer.replace("value = 2", "value = 1"), longer),
                _ => text,
            };
            (name, text)
        };
        let files = Policies::shipped_files().into_iter().map(change).collect();
        let policies = Arc::new(Policies::read(files).unwrap());
        assert_ne!(policies.fingerprint(), centre.policies.fingerprint());
        let centre = Centre { policies, ..centre };
        let mut place = Some(Place::FIRST);
        while let Some(from) = place {
            place = centre.write(move |tx, policies| restate(tx, policies, from)).await;
        }
        assert!(!centre.write(is_stale).await);
        assert_eq!(centre.clock(open, Kind::FirstResponse).await.due_at, Some(at("2026-11-18T13:00:00Z")));
        let due = centre.write(move |tx, _| Ok(cases::load(tx, open)?.due_at)).await;
        assert_eq!(due, Some(at("2026-11-18T13:00:00Z")));
        assert_eq!(centre.clocks(done).await, before);
    })
    .await;
}

#[tokio::test]
async fn cases_that_were_open_before_there_were_clocks_get_theirs() {
    on_every_engine(async |centre| {
        let number = centre.open("B").await;
        let before = centre.clocks(number).await;
        centre.write(|tx, _| Ok(tx.execute("DELETE FROM case_clocks", &[])?)).await;
        centre.write(|tx, policies| restate(tx, policies, Place::FIRST)).await;
        assert_eq!(centre.clocks(number).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_clocks_of_the_demo_are_what_its_histories_say() {
    on_every_engine(async |centre| {
        centre.write(|tx, policies| demo::play(tx, policies, &demo::directory()?)).await;
        same_as_the_histories(&centre).await;
        centre.tick().await;
        same_as_the_histories(&centre).await;
    })
    .await;
}

async fn same_as_the_histories(centre: &Centre) {
    let compared = centre.write(|tx, policies| {
        let mut compared = 0;
        for row in tx.query("SELECT number FROM cases", &[])? {
            compared += compare(tx, policies, row.get(0)?)?;
        }
        Ok(compared)
    });
    assert!(compared.await > 0);
}

/// The rows of a case and what its history gives, as it stood at the last event.
fn compare(tx: &mut Tx, policies: &Policies, number: i64) -> Result<usize> {
    let case = cases::load(tx, number)?;
    let history = cases::history(tx, case.id)?;
    let last = history.iter().map(|(at, _)| *at).max().unwrap();
    let policy = policies.cloud(&case.cloud).unwrap();
    let mut derived = clocks(policy, &case.category, &history, last)?;
    derived.sort_by_key(|clock| (clock.kind.code(), clock.cycle));
    assert_eq!(kept(tx, &case)?, derived, "{}", case.subject);
    Ok(derived.len())
}

#[derive(Debug, Clone)]
enum Step {
    Pass(i64),
    Act(&'static str, Act),
}

fn step() -> impl Strategy<Value = Step> {
    let severity = |to: &str| Act::ChangeSeverity { to: to.into(), reason: "So ist es.".into() };
    let reopen = Act::Reopen { text: "Doch nicht.".into() };
    prop_oneof![
        (1..200_000_i64).prop_map(Step::Pass),
        (1..5_000_i64).prop_map(Step::Pass),
        prop::sample::select(vec![
            Step::Act(AGENT, reply(Then::Nothing)),
            Step::Act(AGENT, reply(Then::WaitOnCustomer)),
            Step::Act(AGENT, reply(Then::Resolve)),
            Step::Act(AGENT, severity("A")),
            Step::Act(AGENT, severity("B")),
            Step::Act(AGENT, severity("C")),
            Step::Act(AGENT, Act::LowerSeverity { reason: "Stille.".into() }),
            Step::Act(ADMIN, reply(Then::Nothing)),
            Step::Act(ADMIN, Act::Close),
            Step::Act(ADMIN, reopen),
        ]),
    ]
}

#[test]
fn whatever_happens_the_rows_are_what_the_history_says_and_nothing_stays_due() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(on_every_engine(async |centre| {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(12));
        let steps = prop::collection::vec(step(), 1..30);
        for _ in 0..12 {
            let steps = steps.new_tree(&mut runner).unwrap().current();
            let number = centre.open("B").await;
            for step in steps {
                match step {
                    Step::Pass(seconds) => {
                        centre.clock.advance(SignedDuration::from_secs(seconds));
                        centre.tick().await;
                    }
                    Step::Act(email, act) => {
                        let policies = centre.policies.clone();
                        let done = centre.db.write(move |tx| {
                            let viewer = viewer(tx, &policies, email);
                            cases::act(tx, &policies, &viewer, number, &act, &[])
                        });
                        // Not everything may be done at any time.
                        assert!(matches!(done.await, Ok(()) | Err(Error::Told(_))));
                    }
                }
                centre.write(move |tx, policies| compare(tx, policies, number)).await;
            }
        }
    }));
}
