use db::{Clock, Db, testing::TestDb};

use super::*;

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
            assert_eq!(todo::lists(tx, "de")?, ["update"]);
            assert_eq!(todo::lists(tx, "hu")?, ["translation"]);

            put(tx, &file(Lang::De, HT, "Warten Sie zwei Minuten."), &Way::Import)?;
            assert_eq!(state(tx, Lang::De)?, (2, Some(2), false));
            assert!(todo::lists(tx, "de")?.is_empty());

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
