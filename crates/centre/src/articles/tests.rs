use db::{Clock, Db, testing::TestDb};

use super::*;
use crate::{people, people::Viewer, policy::Policies};

async fn open(database: &TestDb) -> Db {
    let config = db::Config {
        store: database.store.clone(),
        migrations: crate::MIGRATIONS,
        clock: Clock::fixed("2026-11-18T11:00:00Z".parse().expect("an instant")),
        readers: 1,
    };
    Db::open(config).expect("a database")
}

/// A file in a language: its text, and what its front matter says besides the title.
fn file(language: Lang, front: &str, text: &str) -> Text {
    let source = format!("---\ntitle: Mail\n{front}---\n\n# Mail\n\n{text}\n");
    Text::read("mail", |_| language, &format!("{}/mail.md", language.code()), source).expect("a text").0
}

fn by_author(is_minor: bool) -> Way {
    Way::Author(By { person: None, approved_by: None, note: "Clearer".into(), is_minor })
}

fn state(tx: &mut Tx, language: Lang) -> Result<(i64, Option<i64>, bool)> {
    let edition = exactly(tx, "mail", language)?.ok_or(Error::NotFound)?;
    Ok((edition.version, edition.from.and_then(|(_, version)| version), edition.needs_update))
}

/// What is left to do in a language.
fn lacks(tx: &mut Tx, language: &str) -> Result<Vec<String>> {
    let rows =
        tx.query("SELECT what FROM translation_work WHERE language = $1 ORDER BY key", &[&language])?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

const HT: &str = "ms.translationtype: HT\n";

#[tokio::test]
async fn a_translation_needs_an_update_once_its_original_has_moved_on() {
    for database in db::testing::engines() {
        let db = open(&database).await;
        db.write(|tx| {
            put(tx, &file(Lang::En, "", "Wait a minute."), &Way::Import)?;
            put(tx, &file(Lang::De, HT, "Warten Sie eine Minute."), &Way::Import)?;
            assert_eq!(state(tx, Lang::De)?, (1, Some(1), false));

            put(tx, &file(Lang::En, "", "Wait two minutes."), &Way::Import)?;
            assert_eq!(state(tx, Lang::De)?, (1, Some(1), true));
            assert_eq!(lacks(tx, "de")?, ["update"]);
            assert_eq!(lacks(tx, "hu")?, ["translation"]);

            put(tx, &file(Lang::De, HT, "Warten Sie zwei Minuten."), &Way::Import)?;
            assert_eq!(state(tx, Lang::De)?, (2, Some(2), false));
            assert!(lacks(tx, "de")?.is_empty());

            put(tx, &file(Lang::En, "", "Wait 2 minutes."), &by_author(true))?;
            assert_eq!(state(tx, Lang::De)?, (2, Some(3), false), "the meaning is the same");
            Ok::<_, Error>(())
        })
        .await
        .expect("a story");
    }
}

#[tokio::test]
async fn a_translation_that_came_first_is_judged_when_its_original_comes() {
    for database in db::testing::engines() {
        let db = open(&database).await;
        db.write(|tx| {
            put(tx, &file(Lang::De, &format!("{HT}ms.lasthandoff: 05/27/2020\n"), "Alt."), &Way::Import)?;
            put(tx, &file(Lang::Nl, &format!("{HT}ms.lasthandoff: 05/27/2022\n"), "Nieuw."), &Way::Import)?;
            put(tx, &file(Lang::En, "ms.date: 01/31/2021\n", "New."), &Way::Import)?;
            assert_eq!(state(tx, Lang::De)?, (1, None, true));
            assert_eq!(state(tx, Lang::Nl)?, (1, Some(1), false));
            Ok::<_, Error>(())
        })
        .await
        .expect("a story");
    }
}

#[tokio::test]
async fn an_import_does_not_overwrite_what_was_edited_here() {
    for database in db::testing::engines() {
        let db = open(&database).await;
        db.write(|tx| {
            put(tx, &file(Lang::En, "", "One."), &Way::Import)?;
            put(tx, &file(Lang::En, "", "Two, by an author."), &by_author(false))?;
            let again = put(tx, &file(Lang::En, "", "One."), &Way::Import)?.1;
            assert_eq!(again, Put::Unchanged, "the file is as it was");
            assert_eq!(put(tx, &file(Lang::En, "", "Three."), &Way::Import)?.1, Put::Waits);
            assert_eq!(put(tx, &file(Lang::En, "", "Three."), &Way::Import)?.1, Put::Unchanged);
            let shown = exactly(tx, "mail", Lang::En)?.ok_or(Error::NotFound)?;
            assert!(shown.source.contains("by an author") && shown.version == 2);
            let waits = tx.query_one("SELECT source, state FROM drafts WHERE key = 'mail'", &[])?;
            assert!(waits.get::<String>(0)?.contains("Three") && waits.get::<String>(1)? == "review");
            Ok::<_, Error>(())
        })
        .await
        .expect("a story");
    }
}

const SAMIRA: &str = "samira.haddad@contoso.example";
const GRACE: &str = "grace.okafor@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";

/// The demo's agents, as viewers: two authors, and one who is none.
struct People {
    samira: Viewer,
    grace: Viewer,
    jonas: Viewer,
    rules: Articles,
}

async fn people(db: &Db) -> People {
    let policies = Policies::load(None).expect("the shipped policies");
    let rules = policies.cloud("worldwide").expect("a policy").articles.clone();
    db.write(move |tx| {
        people::import(tx, &policies, &crate::demo::directory()?)?;
        let mut viewer = |email: &str| {
            let person = people::person_by_email(tx, email)?.ok_or(Error::NotFound)?;
            let secret = people::sign_in(tx, person.id, "test")?;
            Ok::<_, Error>(people::viewer(tx, &policies, &secret)?.ok_or(Error::NotFound)?.0)
        };
        let (samira, grace, jonas) = (viewer(SAMIRA)?, viewer(GRACE)?, viewer(JONAS)?);
        Ok::<_, Error>(People { samira, grace, jonas, rules: rules.clone() })
    })
    .await
    .expect("people")
}

/// A story on every engine, in one transaction.
async fn story(tell: impl Fn(&mut Tx, &People) -> Result<()> + Send + Sync + 'static) {
    let tell = std::sync::Arc::new(tell);
    for database in db::testing::engines() {
        let db = open(&database).await;
        let people = people(&db).await;
        let tell = tell.clone();
        db.write(move |tx| tell(tx, &people)).await.expect("a story");
    }
}

fn told<T>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Told(told)) => told.key,
        _ => "nothing",
    }
}

/// The draft's text, read, as the pages hand it over.
fn text_of(draft: &Draft) -> Text {
    Text::read(&draft.key, |_| draft.language, &draft.origin, draft.source.clone()).expect("a text").0
}

fn write(tx: &mut Tx, who: &Viewer, id: Id, saved: i64, source: &str) -> Result<i64> {
    match save(tx, who, id, saved, "Mail", source)? {
        Saved::As(saved) => Ok(saved),
        Saved::Conflict(draft) => Err(Error::broken(format!("conflict with {}", draft.source))),
    }
}

#[tokio::test]
async fn a_draft_is_read_by_nobody_until_another_author_approves_it() {
    story(|tx, People { samira, grace, jonas, rules }| {
        put(tx, &file(Lang::En, "", "Wait."), &Way::Import)?;
        assert!(matches!(begin(tx, jonas, "mail", Lang::En), Err(Error::NotFound)), "no author");
        let id = begin(tx, samira, "mail", Lang::En)?;
        assert_eq!(begin(tx, grace, "mail", Lang::En)?, id, "there is one draft");
        let saved = write(tx, samira, id, 1, "---\ntitle: Mail\n---\n# Mail\n\nWait a minute.\n")?;
        submit(tx, samira, id, saved, &Submission { note: "Clearer".into(), ..Submission::default() })?;
        assert_eq!(told(save(tx, grace, id, saved, "Mail", "Other")), "authoring-error-in-review");

        let waiting = draft(tx, grace, id)?;
        let text = text_of(&waiting);
        assert_eq!(told(approve(tx, rules, samira, id, saved, &text)), "authoring-error-own");
        assert_eq!(told(approve(tx, rules, grace, id, saved + 1, &text)), "authoring-error-changed");
        assert!(
            exactly(tx, "mail", Lang::En)?.is_some_and(|e| e.version == 1 && !e.source.contains("minute"))
        );
        give_back(tx, grace, id, saved, "How long?")?;
        let saved = write(tx, samira, id, saved, "---\ntitle: Mail\n---\n# Mail\n\nWait two minutes.\n")?;
        submit(tx, samira, id, saved, &Submission::default())?;
        let text = text_of(&draft(tx, grace, id)?);
        approve(tx, rules, grace, id, saved, &text)?;

        assert!(exactly(tx, "mail", Lang::En)?.is_some_and(|e| e.version == 2 && e.source.contains("two")));
        let history = versions(tx, grace, "mail", Lang::En, None, 10)?;
        assert_eq!(history[0].by.as_deref(), Some("Samira Haddad"));
        assert_eq!(history[0].approved_by.as_deref(), Some("Grace Okafor"));
        assert!(matches!(draft(tx, grace, id), Err(Error::NotFound)));

        let id = restore(tx, grace, "mail", Lang::En, 1)?;
        assert!(draft(tx, grace, id)?.source.contains("Wait.\n"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_overwrites_what_another_saved() {
    story(|tx, People { samira, grace, rules, .. }| {
        put(tx, &file(Lang::En, "", "Wait."), &Way::Import)?;
        let id = begin(tx, samira, "mail", Lang::En)?;
        write(tx, samira, id, 1, "# Samira")?;
        let Saved::Conflict(there) = save(tx, grace, id, 1, "Mail", "# Grace")? else {
            return Err(Error::broken("overwritten"));
        };
        assert_eq!(there.source, "# Samira");
        assert!(matches!(save(tx, grace, id, 1, "Mail", "# Samira")?, Saved::As(2)), "both typed the same");

        // An import in the meantime.
        put(tx, &file(Lang::En, "", "Wait, says the file."), &Way::Import)?;
        submit(tx, samira, id, 2, &Submission::default())?;
        let text = text_of(&draft(tx, grace, id)?);
        assert_eq!(told(approve(tx, rules, grace, id, 2, &text)), "authoring-error-moved-on");
        rebase(tx, samira, id)?;
        approve(tx, rules, grace, id, 3, &text)?;
        Ok(())
    })
    .await;
}

/// Translates each sentence by a rule and confirms it.
fn translate_all(
    tx: &mut Tx,
    who: &Viewer,
    id: Id,
    rule: impl Fn(&translate::Sentence) -> String,
) -> Result<i64> {
    let draft = draft(tx, who, id)?;
    let original = draft.from.and_then(|(from, version)| Some((from, version?))).ok_or(Error::NotFound)?;
    let source = published_text(tx, &draft.key, original.0, original.1)?.ok_or(Error::NotFound)?;
    let sentences = translate::sentences_of(tx, who, id)?;
    let change = |s: &translate::Sentence| translate::Change {
        position: s.position,
        was: s.target.clone(),
        target: rule(s),
        is_confirmed: true,
    };
    let changes: Vec<_> = sentences.iter().map(change).collect();
    let sentences = translate::changed(&sentences, &changes)?.sentences;
    let made = translate::assemble(&source, draft.language, &sentences);
    match translate::save_sentences(tx, who, id, draft.saved, &sentences, &made)? {
        Saved::As(saved) => Ok(saved),
        Saved::Conflict(_) => Err(Error::broken("conflict")),
    }
}

#[tokio::test]
async fn only_sentences_that_changed_are_translated_again() {
    story(|tx, People { samira, grace, rules, .. }| {
        put(tx, &file(Lang::En, "", "Open the page. Wait one minute."), &Way::Import)?;
        let prepared = translate::prepare(tx, samira, "mail", Lang::De, Lang::En)?;
        let id = translate::begin(tx, samira, &prepared)?;
        assert_eq!(told(submit(tx, samira, id, 1, &Submission::default())), "authoring-error-unconfirmed");
        let saved = translate_all(tx, samira, id, |s| match s.source.as_str() {
            "Open the page." => "Öffnen Sie die Seite.".into(),
            "Wait one minute." => "Warten Sie eine Minute.".into(),
            _ => "E-Mail".into(),
        })?;
        submit(tx, samira, id, saved, &Submission::default())?;
        let text = text_of(&draft(tx, grace, id)?);
        assert!(text.source.contains("# <a name=\"mail\"></a>E-Mail"), "{}", text.source);
        assert!(text.source.contains("Öffnen Sie die Seite. Warten Sie eine Minute."));
        approve(tx, rules, grace, id, saved, &text)?;
        let german = exactly(tx, "mail", Lang::De)?.ok_or(Error::NotFound)?;
        assert_eq!(
            (german.made, german.from, german.title.as_str()),
            (Made::Human, Some((Lang::En, Some(1))), "E-Mail")
        );
        assert!(lacks(tx, "de")?.is_empty());

        put(tx, &file(Lang::En, "", "Open the page. Wait two minutes. Then close it."), &Way::Import)?;
        let prepared = translate::prepare(tx, samira, "mail", Lang::De, Lang::En)?;
        let id = translate::begin(tx, samira, &prepared)?;
        let open: Vec<_> = translate::sentences_of(tx, samira, id)?
            .into_iter()
            .filter(|s| s.progress != translate::Progress::Confirmed)
            .map(|s| (s.source, s.earlier))
            .collect();
        let earlier = Some("Warten Sie eine Minute.".to_owned());
        assert_eq!(open, [("Wait two minutes.".to_owned(), earlier), ("Then close it.".to_owned(), None)]);

        // The original moves on once more while somebody translates.
        translate_all(tx, samira, id, |s| {
            if s.target.is_empty() { format!("Auf Deutsch: {}", s.source) } else { s.target.clone() }
        })?;
        put(tx, &file(Lang::En, "", "Open the page. Wait two minutes. Then close the page."), &Way::Import)?;
        let begun = draft(tx, samira, id)?;
        let renewal = translate::prepare_renewal(tx, samira, &begun)?;
        translate::renew(tx, samira, id, &renewal)?;
        let open: Vec<_> = translate::sentences_of(tx, samira, id)?
            .into_iter()
            .filter(|s| s.progress != translate::Progress::Confirmed)
            .map(|s| (s.source, s.earlier))
            .collect();
        let earlier = Some("Auf Deutsch: Then close it.".to_owned());
        assert_eq!(open, [("Then close the page.".to_owned(), earlier)]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_memory_learns_from_what_is_published_and_finds_the_same_and_similar_sentences() {
    for database in db::testing::engines() {
        let db = open(&database).await;
        db.write(|tx| {
            put(tx, &file(Lang::De, HT, "Öffnen Sie die Seite. Warten Sie eine Minute."), &Way::Import)?;
            put(tx, &file(Lang::En, "", "Open the page. Wait one minute."), &Way::Import)?;
            Ok::<_, Error>(())
        })
        .await
        .expect("editions");
        // A transaction of another test may hold the feed back for a moment.
        let learned = |tx: &mut Tx| Ok::<_, Error>(tx.query("SELECT 1 FROM memory", &[])?.len());
        for _ in 0..1_000 {
            memory::learn(&db).await.expect("a memory");
            if db.read(learned).await.expect("a memory") >= 3 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        db.read(|tx| {
            let exact = memory::remember(tx, Lang::En, Lang::De, "Open  the page.")?;
            assert_eq!((exact[0].target.as_str(), exact[0].likeness), ("Öffnen Sie die Seite.", 1.0));
            let similar = memory::remember(tx, Lang::En, Lang::De, "Wait one more minute.")?;
            assert_eq!(similar[0].target, "Warten Sie eine Minute.");
            assert!(similar[0].likeness < 1.0);
            assert!(memory::remember(tx, Lang::En, Lang::Nl, "Open the page.")?.is_empty());
            assert!(memory::remember(tx, Lang::En, Lang::De, "Call us about a bill.")?.is_empty());
            Ok::<_, Error>(())
        })
        .await
        .expect("a memory");
    }
}

#[tokio::test]
async fn what_a_reader_says_of_a_sentence_reaches_authors() {
    story(|tx, People { grace, jonas, .. }| {
        put(tx, &file(Lang::En, "", "Wait one minute."), &Way::Import)?;
        let seen = Seen {
            key: "mail".into(),
            language: Lang::En,
            version: 1,
            position: 2,
            target: "Wait one minute.".into(),
            source: String::new(),
        };
        say_wrong(tx, None, &seen, Wrong::Fact, "It is two.")?;
        assert!(matches!(remarks(tx, jonas, Lang::En, None, 10), Err(Error::NotFound)));
        let open = remarks(tx, grace, Lang::En, None, 10)?;
        assert_eq!(
            (open[0].words.as_str(), open[0].wrong, open[0].is_old),
            ("It is two.", Wrong::Fact, false)
        );
        assert_eq!(counts(tx, grace, Lang::En)?.remarks, 1);
        settle(tx, grace, open[0].id)?;
        assert_eq!(counts(tx, grace, Lang::En)?.remarks, 0);
        let old = Seen { version: 0, ..seen };
        assert_eq!(told(say_wrong(tx, None, &old, Wrong::Fact, "")), "authoring-error-sentence-gone");
        Ok(())
    })
    .await;
}
