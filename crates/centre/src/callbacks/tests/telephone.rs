//! Call-backs that are made with a telephone system, and that nobody makes.

use super::*;
use crate::{
    phone::calls::{self, Call, News},
    promises,
    staff::{self, Presence},
};

const PHONE: &str = "+494066969120";

async fn tells(centre: &Centre, fields: &[(&str, &str)]) {
    let news = News::read(fields.iter().copied()).unwrap();
    let tell = move |tx: &mut Tx, policies: &Policies| {
        let token = calls::add_system(tx, "worldwide", "Test", "DE", None)?;
        calls::hear(tx, policies, &token, &news)
    };
    centre.write(tell).await.unwrap();
}

async fn dials(centre: &Centre, to: &str, user: &str) {
    let sides = [("direction", "out"), ("from", "+498001860900"), ("to", to), ("user", user)];
    let call = [("event", "newCall"), ("callid", "1")];
    tells(centre, &[&call[..], &sides[..]].concat()).await;
}

async fn call(centre: &Centre, callback: Id) -> Option<Call> {
    centre.write(move |tx, _| calls::last_of_callback(tx, callback, None)).await.unwrap()
}

async fn presence(centre: &Centre) -> Presence {
    let read = |tx: &mut Tx, _: &Policies| {
        let jonas = person(tx, JONAS)?;
        Ok(staff::standing(tx, jonas)?.map_or(Presence::Away, |standing| standing.state))
    };
    centre.write(read).await.unwrap()
}

#[tokio::test]
async fn a_call_to_the_number_of_a_call_back_is_made_for_it_and_its_length_stands_on_the_case() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        assert_eq!(presence(&centre).await, Presence::Busy);
        dials(&centre, "040 / 66 96 91-20", "Jonas Weber").await;
        tells(&centre, &[("event", "answer"), ("callid", "1"), ("user", "Jonas Weber")]).await;
        let made = call(&centre, id).await.unwrap();
        assert_eq!((made.case_number, made.number.as_str()), (Some(number), PHONE));
        assert_eq!(made.person_name.as_deref(), Some("Anna Petersen"));

        // They talk for longer than a call-back is kept for who says nothing.
        for _ in 0..4 {
            centre.clock.advance(SignedDuration::from_mins(10));
            centre.tick().await;
        }
        assert_eq!(centre.callback(number).await.claimed_name.as_deref(), Some("Jonas Weber"));
        tells(&centre, &[("event", "hangup"), ("callid", "1"), ("cause", "normalClearing")]).await;
        assert_eq!(presence(&centre).await, Presence::Busy, "what became of it is yet to be said");
        centre.ends(JONAS, id, Outcome::Reached { text: String::new(), then: Then::Nothing }).await.unwrap();
        assert_eq!(presence(&centre).await, Presence::WrapUp);
        let events = centre.events(number).await;
        let talks = events.iter().filter(|event| matches!(event, Event::Called { seconds: Some(2400), .. }));
        assert_eq!(talks.count(), 1, "{events:?}");
    })
    .await;
}

#[tokio::test]
async fn who_dials_is_known_by_the_call_back_where_the_telephone_system_names_nobody() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        dials(&centre, PHONE, "").await;
        assert_eq!(call(&centre, id).await.unwrap().agent_name.as_deref(), Some("Jonas Weber"));
        assert_eq!(centre.callback(number).await.state, State::Claimed);
    })
    .await;
}

#[tokio::test]
async fn a_call_of_somebody_else_or_to_another_number_is_no_call_back() {
    on_every_engine(async |centre| {
        centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        dials(&centre, PHONE, "Kovács Eszter").await;
        assert!(call(&centre, id).await.is_none());
    })
    .await;
    on_every_engine(async |centre| {
        centre.asks("B", None).await.unwrap();
        let id = centre.next(JONAS).await.unwrap();
        dials(&centre, "+4930901820", "Jonas Weber").await;
        assert!(call(&centre, id).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_call_that_reached_nobody_counts_as_an_attempt_though_its_agent_says_nothing() {
    on_every_engine(async |centre| {
        let number = centre.asks("B", None).await.unwrap();
        centre.next(JONAS).await.unwrap();
        dials(&centre, PHONE, "Jonas Weber").await;
        tells(&centre, &[("event", "hangup"), ("callid", "1"), ("cause", "noAnswer")]).await;
        centre.clock.advance(SignedDuration::from_mins(16));
        centre.tick().await;
        let callback = centre.callback(number).await;
        assert_eq!((callback.state, callback.tries), (State::Waiting, 1));
        assert_eq!(callback.ready_at, at("2026-11-18T11:46:00Z"));
        assert_eq!(presence(&centre).await, Presence::WrapUp);
    })
    .await;
}

#[tokio::test]
async fn of_a_booked_call_that_nobody_takes_those_on_duty_are_told_and_then_their_managers() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-18T11:00:00Z", "2026-11-18T16:00:00Z").await;
        let number = centre.asks("B", Some(at("2026-11-18T13:00:00Z"))).await.unwrap();
        let told = async |email: &'static str| {
            let read = move |tx: &mut Tx, policies: &Policies| {
                let agent = viewer(tx, policies, email)?;
                let notices = promises::notices(tx, &agent)?.into_iter();
                Ok(notices.filter(|n| matches!(n.event, Event::CallbackLate { .. })).count())
            };
            centre.write(read).await.unwrap()
        };
        let manager = "grace.okafor@contoso.example";
        centre.clock.set(at("2026-11-18T13:04:00Z"));
        centre.tick().await;
        assert_eq!((told(JONAS).await, told(manager).await), (0, 0));
        centre.clock.set(at("2026-11-18T13:05:00Z"));
        centre.tick().await;
        centre.tick().await;
        assert_eq!((told(JONAS).await, told(manager).await), (1, 0));
        centre.clock.set(at("2026-11-18T13:15:00Z"));
        centre.tick().await;
        assert_eq!((told(JONAS).await, told(manager).await), (1, 1));
        centre.clock.set(at("2026-11-18T14:15:00Z"));
        centre.tick().await;
        assert_eq!((told(JONAS).await, told(manager).await), (1, 1));
        assert_eq!(centre.callback(number).await.state, State::Waiting);
    })
    .await;
}

#[tokio::test]
async fn of_a_booked_call_that_is_made_in_time_nobody_is_told() {
    on_every_engine(async |centre| {
        centre.shift(JONAS, "2026-11-18T11:00:00Z", "2026-11-18T16:00:00Z").await;
        let number = centre.asks("B", Some(at("2026-11-18T13:00:00Z"))).await.unwrap();
        centre.clock.set(at("2026-11-18T13:01:00Z"));
        centre.tick().await;
        centre.next(JONAS).await.unwrap();
        centre.clock.set(at("2026-11-18T13:14:00Z"));
        centre.tick().await;
        let events = centre.events(number).await;
        assert!(!events.iter().any(|event| matches!(event, Event::CallbackLate { .. })), "{events:?}");
    })
    .await;
}
