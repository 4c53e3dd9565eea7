//! How the health of services is published: issues and their posts, reviews, maintenance and messages.

mod facts;
mod issue;
mod linked;
mod list;
mod message;
mod post;
mod reported;
#[cfg(test)]
mod reported_tests;
mod review;
#[cfg(test)]
mod tests;
mod translate;

use centre::{
    health::{TextState, Texts},
    policy::{HealthTemplate, Policy, Service, Text},
};
use lang::Lang;

pub use facts::{begin, change, facts, new};
pub use issue::{add_files, file, issue};
pub use linked::requests;
pub use list::{list, live, see};
pub use message::{message, write_message};
pub use post::{act, post, write};
pub use reported::{decide, reported};
pub use review::{review, write_review};
pub use translate::{message_in, said_in, translate, translate_message};

use crate::{
    error::{Fault, Result},
    page::Page,
    visit::Visit,
};

/// A text with the language that it is in.
struct Said {
    text: String,
    lang: String,
}

impl Said {
    fn of(page: &Page, texts: &Texts) -> Said {
        let (text, lang) = texts.get(page.lang);
        Said { text: text.to_owned(), lang: lang.to_owned() }
    }
}

/// How it stands with a text in one language, and where it is translated.
struct InLanguage {
    name: &'static str,
    code: &'static str,
    kind: &'static str,
    state: String,
    by: String,
    href: String,
}

/// The six languages; `base` and the code of the language are the address of the translation.
fn languages(page: &Page, texts: &Texts, base: &str) -> Vec<InLanguage> {
    let one = |lang: &Lang| {
        let state = texts.state(lang.code());
        let kind = match state {
            TextState::Original => "info",
            TextState::Current => "good",
            TextState::Outdated => "warn",
            TextState::Missing => "outline",
        };
        InLanguage {
            name: lang.native_name(),
            code: lang.code(),
            kind,
            state: page.t(&format!("healthdesk-text-{}", state.code())),
            by: texts.written(lang.code()).map(|(by, _)| by.to_owned()).unwrap_or_default(),
            href: if state == TextState::Original {
                String::new()
            } else {
                format!("{base}/{}", lang.code())
            },
        }
    };
    Lang::ALL.iter().map(one).collect()
}

/// What can be chosen in a form: value, words, and whether it is.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

impl Choice {
    fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Choice {
        let value = value.into();
        Choice { chosen: value == chosen, value, label: label.into() }
    }
}

/// Choices of codes whose words stand under `prefix`.
fn choices(
    page: &Page,
    prefix: &str,
    codes: impl IntoIterator<Item = &'static str>,
    chosen: &str,
) -> Vec<Choice> {
    let label = |code: &str| page.t(&format!("{prefix}-{code}"));
    codes.into_iter().map(|code| Choice::new(code, label(code), chosen)).collect()
}

/// The languages that a text can be written in.
fn written_in(chosen: &str) -> Vec<Choice> {
    Lang::ALL.iter().map(|lang| Choice::new(lang.code(), lang.native_name(), chosen)).collect()
}

/// The language of a form, if it is one of ours; else that of the page.
fn language_of(visit: &Visit, text: &str) -> &'static str {
    Lang::ALL.iter().find(|lang| lang.code() == text).unwrap_or(&visit.lang).code()
}

fn service_name<'p>(page: &Page, policy: &'p Policy, id: &'p str) -> &'p str {
    policy.service(id).map_or(id, |service| service.name.get(page.lang))
}

/// "Mail: Attachments", or the service alone.
pub(super) fn place_name(page: &Page, policy: &Policy, service: &str, feature: Option<&str>) -> String {
    let name = service_name(page, policy, service);
    let feature = feature.and_then(|id| policy.service(service)?.feature(id));
    match feature {
        Some(feature) => page.t2("healthdesk-place", "service", name, "feature", page.text(&feature.name)),
        None => name.to_owned(),
    }
}

/// A template's text in one language, about a service and maybe a part of it.
fn filled(text: &Text, language: &str, service: Option<&Service>, feature: Option<&str>) -> String {
    let name = service.map_or("", |service| service.name.get(language));
    let part = feature.and_then(|id| service?.feature(id)).map_or(name, |part| part.name.get(language));
    text.get(language).replace("[service]", name).replace("[feature]", part)
}

/// The text that somebody typed; where it is a template's as it came, with the template's other languages.
fn typed(
    language: &str,
    text: &str,
    template: Option<&Text>,
    service: Option<&Service>,
    feature: Option<&str>,
) -> Texts {
    let clean = text.replace("\r\n", "\n");
    let mut texts = Texts::new(language, clean.trim());
    let Some(template) = template else { return texts };
    if filled(template, language, service, feature).trim() == clean.trim() {
        for (other, _) in template.all() {
            texts.translate(other, &filled(template, other, service, feature), None);
        }
    }
    texts
}

fn template<'p>(policy: &'p Policy, id: &str) -> Option<&'p HealthTemplate> {
    policy.health_templates.iter().find(|template| template.id == id)
}

fn read_id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Fault::NotFound)
}
