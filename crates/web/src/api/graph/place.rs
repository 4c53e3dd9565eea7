//! The addresses below `/v1.0/`, as OData writes them.

/// What an address stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// `admin/serviceAnnouncement` itself.
    Root,
    Overviews,
    Overview(String),
    /// All issues, or those of one service.
    Issues(Option<String>),
    Issue(Option<String>, String),
    /// The post-incident review.
    Report(Option<String>, String),
    Messages,
    Message(String),
    Attachments(String),
    Attachment(String, String),
    /// Its bytes.
    Content(String, String),
    /// All files of a message in one.
    Archive(String),
    /// What is done with messages, by its name.
    Mark(&'static str),
    /// How many there are at a place.
    Count(Box<Place>),
}

pub const MARKS: [&str; 6] = ["markRead", "markUnread", "archive", "unarchive", "favorite", "unfavorite"];

impl Place {
    /// Reads a path without `/v1.0/`. Names are told apart without regard to case; a key may follow as a segment or in
    /// brackets, a function with brackets or without, and with the name of its namespace.
    pub fn read(path: &str) -> Option<Place> {
        let segments = segments(path)?;
        let names: Vec<String> = segments.iter().map(|segment| segment.to_ascii_lowercase()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ["admin", "serviceannouncement", rest @ ..] = names.as_slice() else { return None };
        let key = |at: usize| segments[2 + at].clone();
        let service = || Some(key(1));
        Some(match rest {
            [] => Place::Root,
            [before @ .., "$count"] => {
                let of = Place::read(&segments[..2 + before.len()].join("/"))?;
                let is_counted = matches!(
                    of,
                    Place::Overviews | Place::Issues(_) | Place::Messages | Place::Attachments(_)
                );
                Place::Count(Box::new(is_counted.then_some(of)?))
            }
            ["healthoverviews"] => Place::Overviews,
            ["healthoverviews", _] => Place::Overview(key(1)),
            ["healthoverviews", _, "issues"] => Place::Issues(service()),
            ["healthoverviews", _, "issues", _] => Place::Issue(service(), key(3)),
            ["healthoverviews", _, "issues", _, "incidentreport"] => Place::Report(service(), key(3)),
            ["issues"] => Place::Issues(None),
            ["issues", _] => Place::Issue(None, key(1)),
            ["issues", _, "incidentreport"] => Place::Report(None, key(1)),
            ["messages"] => Place::Messages,
            ["messages", name] => match MARKS.into_iter().find(|mark| mark.eq_ignore_ascii_case(name)) {
                Some(mark) => Place::Mark(mark),
                None => Place::Message(key(1)),
            },
            ["messages", _, "attachments"] => Place::Attachments(key(1)),
            ["messages", _, "attachments", _] => Place::Attachment(key(1), key(3)),
            ["messages", _, "attachments", _, "content"]
            | ["messages", _, "attachments", _, "content", "$value"] => Place::Content(key(1), key(3)),
            ["messages", _, "attachmentsarchive"] | ["messages", _, "attachmentsarchive", "$value"] => {
                Place::Archive(key(1))
            }
            _ => return None,
        })
    }
}

/// `issues('EX1')/microsoft.graph.incidentReport()` as `issues`, `EX1`, `incidentReport`.
fn segments(path: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let segment = segment.strip_prefix("microsoft.graph.").unwrap_or(segment);
        match segment.strip_suffix(')').and_then(|inner| inner.split_once('(')) {
            None => segments.push(segment.to_owned()),
            Some((name, "")) => segments.push(name.to_owned()),
            Some((name, key)) => {
                let key = key.strip_prefix('\'')?.strip_suffix('\'')?;
                segments.extend([name.to_owned(), key.replace("''", "'")]);
            }
        }
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_in_each_of_its_spellings() {
        let at = |path: &str| Place::read(&format!("admin/serviceAnnouncement{path}"));
        let report = Some(Place::Report(None, "EX123456".into()));
        for path in [
            "/issues/EX123456/incidentReport",
            "/issues/EX123456/incidentReport()",
            "/issues/EX123456/microsoft.graph.incidentReport()",
            "/issues('EX123456')/microsoft.graph.incidentReport",
            "/Issues/EX123456/IncidentReport/",
        ] {
            assert_eq!(at(path), report, "{path}");
        }
        assert_eq!(at(""), Some(Place::Root));
        assert_eq!(at("/healthOverviews/mail/issues"), Some(Place::Issues(Some("mail".into()))));
        assert_eq!(
            at("/healthoverviews('mail')/issues/$count"),
            Some(Place::Count(Box::new(Place::Issues(Some("mail".into())))))
        );
        assert_eq!(at("/messages/microsoft.graph.markRead"), Some(Place::Mark("markRead")));
        assert_eq!(at("/messages/MC1/attachments/a/content"), Some(Place::Content("MC1".into(), "a".into())));
        assert_eq!(at("/messages/MC1/attachmentsArchive"), Some(Place::Archive("MC1".into())));
        for path in
            ["/nothing", "/issues/EX1/$count", "/issues/EX1/posts", "/issues(EX1)", "/messages/MC1/x/y/z"]
        {
            assert_eq!(at(path), None, "{path}");
        }
        assert_eq!(Place::read("users"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_path_is_read_or_not(path in "[a-zA-Z$'()./]{0,60}") {
            let _ = Place::read(&format!("admin/serviceAnnouncement/{path}"));
        }
    }
}
