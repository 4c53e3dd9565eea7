use db::{Clock, Id, Tx, testing::TestDb};
use jiff::{SignedDuration, Timestamp};

use super::*;

use crate::{
    Error, MIGRATIONS, Result, demo, people,
    policy::Policies,
    testing::{NOON, on_every_engine},
};

pub(super) fn called(tx: &mut Tx, email: &str) -> Id {
    people::person_by_email(tx, email).unwrap().unwrap().id
}

fn state(tx: &mut Tx, agent: Id) -> Presence {
    standing(tx, agent).unwrap().map_or(Presence::Away, |standing| standing.state)
}

#[tokio::test]
async fn what_the_directory_says_of_an_agent_are_skills_with_levels() {
    on_every_engine(async |centre| {
        let agents = centre.db.read(|tx| agents(tx, "worldwide")).await.unwrap();
        let eszter = agents.iter().find(|agent| agent.name == "Kovács Eszter").unwrap();
        assert_eq!(eszter.languages, [("hu".into(), 3), ("de".into(), 2), ("en".into(), 2)]);
        assert!(eszter.knows("billing") && !eszter.knows("presales"));
        assert_eq!((eszter.state, eszter.since), (Presence::Away, None));
    })
    .await;
}

#[tokio::test]
async fn a_call_makes_busy_and_leaves_time_to_write_it_up() {
    on_every_engine(async |centre| {
        let clock = centre.clock.clone();
        let write = async |later: i64, what: fn(&mut Tx, &Policies, Id) -> Result<()>| {
            clock.advance(SignedDuration::from_secs(later));
            let told = centre.db.write(move |tx| {
                let policies = Policies::load(None).unwrap();
                let jonas = called(tx, "jonas.weber@contoso.example");
                what(tx, &policies, jonas)?;
                Ok::<_, Error>(state(tx, jonas))
            });
            told.await.unwrap()
        };
        use Presence::*;
        let available = |tx: &mut Tx, p: &Policies, a| set_state(tx, p, a, Available, Cause::Agent);
        let answered = |tx: &mut Tx, p: &Policies, a| set_state(tx, p, a, Busy, Cause::Call);
        let ended = |tx: &mut Tx, p: &Policies, a| set_state(tx, p, a, WrapUp, Cause::Call);
        let time = |tx: &mut Tx, p: &Policies, _| tick(tx, p);
        assert_eq!(write(0, available).await, Available);
        assert_eq!(write(60, answered).await, Busy);
        // However long a call is, the agent is there.
        assert_eq!(write(7200, time).await, Busy);
        assert_eq!(write(1, ended).await, WrapUp);
        assert_eq!(write(179, time).await, WrapUp);
        assert_eq!(write(1, time).await, Available);
        // Who was busy before is busy afterwards.
        let busy = |tx: &mut Tx, p: &Policies, a| set_state(tx, p, a, Busy, Cause::Agent);
        assert_eq!(write(10, busy).await, Busy);
        assert_eq!(write(10, answered).await, Busy);
        assert_eq!(write(10, ended).await, WrapUp);
        assert_eq!(write(180, time).await, Busy);
        let history = centre.db.read(|tx| {
            let jonas = called(tx, "jonas.weber@contoso.example");
            past(tx, jonas, Timestamp::UNIX_EPOCH, tx.now())
        });
        let history: Vec<Presence> = history.await.unwrap().iter().map(|past| past.state).collect();
        assert_eq!(history, [Available, Busy, WrapUp, Available, Busy, WrapUp]);
    })
    .await;
}

#[tokio::test]
async fn whom_nobody_sees_any_more_is_away() {
    on_every_engine(async |centre| {
        let at = |minutes: i64| centre.clock.advance(SignedDuration::from_mins(minutes));
        let write = async |what: fn(&mut Tx, &Policies, Id) -> Result<()>| {
            let told = centre.db.write(move |tx| {
                let policies = Policies::load(None).unwrap();
                let jonas = called(tx, "jonas.weber@contoso.example");
                what(tx, &policies, jonas)?;
                tick(tx, &policies)?;
                Ok::<_, Error>(state(tx, jonas))
            });
            told.await.unwrap()
        };
        let nothing = |_: &mut Tx, _: &Policies, _| Ok(());
        let available = |tx: &mut Tx, p: &Policies, a| set_state(tx, p, a, Presence::Available, Cause::Agent);
        assert_eq!(write(available).await, Presence::Available);
        at(15);
        assert_eq!(write(seen).await, Presence::Available);
        at(19);
        assert_eq!(write(nothing).await, Presence::Available);
        at(1);
        assert_eq!(write(nothing).await, Presence::Away);
        // To be seen again isn't to say that one is available.
        assert_eq!(write(seen).await, Presence::Away);
    })
    .await;
}

#[tokio::test]
async fn the_lists_of_an_older_database_become_skills() {
    for store in db::testing::engines() {
        let clock = Clock::fixed(NOON.parse().unwrap());
        let before = MIGRATIONS.iter().position(|migration| migration.version == 11).unwrap();
        let old = store.open(&MIGRATIONS[..before], &clock);
        let add = |tx: &mut Tx| {
            let id = tx.new_id();
            tx.execute(
                "INSERT INTO people (id, kind, cloud, name, email, sign_in_name, language, languages, time_zone,
                                     roles, categories, created_at)
                 VALUES ($1, 'agent', 'worldwide', 'A', 'a@x', 'a@x', 'en', 'nl,en,de', 'UTC', '', 'billing', 0)",
                &[&id],
            )?;
            Ok::<_, Error>(())
        };
        old.write(add).await.unwrap();
        drop(old);
        let agents = store.open(MIGRATIONS, &clock).read(|tx| agents(tx, "worldwide")).await.unwrap();
        assert_eq!(agents[0].languages, [("nl".into(), 3), ("de".into(), 2), ("en".into(), 2)]);
        assert_eq!(agents[0].categories, [("billing".into(), 2)]);
    }
}

/// What the demo's plan leaves open in the week after the next, in which nobody is ill.
#[tokio::test]
async fn the_demos_agents_keep_what_is_promised_in_the_languages_that_they_speak() {
    let store = TestDb::sqlite();
    for now in ["2026-11-18T11:00:00Z", "2026-06-17T11:00:00Z"] {
        let now: Timestamp = now.parse().unwrap();
        let db = store.open(MIGRATIONS, &Clock::fixed(now));
        let gaps = db.write(move |tx| {
            let policies = Policies::load(None).unwrap();
            let directory = demo::directory()?;
            people::import(tx, &policies, &directory)?;
            tx.execute("DELETE FROM shifts", &[])?;
            demo::play_staff(tx, &policies, &directory)?;
            let from = now + SignedDuration::from_hours(24 * 8);
            let to = from + SignedDuration::from_hours(24 * 7);
            let mut gaps = Vec::new();
            for policy in policies.iter() {
                let cloud = &policy.cloud.key;
                let (agents, shifts) = (agents(tx, cloud)?, shifts(tx, cloud, from, to)?);
                for language in cover(policy, &agents, &shifts, from, to).languages {
                    let gap = |gap: &Gap| {
                        format!("{cloud} {} {:?} {} {}", language.language, gap.categories, gap.from, gap.to)
                    };
                    gaps.extend(language.gaps.iter().map(gap));
                }
            }
            Ok::<_, Error>(gaps)
        });
        assert_eq!(gaps.await.unwrap(), [] as [String; 0]);
    }
}
