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
        include: &|address| {
            (address == "known.md").then(|| "<script>\n> [!NOTE]\n\n## [a](#tab/a)\n".to_owned())
        },
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
            (12, NoteKind::Include),
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
        "[".repeat(1_000_000),
        ">".repeat(1_000_000),
        ":".repeat(1_000_000),
        "[!".repeat(500_000),
        "[!INCLUDE [a](b".repeat(60_000),
        "[!INCLUDE [a](b)]".repeat(50_000),
        "[!VIDEO https://a ".repeat(50_000),
        "> [!NOTE]\n".repeat(90_000),
        "> [!div class=\"checklist\"]\n\n".repeat(30_000),
        ":::row:::\n".repeat(90_000),
        ":::row:::\n".repeat(40_000) + &":::column-end:::\n".repeat(30_000),
        ":::image source=\"a\" alt-text=\"".repeat(30_000),
        ":::image source=\"a\"::: ".repeat(40_000),
        "## [a](#tab/a)\n".repeat(60_000),
        "> ## [a](#tab/a/b)\n\n".repeat(40_000),
        "[!code-x[a](b)]\n".repeat(50_000),
        "# a\n".repeat(200_000),
        "# a\n".repeat(40_000),
        "[a](#b) ".repeat(100_000),
        "\u{5d0}| ".repeat(200_000),
        "`` [!x] ".repeat(100_000),
    ] {
        let article = html(&source);
        let reply = render_user(&source);
        for html in [article.as_str(), reply.as_str()] {
            let start: String = source.chars().take(20).collect();
            assert!(depth(html) <= 400, "{} in {start:?}…", depth(html));
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
        "## [a](#tab/a)\n", "## [b](#tab/b/a)\n", "\n---\n", ":::row:::\n", ":::row-end:::\n", ":::column span=\"2\":::\n", ":::column-end:::\n",
        ":::image type=\"complex\" source=\"known.png\":::\n", ":::image-end:::\n", ":::image source=\"javascript:x\" lightbox=\"known.png\":::",
        ":::video source=\"javascript:x\" title=\"<b>\":::", "::: zone pivot=\"<script>\"\n", "::: zone-end\n", "> [!div class=\"checklist\"]\n", "> [!<b>]\n",
        "> [!Eigen]\n", "[!INCLUDE [a](known.md)]", "[!code-a[b](known.md#L1)]\n", "<!--\u{fdd0}0-->", "\u{fdd0}", "ש", "<p dir=rtl>", "[x](#a%C3)",
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

/// Without blank lines between elements.
fn tight(html: &str) -> String {
    html.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// With these files beside the article.
fn with(files: &[(&str, &str)], source: &str) -> (String, Vec<(usize, NoteKind)>) {
    let include = |address: &str| files.iter().find(|(name, _)| *name == address).map(|(_, t)| t.to_string());
    let options = Options {
        cloud: None,
        link: &|address| address.strip_suffix(".md").map(|name| format!("/{name}")),
        label: &|label| label.as_str().to_owned(),
        include: &include,
    };
    let document = docs::parse_with(source, &include).expect("an article");
    let notes = document.notes.iter().map(|note| (note.line, note.kind)).collect();
    (tight(render(source, &options).as_str()), notes)
}

#[test]
fn an_included_text_stands_in_its_place_in_lists_quotations_and_sentences() {
    let files = [
        ("inc/block.md", "---\na: b\n---\n> [!NOTE]\n> Read [this](../other.md).\n"),
        ("inc/steps.md", "One\n\nTwo\n"),
        ("inc/name.md", "**Contoso**\n"),
        ("inc/outer.md", "Outer\n\n[!INCLUDE [inner](deep/inner.md)]\n"),
        ("inc/deep/inner.md", "Inner [far](../../up.md)"),
    ];
    let source = "# t\n\n[!INCLUDE [x](inc/block.md)]\n\n1. [!INCLUDE[y](inc/steps.md)]\n2. After\n\n\
                  Use [!include [z](inc/name.md)] now, `[!INCLUDE [z](inc/name.md)]`.\n\n[!INCLUDE [o](inc/outer.md)]\n";
    let (html, notes) = with(&files, source);
    assert_eq!(notes, []);
    for part in [
        "<div class=\"alert note\">\n<p class=\"alert-title\">note</p>\n<p>Read <a href=\"/other\">this</a>.</p>",
        "<li>\n<p>One</p>\n<p>Two</p>\n</li>",
        "<p>Use <strong>Contoso</strong> now, <code>[!INCLUDE [z](inc/name.md)]</code>.</p>",
        "<p>Outer</p>\n<p>Inner <a href=\"/up\">far</a></p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(docs::wanted(source, &|_| None).len(), 4);
}

#[test]
fn includes_that_go_round_or_out_of_the_folder_stay_text_and_are_noted() {
    let files = [("a.md", "A [!INCLUDE [b](b.md)]"), ("b.md", "B\n\n[!INCLUDE [a](a.md)]")];
    let (html, notes) =
        with(&files, "# t\n\n[!INCLUDE [a](a.md)]\n\n[!INCLUDE [p](/etc/passwd)] [!INCLUDE [w](C:\\x.md)]\n");
    assert!(
        html.contains("A B")
            && html.contains("[!INCLUDE <a href=\"/a\">a</a>]")
            && html.contains("[!INCLUDE p]"),
        "{html}"
    );
    let include = NoteKind::Include;
    assert_eq!(notes, [(3, include), (5, include), (5, include)]);
    let deep = |address: &str| Some(format!("[!INCLUDE [n](n{address})]"));
    assert!(docs::parse_with("# t\n[!INCLUDE [n](n)]", &deep).is_ok());
    let wide = |_: &str| Some("[!INCLUDE [x](x/y)] ".repeat(500) + &"word ".repeat(2000));
    let source = format!("# t\n{}", "[!INCLUDE [x](x)]\n".repeat(1000));
    assert!(docs::parse_with(&source, &wide).expect("read").text.len() < 4 * MAX_BYTES);
}

#[test]
fn tabs_are_sections_in_groups_up_to_the_rule() {
    let source = "# t\n\n### [Windows](#tab/win)\n\nA\n\n#### Inside\n\n### [Mac](#tab/Mac)\n\nB\n\n---\n\nAfter\n\n\
                  - item\n\n  ## [One](#tab/one/win)\n\n  C\n\n## [x](#tab/)\n\nD\n\n## No tab\n\n# Higher\n";
    let (html, notes) = with(&[], source);
    assert_eq!(notes, [(19, NoteKind::Tab), (23, NoteKind::Tab)]);
    let tabs = "<div class=\"tab-group\">\n<section class=\"tab\" data-tab=\"win\">\n<h3 id=\"windows\">Windows</h3>\n<p>A</p>\n\
                <h4 id=\"inside\">Inside</h4>\n</section>\n<section class=\"tab\" data-tab=\"mac\">\n<h3 id=\"mac\">Mac</h3>\n<p>B</p>\n\
                </section>\n</div>\n<p>After</p>";
    assert!(html.contains(tabs), "{html}");
    assert!(
        html.contains(
            "data-tab=\"one\" data-only-with=\"win\">\n<h2 id=\"one\">One <small>Windows</small></h2>"
        ),
        "{html}"
    );
    assert!(html.contains("<section class=\"tab\" data-tab=\"x\">"), "{html}");
    let no_js = html.replace("<section", "\n<section");
    assert!(no_js.matches("<section").count() == no_js.matches("</section>").count());
    assert!(html.find("Higher").expect("shown") > html.rfind("</div>").expect("closed"));
}

#[test]
fn rows_zones_selectors_and_steps_have_their_elements() {
    let source = "# t\n\n:::row:::\n:::column span=\"2\":::\nLeft\n:::column-end:::\n:::column:::\n- Right\n:::column-end:::\n:::row-end:::\n\n\
                  ::: zone pivot=\"cli\"\nZone\n::: zone-end\n\n> [!div class=\"op_single_selector\"]\n> - [A](a.md)\n\n\
                  > [!div class=\"nextstepaction\"]\n> [Next](b.md)\n\n> [!div class=\"checklist\"]\n> * Done\n\n> [!div class=\"mx-tdBreakAll\"]\n> x\n";
    let (html, notes) = with(&[], source);
    assert_eq!(notes, [(25, NoteKind::Directive)]);
    for part in [
        "<div class=\"columns\">\n<div class=\"column span-2\">\n<p>Left</p>\n</div>\n<div class=\"column\">\n<ul>\n<li>Right</li>\n</ul>\n</div>\n</div>",
        "<section class=\"zone\">\n<p class=\"zone-title\">cli</p>\n<p>Zone</p>\n</section>",
        "<div class=\"selector\">\n<ul>\n<li><a href=\"/a\">A</a></li>\n</ul>\n</div>",
        "<div class=\"next-step\">\n<p><a href=\"/b\">Next</a></p>\n</div>",
        "<div class=\"checklist\">\n<ul>\n<li>Done</li>\n</ul>\n</div>",
        "[!div class=",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn pictures_and_videos_of_the_dialect_have_words_and_no_frame() {
    let source = "# t\n\n:::image type=\"complex\" source=\"known.png\" alt-text=\"A | flow\" lightbox=\"known.png\":::\n   Long **words**.\n:::image-end:::\n\n\
                  Select :::image type=\"icon\" source=\"known.png\" border=\"false\"::: to go.\n\n\
                  | a |\n|---|\n| :::image source=\"known.png\" alt-text=\"cell\"::: |\n\n:::video source=\"https://v.example/1\" title=\"How\" captions=\"known.md\":::\n\n\
                  > [!VIDEO https://v.example/2]\n\n[!VIDEO javascript:alert(1)]\n\n:::image source=\"known.png\":::\n";
    let html = tight(&html(source));
    for part in [
        "<figure><a class=\"zoom\" href=\"/files/known.png\" title=\"&lt;large-picture&gt;\"><img src=\"/files/known.png\" alt=\"A | flow\" loading=\"lazy\"></a><details><summary>&lt;description&gt;</summary>",
        "Long <strong>words</strong>.",
        "Select <img src=\"/files/known.png\" alt=\"\" class=\"icon\" loading=\"lazy\"> to go.",
        "<td><img src=\"/files/known.png\" alt=\"cell\" loading=\"lazy\"></td>",
        "<p class=\"video\"><a href=\"https://v.example/1\" rel=\"noopener noreferrer nofollow\">How</a> <a href=\"/files/known.md\">&lt;captions&gt;</a></p>",
        "<a href=\"https://v.example/2\" rel=\"noopener noreferrer nofollow\">&lt;video&gt; <small>v.example</small></a>",
        "[!VIDEO javascript:alert(1)]",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<iframe") && !html.contains("<blockquote>"));
    let notes = parse(source).expect("read").notes;
    let notes: Vec<_> = notes.iter().map(|note| (note.line, note.kind)).collect();
    assert_eq!(notes, [(17, NoteKind::Directive), (19, NoteKind::Picture)]);
}

#[test]
fn alerts_may_follow_each_other_and_have_kinds_of_their_own() {
    let source = "# t\n\n> [!NOTE]\n> one\n> [!TIP] two\n> three\n\n> [!Hinweis]\n> vier\n\n> quoted\n> [!WARNING]\n> five\n";
    let (html, notes) = with(&[], source);
    assert_eq!(notes, [(8, NoteKind::Alert)]);
    let alert = |kind: &str, title: &str, text: &str| {
        format!("<div class=\"alert {kind}\">\n<p class=\"alert-title\">{title}</p>\n<p>{text}</p>\n</div>")
    };
    for part in [
        alert("note", "note", "one"),
        alert("tip", "tip", "two\nthree"),
        alert("note", "Hinweis", "vier"),
        format!("<blockquote>\n<p>quoted</p>\n</blockquote>\n{}", alert("warning", "warning", "five")),
    ] {
        assert!(html.contains(&part), "{part} in {html}");
    }
}

#[test]
fn program_text_comes_from_its_file_with_the_lines_that_are_asked_for() {
    let files = [("run.ps1", "one\ntwo\n```\nfour\n"), ("a/b.cs", "class B {}\n")];
    let source = "# t\n\n[!code-powershell[Run](run.ps1#L2-L3)]\n\n:::code language=\"csharp\" source=\"a/b.cs\":::\n\n[!code-x[y](none.cs?range=1)]\n";
    let (html, notes) = with(&files, source);
    assert_eq!(notes, [(7, NoteKind::Include)]);
    assert!(html.contains("<pre><code>two\n```\n</code></pre>"), "{html}");
    assert!(html.contains("<pre><code>class B {}\n</code></pre>"), "{html}");
}

#[test]
fn links_within_the_page_stay_in_the_variant_or_become_text() {
    let source = "# t\n\n[a](#contact) [b](#Contact) [c](#other) [d](#%C3%9Cber-uns) <a href=\"#gone\">e</a>\n\n\
                  ::: moniker range=\"w\"\n## <a name=\"contact\"></a>Kontakt\n::: moniker-end\n::: moniker range=\"c\"\n\
                  ## <a name=\"contact\"></a>Hilfe\n## Other\n::: moniker-end\n\n## Über uns\n";
    let w = in_cloud(source, Some("w"));
    assert!(w.contains("<a href=\"#contact\">a</a> <a href=\"#contact\">b</a> <a>c</a> <a href=\"#über-uns\">d</a> <a>e</a>"), "{w}");
    assert!(w.contains("<h2 id=\"contact\">") && !w.contains("contact-1"));
    let c = in_cloud(source, Some("c"));
    assert!(c.contains("<a href=\"#other\">c</a>") && c.contains("<h2 id=\"contact\">"), "{c}");
}

#[test]
fn text_from_right_to_left_says_so() {
    let html = html("# t\n\nשלום world\n\n- עברית\n\n| ا |\n|---|\n| ب |\n");
    for part in ["<p dir=\"auto\">שלום", "<ul dir=\"auto\">", "<td><bdi>ب</bdi></td>"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!self::html("left only\n").contains("dir="));
}

#[test]
fn furniture_of_a_copied_page_is_left_out_and_noted() {
    let source = "Megosztás a következőn keresztül:\n\n# Támogatás\n\nSzöveg. Share via mail.\n";
    let document = parse(source).expect("read");
    assert_eq!(document.notes[0].kind, NoteKind::Furniture);
    assert_eq!(document.text, "Támogatás\nSzöveg. Share via mail.");
}

#[test]
fn marks_can_not_be_forged() {
    let html = html(
        "# t\n\n<!--\u{fdd0}0-->\n\n`<!--\u{fdd0}0-->`\n\n:::row:::\n:::row-end:::\n\n    :::column:::\n",
    );
    assert!(!html.contains('\u{fdd0}'), "{html}");
    assert!(html.contains("<div class=\"columns\">") && !html.contains("<div class=\"column\">"), "{html}");
}

#[test]
fn yaml_that_grows_is_refused_or_stays_small() {
    let mut bomb = "---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for n in 1..12 {
        let before = format!("*a{},", n - 1).repeat(9);
        bomb.push_str(&format!("a{n}: &a{n} [{}]\n", before.trim_end_matches(',')));
    }
    bomb.push_str("---\n# t\n");
    let deep = format!("---\na: {}\n---\n# t\n", "[".repeat(100_000));
    let nested = format!("---\na: {}\n---\n# t\n", "[".repeat(900));
    let keys = format!("---\n{}---\n# t\n", "- a\n".repeat(10_000));
    let started = std::time::Instant::now();
    for source in [bomb, deep, nested, keys] {
        assert!(matches!(parse(&source), Err(Refused::FrontMatter { .. })));
    }
    assert!(started.elapsed().as_secs() < 20);
}
