use centre::{
    articles::{self, EVERYWHERE},
    cases::{self, Filter, Line},
    finding::Likeness,
    guides::{Guide, found},
    health::{self, ServiceState, State},
    policy::Policy,
};
use db::Tx;
use lang::Lang;
use search::{Hit, Question};

use super::Wanted;
use crate::{
    error::{Fault, Result},
    visit::Visit,
};

/// So many answers stand on a page.
pub const PAGE: usize = 10;
/// Nobody reads on for longer, and what filters leave is looked for among these.
const MOST: usize = 100;
/// The services of so many of the first answers are what a question is about.
const TELLING: usize = 3;
const NEAR: usize = 3;
const ISSUES: usize = 3;
const REQUESTS: usize = 3;
const GUIDES: usize = 2;
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

    /// By what an edition says of itself.
    fn of(kind: &str) -> Kind {
        match kind {
            "guide" => Kind::Guide,
            kind if kind.contains("video") => Kind::Video,
            _ => Kind::Article,
        }
    }
}

/// An answer, and what it is about.
pub struct Answer {
    pub hit: Hit,
    pub kind: Kind,
    pub service: Option<String>,
}

/// Something known to be wrong with a service that the question may be about.
#[derive(Debug, Clone)]
pub struct KnownIssue {
    pub service: String,
    pub name: String,
    pub state: State,
    pub text: String,
}

/// A guide that leads from such a symptom to its cure.
pub struct FoundGuide {
    pub key: String,
    pub title: String,
    pub description: String,
}

/// What was found for a question.
#[derive(Default)]
pub struct FoundAll {
    pub guides: Vec<FoundGuide>,
    pub issues: Vec<KnownIssue>,
    /// Open requests of one's own organization.
    pub requests: Vec<Line>,
    pub answers: Vec<Answer>,
    /// How many there are at least, before the filters.
    pub known: usize,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Titles near to what was typed, where nothing was found.
    pub near: Vec<search::Suggestion>,
}

/// Everything that may answer the question, as its visitor may see it.
pub async fn find(visit: &Visit, wanted: &Wanted) -> Result<FoundAll> {
    let question = wanted.question().to_owned();
    if question.is_empty() {
        return Ok(FoundAll::default());
    }
    let is_plain = wanted.after.is_empty() && !wanted.is_filtered();
    let (index, own, lang) = (visit.app.index.clone(), visit.lang, wanted.language());
    // One language is wanted, or the reader's and what may stand in for it.
    let others = match lang {
        Some(_) => Vec::new(),
        None => visit.policy()?.articles.found_beside(own),
    };
    let asked = question.clone();
    let by_meaning = visit.app.config.meaning;
    let search = move || {
        let vector = by_meaning.then(|| articles::meaning::of_question(&asked)).flatten();
        let question = Question {
            vector: vector.as_deref(),
            text: &asked,
            lang: lang.unwrap_or(own).code(),
            others: &others,
            cloud: EVERYWHERE,
            limit: if is_plain { PAGE + 1 } else { MOST },
            ..Question::default()
        };
        let hits = index.find(&question)?.hits;
        let near = match hits.is_empty() {
            true => index.suggest(&Question { limit: NEAR, ..question })?,
            false => Vec::new(),
        };
        Ok::<_, search::Error>((hits, near))
    };
    let (hits, near) =
        tokio::task::spawn_blocking(search).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
    let (policies, cloud, viewer) = (visit.policies.clone(), visit.cloud.clone(), visit.viewer.clone());
    // A guide has every language and is about several services.
    let is_for_guides = wanted.after.is_empty() && wanted.service.is_empty() && wanted.language().is_none();
    let guides = match wanted.kind() {
        None | Some(Kind::Guide) if is_for_guides => guides(visit, &Likeness::of(&question), ALIKE),
        _ => Vec::new(),
    };
    let first: Vec<String> = guides.iter().map(|guide| guide.key.clone()).collect();
    let (wanted, guided) = (wanted.clone(), visit.app.guides.get());
    let language = visit.lang.code();
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let likeness = Likeness::of(&question);
        let mut answers = Vec::new();
        for hit in &hits {
            let lang = Lang::parse(&hit.lang).unwrap_or_default();
            if let Some(key) = found(&hit.article) {
                // What the index still knows may be gone, or for another cloud; what stands first needn't stand again.
                if let Some(guide) = guided.get(&cloud, key).filter(|guide| !first.contains(&guide.key)) {
                    let service = guide.services.first().cloned();
                    answers.push(Answer { hit: hit.clone(), kind: Kind::Guide, service });
                }
                continue;
            }
            let (service, kind) = articles::facts(tx, &hit.article, lang)?.unwrap_or_default();
            answers.push(Answer { hit: hit.clone(), kind: Kind::of(&kind), service });
        }
        let mut services: Vec<String> =
            answers.iter().take(TELLING).filter_map(|answer| answer.service.clone()).collect();
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
        let known = answers.len();
        answers.retain(|answer| wanted.takes(answer));
        let begin =
            answers.iter().position(|answer| answer.hit.article == wanted.after).map_or(0, |at| at + 1);
        let mut answers: Vec<Answer> = answers.into_iter().skip(begin).take(PAGE + 1).collect();
        let more = answers.len() > PAGE;
        answers.truncate(PAGE);
        let next = answers.last().filter(|_| more).map(|last| last.hit.article.clone());
        let guides = Vec::new();
        Ok::<_, centre::Error>(FoundAll {
            guides,
            issues,
            requests,
            answers,
            known,
            next,
            near: near.clone(),
        })
    };
    Ok(FoundAll { guides, ..visit.app.db.read(read).await? })
}

/// The guides of the cloud whose title or symptoms the question is like, the most alike first. There are few of them,
/// in memory.
pub fn guides(visit: &Visit, likeness: &Likeness, least: f32) -> Vec<FoundGuide> {
    let guides = visit.app.guides.get();
    let alike = |guide: &Guide| {
        let words = guide.words(visit.lang);
        let said = words.symptoms.iter().chain([&words.title]);
        said.map(|said| likeness.to(said)).fold(0.0, f32::max)
    };
    let mut found: Vec<(f32, FoundGuide)> = guides
        .of_cloud(&visit.cloud)
        .map(|guide| {
            let words = guide.words(visit.lang);
            let (title, description) = (words.title.clone(), words.description.clone());
            (alike(guide), FoundGuide { key: guide.key.clone(), title, description })
        })
        .filter(|(alike, _)| *alike >= least)
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.into_iter().map(|(_, guide)| guide).take(GUIDES).collect()
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
    let mut states = health::services(tx, policy)?;
    states.retain(|state| state.state != State::Operational && concerns(state));
    states.sort_by_key(|state| std::cmp::Reverse(state.state));
    let issue = |state: &ServiceState| KnownIssue {
        service: state.service.clone(),
        name: policy.service(&state.service).map_or("", |s| s.name.get(language)).to_owned(),
        state: state.state,
        text: state.text(language).to_owned(),
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
