use axum::response::Response;
use centre::{cases::Line, finding::What, policy::Policy};
use lang::Lang;
use search::Hit;
use serde::Deserialize;

use super::{
    Kind, KnownIssue, Tracks,
    search::{FoundAll, find},
};
use crate::{
    error::Result,
    page::{Page, encode},
    visit::Visit,
};

/// What somebody looks for, as the address of a page of results says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub q: String,
    pub service: String,
    pub kind: String,
    /// In this language only.
    pub language: String,
    /// The article after which the page begins.
    pub after: String,
}

impl Wanted {
    pub fn question(&self) -> &str {
        self.q.trim()
    }

    pub fn language(&self) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == self.language)
    }

    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    pub fn is_filtered(&self) -> bool {
        !self.service.is_empty() || self.kind().is_some() || self.language().is_some()
    }

    /// The address of these results, beginning after an article.
    fn address(&self, path: &str, after: &str) -> String {
        let mut address = format!("{path}?q={}", encode(self.question()));
        for (name, value) in [
            ("service", &*self.service),
            ("kind", &*self.kind),
            ("language", &*self.language),
            ("after", after),
        ] {
            if !value.is_empty() {
                address.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        address
    }
}

pub struct Found {
    pub href: String,
    pub title: String,
    pub passage: Vec<(String, bool)>,
    pub lang: &'static str,
    /// Set when the article isn't in the reader's language.
    pub other_language: Option<String>,
    /// Set where it isn't a plain article.
    pub kind: Option<String>,
    pub service: Option<String>,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// A filter: what it is called, and what can be chosen.
pub struct Select {
    pub name: &'static str,
    pub label: String,
    pub every: String,
    pub choices: Vec<Choice>,
}

pub struct Near {
    pub href: String,
    pub title: String,
}

/// Results as both the help pane and the public pages show them.
pub struct Results {
    /// The page that they stand on.
    pub path: String,
    pub q: String,
    pub issues: Vec<KnownIssue>,
    pub requests: Vec<Line>,
    pub found: Vec<Found>,
    pub near: Vec<Near>,
    pub spelling: Option<Near>,
    /// Something would have been found without the filters.
    pub is_filtered_away: bool,
    pub filters: Vec<Select>,
    pub is_filtered: bool,
    pub first: Option<String>,
    pub next: Option<String>,
    pub summary: String,
    pub contact_href: String,
    /// An agent has nobody to contact.
    pub may_contact: bool,
    pub community_href: String,
    tracks: Option<Tracks>,
}

impl Results {
    /// Looks for what is wanted, and notes that it was asked.
    pub async fn of(visit: &Visit, page: &Page, path: String, wanted: &Wanted) -> Result<Results> {
        let found = find(visit, wanted).await?;
        let tracks = Tracks::of(visit).filter(|_| !wanted.question().is_empty());
        if let Some(tracks) = &tracks
            && wanted.after.is_empty()
            && !wanted.is_filtered()
        {
            let what = What::Asked { question: wanted.question().to_owned(), hits: found.answers.len() };
            tracks.note(visit, what);
        }
        let may_contact = !visit.viewer.as_ref().is_some_and(|viewer| viewer.is_agent());
        Ok(Results { may_contact, ..Results::new(visit.policy()?, page, path, wanted, found, tracks) })
    }

    fn new(
        policy: &Policy,
        page: &Page,
        path: String,
        wanted: &Wanted,
        found: FoundAll,
        tracks: Option<Tracks>,
    ) -> Results {
        let near = |one: &search::Suggestion| Near {
            href: crate::guides::place(page, &one.path),
            title: one.title.clone(),
        };
        let many = found.answers.len();
        let q = wanted.question().to_owned();
        let is_filtered = wanted.is_filtered();
        let summary = match (many, &found.next, wanted.after.is_empty()) {
            (0, ..) => page.t("finding-none"),
            (n, None, true) => page.t1("finding-count", "n", n as i64),
            _ => page.t("finding-more"),
        };
        Results {
            may_contact: true,
            contact_href: format!("/help/contact?q={}", encode(&q)),
            community_href: page.public("community"),
            next: found.next.as_ref().map(|after| wanted.address(&path, after)),
            first: (!wanted.after.is_empty()).then(|| wanted.address(&path, "")),
            filters: filters(policy, page, wanted),
            is_filtered,
            is_filtered_away: found.is_filtered_away && many == 0,
            issues: found.issues,
            requests: found.requests,
            found: found.answers.into_iter().map(|hit| shown(policy, page, hit)).collect(),
            spelling: found
                .spelling
                .map(|words| Near { href: format!("{path}?q={}", encode(&words)), title: words }),
            near: found.near.iter().map(near).collect(),
            summary,
            path,
            q,
            tracks,
        }
    }

    /// Adds to a page with these results what the browser is to keep.
    pub fn keep(self, visit: &Visit, response: &mut Response) {
        if let Some(tracks) = self.tracks {
            tracks.keep(visit, response);
        }
    }

    pub fn request_state(&self, page: &Page, line: &Line) -> (&'static str, String) {
        match line.state {
            centre::cases::State::Waiting => ("warn", page.t("public-request-waiting")),
            _ => ("info", page.t("public-request-open")),
        }
    }
}

fn shown(policy: &Policy, page: &Page, hit: Hit) -> Found {
    let lang = Lang::parse(&hit.lang).unwrap_or_default();
    let name = page.l.language_name(lang.code()).unwrap_or(lang.native_name());
    let passage = match hit.snippet.is_empty() {
        true => vec![(hit.description, false)],
        false => hit.snippet,
    };
    Found {
        href: crate::guides::place(page, &hit.path),
        title: hit.title,
        passage,
        lang: lang.code(),
        other_language: (lang != page.l).then(|| page.t1("help-in-language", "language", name)),
        kind: Kind::parse(&hit.kind)
            .filter(|kind| *kind != Kind::Article)
            .map(|kind| page.t(&format!("finding-kind-{}", kind.code()))),
        service: hit.service.and_then(|id| Some(page.text(&policy.service(&id)?.name).to_owned())),
    }
}

fn filters(policy: &Policy, page: &Page, wanted: &Wanted) -> Vec<Select> {
    let choice = |value: &str, label: String, chosen: &str| Choice {
        value: value.to_owned(),
        label,
        is_chosen: value == chosen,
    };
    let services = policy.services.iter();
    let services = services.map(|s| choice(&s.id, page.text(&s.name).to_owned(), &wanted.service));
    let kinds = Kind::ALL.into_iter();
    let kinds = kinds.map(|k| choice(k.code(), page.t(&format!("finding-kind-{}", k.code())), &wanted.kind));
    let languages = Lang::ALL.into_iter();
    let languages = languages.map(|l| choice(l.code(), l.native_name().to_owned(), &wanted.language));
    vec![
        Select {
            name: "service",
            label: page.t("request-service"),
            every: page.t("finding-every-service"),
            choices: services.collect(),
        },
        Select {
            name: "kind",
            label: page.t("finding-kind"),
            every: page.t("finding-every-kind"),
            choices: kinds.collect(),
        },
        Select {
            name: "language",
            label: page.t("finding-language"),
            every: page.t("finding-own-language"),
            choices: languages.collect(),
        },
    ]
}
