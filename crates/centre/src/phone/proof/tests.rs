use std::ops::Deref;

use db::{Id, Tx};
use jiff::SignedDuration;

use super::*;
use crate::{
    Error, audit, people,
    phone::ProvenBy,
    policy::Policies,
    tell::{Channel, Outcome},
    testing,
};

const GRACE: &str = "grace.okafor@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";
const OTHER_CLOUD: &str = "liu.yang@contoso-cn.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const CHANNELS: [Channel; 2] = [Channel::Mail, Channel::TextMessage];

struct House(testing::Centre);

impl Deref for House {
    type Target = testing::Centre;

    fn deref(&self) -> &testing::Centre {
        &self.0
    }
}

/// A call of somebody from Nordwind whom Grace talks to; its contacts were registered long ago.
async fn on_every_engine<F: AsyncFn(House, Id)>(story: F) {
    testing::on_every_engine(async |centre| {
        let house = House(centre);
        house.clock.advance(SignedDuration::from_hours(48));
        let call = house.call(GRACE, "nordwind").await;
        story(house, call).await;
    })
    .await;
}

impl House {
    async fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.db.write(act).await
    }

    /// As somebody.
    async fn by<T: Send + 'static>(
        &self,
        email: &'static str,
        act: impl Fn(&mut Tx, &Policies, &Viewer) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        // So that one thing is later than the other.
        self.clock.advance(SignedDuration::from_micros(1));
        let policies = self.policies.clone();
        self.write(move |tx| {
            let viewer = testing::viewer(tx, &policies, email)?;
            act(tx, &policies, &viewer)
        })
        .await
    }

    async fn call(&self, agent: &'static str, organization: &'static str) -> Id {
        self.by(agent, move |tx, _, viewer| {
            let (id, now) = (tx.new_id(), tx.now());
            let organization = people::organization_id(tx, organization)?.unwrap();
            tx.execute(
                "INSERT INTO calls (id, cloud, direction, number, number_dialled, state, place, agent, organization,
                                    proof, rang_at, answered_at, told)
                 VALUES ($1, 'worldwide', 'in', '+491729973185', '', 'answered', 'now', $2, $3, 'none', $4, $4, 0)",
                &[&id, &viewer.id(), &organization, &now],
            )?;
            Ok(id)
        })
        .await
        .unwrap()
    }

    /// Sends a code to the mail contact and answers which one.
    async fn send(&self, email: &'static str, call: Id) -> Result<String> {
        self.send_to(email, call, "i•••@nordwind.example").await
    }

    async fn send_to(&self, email: &'static str, call: Id, masked: &'static str) -> Result<String> {
        let rules = &self.policies.cloud("worldwide").unwrap().verification;
        let code = Code::draw(rules, call).unwrap();
        let digits = code.digits.clone();
        self.by(email, move |tx, policies, viewer| {
            let place = proof(tx, policies, viewer, &CHANNELS, call)?.contacts;
            let place =
                place.iter().find(|contact| contact.masked == masked).map_or(9, |contact| contact.place);
            send_code(tx, policies, viewer, &CHANNELS, call, (place, masked), &code)
        })
        .await
        .map(|()| digits)
    }

    async fn type_in(&self, email: &'static str, call: Id, typed: &str) -> Result<Option<i64>> {
        let typed = typed.to_owned();
        let tried =
            self.by(email, move |tx, policies, viewer| begin_try(tx, policies, viewer, call, &typed)).await?;
        let checked = tried.check();
        self.by(email, move |tx, policies, viewer| finish_try(tx, policies, viewer, &tried, checked)).await
    }

    async fn standing(&self, email: &'static str, call: Id) -> Standing {
        self.by(email, move |tx, policies, viewer| proof(tx, policies, viewer, &CHANNELS, call))
            .await
            .unwrap()
    }

    async fn is_proven(&self, call: Id) -> bool {
        self.by(GRACE, move |tx, _, viewer| super::call(tx, viewer, call)).await.unwrap().proof
            == ProvenBy::Code
    }

    /// The kinds of what the log says, the oldest first.
    async fn log(&self) -> Vec<String> {
        let entries = self.by(GRACE, |tx, _, viewer| audit::entries(tx, viewer, &audit::Filter::default()));
        entries.await.unwrap().0.iter().rev().map(|entry| entry.event.kind().to_owned()).collect()
    }
}

fn other_than(code: &str) -> String {
    if code == "111111" { "222222".into() } else { "111111".into() }
}

fn told<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Told(told)) => told.key,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_code_that_a_registered_contact_got_proves_the_caller_once() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        let standing = house.standing(GRACE, call).await;
        let live = standing.live.unwrap();
        assert_eq!((live.to.as_str(), live.tries_left), ("i•••@nordwind.example", 5));
        assert_eq!(live.delivery.unwrap().state.code(), "waiting");
        assert!(!house.is_proven(call).await);
        assert_eq!(
            house.type_in(GRACE, call, &format!(" {} {} ", &code[..3], &code[3..])).await.unwrap(),
            None
        );
        assert!(house.is_proven(call).await);
        assert_eq!(told(house.type_in(GRACE, call, &code).await), "error-proof-no-code");
        assert_eq!(house.log().await, ["code_sent", "caller_proven"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_is_kept_tells_the_code_once_it_was_sent() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        let hash: String =
            house.write(|tx| Ok(tx.query_one("SELECT hash FROM call_codes", &[])?.get(0)?)).await.unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains(&code));
        let sent = house
            .write(|tx| {
                let message = crate::tell::claim(tx, Channel::Mail, 1)?.remove(0);
                crate::tell::settle(tx, &message, &Outcome::Sent)?;
                Ok(message)
            })
            .await
            .unwrap();
        assert!(sent.text.contains(&format!("\n\n{code}\n\n")) && !sent.subject.contains(&code));
        house.type_in(GRACE, call, &other_than(&code)).await.unwrap();
        let code_again = code.clone();
        let kept = house.write(move |tx| {
            let mut kept = String::new();
            for sql in [
                "SELECT subject, body, coalesce(problem, '') FROM outbox",
                "SELECT contact, coalesce(hash, ''), state FROM call_codes",
                "SELECT event, kind, event FROM audit",
            ] {
                for row in tx.query_dyn(sql, &[])? {
                    for column in 0..3 {
                        kept.push_str(&row.get::<String>(column)?);
                    }
                }
            }
            Ok(kept.contains(&code_again))
        });
        assert!(!kept.await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_opens_nothing() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        let wrong = other_than(&code);
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(house.type_in(GRACE, call, &wrong).await.unwrap(), Some(left));
        }
        assert_eq!(told(house.type_in(GRACE, call, &code).await), "error-proof-no-code");
        assert!(!house.is_proven(call).await);
        let standing = house.standing(GRACE, call).await;
        assert_eq!((standing.ended, standing.live.is_some()), (Some(Ended::Locked), false));
        assert_eq!(house.log().await.last().map(String::as_str), Some("code_locked"));
        // A new one works again.
        let code = house.send(GRACE, call).await.unwrap();
        assert_eq!(house.type_in(GRACE, call, &code).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_right_code_and_each_kind_of_wrong_one_cost_one_comparison_and_nothing_else_costs_any() {
    on_every_engine(async |house, call| {
        let compared = || people::VERIFIED.with(std::cell::Cell::get);
        let right = house.send(GRACE, call).await.unwrap();
        // Wrong in the first digit, in the last one, in all.
        let other = |digit: char| char::from_digit((digit.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
        let digits: Vec<char> = right.chars().collect();
        let changed = |which: fn(usize) -> bool| -> String {
            digits.iter().enumerate().map(|(at, d)| if which(at) { other(*d) } else { *d }).collect()
        };
        for typed in [changed(|at| at == 0), changed(|at| at == 5), changed(|_| true), right.clone()] {
            let before = compared();
            let answer = house.type_in(GRACE, call, &typed).await.unwrap();
            assert_eq!((compared() - before, answer.is_none()), (1, typed == right), "{typed}");
        }
        // What is refused before it is compared says so: no code can be told from how long that takes.
        let before = compared();
        for typed in [right.as_str(), "12345", "no code"] {
            house.type_in(GRACE, call, typed).await.unwrap_err();
        }
        assert_eq!(compared(), before);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_a_code_costs_no_try() {
    on_every_engine(async |house, call| {
        house.send(GRACE, call).await.unwrap();
        for typed in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(told(house.type_in(GRACE, call, typed).await), "error-proof-digits");
        }
        assert_eq!(house.standing(GRACE, call).await.live.unwrap().tries_left, 5);
    })
    .await;
}

#[tokio::test]
async fn a_code_expires_and_a_new_one_replaces_the_old() {
    on_every_engine(async |house, call| {
        let first = house.send(GRACE, call).await.unwrap();
        let second = house.send(GRACE, call).await.unwrap();
        if first != second {
            assert_eq!(house.type_in(GRACE, call, &first).await.unwrap(), Some(4));
        }
        house.clock.advance(SignedDuration::from_mins(10));
        assert_eq!(told(house.type_in(GRACE, call, &second).await), "error-proof-no-code");
        assert_eq!(house.standing(GRACE, call).await.ended, Some(Ended::Expired));
        assert!(!house.is_proven(call).await);
    })
    .await;
}

#[tokio::test]
async fn three_codes_an_hour_go_out_for_an_organization_whoever_sends_them() {
    on_every_engine(async |house, call| {
        let other = house.call(JONAS, "nordwind").await;
        house.send(GRACE, call).await.unwrap();
        house.clock.advance(SignedDuration::from_mins(20));
        house.send(JONAS, other).await.unwrap();
        house.send(GRACE, call).await.unwrap();
        assert_eq!(told(house.send(JONAS, other).await), "error-proof-limit");
        let standing = house.standing(GRACE, call).await;
        assert_eq!((standing.codes_left, standing.more_at.is_some()), (0, true));
        // Another organization has its own.
        let elsewhere = house.call(GRACE, "bluebird").await;
        house.send_to(GRACE, elsewhere, "i•••@bluebird.example").await.unwrap();
        house.clock.advance(SignedDuration::from_mins(40));
        house.send(JONAS, other).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn codes_that_are_asked_for_at_the_same_time_stay_within_the_limit() {
    on_every_engine(async |house, call| {
        let house = std::sync::Arc::new(house);
        let sends: Vec<_> = (0..8)
            .map(|_| {
                let house = house.clone();
                tokio::spawn(async move { house.send(GRACE, call).await.is_ok() })
            })
            .collect();
        let mut sent = 0;
        for send in sends {
            sent += usize::from(send.await.unwrap());
        }
        assert_eq!(sent, 3);
        let live: i64 = house
            .write(|tx| {
                Ok(tx.query_one("SELECT count(*) FROM call_codes WHERE state = 'live'", &[])?.get(0)?)
            })
            .await
            .unwrap();
        assert_eq!(live, 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_code_typed_twice_at_once_proves_once() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        let house = std::sync::Arc::new(house);
        let tries: Vec<_> = (0..4)
            .map(|_| {
                let (house, code) = (house.clone(), code.clone());
                tokio::spawn(async move { matches!(house.type_in(GRACE, call, &code).await, Ok(None)) })
            })
            .collect();
        let mut right = 0;
        for tried in tries {
            right += usize::from(tried.await.unwrap());
        }
        assert_eq!(right, 1);
        assert_eq!(house.log().await, ["code_sent", "caller_proven"]);
    })
    .await;
}

#[tokio::test]
async fn many_wrong_codes_at_once_are_no_more_than_five_tries() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        let wrong = other_than(&code);
        let house = std::sync::Arc::new(house);
        let tries: Vec<_> = (0..12)
            .map(|_| {
                let (house, wrong) = (house.clone(), wrong.clone());
                tokio::spawn(async move { house.type_in(GRACE, call, &wrong).await.is_ok() })
            })
            .collect();
        let mut counted = 0;
        for tried in tries {
            counted += usize::from(tried.await.unwrap());
        }
        assert_eq!(counted, 5);
        assert_eq!(told(house.type_in(GRACE, call, &code).await), "error-proof-no-code");
    })
    .await;
}

#[tokio::test]
async fn a_code_counts_for_its_call_and_its_agent_only() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        // Another call of the same agent, and another agent of the same call.
        let other = house.call(GRACE, "nordwind").await;
        assert_eq!(told(house.type_in(GRACE, other, &code).await), "error-proof-no-code");
        assert_eq!(told(house.type_in(JONAS, call, &code).await), "error-proof-other-agent");
        assert_eq!(told(house.send(JONAS, call).await), "error-proof-other-agent");
        assert!(matches!(house.type_in(OTHER_CLOUD, call, &code).await, Err(Error::NotFound)));
        assert!(matches!(house.type_in(ANNA, call, &code).await, Err(Error::NotFound)));
        // The call goes over to the other agent, who needs a code of their own.
        house
            .by(JONAS, move |tx, _, jonas| {
                tx.execute("UPDATE calls SET agent = $2 WHERE id = $1", &[&call, &jonas.id()])?;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(told(house.type_in(JONAS, call, &code).await), "error-proof-no-code");
        assert!(house.standing(JONAS, call).await.live.unwrap().is_of_another);
        assert!(!house.is_proven(call).await && !house.is_proven(other).await);
    })
    .await;
}

#[tokio::test]
async fn a_code_for_one_organization_proves_nothing_for_another_and_nothing_after_the_call() {
    on_every_engine(async |house, call| {
        let code = house.send(GRACE, call).await.unwrap();
        house
            .write(move |tx| {
                let other = people::organization_id(tx, "bluebird")?;
                tx.execute("UPDATE calls SET organization = $2 WHERE id = $1", &[&call, &other])?;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(told(house.type_in(GRACE, call, &code).await), "error-proof-no-code");
        house
            .write(move |tx| {
                let back = people::organization_id(tx, "nordwind")?;
                tx.execute(
                    "UPDATE calls SET organization = $2, state = 'ended' WHERE id = $1",
                    &[&call, &back],
                )?;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(told(house.type_in(GRACE, call, &code).await), "error-proof-no-call");
        assert_eq!(told(house.send(GRACE, call).await), "error-proof-no-call");
    })
    .await;
}

#[tokio::test]
async fn a_contact_that_was_changed_an_hour_ago_gets_no_code_and_the_others_are_told_of_it() {
    on_every_engine(async |house, call| {
        let added = house.by(ANNA, |tx, policies, anna| {
            people::add_contact(tx, policies, anna, "Chef@Nordwind.example")?;
            people::add_contact(tx, policies, anna, "0172 9973186")
        });
        added.await.unwrap();
        house.clock.advance(SignedDuration::from_hours(1));
        let standing = house.standing(GRACE, call).await;
        let shown: Vec<_> =
            standing.contacts.iter().map(|contact| (contact.masked.as_str(), contact.usable)).collect();
        let Usable::From(from) = shown[0].1 else { panic!("{shown:?}") };
        assert_eq!(from.to_string()[..19], *"2026-11-21T11:00:00");
        assert_eq!(
            shown,
            [
                ("c•••@nordwind.example", Usable::From(from)),
                ("i•••@nordwind.example", Usable::Yes),
                ("+49 ••• ••• 86", Usable::From(from)),
                ("+49 ••• ••• 20", Usable::Landline),
                ("+49 ••• ••• 21", Usable::Landline),
            ]
        );
        assert_eq!(told(house.send_to(GRACE, call, "c•••@nordwind.example").await), "error-proof-too-new");
        assert_eq!(told(house.send_to(GRACE, call, "+49 ••• ••• 20").await), "error-proof-no-way");
        let letters = house.write(|tx| crate::tell::claim(tx, Channel::Mail, 10)).await.unwrap();
        let mut told: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, ["chef@nordwind.example", "it@nordwind.example", "it@nordwind.example"]);
        let letters: Vec<_> =
            letters.into_iter().filter(|letter| letter.to == "it@nordwind.example").collect();
        assert!(letters.iter().any(|letter| letter.text.contains("c•••@nordwind.example")), "{letters:?}");
        house.clock.advance(SignedDuration::from_hours(24));
        house.send_to(GRACE, call, "+49 ••• ••• 86").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whom_the_operator_calls_is_asked_for_no_code() {
    on_every_engine(async |house, call| {
        let out =
            move |tx: &mut Tx| Ok(tx.execute("UPDATE calls SET direction = 'out' WHERE id = $1", &[&call])?);
        house.write(out).await.unwrap();
        assert_eq!(told(house.send(GRACE, call).await), "error-proof-outgoing");
        assert!(house.standing(GRACE, call).await.word.is_some());
    })
    .await;
}

#[tokio::test]
async fn without_a_way_to_send_nothing_is_offered() {
    on_every_engine(async |house, call| {
        let standing =
            house.by(GRACE, move |tx, policies, grace| proof(tx, policies, grace, &[], call)).await.unwrap();
        assert!(standing.contacts.iter().all(|contact| contact.usable != Usable::Yes));
    })
    .await;
}

#[tokio::test]
async fn the_word_of_a_call_is_seen_by_its_agent_and_the_organizations_own_admins() {
    on_every_engine(async |house, call| {
        let word = house.standing(GRACE, call).await.word.unwrap();
        let own = house.by(ANNA, |tx, _, anna| calls_of_own_organization(tx, anna)).await.unwrap();
        assert_eq!(own.len(), 1);
        assert_eq!((own[0].word, own[0].number.as_str()), (word, "+49 ••• ••• 85"));
        let others =
            house.by("nagy.gabor@tisza-kert.example", |tx, _, gabor| calls_of_own_organization(tx, gabor));
        assert!(others.await.unwrap().is_empty());
        let user =
            house.by("lena.hartmann@nordwind.example", |tx, _, lena| calls_of_own_organization(tx, lena));
        assert!(matches!(user.await, Err(Error::NotFound)));
        let agent = house.by(GRACE, |tx, _, grace| calls_of_own_organization(tx, grace));
        assert!(matches!(agent.await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_log_is_never_changed() {
    on_every_engine(async |house, call| {
        house.send(GRACE, call).await.unwrap();
        for sql in ["UPDATE audit SET kind = 'x'", "DELETE FROM audit"] {
            assert!(house.write(move |tx| Ok(tx.execute(sql, &[])?)).await.is_err(), "{sql}");
        }
        assert_eq!(house.log().await, ["code_sent"]);
        let jonas = house.by(JONAS, |tx, _, jonas| audit::entries(tx, jonas, &audit::Filter::default()));
        assert!(matches!(jonas.await, Err(Error::NotFound)));
        let own = house.by(ANNA, |tx, _, anna| audit::of_own_organization(tx, anna, None)).await.unwrap().0;
        assert_eq!(own.len(), 1);
        let others = house
            .by("nagy.gabor@tisza-kert.example", |tx, _, gabor| audit::of_own_organization(tx, gabor, None));
        assert!(others.await.unwrap().0.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_who_may_changes_the_registered_contacts_and_the_one_that_is_gone_is_told() {
    on_every_engine(async |house, _| {
        for email in ["claudia.brenner@nordwind.example", "lena.hartmann@nordwind.example", GRACE] {
            let add =
                house.by(email, |tx, policies, who| people::add_contact(tx, policies, who, "a@b.example"));
            assert!(matches!(add.await, Err(Error::NotFound)), "{email}");
        }
        let mine = house.by(ANNA, |tx, policies, anna| {
            people::remove_contact(tx, policies, anna, "email", "it@bluebird.example")
        });
        assert!(matches!(mine.await, Err(Error::NotFound)));
        for (typed, said) in [
            ("", "error-required"),
            ("nobody@", "error-email"),
            ("12", "error-phone"),
            ("IT@nordwind.example", "error-contact-known"),
            ("040 66969120", "error-contact-known"),
        ] {
            let add =
                house.by(ANNA, move |tx, policies, anna| people::add_contact(tx, policies, anna, typed));
            assert_eq!(told(add.await), said, "{typed}");
        }
        let remove = house.by(ANNA, |tx, policies, anna| {
            people::remove_contact(tx, policies, anna, "email", "it@nordwind.example")
        });
        remove.await.unwrap();
        let letters = house.write(|tx| crate::tell::claim(tx, Channel::Mail, 10)).await.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, "it@nordwind.example");
        assert_eq!(house.log().await, ["contact_removed"]);
    })
    .await;
}
