use std::{fs, path::Path};

use db::{Clock, Db, testing::TestDb};
use tempfile::TempDir;

use super::*;
use crate::articles::{Leads, Redirect, Which, around, exactly, export, file, redirect};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

async fn open(database: &TestDb) -> Db {
    let config = db::Config {
        store: database.store.clone(),
        migrations: crate::MIGRATIONS,
        clock: Clock::fixed("2026-11-18T11:00:00Z".parse().expect("an instant")),
        readers: 1,
    };
    Db::open(config).expect("a database")
}

fn put_in(folder: &TempDir, path: &str, content: impl AsRef<[u8]>) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

async fn import_all(db: &Db, folder: &TempDir) -> Report {
    import(db, folder.path(), &Wish { collection: Some("test".into()), remove: false }, |_, _| {})
        .await
        .expect("an import")
}

fn told(report: &Report) -> Vec<(String, &'static str)> {
    let mut told: Vec<_> = report.refused.iter().map(|(p, _)| (p.display().to_string(), "refused")).collect();
    told.extend(report.findings.iter().map(|f| (f.path.display().to_string(), f.kind.as_str())));
    told.sort();
    told
}

async fn text(db: &Db, key: &'static str, language: Lang) -> Option<String> {
    db.read(move |tx| Ok::<_, Error>(exactly(tx, key, language)?.map(|edition| edition.source)))
        .await
        .expect("read")
}

#[tokio::test]
async fn a_second_import_takes_what_changed_and_names_what_vanished() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        put_in(&folder, "en/mail.md", "# Mail\n\n![A letter](media/a.png)");
        put_in(&folder, "en/calls.md", "# Calls");
        put_in(&folder, "de/mail.md", "# Post");
        put_in(&folder, "en/media/a.png", PNG);
        put_in(&folder, ".git/x.md", "# Not this");
        put_in(&folder, "toc.yml", "- a");
        let first = import_all(&db, &folder).await;
        assert_eq!((first.taken.new, first.files.new, first.ignored), (3, 1, 1));
        assert_eq!(told(&first), []);

        put_in(&folder, "en/mail.md", "# Mail\n\nMore.");
        fs::remove_file(folder.path().join("en/calls.md")).expect("gone");
        let second = import_all(&db, &folder).await;
        assert_eq!((second.taken.new, second.taken.changed, second.taken.unchanged), (0, 1, 1));
        assert_eq!(second.files.unchanged, 1);
        assert_eq!(told(&second), [("en/calls.md".to_owned(), "vanished")]);
        assert!(text(&db, "calls", Lang::En).await.is_some(), "it stays until somebody says so");

        let wish = Wish { collection: Some("test".into()), remove: true };
        let third = import(&db, folder.path(), &wish, |_, _| {}).await.expect("an import");
        assert_eq!(third.removed, 1);
        assert!(text(&db, "calls", Lang::En).await.is_none());
        assert_eq!(told(&import_all(&db, &folder).await), []);
    }
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        for number in 0..120 {
            put_in(&folder, &format!("en/a{number:03}.md"), format!("# Article {number}"));
        }
        let (other, dir) = (db.clone(), folder.path().to_owned());
        // The first fifty are stored when the last ones of the second fifty are read.
        let stop = |done, _| assert!(done < 100, "stopped");
        let ended = tokio::spawn(async move { import(&other, &dir, &Wish::default(), stop).await }).await;
        assert!(ended.is_err(), "it was stopped");
        let again = import(&db, folder.path(), &Wish::default(), |_, _| {}).await.expect("an import");
        assert_eq!((again.taken.new, again.taken.unchanged), (70, 50));
    }
}

#[tokio::test]
async fn a_renamed_article_keeps_its_history_and_its_old_name_leads_to_it() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        let article = |title: &str| format!("---\ntitle: {title}\nms.assetid: 32A17CA7\n---\n# {title}\n");
        put_in(&folder, "en/contact.md", article("Contact support"));
        put_in(&folder, "de/contact.md", article("Support kontaktieren"));
        put_in(&folder, "en/other.md", "# Other\n\n[old](contact.md#top)");
        import_all(&db, &folder).await;
        let id = |key: &'static str| {
            let db = db.clone();
            async move {
                db.read(move |tx| Ok::<_, Error>(exactly(tx, key, Lang::En)?.map(|e| e.id)))
                    .await
                    .expect("read")
            }
        };
        let before = id("contact").await.expect("it is there");

        fs::rename(folder.path().join("en/contact.md"), folder.path().join("en/get-support.md"))
            .expect("renamed");
        put_in(&folder, "en/get-support.md", article("Get support"));
        let report = import_all(&db, &folder).await;
        assert_eq!(told(&report), [("en/get-support.md".to_owned(), "renamed")]);
        assert_eq!(id("get-support").await, Some(before), "the same edition with its versions");
        assert!(text(&db, "get-support", Lang::De).await.is_some(), "its translations come along");
        assert!(text(&db, "contact", Lang::De).await.is_none());
        let (lead, to) = db
            .read(|tx| {
                let around = around(tx, "en/other.md", Lang::En, "# Other\n\n[old](contact.md#top)")?;
                Ok::<_, Error>((around.leads("contact.md#top").cloned(), redirect(tx, "contact")?))
            })
            .await
            .expect("read");
        assert_eq!(lead, Some(Leads::Article { key: "get-support".into(), place: "#top".into() }));
        assert_eq!(to, Some(Redirect::Article { key: "get-support".into(), place: String::new() }));

        put_in(&folder, "de/contact.md", article("Support erhalten"));
        let report = import_all(&db, &folder).await;
        assert_eq!(
            (report.taken.changed, told(&report).len()),
            (1, 0),
            "the translation still has the old path"
        );
        assert!(text(&db, "get-support", Lang::De).await.expect("there").contains("erhalten"));
    }
}

#[tokio::test]
async fn redirects_come_from_front_matter_and_from_lists_and_never_go_round() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        put_in(&folder, "en/admin/new.md", "# New");
        put_in(&folder, "en/old.md", "---\nredirect_url: admin/new.md#part\n---\n");
        put_in(&folder, "en/a.md", "---\nredirect_url: /suite/b?view=all\n---\n");
        put_in(&folder, "en/b.md", "---\nredirect_url: /suite/a\n---\n");
        put_in(
            &folder,
            ".openpublishing.redirection.json",
            r#"{"redirections": [
                {"source_path": "en/gone.md", "redirect_url": "/suite-365/admin/new", "redirect_document_id": true},
                {"source_path_from_root": "/en/away.md", "redirect_url": "https://elsewhere.example/x"},
                {"source_path": "en/admin/new.md", "redirect_url": "/nowhere"}]}"#,
        );
        put_in(&folder, ".openpublishing.redirection.more.json", "{");
        let report = import_all(&db, &folder).await;
        assert_eq!(report.redirects, 6);
        assert_eq!(told(&report), [(".openpublishing.redirection.more.json".to_owned(), "refused")]);
        let asked = ["old", "a", "gone", "away", "unknown"];
        let found = db
            .read(move |tx| asked.iter().map(|key| redirect(tx, key)).collect::<Result<Vec<_>>>())
            .await
            .expect("read");
        let new = |place: &str| Some(Redirect::Article { key: "admin-new".into(), place: place.into() });
        let away = Some(Redirect::Elsewhere("https://elsewhere.example/x".into()));
        assert_eq!(found, [new("#part"), None, new(""), away, None]);
        assert!(text(&db, "admin-new", Lang::En).await.is_some(), "an article that is there is shown");
    }
}

#[tokio::test]
async fn includes_and_pictures_are_those_of_the_language_or_of_the_original() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        let article = "# Mail\n\n[!INCLUDE [note](../includes/note.md)]\n\n![Both](../media/both.png) ![One](../media/one.png)\n\n[!code-sh[x](../run.sh)]\n";
        put_in(&folder, "en/mail/a.md", article);
        put_in(&folder, "de/mail/a.md", article);
        put_in(&folder, "en/includes/note.md", "English note");
        put_in(&folder, "de/includes/note.md", "Deutscher Hinweis");
        put_in(&folder, "en/run.sh", "echo one");
        put_in(&folder, "en/media/both.png", [PNG, b"en"].concat());
        put_in(&folder, "de/media/both.png", [PNG, b"de"].concat());
        put_in(&folder, "en/media/one.png", [PNG, b"one"].concat());
        let report = import_all(&db, &folder).await;
        assert_eq!((told(&report), report.notes.len()), (vec![], 0));
        let shown = |language: Lang| {
            let db = db.clone();
            async move {
                db.read(move |tx| {
                    let around = around(tx, &format!("{}/mail/a.md", language.code()), language, article)?;
                    let mut pictures = Vec::new();
                    for address in ["../media/both.png", "../media/one.png"] {
                        let Some(Leads::File { hash, .. }) = around.leads(address) else { continue };
                        let content = file(tx, hash)?.expect("it is stored").content;
                        pictures.push(String::from_utf8_lossy(&content[PNG.len()..]).into_owned());
                    }
                    Ok::<_, Error>((around.document.text, pictures))
                })
                .await
                .expect("read")
            }
        };
        let (text, pictures) = shown(Lang::De).await;
        assert!(text.contains("Deutscher Hinweis") && text.contains("echo one"), "{text}");
        assert_eq!(pictures, ["de", "one"]);
        assert_eq!(shown(Lang::En).await.1, ["en", "one"]);

        let changes = |db: &Db| {
            let db = db.clone();
            async move {
                let count = "SELECT count(*) FROM changes";
                db.read(move |tx| Ok::<i64, Error>(tx.query_one(count, &[])?.get(0)?)).await.expect("read")
            }
        };
        let before = changes(&db).await;
        put_in(&folder, "de/includes/note.md", "Neuer Hinweis");
        put_in(&folder, "en/run.sh", "echo two");
        let report = import_all(&db, &folder).await;
        assert_eq!((report.taken.unchanged, report.files.changed), (2, 2));
        assert!(changes(&db).await > before, "the articles that include it are indexed again");
        let (text, _) = shown(Lang::De).await;
        assert!(text.contains("Neuer Hinweis") && text.contains("echo two"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn hostile_files_are_refused_with_the_reason_and_harm_nobody() {
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        let secret = tempfile::NamedTempFile::new().expect("a file");
        fs::write(secret.path(), "# Secret").expect("written");
        let inside = |name: &str| folder.path().join(name);
        put_in(
            &folder,
            "en/good.md",
            "# Good\n\n[!INCLUDE [x](../../../etc/passwd)] ![x](../../../../x.png) ![y](/etc/y.png)",
        );
        fs::File::create(inside("en/huge.md"))
            .and_then(|file| file.set_len(100 << 20))
            .expect("a sparse file");
        fs::File::create(inside("en/huge.png"))
            .and_then(|file| file.set_len(100 << 20))
            .expect("a sparse file");
        put_in(&folder, "en/binary.md", b"PK\x03\x04\0\0");
        put_in(&folder, "en/latin.md", b"# Gr\xfc\xdfe");
        put_in(&folder, "en/bomb.md", format!("---\na: {}\n---\n# t", "[".repeat(500_000)));
        put_in(&folder, "en/brackets.md", format!("# t\n{}", "[".repeat(900_000)));
        put_in(&folder, "en/script.png", "<script>alert(1)</script>");
        put_in(&folder, "en/picture.svg", "<svg onload='alert(1)'/>");
        put_in(&folder, "en/.md", "# No name");
        std::os::unix::fs::symlink(secret.path(), inside("en/link.md")).expect("a link");
        std::os::unix::fs::symlink(folder.path(), inside("en/round")).expect("a link");
        let report = import_all(&db, &folder).await;
        let refused: Vec<_> = told(&report).into_iter().filter(|(_, kind)| *kind == "refused").collect();
        let names: Vec<&str> = refused.iter().map(|(path, _)| path.trim_start_matches("en/")).collect();
        assert_eq!(
            names,
            [
                "binary.md",
                "bomb.md",
                "brackets.md",
                "huge.md",
                "huge.png",
                "latin.md",
                "link.md",
                "picture.svg",
                "round",
                "script.png"
            ]
        );
        assert_eq!(report.taken.new, 1);
        assert!(report.notes.iter().any(|(path, notes)| path.ends_with("good.md") && !notes.is_empty()));
        assert_eq!(
            report.lines().len(),
            report.refused.len()
                + report.notes.iter().map(|n| n.1.len()).sum::<usize>()
                + report.findings.len()
        );
        assert!(report.lines().iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }
}

#[tokio::test]
async fn a_checkout_tells_its_commit() {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        put_in(&folder, ".git/HEAD", "ref: refs/heads/main\n");
        put_in(&folder, ".git/packed-refs", format!("# pack-refs\n{commit} refs/heads/main\n"));
        put_in(
            &folder,
            ".openpublishing.redirection.json",
            r#"{"redirections": [{"source_path": "docs/old.md", "redirect_url": "/x/new"}]}"#,
        );
        put_in(&folder, "docs/new.md", "# New");
        let report =
            import(&db, &folder.path().join("docs"), &Wish::default(), |_, _| {}).await.expect("an import");
        assert_eq!(report.revision.as_deref(), Some(commit));
        let (kept, to) = db
            .read(|tx| {
                let sql = "SELECT revision FROM editions WHERE key = 'new'";
                Ok::<(String, _), Error>((tx.query_one(sql, &[])?.get(0)?, redirect(tx, "old")?))
            })
            .await
            .expect("read");
        assert_eq!(kept, commit);
        assert_eq!(to, Some(Redirect::Article { key: "new".into(), place: String::new() }));
    }
}

/// What readers see of an article in each cloud, and what it says of itself.
fn meaning(source: &str) -> (docs::Document, Vec<String>, Option<docs::Bilingual>) {
    let document = docs::parse(source).expect("an article");
    let clouds = [None, Some("o365-worldwide"), Some("o365-21vianet"), Some("o365-germany")];
    let options = |cloud| docs::Options { cloud, ..docs::Options::default() };
    let html = clouds.iter().map(|cloud| docs::render(source, &options(*cloud)).into_string()).collect();
    (document, html, docs::bilingual(source))
}

/// Imports the folder, exports it, and compares what the files mean; the number of articles.
async fn goes_round(db: &Db, folder: &Path) -> usize {
    let out = tempfile::tempdir().expect("a folder");
    let report = import(db, folder, &Wish::default(), |_, _| {}).await.expect("an import");
    let exported = export(db, out.path(), &Which::default()).await.expect("an export");
    assert_eq!(exported.articles, report.taken.new);
    let mut files = Vec::new();
    collect(folder, &mut files).expect("files");
    let mut compared = 0;
    for file in files {
        let path = file.strip_prefix(folder).expect("inside");
        let source = |file: &Path| docs::decode(&fs::read(file).expect("a file")).expect("text");
        if names::is_about_the_folder(path) || names::is_included(path) {
            continue;
        }
        assert_eq!(meaning(&source(&file)), meaning(&source(&out.path().join(path))), "{}", path.display());
        compared += 1;
    }
    assert_eq!(
        told(&import(db, out.path(), &Wish::default(), |_, _| {}).await.expect("again"))
            .iter()
            .filter(|(_, kind)| *kind == "refused")
            .count(),
        0
    );
    compared
}

#[tokio::test]
async fn the_demos_articles_mean_the_same_after_import_and_export() {
    for database in db::testing::engines() {
        let db = open(&database).await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/articles");
        assert!(goes_round(&db, &folder).await > 100);
    }
}

#[tokio::test]
async fn a_side_by_side_file_is_one_article_with_its_variants_tabs_and_tables() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/tests/samples/zh-side-by-side.md");
    for database in db::testing::engines() {
        let (db, folder) = (open(&database).await, tempfile::tempdir().expect("a folder"));
        put_in(&folder, "zh-CN/contact-support.md", fs::read(&sample).expect("the sample"));
        put_in(&folder, "zh-CN/includes/country-region-support-dropdown-list.md", "- 德国");
        assert_eq!(goes_round(&db, folder.path()).await, 1);
        let source = text(&db, "contact-support", Lang::Zh).await.expect("the article");
        let (document, html, pairs) = meaning(&source);
        assert_eq!(document.front.len(), 21);
        assert_eq!(document.front_text("ms.locfileid"), Some("44388241"));
        assert_eq!(pairs.expect("pairs").pairs.len(), 156);
        let [all, worldwide, china, germany] = html.try_into().expect("four");
        assert_eq!(all.matches("<table>").count(), 4);
        assert_eq!(worldwide.matches("<section class=\"tab\"").count(), 3);
        assert_eq!([&worldwide, &china, &germany].map(|html| html.matches("<table>").count()), [0, 3, 1]);
        assert_eq!(china.matches("<a href=\"#contact-support\">").count(), 5);
        assert!(china.contains("<h3 id=\"contact-support\">") && china.matches("<td>").count() > 15);
        assert!(china.contains("<ul><li>Office 365 邮箱迁移</li>"), "lists in cells");
    }
}

/// `SERVUS_SAMPLES=…` names a folder of articles to try this with.
#[tokio::test]
async fn articles_of_a_given_folder_mean_the_same_after_import_and_export() {
    let Ok(folder) = std::env::var("SERVUS_SAMPLES") else { return };
    for database in db::testing::engines() {
        let db = open(&database).await;
        println!("{} articles", goes_round(&db, Path::new(&folder)).await);
    }
}
