use search::{Article, Change, Doc, Heading, Hit, Index, Question, Suggestion};

fn article(id: &str, lang: &str, title: &str, text: &str) -> Change {
    in_clouds(id, lang, title, text, &["worldwide"])
}

fn in_clouds(id: &str, lang: &str, title: &str, text: &str, clouds: &[&str]) -> Change {
    Change::Put(Doc::Article(Box::new(Article {
        key: format!("{id}/{lang}"),
        article: id.to_owned(),
        lang: lang.to_owned(),
        clouds: clouds.iter().map(|cloud| (*cloud).to_owned()).collect(),
        title: title.to_owned(),
        text: text.to_owned(),
        path: format!("/{lang}/{id}"),
        ..Article::default()
    })))
}

struct Library {
    index: Index,
    _dir: tempfile::TempDir,
}

fn library(changes: Vec<Change>) -> Library {
    let dir = tempfile::tempdir().expect("a folder");
    let index = Index::open(dir.path()).expect("an index");
    index.apply(changes, 1).expect("applied");
    Library { index, _dir: dir }
}

impl Library {
    fn hits(&self, question: &str, lang: &str) -> Vec<Hit> {
        self.find(question, lang, &[], "worldwide", 10)
    }

    fn find(&self, text: &str, lang: &str, others: &[&str], cloud: &str, limit: usize) -> Vec<Hit> {
        let question = Question { text, lang, others, cloud, limit, ..Question::default() };
        self.index.find(&question).expect("hits").hits
    }

    fn suggest(&self, text: &str, lang: &str, cloud: &str) -> Vec<Suggestion> {
        let question = Question { text, lang, cloud, limit: 5, ..Question::default() };
        self.index.suggest(&question).expect("suggestions")
    }

    fn ids(&self, question: &str, lang: &str) -> Vec<String> {
        self.hits(question, lang).into_iter().map(|hit| hit.article).collect()
    }
}

/// Each title meets each form in both directions.
fn forms_meet(lang: &str, forms: &[&[&str]]) {
    let changes = forms
        .iter()
        .enumerate()
        .flat_map(|(group, forms)| {
            forms.iter().map(move |form| article(&format!("{group}-{form}"), lang, form, "…"))
        })
        .collect();
    let library = library(changes);
    for (group, forms) in forms.iter().enumerate() {
        for asked in *forms {
            let found = library.ids(asked, lang);
            for form in *forms {
                assert!(
                    found.contains(&format!("{group}-{form}")),
                    "{lang}: {asked} misses {form}, finds {found:?}"
                );
            }
        }
    }
}

#[test]
fn english_forms_of_a_word_meet() {
    forms_meet(
        "en",
        &[&["invoice", "invoices"], &["password", "passwords"], &["cancel", "cancelling", "cancelled"]],
    );
}

#[test]
fn german_forms_of_a_word_meet() {
    forms_meet("de", &[&["Rechnung", "Rechnungen"], &["Kennwort", "Kennwörter"], &["kündigen", "Kündigung"]]);
}

#[test]
fn hungarian_forms_of_a_word_meet() {
    forms_meet(
        "hu",
        &[
            &["számla", "számlát", "számlák", "számlákat"],
            &["jelszó", "jelszavát"],
            &["előfizetés", "előfizetések", "előfizetését"],
        ],
    );
}

#[test]
fn norwegian_forms_of_a_word_meet() {
    forms_meet("nb", &[&["faktura", "fakturaen", "fakturaene", "fakturaer"], &["passord", "passordet"]]);
}

#[test]
fn dutch_forms_of_a_word_meet() {
    forms_meet(
        "nl",
        &[&["factuur", "facturen"], &["wachtwoord", "wachtwoorden"], &["abonnement", "abonnementen"]],
    );
}

#[test]
fn chinese_words_are_found_inside_running_text() {
    let library = library(vec![
        article(
            "support",
            "zh-CN",
            "联系商业版产品的支持人员",
            "如果所得结果没有帮助，请选择“联系支持人员”。",
        ),
        article("bill", "zh-CN", "了解帐单", "可通过在线方式获取有关帐单和订阅管理问题的帮助。"),
    ]);
    assert_eq!(library.ids("支持人员", "zh-CN")[0], "support");
    assert_eq!(library.ids("如何查看帐单?", "zh"), ["bill"]);
    assert_eq!(library.ids("单", "zh"), ["bill"]);
    let snippet = &library.hits("帐单", "zh")[0].snippet;
    assert!(snippet.iter().any(|(text, found)| *found && text == "帐单"), "{snippet:?}");
}

#[test]
fn accents_case_and_one_typo_do_not_matter() {
    let library = library(vec![
        article("bill", "hu", "Számla megtekintése", "A számlát itt találja."),
        article("reset", "en", "Reset a password", "Choose a new one."),
        article("other", "en", "Shared mailboxes", "Add a mailbox."),
    ]);
    assert_eq!(library.ids("SZAMLA", "hu"), ["bill"]);
    for question in ["pasword", "passwrod", "Password", "how do I reset my passwort?"] {
        assert_eq!(library.ids(question, "en"), ["reset"], "{question}");
    }
}

#[test]
fn a_mistyped_word_counts_less_than_a_right_one() {
    let library = library(vec![
        article("wrong", "en", "Resting", "Rest."),
        article("right", "en", "Reset", "Choose."),
        article("typo", "en", "Password", "Choose."),
    ]);
    assert_eq!(library.ids("reset", "en")[0], "right");
    assert_eq!(library.ids("pasword", "en"), ["typo"]);
}

#[test]
fn the_start_of_a_word_finds_compounds() {
    let library = library(vec![
        article("address", "de", "Rechnungsadresse ändern", "…"),
        article("x", "de", "Kalender", "…"),
    ]);
    assert_eq!(library.ids("Rechnung", "de"), ["address"]);
    assert_eq!(library.ids("Rechnungen", "de"), ["address"]);
}

#[test]
fn titles_count_more_than_text_and_not_all_words_are_needed() {
    let library = library(vec![
        article("text", "en", "Something else", "Here the calendar is named once among other words."),
        article("title", "en", "Share a calendar", "Words."),
    ]);
    assert_eq!(library.ids("calendar", "en"), ["title", "text"]);
    assert_eq!(library.ids("the calendar zebra", "en"), ["title", "text"]);
    assert!(library.ids("zebra", "en").is_empty());
    assert!(library.ids("", "en").is_empty());
}

#[test]
fn an_article_is_found_only_in_its_clouds() {
    let library = library(vec![
        in_clouds("both", "en", "Calendar", "…", &["worldwide", "china"]),
        in_clouds("china", "en", "Calendar", "…", &["china"]),
    ]);
    assert_eq!(library.ids("calendar", "en"), ["both"]);
    assert_eq!(library.find("calendar", "en", &[], "china", 10).len(), 2);
    assert_eq!(library.suggest("cal", "en", "worldwide").len(), 1);
    assert!(library.find("calendar", "en", &[], "germany", 10).is_empty());
}

#[test]
fn other_languages_fill_up_without_repeating_an_article() {
    let library = library(vec![
        article("a", "hu", "Outlook beállítása", "…"),
        article("a", "en", "Set up Outlook", "…"),
        article("b", "en", "Outlook on a phone", "…"),
        article("b", "de", "Outlook auf dem Telefon", "…"),
        article("c", "de", "Outlook im Web", "…"),
    ]);
    let hits = library.find("Outlook", "hu", &["en", "de"], "worldwide", 10);
    let found: Vec<_> = hits.iter().map(|hit| (hit.article.as_str(), hit.lang.as_str())).collect();
    assert_eq!(found, [("a", "hu"), ("b", "en"), ("c", "de")]);
    let hits = library.find("Outlook", "en", &["de"], "worldwide", 2);
    assert!(hits.iter().all(|hit| hit.lang == "en") && hits.len() == 2);
}

#[test]
fn cases_and_other_languages_do_not_change_scores() {
    let library =
        library(vec![article("a", "en", "Share a calendar", "…"), article("b", "en", "Mail", "calendar")]);
    let before: Vec<f32> = library.hits("calendar", "en").iter().map(|hit| hit.score).collect();
    let mut more: Vec<Change> =
        (0..50).map(|n| article(&format!("n{n}"), "nl", "calendar", "calendar")).collect();
    more.extend((0..50).map(|n| {
        Change::Put(Doc::Case {
            key: format!("case-{n}"),
            scopes: vec!["org:1".into()],
            number: n.to_string(),
            title: "calendar".into(),
            text: "calendar".into(),
            at: n,
        })
    }));
    library.index.apply(more, 2).expect("applied");
    let after: Vec<f32> = library.hits("calendar", "en").iter().map(|hit| hit.score).collect();
    assert_eq!(before, after);
}

#[test]
fn snippets_show_the_place_with_the_words_of_the_question() {
    let filler = "Nothing to see in this long sentence about other things. ".repeat(20);
    let text = format!("{filler}\nTo reset the <b>password</b>, open the admin center. {filler}");
    let library = library(vec![article("a", "en", "Accounts", &text)]);
    let snippet = library.hits("resetting passwords", "en").remove(0).snippet;
    let found: Vec<&str> =
        snippet.iter().filter(|(_, found)| *found).map(|(text, _)| text.as_str()).collect();
    assert_eq!(found, ["reset", "password"]);
    let whole: String = snippet.iter().map(|(text, _)| text.as_str()).collect();
    assert!(whole.starts_with("…To reset the <b>password</b>") && whole.ends_with('…'), "{whole}");
    assert!(whole.chars().count() < 300);
}

#[test]
fn suggestions_continue_titles_and_headings_with_a_typo_or_without_accents() {
    let mut with_headings = article("users", "hu", "Felhasználók kezelése", "…");
    if let Change::Put(Doc::Article(article)) = &mut with_headings {
        article
            .headings
            .push(Heading {
                text: "Jelszó alaphelyzetbe állítása".into(), slug: "reset-a-password".into()
            });
    }
    let library = library(vec![
        with_headings,
        article("bill", "hu", "A számla megtekintése", "…"),
        article("mail", "hu", "Levelezés", "számla"),
    ]);
    let suggest = |typed: &str| library.suggest(typed, "hu", "worldwide");
    for typed in ["sza", "száml", "szamla megt", "szmla", "a számla"] {
        let found = suggest(typed);
        assert_eq!((found[0].title.as_str(), &found[0].heading), ("A számla megtekintése", &None));
    }
    for typed in ["jel", "jelszo al", "jelszó alaphelyzetbe", "jelszó alaphelzet"] {
        let found = suggest(typed);
        assert_eq!(
            found[0].heading.as_ref().map(|heading| heading.slug.as_str()),
            Some("reset-a-password"),
            "{typed}"
        );
    }
    assert!(suggest("").is_empty() && suggest("  ?").is_empty());
}

#[test]
fn absurd_questions_are_answered_too() {
    let library = library(vec![article("a", "en", "Share a calendar", &"x".repeat(200_000))]);
    assert!(library.ids(&"x".repeat(100_000), "en").is_empty());
    assert_eq!(library.ids(&"calendar ".repeat(50_000), "en"), ["a"]);
    let many: String = (0..5000).map(|n| format!("word{n} ")).collect();
    assert!(library.ids(&many, "en").is_empty());
    for question in ["\"+(*:^~[]{}", "\u{0}", "́", "-", "'s", "5.7.1", "e-mail"] {
        let _ = library.ids(question, "en");
        let _ = library.suggest(question, "xx", "worldwide");
    }
}
