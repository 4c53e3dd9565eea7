use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{FromRequestParts, Path, Query},
    http::{HeaderMap, StatusCode, request::Parts},
};
use centre::{
    Told,
    articles::{
        self, Draft, Saved,
        memory::{self, Match},
        translate::{self, Change, Progress, Sentence},
    },
};
use db::{Id, Tx};
use lang::Lang;
use serde::Deserialize;

use super::{
    Moment, draft, language_name, moment, parse,
    view::{self, Found},
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::Author,
};

/// So many sentences a page.
const SENTENCES: usize = 40;

/// Where in the sentences, or that the text as a whole is wanted.
pub struct From {
    pub at: usize,
    pub as_text: bool,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    from: usize,
    #[serde(default)]
    text: u8,
}

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<From> {
        let wanted = Query::<Wanted>::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        Ok(From { at: wanted.0.from, as_text: wanted.0.text == 1 })
    }
}

#[derive(Template)]
#[template(path = "authoring/sentences.html")]
struct SentencesPage {
    page: Page,
    draft: Draft,
    name: String,
    source_name: String,
    source_language: Lang,
    lines: Vec<Line>,
    progress: Vec<(Progress, usize)>,
    open: usize,
    changed: Moment,
    by_other: Option<String>,
    /// The original has moved on since: its version.
    original_moved: Option<i64>,
    moved_on: Option<i64>,
    conflict: Option<String>,
    error: Option<String>,
    pages: Vec<(usize, usize, bool)>,
}

/// What happened to the page that is shown again.
#[derive(Default)]
struct Happened {
    error: Option<Told>,
    /// Somebody else's name, and the changes that met other words than were seen.
    conflict: Option<(String, Vec<Change>)>,
}

pub struct Line {
    /// Counted from 1, as people do.
    number: usize,
    sentence: Sentence,
    is_heading: bool,
    is_title: bool,
    matches: Vec<Match>,
    terms: Vec<(String, String)>,
    findings: Vec<Found>,
    /// What the viewer wrote while somebody else saved this sentence.
    mine: Option<String>,
}

impl SentencesPage {
    fn base(&self) -> String {
        format!("/authoring/drafts/{}", self.draft.id)
    }

    fn number(&self, count: &usize) -> String {
        self.page.l.number(i64::try_from(*count).unwrap_or(i64::MAX))
    }

    fn progress_name(&self, progress: &Progress) -> String {
        self.page.t(&format!("authoring-progress-{}", progress.code()))
    }

    fn badge(&self, progress: &Progress) -> &'static str {
        badge(*progress)
    }

    fn percent(&self, line: &Match) -> String {
        self.page.l.percent(f64::from(line.likeness))
    }

    fn rows(&self, line: &Line) -> usize {
        let long = line.sentence.source.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
        (long / 48 + 1).clamp(1, 8)
    }

    fn is_confirmed(&self, line: &Line) -> bool {
        line.sentence.progress == Progress::Confirmed
    }
}

fn badge(progress: Progress) -> &'static str {
    match progress {
        Progress::Empty => "",
        Progress::Remembered => "info",
        Progress::Edited => "warn",
        Progress::Confirmed => "good",
    }
}

/// The part of the draft that begins with the sentence `at`.
pub async fn show(
    author: &Author,
    draft: Draft,
    published: Option<i64>,
    at: usize,
    error: Option<Told>,
    status: StatusCode,
) -> Result {
    let happened = Happened { error, conflict: None };
    show_with(author, draft, published, at, happened, status).await
}

async fn show_with(
    author: &Author,
    draft: Draft,
    published: Option<i64>,
    at: usize,
    happened: Happened,
    status: StatusCode,
) -> Result {
    let Author { visit, viewer } = author;
    let (from, version) = draft.from.ok_or(Fault::NotFound)?;
    let (who, id, key, to) = (viewer.clone(), draft.id, draft.key.clone(), draft.language);
    let load = move |tx: &mut Tx| {
        let sentences = translate::sentences_of(tx, &who, id)?;
        let mut matches = HashMap::new();
        for sentence in sentences.iter().skip(at).take(SENTENCES) {
            if sentence.progress != Progress::Confirmed {
                matches.insert(sentence.position, memory::remember(tx, from, to, &sentence.source)?);
            }
        }
        let original = articles::exactly(tx, &key, from)?.map(|edition| (edition.version, edition.source));
        Ok::<_, centre::Error>((sentences, matches, original))
    };
    let (sentences, mut matches, original) = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    let blocks: Vec<docs::Block> = original
        .as_ref()
        .map(|(_, source)| docs::segments(source).into_iter().map(|s| s.block).collect())
        .unwrap_or_default();
    let pairs = sentences.iter().map(|s| (s.source.as_str(), s.target.as_str()));
    let mut findings: HashMap<usize, Vec<Found>> = HashMap::new();
    for found in view::lint(&page, pairs, from, draft.language) {
        if sentences.get(found.sentence).is_some_and(|s| s.progress != Progress::Empty) {
            findings.entry(found.sentence).or_default().push(found);
        }
    }
    let (by, mut mine) = match happened.conflict {
        Some((by, refused)) => (Some(by), refused),
        None => (None, Vec::new()),
    };
    let mut mine_of = |position: i64| {
        let at = mine.iter().position(|change| change.position == position)?;
        Some(mine.swap_remove(at).target)
    };
    let count = |progress: Progress| sentences.iter().filter(|s| s.progress == progress).count();
    let progress: Vec<(Progress, usize)> = Progress::ALL.into_iter().map(|p| (p, count(p))).collect();
    let all = sentences.len();
    let lines = sentences.into_iter().enumerate().skip(at).take(SENTENCES).map(|(number, sentence)| {
        let terms = centre::glossary().terms(&sentence.source, from.code(), draft.language.code());
        let block = blocks.get(number);
        Line {
            number: number + 1,
            is_heading: matches!(block, Some(docs::Block::Heading(_))),
            is_title: matches!(block, Some(docs::Block::Title | docs::Block::Description)),
            matches: matches.remove(&sentence.position).unwrap_or_default(),
            terms: terms.into_iter().map(|(name, say)| (name.to_owned(), say.join(", "))).collect(),
            findings: findings.remove(&number).unwrap_or_default(),
            mine: mine_of(sentence.position),
            sentence,
        }
    });
    let shown = SentencesPage {
        lines: lines.collect(),
        open: all - count_of(&progress, Progress::Confirmed),
        progress,
        name: language_name(&page, draft.language),
        source_name: language_name(&page, from),
        source_language: from,
        changed: moment(&page, draft.changed_at),
        by_other: draft
            .changed_by
            .as_ref()
            .filter(|(person, _)| *person != viewer.id())
            .map(|(_, name)| name.clone()),
        original_moved: original.map(|(now, _)| now).filter(|now| version.is_some_and(|v| v < *now)),
        moved_on: published.filter(|version| draft.base != Some(*version)),
        conflict: by.map(|name| page.t1("authoring-conflict-sentences", "name", name)),
        error: happened.error.map(|told| page::told(page.l, &told)),
        pages: (0..all)
            .step_by(SENTENCES)
            .map(|from| (from, (from + SENTENCES).min(all), from == at))
            .collect(),
        draft,
        page,
    };
    visit.html_with(status, &shown)
}

fn count_of(progress: &[(Progress, usize)], wanted: Progress) -> usize {
    progress.iter().filter(|(progress, _)| *progress == wanted).map(|(_, count)| *count).sum()
}

fn changes(fields: &Fields) -> Vec<Change> {
    let confirmed: Vec<&str> = fields.all("confirm").collect();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let everything = fields.get("then") == "confirm-all";
    fields
        .starting("target-")
        .filter_map(|(position, target)| {
            Some(Change {
                position: position.parse().ok()?,
                was: plain(fields.get(&format!("was-{position}"))),
                target: plain(target),
                is_confirmed: everything || confirmed.contains(&position),
            })
        })
        .collect()
}

#[derive(Template)]
#[template(path = "authoring/sentences-saved.html")]
struct SavedPart {
    page: Page,
    problem: Option<String>,
    lines: Vec<Line>,
    progress: Vec<(Progress, usize)>,
}

impl SavedPart {
    fn number(&self, count: &usize) -> String {
        self.page.l.number(i64::try_from(*count).unwrap_or(i64::MAX))
    }

    fn problem(problem: String, page: Page) -> SavedPart {
        SavedPart { page, problem: Some(problem), lines: Vec::new(), progress: Vec::new() }
    }

    fn progress_name(&self, progress: &Progress) -> String {
        self.page.t(&format!("authoring-progress-{}", progress.code()))
    }

    fn badge(&self, progress: &Progress) -> &'static str {
        badge(*progress)
    }
}

/// `POST /authoring/drafts/{id}/sentences`: saves sentences, also while one types.
pub async fn save(author: Author, Path(id): Path<String>, headers: HeaderMap, fields: Fields) -> Result {
    let id: Id = parse(&id)?;
    let mut changes = changes(&fields);
    let (visit, viewer) = (&author.visit, author.viewer.clone());
    let who = viewer.clone();
    let load = move |tx: &mut Tx| {
        let draft = articles::draft(tx, &who, id)?;
        let (from, version) = draft.from.ok_or(centre::Error::NotFound)?;
        let version = version.ok_or(centre::Error::NotFound)?;
        let source = articles::published_text(tx, &draft.key, from, version)?;
        let published = articles::exactly(tx, &draft.key, draft.language)?.map(|edition| edition.version);
        let sentences = translate::sentences_of(tx, &who, id)?;
        Ok::<_, centre::Error>((draft, source.ok_or(centre::Error::NotFound)?, sentences, published))
    };
    let (draft, source, before, published) = visit.app.db.read(load).await?;
    if let Some((position, target)) = suggested(visit, &draft, &before, fields.get("use")).await?
        && let Some(change) = changes.iter_mut().find(|change| change.position == position)
    {
        (change.target, change.is_confirmed) = (target, false);
    }
    let at: usize = fields.get("from").parse().unwrap_or(0);
    let is_quiet = headers.contains_key("hx-request");
    let result = match translate::changed(&before, &changes) {
        Ok(changed) if !changed.any => Ok((Saved::As(draft.saved), changed)),
        Ok(changed) => {
            let made = translate::assemble(&source, draft.language, &changed.sentences);
            let (inner, seen) = (changed.sentences.clone(), draft.saved);
            let write = move |tx: &mut Tx| translate::save_sentences(tx, &viewer, id, seen, &inner, &made);
            visit.app.db.write(write).await.map(|saved| (saved, changed))
        }
        Err(error) => Err(error),
    };
    let page = visit.page("authoring");
    let by_other = |there: &Draft| {
        there.changed_by.as_ref().map_or_else(|| page.t("authoring-by-import"), |(_, name)| name.clone())
    };
    match result {
        Ok((Saved::As(_), changed)) if !changed.refused.is_empty() => {
            let by = by_other(&draft);
            if is_quiet {
                return visit
                    .html(&SavedPart::problem(page.t1("authoring-conflict-short", "name", by), page));
            }
            let happened = Happened { conflict: Some((by, changed.refused)), ..Happened::default() };
            show_with(&author, draft, published, at, happened, StatusCode::CONFLICT).await
        }
        Ok((Saved::As(_), changed)) if is_quiet => saved_part(&author, &draft, &before, changed.sentences),
        Ok((Saved::As(saved), _)) => match fields.get("then") {
            "submit" => draft::hand_in(&author, id, saved, &fields).await,
            _ => {
                let place = fields.get("use").split(':').next().filter(|p| !p.is_empty());
                let place = place.map(|position| format!("#sentence-{position}")).unwrap_or_default();
                let next = fields.get("next").parse().unwrap_or(at);
                let to = format!("/authoring/drafts/{id}?from={next}{place}");
                Ok(visit.go_with(&to, "flash-authoring-saved"))
            }
        },
        // Somebody saved between reading and writing: nothing of it is lost, the next try meets theirs.
        Ok((Saved::Conflict(there), _)) => {
            let by = by_other(&there);
            if is_quiet {
                return visit
                    .html(&SavedPart::problem(page.t1("authoring-conflict-short", "name", by), page));
            }
            let happened = Happened { conflict: Some((by, changes)), ..Happened::default() };
            show_with(&author, *there, published, at, happened, StatusCode::CONFLICT).await
        }
        Err(centre::Error::Told(told)) if is_quiet => {
            visit.html(&SavedPart::problem(page::told(page.l, &told), page))
        }
        Err(centre::Error::Told(told)) => {
            show(&author, draft, published, at, Some(told), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The suggestion that somebody chose: `position:number`, or `position:earlier`.
async fn suggested(
    visit: &crate::visit::Visit,
    draft: &Draft,
    sentences: &[Sentence],
    chosen: &str,
) -> Result<Option<(i64, String)>> {
    let Some((position, which)) = chosen.split_once(':') else { return Ok(None) };
    let position: i64 = parse(position)?;
    let Some(sentence) = sentences.iter().find(|s| s.position == position) else { return Ok(None) };
    if which == "earlier" {
        return Ok(sentence.earlier.clone().map(|target| (position, target)));
    }
    let (number, (from, _)): (usize, _) = (parse(which)?, draft.from.ok_or(Fault::NotFound)?);
    let (to, source) = (draft.language, sentence.source.clone());
    let found = visit.app.db.read(move |tx| memory::remember(tx, from, to, &source)).await?;
    Ok(found.into_iter().nth(number).map(|found| (position, found.target)))
}

fn saved_part(author: &Author, draft: &Draft, before: &[Sentence], sentences: Vec<Sentence>) -> Result {
    let page = author.visit.page("authoring");
    let (from, _) = draft.from.ok_or(Fault::NotFound)?;
    let pairs = sentences.iter().map(|s| (s.source.as_str(), s.target.as_str()));
    let mut findings: HashMap<usize, Vec<Found>> = HashMap::new();
    for found in view::lint(&page, pairs, from, draft.language) {
        findings.entry(found.sentence).or_default().push(found);
    }
    let count = |progress: Progress| sentences.iter().filter(|s| s.progress == progress).count();
    let progress = Progress::ALL.into_iter().map(|p| (p, count(p))).collect();
    let is_changed =
        |(now, old): &(Sentence, &Sentence)| now.target != old.target || now.progress != old.progress;
    let lines = sentences.into_iter().zip(before).enumerate().filter(|(_, both)| is_changed(both));
    let lines = lines.map(|(number, (sentence, _))| Line {
        number: number + 1,
        is_heading: false,
        is_title: false,
        matches: Vec::new(),
        terms: Vec::new(),
        findings: match sentence.progress {
            Progress::Empty => Vec::new(),
            _ => findings.remove(&number).unwrap_or_default(),
        },
        mine: None,
        sentence,
    });
    let part = SavedPart { lines: lines.collect(), problem: None, progress, page };
    author.visit.html(&part)
}

/// `POST /authoring/drafts/{id}/renew`: brings in what changed in the original.
pub async fn renew(Author { visit, viewer }: Author, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    let who = viewer.clone();
    let prepare = move |tx: &mut Tx| {
        let draft = articles::draft(tx, &who, id)?;
        translate::prepare_renewal(tx, &who, &draft)
    };
    let prepared = std::sync::Arc::new(visit.app.db.read(prepare).await?);
    visit.app.db.write(move |tx| translate::renew(tx, &viewer, id, &prepared)).await?;
    Ok(visit.go_with(&format!("/authoring/drafts/{id}"), "flash-authoring-renewed"))
}
