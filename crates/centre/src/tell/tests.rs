use db::{Clock, Db, Id, Tx, testing::TestDb};
use jiff::SignedDuration;
use lang::Lang;

use super::*;
use crate::{MIGRATIONS, Result};

const CAUSE: About = About { kind: "call", id: Id([7; 16]) };

struct House {
    db: Db,
    clock: Clock,
    _store: TestDb,
}

async fn on_every_engine<F: AsyncFn(House)>(story: F) {
    for store in db::testing::engines() {
        let clock = Clock::fixed("2026-11-18T11:00:00Z".parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        story(House { db, clock, _store: store }).await;
    }
}

fn letter(secret: bool) -> Mail {
    Mail {
        cloud: "worldwide".into(),
        to: "anna@contoso.example".into(),
        language: Lang::De,
        subject: "Ihr Code".into(),
        text: "Ihr Code ist 482917.".into(),
        calendar: None,
        about: CAUSE,
        secret,
        expires_at: None,
    }
}

impl House {
    async fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx) -> Result<T> + Send + Sync + 'static,
    ) -> T {
        self.db.write(act).await.unwrap()
    }

    async fn claim(&self) -> Vec<Outgoing> {
        self.write(|tx| claim(tx, Channel::Mail, 10)).await
    }

    async fn settle(&self, message: &Outgoing, outcome: Outcome) {
        let message = message.clone();
        self.write(move |tx| settle(tx, &message, &outcome)).await;
    }

    /// State, body and problem of the only message.
    async fn kept(&self) -> (String, String, Option<String>) {
        self.write(|tx| {
            let row = tx.query_one("SELECT state, body, problem FROM outbox", &[])?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .await
    }
}

#[tokio::test]
async fn a_message_is_claimed_once_and_its_secret_is_forgotten_when_it_was_sent() {
    on_every_engine(async |house| {
        house.write(|tx| mail(tx, &letter(true))).await;
        let claimed = house.claim().await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].text, "Ihr Code ist 482917.");
        assert!(house.claim().await.is_empty());
        house.settle(&claimed[0], Outcome::Sent).await;
        assert_eq!(house.kept().await, ("sent".into(), "".into(), None));
        house.clock.advance(SignedDuration::from_hours(1));
        assert!(house.claim().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn workers_that_claim_at_the_same_time_get_different_messages() {
    on_every_engine(async |house| {
        for _ in 0..20 {
            house.write(|tx| mail(tx, &letter(false))).await;
        }
        let claims = (0..8).map(|_| {
            let db = house.db.clone();
            tokio::spawn(async move { db.write(|tx| claim(tx, Channel::Mail, 5)).await.unwrap() })
        });
        let mut ids = Vec::new();
        for claimed in claims.collect::<Vec<_>>() {
            ids.extend(claimed.await.unwrap().into_iter().map(|message| message.id));
        }
        assert_eq!(ids.len(), 20);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 20);
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_worker_held_is_sent_by_another_with_the_same_identity() {
    on_every_engine(async |house| {
        house.write(|tx| mail(tx, &letter(true))).await;
        let first = house.claim().await.remove(0);
        house.clock.advance(SignedDuration::from_mins(3));
        let second = house.claim().await.remove(0);
        assert_eq!((first.id, &first.text), (second.id, &second.text));
        // The first wasn't dead, only slow: its failure no longer counts, its success would.
        house.settle(&first, Outcome::Failed("slow".into())).await;
        assert_eq!(house.kept().await.0, "sending");
        house.settle(&first, Outcome::Sent).await;
        house.settle(&second, Outcome::Failed("late".into())).await;
        assert_eq!(house.kept().await, ("sent".into(), "".into(), None));
    })
    .await;
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_later_and_given_up_in_the_end() {
    on_every_engine(async |house| {
        house.write(|tx| mail(tx, &letter(true))).await;
        let mut tries = 0;
        for _ in 0..150 {
            for message in house.claim().await {
                tries += 1;
                house.settle(&message, Outcome::Failed("421 anna@contoso.example 482917 busy".into())).await;
                let (_, _, problem) = house.kept().await;
                assert_eq!(problem.as_deref(), Some("421 a•••@contoso.example •••••• busy"));
            }
            house.clock.advance(SignedDuration::from_mins(10));
        }
        assert!((20..=40).contains(&tries), "{tries}");
        let (state, body, _) = house.kept().await;
        assert_eq!((state.as_str(), body.as_str()), ("given_up", ""));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_refused_is_not_tried_again() {
    on_every_engine(async |house| {
        house.write(|tx| mail(tx, &letter(false))).await;
        let message = house.claim().await.remove(0);
        house.settle(&message, Outcome::Refused("550 no such mailbox".into())).await;
        let (state, body, problem) = house.kept().await;
        assert_eq!((state.as_str(), problem.as_deref()), ("given_up", Some("550 no such mailbox")));
        // It holds no secret: what wasn't told can still be read.
        assert_eq!(body, "Ihr Code ist 482917.");
    })
    .await;
}

#[tokio::test]
async fn what_came_too_late_is_not_sent_and_its_secret_is_forgotten() {
    on_every_engine(async |house| {
        let soon = house.clock.now() + SignedDuration::from_mins(10);
        house.write(move |tx| mail(tx, &Mail { expires_at: Some(soon), ..letter(true) })).await;
        house.clock.advance(SignedDuration::from_mins(10));
        assert!(house.claim().await.is_empty());
        // Also where nothing is configured that could send.
        assert!(house.write(has_expired).await);
        house.write(expire).await;
        assert_eq!(house.kept().await, ("expired".into(), "".into(), None));
        assert!(!house.write(|tx| is_due(tx, Channel::Mail, "")).await);
        assert!(!house.write(has_expired).await);
    })
    .await;
}

#[tokio::test]
async fn what_was_told_long_ago_is_forgotten() {
    on_every_engine(async |house| {
        house.write(|tx| mail(tx, &letter(false))).await;
        house.write(|tx| mail(tx, &letter(false))).await;
        let message = house.claim().await.remove(0);
        house.settle(&message, Outcome::Sent).await;
        house.clock.advance(SignedDuration::from_hours(24 * 31));
        house.write(forget).await;
        let left: i64 = house.write(|tx| Ok(tx.query_one("SELECT count(*) FROM outbox", &[])?.get(0)?)).await;
        assert_eq!(left, 1);
    })
    .await;
}
