use askama::Template;
use centre::articles::diff::{self, Side};

use crate::{error::Result, page::Page};

/// What differs between two texts, as a part of a page.
#[derive(Template)]
#[template(path = "authoring/compare.html")]
pub struct Compare<'p> {
    page: &'p Page,
    language: &'static str,
    parts: Vec<diff::Part>,
}

impl<'p> Compare<'p> {
    pub fn new(page: &'p Page, language: lang::Lang, old: &str, new: &str) -> Compare<'p> {
        Compare { page, language: language.code(), parts: diff::diff(old, new) }
    }

    pub fn html(&self) -> Result<String> {
        Ok(self.render()?)
    }

    fn class(&self, side: &Side) -> &'static str {
        match side {
            Side::Both => "",
            Side::Old => "old",
            Side::New => "new",
        }
    }

    /// Read aloud, and shown without colour.
    fn mark(&self, side: &Side) -> &'static str {
        match side {
            Side::Both => " ",
            Side::Old => "−",
            Side::New => "+",
        }
    }

    fn said(&self, side: &Side) -> String {
        match side {
            Side::Both => String::new(),
            Side::Old => self.page.t("authoring-compare-old"),
            Side::New => self.page.t("authoring-compare-new"),
        }
    }

    fn is_new(&self, side: &Side) -> bool {
        *side == Side::New
    }
}
