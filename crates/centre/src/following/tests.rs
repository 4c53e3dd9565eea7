use db::{Id, Tx};
use jiff::SignedDuration;

use super::*;
use crate::{
    health::{self, Class, NewIssue, NewPost, Status, Texts},
    people::Secret,
    policy::Policies,
    tell::{self as post, Channel, Outcome},
    testing::{Centre, on_every_engine, viewer},
};

const ANNA: &str = "anna.petersen@nordwind.example";
const GABOR: &str = "nagy.gabor@tisza-kert.example";
const SITE: &str = "https://support.contoso.example";

/// A mail that waits: address, subject, text, and the link that stops it.
type Waiting = (String, String, String, Option<String>);

impl Centre {
    async fn wish(&self, email: &'static str, of: &'static [Of], services: Option<&'static [&'static str]>) {
        self.done(move |tx, policies| {
            let viewer = viewer(tx, policies, email)?;
            let services = services.map(|all| all.iter().map(|service| (*service).to_owned()).collect());
            set_wishes(tx, policies, &viewer, &Wishes { of: of.iter().copied().collect(), services })
        })
        .await;
    }

    async fn publish(&self, class: Class, service: &'static str, reach: Vec<Id>) -> String {
        let number = self
            .done(move |tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let title = || Texts::new("en", "Mail is late").with("de", "Post kommt spät");
                let reach = reach.clone();
                let new = NewIssue { reach, ..NewIssue::new(class, service, title(), title(), tx.now()) };
                let words = Texts::new("en", "We look into it.");
                health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words))
            })
            .await;
        self.spread().await;
        number
    }

    async fn spread(&self) {
        while spread(&self.db, &self.policies, SITE).await.unwrap() {}
    }

    /// All that waits in the lane of the cloud.
    async fn waiting(&self) -> Vec<Waiting> {
        self.clock.advance(SignedDuration::from_secs(1));
        self.done(|tx, _| {
            let (claimed, _) = post::claim_at_pace(tx, Channel::Mail, "worldwide", 1_000_000, 1_000)?;
            let mut mails = Vec::new();
            for mail in claimed {
                post::settle(tx, &mail, &Outcome::Sent)?;
                mails.push((mail.to, mail.subject, mail.text, mail.leave));
            }
            mails.sort();
            Ok(mails)
        })
        .await
    }
}

#[tokio::test]
async fn who_chose_it_is_told_once_in_the_own_language_with_a_link_to_stop_it() {
    on_every_engine(async |house| {
        house.wish(ANNA, &[Of::Incident], None).await;
        house.wish(GABOR, &[Of::Advisory], None).await;
        let number = house.publish(Class::Incident, "mail", Vec::new()).await;
        let mails = house.waiting().await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        let (to, subject, text, leave) = &mails[0];
        assert_eq!(to, ANNA);
        assert_eq!(*subject, format!("[{number}] Störung: Post kommt spät"));
        let leave = leave.as_deref().unwrap();
        assert!(leave.starts_with(&format!("{SITE}/unsubscribe/")), "{leave}");
        assert!(text.contains(leave) && !text.contains("{leave}"), "{text}");
        assert!(text.contains(&format!("{SITE}/de/worldwide/health/issues/{number}")), "{text}");
        assert!(text.contains("We look into it.") && text.contains("nicht übersetzt"), "{text}");
        house.spread().await;
        assert!(house.waiting().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_choice_of_services_counts_and_one_issue_can_be_followed_alone() {
    on_every_engine(async |house| {
        house.wish(ANNA, &[Of::Incident, Of::Advisory], Some(&["sites"])).await;
        let number = house.publish(Class::Advisory, "mail", Vec::new()).await;
        assert!(house.waiting().await.is_empty());
        let followed = number.clone();
        house.by(ANNA, move |tx, policies, viewer| follow(tx, policies, viewer, &followed)).await;
        house
            .done(move |tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let words = Texts::new("en", "It is over.");
                health::add_post(tx, policy, tx.now(), &number, &NewPost::new(Status::ServiceRestored, words))
            })
            .await;
        house.spread().await;
        let mails = house.waiting().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].1.contains("Behoben"), "{}", mails[0].1);
    })
    .await;
}

#[tokio::test]
async fn what_is_limited_to_another_organization_is_told_to_nobody_else() {
    on_every_engine(async |house| {
        house.wish(ANNA, &[Of::Incident], None).await;
        house.wish(GABOR, &[Of::Incident], None).await;
        let gabors =
            house.done(|tx, policies| Ok(viewer(tx, policies, GABOR)?.customer()?.organization)).await;
        house.publish(Class::Incident, "mail", vec![gabors]).await;
        let mails = house.waiting().await;
        assert_eq!(mails.iter().map(|mail| mail.0.as_str()).collect::<Vec<_>>(), [GABOR]);
        assert!(mails[0].2.contains(&format!("{SITE}/health/issues/")), "{}", mails[0].2);
    })
    .await;
}

#[tokio::test]
async fn a_second_address_is_used_once_its_owner_said_yes_and_each_can_be_stopped() {
    on_every_engine(async |house| {
        house.wish(ANNA, &[Of::Incident], None).await;
        house
            .done(|tx, policies| {
                let anna = viewer(tx, policies, ANNA)?;
                add_second(tx, policies, &anna, SITE, "Team@nordwind.example")
            })
            .await;
        house.publish(Class::Incident, "mail", Vec::new()).await;
        assert_eq!(house.waiting().await.len(), 1, "it isn't confirmed yet");
        let secret = house
            .done(|tx, _| {
                let row = tx.query_one("SELECT body FROM outbox WHERE about_kind = 'health-address'", &[])?;
                let body: String = row.get(0)?;
                let link = body.split("/confirm/").nth(1).unwrap();
                Ok(link.chars().take_while(|c| !c.is_whitespace()).collect::<String>())
            })
            .await;
        let secret = Secret::parse(&secret).unwrap();
        let owner = house
            .done(move |tx, _| {
                let owner = second_of(tx, &secret)?;
                confirm(tx, &secret)?;
                assert!(second_of(tx, &secret)?.is_none());
                Ok(owner)
            })
            .await;
        assert_eq!(owner.as_deref(), Some("t•••@nordwind.example"));
        house.publish(Class::Incident, "mail", Vec::new()).await;
        let mails = house.waiting().await;
        assert_eq!(mails.iter().map(|m| m.0.as_str()).collect::<Vec<_>>(), [ANNA, "team@nordwind.example"]);

        let secret = mails[1].3.clone().unwrap().rsplit('/').next().unwrap().to_owned();
        house.publish(Class::Incident, "mail", Vec::new()).await;
        house.done(move |tx, _| leave(tx, &secret)).await;
        let mails = house.waiting().await;
        assert_eq!(mails.len(), 1, "what waited for the address is taken back");
        assert_eq!(mails[0].0, ANNA);
    })
    .await;
}

#[tokio::test]
async fn only_so_many_strangers_are_written_to() {
    on_every_engine(async |house| {
        let add = |n: usize| {
            move |tx: &mut Tx, policies: &Policies| {
                let anna = viewer(tx, policies, ANNA)?;
                Ok(add_second(tx, policies, &anna, SITE, &format!("a{n}@nordwind.example")).is_ok())
            }
        };
        for n in 0..3 {
            assert!(house.done(add(n)).await);
        }
        assert!(!house.done(add(3)).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_old_is_no_news() {
    on_every_engine(async |house| {
        house.wish(ANNA, &[Of::Incident], None).await;
        house
            .done(|tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let words = || Texts::new("en", "Mail is late");
                let at = tx.now() - SignedDuration::from_hours(30);
                let new = NewIssue::new(Class::Incident, "mail", words(), words(), at);
                health::publish(tx, policy, at, &new, &NewPost::new(Status::Investigating, words())).map(drop)
            })
            .await;
        house.spread().await;
        assert!(house.waiting().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn workers_on_several_nodes_tell_each_once_at_the_pace_of_the_policy() {
    const MANY: i64 = 700;
    on_every_engine(async |house| {
        house
            .done(|tx, _| {
                for n in 0..MANY {
                    let (id, address, now) = (tx.new_id(), tx.new_id(), tx.now());
                    tx.execute(
                        "INSERT INTO people (id, kind, cloud, organization, name, email, sign_in_name, language,
                           languages, time_zone, roles, created_at)
                         SELECT $1, 'admin', cloud, organization, 'Somebody', $2, $2, 'nl', 'nl', 'Europe/Amsterdam',
                           'global', $3 FROM people WHERE email = 'anna.petersen@nordwind.example'",
                        &[&id, &format!("somebody{n}@nordwind.example"), &now],
                    )?;
                    tx.execute(
                        "INSERT INTO health_addresses (id, person, leave, confirmed_at, created_at)
                         VALUES ($1, $2, $3, $4, $4)",
                        &[&address, &id, &format!("leave{n}"), &now],
                    )?;
                    for topic in ["incident/*", "incident/mail"] {
                        tx.execute(
                            "INSERT INTO health_wishes (cloud, topic, person) VALUES ('worldwide', $2, $1)",
                            &[&id, &topic],
                        )?;
                    }
                }
                Ok(())
            })
            .await;
        house
            .done(|tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let words = || Texts::new("en", "Mail is late");
                let new = NewIssue::new(Class::Incident, "mail", words(), words(), tx.now());
                health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words())).map(drop)
            })
            .await;
        let nodes = (0..3).map(|_| {
            let (db, policies) = (house.db.clone(), house.policies.clone());
            tokio::spawn(async move { while spread(&db, &policies, SITE).await.unwrap() {} })
        });
        for node in nodes.collect::<Vec<_>>() {
            node.await.unwrap();
        }
        let (mails, texts): (i64, i64) = house
            .done(|tx, _| {
                let mails = tx.query_one("SELECT count(*) FROM outbox WHERE lane = 'worldwide'", &[])?.get(0)?;
                Ok((mails, tx.query_one("SELECT count(*) FROM outbox_texts", &[])?.get(0)?))
            })
            .await;
        assert_eq!((mails, texts), (MANY, 1));

        // Fifty a second: never more, whoever asks.
        let mut sent = 0;
        for _ in 0..40 {
            for _ in 0..3 {
                let claimed = house
                    .done(|tx, _| Ok(post::claim_at_pace(tx, Channel::Mail, "worldwide", 50, 12)?.0.len()))
                    .await;
                sent += claimed;
            }
            house.clock.advance(SignedDuration::from_millis(100));
        }
        assert!((150..=240).contains(&sent), "{sent} in four seconds");
    })
    .await;
}
