//! What articles name, to be looked for when everything has been taken.

use std::path::Path;

use docs::Reference;
use lang::Lang;

use super::{
    names::linked,
    report::{Finding, Kind as Found},
};
use crate::articles::{files, store::Text};

/// The pictures and articles that articles name.
#[derive(Default)]
pub struct Mentions(pub Vec<Mention>);

pub struct Mention {
    pub key: String,
    pub language: Lang,
    /// What there is to say if it isn't there.
    pub finding: Finding,
}

impl Mentions {
    pub fn add(&mut self, path: &Path, text: &Text, references: Vec<Reference>) {
        for Reference { line, address, picture } in references {
            let found = match linked(&text.origin, &address) {
                Some((key, _)) => Some((Found::MissingArticle, key)),
                None if picture || files::is_wanted(Path::new(&address)) => {
                    files::beside(&text.origin, &address).map(|p| (Found::MissingFile, files::file_key(&p)))
                }
                None => None,
            };
            if let Some((kind, key)) = found {
                let finding = Finding { path: path.to_owned(), line: Some(line), kind, text: address };
                self.0.push(Mention { key, language: text.language, finding });
            }
        }
    }
}
