use std::ops::Deref;

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::{
    Error, Result,
    cases::{self, Event, NewCase, Then},
    people::{self, Bought, Viewer},
    policy::Policies,
    testing::{self, NOON, person, viewer},
};

const SITE: &str = "https://support.contoso.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const JONAS: &str = "jonas.weber@contoso.example";
const ESZTER: &str = "kovacs.eszter@contoso.example";

mod telephone;

struct Centre(testing::Centre);

impl Deref for Centre {
    type Target = testing::Centre;

    fn deref(&self) -> &testing::Centre {
        &self.0
    }
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    testing::on_every_engine(async |centre| story(Centre(centre)).await).await;
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Centre {
    async fn shift(&self, agent: &'static str, from: &'static str, to: &'static str) {
        let work = move |tx: &mut Tx, _: &Policies| {
            let agent = person(tx, agent)?;
            let id = tx.new_id();
            tx.execute(
                "INSERT INTO shifts (id, cloud, agent, from_at, to_at, origin, changed)
                 VALUES ($1, 'worldwide', $2, $3, $4, 'extra', 0)",
                &[&id, &agent, &at(from), &at(to)],
            )?;
            Ok(())
        };
        self.write(work).await.unwrap();
    }

    /// Anna asks to be phoned; answers the number of her request.
    async fn asks(&self, severity: &'static str, callback_at: Option<Timestamp>) -> Result<i64> {
        self.write(move |tx, policies| {
            let anna = viewer(tx, policies, ANNA)?;
            let new = request(tx, &anna, severity, callback_at)?;
            cases::open(tx, policies, &anna, &new)
        })
        .await
    }

    async fn next(&self, agent: &'static str) -> Option<Id> {
        let claim = move |tx: &mut Tx, p: &Policies| {
            let who = viewer(tx, p, agent)?;
            claim(tx, p, &who, None)
        };
        self.write(claim).await.unwrap()
    }

    async fn ends(&self, agent: &'static str, id: Id, what: Outcome) -> Result<i64> {
        self.write(move |tx, policies| {
            let agent = viewer(tx, policies, agent)?;
            outcome(tx, policies, &agent, id, &what)
        })
        .await
    }

    /// Does what is due, until nothing is.
    async fn tick(&self) {
        while self.write(|tx, policies| tick(tx, policies, SITE)).await.unwrap() > 0 {}
    }

    async fn callback(&self, number: i64) -> Callback {
        let read = move |tx: &mut Tx, _: &Policies| {
            let case = cases::load(tx, number)?;
            Ok(record::last_of_case(tx, case.id)?.unwrap())
        };
        self.write(read).await.unwrap()
    }

    async fn events(&self, number: i64) -> Vec<Event> {
        let read = move |tx: &mut Tx, _: &Policies| {
            let case = cases::load(tx, number)?;
            Ok(cases::history(tx, case.id)?.into_iter().map(|(_, event)| event).collect())
        };
        self.write(read).await.unwrap()
    }

    /// Subject and calendar of the mails so far.
    async fn mails(&self) -> Vec<(String, String)> {
        let read = |tx: &mut Tx, _: &Policies| {
            tx.query("SELECT subject, coalesce(calendar, '') FROM outbox ORDER BY id", &[])?
                .iter()
                .map(|row| Ok((row.get::<String>(0)?.replace(['\u{a0}', '\u{202f}'], " "), row.get(1)?)))
                .collect()
        };
        self.write(read).await.unwrap()
    }
}

fn request(tx: &mut Tx, by: &Viewer, severity: &str, callback_at: Option<Timestamp>) -> Result<NewCase> {
    let organization = people::organization(tx, by, by.manages()?)?;
    Ok(NewCase {
        subscription: organization.subscriptions.iter().find(|s| s.bought == Bought::Direct).map(|s| s.id),
        category: "technical".into(),
        severity: severity.into(),
        description: "Die Anmeldung geht nicht".into(),
        language: "de".into(),
        contact_method: "phone".into(),
        contact_phone: "040 66969120".into(),
        contact_email: by.email.clone(),
        callback_at,
        ..NewCase::default()
    })
}

fn told(error: Error) -> &'static str {
    match error {
        Error::Told(told) => told.key,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_call_in_turn_is_taken_made_and_counts_as_the_first_answer() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        let callback = centre.callback(number).await;
        assert_eq!((callback.state, callback.ready_at), (State::Waiting, at(NOON)));
        assert_eq!(callback.phone, "+494066969120");

        let id = centre.next(JONAS).await.unwrap();
        assert_eq!(id, callback.id);
        // Who has one goes on with it, nobody else gets it.
        assert_eq!(centre.next(JONAS).await, Some(id));
        assert_eq!(centre.next(ESZTER).await, None);
        let foreign = centre.ends(ESZTER, id, Outcome::NoAnswer).await;
        assert_eq!(told(foreign.unwrap_err()), "error-callback-not-yours");

        centre.clock.advance(SignedDuration::from_mins(7));
        let done = Outcome::Reached { text: "Es lag am Zertifikat.".into(), then: Then::WaitOnCustomer };
        assert_eq!(centre.ends(JONAS, id, done).await.unwrap(), number);
        let case = centre.write(move |tx, _| cases::load(tx, number)).await.unwrap();
        assert_eq!(case.standing.responded_at, Some(at("2026-11-18T11:07:00Z")));
        assert_eq!(case.standing.state, cases::State::Waiting);
        assert_eq!(case.assignee_name.as_deref(), Some("Jonas Weber"));
        let met = centre.write(move |tx, _| {
            let sql = "SELECT met_at FROM case_clocks WHERE case_id = $1 AND kind = 'first_response'";
            Ok(tx.query_one(sql, &[&case.id])?.get::<Option<Timestamp>>(0)?)
        });
        assert_eq!(met.await.unwrap(), Some(at("2026-11-18T11:07:00Z")));
        assert_eq!(centre.callback(number).await.state, State::Reached);
    })
    .await;
}

#[tokio::test]
async fn outside_the_hours_of_the_line_nothing_is_promised_before_it_opens() {
    on_every_engine(async |centre| {
        centre.clock.set(at("2026-11-18T22:00:00Z"));
        let number = centre.asks("B", None).await.unwrap();
        assert_eq!(centre.callback(number).await.ready_at, at("2026-11-19T07:00:00Z"));
        assert_eq!(centre.next(JONAS).await, None);
        let offer = centre.write(|tx, policies| {
            let anna = viewer(tx, policies, ANNA)?;
            let wish = Wish { category: "technical".into(), language: "de".into(), severity: "B".into() };
            offer(tx, policies, &anna, &wish)
        });
        let offer = offer.await.unwrap();
        assert!(!offer.is_open && offer.slots.is_empty());
        assert_eq!(offer.opens, Some(at("2026-11-19T07:00:00Z")));
        centre.clock.set(at("2026-11-19T07:00:00Z"));
        assert!(centre.next(JONAS).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_time_is_offered_only_within_shifts_and_hours_and_never_sold_twice() {
    on_every_engine(async |centre| {
        // The German line closes at nine in the evening.
        centre.shift(JONAS, "2026-11-18T19:15:00Z", "2026-11-18T22:00:00Z").await;
        let offer = || {
            centre.write(|tx, policies| {
                let anna = viewer(tx, policies, ANNA)?;
                let wish = Wish { category: "technical".into(), language: "de".into(), severity: "B".into() };
                Ok(offer(tx, policies, &anna, &wish)?.slots)
            })
        };
        let free = ["2026-11-18T19:15:00Z", "2026-11-18T19:30:00Z", "2026-11-18T19:45:00Z"].map(at);
        assert_eq!(offer().await.unwrap(), free);
        let number = centre.asks("B", Some(free[1])).await.unwrap();
        let callback = centre.callback(number).await;
        assert_eq!((callback.slot_at, callback.ready_at), (Some(free[1]), free[1]));
        assert!(centre.events(number).await.contains(&Event::CallbackBooked { at: Some(free[1]) }));
        assert_eq!(offer().await.unwrap(), [free[0], free[2]]);
        let taken = centre.asks("B", Some(free[1])).await.unwrap_err();
        let Error::Told(taken) = taken else { panic!("{taken}") };
        assert_eq!((taken.key, taken.field), ("error-slot-taken", Some("callback_at")));
        assert!(taken.args[0].1.contains("20:15") && taken.args[0].1.contains("20:45"), "{:?}", taken.args);
        // Half of each hour is kept for those who wait in turn.
        centre.asks("B", Some(free[0])).await.unwrap();
        assert_eq!(offer().await.unwrap(), []);
        let none = centre.asks("B", Some(free[2])).await.unwrap_err();
        assert_eq!(told(none), "error-slot-taken-none");
        // A time that nobody offered isn't sold.
        let odd = centre.asks("B", Some(at("2026-11-18T19:17:00Z"))).await.unwrap_err();
        assert_eq!(told(odd), "error-slot-taken-none");
    })
    .await;
}

#[tokio::test]
async fn of_fifty_who_book_the_same_time_at_once_one_gets_it() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-18T15:00:00Z", "2026-11-18T15:15:00Z").await;
        let slot = at("2026-11-18T15:00:00Z");
        let bookers = (0..50).map(|_| {
            let (db, policies) = (centre.db.clone(), centre.policies.clone());
            tokio::spawn(async move {
                let book = move |tx: &mut Tx| {
                    let anna = viewer(tx, &policies, ANNA)?;
                    let new = request(tx, &anna, "B", Some(slot))?;
                    cases::open(tx, &policies, &anna, &new)
                };
                db.write(book).await
            })
        });
        let (mut got, mut refused) = (0, 0);
        for booker in bookers.collect::<Vec<_>>() {
            match booker.await.unwrap() {
                Ok(_) => got += 1,
                Err(error) => {
                    assert_eq!(told(error), "error-slot-taken-none");
                    refused += 1;
                }
            }
        }
        assert_eq!((got, refused), (1, 49));
        let count = centre.write(|tx, _| {
            Ok(tx.query_one("SELECT count(*) FROM callbacks WHERE ended_at IS NULL", &[])?.get::<i64>(0)?)
        });
        assert_eq!(count.await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_booked_time_is_told_moved_and_cancelled_in_the_customers_calendar() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-19T08:00:00Z", "2026-11-19T16:00:00Z").await;
        let (first, second) = (at("2026-11-19T09:00:00Z"), at("2026-11-19T13:15:00Z"));
        let number = centre.asks("B", Some(first)).await.unwrap();
        centre.tick().await;
        centre.clock.advance(SignedDuration::from_secs(1));
        let ask = move |to: Option<Timestamp>| {
            move |tx: &mut Tx, p: &Policies| {
                let who = viewer(tx, p, ANNA)?;
                ask(tx, p, &who, number, to, "")
            }
        };
        centre.write(ask(Some(second))).await.unwrap();
        centre.tick().await;
        centre.clock.advance(SignedDuration::from_secs(1));
        // The old seat is free again.
        centre.asks("B", Some(first)).await.unwrap();
        centre
            .write(move |tx, p| {
                let who = viewer(tx, p, ANNA)?;
                cancel(tx, p, &who, number)
            })
            .await
            .unwrap();
        centre.tick().await;
        centre.clock.advance(SignedDuration::from_secs(1));
        centre.tick().await;
        centre.clock.advance(SignedDuration::from_secs(1));

        let mails = centre.mails().await;
        let subjects: Vec<&str> = mails.iter().map(|(subject, _)| subject.as_str()).collect();
        assert_eq!(subjects.len(), 4, "{subjects:?}");
        assert!(subjects[0].starts_with("Wir rufen Sie an: Do., 19. Nov., 10:00"), "{subjects:?}");
        assert!(subjects[1].starts_with("Neuer Termin"), "{subjects:?}");
        assert!(subjects[2..].iter().any(|s| s.starts_with("Anruf abgesagt")), "{subjects:?}");
        let uid = |calendar: &str| {
            calendar.replace("\r\n ", "").lines().find(|l| l.starts_with("UID:")).unwrap().to_owned()
        };
        assert!(mails[0].1.contains("SEQUENCE:0\r\n") && mails[0].1.contains("DTSTART:20261119T090000Z\r\n"));
        assert!(mails[0].1.contains("METHOD:PUBLISH") && mails[0].1.contains("STATUS:CONFIRMED"));
        assert!(mails[1].1.contains("SEQUENCE:1\r\n") && mails[1].1.contains("DTSTART:20261119T131500Z\r\n"));
        let off = mails.iter().find(|(_, calendar)| calendar.contains("STATUS:CANCELLED")).unwrap();
        assert!(off.1.contains("SEQUENCE:2\r\n"));
        assert_eq!((uid(&mails[0].1), uid(&mails[0].1)), (uid(&mails[1].1), uid(&off.1)));
        let events = centre.events(number).await;
        assert!(events.contains(&Event::CallbackMoved { from: Some(first), to: Some(second) }));
        assert!(events.contains(&Event::CallbackCancelled { at: Some(second) }));
    })
    .await;
}

#[tokio::test]
async fn booked_times_come_first_then_the_most_urgent_and_only_what_the_agent_can_do() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-18T11:00:00Z", "2026-11-18T16:00:00Z").await;
        let low = centre.asks("C", None).await.unwrap();
        let high = centre.asks("B", None).await.unwrap();
        let booked = centre.asks("C", Some(at("2026-11-18T12:00:00Z"))).await.unwrap();
        centre.clock.set(at("2026-11-18T12:00:00Z"));
        // Grace speaks no German.
        assert_eq!(centre.next("grace.okafor@contoso.example").await, None);
        let place = centre
            .write(move |tx, p| {
                let who = viewer(tx, p, ANNA)?;
                place(tx, p, &who, low)
            })
            .await
            .unwrap()
            .unwrap();
        assert_eq!(place.turn, Some(2));
        for number in [booked, high, low] {
            let id = centre.next(JONAS).await.unwrap();
            assert_eq!(centre.callback(number).await.id, id);
            centre
                .ends(JONAS, id, Outcome::Reached { text: String::new(), then: Then::Nothing })
                .await
                .unwrap();
        }
        assert_eq!(centre.next(JONAS).await, None);
    })
    .await;
}

#[tokio::test]
async fn of_two_agents_who_take_the_next_call_at_once_each_gets_another_one() {
    on_every_engine(async |centre| {
        for _ in 0..2 {
            centre.asks("B", None).await.unwrap();
        }
        let (jonas, eszter) = tokio::join!(centre.next(JONAS), centre.next(ESZTER));
        assert!(jonas.is_some() && eszter.is_some());
        assert_ne!(jonas, eszter);
    })
    .await;
}

#[tokio::test]
async fn who_is_not_reached_is_tried_again_and_then_written_to() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        for (later, then) in [(0, Some(30)), (30, Some(120)), (120, None)] {
            centre.clock.advance(SignedDuration::from_mins(later));
            let id = centre.next(JONAS).await.unwrap();
            centre.ends(JONAS, id, Outcome::NoAnswer).await.unwrap();
            assert_eq!(centre.next(JONAS).await, None);
            let callback = centre.callback(number).await;
            let now = centre.clock.now();
            assert_eq!(
                then.map(|m| now + SignedDuration::from_mins(m)),
                callback.ended_at.is_none().then_some(callback.ready_at)
            );
        }
        centre.tick().await;
        let callback = centre.callback(number).await;
        assert_eq!((callback.state, callback.tries), (State::GivenUp, 3));
        let mails = centre.mails().await;
        assert_eq!(mails, [("Wir konnten Sie nicht erreichen".to_owned(), String::new())]);
        let case = centre.write(move |tx, _| cases::load(tx, number)).await.unwrap();
        assert_eq!((case.standing.state, case.standing.responded_at), (cases::State::Waiting, None));
        // An attempt after the line closes is made when it opens again.
        centre.clock.set(at("2026-11-18T19:55:00Z"));
        let late = centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        centre.ends(JONAS, id, Outcome::NoAnswer).await.unwrap();
        assert_eq!(centre.callback(late).await.ready_at, at("2026-11-19T07:00:00Z"));
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_and_forgotten_goes_back_into_the_queue() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        centre.clock.advance(SignedDuration::from_mins(14));
        centre.tick().await;
        assert_eq!(centre.next(ESZTER).await, None);
        centre.clock.advance(SignedDuration::from_mins(1));
        centre.tick().await;
        assert_eq!(centre.callback(number).await.state, State::Waiting);
        assert_eq!(centre.next(ESZTER).await, Some(id));
        let late = centre.ends(JONAS, id, Outcome::NoAnswer).await;
        assert_eq!(told(late.unwrap_err()), "error-callback-not-yours");
    })
    .await;
}

#[tokio::test]
async fn customer_and_agent_are_reminded_once_however_many_nodes_look() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-18T13:00:00Z", "2026-11-18T16:00:00Z").await;
        let number = centre.asks("B", Some(at("2026-11-18T14:00:00Z"))).await.unwrap();
        for minutes in [0, 119, 1, 49, 1, 10] {
            centre.clock.advance(SignedDuration::from_mins(minutes));
            tokio::join!(centre.tick(), centre.tick());
        }
        let subjects: Vec<String> = centre.mails().await.into_iter().map(|(subject, _)| subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        assert!(subjects[1].starts_with("Erinnerung"), "{subjects:?}");
        let notices = centre.write(|tx, _| {
            let jonas = person(tx, JONAS)?;
            let sql = "SELECT count(*) FROM notices WHERE person = $1";
            Ok(tx.query_one(sql, &[&jonas])?.get::<i64>(0)?)
        });
        assert_eq!(notices.await.unwrap(), 1);
        let near = |event: &&Event| matches!(event, Event::CallbackNear { .. });
        assert_eq!(centre.events(number).await.iter().filter(near).count(), 1);
        assert!(centre.next(ESZTER).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn when_a_shift_is_gone_another_agent_takes_the_time_or_the_customer_is_told() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-19T08:00:00Z", "2026-11-19T10:00:00Z").await;
        let slot = at("2026-11-19T09:00:00Z");
        let number = centre.asks("B", Some(slot)).await.unwrap();
        centre.tick().await;
        centre.clock.advance(SignedDuration::from_secs(1));
        centre.shift(ESZTER, "2026-11-19T08:00:00Z", "2026-11-19T10:00:00Z").await;
        let gone = |agent: &'static str| {
            centre.write(move |tx, _| {
                let agent = person(tx, agent)?;
                tx.execute("DELETE FROM shifts WHERE agent = $1", &[&agent])?;
                recheck(tx, agent)
            })
        };
        gone(JONAS).await.unwrap();
        centre.tick().await;
        let eszter = centre.write(|tx, _| person(tx, ESZTER)).await.unwrap();
        assert_eq!(centre.callback(number).await.seat, Some(eszter));
        assert_eq!(centre.mails().await.len(), 1);

        gone(ESZTER).await.unwrap();
        centre.tick().await;
        let callback = centre.callback(number).await;
        assert_eq!((callback.slot_at, callback.ready_at, callback.state), (None, slot, State::Waiting));
        let mails = centre.mails().await;
        assert!(mails[1].0.starts_with("Wir können den Anruf nicht einhalten"), "{mails:?}");
        assert!(mails[1].1.contains("STATUS:CANCELLED"));
        assert!(centre.events(number).await.contains(&Event::CallbackLost { at: slot }));
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_closed_needs_no_call_and_a_foreign_one_cannot_be_called_about() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        let foreign = centre.write(move |tx, p| {
            let gabor = viewer(tx, p, "nagy.gabor@tisza-kert.example")?;
            ask(tx, p, &gabor, number, None, "")
        });
        assert!(matches!(foreign.await, Err(Error::NotFound)));
        let close = move |tx: &mut Tx, p: &Policies| {
            let who = viewer(tx, p, ANNA)?;
            cases::act(tx, p, &who, number, &cases::Act::Close, &[])
        };
        centre.write(close).await.unwrap();
        assert_eq!(centre.callback(number).await.state, State::Cancelled);
        let asked = centre
            .write(move |tx, p| {
                let who = viewer(tx, p, ANNA)?;
                ask(tx, p, &who, number, None, "")
            })
            .await;
        assert_eq!(told(asked.unwrap_err()), "error-callback-done");
        assert_eq!(centre.next(JONAS).await, None);
    })
    .await;
}
