use std::ops::Deref;

use db::{Id, Tx};
use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::{
    Error, Result,
    cases::{self, Event, NewCase},
    people::{self, Viewer},
    policy::Policies,
    staff::{self, Presence},
    testing,
};

const ANNAS_OFFICE: &str = "+494066969120";
const ANNA: &str = "+494066969122";
const STRANGER: &str = "+4930901820";

mod lock;

struct Centre {
    centre: testing::Centre,
    token: String,
}

impl Deref for Centre {
    type Target = testing::Centre;

    fn deref(&self) -> &testing::Centre {
        &self.centre
    }
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    testing::on_every_engine(async |centre| story(Centre::begin(centre).await).await).await;
}

fn policies() -> Policies {
    Policies::load(None).unwrap()
}

fn viewer(tx: &mut Tx, name: &str) -> Viewer {
    testing::viewer(tx, &policies(), &format!("{name}.example")).unwrap()
}

fn jonas(tx: &mut Tx) -> Viewer {
    viewer(tx, "jonas.weber@contoso")
}

impl Centre {
    async fn begin(centre: testing::Centre) -> Centre {
        let add = |tx: &mut Tx, _: &Policies| add_system(tx, "worldwide", "Test", "DE", None);
        let token = centre.write(add).await.unwrap();
        // Contacts count once they have been registered for a day.
        centre.clock.advance(SignedDuration::from_hours(25));
        Centre { centre, token }
    }

    async fn write<T: Send + 'static>(
        &self,
        write: impl Fn(&mut Tx) -> Result<T> + Send + Sync + 'static,
    ) -> T {
        self.db.write(write).await.unwrap()
    }

    async fn push(&self, fields: &[(&str, &str)]) {
        self.try_push(&self.token.clone(), fields).await.unwrap();
    }

    async fn try_push(&self, token: &str, fields: &[(&str, &str)]) -> Result<()> {
        let news = News::read(fields.iter().copied())?;
        let token = token.to_owned();
        self.db.write(move |tx| hear(tx, &policies(), &token, &news)).await
    }

    async fn ring(&self, call: &str, from: &str) {
        let to = "+498001860900";
        self.push(&[
            ("event", "newCall"),
            ("callid", call),
            ("from", from),
            ("to", to),
            ("direction", "in"),
            ("user", "Jonas Weber"),
        ])
        .await;
    }

    async fn answer(&self, call: &str) {
        self.push(&[("event", "answer"), ("callid", call), ("user", "jonas.weber@contoso.example")]).await;
    }

    async fn hang_up(&self, call: &str, cause: &str) {
        self.push(&[("event", "hangup"), ("callid", call), ("cause", cause)]).await;
    }

    async fn call(&self, external: &str) -> Call {
        let external = external.to_owned();
        self.db
            .read(move |tx| {
                let row = tx.query_one("SELECT id FROM calls WHERE external = $1", &[&external])?;
                Ok::<_, Error>(record::load(tx, row.get(0)?)?.unwrap())
            })
            .await
            .unwrap()
    }

    /// A request of Nordwind.
    async fn request(&self) -> i64 {
        self.write(|tx| {
            let anna = viewer(tx, "anna.petersen@nordwind");
            let organization = people::organization(tx, &anna, anna.manages()?)?;
            let new = NewCase {
                subscription: organization.subscriptions.first().map(|s| s.id),
                category: "technical".into(),
                description: "Bernsteinzimmer".into(),
                contact_method: "email".into(),
                contact_email: anna.email.clone(),
                ..NewCase::default()
            };
            cases::open(tx, &policies(), &anna, &new)
        })
        .await
    }
}

#[tokio::test]
async fn a_call_from_a_registered_number_is_proven_and_one_from_a_persons_own_is_not() {
    on_every_engine(async |centre| {
        centre.ring("1", "040 / 66 96 91-20").await;
        let call = centre.call("1").await;
        assert_eq!((call.number.as_str(), call.proof), (ANNAS_OFFICE, ProvenBy::Number));
        assert_eq!(call.organization_name.as_deref(), Some("Nordwind Logistik GmbH"));

        centre.ring("2", ANNA).await;
        let call = centre.call("2").await;
        assert_eq!((call.proof, call.person_name.as_deref()), (ProvenBy::Nothing, Some("Anna Petersen")));
        assert_eq!(call.organization_name.as_deref(), Some("Nordwind Logistik GmbH"));

        centre.ring("3", STRANGER).await;
        assert_eq!(centre.call("3").await.organization, None);
        centre.ring("4", "anonymous").await;
        assert!(centre.call("4").await.is_withheld());
    })
    .await;
}

#[tokio::test]
async fn a_number_that_was_registered_an_hour_ago_proves_nothing() {
    on_every_engine(async |centre| {
        centre
            .write(|tx| {
                let now = tx.now() - SignedDuration::from_hours(1);
                tx.execute(
                    "UPDATE registered_contacts SET registered_at = $1 WHERE value = $2",
                    &[&now, &ANNAS_OFFICE],
                )?;
                Ok(())
            })
            .await;
        centre.ring("1", ANNAS_OFFICE).await;
        let call = centre.call("1").await;
        assert_eq!(call.proof, ProvenBy::Nothing);
        assert!(call.organization.is_some());
        let by = centre.write(move |tx| Ok(matches(tx, &policies(), &call)?[0].by)).await;
        assert_eq!(by, By::Lately);
    })
    .await;
}

#[tokio::test]
async fn several_organizations_with_one_number_are_shown_and_none_is_guessed() {
    on_every_engine(async |centre| {
        let tisza = centre
            .write(|tx| {
                let tisza: Id = tx.query_one("SELECT id FROM organizations WHERE support_id = 'CT-2957'", &[])?.get(0)?;
                let then = tx.now() - SignedDuration::from_hours(1000);
                tx.execute(
                    "INSERT INTO registered_contacts (organization, kind, value, registered_at) VALUES ($1, 'phone', $2, $3)",
                    &[&tisza, &ANNAS_OFFICE, &then],
                )?;
                Ok(tisza)
            })
            .await;
        centre.ring("1", ANNAS_OFFICE).await;
        let call = centre.call("1").await;
        assert_eq!((call.organization, call.proof), (None, ProvenBy::Nothing));
        // Whichever of them the caller says: the number is registered with it.
        centre
            .write(move |tx| {
                assert_eq!(matches(tx, &policies(), &call)?.len(), 2);
                let act = CallAct::Choose { organization: tisza, person: None };
                let jonas = jonas(tx);
                act_on_call(tx, &policies(), &jonas, call.id, &act)
            })
            .await;
        assert_eq!(centre.call("1").await.proof, ProvenBy::Number);
    })
    .await;
}

#[tokio::test]
async fn an_extension_of_a_registered_house_is_a_hint_and_no_more() {
    on_every_engine(async |centre| {
        centre.ring("1", &format!("{ANNAS_OFFICE}7")).await;
        let call = centre.call("1").await;
        assert_eq!((call.organization, call.proof), (None, ProvenBy::Nothing));
        let found = centre.write(move |tx| matches(tx, &policies(), &call)).await;
        assert!(found.iter().all(|one| one.by == By::House) && !found.is_empty());
    })
    .await;
}

#[tokio::test]
async fn events_may_come_twice_and_in_any_order() {
    on_every_engine(async |centre| {
        centre.ring("1", ANNA).await;
        centre.ring("1", ANNA).await;
        centre.answer("1").await;
        centre.minutes_pass(6);
        centre.answer("1").await;
        centre.hang_up("1", "normalClearing").await;
        centre.minutes_pass(1);
        centre.hang_up("1", "busy").await;
        centre.answer("1").await;
        centre.ring("1", ANNA).await;
        let call = centre.call("1").await;
        assert_eq!(call.state, CallState::Ended);
        assert_eq!(call.talked(call.rang_at), Some(SignedDuration::from_mins(6)));
        assert_eq!(call.cause.as_deref(), Some("normalClearing"));

        // The end is told first.
        centre.hang_up("2", "normalClearing").await;
        centre.ring("2", ANNA).await;
        let call = centre.call("2").await;
        assert_eq!((call.state, call.number.as_str(), call.is_missed), (CallState::Ended, ANNA, true));
        centre.answer("2").await;
        let call = centre.call("2").await;
        assert_eq!((call.state, call.is_missed), (CallState::Ended, false));
        assert_eq!(call.agent_name.as_deref(), Some("Jonas Weber"));
    })
    .await;
}

#[tokio::test]
async fn nobody_without_a_token_that_holds_is_heard() {
    on_every_engine(async |centre| {
        let fields = [("event", "newCall"), ("callid", "1"), ("from", ANNA)];
        for token in ["", "x", &centre.token[1..], &format!("{} ", centre.token)] {
            assert!(matches!(centre.try_push(token, &fields).await, Err(Error::NotFound)));
        }
        centre
            .write(|tx| {
                let id = systems(tx, "worldwide")?[0].id;
                assert!(matches!(revoke_system(tx, "china", id), Err(Error::NotFound)));
                revoke_system(tx, "worldwide", id)
            })
            .await;
        assert!(matches!(centre.try_push(&centre.token, &fields).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_call_rings_at_those_who_are_named_and_else_at_those_who_are_available() {
    on_every_engine(async |centre| {
        centre
            .write(|tx| {
                set_extension(tx, "worldwide", "42", Some("ingrid.solberg"))?;
                let daan = viewer(tx, "daan.devries@contoso").id();
                staff::set_state(tx, &policies(), daan, Presence::Available, staff::Cause::Agent)
            })
            .await;
        let rings = async |users: &[&str]| {
            let fields = users.iter().map(|user| ("user[]", *user));
            let call: Vec<_> =
                [("event", "newCall"), ("callid", "1"), ("from", ANNA)].into_iter().chain(fields).collect();
            centre.push(&call).await;
            centre
                .write(|tx| {
                    let rows = tx.query(
                        "SELECT p.name FROM calls_ringing r JOIN people p ON p.id = r.agent ORDER BY p.name",
                        &[],
                    )?;
                    tx.execute("DELETE FROM calls", &[])?;
                    tx.execute("DELETE FROM calls_ringing", &[])?;
                    rows.iter().map(|row| Ok(row.get::<String>(0)?)).collect::<Result<Vec<_>>>()
                })
                .await
        };
        assert_eq!(rings(&["42", "JONAS WEBER", "someone else"]).await, ["Ingrid Solberg", "Jonas Weber"]);
        assert_eq!(rings(&[]).await, ["Daan de Vries"]);
        // Nobody of another cloud's desk, though the name is right.
        assert_eq!(rings(&["刘洋"]).await, ["Daan de Vries"]);
    })
    .await;
}

#[tokio::test]
async fn what_rings_at_several_stops_when_one_answers_and_makes_that_one_busy() {
    on_every_engine(async |centre| {
        let users = [("user[]", "Jonas Weber"), ("user[]", "Ingrid Solberg")];
        centre.push(&[("event", "newCall"), ("callid", "1"), ("from", ANNA), users[0], users[1]]).await;
        let seen = async || {
            centre
                .write(|tx| {
                    let (jonas, ingrid) = (jonas(tx), viewer(tx, "ingrid.solberg@contoso"));
                    let state = staff::standing(tx, jonas.id())?.map(|standing| standing.state);
                    let rings =
                        |tx: &mut Tx, agent: &Viewer| Ok::<_, Error>(alerts(tx, &policies(), agent)?.len());
                    Ok((rings(tx, &jonas)?, rings(tx, &ingrid)?, state))
                })
                .await
        };
        assert_eq!(seen().await, (1, 1, None));
        centre.answer("1").await;
        assert_eq!(seen().await, (1, 0, Some(Presence::Busy)));
        centre.hang_up("1", "normalClearing").await;
        assert_eq!(seen().await, (0, 0, Some(Presence::WrapUp)));
    })
    .await;
}

#[tokio::test]
async fn a_missed_call_waits_to_be_called_back_until_somebody_talks_with_the_number() {
    on_every_engine(async |centre| {
        centre.ring("1", STRANGER).await;
        centre.hang_up("1", "cancel").await;
        centre.ring("2", STRANGER).await;
        centre.push(&[("event", "answer"), ("callid", "2"), ("user", "voicemail")]).await;
        centre.hang_up("2", "normalClearing").await;
        assert_eq!(centre.call("2").await.cause.as_deref(), Some("voicemail"));
        let missed = async || {
            centre
                .write(|tx| {
                    let jonas = jonas(tx);
                    Ok(calls(tx, &jonas, &CallFilter { which: Which::Missed, ..CallFilter::default() })?
                        .0
                        .len())
                })
                .await
        };
        assert_eq!(missed().await, 2);
        centre.ring("3", STRANGER).await;
        centre.hang_up("3", "forwarded").await;
        assert_eq!(missed().await, 2);
        let out =
            [("direction", "out"), ("from", "+498001860900"), ("to", STRANGER), ("user", "Jonas Weber")];
        centre.push(&[("event", "newCall"), ("callid", "4"), out[0], out[1], out[2], out[3]]).await;
        centre.push(&[("event", "answer"), ("callid", "4")]).await;
        assert_eq!(missed().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_call_about_a_request_becomes_part_of_its_history_once() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        centre.ring("1", ANNAS_OFFICE).await;
        centre.answer("1").await;
        let id = centre.call("1").await.id;
        let attach = move |tx: &mut Tx| {
            let jonas = jonas(tx);
            act_on_call(tx, &policies(), &jonas, id, &CallAct::Attach { number })
        };
        centre.write(attach).await;
        centre.minutes_pass(6);
        centre.hang_up("1", "normalClearing").await;
        centre.hang_up("1", "normalClearing").await;
        centre.write(attach).await;
        let (case, told) = centre
            .write(move |tx| {
                let jonas = jonas(tx);
                let case = cases::find(tx, &jonas, number)?;
                let entries = cases::timeline(tx, &jonas, &case)?;
                let told: Vec<_> =
                    entries.into_iter().filter(|e| matches!(e.event, Event::Called { .. })).collect();
                Ok((case, told))
            })
            .await;
        let [entry] = &told[..] else { panic!("{told:?}") };
        assert!(matches!(entry.event, Event::Called { seconds: Some(360), direction: Direction::In, .. }));
        assert_eq!(entry.author.as_ref().map(|a| a.name.as_str()), Some("Jonas Weber"));
        assert!(case.standing.responded_at.is_some(), "a talk is a response");
    })
    .await;
}

#[tokio::test]
async fn while_a_caller_is_not_proven_the_agent_on_the_line_sees_only_the_outline() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        centre.ring("1", ANNA).await;
        let sees = async |name: &'static str| {
            centre
                .write(move |tx| {
                    let agent = viewer(tx, name);
                    let found = cases::find(tx, &agent, number);
                    let is_locked = matches!(found, Err(Error::Locked { .. }));
                    assert!(is_locked || found.is_ok());
                    let organization = cases::load(tx, number)?.organization;
                    assert_eq!(people::organization(tx, &agent, organization).is_err(), is_locked);
                    assert_eq!(people::people_of(tx, &agent, organization).is_err(), is_locked);
                    let lines = cases::desk_list(tx, &agent, &cases::DeskFilter::default())?.lines;
                    let line = lines.iter().find(|line| line.number == number).unwrap();
                    assert_eq!((line.is_locked, line.subject.is_empty()), (is_locked, is_locked));
                    assert_eq!(outline(tx, &agent, organization)?.name, "Nordwind Logistik GmbH");
                    Ok(!is_locked)
                })
                .await
        };
        let (jonas, ingrid) = ("jonas.weber@contoso", "ingrid.solberg@contoso");
        assert!(sees(jonas).await, "nobody is on the line yet");
        centre.answer("1").await;
        assert!(!sees(jonas).await);
        assert!(sees(ingrid).await, "who isn't on the line works on");
        assert!(sees("grace.okafor@contoso").await);
        centre.hang_up("1", "normalClearing").await;
        assert!(sees(jonas).await, "the call is over");

        centre.ring("2", ANNAS_OFFICE).await;
        centre.answer("2").await;
        assert!(sees(jonas).await, "the number is registered");
        centre.hang_up("2", "normalClearing").await;

        // Nobody tells of the end of this one.
        centre.ring("3", ANNA).await;
        centre.answer("3").await;
        centre.minutes_pass(3 * 60);
        centre.write(|tx| end_forgotten_calls(tx, &policies())).await;
        assert!(!sees(jonas).await);
        centre.minutes_pass(61);
        assert!(centre.write(|tx| is_call_forgotten(tx, &policies())).await);
        centre.write(|tx| end_forgotten_calls(tx, &policies())).await;
        assert!(sees(jonas).await);
        assert_eq!(centre.call("3").await.cause.as_deref(), Some("forgotten"));
    })
    .await;
}

#[tokio::test]
async fn a_proof_for_one_organization_is_none_for_another() {
    on_every_engine(async |centre| {
        centre.ring("1", ANNAS_OFFICE).await;
        centre.answer("1").await;
        let call = centre.call("1").await;
        assert!(call.is_proven());
        centre
            .write(move |tx| {
                let jonas = jonas(tx);
                let tisza = outlines(tx, &jonas, "ct-2957 ")?[0].id;
                act_on_call(
                    tx,
                    &policies(),
                    &jonas,
                    call.id,
                    &CallAct::Choose { organization: tisza, person: None },
                )
            })
            .await;
        assert!(!centre.call("1").await.is_proven());
    })
    .await;
}

#[tokio::test]
async fn organizations_are_found_by_any_word_of_their_name_in_the_own_cloud() {
    on_every_engine(async |centre| {
        centre
            .write(|tx| {
                let (jonas, yang) = (jonas(tx), viewer(tx, "liu.yang@contoso-cn"));
                let names = |tx: &mut Tx, agent: &Viewer, wanted: &str| -> Result<Vec<String>> {
                    Ok(outlines(tx, agent, wanted)?.into_iter().map(|o| o.name).collect())
                };
                assert_eq!(names(tx, &jonas, "logis nordw")?, ["Nordwind Logistik GmbH"]);
                assert_eq!(names(tx, &jonas, "KERTÉSZ")?, ["Tisza Kertészet Kft."]);
                assert_eq!(names(tx, &yang, "精密")?, ["东海精密制造有限公司"]);
                assert!(names(tx, &yang, "nordwind")?.is_empty() && names(tx, &yang, "CT-4831")?.is_empty());
                assert!(names(tx, &jonas, "")?.is_empty() && names(tx, &jonas, "%_'")?.is_empty());
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_request_is_opened_for_a_proven_caller_and_for_nobody_else() {
    on_every_engine(async |centre| {
        let open_about = async |external: &str, category: &'static str| {
            let call = centre.call(external).await;
            centre
                .db
                .write(move |tx| {
                    let jonas = jonas(tx);
                    let anna = people::person_by_email(tx, "anna.petersen@nordwind.example")?.unwrap();
                    let organization = people::load(tx, anna.organization.unwrap())?.unwrap();
                    let new = NewCase {
                        subscription: organization.subscriptions.first().map(|s| s.id),
                        category: category.into(),
                        description: "Mail is slow".into(),
                        contact_method: "email".into(),
                        contact_email: anna.email.clone(),
                        ..NewCase::default()
                    };
                    open_for_caller(tx, &policies(), &jonas, call.id, anna.id, &new)
                })
                .await
        };
        let open = async |external: &str| open_about(external, "technical").await;
        centre.ring("1", ANNA).await;
        centre.answer("1").await;
        assert!(matches!(open("1").await, Err(Error::Locked { .. })));
        centre.hang_up("1", "normalClearing").await;
        assert!(matches!(open("1").await, Err(Error::Locked { .. })), "nor afterwards");

        centre.ring("2", ANNAS_OFFICE).await;
        centre.answer("2").await;
        let refused = open_about("2", "business-assist").await.unwrap_err();
        assert!(matches!(&refused, Error::Told(told) if told.key == "error-assist-country"), "{refused:?}");
        let number = open("2").await.unwrap();
        assert_eq!(centre.call("2").await.case_number, Some(number));
        let (opener, author) = centre
            .write(move |tx| {
                let jonas = jonas(tx);
                let case = cases::find(tx, &jonas, number)?;
                let author = cases::timeline(tx, &jonas, &case)?[0].author.clone().unwrap();
                Ok((case.opened_by_name, author.name))
            })
            .await;
        assert_eq!((opener.as_str(), author.as_str()), ("Anna Petersen", "Jonas Weber"));
    })
    .await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_whatever_order_a_call_only_goes_forward(
        events in prop::collection::vec((0..3usize, 0..3usize, 0..4usize), 1..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = db::testing::engines().into_iter().next().unwrap();
            let centre = Centre::begin(testing::Centre::in_store(store).await).await;
            let mut before: Option<Call> = None;
            for (event, user, cause) in events {
                let event = ["newCall", "answer", "hangup"][event];
                let user = ["Jonas Weber", "nobody", "voicemail"][user];
                let cause = ["cancel", "busy", "normalClearing", "forwarded"][cause];
                centre.minutes_pass(1);
                let fields = [("event", event), ("callid", "1"), ("from", ANNA), ("user", user), ("cause", cause)];
                centre.push(&fields).await;
                let call = centre.call("1").await;
                assert_eq!(call.state == CallState::Ended, call.ended_at.is_some());
                assert!(call.state != CallState::Answered || call.answered_at.is_some());
                assert!(!call.is_missed || (call.state == CallState::Ended && call.answered_at.is_none()));
                if let Some(before) = before {
                    assert!(before.state != CallState::Ended || call.state == CallState::Ended);
                    assert!(before.ended_at.is_none() || before.ended_at == call.ended_at);
                    assert!(before.answered_at.is_none() || before.answered_at == call.answered_at);
                }
                before = Some(call);
            }
        });
    }
}
