//! Pages of those who write, translate and review articles.

mod article;
mod compare;
mod draft;
mod home;
mod review;
mod sentences;
#[cfg(test)]
mod tests;
mod versions;
mod view;

pub use article::{article, begin_new, edit, new, translate};
pub use draft::{discard, draft, preview, rebase, save, submit};
pub use home::{home, settle};
pub use review::{approve, give_back, review, take_back};
pub use sentences::{renew, save as save_sentences};
pub use versions::{restore, version, versions};

use centre::articles::{Edition, Made};
use jiff::Timestamp;
use lang::Lang;
use serde::Deserialize;

use crate::{
    error::{Fault, Result},
    page::Page,
    visit::Visit,
};

/// An id in an address; what can't be one doesn't exist.
fn parse<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The edition that an address names.
#[derive(Deserialize)]
pub struct Place {
    key: String,
    language: String,
}

fn language(code: &str) -> Result<Lang> {
    Lang::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(code)).ok_or(Fault::NotFound)
}

fn language_name(page: &Page, language: Lang) -> String {
    page.l.language_name(language.code()).unwrap_or(language.native_name()).to_owned()
}

struct Moment {
    at: String,
    when: String,
    ago: String,
}

fn moment(page: &Page, at: Timestamp) -> Moment {
    Moment { at: at.to_string(), when: page.when(&at), ago: page.relative(&at) }
}

/// How an edition was made, in words.
fn made(page: &Page, made: Made, from: Option<Lang>) -> String {
    match (made, from) {
        (Made::Original, _) => page.t("authoring-made-original"),
        (made, None) => page.t(&format!("authoring-made-{}", made.code())),
        (made, Some(from)) => {
            page.t1(&format!("authoring-made-{}-from", made.code()), "language", language_name(page, from))
        }
    }
}

/// How far an edition is: badge kind and words.
fn state(page: &Page, edition: &Edition) -> (&'static str, String) {
    match edition.needs_update {
        true => ("warn", page.t("authoring-state-needs-update")),
        false => ("good", page.t("authoring-state-current")),
    }
}

fn articles_of(visit: &Visit) -> Result<&centre::policy::Articles> {
    Ok(&visit.policy()?.articles)
}
