use db::{Clock, Db, Id, Tx, testing::TestDb};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::{MIGRATIONS, demo, people, policy::Policies};

const NOW: &str = "2026-11-18T11:00:00Z";

struct Centre {
    db: Db,
    clock: Clock,
    _store: TestDb,
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for store in db::testing::engines() {
        let clock = Clock::fixed(NOW.parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        let policies = Policies::load(None).unwrap();
        db.write(move |tx| {
            let directory = demo::directory()?;
            people::import(tx, &policies, &directory)?;
            demo::play(tx, &policies, &directory)
        })
        .await
        .unwrap();
        story(Centre { db, clock, _store: store }).await;
    }
}

fn viewer(tx: &mut Tx, policies: &Policies, email: &str) -> Viewer {
    let person = people::person_by_email(tx, email).unwrap().unwrap();
    let secret = people::sign_in(tx, person.id, "test").unwrap();
    people::viewer(tx, policies, &secret).unwrap().unwrap().0
}

#[tokio::test]
async fn the_row_of_every_case_is_what_its_history_says() {
    on_every_engine(async |centre| {
        let checked = centre.db.read(|tx| {
            let rows = tx.query("SELECT id, number FROM cases", &[])?;
            for row in &rows {
                let case = access::load(tx, row.get(1)?)?;
                let history = timeline::history(tx, row.get(0)?)?;
                let (at, Event::Opened { severity, partner, .. }) = &history[0] else {
                    panic!("a history begins with its opening");
                };
                let mut standing = Standing::opened(*at, severity, *partner);
                for (at, event) in &history[1..] {
                    standing.apply(*at, event);
                }
                assert_eq!(standing, case.standing, "{}", case.subject);
                assert_eq!(case.events, history.len() as i64);
            }
            Ok::<_, crate::Error>(rows.len())
        });
        assert!(checked.await.unwrap() > 40);
    })
    .await;
}

/// Opens a technical case of Donghai, which has the advanced agreement, in the China cloud.
fn new_case(tx: &mut Tx, policies: &Policies, admin: &Viewer, severity: &str) -> i64 {
    let organization = people::organization(tx, admin, admin.manages().unwrap()).unwrap();
    let new = NewCase {
        subscription: organization.subscriptions.first().map(|s| s.id),
        category: "technical".into(),
        severity: severity.into(),
        description: "邮件无法发送".into(),
        contact_method: "email".into(),
        contact_email: admin.email.clone(),
        ..NewCase::default()
    };
    open(tx, policies, admin, &new).unwrap()
}

fn admin_with_agreement(tx: &mut Tx) -> String {
    let row = tx
        .query_one(
            "SELECT p.email FROM people p JOIN agreements a ON a.organization = p.organization
             WHERE p.cloud = 'china' AND p.roles LIKE 'global%' LIMIT 1",
            &[],
        )
        .unwrap();
    row.get(0).unwrap()
}

#[tokio::test]
async fn an_upgrade_grants_the_new_target_from_now_but_never_more_than_was_left() {
    on_every_engine(async |centre| {
        let clock = centre.clock.clone();
        let policies = std::sync::Arc::new(Policies::load(None).unwrap());
        let inner = policies.clone();
        let (number, agent) = centre
            .db
            .write(move |tx| {
                let email = admin_with_agreement(tx);
                let admin = viewer(tx, &inner, &email);
                let agent: String = tx
                    .query_one(
                        "SELECT email FROM people WHERE kind = 'agent' AND cloud = 'china' LIMIT 1",
                        &[],
                    )?
                    .get(0)?;
                Ok::<_, crate::Error>((new_case(tx, &inner, &admin, "C"), agent))
            })
            .await
            .unwrap();
        // 19:00 in Beijing: three business days of 900 minutes later it is the same time.
        let due = due_of(&centre.db, number).await;
        assert_eq!(due, "2026-11-21T11:00:00Z".parse::<Timestamp>().ok());

        clock.advance(SignedDuration::from_hours(1));
        let change = Act::ChangeSeverity { to: "A".into(), reason: "全部用户受影响".into() };
        let inner = policies.clone();
        let agent_email = agent.clone();
        centre
            .db
            .write(move |tx| {
                let agent = viewer(tx, &inner, &agent_email);
                act(tx, &inner, &agent, number, &change, &[])
            })
            .await
            .unwrap();
        assert_eq!(due_of(&centre.db, number).await, "2026-11-18T13:00:00Z".parse::<Timestamp>().ok());

        // Waiting on the customer stops the clock; their answer starts it again with what was left.
        clock.advance(SignedDuration::from_mins(30));
        let inner = policies.clone();
        let agent_email = agent.clone();
        centre
            .db
            .write(move |tx| {
                let agent = viewer(tx, &inner, &agent_email);
                act(tx, &inner, &agent, number, &Act::WaitOnCustomer, &[])
            })
            .await
            .unwrap();
        assert_eq!(due_of(&centre.db, number).await, None);
        clock.advance(SignedDuration::from_hours(5));
        let inner = policies.clone();
        centre
            .db
            .write(move |tx| {
                let email = admin_with_agreement(tx);
                let admin = viewer(tx, &inner, &email);
                let reply = Act::Reply { text: "补充信息".into(), then: Then::Nothing };
                act(tx, &inner, &admin, number, &reply, &[])
            })
            .await
            .unwrap();
        assert_eq!(due_of(&centre.db, number).await, "2026-11-18T18:00:00Z".parse::<Timestamp>().ok());

        // The first answer of an agent stops it for good.
        let inner = policies.clone();
        centre
            .db
            .write(move |tx| {
                let agent = viewer(tx, &inner, &agent);
                let reply = Act::Reply { text: "正在处理".into(), then: Then::Nothing };
                act(tx, &inner, &agent, number, &reply, &[])
            })
            .await
            .unwrap();
        assert_eq!(due_of(&centre.db, number).await, None);
    })
    .await;
}

async fn due_of(db: &Db, number: i64) -> Option<Timestamp> {
    db.read(move |tx| access::load(tx, number)).await.unwrap().due_at
}

#[tokio::test]
async fn paging_through_a_list_meets_every_case_once() {
    on_every_engine(async |centre| {
        let policies = std::sync::Arc::new(Policies::load(None).unwrap());
        let inner = policies.clone();
        centre
            .db
            .write(move |tx| {
                let email = admin_with_agreement(tx);
                let admin = viewer(tx, &inner, &email);
                let numbers: Vec<i64> = (0..60).map(|_| new_case(tx, &inner, &admin, "B")).collect();
                let mut met = Vec::new();
                let mut filter = Filter::default();
                loop {
                    let page = list(tx, &admin, &filter)?;
                    met.extend(page.lines.iter().map(|l| l.number));
                    match page.next {
                        Some(next) => filter.after = Some(next.to_string().parse().unwrap()),
                        None => break,
                    }
                }
                for number in &numbers {
                    assert_eq!(met.iter().filter(|n| *n == number).count(), 1);
                }
                let distinct: std::collections::BTreeSet<_> = met.iter().collect();
                assert_eq!(distinct.len(), met.len());
                Ok::<_, crate::Error>(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_search_document_holds_nothing_that_was_written_for_agents_only() {
    on_every_engine(async |centre| {
        centre
            .db
            .read(|tx| {
                let mut notes = 0;
                for row in tx.query("SELECT id FROM cases", &[])? {
                    let id: Id = row.get(0)?;
                    let Some(search::Doc::Case { text, .. }) = search_document(tx, id)? else {
                        panic!("a case has a document");
                    };
                    for (_, event) in timeline::history(tx, id)? {
                        if let Event::Note { text: note } = event {
                            notes += 1;
                            assert!(!text.contains(&note));
                        }
                    }
                }
                assert!(notes > 0);
                Ok::<_, crate::Error>(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_explanation_of_every_case_comes_to_the_deadline_that_its_row_has() {
    on_every_engine(async |centre| {
        let policies = Policies::load(None).unwrap();
        let checked = centre.db.write(move |tx| {
            let grace = viewer(tx, &policies, "grace.okafor@contoso.example");
            let mut due = 0;
            for row in &tx.query("SELECT number FROM cases", &[])? {
                let case = access::load(tx, row.get(0)?)?;
                let policy = policies.cloud(&case.cloud).unwrap();
                let explained = crate::promises::explain(tx, policy, &grace, &case)?;
                assert_eq!(explained.is_empty(), case.standing.partner.is_some(), "{}", case.subject);
                let Some(told) = explained.into_iter().next().map(|e| e.told) else { continue };
                let is_waited_for = case.standing.responded_at.is_none() && !case.standing.state.is_done();
                assert_eq!(is_waited_for, told.stopped.is_none(), "{}", case.subject);
                if is_waited_for {
                    assert_eq!(told.reading.deadline, case.due_at, "{}", case.subject);
                }
                if let Some(deadline) = told.reading.deadline {
                    let counted = told.parts.iter().filter(|p| p.to <= deadline).map(|p| p.counted);
                    assert_eq!(counted.sum::<i64>(), told.budget, "{}", case.subject);
                    due += 1;
                }
            }
            Ok::<_, crate::Error>(due)
        });
        assert!(checked.await.unwrap() > 20);
    })
    .await;
}
