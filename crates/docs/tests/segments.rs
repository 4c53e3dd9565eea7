//! Sentences of the six languages, and documents with others in their place.

use docs::{Block, replace, segments};
use proptest::prelude::*;

fn texts(body: &str) -> Vec<String> {
    segments(body).into_iter().map(|segment| segment.text).collect()
}

fn blocks(body: &str) -> Vec<(Block, String)> {
    segments(body).into_iter().map(|segment| (segment.block, segment.text)).collect()
}

#[test]
fn sentences_end_where_a_reader_would_say() {
    for (body, expected) in [
        (
            "Save time. We'll help you! Really? Yes.",
            &["Save time.", "We'll help you!", "Really?", "Yes."][..],
        ),
        ("Use a name, e.g. Contoso Ltd. or another.", &["Use a name, e.g. Contoso Ltd. or another."]),
        (
            "The highest severity level is B. For billing, call.",
            &["The highest severity level is B.", "For billing, call."],
        ),
        (
            "See www.contoso.com/a.html for v. 2.5. Then go.",
            &["See www.contoso.com/a.html for v. 2.5.", "Then go."],
        ),
        (
            "Rufen Sie z. B. den Support an. Am 3. Oktober ist zu.",
            &["Rufen Sie z. B. den Support an.", "Am 3. Oktober ist zu."],
        ),
        (
            "Im 2. Schritt klicken Sie auf Weiter. Das war's.",
            &["Im 2. Schritt klicken Sie auf Weiter.", "Das war's."],
        ),
        (
            "Wählen Sie »Ja.« Danach warten Sie ca. 5 Minuten.",
            &["Wählen Sie »Ja.«", "Danach warten Sie ca. 5 Minuten."],
        ),
        (
            "A 2026. október 23. munkaszüneti nap. Másnap nyitva.",
            &["A 2026. október 23. munkaszüneti nap.", "Másnap nyitva."],
        ),
        ("Det gjelder f.eks. kl. 9. Ring oss.", &["Det gjelder f.eks. kl. 9.", "Ring oss."]),
        (
            "Kies bijv. een andere naam (o.a. Contoso). Klaar.",
            &["Kies bijv. een andere naam (o.a. Contoso).", "Klaar."],
        ),
        (
            "通过在线发起服务请求节省时间。我们将帮助你！好吗？好。",
            &["通过在线发起服务请求节省时间。", "我们将帮助你！", "好吗？", "好。"],
        ),
        ("他说：“好的。”然后离开。", &["他说：“好的。”", "然后离开。"]),
        ("Select **Need help?** Then wait.", &["Select **Need help?** Then wait."]),
        ("**Call support.** We're here.", &["**Call support.**", "We're here."]),
        ("选择“**需要帮助？**”按钮。等待。", &["选择“**需要帮助？**”按钮。", "等待。"]),
        (
            "Done. [Who has *permission*? Ask.](a.md) `Stop. Now.` runs.",
            &["Done.", "[Who has *permission*? Ask.](a.md)", "`Stop. Now.` runs."],
        ),
    ] {
        assert_eq!(texts(body), expected, "{body}");
    }
}

#[test]
fn each_sentence_knows_what_it_stands_in() {
    let body = "---\ntitle: \"Get: help\"\ndescription: All about\n  help\n---\n# <a name=\"x\"></a>Head\n\n::: moniker range=\"a\"\n\n\
        ## [Online](#tab/online)\n\n1. One\\\n   two. Three.\n\n> [!NOTE]\n> Look\n> here.\n\n[!INCLUDE [a](b.md)]\n\n\
        | A | B |\n|---|---|\n| c <ul><li>d</li><li>e</li></ul> f<br/>g | 1\\|2 |\n\n![Alt. Text](a.png)\n\n\
        See ![icon](i.png) here.\n\n:::image source=\"a.png\" alt-text=\"A picture\":::\n\n```\nNo. Code\n```\n\n::: moniker-end\n";
    let expected = [
        (Block::Title, "Get: help"),
        (Block::Description, "All about help"),
        (Block::Heading(1), "Head"),
        (Block::Heading(2), "Online"),
        (Block::Item, "One"),
        (Block::Item, "two."),
        (Block::Item, "Three."),
        (Block::Paragraph, "Look here."),
        (Block::Cell, "A"),
        (Block::Cell, "B"),
        (Block::Cell, "c"),
        (Block::Item, "d"),
        (Block::Item, "e"),
        (Block::Cell, "f"),
        (Block::Cell, "g"),
        (Block::Cell, "1\\|2"),
        (Block::AltText, "Alt. Text"),
        (Block::Paragraph, "See ![icon](i.png) here."),
        (Block::AltText, "A picture"),
    ];
    let found = blocks(body);
    let found: Vec<(Block, &str)> = found.iter().map(|(block, text)| (*block, text.as_str())).collect();
    assert_eq!(found, expected);
    let ids: Vec<String> = segments(body).into_iter().map(|segment| segment.id).collect();
    assert_eq!((&ids[0][..], &ids[1][..], &ids[2][..]), ("s101", "s102", "s103"));
}

#[test]
fn other_sentences_leave_the_structure_as_it_is() {
    let body = "---\ntitle: Help\n---\n# Head\n\n- One. **Two.**\n\n| a | b |\n|---|---|\n| c | d |\n";
    let new = replace(body, |segment| {
        Some(match segment.text.as_str() {
            "Help" => "Hilfe: #1".to_owned(),
            "One." => "1. Eins\nund".to_owned(),
            "c" => "x | y".to_owned(),
            other => other.to_owned(),
        })
    });
    assert_eq!(
        new,
        "---\ntitle: \"Hilfe: #1\"\n---\n# Head\n\n- 1\\. Eins und **Two.**\n\n| a | b |\n|---|---|\n| x \\| y | d |\n"
    );
}

fn any_body() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("# "),
        Just("- "),
        Just("1. "),
        Just("> "),
        Just("> [!NOTE]\n"),
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("| a | b |\n|---|---|\n"),
        Just("**"),
        Just("*"),
        Just("`"),
        Just("```\n"),
        Just("[a](b.md)"),
        Just("!["),
        Just("]("),
        Just(")"),
        Just("["),
        Just("<ul><li>"),
        Just("</li></ul>"),
        Just("<br>"),
        Just("<b>"),
        Just("</b>"),
        Just("<a name=\"x\"></a>"),
        Just("\\"),
        Just("&amp;"),
        Just("::: moniker range=\"a\"\n"),
        Just("[!INCLUDE [x](y)]"),
        Just("Word. "),
        Just("Ein z. B. "),
        Just("Ja? "),
        Just("你好。"),
        Just("“"),
        Just("”"),
        Just("---\ntitle: A b\n---\n"),
        Just("<pre>"),
        Just("<!-- x -->"),
        Just(":::image alt-text=\"x y\":::\n"),
        Just("\u{1a}"),
        Just("\t"),
        Just("\r\n"),
    ];
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn places_follow_each_other_and_the_same_words_give_the_same_document(body in any_body()) {
        let found = segments(&body);
        let mut at = 0;
        for segment in &found {
            prop_assert!(segment.range.start >= at && segment.range.end > segment.range.start, "{:?}", found);
            prop_assert!(body.get(segment.range.clone()).is_some());
            prop_assert!(!segment.text.is_empty());
            at = segment.range.end;
        }
        prop_assert_eq!(replace(&body, |segment| Some(segment.text.clone())), body);
    }

    #[test]
    fn any_text_is_read_without_panic(body in "(?s).{0,200}") {
        prop_assert_eq!(replace(&body, |segment| Some(segment.text.clone())), body);
    }

    #[test]
    fn plain_words_in_the_place_of_others_leave_as_many_sentences(words in prop::collection::vec("[a-zäé你]{1,8}( [a-z]{1,8}){0,3}", 1..8)) {
        let body: String = words.iter().map(|words| format!("- {words}.\n\n| x | {words} |\n|---|---|\n| {words} | y |\n\n")).collect();
        let found = segments(&body).len();
        for word in ["# x", "- x", "1. x", "> x", "a | b", "``` x", "::: x", "x\n\ny"] {
            let new = replace(&body, |_| Some(word.to_owned()));
            prop_assert_eq!(segments(&new).len(), found, "{}", new);
        }
    }
}
