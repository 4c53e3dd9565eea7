//! `servus articles lint`: what differs between translations and their sources, for the checks of those who write.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Component, Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use docs::{Glossary, Kind, Placed};

/// Ends with 1 if there are findings, with 2 if something could not be read
#[derive(Args)]
pub struct Lint {
    /// Markdown files, or folders of them: side by side, or with --source
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The folder of the sources: each has the name that its translation has in its own folder
    #[arg(long)]
    source: Option<PathBuf>,
    /// The language of the sources; otherwise that of their front matter or folder, or English
    #[arg(long)]
    from: Option<String>,
    /// The language of the translations; otherwise that of their front matter or folder
    #[arg(long)]
    to: Option<String>,
    /// TOML files of terms and product names in place of the built-in ones
    #[arg(long)]
    glossary: Vec<PathBuf>,
    /// Only findings of this kind; may be given several times
    #[arg(long = "only", value_parser = kind)]
    only: Vec<Kind>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each: file:line:column: kind: what differs
    Text,
    /// An array of objects
    Json,
}

fn kind(name: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.map(Kind::as_str).join(", ");
    Kind::of(name).ok_or_else(|| format!("kinds are {}", names()))
}

#[derive(Default)]
struct Report {
    checked: usize,
    without_source: usize,
    errors: usize,
    findings: Vec<(PathBuf, Placed)>,
}

impl Lint {
    pub fn run(self) -> ExitCode {
        self.lint().unwrap_or_else(|error| {
            eprintln!("servus: {error:#}");
            ExitCode::from(2)
        })
    }

    fn lint(&self) -> Result<ExitCode> {
        if let Some(folder) = self.source.as_ref().filter(|folder| !folder.is_dir()) {
            bail!("{} is no folder", folder.display());
        }
        let own = self.words()?;
        let glossary = if self.glossary.is_empty() { centre::glossary() } else { &own };
        let mut report = Report::default();
        for path in &self.paths {
            for file in files(path) {
                match file.and_then(|file| self.check(path, &file, glossary, &mut report)) {
                    Ok(()) => {}
                    Err(error) => {
                        eprintln!("servus: {error:#}");
                        report.errors += 1;
                    }
                }
            }
        }
        report.print(self.format)?;
        Ok(ExitCode::from(match (report.errors, report.findings.len()) {
            (0, 0) => 0,
            (0, _) => 1,
            _ => 2,
        }))
    }

    fn words(&self) -> Result<Glossary> {
        let read = |path: &PathBuf| fs::read_to_string(path).with_context(|| path.display().to_string());
        let files = self.glossary.iter().map(read).collect::<Result<Vec<String>>>()?;
        Ok(Glossary::parse(&files.iter().map(String::as_str).collect::<Vec<_>>())?)
    }

    fn check(&self, root: &Path, path: &Path, glossary: &Glossary, report: &mut Report) -> Result<()> {
        let file = text(path)?;
        let source_path = self.source.as_ref().map(|folder| match path.strip_prefix(root) {
            Ok(below) if !below.as_os_str().is_empty() => folder.join(below),
            _ => folder.join(path.file_name().unwrap_or_default()),
        });
        let source_path = source_path.filter(|source| source.is_file());
        let source = source_path.as_deref().map(text).transpose()?;
        let from = self.from.clone().or_else(|| language(source.as_deref()?, source_path.as_deref()?));
        let from = from.unwrap_or_else(|| "en".into());
        let to = self.to.clone().or_else(|| language(&file, path)).unwrap_or_default();
        match docs::lint_file(&file, source.as_deref(), (&from, &to), glossary) {
            Some(findings) => {
                report.checked += 1;
                let wanted =
                    |placed: &Placed| self.only.is_empty() || self.only.contains(&placed.finding.kind);
                report
                    .findings
                    .extend(findings.into_iter().filter(wanted).map(|found| (path.to_owned(), found)));
            }
            None => report.without_source += 1,
        }
        Ok(())
    }
}

fn text(path: &Path) -> Result<String> {
    let name = || path.display().to_string();
    // A file that is too large is refused before it is in memory.
    let length = fs::metadata(path).with_context(name)?.len();
    if length > docs::MAX_BYTES as u64 {
        return Err(docs::Refused::TooLarge { limit: docs::MAX_BYTES }).with_context(name);
    }
    docs::decode(&fs::read(path).with_context(name)?).with_context(name)
}

/// The Markdown files of a folder in the order of their names, or the file itself.
fn files(path: &Path) -> Vec<Result<PathBuf>> {
    if !path.is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let entries = match fs::read_dir(path).with_context(|| path.display().to_string()) {
        Ok(entries) => entries,
        Err(error) => return vec![Err(error)],
    };
    let mut found = BTreeMap::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let markdown = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
        // A link to a folder may lead round in a circle.
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if folder && !entry.file_name().to_string_lossy().starts_with('.') {
            found.insert(path.clone(), files(&path));
        } else if markdown {
            found.insert(path.clone(), vec![Ok(path)]);
        }
    }
    found.into_values().flatten().collect()
}

/// The language that a file says it is in, or its folder.
fn language(text: &str, path: &Path) -> Option<String> {
    let says = docs::parse(text).ok().and_then(|document| document.locale);
    says.or_else(|| {
        let folders = path.parent()?.components().rev();
        let name = |folder: Component<'_>| folder.as_os_str().to_str().map(str::to_owned);
        folders.filter_map(name).find(|name| is_language(name))
    })
}

fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let letters = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    parts.next().is_some_and(|language| letters(language, 2..=2)) && parts.all(|part| letters(part, 2..=4))
}

impl Report {
    fn print(&self, format: Format) -> Result<()> {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        match format {
            Format::Text => {
                for (path, Placed { line, column, finding }) in &self.findings {
                    let kind = finding.kind.as_str();
                    writeln!(out, "{}:{line}:{column}: {kind}: {finding}", path.display())?;
                }
            }
            Format::Json => {
                let all: Vec<serde_json::Value> = self.findings.iter().map(json).collect::<Result<_>>()?;
                serde_json::to_writer_pretty(&mut out, &all)?;
                writeln!(out)?;
            }
        }
        out.flush()?;
        let Report { checked, without_source, errors, findings } = self;
        eprintln!(
            "{checked} files compared, {without_source} without a source, {errors} not read; {} findings",
            findings.len()
        );
        Ok(())
    }
}

fn json((path, placed): &(PathBuf, Placed)) -> Result<serde_json::Value> {
    let mut value = serde_json::to_value(placed)?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("file".into(), path.display().to_string().into());
    }
    Ok(value)
}
