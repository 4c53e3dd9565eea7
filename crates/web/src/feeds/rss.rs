//! RSS 2.0, with what RFC 5005 says of archives as Atom's links.

use std::fmt::Write;

use jiff::Timestamp;

use super::{
    Feed,
    xml::{content, escaped},
};

pub(super) fn write(feed: &Feed) -> String {
    let own = feed.here.as_ref().unwrap_or(&feed.address);
    let link = |rel: &str, href: &str| {
        format!("<atom:link rel=\"{rel}\" type=\"application/rss+xml\" href=\"{}\"/>\n", escaped(href))
    };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    // Writing into a string can't fail.
    let _ = write!(
        out,
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:fh=\"http://purl.org/syndication/history/1.0\">\n<channel>\n<title>{0}</title>\n<link>{1}</link>\n\
         <description>{0}</description>\n<language>{2}</language>\n<lastBuildDate>{3}</lastBuildDate>\n",
        escaped(&feed.title),
        escaped(&feed.page),
        feed.lang.code(),
        time(feed.updated),
    );
    out.push_str(&link("self", own));
    if feed.here.is_some() {
        out.push_str("<fh:archive/>\n");
        out.push_str(&link("current", &feed.address));
    }
    if let Some(older) = &feed.older {
        out.push_str(&link("prev-archive", older));
    }
    for entry in &feed.entries {
        let _ = write!(
            out,
            "<item>\n<guid isPermaLink=\"false\">urn:uuid:{}</guid>\n<title>{}</title>\n<link>{}</link>\n\
             <pubDate>{}</pubDate>\n<atom:updated>{}</atom:updated>\n",
            entry.id,
            escaped(&entry.title),
            escaped(&entry.link),
            time(entry.published),
            entry.updated.strftime("%Y-%m-%dT%H:%M:%SZ"),
        );
        for (term, label) in &entry.categories {
            let _ = writeln!(out, "<category domain=\"{}\">{}</category>", escaped(term), escaped(label));
        }
        let _ = write!(out, "<description>{}</description>\n</item>\n", escaped(&content(entry)));
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

/// RFC 822, with a year of four digits.
fn time(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
