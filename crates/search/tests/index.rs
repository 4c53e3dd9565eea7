use search::{Article, Change, Doc, Index, Question};
use std::path::Path;

fn case(number: &str, scopes: &[&str], title: &str, at: i64) -> Change {
    Change::Put(Doc::Case {
        key: format!("case-{number}"),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        number: number.to_owned(),
        title: title.to_owned(),
        text: "Levelezés és naptár, 无法登录邮箱".to_owned(),
        at,
    })
}

fn open(dir: &Path) -> Index {
    Index::open(dir).expect("an index")
}

fn found(index: &Index, text: &str, scopes: &[&str]) -> Vec<String> {
    index.cases(text, scopes, 10).expect("cases")
}

#[test]
fn cases_are_found_by_number_and_by_the_starts_of_all_words_newest_first() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = open(dir.path());
    let batch = vec![
        case("10", &["org:1"], "Mailbox full", 1),
        case("1023", &["org:1"], "Mailbox is missing", 3),
        case("204", &["org:1"], "Calendar", 2),
    ];
    index.apply(batch, 7).expect("applied");
    assert_eq!(found(&index, "10", &["org:1"]), ["case-10", "case-1023"]);
    assert_eq!(found(&index, "#204", &["org:1"]), ["case-204"]);
    assert_eq!(found(&index, "mailb", &["org:1"]), ["case-1023", "case-10"]);
    assert_eq!(found(&index, "miss mail", &["org:1"]), ["case-1023"]);
    assert!(found(&index, "mailbox calendar", &["org:1"]).is_empty());
    assert_eq!(found(&index, "naptar", &["org:1"]).len(), 3);
    assert_eq!(found(&index, "登录", &["org:1"]).len(), 3);
    assert!(found(&index, "录登", &["org:1"]).is_empty());
    assert!(found(&index, " ", &["org:1"]).is_empty());
    assert_eq!(index.cases("mail", &["org:1"], 1).expect("cases"), ["case-1023"]);
}

#[test]
fn a_case_is_never_found_outside_its_scopes() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = open(dir.path());
    let batch = vec![
        case("1", &["org:1", "desk:china"], "Mailbox", 1),
        case("2", &["org:2", "desk:china"], "Mailbox", 2),
        case("3", &["org:12"], "Mailbox", 3),
    ];
    index.apply(batch, 1).expect("applied");
    for text in ["mailbox", "mail", "1", "2", "3", "naptár", "case", "org"] {
        let keys = found(&index, text, &["org:1"]);
        assert!(keys.is_empty() || keys == ["case-1"], "{text}: {keys:?}");
    }
    assert_eq!(found(&index, "mailbox", &["desk:china"]), ["case-2", "case-1"]);
    assert_eq!(found(&index, "mailbox", &["org:1", "org:12"]), ["case-3", "case-1"]);
    assert!(found(&index, "mailbox", &[]).is_empty());
    assert!(found(&index, "mailbox", &["org:"]).is_empty());
    assert!(
        index
            .find(&Question {
                text: "mailbox",
                lang: "en",
                cloud: "worldwide",
                limit: 10,
                ..Question::default()
            })
            .expect("none")
            .hits
            .is_empty()
    );
}

#[test]
fn a_document_is_replaced_and_deleted_by_its_key() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = open(dir.path());
    index
        .apply(vec![case("1", &["org:1"], "Mailbox", 1), case("1", &["org:1"], "Calendar", 1)], 1)
        .expect("applied");
    assert!(found(&index, "mailbox", &["org:1"]).is_empty());
    assert_eq!(found(&index, "calendar", &["org:1"]), ["case-1"]);
    index.apply(vec![case("1", &["org:2"], "Calendar", 1)], 2).expect("applied");
    assert!(found(&index, "calendar", &["org:1"]).is_empty());
    index.apply(vec![Change::Delete("case-1".into()), Change::Delete("unknown".into())], 3).expect("applied");
    assert!(found(&index, "calendar", &["org:2"]).is_empty());
}

#[test]
fn an_index_that_is_opened_again_keeps_its_position_and_documents() {
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(open(dir.path()).position(), None);
    for position in 1..=20 {
        let index = open(dir.path());
        let number = position.to_string();
        index.apply(vec![case(&number, &["org:1"], "Mailbox", position)], position).expect("applied");
        assert_eq!(index.position(), Some(position));
    }
    let index = open(dir.path());
    assert_eq!(index.position(), Some(20));
    assert_eq!(index.cases("mailbox", &["org:1"], 50).expect("cases").len(), 20);
    index.apply(Vec::new(), 25).expect("applied");
    assert_eq!(open(dir.path()).position(), Some(25));
}

#[test]
fn an_index_of_another_version_or_a_damaged_one_starts_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let fill = || open(dir.path()).apply(vec![case("1", &["org:1"], "Mailbox", 1)], 9).expect("applied");

    fill();
    std::fs::write(dir.path().join("version"), "0").expect("written");
    let index = open(dir.path());
    assert_eq!((index.position(), found(&index, "mailbox", &["org:1"]).len()), (None, 0));
    drop(index);

    for shelf in ["articles", "cases"] {
        fill();
        std::fs::write(dir.path().join("data").join(shelf).join("meta.json"), "{").expect("written");
        let index = open(dir.path());
        assert_eq!((index.position(), found(&index, "mailbox", &["org:1"]).len()), (None, 0));
    }

    fill();
    std::fs::remove_dir_all(dir.path()).expect("removed");
    assert_eq!(open(dir.path()).position(), None);
}

#[test]
fn an_article_is_deleted_and_replaced_by_its_key_beside_the_cases() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = open(dir.path());
    let article = |title: &str| {
        let (key, lang, clouds) = ("a".to_owned(), "en".to_owned(), vec!["all".to_owned()]);
        let article = Article { key, lang, clouds, title: title.to_owned(), ..Article::default() };
        Change::Put(Doc::Article(Box::new(article)))
    };
    let titles = |index: &Index| -> Vec<String> {
        let question =
            Question { text: "calendar mailbox", lang: "en", cloud: "all", limit: 10, ..Question::default() };
        index.find(&question).expect("hits").hits.into_iter().map(|hit| hit.title).collect()
    };
    index.apply(vec![article("Calendar"), case("1", &["org:1"], "Mailbox", 1)], 1).expect("applied");
    assert_eq!(titles(&index), ["Calendar"]);
    index.apply(vec![article("Mailbox")], 2).expect("applied");
    assert_eq!(titles(&index), ["Mailbox"]);
    drop(index);
    // The words are known again after a start.
    let index = open(dir.path());
    assert_eq!((index.position(), titles(&index)), (Some(2), vec!["Mailbox".to_owned()]));
    index.apply(vec![Change::Delete("a".into())], 3).expect("applied");
    assert!(titles(&index).is_empty());
    assert_eq!(found(&index, "mailbox", &["org:1"]).len(), 1);
}
