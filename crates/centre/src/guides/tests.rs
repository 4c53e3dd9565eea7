use proptest::prelude::*;

use super::*;
use crate::policy::{Policies, Problem};

const TREE: &str = r#"
audience = "user"
services = ["calls"]

[what]
answers.hear = "speaker"
answers.speak = "talk"

[speaker]
yes = "fine"
no = "again"

[again]
next = "what"

[talk]
end = "contact"
category = "technical"
service = "calls"

[fine]
end = "solved"
"#;

const WORDS: &str = r#"
title = "No sound"
description = "Finds out why."
symptoms = ["silent"]

[what]
title = "What is missing?"
answers.hear = "I hear nothing"
answers.speak = "Nobody hears me"

[speaker]
title = "Turn it up"
text = "See [how](calls-no-audio.md#cannot-hear)."

[again]
title = "Begin again"
text = "Unplug everything."

[talk]
title = "Talk to us"

[fine]
title = "Good"
"#;

fn files(tree: &str, english: &str) -> Vec<(String, String)> {
    let words = Lang::ALL.map(|lang| {
        let text = if lang == Lang::En { english } else { WORDS };
        (format!("no-sound/{}.toml", lang.code()), text.to_owned())
    });
    let tree = ("no-sound/guide.toml".to_owned(), tree.to_owned());
    words.into_iter().chain([tree]).collect()
}

fn policies() -> &'static Policies {
    static POLICIES: std::sync::OnceLock<Policies> = std::sync::OnceLock::new();
    POLICIES.get_or_init(|| Policies::load(None).unwrap())
}

fn read(tree: &str, english: &str) -> Result<Guides, Vec<Problem>> {
    Guides::read(files(tree, english), policies())
}

fn told(tree: &str, english: &str) -> String {
    let problems = read(tree, english).unwrap_err();
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn a_way_is_followed_as_far_as_it_goes() {
    let guides = read(TREE, WORDS).unwrap();
    let guide = guides.get("china", "no-sound").unwrap();
    let walk = guide.walk(["hear", "no", "next", "speak"]);
    assert!(walk.is_whole);
    assert_eq!((walk.at.key.as_str(), walk.way().as_str()), ("talk", "hear/no/next/speak"));
    assert!(
        matches!(walk.at.end(), Some(End::Contact(contact)) if contact.service.as_deref() == Some("calls"))
    );

    let lost = guide.walk(["hear", "perhaps", "no"]);
    assert!(!lost.is_whole);
    assert_eq!((lost.at.key.as_str(), lost.way().as_str()), ("speaker", "hear"));
    let circle = guide.walk(std::iter::repeat_n(["hear", "no", "next"], 100).flatten());
    assert!(!circle.is_whole && circle.taken.len() <= MOST_ANSWERS);
}

#[test]
fn progress_counts_down_to_an_end() {
    let guides = read(TREE, WORDS).unwrap();
    let guide = guides.get("worldwide", "no-sound").unwrap();
    assert_eq!(guide.walk(["speak"]).ahead(), 0);
    assert_eq!(guide.walk([]).ahead(), 3);
    assert!(guide.walk(["hear"]).ahead() < guide.walk([]).ahead());
}

#[test]
fn a_trail_is_read_in_every_language_while_the_guide_says_the_same() {
    let guides = Guides::load(None, policies()).unwrap();
    let guide = guides.get("worldwide", "mail-not-delivered").unwrap();
    let trail = guide.walk(["one", "works", "no"]).trail(Lang::De);
    assert_eq!(trail.said.len(), 3);
    assert_eq!(trail.said[0].asked, "Wer ist betroffen?");
    let english = trail.read_in(&guides, "worldwide", Lang::En);
    assert_eq!(english.said[0].asked, "Who is affected?");
    assert_eq!(english.said[2].answered, Lang::En.t("guide-answer-no", &[]));
    assert_eq!(trail.way(), "one/works/no");

    let mut old = trail.clone();
    old.said[0].step = "whom".into();
    assert_eq!(old.read_in(&guides, "worldwide", Lang::En), old);
    assert_eq!(trail.read_in(&Guides::default(), "worldwide", Lang::Hu), trail);
}

#[test]
fn what_is_wrong_with_the_steps_is_told_with_its_place() {
    for (from, to, says) in [
        (
            r#"answers.hear = "speaker""#,
            r#"answers.hear = "speakers""#,
            "guide.toml:6:9: `hear` leads to `speakers`",
        ),
        ("[talk]\nend = \"contact\"", "[talk]\nnext = \"talk\"", "no way leads from `talk` to an end"),
        ("answers.speak = \"talk\"", "answers.speak = \"fine\"", "guide.toml:16:2: no way leads to `talk`"),
        ("answers.speak = \"talk\"", "", "a question has at least two answers"),
        (r#"category = "technical""#, r#"category = "technicals""#, "the policy of china has no category"),
        (r#"service = "calls""#, r#"topic = "understand-bill""#, "has no topic `understand-bill`"),
        (r#"service = "calls""#, r#"severity = "Z""#, "has no severity `Z`"),
        (r#"end = "solved""#, r#"end = "happy""#, "`happy` is no end"),
        ("[again]\nnext = \"what\"", "[again]\n", "a step has either"),
        ("no = \"again\"", "", "a check says where"),
        ("[again]", "[Again]", "small letters"),
        (
            r#"services = ["calls"]"#,
            r#"services = ["call"]"#,
            "guide.toml:3:13: `call` isn't one of the services",
        ),
        (r#"audience = "user""#, r#"audience = "everybody""#, "is no audience"),
        (r#"audience = "user""#, "audience = ", "guide.toml:2:"),
    ] {
        let problems = told(&TREE.replacen(from, to, 1), WORDS);
        assert!(problems.contains(says), "{to}: {problems}");
    }
}

#[test]
fn what_is_wrong_with_the_words_is_told_with_its_place() {
    for (from, to, says) in [
        ("answers.speak = \"Nobody hears me\"", "", "en.toml:8:1: the words of answer `speak` are missing"),
        ("[fine]\ntitle = \"Good\"", "", "the words of step `fine` are missing"),
        ("[fine]", "[fines]", "the guide has no step `fines`"),
        ("title = \"Good\"", "title = \"\"", "`title` is empty"),
        ("text = \"Unplug everything.\"", "", "`text` is missing"),
        ("symptoms = [\"silent\"]", "", "`symptoms` is missing"),
        ("calls-no-audio.md#cannot-hear", "../../etc/passwd", "is neither an article"),
        ("calls-no-audio.md#cannot-hear", "meetings.md", "de.toml:13:1: `speaker` links to other places"),
        ("answers.hear", "answers.heard", "`what` has no answer `heard`"),
        ("description", "summary", "`summary` isn't known here"),
    ] {
        let problems = told(TREE, &WORDS.replacen(from, to, 1));
        assert!(problems.contains(says), "{to}: {problems}");
    }
    let mut some = files(TREE, WORDS);
    some.retain(|(name, _)| !name.ends_with("/hu.toml"));
    some.push(("no-sound/fr.toml".into(), WORDS.into()));
    let problems = format!("{:?}", Guides::read(some, policies()).unwrap_err());
    assert!(problems.contains("no-sound/hu.toml") && problems.contains("`fr` is none"), "{problems}");
}

#[test]
fn what_the_shipped_guides_link_to_exists_in_every_language() {
    let guides = Guides::load(None, policies()).unwrap();
    assert!(guides.iter().count() >= 1);
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/articles");
    for guide in guides.iter() {
        for article in guide.linked_articles() {
            for lang in Lang::ALL {
                let file = demo.join(lang.code()).join(format!("{article}.md"));
                assert!(file.exists(), "{}: {}", guide.key, file.display());
            }
        }
    }
}

/// Trees of up to twelve steps, with circles. Each step leads to the next one too, so most of them are in order.
fn some_tree() -> impl Strategy<Value = String> {
    let others = proptest::collection::vec(0..12usize, 1..4);
    let step = (0..4u8, others, any::<bool>());
    proptest::collection::vec(step, 0..11).prop_map(|steps| {
        let last = steps.len();
        let to = |to: usize| format!("\"s{}\"\n", to % (last + 2));
        let mut tree = "audience = \"user\"\n".to_owned();
        for (n, (kind, others, first)) in steps.iter().enumerate() {
            tree.push_str(&format!("[s{n}]\n"));
            let (next, other) = (to(n + 1), to(others[0]));
            tree.push_str(&match (kind, first) {
                (0, _) => format!("next = {next}"),
                (1, true) => format!("yes = {next}no = {other}"),
                (1, false) => format!("yes = {other}no = {next}"),
                _ => {
                    let more = others.iter().enumerate().map(|(n, o)| format!("answers.a{n} = {}", to(*o)));
                    format!("answers.on = {next}{}", more.collect::<String>())
                }
            });
        }
        format!("{tree}[s{last}]\nend = \"contact\"\ncategory = \"billing\"\n")
    })
}

fn words_for(tree: &str) -> String {
    let mut words = "title = \"T\"\ndescription = \"D\"\nsymptoms = [\"s\"]\n".to_owned();
    for line in tree.lines() {
        if line.starts_with('[') {
            words.push_str(&format!("{line}\ntitle = \"T\"\ntext = \"x\"\n"));
        } else if let Some((answer, _)) = line.split_once(' ').filter(|_| line.starts_with("answers.")) {
            words.push_str(&format!("{answer} = \"A\"\n"));
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn random_walks_in_any_valid_guide_end(tree in some_tree(), seed in any::<u64>()) {
        let words = words_for(&tree);
        let mut files: Vec<(String, String)> =
            Lang::ALL.iter().map(|l| (format!("g/{}.toml", l.code()), words.clone())).collect();
        files.push(("g/guide.toml".into(), tree));
        if let Ok(guides) = Guides::read(files, policies()) {
            let guide = guides.get("worldwide", "g").unwrap();
            let (mut at, mut dice) = (guide.walk([]).at, seed | 1);
            for _ in 0..1_000_000 {
                if at.end().is_some() {
                    break;
                }
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let answers = at.answers();
                at = guide.to(&answers[(dice >> 33) as usize % answers.len()]);
            }
            prop_assert!(at.end().is_some());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(tree in "(?s).{0,200}", words in "(?s).{0,200}") {
        let _ = Guides::read(vec![("g/guide.toml".into(), tree), ("g/en.toml".into(), words)], policies());
    }

    #[test]
    fn a_guide_with_a_damaged_place_is_read_or_refused(at in 0..400usize, with in "[\\[\\]\"=.{}#\n a-z]{0,3}") {
        let mut tree = TREE.to_owned();
        let at = at.min(tree.len());
        tree.insert_str(at, &with);
        let _ = read(&tree, WORDS);
    }
}
