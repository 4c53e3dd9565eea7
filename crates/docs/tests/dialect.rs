use docs::{MAX_BYTES, NoteKind, Options, Refused, decode, parse, render, render_user};
use proptest::prelude::*;

fn html(markdown: &str) -> String {
    in_cloud(markdown, None)
}

fn in_cloud(markdown: &str, cloud: Option<&str>) -> String {
    let options = Options {
        cloud,
        link: &|address| {
            (address == "known.md" || address == "known.png").then(|| format!("/files/{address}"))
        },
        label: &|label| format!("<{}>", label.as_str()),
        include: &|_| None,
    };
    render(markdown, &options).into_string()
}

#[test]
fn bytes_are_text_in_utf_8_or_utf_16_or_refused() {
    let utf16: Vec<u8> =
        [0xFEFFu16].into_iter().chain("# Számla".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&utf16).as_deref(), Ok("# Számla"));
    assert_eq!(decode("\u{feff}# Számla".as_bytes()).as_deref(), Ok("# Számla"));
    assert_eq!(decode(b"# Sz\xe1mla"), Err(Refused::Encoding));
    assert_eq!(decode(&utf16[..utf16.len() - 1]), Err(Refused::Encoding));
    assert_eq!(decode(b"PK\x03\x04\0\0"), Err(Refused::Binary));
    assert_eq!(decode(&vec![b'a'; MAX_BYTES + 1]), Err(Refused::TooLarge { limit: MAX_BYTES }));
}

#[test]
fn a_file_without_title_or_with_broken_front_matter_is_refused_with_the_reason() {
    assert_eq!(parse(" \n"), Err(Refused::Empty));
    assert_eq!(parse("\u{feff}"), Err(Refused::Empty));
    assert_eq!(parse("words only"), Err(Refused::NoTitle));
    assert_eq!(parse("---\ntitle: x\n\n# y"), Err(Refused::FrontMatterOpen));
    let Err(Refused::FrontMatter { line, .. }) = parse("---\ntitle: x\nbad: [1\n---\n# y") else {
        panic!("the list is open")
    };
    assert!((3..=4).contains(&line));
    assert!(matches!(parse("---\njust words\n---\n# y"), Err(Refused::FrontMatter { .. })));
}

#[test]
fn front_matter_may_be_missing_and_carriage_returns_do_not_matter() {
    let document = parse("\u{feff}---\r\ntitle: Front\r\nnumber: \"007\"\r\n---\r\n# Head\r\n\r\nText\r\n")
        .expect("read");
    assert_eq!((document.title.as_str(), document.headline.as_str()), ("Front", "Head"));
    assert_eq!(document.front_text("number"), Some("007"));
    assert_eq!(document.body, "# Head\n\nText\n");
    assert_eq!(parse("# Only").expect("read").title, "Only");
}

#[test]
fn a_repeated_key_is_kept_and_noted() {
    let document = parse("---\ntitle: a\ntitle: b\n---\n").expect("read");
    assert_eq!(document.title, "a");
    assert_eq!(document.front.len(), 2);
    assert_eq!(document.notes[0].kind, NoteKind::RepeatedKey);
}

#[test]
fn what_is_not_understood_is_noted_with_its_line_and_shown_as_text() {
    let source = "---\ntitle: t\n---\n# t\n\n::: form action=\"a\"\ntext\n::: form-end\n\n[!INCLUDE [name](inc/x.md)]\n\n\
                  > [!code-x[a](b)]\n> x\n\nPut <your-domain> here\n\n```\n::: zone\n```\n";
    let document = parse(source).expect("read");
    let notes: Vec<_> = document.notes.iter().map(|note| (note.line, note.kind)).collect();
    assert_eq!(
        notes,
        [
            (6, NoteKind::Directive),
            (8, NoteKind::Directive),
            (10, NoteKind::Include),
            (12, NoteKind::Directive),
            (15, NoteKind::Element),
        ]
    );
    let html = html(source);
    for words in ["::: form action=\"a\"", "[!INCLUDE name]", "[!code-xa]", "&lt;your-domain&gt;"] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(document.text.contains("<your-domain>"));
}

#[test]
fn variants_that_are_not_simple_are_shown_to_everybody() {
    let open = "::: moniker range=\"a\"\nfirst\n";
    assert!(in_cloud(open, Some("b")).contains("first"));
    let nested = "::: moniker range=\"a\"\nfirst\n::: moniker range=\"b\"\nsecond\n::: moniker-end\n";
    assert!(in_cloud(nested, Some("c")).contains("first"));
    let comparison = "::: moniker range=\">= a\"\nfirst\n::: moniker-end\n";
    assert!(in_cloud(comparison, Some("c")).contains("first"));
    for source in [open, nested, comparison, "::: moniker-end"] {
        let document = parse(&format!("# t\n{source}")).expect("read");
        assert!(document.notes.iter().any(|note| note.kind == NoteKind::Variant), "{source}");
    }
    let two = "::: moniker range=\"a || b\"\nfirst\n::: moniker-end\n";
    assert!(in_cloud(two, Some("b")).contains("first") && !in_cloud(two, Some("c")).contains("first"));
}

#[test]
fn source_sentences_of_side_by_side_translations_are_left_out() {
    let source = "# <a name=\"help\"></a><span data-ttu-id=\"1\">Hilfe</span><span class=\"sxs-lookup\"><span \
                  data-stu-id=\"1\">Help <span>me</span></span></span>\n\n<span data-ttu-id=\"2\">Ja.</span><span \
                  class=\"sxs-lookup\"><span data-stu-id=\"2\">Yes.</span></span>\n";
    let document = parse(source).expect("read");
    assert_eq!(document.headline, "Hilfe");
    assert_eq!(document.headings[0].slug, "help");
    assert_eq!(document.text, "Hilfe\nJa.");
    assert_eq!(html(source).trim(), "<p>Ja.</p>");
}

#[test]
fn the_page_keeps_one_headline_and_every_other_heading_has_its_own_id() {
    let html = html("# One\n\n# Two\n\n### Drei Ä?\n\n## Two\n\n<h1>Raw</h1>\n");
    assert_eq!(
        html.trim(),
        "<h2 id=\"two\">Two</h2>\n<h3 id=\"drei-ä\">Drei Ä?</h3>\n<h2 id=\"two-1\">Two</h2>\n<h2>Raw</h2>"
    );
}

#[test]
fn pictures_are_shown_only_from_this_site() {
    let html = html(
        "![a *cat*](known.png) ![dog](../media/dog.png) ![](x.png) ![far](https://far.example/x.png)\n\n<img src='data:image/png;base64,AA' alt='raw' onerror=x>",
    );
    assert!(html.contains("<img src=\"/files/known.png\" alt=\"a cat\" loading=\"lazy\">"));
    assert!(
        html.contains("<span class=\"picture\">dog</span>")
            && html.contains(">far</span>")
            && html.contains(">raw</span>")
    );
    assert_eq!(html.matches("<img").count(), 1);
}

#[test]
fn addresses_are_own_web_mail_or_nothing() {
    let html = html(
        "[a](javascript:alert(1)) [b](known.md) [c](unknown.md) [d](//evil.example) [e](mailto:a@b.example) [f](<java\tscript:x>) \
         [g](#place) [gg](#nowhere) <a href=\" JAVASCRIPT:x\">h</a> <a href='known.md' target=_blank onclick=x>i</a> <j@k.example> <a id=place></a>",
    );
    assert!(!html.to_lowercase().contains("script:") && !html.contains("evil") && !html.contains("onclick"));
    assert!(
        html.contains("<a href=\"/files/known.md\">b</a>")
            && html.contains("<a href=\"/files/known.md\">i</a>")
    );
    assert!(
        html.contains("<a href=\"#place\">g</a>") && html.contains("<a href=\"mailto:j@k.example\" rel=")
    );
    assert_eq!(html.matches("<a href").count(), 5);
}

#[test]
fn alerts_carry_the_label_of_the_reader() {
    let html = html("> [!Important]\n> Read **this**.\n\n> plain\n");
    assert!(html.contains("<div class=\"alert important\">\n<p class=\"alert-title\">&lt;important&gt;</p>"));
    assert!(html.contains("<blockquote>"));
}

#[test]
fn replies_are_a_strict_subset() {
    let html = render_user(
        "# Hi\nline one\nline two <b>bold</b>\n\n<script>alert(1)</script>\n\n![pic](https://x.example/a.png) [ok](https://x.example) \
         [no](/desk) [js](javascript:x)\n\n> [!NOTE]\n> quoted\n\n~~old~~ `code`",
    );
    let html = html.as_str();
    assert!(html.contains("<p><strong>Hi</strong></p>"));
    assert!(html.contains("line one<br>\nline two &lt;b&gt;bold&lt;/b&gt;"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("<a href=\"https://x.example\" rel=\"noopener noreferrer nofollow\">ok</a>"));
    assert!(
        !html.contains("<img")
            && html.contains("pic")
            && !html.contains("/desk")
            && !html.contains("javascript")
    );
    assert!(html.contains("[!NOTE]") && html.contains("<del>old</del>"));
}

#[test]
fn absurd_input_is_shown_in_bounded_depth_and_time() {
    let started = std::time::Instant::now();
    for source in [
        "> ".repeat(20_000) + "deep",
        "- ".repeat(20_000) + "deep",
        "*a **b ".repeat(20_000),
        "[".repeat(50_000),
        "![[]()".repeat(20_000),
        "<div>".repeat(50_000),
        "<div>\n".to_owned() + &"<b><i><u>\n\n".repeat(20_000),
        "<a <a ".repeat(50_000),
        "<div \n".to_owned() + &"<b ".repeat(50_000),
        "<span class=\"sxs-lookup\">".repeat(20_000),
        "::: moniker range=\"a\"\n".repeat(20_000),
        format!("{}\n{}\n{}", "|a".repeat(3000), "|-".repeat(3000), "|\n".repeat(3000)),
        "x".repeat(500_000),
        "a\n\n".repeat(150_000),
        "[^a]: ".repeat(20_000),
        "`".repeat(1000) + &"` ``".repeat(50_000),
    ] {
        let article = html(&source);
        let reply = render_user(&source);
        for html in [article.as_str(), reply.as_str()] {
            assert!(depth(html) <= 400, "{} in {:?}…", depth(html), &source[..20]);
        }
        let _ = parse(&format!("# t\n\n{source}"));
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in tags(html) {
        if let Some(name) = tag.strip_prefix('/') {
            assert!(!name.is_empty());
            depth = depth.saturating_sub(1);
        } else if !["br", "hr", "img", "col"].contains(&tag.split(' ').next().unwrap_or_default()) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// What stands between `<` and `>`: the sanitizer escapes both everywhere else.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default())
}

fn check(html: &str) -> Result<(), TestCaseError> {
    for tag in tags(html) {
        let tag = tag.to_lowercase();
        let attributes: Vec<&str> = tag.split('"').step_by(2).flat_map(str::split_whitespace).collect();
        prop_assert!(!tag.starts_with("script") && !tag.starts_with("h1"), "{html}");
        prop_assert!(
            !attributes.iter().any(|name| name.starts_with("on") || name.starts_with("style")),
            "{html}"
        );
        prop_assert!(!tag.contains("href=\"javascript:") && !tag.contains("src=\"javascript:"), "{html}");
    }
    Ok(())
}

fn markdown() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let pieces = prop::sample::select(vec![
        "# ", "## ", "> ", "- ", "1. ", "\n", "\n\n", "    ", "`", "```", "~~", "**", "*", "|", "|-|", "[", "](", ")", "![", "]",
        "<", ">", "\"", "'", "=", "&", "\\", "<!--", "-->", "<a name=\"x\"></a>", "<a href=\"javascript:x\">", "</a>", "<div", "</div>",
        "<script>", "</script>", "<img src=x onerror=y>", "<b onclick=\"x\">", "<svg/onload=x>", "<style>", "<math>", "<table>", "<td>",
        "javascript:", "data:text/html,", "java&#115;cript:", "> [!NOTE]\n", "[!INCLUDE ", "[!VIDEO https://v.example]", ":::", "::: moniker range=\"a\"\n",
        "::: moniker-end\n", "<span class=\"sxs-lookup\">", "</span>", "[^1]", "[^1]: ", "---\n", "#tab/x", "word", "é", "汉", "\u{0}", "\r",
    ]);
    prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<String>()], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_that_runs_gets_through(source in markdown()) {
        check(&html(&source))?;
        check(render_user(&source).as_str())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(text) = decode(&bytes) {
            let _ = parse(&text);
        }
    }

    #[test]
    fn any_words_are_read_or_refused(source in markdown()) {
        let _ = parse(&source);
        let _ = parse(&format!("---\n{source}\n---\n{source}"));
    }
}
