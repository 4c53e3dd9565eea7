use centre::{
    articles::{self, EVERYWHERE},
    cases::{self, Filter, Line},
    finding::Likeness,
    guides,
    health::{self, Reader, ServiceState, State},
    policy::Policy,
};
use db::Tx;
use lang::Lang;
use search::{Hit, Index, Question, Suggestion};

use super::Wanted;
use crate::{
    error::{Fault, Result},
    visit::Visit,
};

/// So many answers stand on a page.
pub const PAGE: usize = 10;
/// Nobody reads on for longer.
const MOST: usize = 100;
/// The services of so many of the first answers are what a question is about.
const TELLING: usize = 3;
const NEAR: usize = 3;
const ISSUES: usize = 3;
const REQUESTS: usize = 3;
/// A request is like a question that shares so much of its words.
const ALIKE: f32 = 0.5;

/// What kind of thing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Article,
    Guide,
    Video,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Article, Kind::Guide, Kind::Video];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Guide => "guide",
            Kind::Video => "video",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Something known to be wrong with a service that the question may be about.
#[derive(Debug, Clone)]
pub struct KnownIssue {
    pub service: String,
    pub name: String,
    pub state: State,
    pub text: String,
}

/// What was found for a question.
#[derive(Default)]
pub struct FoundAll {
    pub issues: Vec<KnownIssue>,
    /// Open requests of one's own organization.
    pub requests: Vec<Line>,
    pub answers: Vec<Hit>,
    /// There would be answers without the filters.
    pub is_filtered_away: bool,
    /// Where the next page begins.
    pub next: Option<String>,
    /// What was probably meant.
    pub spelling: Option<String>,
    /// Titles near to what was typed, where nothing was found.
    pub near: Vec<Suggestion>,
}

/// Everything that may answer the question, as its visitor may see it.
pub async fn find(visit: &Visit, wanted: &Wanted) -> Result<FoundAll> {
    let question = wanted.question().to_owned();
    if question.is_empty() {
        return Ok(FoundAll::default());
    }
    let (index, own, looked_for) = (visit.app.index.clone(), visit.lang, wanted.clone());
    // One language is wanted, or the reader's and what may stand in for it.
    let others = match wanted.language() {
        Some(_) => Vec::new(),
        None => visit.policy()?.articles.found_beside(own),
    };
    let by_meaning = visit.app.config.meaning;
    let look = move || look(&index, &looked_for, own, &others, by_meaning);
    let mut found = tokio::task::spawn_blocking(look).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
    let (policies, cloud, viewer) = (visit.policies.clone(), visit.cloud.clone(), visit.viewer.clone());
    // What the index still knows of guides may be gone, or for another cloud.
    let guided = visit.app.guides.get();
    found
        .answers
        .retain(|hit| guides::found(&hit.article).is_none_or(|key| guided.get(&cloud, key).is_some()));
    let about: Vec<String> =
        found.answers.iter().take(TELLING).filter_map(|answer| answer.service.clone()).collect();
    let wanted = wanted.clone();
    let language = visit.lang.code();
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let likeness = Likeness::of(&question);
        let mut services = about.clone();
        services.extend(named(policy, &likeness, language));
        let issues = match wanted.after.is_empty() {
            true => issues(tx, policy, language, &|state| services.contains(&state.service))?,
            false => Vec::new(),
        };
        let requests = match &viewer {
            Some(viewer) if viewer.manages().is_ok() && wanted.after.is_empty() => {
                requests(tx, viewer, &likeness, &question)?
            }
            _ => Vec::new(),
        };
        Ok::<_, centre::Error>((issues, requests))
    };
    let (issues, requests) = visit.app.db.read(read).await?;
    Ok(FoundAll { issues, requests, ..found })
}

/// The page of answers in the index.
fn look(
    index: &Index,
    wanted: &Wanted,
    own: Lang,
    others: &[&str],
    by_meaning: bool,
) -> search::Result<FoundAll> {
    let vector = by_meaning.then(|| articles::meaning::of_question(wanted.question())).flatten();
    let kind = wanted.kind().map(Kind::code);
    let question = Question {
        text: wanted.question(),
        vector: vector.as_deref(),
        lang: wanted.language().unwrap_or(own).code(),
        others,
        cloud: EVERYWHERE,
        kind,
        service: Some(wanted.service.as_str()).filter(|service| !service.is_empty()),
        limit: if wanted.after.is_empty() { PAGE + 1 } else { MOST },
    };
    let answer = index.find(&question)?;
    let begin = answer.hits.iter().position(|hit| hit.article == wanted.after).map_or(0, |at| at + 1);
    let mut answers: Vec<Hit> = answer.hits.into_iter().skip(begin).take(PAGE + 1).collect();
    let more = answers.len() > PAGE;
    answers.truncate(PAGE);
    let any = Question { kind: None, service: None, limit: NEAR, ..question };
    let is_nothing = answers.is_empty();
    Ok(FoundAll {
        next: answers.last().filter(|_| more).map(|last| last.article.clone()),
        answers,
        is_filtered_away: is_nothing && wanted.is_filtered() && !index.find(&any)?.hits.is_empty(),
        spelling: answer.spelling.filter(|_| wanted.after.is_empty()),
        near: if is_nothing { index.suggest(&any)? } else { Vec::new() },
        ..FoundAll::default()
    })
}

/// The services that the question names.
pub fn named(policy: &Policy, likeness: &Likeness, language: &str) -> Vec<String> {
    let names: Vec<&str> = policy.services.iter().map(|service| service.name.get(language)).collect();
    let found = likeness.names(&names);
    let is_found = |service: &&centre::policy::Service| {
        found.contains(&service.name.get(language)) || service.aliases.iter().any(|alias| likeness.has(alias))
    };
    policy.services.iter().filter(is_found).map(|service| service.id.clone()).collect()
}

/// What is known to be wrong with services, the worst first.
pub fn issues(
    tx: &mut Tx,
    policy: &Policy,
    language: &str,
    concerns: &dyn Fn(&ServiceState) -> bool,
) -> centre::Result<Vec<KnownIssue>> {
    let mut states = health::services(tx, policy, &Reader::public(&policy.cloud.key))?;
    states.retain(|state| state.state != State::Operational && concerns(state));
    states.sort_by_key(|state| std::cmp::Reverse(state.state));
    let issue = |state: &ServiceState| KnownIssue {
        service: state.service.clone(),
        name: policy.service(&state.service).map_or("", |s| s.name.get(language)).to_owned(),
        state: state.state,
        text: state.text(language),
    };
    Ok(states.iter().take(ISSUES).map(issue).collect())
}

/// The open ones among the organization's latest requests that the question is like, or whose number it is.
pub fn requests(
    tx: &mut Tx,
    viewer: &centre::people::Viewer,
    likeness: &Likeness,
    question: &str,
) -> centre::Result<Vec<Line>> {
    let digits: String = question.chars().filter(char::is_ascii_digit).collect();
    let mut lines = cases::list(tx, viewer, &Filter::default())?.lines;
    lines.retain(|line| {
        let is_its_number = digits.len() >= 4 && line.number.to_string().starts_with(&digits);
        !line.state.is_done() && (is_its_number || likeness.to(&line.subject) >= ALIKE)
    });
    lines.truncate(REQUESTS);
    Ok(lines)
}
