//! Published articles in six languages; samples/LICENSE.md says where they come from.

use docs::{Document, Options, decode, parse, render};

fn sample(name: &str) -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    let bytes = std::fs::read(path).expect("the sample is there");
    parse(&decode(&bytes).expect("text")).expect("an article")
}

fn html(document: &Document, cloud: Option<&str>) -> String {
    let options = Options {
        cloud,
        link: &|address| address.strip_suffix(".md").map(|name| format!("/articles/{name}")),
        label: &|label| format!("[{}]", label.as_str()),
        include: &|_| None,
    };
    render(&document.body, &options).into_string()
}

#[test]
fn every_sample_is_an_article_with_title_headline_and_words() {
    for (name, locale) in [
        ("en-variants.md", None),
        ("de-nested-list.md", Some("de-DE")),
        ("hu-table.md", Some("hu-HU")),
        ("nb-tabs.md", Some("nb-NO")),
        ("nl-short.md", Some("nl-NL")),
        ("zh-short.md", Some("zh-CN")),
    ] {
        let document = sample(name);
        assert!(!document.title.is_empty() && !document.headline.is_empty(), "{name}");
        assert_eq!(document.locale.as_deref(), locale, "{name}");
        assert!(document.text.contains(&document.headline), "{name}");
        assert!(!html(&document, None).is_empty(), "{name}");
    }
}

#[test]
fn front_matter_is_kept_whole_and_quoted_numbers_stay_strings() {
    let document = sample("de-nested-list.md");
    assert_eq!(document.front.len(), 18);
    assert_eq!(document.front_text("ms.locfileid"), Some("53938622"));
    assert_eq!(document.front("ms.custom"), Some(&serde_json::json!(["9004349", "7767"])));
    assert_eq!(document.front_text("ROBOTS"), Some("NOINDEX, NOFOLLOW"));
    assert_eq!(sample("hu-table.md").front_text("ms.assetid"), Some("21e5551f-fa35-4f13-9418-f80d668b6a2b"));
}

#[test]
fn english_anchors_are_the_slugs_in_every_language() {
    let document = sample("hu-table.md");
    let heading = &document.headings[1];
    assert_eq!(heading.slug, "settings-to-secure-windows-10-devices");
    assert!(heading.text.starts_with("Windows 10-es eszközök"));
    let html = html(&document, None);
    assert!(html.contains("<h2 id=\"settings-to-secure-windows-10-devices\">Windows"));
}

#[test]
fn a_reader_sees_the_text_of_one_cloud() {
    let document = sample("en-variants.md");
    let worldwide = html(&document, Some("o365-worldwide"));
    let germany = html(&document, Some("o365-germany"));
    assert!(worldwide.contains("Manage username") && !worldwide.contains("Username / Email"));
    assert!(!germany.contains("Manage username") && germany.contains("Username / Email"));
    for html in [&worldwide, &germany] {
        assert!(!html.contains("moniker"));
        assert!(html.contains("Set the primary email address"));
    }
    assert!(worldwide.contains("<div class=\"alert note\">\n<p class=\"alert-title\">[note]</p>"));
    assert!(!germany.contains("alert note"));
}

#[test]
fn links_lead_inside_the_site_or_carefully_out() {
    let html = html(&sample("en-variants.md"), Some("o365-worldwide"));
    assert!(html.contains("<a href=\"/articles/about-admin-roles\">"));
    assert!(html.contains(
        "<a href=\"https://go.microsoft.com/fwlink/p/?linkid=834822\" rel=\"noopener noreferrer nofollow\">Active users</a>"
    ));
    assert!(html.contains("<a href=\"#resolve-error-messages\">"));
}

#[test]
fn videos_are_cards_and_tabs_are_sections() {
    let document = sample("en-variants.md");
    assert!(html(&document, None).contains(
        "<p class=\"video\"><a href=\"https://www.microsoft.com/videoplayer/embed/RE1SJuc\" rel=\"noopener noreferrer nofollow\">\
         [video] <small>www.microsoft.com</small></a></p>"
    ));

    let document = sample("nb-tabs.md");
    let html = html(&document, None);
    assert_eq!(html.matches("<div class=\"tab-group\">").count(), 1);
    for name in ["iphone", "android"] {
        let tab = format!("<section class=\"tab\" data-tab=\"{name}\">\n<h2 id=\"{name}\">");
        assert!(html.contains(&tab), "{tab} in {html}");
    }
    assert!(!html.contains("#tab/") && !html.contains("<h1"));
}

#[test]
fn tables_and_nested_lists_keep_their_shape() {
    let table = html(&sample("hu-table.md"), None);
    assert!(table.contains("<table>") && table.matches("<tr>").count() == 5);
    let list = html(&sample("de-nested-list.md"), None);
    assert!(list.matches("<ol>").count() == 2 && list.contains("Melden Sie sich beim Azure-Portal an."));
}
