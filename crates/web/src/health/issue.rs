//! One issue: what is known, what was said and when, and when more will be.

use askama::Template;
use centre::{health::Issue, policy::Policy};
use serde::Deserialize;

use super::{
    scene::Scene,
    show::{Whole, Words},
};
use crate::page::Page;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Asked {
    #[serde(rename = "as")]
    words: String,
}

impl Asked {
    pub fn words(&self) -> Words {
        if self.words == "original" { Words::Original } else { Words::Own }
    }
}

#[derive(Template)]
#[template(path = "health/issue.html")]
pub struct IssuePage {
    page: Page,
    scene: Scene,
    issue: Whole,
    /// Whether the reader is told of it; `None` where nobody can be.
    is_followed: Option<bool>,
    /// Whether the organization said that it is affected; `None` where nobody can say it any more.
    is_counted: Option<bool>,
}

impl IssuePage {
    pub fn new(page: Page, scene: Scene, policy: &Policy, issue: &Issue, words: Words) -> IssuePage {
        let issue = Whole::new(&page, policy, &scene.base, issue, words);
        IssuePage { page, scene, issue, is_followed: None, is_counted: None }
    }

    pub fn followed(self, is_followed: bool) -> IssuePage {
        IssuePage { is_followed: Some(is_followed), ..self }
    }

    pub fn counted(self, is_counted: bool) -> IssuePage {
        IssuePage {
            is_counted: Some(is_counted).filter(|is_counted| *is_counted || self.issue.is_open),
            ..self
        }
    }
}
