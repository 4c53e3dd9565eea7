//! Atom (RFC 4287), with an archive where it is long (RFC 5005).

use std::fmt::Write;

use jiff::Timestamp;

use super::{
    Feed,
    xml::{content, escaped},
};

pub(super) fn write(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let own = feed.here.as_ref().unwrap_or(&feed.address);
    let kind = "application/atom+xml";
    let link = |rel: &str, href: &str, kind: &str| {
        format!("<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>\n", escaped(href))
    };
    // Writing into a string can't fail.
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\" \
         xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        feed.lang.code(),
        escaped(&feed.address),
        escaped(&feed.title),
        time(feed.updated),
        escaped(&feed.author),
    );
    out.push_str(&link("self", own, kind));
    out.push_str(&link("alternate", &feed.page, "text/html"));
    if feed.here.is_some() {
        out.push_str("<fh:archive/>\n");
        out.push_str(&link("current", &feed.address, kind));
    }
    if let Some(older) = &feed.older {
        out.push_str(&link("prev-archive", older, kind));
    }
    for entry in &feed.entries {
        let _ = write!(
            out,
            "<entry>\n<id>urn:uuid:{}</id>\n<title>{}</title>\n<published>{}</published>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            entry.id,
            escaped(&entry.title),
            time(entry.published),
            time(entry.updated),
            escaped(&entry.link),
        );
        for (term, label) in &entry.categories {
            let _ = writeln!(out, "<category term=\"{}\" label=\"{}\"/>", escaped(term), escaped(label));
        }
        let _ = write!(out, "<content type=\"html\">{}</content>\n</entry>\n", escaped(&content(entry)));
    }
    out.push_str("</feed>\n");
    out
}

fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
