use axum::http::StatusCode;
use centre::health::{self, Class, Reader, Show, Status, Which};

use crate::testing::{Answer, Browser, Centre, on_every_engine};

const MEI: &str = "mei.tan@contoso.example";
const OWEN: &str = "owen.pratt@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";
const GRACE: &str = "grace.okafor@contoso.example";
const MARCUS: &str = "marcus.johnson@bluebird.example";

/// What an engineer types in the middle of an incident.
const FIRST: &[(&str, &str)] = &[
    ("place", "sites/files"),
    ("class", "incident"),
    ("language", "en"),
    ("title", "Files stay closed"),
    ("impact", "Nobody can open files."),
    ("text", "We see it and are looking for the cause."),
    ("status", "serviceInterruption"),
    ("kind", "quick"),
    ("started", "2026-11-18T10:30"),
];

fn with<'f>(fields: &[(&'f str, &'f str)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let is_kept = |(name, _): &&(&str, &str)| !more.iter().any(|(other, _)| other == name);
    fields.iter().filter(is_kept).chain(more).copied().collect()
}

async fn published(engineer: &mut Browser, more: &[(&str, &str)]) -> String {
    let answer = engineer.post("/desk/health/new", &with(FIRST, &with(&[("then", "publish")], more))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    answer.location().to_owned()
}

/// The address of the first form on the page whose action ends so.
fn action(page: &Answer, end: &str) -> String {
    let text = page.text();
    let found = text.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found
        .filter(|action| action.ends_with(end))
        .map(str::to_owned)
        .next()
        .unwrap_or_else(|| panic!("no {end}"))
}

async fn tick(centre: &Centre) {
    while centre.app.db.read(health::is_due).await.expect("a look") {
        centre.app.db.write(health::tick).await.expect("what is due");
    }
}

#[tokio::test]
async fn one_form_publishes_an_incident_for_everybody() {
    on_every_engine(async |centre| {
        let mut mei = centre.signed_in(MEI).await;
        assert!(mei.get("/desk/health/new").await.words().contains("What it means for people"));
        let address = published(&mut mei, &[]).await;
        let page = mei.get(&address).await.words();
        assert!(page.contains("Files stay closed") && page.contains("Service interruption"), "{page}");
        let public = centre.visitor().get("/en/worldwide/").await.words();
        assert!(public.contains("Nobody can open files."), "{public}");
        // Agents read it and can't write.
        let mut jonas = centre.signed_in(JONAS).await;
        assert!(jonas.get(&address).await.words().contains("Files stay closed"));
        assert_eq!(jonas.get(&format!("{address}/posts/new")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(jonas.post("/desk/health/new", FIRST).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_isnt_quick_is_published_by_a_second_person() {
    on_every_engine(async |centre| {
        let (mut mei, mut owen) = (centre.signed_in(MEI).await, centre.signed_in(OWEN).await);
        let address = published(&mut mei, &[]).await;
        let post = [
            ("text", "We have found the cause."),
            ("status", "restoringService"),
            ("kind", "regular"),
            ("language", "en"),
        ];
        let alone = mei.post(&format!("{address}/posts/new"), &with(&post, &[("then", "publish")])).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            alone.words().contains("A second person publishes") && alone.text().contains("found the cause")
        );
        let handed = mei.post(&format!("{address}/posts/new"), &with(&post, &[("then", "submit")])).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.words());
        let jonas = centre.signed_in(JONAS).await.get(&address).await;
        assert!(!jonas.text().contains("found the cause"), "an agent reads a draft");

        let page = owen.get(&address).await;
        let back = owen.post(&action(&page, "/return"), &[("reason", "Say which cause.")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let page = mei.get(&address).await;
        assert!(page.words().contains("Say which cause."), "{}", page.words());
        assert_eq!(mei.post(&action(&page, "/submit"), &[]).await.status, StatusCode::SEE_OTHER);
        let page = owen.get(&address).await;
        let done = owen.post(&action(&page, "/publish"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let page = owen.get(&address).await.words();
        assert!(page.contains("Restoring service") && page.contains("approved by Owen Pratt"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_template_comes_in_all_languages_until_it_is_changed() {
    on_every_engine(async |centre| {
        let mut mei = centre.signed_in(MEI).await;
        let page = mei.get("/desk/health/new?template=interruption&place=sites/files").await.text();
        assert!(page.contains("Files and sync: not available"), "{page}");
        let text = "Files and sync is not available. All who can help are working on it.";
        let typed = [("template", "interruption"), ("text", text)];
        let address = published(&mut mei, &typed).await;
        let number = address.rsplit('/').next().expect("a number").to_owned();
        let read = move |tx: &mut db::Tx| health::issue(tx, &Reader::public("worldwide"), &number);
        let issue = centre.app.db.read(read).await.expect("an issue");
        let post = issue.latest().expect("a post");
        assert_eq!(post.text.get("de").1, "de");
        assert_eq!(issue.title.get("de").1, "en", "what was typed is in one language");

        let page = mei.get(&format!("{address}/translate/issue/de")).await;
        assert!(page.words().contains("Nobody can open files."));
        let words = [("title", "Dateien lassen sich nicht öffnen"), ("text", "Niemand kann Dateien öffnen.")];
        let saved = mei.post(&format!("{address}/translate/issue/de"), &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
        let public = centre.visitor().speaking("de").get("/de/worldwide/").await.words();
        assert!(public.contains("Niemand kann Dateien öffnen."), "{public}");

        // The translation is outdated by a change, and readers get what is right.
        let facts = with(FIRST, &[("impact", "Some files stay shut.")]);
        let changed = mei.post(&format!("{address}/facts"), &facts).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        let public = centre.visitor().speaking("de").get("/de/worldwide/").await.words();
        assert!(public.contains("Some files stay shut.") && !public.contains("Niemand"), "{public}");
        let page = mei.get(&address).await.words();
        assert!(page.contains("Nobody can open files. → Some files stay shut."), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_correction_shows_both_texts_and_changes_no_status() {
    on_every_engine(async |centre| {
        let (mut mei, mut owen) = (centre.signed_in(MEI).await, centre.signed_in(OWEN).await);
        let address = published(&mut mei, &[]).await;
        let page = mei.get(&address).await.text();
        let form = page.split("?corrects=").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let form = form.to_owned();
        let fields = [
            ("corrects", form.as_str()),
            ("text", "We see it in Europe only."),
            ("kind", "quick"),
            ("language", "en"),
            ("then", "publish"),
        ];
        let done = mei.post(&format!("{address}/posts/new"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let page = owen.get(&address).await.words();
        assert!(page.contains("Corrects what was said before: We see it and are looking"), "{page}");
        assert!(page.contains("Corrected later") && page.contains("Service interruption"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_promise_that_comes_due_is_told_before_and_when_it_is_broken() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        let mut mei = centre.signed_in(MEI).await;
        let address = published(&mut mei, &[("next", "60")]).await;
        let (mut grace, mut owen) = (centre.signed_in(GRACE).await, centre.signed_in(OWEN).await);
        tick(&centre).await;
        assert!(!owen.get("/desk/notices").await.text().contains("Files stay"));
        centre.clock.advance(jiff::SignedDuration::from_mins(46));
        tick(&centre).await;
        assert!(owen.get("/desk/notices").await.words().contains("Due soon: the next update"));
        assert!(
            !grace.get("/desk/notices").await.text().contains("Files stay"),
            "managers hear of what is late"
        );
        centre.clock.advance(jiff::SignedDuration::from_mins(15));
        tick(&centre).await;
        tick(&centre).await;
        let told = grace.get("/desk/notices").await;
        assert_eq!(told.words().matches("Late: the next update").count(), 1, "{}", told.words());
        let seen = grace.post(&action(&told, "/seen"), &[]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert!(!grace.get("/desk/notices").await.words().contains("Late: the next update"));
        assert!(mei.get(&address).await.words().contains("A promise was not kept"));
    })
    .await;
}

#[tokio::test]
async fn a_broad_incident_owes_a_review_and_the_final_one_closes_it() {
    on_every_engine(async |centre| {
        let (mut mei, mut owen) = (centre.signed_in(MEI).await, centre.signed_in(OWEN).await);
        let address = published(&mut mei, &[("broad", "1")]).await;
        let over = [
            ("text", "It works again."),
            ("status", "serviceRestored"),
            ("kind", "quick"),
            ("language", "en"),
            ("then", "publish"),
        ];
        let done = mei.post(&format!("{address}/posts/new"), &over).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        assert!(mei.get("/desk/health").await.words().contains("Preliminary review"));
        for kind in ["preliminary", "final"] {
            let review = format!("{address}/reviews/{kind}");
            let text = [("language", "en"), ("text", "A disk was full.")];
            let file = [("files", "review.txt", "text/plain", b"All of it".as_slice())];
            let kept = mei.post_files(&review, &text, &file).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
            let alone = mei.post(&review, &with(&text, &[("then", "publish")])).await;
            assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", alone.words());
            let done = owen.post(&review, &with(&text, &[("then", "publish")])).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        }
        let page = owen.get(&address).await;
        assert!(page.words().contains("Post-incident review published"), "{}", page.words());
        let href = page
            .text()
            .split("href=\"")
            .filter_map(|rest| rest.split('"').next())
            .find(|href| href.contains("/files/"))
            .map(str::to_owned);
        let file = owen.get(&href.expect("a document")).await;
        assert_eq!(file.bytes, b"All of it");
        let again =
            mei.post(&format!("{address}/posts/new"), &with(&over, &[("status", "investigating")])).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn an_issue_of_some_organizations_does_not_exist_for_others() {
    on_every_engine(async |centre| {
        let mut mei = centre.signed_in(MEI).await;
        let unknown = with(FIRST, &[("reach", "CT-0000"), ("then", "publish")]);
        let wrong = mei.post("/desk/health/new", &unknown).await;
        assert!(wrong.words().contains("No organization has the support id CT-0000"), "{}", wrong.words());
        let address = published(&mut mei, &[("reach", "CT-1175")]).await;
        let number = address.rsplit('/').next().expect("a number").to_owned();
        assert!(mei.get(&address).await.words().contains("Bluebird Community Clinics (CT-1175)"));
        for path in ["/en/worldwide/", "/en/worldwide/health", "/help"] {
            assert!(!centre.visitor().get(path).await.text().contains("Nobody can open files"), "{path}");
        }
        assert!(
            centre
                .signed_in(MARCUS)
                .await
                .get("/help/contact")
                .await
                .text()
                .contains("Nobody can open files")
        );
        let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
        assert!(!anna.get("/help/contact").await.text().contains("Nobody can open files"));
        let read = move |tx: &mut db::Tx| {
            let reader = Reader::public("worldwide");
            let all = health::issues(tx, &reader, &Which { show: Show::Open, ..Which::default() })?;
            assert!(all.iter().all(|issue| issue.number != number));
            assert!(matches!(health::issue(tx, &reader, &number), Err(centre::Error::NotFound)));
            Ok::<_, centre::Error>(())
        };
        centre.app.db.read(read).await.expect("a wall");
    })
    .await;
}

#[tokio::test]
async fn maintenance_is_announced_early_or_says_why_not() {
    on_every_engine(async |centre| {
        let (mut mei, mut owen) = (centre.signed_in(MEI).await, centre.signed_in(OWEN).await);
        let fields = [
            ("language", "en"),
            ("title", "Work on mail"),
            ("body", "Mail is slow meanwhile."),
            ("category", "plan-for-change"),
            ("severity", "normal"),
            ("maintenance", "1"),
            ("services", "mail"),
            ("starts", "2026-11-20T22:00"),
            ("ends", "2026-11-21T01:00"),
            ("then", "submit"),
        ];
        let late = mei.post("/desk/health/messages/new", &fields).await;
        assert!(late.words().contains("Planned maintenance is announced"), "{}", late.words());
        let reason = with(&fields, &[("short_notice", "A hole must be closed.")]);
        let done = mei.post("/desk/health/messages/new", &reason).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let address = done.location().to_owned();
        // The same times where Owen is.
        let in_london = [("starts", "2026-11-20T14:00"), ("ends", "2026-11-20T17:00"), ("then", "publish")];
        let approved = owen.post(&address, &with(&reason, &in_london)).await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.words());
        assert!(centre.signed_in(JONAS).await.get("/desk/health").await.words().contains("Work on mail"));
    })
    .await;
}

#[tokio::test]
async fn news_tell_each_publication_once_and_in_order() {
    on_every_engine(async |centre| {
        let before = centre.app.db.read(health::last_news).await.expect("a position");
        let number = centre.publish_issue("mail", Class::Advisory, "Mail is slow.").await;
        let mut mei = centre.signed_in(MEI).await;
        published(&mut mei, &[]).await;
        let news = centre.app.db.read(move |tx| health::news(tx, before, 10)).await.expect("news");
        assert_eq!(news.len(), 2);
        assert!(news[0].seq < news[1].seq);
        let id = news[0].issue.expect("an issue");
        let first = centre.app.db.read(move |tx| health::issue_number(tx, id)).await.expect("a number");
        assert_eq!(first, number);
        assert_eq!(Status::parse("serviceRestored"), Some(Status::ServiceRestored));
    })
    .await;
}
