use axum::http::{StatusCode, header};
use centre::{
    cases::{self, NewCase},
    people::{self, Viewer},
};
use jiff::SignedDuration;

use crate::testing::{Answer, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const GRACE: &str = "grace.okafor@contoso.example";
const LIU: &str = "liu.yang@contoso-cn.example";

async fn viewer(centre: &Centre, email: &str) -> Viewer {
    let (app, email) = (centre.app.clone(), email.to_owned());
    let session = move |tx: &mut db::Tx| {
        let person = people::person_by_email(tx, &email)?.expect("a person of the demo");
        let secret = people::sign_in(tx, person.id, "test")?;
        Ok::<_, centre::Error>(people::viewer(tx, &app.policies.get(), &secret)?.expect("a session").0)
    };
    centre.app.db.write(session).await.expect("a viewer")
}

/// Opens a case of Nordwind with this subject.
async fn opened(centre: &Centre, subject: &'static str) -> i64 {
    let (app, viewer) = (centre.app.clone(), viewer(centre, ANNA).await);
    let open = move |tx: &mut db::Tx| {
        let organization = people::organization(tx, &viewer, viewer.customer()?.organization)?;
        let new = NewCase {
            subscription: organization
                .subscriptions
                .iter()
                .find(|s| s.bought == people::Bought::Direct)
                .map(|s| s.id),
            category: "technical".into(),
            severity: "C".into(),
            subject: subject.into(),
            description: "Since this morning.".into(),
            contact_method: "email".into(),
            contact_email: viewer.email.clone(),
            ..NewCase::default()
        };
        cases::open(tx, &app.policies.get(), &viewer, &new)
    };
    centre.app.db.write(open).await.expect("a case")
}

/// The addresses that a page leads to, of those that begin so.
fn links(answer: &Answer, beginning: &str) -> Vec<(String, String)> {
    let text = answer.text();
    let links = text.split("<a href=\"").skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once("\">")?;
        let (label, _) = rest.split_once("</a>")?;
        href.starts_with(beginning)
            .then(|| (href.replace("&#38;", "&").replace("&amp;", "&"), label.to_owned()))
    });
    links.collect()
}

fn lines(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'));
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn every_figure_of_the_record_leads_to_as_many_cases() {
    on_every_engine(async |centre| {
        opened(&centre, "Mail is late").await;
        centre.clock.advance(SignedDuration::from_hours(24 * 6));
        let mut grace = centre.signed_in(GRACE).await;
        for kind in ["first_response", "follow_up", "resolution"] {
            let record = grace.get(&format!("/desk/record?kind={kind}")).await;
            assert_eq!(record.status, StatusCode::OK);
            let figures = links(&record, "/desk/record/cases");
            assert!(figures.len() > 10, "{}", record.text());
            for (href, label) in figures {
                // The other figures are shares and durations.
                let Ok(count) = label.parse::<usize>() else { continue };
                let mut listed = 0;
                let mut address = Some(href.clone());
                while let Some(at) = address {
                    let page = grace.get(&at).await;
                    listed += links(&page, "/desk/cases/").len();
                    address = page.text().split("rel=\"next\"").next().and_then(|before| {
                        let is_more = page.text().contains("rel=\"next\"");
                        let href = before.rsplit("href=\"").next()?.split('"').next()?;
                        is_more.then(|| href.replace("&#38;", "&").replace("&amp;", "&"))
                    });
                }
                assert_eq!(listed, count, "{href}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_operators_agents_see_no_other_record_and_customers_none() {
    on_every_engine(async |centre| {
        opened(&centre, "Zirbelkiefer").await;
        let organization = viewer(&centre, ANNA).await.customer().expect("a customer").organization;
        let mut liu = centre.signed_in(LIU).await;
        for address in
            ["/desk/record", "/desk/record/cases", "/desk/record.csv?rows=cases", "/desk/record.csv"]
        {
            let theirs = liu.get(address).await;
            assert_eq!(theirs.status, StatusCode::OK);
            assert!(
                !theirs.text().contains("Zirbelkiefer") && !theirs.text().contains("Nordwind"),
                "{address}"
            );
            assert_eq!(centre.signed_in(ANNA).await.get(address).await.status, StatusCode::NOT_FOUND);
        }
        for page in ["/desk/record", "/desk/record/cases"] {
            let narrowed = liu.get(&format!("{page}?organization={organization}")).await;
            assert_eq!(narrowed.status, StatusCode::NOT_FOUND);
        }
        let narrowed = liu.get(&format!("/desk/record.csv?rows=cases&organization={organization}")).await;
        assert_eq!(lines(&narrowed).len(), 1);
        let grace = centre.signed_in(GRACE).await.get("/desk").await;
        assert!(grace.text().contains("href=\"/desk/record\""));
        assert!(!centre.signed_in(ANNA).await.get("/requests").await.text().contains("/desk/record"));
    })
    .await;
}

#[tokio::test]
async fn the_record_as_csv_says_what_the_page_says() {
    on_every_engine(async |centre| {
        let number = opened(&centre, "=HYPERLINK(\"http://x\")").await;
        centre.clock.advance(SignedDuration::from_hours(24 * 6));
        let mut grace = centre.signed_in(GRACE).await;
        let reply = [("kind", "reply"), ("text", "We look at it."), ("seen", "open")];
        grace.post(&format!("/desk/cases/{number}/write"), &reply).await;

        let cases = grace.get("/desk/record.csv?rows=cases&figure=late").await;
        let kind = cases.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        assert_eq!(kind, Some("text/csv; charset=utf-8; header=present"));
        let text = cases.text();
        let line = text.lines().find(|line| line.contains(&number.to_string())).expect("the case");
        assert!(
            line.starts_with("worldwide,first_response,2026-11,C,Nordwind Logistik GmbH,CT-4831,"),
            "{line}"
        );
        assert!(line.contains(",\"'=HYPERLINK(\"\"http://x\"\")\",1,late,2026-11-18T11:00:00Z,"), "{line}");

        let all = grace.get("/desk/record.csv?rows=cases").await;
        let figures = lines(&grace.get("/desk/record.csv").await);
        assert_eq!(
            figures[0][..6],
            ["operator", "promise", "month", "severity", "organization", "support_id"]
        );
        assert!(figures.iter().all(|line| line.len() == figures[0].len()));
        let count =
            |column: usize| figures[1..].iter().map(|line| line[column].parse::<usize>().unwrap()).sum();
        let (due, running): (usize, usize) = (count(6), count(9));
        assert_eq!(all.text().lines().count() - 1, due + running);
        assert_eq!(text.lines().count() - 1, count(8));
    })
    .await;
}

#[tokio::test]
async fn months_that_make_no_sense_are_put_right_and_no_organization_is_not_found() {
    on_every_engine(async |centre| {
        let mut grace = centre.signed_in(GRACE).await;
        for address in
            ["?from=2026-12&to=2026-10", "?from=0001-01&to=9999-12", "?from=x&kind=silence&figure=x"]
        {
            assert_eq!(
                grace.get(&format!("/desk/record{address}")).await.status,
                StatusCode::OK,
                "{address}"
            );
            assert_eq!(grace.get(&format!("/desk/record.csv{address}")).await.status, StatusCode::OK);
        }
        let nobody = grace.get("/desk/record?organization=nobody").await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    })
    .await;
}
