//! People ask in other words than the article, and with slips.

use proptest::prelude::*;
use search::{Article, Change, Doc, Index, Question};

fn index(lang: &str, articles: &[(&str, &str)]) -> (Index, tempfile::TempDir) {
    let dir = tempfile::tempdir().expect("a folder");
    let index = Index::open(dir.path()).expect("an index");
    let put = |(path, title): &(&str, &str)| {
        Change::Put(Doc::Article(Box::new(Article {
            key: (*path).into(),
            article: (*path).into(),
            lang: lang.into(),
            clouds: vec!["all".into()],
            kind: "article".into(),
            title: (*title).into(),
            path: (*path).into(),
            ..Article::default()
        })))
    };
    index.apply(articles.iter().map(put).collect(), 1).expect("applied");
    (index, dir)
}

/// Each question finds its article first.
fn found_first(lang: &str, articles: &[(&str, &str)], questions: &[(&str, &str)]) {
    let (index, _dir) = index(lang, articles);
    for (text, wanted) in questions {
        let question = Question { text, lang, cloud: "all", limit: 5, ..Question::default() };
        let hits = index.find(&question).expect("hits").hits;
        let found: Vec<&str> = hits.iter().map(|hit| hit.key.as_str()).collect();
        assert_eq!(found.first(), Some(wanted), "{lang}: {text} finds {found:?}");
    }
}

const ENGLISH: &[(&str, &str)] = &[
    ("a", "Reset user passwords"),
    ("b", "Understand your invoice"),
    ("c", "Set up multi-factor authentication"),
    ("d", "Assign an Azure AD role"),
    ("e", "Install OneDrive on a Mac"),
    ("f", "Create a shared mailbox"),
];

#[test]
fn english_synonyms_slips_and_old_names_lead_to_the_article() {
    let questions = [
        ("where is my bill?", "b"),
        ("turn on 2fa", "c"),
        ("pasword rest", "a"),
        ("Entra ID roles", "d"),
        ("one drive macbook install", "e"),
        ("sharedmailbox", "f"),
        ("team inbox", "f"),
    ];
    found_first("en", ENGLISH, &questions);
}

#[test]
fn german_synonyms_compounds_and_missing_umlauts_lead_to_the_article() {
    let articles = [
        ("a", "Kennwort eines Benutzers zurücksetzen"),
        ("b", "Adresse auf der Rechnung ändern"),
        ("c", "Freigegebenes Postfach erstellen"),
        ("d", "Domäne hinzufügen"),
        ("e", "Abonnement kündigen"),
    ];
    let questions = [
        ("Passwort vergessen", "a"),
        ("kennwort zuruecksetzen", "a"),
        ("Rechnungsadresse", "b"),
        ("Abo beenden", "e"),
        ("Domaene hinzufuegen", "d"),
        ("gemeinsames Posfach anlegen", "c"),
    ];
    found_first("de", &articles, &questions);
}

#[test]
fn hungarian_endings_and_verb_prefixes_lead_to_the_article() {
    let articles = [
        ("a", "A jelszó módosítása"),
        ("b", "Előfizetés lemondása"),
        ("c", "Megosztott postaláda létrehozása"),
        ("d", "Számlák megtekintése"),
    ];
    let questions = [
        ("megváltoztatnám a jelszavamat", "a"),
        ("az előfizetésünket lemondanánk", "b"),
        ("közös postaládát hozok létre", "c"),
        ("hol nézhetem meg a számláimat", "d"),
    ];
    found_first("hu", &articles, &questions);
}

#[test]
fn norwegian_and_dutch_compounds_and_synonyms_lead_to_the_article() {
    let norwegian =
        [("a", "Endre adressen på fakturaen"), ("b", "Delt postboks"), ("c", "Tilbakestill passord")];
    let questions =
        [("fakturaadresse", "a"), ("felles innboks", "b"), ("nytt pasord", "c"), ("faktura adresse", "a")];
    found_first("nb", &norwegian, &questions);
    let dutch =
        [("a", "Adres op de factuur wijzigen"), ("b", "Gedeeld postvak maken"), ("c", "Wachtwoord wijzigen")];
    let questions = [("factuuradres", "a"), ("gezamenlijke mailbox", "b"), ("wachtwoorden veranderen", "c")];
    found_first("nl", &dutch, &questions);
}

#[test]
fn chinese_synonyms_and_latin_names_inside_lead_to_the_article() {
    let articles = [
        ("a", "重置用户密码"),
        ("b", "查看帐单或发票"),
        ("c", "在 iPhone 上设置 Outlook"),
        ("d", "创建共享邮箱"),
    ];
    let questions = [
        ("忘记密码了怎么办", "a"),
        ("账单在哪里看", "b"),
        ("苹果手机outlook怎么配置", "c"),
        ("公共邮箱", "d"),
    ];
    found_first("zh-CN", &articles, &questions);
}

#[test]
fn the_address_is_english_in_every_language() {
    let articles =
        [("reset-a-forgotten-pin", "Wenn nichts mehr geht"), ("share-a-calendar", "Termine zeigen")];
    found_first("de", &articles, &[("PIN reset", "reset-a-forgotten-pin")]);
}

#[test]
fn what_was_probably_meant_is_said() {
    let (index, _dir) = index("en", ENGLISH);
    let spelling = |text: &str| {
        let question = Question { text, lang: "en", cloud: "all", limit: 5, ..Question::default() };
        index.find(&question).expect("hits").spelling
    };
    assert_eq!(spelling("Reset my pasword, please").as_deref(), Some("Reset my passwords, please"));
    assert_eq!(spelling("reset passwords"), None);
    assert_eq!(spelling("where is my bill"), None);
}

#[test]
fn a_question_broken_off_is_understood_by_its_whole_words_and_the_begun_one() {
    let (index, _dir) = index("en", ENGLISH);
    let first = |text: &str| {
        let question = Question { text, lang: "en", cloud: "all", limit: 5, ..Question::default() };
        index.suggest(&question).expect("suggestions").first().map(|found| found.key.clone())
    };
    for (typed, wanted) in [
        ("I'd like to see my inv", "b"),
        ("my colleagues forgot their passw", "a"),
        ("how do I instal", "e"),
        ("one dri", "e"),
        ("shared ma", "f"),
    ] {
        assert_eq!(first(typed).as_deref(), Some(wanted), "{typed}");
    }
}

#[test]
fn kind_and_service_narrow_what_is_found() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = Index::open(dir.path()).expect("an index");
    let put = |key: &str, kind: &str, service: Option<&str>, helpful: f32| {
        Change::Put(Doc::Article(Box::new(Article {
            key: key.into(),
            article: key.into(),
            lang: "en".into(),
            clouds: vec!["all".into()],
            kind: kind.into(),
            service: service.map(str::to_owned),
            title: "Calendar".into(),
            helpful,
            ..Article::default()
        })))
    };
    let changes = vec![
        put("a", "article", Some("mail"), 0.0),
        put("g", "guide", None, 0.0),
        put("h", "article", None, 1.0),
    ];
    index.apply(changes, 1).expect("applied");
    let find = |kind, service| -> Vec<(String, String)> {
        let question = Question {
            text: "calendar",
            lang: "en",
            cloud: "all",
            kind,
            service,
            limit: 5,
            ..Question::default()
        };
        index.find(&question).expect("hits").hits.into_iter().map(|hit| (hit.key, hit.kind)).collect()
    };
    assert_eq!(find(None, None)[0].0, "h", "what helped others comes first");
    assert_eq!(find(None, None).len(), 3);
    assert_eq!(find(Some("guide"), None), [("g".to_owned(), "guide".to_owned())]);
    assert_eq!(find(None, Some("mail")), [("a".to_owned(), "article".to_owned())]);
}

#[test]
fn what_means_the_same_is_found_without_a_common_word() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = Index::open(dir.path()).expect("an index");
    let put = |n: usize| {
        let mut vector = vec![10i8; 384];
        vector[n] = 127;
        Change::Put(Doc::Article(Box::new(Article {
            key: n.to_string(),
            article: n.to_string(),
            lang: "en".into(),
            clouds: vec!["all".into()],
            title: format!("Number {n}"),
            vector: Some(vector),
            ..Article::default()
        })))
    };
    index.apply((0..20).map(put).collect(), 1).expect("applied");
    let mut meant = vec![0i8; 384];
    meant[7] = 127;
    let question = Question {
        text: "zebra",
        lang: "en",
        cloud: "all",
        vector: Some(&meant),
        limit: 5,
        ..Question::default()
    };
    assert_eq!(index.find(&question).expect("hits").hits[0].key, "7");
    // A vector of another model does no harm.
    let question = Question { vector: Some(&[1, 2, 3]), ..question };
    index.find(&question).expect("an answer");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_indexed_asked_and_suggested(
        text in "\\PC{0,80}",
        title in any::<String>(),
        lang in prop::sample::select(vec!["en", "de", "hu", "nb", "nl", "zh-CN", "ja", "x"]),
    ) {
        let (index, _dir) = index(lang, &[("a", &title), ("b", &text)]);
        for text in [text.as_str(), title.as_str()] {
            let question = Question { text, lang, cloud: "all", limit: 5, ..Question::default() };
            let answer = index.find(&question).expect("an answer");
            prop_assert!(answer.hits.len() <= 2);
            index.suggest(&question).expect("suggestions");
        }
    }

    #[test]
    fn slips_in_known_words_never_fail(text in "[a-zäöüßőűåøæ密码邮箱 -]{0,40}", lang in prop::sample::select(vec!["de", "hu", "nb", "nl", "zh-CN"])) {
        let titles = [("a", "Rechnungsadresse ändern"), ("b", "jelszó módosítása"), ("c", "重置密码 reset")];
        let (index, _dir) = index(lang, &titles);
        let question = Question { text: &text, lang, cloud: "all", limit: 5, ..Question::default() };
        index.find(&question).expect("an answer");
        index.suggest(&question).expect("suggestions");
    }
}
