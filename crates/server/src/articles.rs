//! `servus articles …`

use std::{
    fs,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, Result};
use centre::articles::{self, Found, Report, Which, Wish};
use clap::Subcommand;
use lang::Lang;

use crate::{Setup, config::Config, lint::Lint};

#[derive(Subcommand)]
pub enum Command {
    /// Take in the articles of a folder or a checkout, with their pictures and redirects; only what changed since the
    /// last time. Stopped half-way, it goes on when it is run again
    Import {
        folder: PathBuf,
        /// What the folder is called from one import to the next; otherwise by its own name
        #[arg(long = "as", value_name = "NAME")]
        collection: Option<String>,
        /// Also remove what was imported from the folder and is gone from it
        #[arg(long)]
        remove: bool,
        /// Write all there is to say about single files into this file, a line of JSON for each
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Write articles as Markdown files, with their pictures and redirects
    Export {
        folder: PathBuf,
        /// Only this article
        #[arg(long)]
        key: Option<String>,
        /// Only in this language
        #[arg(long, value_parser = language)]
        language: Option<Lang>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Compare translations with their sources: numbers, times, links, labels, names and terms
    Lint(Lint),
}

fn language(text: &str) -> Result<Lang, String> {
    let codes = || Lang::ALL.map(Lang::code).join(", ");
    Lang::parse(text).ok_or_else(|| format!("one of {}", codes()))
}

impl Command {
    pub async fn run(self) -> Result<ExitCode> {
        match self {
            Command::Import { folder, collection, remove, report, setup } => {
                import(&setup, &folder, &Wish { collection, remove }, report.as_deref()).await?;
            }
            Command::Export { folder, key, language, setup } => {
                let db = Config::load(setup.config.as_deref())?.open()?;
                let exported = articles::export(&db, &folder, &Which { key, language }).await?;
                println!(
                    "{} articles, {} files, {} redirects",
                    exported.articles, exported.files, exported.redirects
                );
                db.close().await;
            }
            Command::Lint(lint) => return Ok(lint.run()),
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn import(setup: &Setup, folder: &Path, wish: &Wish, into: Option<&Path>) -> Result<()> {
    let db = Config::load(setup.config.as_deref())?.open()?;
    let started = Instant::now();
    let report = articles::import(&db, folder, wish, bar()).await?;
    db.close().await;
    if let Some(file) = into {
        let mut lines = report.lines().join("\n");
        lines.push('\n');
        fs::write(file, lines).with_context(|| file.display().to_string())?;
    }
    print(&report, into.is_some());
    println!("{:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// A bar that fills in its place on a terminal, and a line now and then elsewhere.
fn bar() -> impl Fn(usize, usize) {
    const WIDTH: usize = 30;
    let is_terminal = std::io::stderr().is_terminal();
    let tenth = std::cell::Cell::new(0);
    move |done, all| {
        let part = |of: usize| (done * of).checked_div(all).unwrap_or(of);
        if is_terminal {
            let full = part(WIDTH);
            eprint!("\r[{}{}] {done} of {all} files", "#".repeat(full), "-".repeat(WIDTH - full));
            if done == all {
                eprintln!();
            }
            let _ = std::io::stderr().flush();
        } else if part(10) > tenth.replace(part(10)) {
            eprintln!("{done} of {all} files");
        }
    }
}

/// What everybody should see; the rest is counted.
fn print(report: &Report, is_written: bool) {
    const SHOWN: usize = 20;
    let lines: Vec<String> = report
        .refused
        .iter()
        .map(|(path, why)| format!("{}: not taken: {why}", path.display()))
        .chain(report.notes.iter().flat_map(|(path, notes)| {
            notes.iter().map(move |note| {
                format!("{}:{}: {}: {}", path.display(), note.line, note.kind.as_str(), note.text)
            })
        }))
        .chain(report.findings.iter().filter(|f| f.kind != Found::MissingArticle).map(|f| {
            let line = f.line.map_or_else(String::new, |line| format!(":{line}"));
            format!("{}{line}: {}: {}", f.path.display(), f.kind.as_str(), f.text)
        }))
        .collect();
    for line in lines.iter().take(SHOWN) {
        println!("{line}");
    }
    if lines.len() > SHOWN {
        let hint = if is_written { "" } else { "; --report FILE writes them all" };
        println!("… and {} more{hint}", lines.len() - SHOWN);
    }
    let (taken, files) = (report.taken, report.files);
    println!(
        "Articles: {} new, {} changed, {} unchanged, {} wait for review, {} removed",
        taken.new, taken.changed, taken.unchanged, taken.waiting, report.removed
    );
    println!(
        "Files beside them: {} new, {} changed, {} unchanged; {} redirects",
        files.new, files.changed, files.unchanged, report.redirects
    );
    println!(
        "Not taken: {}; not shown as meant: {} places in {} articles; links to articles that aren't here: {}; \
         missing files: {}; vanished: {}",
        report.refused.len(),
        report.notes.iter().map(|(_, notes)| notes.len()).sum::<usize>(),
        report.notes.len(),
        report.count(Found::MissingArticle),
        report.count(Found::MissingFile),
        report.count(Found::Vanished),
    );
    if let Some(revision) = &report.revision {
        println!("Revision: {revision}");
    }
}
