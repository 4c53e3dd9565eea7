use axum::http::StatusCode;
use centre::articles;

use crate::testing::{Answer, Browser, Centre, on_every_engine};

const SAMIRA: &str = "samira.haddad@contoso.example";
const GRACE: &str = "grace.okafor@contoso.example";

/// The value of a hidden field.
fn hidden(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let at = text.find(&format!("name=\"{name}\" value=\"")).expect("a field") + name.len() + 15;
    text[at..].split('"').next().unwrap_or_default().to_owned()
}

async fn follow(browser: &mut Browser, answer: &Answer) -> Answer {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    browser.get(answer.location()).await
}

async fn publish(grace: &mut Browser, draft: &str) {
    let review = grace.get(&format!("{draft}/review")).await;
    let saved = hidden(&review, "saved");
    let published = grace.post(&format!("{draft}/approve"), &[("saved", &saved)]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.words());
}

#[tokio::test]
async fn what_an_author_writes_is_read_after_another_author_approved_it() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let (mut samira, mut grace) = (centre.signed_in(SAMIRA).await, centre.signed_in(GRACE).await);
        let new = [("title", "Quokkas in the mail"), ("language", "en"), ("key", ""), ("service", "mail")];
        let begun = samira.post("/authoring/new", &new).await;
        let draft = begun.location().to_owned();
        let page = samira.get(&draft).await;
        assert_eq!(page.status, StatusCode::OK);
        let saved = hidden(&page, "saved");
        let form = [
            ("saved", saved.as_str()),
            ("title", "Quokkas in the mail"),
            ("description", "What to do"),
            ("service", "mail"),
            ("text", "# Quokkas in the mail\n\nFeed them <script>alert(1)</script> **leaves**."),
        ];
        let preview = samira.post(&format!("{draft}/preview"), &form).await.text();
        assert!(preview.contains("<strong>leaves</strong>") && !preview.contains("<script>"));
        assert_eq!(samira.post(&draft, &form).await.status, StatusCode::SEE_OTHER);

        // Who saves over a text that was not seen is shown both.
        let mut late = form;
        late[4].1 = "# Quokkas in the mail\n\nGrace was here.";
        let conflict = grace.post(&draft, &late).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.text().contains("Grace was here.") && conflict.text().contains("leaves"));

        let saved = hidden(&samira.get(&draft).await, "saved");
        let mut last = form.to_vec();
        last[0].1 = &saved;
        last.extend([("then", "submit"), ("note", "They asked")]);
        let sent = samira.post(&draft, &last).await;
        let own = follow(&mut samira, &sent).await;
        assert!(own.words().contains("Another author has to approve"), "{}", own.words());
        assert!(own.words().contains("They asked"));

        let public = "/en/worldwide/articles/quokkas-in-the-mail";
        assert_eq!(centre.visitor().get(public).await.status, StatusCode::NOT_FOUND);
        centre.index().await;
        let found = centre.visitor().get("/en/worldwide/articles?q=quokkas").await;
        assert!(!found.text().contains("quokkas-in-the-mail"));

        publish(&mut grace, &draft).await;
        let read = centre.visitor().get(public).await;
        assert!(read.text().contains("<strong>leaves</strong>"), "{}", read.words());
        centre.index().await;
        let found = centre.visitor().get("/en/worldwide/articles?q=quokkas").await;
        assert!(found.text().contains("quokkas-in-the-mail"));
        let waits = samira.get("/authoring?language=de&list=translation").await;
        assert!(waits.text().contains("Quokkas in the mail"));
        let versions = samira.get("/api/v1/articles/quokkas-in-the-mail/en/versions").await.json();
        assert_eq!(versions["versions"][0]["approved_by"], "Grace Okafor");
    })
    .await;
}

#[tokio::test]
async fn an_earlier_version_is_compared_and_restored() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let (mut samira, mut grace) = (centre.signed_in(SAMIRA).await, centre.signed_in(GRACE).await);
        let begun = samira.post("/authoring/articles/shared-mailbox/en/edit", &[]).await;
        let draft = begun.location().to_owned();
        let saved = hidden(&samira.get(&draft).await, "saved");
        let form = [
            ("saved", saved.as_str()),
            ("title", "Set up a shared mailbox"),
            ("text", "# Set up a shared mailbox\n\nShort."),
            ("then", "submit"),
        ];
        assert_eq!(samira.post(&draft, &form).await.status, StatusCode::SEE_OTHER);
        publish(&mut grace, &draft).await;
        let german = centre.visitor().get("/de/worldwide/articles/shared-mailbox").await.words();
        assert!(german.contains("Das Original wurde seither geändert."), "{german}");

        let base = "/authoring/articles/shared-mailbox/en/versions";
        let second = samira.get(&format!("{base}/2")).await.text();
        assert!(second.contains("<ins>") || second.contains("compare-line new"));
        let restored = samira.post(&format!("{base}/1/restore"), &[]).await;
        let draft = restored.location().to_owned();
        let saved = hidden(&samira.get(&draft).await, "saved");
        let submitted = samira.post(&format!("{draft}/submit"), &[("saved", &saved)]).await;
        assert_eq!(submitted.status, StatusCode::SEE_OTHER);
        publish(&mut grace, &draft).await;
        let read = centre.visitor().get("/en/worldwide/articles/shared-mailbox").await.words();
        assert!(read.contains("A shared mailbox belongs to a team"), "{read}");
    })
    .await;
}

#[tokio::test]
async fn a_translation_is_made_sentence_by_sentence_with_what_the_memory_knows() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        for _ in 0..200 {
            articles::memory::learn(&centre.app.db).await.expect("a memory");
            let known = centre.app.db.read(|tx| {
                let found = tx.query("SELECT 1 FROM memory WHERE to_language = 'hu' LIMIT 1", &[])?;
                Ok::<_, centre::Error>(found.len())
            });
            if known.await.expect("a memory") > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        let (mut samira, mut grace) = (centre.signed_in(SAMIRA).await, centre.signed_in(GRACE).await);
        let new = [("title", "Shared mailbox twice"), ("language", "en"), ("key", "twice")];
        let draft = samira.post("/authoring/new", &new).await.location().to_owned();
        let source = centre.app.db.read(|tx| articles::exactly(tx, "shared-mailbox", lang::Lang::En));
        let source = docs::parse(&source.await.expect("a read").expect("an article").source).expect("a text");
        let saved = hidden(&samira.get(&draft).await, "saved");
        let text = format!("{}\n\nWait 5 minutes for quokkas.", source.body);
        let form = [
            ("saved", saved.as_str()),
            ("title", "Shared mailbox twice"),
            ("text", &text),
            ("then", "submit"),
        ];
        assert_eq!(samira.post(&draft, &form).await.status, StatusCode::SEE_OTHER);
        publish(&mut grace, &draft).await;

        let begun = samira.post("/authoring/articles/twice/hu/translate", &[("from", "en")]).await;
        let draft = begun.location().to_owned();
        let page = samira.get(&draft).await;
        assert!(page.words().contains("From memory"), "{}", page.words());
        assert!(page.text().contains("megosztott postaláda"), "the memory's words are in the fields");

        let positions = positions(&page);
        let mut fields: Vec<(String, String)> = Vec::new();
        for (position, was) in &positions {
            fields.push((format!("was-{position}"), was.clone()));
            let target = if was.is_empty() { "Várjon 7 percet.".to_owned() } else { was.clone() };
            fields.push((format!("target-{position}"), target));
        }
        fields.push(("then".into(), "confirm-all".into()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let saved = samira.post(&format!("{draft}/sentences"), &fields).await;
        let page = follow(&mut samira, &saved).await;
        assert!(page.words().contains("Duration"), "5 is not 7: {}", page.words());
        let saved = centre.app.db.read({
            let id = draft.rsplit('/').next().expect("an id").to_owned();
            move |tx| {
                let id: db::Id = id.parse().map_err(centre::Error::broken)?;
                Ok::<_, centre::Error>(
                    tx.query_one("SELECT saved FROM drafts WHERE id = $1", &[&id])?.get(0)?,
                )
            }
        });
        let saved: i64 = saved.await.expect("a draft");
        let submitted = samira.post(&format!("{draft}/submit"), &[("saved", &saved.to_string())]).await;
        assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.words());
        publish(&mut grace, &draft).await;
        let read = centre.visitor().get("/hu/worldwide/articles/twice").await.words();
        assert!(read.contains("Várjon 7 percet."), "{read}");
        assert!(read.contains("Emberi fordítás"), "{read}");
    })
    .await;
}

/// Positions of the sentences on a page, and how their translations stand.
fn positions(page: &Answer) -> Vec<(String, String)> {
    let text = page.text();
    let mut found = Vec::new();
    for part in text.split("name=\"was-").skip(1) {
        let (position, rest) = part.split_once("\" value=\"").expect("a field");
        let value = rest.split('"').next().unwrap_or_default();
        let value = value.replace("&#38;", "&").replace("&#34;", "\"").replace("&#39;", "'");
        found.push((position.to_owned(), value.replace("&#60;", "<").replace("&#62;", ">")));
    }
    found
}

#[tokio::test]
async fn a_reader_compares_a_translation_with_its_original_and_says_what_is_wrong() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let base = "/de/worldwide/articles/shared-mailbox/bilingual";
        let side = centre.visitor().get(base).await.words();
        assert!(side.contains("Ein freigegebenes Postfach gehört einem Team, nicht einer Person."), "{side}");
        assert!(side.contains("A shared mailbox belongs to a team instead of a person."), "{side}");
        let hover = centre.visitor().get(&format!("{base}?view=hover")).await.text();
        assert!(hover.contains("class=\"sentence\"") && hover.contains("sentence-original"));
        let source = centre.visitor().get(&format!("{base}?view=source")).await.text();
        assert!(source.contains("<article class=\"prose\" lang=\"en\">"));
        let english = "/en/worldwide/articles/shared-mailbox/bilingual";
        assert_eq!(centre.visitor().get(english).await.status, StatusCode::NOT_FOUND);

        let mut reader = centre.visitor();
        let form = reader.get(&format!("{base}?sentence=3")).await;
        assert!(form.words().contains("Dieser Satz ist falsch"));
        let version = hidden(&form, "version");
        let without = [("sentence", "3"), ("version", version.as_str())];
        assert_eq!(reader.post(base, &without).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = [("sentence", "3"), ("version", &version), ("kind", "fact"), ("text", "Es ist anders.")];
        assert_eq!(reader.post(base, &said).await.status, StatusCode::SEE_OTHER);
        let mut grace = centre.signed_in(GRACE).await;
        let remarks = grace.get("/authoring?language=de&list=remarks").await.words();
        assert!(remarks.contains("Es ist anders."), "{remarks}");
        for _ in 0..30 {
            reader.post(base, &said).await;
        }
        assert_eq!(reader.post(base, &said).await.status, StatusCode::UNPROCESSABLE_ENTITY, "too many");
        let editions = centre.visitor().get("/api/v1/articles/shared-mailbox").await.json();
        assert_eq!(editions["editions"].as_array().map(Vec::len), Some(6));
    })
    .await;
}

#[tokio::test]
async fn the_authors_pages_speak_every_language() {
    on_every_engine(async |centre: Centre| {
        let centre = centre.with_articles().await;
        let mut grace = centre.signed_in(GRACE).await;
        for language in ["en", "de", "hu", "nb", "nl", "zh-CN"] {
            grace.post("/language", &[("language", language), ("back", "/authoring")]).await;
            let page = grace.get("/authoring").await;
            assert!(page.text().contains(&format!("lang=\"{language}\"")));
            assert!(!page.words().contains("[authoring"), "{language}");
        }
    })
    .await;
}
