//! What came of an import.

use std::path::PathBuf;

use docs::Note;
use serde::Serialize;

#[derive(Debug, Default)]
pub struct Report {
    pub taken: Taken,
    /// Pictures, texts to include and downloads.
    pub files: Taken,
    pub redirects: usize,
    /// Files of kinds that no article needs.
    pub ignored: usize,
    /// Articles that are gone from the folder and were removed here.
    pub removed: usize,
    /// Files that were not taken, and why.
    pub refused: Vec<(PathBuf, String)>,
    /// What in a taken file isn't shown as it was meant.
    pub notes: Vec<(PathBuf, Vec<Note>)>,
    /// Everything else that somebody should know.
    pub findings: Vec<Finding>,
    /// The commit that the files were taken from.
    pub revision: Option<String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Brought for editions that were edited here: they wait for review.
    pub waiting: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub path: PathBuf,
    pub line: Option<usize>,
    pub kind: Kind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A picture or a file that an article names isn't there.
    MissingFile,
    /// An article that another one links to isn't there.
    MissingArticle,
    /// The article has another name now; the old one leads to it.
    Renamed,
    /// It was imported once and is no longer in the folder.
    Vanished,
    Removed,
    /// It is gone from the folder, but was edited here, so it stays.
    Kept,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::MissingFile => "missing-file",
            Kind::MissingArticle => "missing-article",
            Kind::Renamed => "renamed",
            Kind::Vanished => "vanished",
            Kind::Removed => "removed",
            Kind::Kept => "kept",
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    kind: &'a str,
    text: &'a str,
}

impl Report {
    pub(super) fn refuse(&mut self, path: impl Into<PathBuf>, why: impl Into<String>) {
        self.refused.push((path.into(), why.into()));
    }

    pub(super) fn find(&mut self, path: impl Into<PathBuf>, kind: Kind, text: impl Into<String>) {
        self.findings.push(Finding { path: path.into(), line: None, kind, text: text.into() });
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.findings.iter().filter(|finding| finding.kind == kind).count()
    }

    /// Everything that the report says of single files, each as a line of JSON.
    pub fn lines(&self) -> Vec<String> {
        let line = |file: &PathBuf, line, kind, text| {
            serde_json::to_string(&Line { file: file.display().to_string(), line, kind, text })
                .unwrap_or_default()
        };
        let refused = self.refused.iter().map(|(path, why)| line(path, None, "refused", why));
        let notes = self.notes.iter().flat_map(|(path, notes)| {
            notes.iter().map(move |note| line(path, Some(note.line), note.kind.as_str(), &note.text))
        });
        let findings = self.findings.iter().map(|f| line(&f.path, f.line, f.kind.as_str(), &f.text));
        refused.chain(notes).chain(findings).collect()
    }
}
