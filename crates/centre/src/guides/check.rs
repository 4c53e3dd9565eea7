//! From what the files of a guide say to a guide that can be relied on.

use std::collections::{BTreeMap, BTreeSet};

use lang::Lang;

use super::read::{Draft, Node, Value, is_key};
use super::words::{StepWords, Words};
use super::{Answer, Audience, Contact, End, Guide, Kind, MOST_STEPS, Step};
use crate::policy::{Policies, Policy, Problem};

/// Addresses of the centre that a text may link to.
const PLACES: [&str; 3] = ["servus:get-support", "servus:service-health", "servus:help"];

/// The guide, if there is nothing wrong with it.
pub(super) fn checked(draft: Draft<'_>, policies: &Policies, problems: &mut Vec<Problem>) -> Option<Guide> {
    let before = problems.len();
    let tree = &draft.tree;
    if !is_key(&draft.key) {
        problems
            .push(tree.problem("the folder's name goes into addresses: small letters, digits and hyphens"));
    }
    tree.only(&["audience", "services", "clouds", "articles"], true, problems);
    let audience = audience(tree, problems);
    let clouds = known(tree, "clouds", problems, |key| policies.cloud(key).is_some());
    let of_clouds: Vec<&Policy> =
        policies.iter().filter(|policy| clouds.is_empty() || clouds.contains(&policy.cloud.key)).collect();
    let services =
        known(tree, "services", problems, |key| of_clouds.iter().any(|p| p.service(key).is_some()));
    let articles = known(tree, "articles", problems, is_key);
    let steps = steps(tree, &of_clouds, problems);
    if let Some(steps) = &steps {
        shape(tree, steps, problems);
    }
    let words = words(&draft, steps.as_deref().unwrap_or_default(), problems);
    if problems.len() > before {
        return None;
    }
    Some(Guide { key: draft.key, audience: audience?, services, clouds, articles, steps: steps?, words })
}

fn audience(tree: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Audience> {
    match tree.required("audience", problems)?.as_str() {
        "admin" => Some(Audience::Admin),
        "user" => Some(Audience::User),
        other => {
            let at = tree.get("audience").unwrap_or(tree);
            problems.push(at.problem(format!("`{other}` is no audience: it is `admin` or `user`")));
            None
        }
    }
}

fn known(
    tree: &Node<'_>,
    key: &str,
    problems: &mut Vec<Problem>,
    is_known: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for (node, text) in tree.texts(key, problems) {
        match is_known(text) {
            true => found.push(text.to_owned()),
            false => problems.push(node.problem(format!("`{text}` isn't one of the {key}"))),
        }
    }
    found
}

fn is_step(entry: &&(String, Node<'_>)) -> bool {
    matches!(entry.1.value, Value::Table(_))
}

/// Every step; `None` if one can't be told what it is.
fn steps(tree: &Node<'_>, policies: &[&Policy], problems: &mut Vec<Problem>) -> Option<Vec<Step>> {
    let tables: Vec<&(String, Node<'_>)> = tree.entries().iter().filter(is_step).collect();
    if tables.is_empty() || tables.len() > MOST_STEPS {
        problems.push(tree.problem(format!("a guide has at least one step and at most {MOST_STEPS}")));
        return None;
    }
    let keys: BTreeMap<&str, usize> =
        tables.iter().enumerate().map(|(at, (key, _))| (key.as_str(), at)).collect();
    let mut steps = Vec::new();
    for (key, node) in &tables {
        if !is_key(key) {
            problems
                .push(node.problem(format!("`{key}`: small letters, digits and hyphens make a step's name")));
        }
        let kind = kind(node, &keys, policies, problems);
        steps.extend(kind.map(|kind| Step { key: key.clone(), kind }));
    }
    (steps.len() == tables.len()).then_some(steps)
}

fn kind(
    node: &Node<'_>,
    keys: &BTreeMap<&str, usize>,
    policies: &[&Policy],
    problems: &mut Vec<Problem>,
) -> Option<Kind> {
    let has = |key: &str| node.get(key).is_some();
    let mut lead = |name: &str, from: &Node<'_>| {
        let target = from.as_text().unwrap_or_default();
        if let Some(to) = keys.get(target) {
            return Some(Answer { key: name.to_owned(), to: *to });
        }
        problems.push(from.problem(format!("`{name}` leads to `{target}`, which is no step")));
        None
    };
    match (has("answers"), has("next"), has("yes") || has("no"), has("end")) {
        (true, false, false, false) => {
            let from = node.get("answers")?;
            let answers: Vec<Option<Answer>> = from.entries().iter().map(|(key, to)| lead(key, to)).collect();
            node.only(&["answers"], false, problems);
            if answers.len() < 2 {
                problems.push(from.problem("a question has at least two answers"));
            }
            for (key, at) in from.entries().iter().filter(|(key, _)| !is_key(key)) {
                problems.push(
                    at.problem(format!("`{key}`: small letters, digits and hyphens make an answer's name")),
                );
            }
            Some(Kind::Question(answers.into_iter().collect::<Option<_>>()?))
        }
        (false, true, false, false) => {
            let next = lead("next", node.get("next")?);
            node.only(&["next"], false, problems);
            next.map(Kind::Action)
        }
        (false, false, true, false) => {
            let answers = ["yes", "no"].map(|key| node.get(key).and_then(|to| lead(key, to)));
            node.only(&["yes", "no"], false, problems);
            if !(has("yes") && has("no")) {
                problems.push(node.problem("a check says where `yes` and where `no` leads to"));
            }
            let [yes, no] = answers;
            Some(Kind::Check([yes?, no?]))
        }
        (false, false, false, true) => end(node, policies, problems).map(Kind::End),
        _ => {
            let message = "a step has either `answers`, or `next`, or `yes` and `no`, or `end`";
            problems.push(node.problem(message));
            None
        }
    }
}

fn end(node: &Node<'_>, policies: &[&Policy], problems: &mut Vec<Problem>) -> Option<End> {
    let name = node.required("end", problems)?;
    if name != "contact" {
        node.only(&["end"], false, problems);
    }
    match name.as_str() {
        "solved" => Some(End::Solved),
        "known-issue" => Some(End::KnownIssue),
        "ask-admin" => Some(End::AskAdmin),
        "contact" => {
            node.only(&["end", "category", "topic", "service", "severity"], false, problems);
            let contact = Contact {
                category: node.required("category", problems)?,
                topic: node.text("topic", problems),
                service: node.text("service", problems),
                severity: node.text("severity", problems),
            };
            for policy in policies {
                promised(node, policy, &contact, problems);
            }
            Some(End::Contact(contact))
        }
        other => {
            let at = node.get("end").unwrap_or(node);
            problems.push(at.problem(format!(
                "`{other}` is no end: it is `solved`, `known-issue`, `ask-admin` or `contact`"
            )));
            None
        }
    }
}

/// Whether the policy of a cloud knows what a request is to begin with.
fn promised(node: &Node<'_>, policy: &Policy, contact: &Contact, problems: &mut Vec<Problem>) {
    let cloud = &policy.cloud.key;
    let mut unknown = |field: &str, value: &str| {
        let at = node.get(field).unwrap_or(node);
        problems.push(at.problem(format!("the policy of {cloud} has no {field} `{value}`")));
    };
    let category = policy.category(&contact.category);
    if category.is_none() {
        unknown("category", &contact.category);
    }
    let mut topics = category.iter().flat_map(|c| &c.topic_groups).flat_map(|group| &group.topics);
    if let Some(topic) = contact.topic.as_ref().filter(|id| !topics.any(|topic| topic.id == **id)) {
        unknown("topic", topic);
    }
    if let Some(service) = contact.service.as_ref().filter(|id| policy.service(id).is_none()) {
        unknown("service", service);
    }
    if let Some(level) = contact.severity.as_ref().filter(|level| policy.severity(level).is_none()) {
        unknown("severity", level);
    }
}

/// Every step can be reached, and from every step an end.
fn shape(tree: &Node<'_>, steps: &[Step], problems: &mut Vec<Problem>) {
    let mut reached = BTreeSet::from([0]);
    let mut next = vec![0];
    while let Some(at) = next.pop() {
        next.extend(steps[at].answers().iter().map(|answer| answer.to).filter(|to| reached.insert(*to)));
    }
    let mut leaves: BTreeSet<usize> =
        (0..steps.len()).filter(|at| matches!(steps[*at].kind, Kind::End(_))).collect();
    loop {
        let leads = |at: &usize| steps[*at].answers().iter().any(|answer| leaves.contains(&answer.to));
        let more: Vec<usize> = (0..steps.len()).filter(|at| !leaves.contains(at) && leads(at)).collect();
        if more.is_empty() {
            break;
        }
        leaves.extend(more);
    }
    for (at, step) in steps.iter().enumerate() {
        let node = tree.get(&step.key).unwrap_or(tree);
        if !reached.contains(&at) {
            problems.push(node.problem(format!("no way leads to `{}`", step.key)));
        }
        if !leaves.contains(&at) {
            problems.push(node.problem(format!("no way leads from `{}` to an end", step.key)));
        }
    }
}

fn words(draft: &Draft<'_>, steps: &[Step], problems: &mut Vec<Problem>) -> [Words; Lang::ALL.len()] {
    let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
    for (language, node) in draft.words.iter().filter(|(language, _)| !known.contains(&language.as_str())) {
        problems.push(node.problem(format!("`{language}` is none of the languages {}", known.join(", "))));
    }
    let english = draft.words.iter().find(|(language, _)| language == Lang::En.code());
    let links = |node: &Node<'_>, step: &str| linked(node.get(step)?.get("text")?.as_text()?).into();
    Lang::ALL.map(|lang| {
        let Some((_, node)) = draft.words.iter().find(|(language, _)| language == lang.code()) else {
            problems.push(draft.tree.problem(format!(
                "the words are missing: {}/{}.toml",
                draft.key,
                lang.code()
            )));
            return Words::default();
        };
        let words = in_language(node, steps, problems);
        for step in steps {
            let (own, others): (Option<BTreeSet<String>>, Option<BTreeSet<String>>) =
                (links(node, &step.key), english.and_then(|(_, node)| links(node, &step.key)));
            if own != others && node.get(&step.key).is_some() {
                let at =
                    node.get(&step.key).and_then(|n| n.get("text")).or(node.get(&step.key)).unwrap_or(node);
                problems
                    .push(at.problem(format!("`{}` links to other places than its English text", step.key)));
            }
        }
        words
    })
}

fn in_language(node: &Node<'_>, steps: &[Step], problems: &mut Vec<Problem>) -> Words {
    node.only(&["title", "description", "symptoms"], true, problems);
    for (key, at) in node.entries().iter().filter(is_step) {
        if !steps.is_empty() && !steps.iter().any(|step| step.key == *key) {
            problems.push(at.problem(format!("the guide has no step `{key}`")));
        }
    }
    let symptoms =
        node.texts("symptoms", problems).into_iter().map(|(_, text)| text.to_owned()).collect::<Vec<_>>();
    if symptoms.is_empty() {
        problems.push(node.problem("`symptoms` is missing: the words by which people look for this"));
    }
    let said = steps.iter().filter_map(|step| match node.get(&step.key) {
        Some(of_step) => Some((step.key.clone(), step_words(of_step, step, problems))),
        None => {
            problems.push(node.problem(format!("the words of step `{}` are missing", step.key)));
            None
        }
    });
    let steps = said.collect();
    Words {
        title: node.required("title", problems).unwrap_or_default(),
        description: node.required("description", problems).unwrap_or_default(),
        symptoms,
        steps,
    }
}

fn step_words(node: &Node<'_>, step: &Step, problems: &mut Vec<Problem>) -> StepWords {
    node.only(&["title", "text", "answers"], false, problems);
    let title = node.required("title", problems).unwrap_or_default();
    let text = match step.kind {
        Kind::Action(_) => node.required("text", problems),
        _ => node.text("text", problems),
    };
    let text = text.unwrap_or_default();
    for address in linked(&text) {
        if !is_place(&address) {
            let at = node.get("text").unwrap_or(node);
            let message =
                format!("`{address}` is neither an article such as `shared-mailbox.md` nor an https address");
            problems.push(at.problem(message));
        }
    }
    let answers = answers(node, step, problems);
    StepWords { title, text, answers }
}

fn answers(node: &Node<'_>, step: &Step, problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let given = node.get("answers");
    for (key, at) in given.map(Node::entries).unwrap_or_default() {
        if !step.answers().iter().any(|answer| answer.key == *key) {
            problems.push(at.problem(format!("`{}` has no answer `{key}`", step.key)));
        }
    }
    let needs_words = matches!(step.kind, Kind::Question(_));
    let said = step.answers().iter().filter_map(|answer| {
        let text = given.and_then(|given| given.text(&answer.key, problems));
        if text.is_none() && needs_words {
            let at = given.unwrap_or(node);
            problems.push(at.problem(format!("the words of answer `{}` are missing", answer.key)));
        }
        Some((answer.key.clone(), text?))
    });
    said.collect()
}

/// What a text links to.
pub(super) fn linked(text: &str) -> BTreeSet<String> {
    let found = std::cell::RefCell::new(BTreeSet::new());
    let note = |address: &str| {
        found.borrow_mut().insert(address.to_owned());
        None
    };
    docs::render(text, &docs::Options { link: &note, ..docs::Options::default() });
    found.into_inner()
}

fn is_place(address: &str) -> bool {
    let article = |address: &str| {
        let (file, place) = address.split_once('#').unwrap_or((address, "top"));
        file.strip_suffix(".md").is_some_and(is_key) && is_key(place)
    };
    PLACES.contains(&address) || address.starts_with("https://") || article(address)
}
