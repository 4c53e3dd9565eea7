use std::collections::BTreeMap;

use super::*;
use crate::promises::record::{
    Asked, Attainment, Figure, Kept, MOST_MONTHS, Month, Outcome, all_behind, attainment, behind, cells,
    towards,
};

const NEIGHBOUR: &str = "chen.jing@contoso-cn.example";
const HANSE: &str = "hanse";

fn asked(kind: Kind) -> Asked {
    Asked { kind, from: month("2026-09"), to: month("2026-12"), severity: None, organization: None }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

type Figures = BTreeMap<(Month, String), Attainment>;

fn sum<'a>(figures: impl IntoIterator<Item = &'a Attainment>) -> Attainment {
    let mut all = Attainment::default();
    figures.into_iter().for_each(|one| all.add(one));
    all
}

fn counts(a: &Attainment) -> (i64, i64, i64) {
    (a.met, a.late, a.running)
}

impl Centre {
    async fn figures(&self, asked: Asked) -> Figures {
        self.write(move |tx, policies| {
            let agent = viewer(tx, policies, AGENT);
            attainment(tx, &agent, &asked)
        })
        .await
    }

    async fn counts(&self, kind: Kind) -> (i64, i64, i64) {
        counts(&sum(self.figures(asked(kind)).await.values()))
    }

    async fn behind(&self, asked: Asked, figure: Figure) -> Vec<Kept> {
        self.write(move |tx, policies| {
            let agent = viewer(tx, policies, AGENT);
            all_behind(tx, &agent, &asked, figure)
        })
        .await
    }

    /// Whichever way one looks at the record, it says the same.
    async fn agrees(&self) {
        self.write(|tx, policies| {
            let agent = viewer(tx, policies, AGENT);
            let hanse = people::organization_id(tx, HANSE)?.unwrap();
            for kind in [Kind::FirstResponse, Kind::FollowUp, Kind::Resolution] {
                let all = asked(kind);
                let figures = attainment(tx, &agent, &all)?;
                assert_eq!(figures, narrowed(tx, &agent, &all, hanse), "{kind:?}");
                let total = sum(figures.values());
                let by_organization = towards(tx, &agent, &all, None)?.0;
                assert_eq!(sum(by_organization.iter().map(|line| &line.attainment)), total);
                assert_eq!(sum(cells(tx, &agent, &all)?.iter().map(|cell| &cell.attainment)), total);
                for figure in Figure::ALL {
                    let listed = all_behind(tx, &agent, &all, figure)?;
                    assert_eq!(listed.len() as i64, total.of(figure), "{kind:?} {figure:?}");
                    let lateness: Vec<i64> = listed.iter().filter_map(|kept| kept.late_seconds).collect();
                    if figure == Figure::Late {
                        assert_eq!(lateness.iter().max().copied(), total.late_by(100));
                        assert_eq!((listed.len() - lateness.len()) as i64, total.still_late());
                    }
                    let mut paged = Vec::new();
                    let mut after = None;
                    loop {
                        let (page, next) = behind(tx, &agent, &all, figure, after)?;
                        paged.extend(page.iter().map(|kept| (kept.number, kept.cycle)));
                        after = next.map(|place| place.to_string().parse().unwrap());
                        if after.is_none() {
                            break;
                        }
                    }
                    let numbers: Vec<_> = listed.iter().map(|kept| (kept.number, kept.cycle)).collect();
                    assert_eq!(paged, numbers, "{kind:?} {figure:?}");
                }
            }
            Ok(())
        })
        .await;
    }
}

/// The figures again, asked for one by one.
fn narrowed(tx: &mut Tx, agent: &Viewer, all: &Asked, organization: Id) -> Figures {
    let mut figures = Figures::new();
    for month in all.months() {
        for severity in ["A", "B", "C"] {
            let one = Asked {
                kind: all.kind,
                from: month,
                to: month,
                severity: Some(severity.into()),
                organization: Some(organization),
            };
            figures.extend(attainment(tx, agent, &one).unwrap());
        }
    }
    figures
}

#[tokio::test]
async fn the_record_tells_what_was_met_what_was_late_and_by_how_much() {
    on_every_engine(async |centre| {
        centre.clock.set(at("2026-10-31T23:30:00Z"));
        centre.open("A").await;
        centre.clock.set(NOW.parse::<Timestamp>().unwrap());
        let [met, late, silent] = [centre.open("A").await, centre.open("A").await, centre.open("A").await];
        let lowered = centre.open("A").await;
        let gone = centre.open("B").await;
        let running = centre.open("C").await;
        centre.agrees().await;

        centre.clock.advance(SignedDuration::from_mins(10));
        centre.act(ADMIN, gone, Act::Close).await;
        centre.act(AGENT, met, reply(Then::Nothing)).await;
        let change = Act::ChangeSeverity { to: "C".into(), reason: "Es gibt einen Umweg.".into() };
        centre.act(AGENT, lowered, change).await;
        centre.act(AGENT, lowered, reply(Then::WaitOnCustomer)).await;
        centre.clock.advance(SignedDuration::from_mins(60));
        centre.act(AGENT, late, reply(Then::Resolve)).await;
        centre.agrees().await;

        // What is late is so before anybody has noted it.
        let before = centre.figures(asked(Kind::FirstResponse)).await;
        assert!(centre.tick().await > 0);
        let figures = centre.figures(asked(Kind::FirstResponse)).await;
        assert_eq!(figures, before);
        let of = |month_: &str, severity: &str| &figures[&(month(month_), severity.to_owned())];
        assert_eq!(figures.len(), 3);
        assert_eq!(counts(of("2026-10", "A")), (0, 1, 0));
        assert_eq!(counts(of("2026-11", "A")), (1, 2, 0));
        assert_eq!(counts(of("2026-11", "C")), (1, 0, 1));
        let severe = of("2026-11", "A");
        assert_eq!((severe.share(), severe.still_late()), (Some(333), 1));
        assert_eq!([50, 90, 100].map(|percent| severe.late_by(percent)), [Some(600); 3]);

        let listed = centre.behind(asked(Kind::FirstResponse), Figure::Late).await;
        let numbers: Vec<i64> = listed.iter().map(|kept| kept.number).collect();
        assert!(numbers[..2].contains(&silent) && numbers[..2].contains(&late), "{numbers:?}");
        let answered = listed.iter().find(|kept| kept.number == late).unwrap();
        assert_eq!((answered.late_seconds, answered.outcome), (Some(600), Outcome::Late));
        let open = centre.behind(asked(Kind::FirstResponse), Figure::Running).await;
        assert_eq!(open.iter().map(|kept| kept.number).collect::<Vec<_>>(), [running]);
    })
    .await;
}

#[tokio::test]
async fn each_follow_up_and_each_reopening_is_a_promise_of_its_own() {
    on_every_engine(async |centre| {
        let number = centre.open("B").await;
        for _ in 0..30 {
            centre.clock.advance(SignedDuration::from_mins(1));
            centre.act(AGENT, number, reply(Then::Nothing)).await;
        }
        // The first reply begins the first follow-up.
        assert_eq!(centre.counts(Kind::FollowUp).await, (29, 0, 1));
        centre.act(AGENT, number, reply(Then::Resolve)).await;
        centre.clock.advance(SignedDuration::from_mins(1));
        centre.act(ADMIN, number, Act::Reopen { text: "Es ist wieder da.".into() }).await;
        let cycles = centre.clocks(number).await.into_iter().filter(|c| c.kind == Kind::FollowUp).count();
        let (met, late, running) = centre.counts(Kind::FollowUp).await;
        assert_eq!((met + late + running, running), (cycles as i64, 1));
        assert_eq!(centre.counts(Kind::FirstResponse).await, (1, 0, 0));
        assert_eq!(centre.counts(Kind::Resolution).await.2, 1);
        centre.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_record_of_an_operator_is_its_own() {
    on_every_engine(async |centre| {
        centre.open("A").await;
        centre
            .write(|tx, policies| {
                let neighbour = viewer(tx, policies, NEIGHBOUR);
                let all = asked(Kind::FirstResponse);
                assert!(attainment(tx, &neighbour, &all)?.is_empty());
                assert!(towards(tx, &neighbour, &all, None)?.0.is_empty());
                assert!(cells(tx, &neighbour, &all)?.is_empty());
                assert!(all_behind(tx, &neighbour, &all, Figure::All)?.is_empty());
                let hanse = people::organization_id(tx, HANSE)?;
                let of_hanse = Asked { organization: hanse, ..all.clone() };
                assert!(attainment(tx, &neighbour, &of_hanse)?.is_empty());
                let customer = viewer(tx, policies, ADMIN);
                assert!(matches!(attainment(tx, &customer, &all), Err(Error::NotFound)));
                assert!(matches!(behind(tx, &customer, &all, Figure::All, None), Err(Error::NotFound)));
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn organizations_page_with_the_most_late_first() {
    on_every_engine(async |centre| {
        let seen = centre
            .write(|tx, policies| {
                let agent = viewer(tx, policies, AGENT);
                for n in 0..60_i64 {
                    let (organization, case) = (tx.new_id(), tx.new_id());
                    let name = format!("Organization {n}");
                    tx.execute(
                        "INSERT INTO organizations (id, key, name, cloud, kind, country, time_zone, language,
                                                    support_id, created_at)
                         VALUES ($1, $2, $2, 'germany', 'customer', 'DE', 'UTC', 'de', $2, 0)",
                        &[&organization, &name],
                    )?;
                    insert_case(tx, &agent, organization, case, n)?;
                    for cycle in 0..n % 7 + 1 {
                        let late = (cycle < n % 3).then_some(cycle * 60);
                        insert_clock(tx, organization, case, cycle, late)?;
                    }
                }
                let all = asked(Kind::FirstResponse);
                let (mut seen, mut after) = (Vec::new(), None);
                loop {
                    let (page, next) = towards(tx, &agent, &all, after)?;
                    seen.extend(page);
                    after = next.map(|place| place.to_string().parse().unwrap());
                    if after.is_none() {
                        break;
                    }
                }
                let total = sum(attainment(tx, &agent, &all)?.values());
                assert_eq!(sum(seen.iter().map(|line| &line.attainment)), total);
                Ok(seen)
            })
            .await;
        assert_eq!(seen.len(), 60);
        assert!(seen.is_sorted_by_key(|line| (-line.attainment.late, -line.attainment.of(Figure::Due))));
    })
    .await;
}

fn insert_case(tx: &mut Tx, by: &Viewer, organization: Id, case: Id, number: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO cases (id, number, cloud, organization, opened_by, category, severity, language, subject,
                            contact_method, contact_email, state, queue, queue_at, opened_at, updated_at, events)
         VALUES ($1, $2, 'germany', $3, $4, 'technical', 'A', 'de', '', 'email', '', 'open', 'take', 0, 0, 0, 0)",
        &[&case, &number, &organization, &by.id()],
    )?;
    Ok(())
}

fn insert_clock(tx: &mut Tx, organization: Id, case: Id, cycle: i64, late: Option<i64>) -> Result<()> {
    let breached = late.map(|_| tx.now());
    let now = tx.now();
    tx.execute(
        "INSERT INTO case_clocks (case_id, kind, cycle, cloud, organization, month, severity, started_at, due_at,
                                  told, stopped_at, met_at, breached_at, late_seconds)
         VALUES ($1, 'first_response', $2, 'germany', $3, '2026-11', 'A', $4, $4, 0, $4, $4, $5, $6)",
        &[&case, &cycle, &organization, &now, &breached, &late],
    )?;
    Ok(())
}

#[test]
fn a_month_is_read_only_as_it_is_written() {
    assert_eq!(month("2026-11").earlier(11), month("2025-12"));
    for wrong in ["2026-13", "2026-1", "2026", "", "2026-11-01", "-2026-11", "x"] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
    let long = Asked { from: month("1999-01"), ..asked(Kind::FirstResponse) };
    assert_eq!(long.months().count(), MOST_MONTHS);
}
