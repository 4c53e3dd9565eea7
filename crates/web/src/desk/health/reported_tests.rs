use axum::http::StatusCode;
use centre::{
    cases,
    health::{Extent, reports},
    people,
};
use db::Tx;

use crate::testing::{Answer, Centre, on_every_engine};

const MEI: &str = "mei.tan@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";
const GRACE: &str = "grace.okafor@contoso.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const GABOR: &str = "nagy.gabor@tisza-kert.example";
const MARCUS: &str = "marcus.johnson@bluebird.example";

async fn report(centre: &Centre, email: &'static str, text: &'static str) {
    let policies = centre.app.policies.get();
    let by = policies.clone();
    let write = move |tx: &mut Tx| {
        let person = people::person_by_email(tx, email)?.expect("somebody").id;
        let secret = people::sign_in(tx, person, "test")?;
        let (viewer, _) = people::viewer(tx, &by, &secret)?.expect("a viewer");
        let new = reports::NewReport {
            service: "mail".into(),
            feature: Some("attachments".into()).filter(|_| email == ANNA),
            text: text.into(),
            extent: Extent::Some,
            since: None,
            issue: None,
        };
        reports::report(tx, &by, &viewer, &new).map(drop)
    };
    centre.app.db.write(write).await.expect("a report");
    while reports::gather(&centre.app.db, &policies).await.expect("reports") {}
}

async fn request_of(centre: &Centre, email: &'static str, description: &'static str) -> i64 {
    let policies = centre.app.policies.get();
    let write = move |tx: &mut Tx| {
        let person = people::person_by_email(tx, email)?.expect("somebody").id;
        let secret = people::sign_in(tx, person, "test")?;
        let (viewer, _) = people::viewer(tx, &policies, &secret)?.expect("a viewer");
        let organization = people::organization(tx, &viewer, viewer.manages()?)?;
        let new = cases::NewCase {
            subscription: organization.subscriptions.first().map(|one| one.id),
            category: "technical".into(),
            service: Some("mail".into()),
            description: description.into(),
            contact_method: "email".into(),
            contact_email: email.into(),
            ..cases::NewCase::default()
        };
        cases::open(tx, &policies, &viewer, &new)
    };
    centre.app.db.write(write).await.expect("a case")
}

async fn answered(centre: &Centre) {
    let policies = centre.app.policies.get();
    while centre.app.db.read(reports::is_due).await.expect("a look") {
        let policies = policies.clone();
        centre.app.db.write(move |tx: &mut Tx| reports::answer(tx, &policies)).await.expect("answers");
    }
}

fn link(page: &Answer, start: &str) -> String {
    let text = page.text();
    let found = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found
        .filter(|href| href.starts_with(start))
        .map(str::to_owned)
        .next()
        .unwrap_or_else(|| panic!("no {start}"))
}

async fn proposal(centre: &Centre) {
    report(centre, ANNA, "Anhänge in E-Mails lassen sich nicht öffnen").await;
    report(centre, GABOR, "A levelek mellékletei nem nyílnak meg").await;
    report(centre, MARCUS, "Attachments of our mails don't open").await;
}

#[tokio::test]
async fn reports_in_several_languages_become_an_issue_with_one_form() {
    on_every_engine(async |centre| {
        proposal(&centre).await;
        let mut mei = centre.signed_in(MEI).await;
        let list = mei.get("/desk/health").await;
        assert!(list.words().contains("Reported by customers") && list.words().contains("Proposal"));
        // Agents who don't publish see none of it.
        let mut jonas = centre.signed_in(JONAS).await;
        assert!(!jonas.get("/desk/health").await.words().contains("Reported by customers"));
        let address = link(&list, "/desk/health/reports/");
        assert_eq!(jonas.get(&address).await.status, StatusCode::NOT_FOUND);

        // It waits among the notices of those who publish until one of them decides.
        assert_eq!(link(&mei.get("/desk/notices").await, "/desk/health/reports/"), address);
        assert!(!jonas.get("/desk/notices").await.text().contains("/desk/health/reports/"));

        let page = mei.get(&address).await;
        assert!(
            page.text().contains("lang=\"hu\"") && page.words().contains("mellékletei"),
            "{}",
            page.words()
        );
        let form = mei.get(&link(&page, "/desk/health/new?report=").replace("&amp;", "&")).await;
        assert!(form.text().contains("value=\"mail/attachments\" selected"), "{}", form.text());
        let id = address.rsplit('/').next().expect("an id");
        let typed = [
            ("report", id),
            ("place", "mail/attachments"),
            ("class", "advisory"),
            ("language", "en"),
            ("title", "Attachments don't open"),
            ("impact", "Some can't open attachments."),
            ("text", "We are looking for the cause."),
            ("status", "investigating"),
            ("kind", "quick"),
            ("started", "2026-11-18T10:30"),
            ("then", "publish"),
        ];
        let begun = mei.post("/desk/health/new", &typed).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.words());
        let issue = mei.get(begun.location()).await.words();
        assert!(issue.contains("3 reports by customers"), "{issue}");
        assert!(!mei.get("/desk/health").await.words().contains("Reported by customers"));
        assert_eq!(mei.get(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_dismissed_needs_a_reason() {
    on_every_engine(async |centre| {
        proposal(&centre).await;
        let mut mei = centre.signed_in(MEI).await;
        let address = link(&mei.get("/desk/health").await, "/desk/health/reports/");
        let silent = mei.post(&format!("{address}/dismiss"), &[("reason", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.words().contains("must not be empty"));
        let done = mei.post(&format!("{address}/dismiss"), &[("reason", "An add-in did it.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(!mei.get("/desk/health").await.words().contains("Reported by customers"));
    })
    .await;
}

#[tokio::test]
async fn an_agent_links_a_request_and_each_post_answers_it_until_all_are_resolved() {
    on_every_engine(async |centre| {
        let mut mei = centre.signed_in(MEI).await;
        let typed = [
            ("place", "mail/attachments"),
            ("class", "advisory"),
            ("language", "en"),
            ("title", "Attachments arrive late"),
            ("impact", "Attachments take minutes."),
            ("text", "We are looking for the cause."),
            ("status", "serviceDegradation"),
            ("kind", "quick"),
            ("started", "2026-11-18T10:30"),
            ("then", "publish"),
        ];
        let begun = mei.post("/desk/health/new", &typed).await;
        let (address, issue) =
            (begun.location().to_owned(), begun.location().rsplit('/').next().expect("a number"));
        let mut anna = centre.signed_in(ANNA).await;
        let number = request_of(&centre, ANNA, "Anhänge kommen spät").await;

        let mut grace = centre.signed_in(GRACE).await;
        let wrong = grace.post(&format!("/desk/cases/{number}/issue/link"), &[("issue", "MO000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.words().contains("No open issue has this number") && wrong.text().contains("MO000000"));
        let linked = grace.post(&format!("/desk/cases/{number}/issue/link"), &[("issue", issue)]).await;
        assert_eq!(linked.status, StatusCode::SEE_OTHER, "{}", linked.words());
        let case = grace.get(&format!("/desk/cases/{number}")).await.words();
        assert!(case.contains(&format!("linked the known issue {issue}")), "{case}");
        let theirs = anna.get(&format!("/requests/{number}")).await;
        assert!(theirs.text().contains("lang=\"en\"") && theirs.words().contains("noch nicht übersetzt"));
        assert!(!theirs.words().contains("verknüpft"), "{}", theirs.words());

        let over = [
            ("text", "Attachments arrive at once again."),
            ("status", "serviceRestored"),
            ("kind", "quick"),
            ("language", "en"),
            ("then", "publish"),
        ];
        let early = grace.post(&format!("{address}/requests/resolve"), &[]).await;
        assert!(early.words().contains("over yet"), "{}", early.words());
        let posted = mei.post(&format!("{address}/posts/new"), &over).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.words());
        answered(&centre).await;
        let theirs = anna.get(&format!("/requests/{number}")).await.words();
        assert!(theirs.contains("arrive at once again"), "{theirs}");
        let page = grace.get(&address).await.words();
        assert!(page.contains("Resolve 1 open service request"), "{page}");
        let resolved = grace.post(&format!("{address}/requests/resolve"), &[]).await;
        assert_eq!(resolved.status, StatusCode::SEE_OTHER, "{}", resolved.words());
        assert!(!grace.get(&address).await.words().contains("open service request"));

        let unlinked =
            grace.post(&format!("{address}/requests/unlink"), &[("case", &number.to_string())]).await;
        assert_eq!(unlinked.status, StatusCode::SEE_OTHER);
        let unknown = grace.post(&format!("{address}/requests/link"), &[("case", "12")]).await;
        assert!(unknown.words().contains("No service request has this number"), "{}", unknown.words());
    })
    .await;
}
