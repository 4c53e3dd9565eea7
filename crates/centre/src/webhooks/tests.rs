use db::Id;
use jiff::SignedDuration;

use super::*;
use crate::{
    following,
    health::{self, Class, NewIssue, NewPost, Status, Texts},
    testing::{Centre, on_every_engine, viewer},
};

const ANNA: &str = "anna.petersen@nordwind.example";
const GABOR: &str = "nagy.gabor@tisza-kert.example";
const SITE: &str = "https://support.contoso.example";

impl Centre {
    async fn hook(&self, email: &'static str, services: &'static [&'static str]) -> Made {
        self.done(move |tx, policies| {
            let viewer = viewer(tx, policies, email)?;
            let new = NewWebhook {
                name: "Chat".into(),
                url: "https://hooks.nordwind.example/".into(),
                events: vec!["health.issue.opened".into(), "health.issue.posted".into()],
                services: services.iter().map(|service| (*service).to_owned()).collect(),
            };
            make(tx, policies, &viewer, &new)
        })
        .await
    }

    async fn mail_is_late(&self, reach: Vec<Id>) -> String {
        let number = self
            .done(move |tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let words = || Texts::new("en", "Mail is late").with("de", "Post kommt spät");
                let reach = reach.clone();
                let new =
                    NewIssue { reach, ..NewIssue::new(Class::Incident, "mail", words(), words(), tx.now()) };
                health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words()))
            })
            .await;
        while following::spread(&self.db, &self.policies, SITE).await.unwrap() {}
        number
    }

    async fn claim(&self) -> Option<Due> {
        self.done(|tx, _| claim(tx)).await
    }

    async fn settle(&self, due: &Due, status: Option<u16>) {
        let due = due.clone();
        self.done(move |tx, policies| {
            let answer = Answer { status, milliseconds: 12, said: "so it is".into() };
            settle(tx, policies, SITE, &due, &answer)
        })
        .await;
    }

    async fn as_anna(&self, id: Id) -> Webhook {
        self.by(ANNA, move |tx, _, viewer| webhook(tx, viewer, id)).await
    }
}

#[tokio::test]
async fn a_publication_becomes_one_call_that_is_made_by_one_worker() {
    on_every_engine(async |house| {
        let made = house.hook(ANNA, &[]).await;
        assert!(made.secret.starts_with("whsec_") && made.secret.len() > 40);
        let number = house.mail_is_late(Vec::new()).await;
        let due = house.claim().await.unwrap();
        assert_eq!((due.webhook, due.number, due.keys.len()), (made.id, 1, 1));
        assert!(house.claim().await.is_none(), "it is being made");
        let body: serde_json::Value = serde_json::from_str(&due.body).unwrap();
        assert_eq!(body["type"], "health.issue.opened");
        assert_eq!(body["data"]["issue"]["number"], number);
        assert_eq!(body["data"]["issue"]["title"]["de"], "Post kommt spät");
        house.settle(&due, Some(204)).await;
        house.clock.advance(SignedDuration::from_hours(2));
        assert!(house.claim().await.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_exists_for_others_only_and_what_is_about_other_services_is_not_told() {
    on_every_engine(async |house| {
        house.hook(ANNA, &["sites"]).await;
        let made = house.hook(GABOR, &[]).await;
        let gabors =
            house.done(|tx, policies| Ok(viewer(tx, policies, GABOR)?.customer()?.organization)).await;
        house.mail_is_late(vec![gabors]).await;
        let due = house.claim().await.unwrap();
        assert_eq!(due.webhook, made.id);
        assert!(house.claim().await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_failed_call_is_made_again_by_the_policy_and_given_up_in_the_end() {
    on_every_engine(async |house| {
        let made = house.hook(ANNA, &[]).await;
        house.mail_is_late(Vec::new()).await;
        let mut tries = 0;
        for _ in 0..3_000 {
            if let Some(due) = house.claim().await {
                tries += 1;
                assert_eq!(due.number, tries);
                house.settle(&due, Some(503)).await;
            }
            house.clock.advance(SignedDuration::from_mins(1));
            if tries > 6 {
                break;
            }
        }
        assert_eq!(tries, 7, "once, and six times again");
        let calls = house.by(ANNA, move |tx, _, viewer| calls(tx, viewer, made.id, None)).await;
        assert_eq!((calls[0].state, calls[0].tries.len()), (CallState::GivenUp, 7));
        assert_eq!((calls[0].tries[0].status, calls[0].tries[0].said.as_str()), (Some(503), "so it is"));
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_is_gone_or_fails_for_days_is_given_up_and_its_maker_is_told() {
    on_every_engine(async |house| {
        let made = house.hook(ANNA, &[]).await;
        house.mail_is_late(Vec::new()).await;
        let due = house.claim().await.unwrap();
        house.settle(&due, Some(410)).await;
        assert_eq!(house.as_anna(made.id).await.state, State::GivenUp);
        assert!(house.claim().await.is_none());
        let mails = house
            .done(|tx, _| {
                let row = tx.query_one("SELECT address FROM outbox WHERE about_kind = 'webhook'", &[])?;
                Ok(row.get::<String>(0)?)
            })
            .await;
        assert_eq!(mails, ANNA);
        house.by(ANNA, move |tx, _, viewer| switch_on(tx, viewer, made.id)).await;
        house.clock.advance(SignedDuration::from_mins(2));
        let due = house.claim().await.expect("what waited is called for");
        house.settle(&due, Some(200)).await;
        assert_eq!(house.as_anna(made.id).await.failures, 0);
    })
    .await;
}

#[tokio::test]
async fn a_dead_workers_call_is_made_by_another_and_counts_once() {
    on_every_engine(async |house| {
        house.hook(ANNA, &[]).await;
        house.mail_is_late(Vec::new()).await;
        let first = house.claim().await.unwrap();
        house.clock.advance(SignedDuration::from_mins(3));
        let second = house.claim().await.unwrap();
        assert_eq!((first.message_id(), second.number), (second.message_id(), 2));
        house.settle(&second, Some(200)).await;
        house.settle(&first, None).await;
        house.clock.advance(SignedDuration::from_hours(3));
        assert!(house.claim().await.is_none());
    })
    .await;
}

#[tokio::test]
async fn while_a_secret_is_exchanged_calls_are_signed_with_both() {
    on_every_engine(async |house| {
        let made = house.hook(ANNA, &[]).await;
        let other = house.by(ANNA, move |tx, policies, viewer| rotate(tx, policies, viewer, made.id)).await;
        assert_ne!(made.secret, other.secret);
        house.by(ANNA, move |tx, _, viewer| test(tx, viewer, made.id)).await;
        let due = house.claim().await.unwrap();
        assert_eq!(due.keys.len(), 2);
        house.settle(&due, Some(200)).await;
        house.clock.advance(SignedDuration::from_hours(25));
        house.by(ANNA, move |tx, _, viewer| test(tx, viewer, made.id)).await;
        assert_eq!(house.claim().await.unwrap().keys.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_webhook_missed_is_called_for_later() {
    on_every_engine(async |house| {
        let before = house.clock.now();
        house.mail_is_late(Vec::new()).await;
        let made = house.hook(ANNA, &[]).await;
        assert!(house.claim().await.is_none());
        let count = house
            .by(ANNA, move |tx, policies, viewer| replay_since(tx, policies, viewer, made.id, before))
            .await;
        assert_eq!(count, 1);
        let due = house.claim().await.unwrap();
        house.settle(&due, Some(200)).await;
        // The same again keeps its identity.
        house.by(ANNA, move |tx, _, viewer| replay(tx, viewer, made.id, due.id)).await;
        let again = house.claim().await.unwrap();
        assert_eq!((again.id, again.number), (due.id, 2));
    })
    .await;
}

#[tokio::test]
async fn webhooks_of_another_organization_do_not_exist() {
    on_every_engine(async |house| {
        let made = house.hook(ANNA, &[]).await;
        house
            .done(move |tx, policies| {
                let gabor = viewer(tx, policies, GABOR)?;
                assert!(matches!(webhook(tx, &gabor, made.id), Err(crate::Error::NotFound)));
                assert!(matches!(rotate(tx, policies, &gabor, made.id), Err(crate::Error::NotFound)));
                assert!(matches!(test(tx, &gabor, made.id), Err(crate::Error::NotFound)));
                assert!(webhooks(tx, &gabor)?.is_empty());
                let plain = viewer(tx, policies, "lena.hartmann@nordwind.example")?;
                assert!(matches!(webhooks(tx, &plain), Err(crate::Error::NotFound)));
                Ok(())
            })
            .await;
    })
    .await;
}
