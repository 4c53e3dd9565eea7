//! `servus guides`: whether the guided troubleshooters are in order, and what they ask.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use centre::{
    articles,
    guides::{Guide, Guides},
    policy::Policies,
};
use clap::Subcommand;
use db::{Db, Tx};
use lang::Lang;

use crate::{Setup, config::Config};

#[derive(Subcommand)]
pub enum Command {
    /// Check a folder of guides; each error with its file and line
    Check {
        /// Without it the guides of the configuration, or else the built-in ones
        folder: Option<PathBuf>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Print what a guide asks and where each answer leads
    Show {
        /// The guide's name
        key: String,
        /// The language that it is shown in
        #[arg(long, default_value = "en")]
        lang: String,
        /// Without it the guides of the configuration, or else the built-in ones
        #[arg(long)]
        folder: Option<PathBuf>,
        #[command(flatten)]
        setup: Setup,
    },
}

impl Command {
    pub async fn run(self) -> Result<()> {
        match self {
            Command::Check { folder, setup } => {
                let (guides, config) = at(folder, &setup)?;
                check(&guides);
                // Articles are looked for where they are known.
                if setup.config.is_some() || config.database.is_some() {
                    let db = config.open()?;
                    missing_articles(&db, &guides).await?;
                    db.close().await;
                }
                Ok(())
            }
            Command::Show { key, lang, folder, setup } => {
                let Some(lang) = Lang::parse(&lang) else { bail!("{lang} is no language that guides have") };
                let (guides, _) = at(folder, &setup)?;
                match guides.iter().find(|guide| guide.key == key) {
                    Some(guide) => show(guide, lang),
                    None => bail!("there is no guide {key}"),
                }
                Ok(())
            }
        }
    }
}

fn at(folder: Option<PathBuf>, setup: &Setup) -> Result<(Guides, Config)> {
    let config = Config::load(setup.config.as_deref())?;
    let policies = config.policies()?;
    let guides = match folder {
        Some(folder) => read(Some(&folder), &policies)?,
        None => config.guides(&policies)?,
    };
    Ok((guides, config))
}

/// Those of a folder, or else the built-in ones.
pub fn read(folder: Option<&Path>, policies: &Policies) -> Result<Guides> {
    Guides::load(folder, policies).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("these guides can't be used:\n{}", lines.join("\n"))
    })
}

/// Prints which guides are in order.
pub fn check(guides: &Guides) {
    let keys: Vec<&str> = guides.iter().map(|guide| guide.key.as_str()).collect();
    println!("The guides {} are in order.", keys.join(", "));
}

async fn missing_articles(db: &Db, guides: &Guides) -> Result<()> {
    for guide in guides.iter() {
        for article in guide.linked_articles() {
            let key = article.clone();
            if !db.read(move |tx: &mut Tx| articles::exists(tx, &key)).await? {
                println!("warning: {}: there is no article {article}", guide.key);
            }
        }
    }
    Ok(())
}

fn show(guide: &Guide, lang: Lang) {
    let words = guide.words(lang);
    println!("{}\n{}", words.title, words.description);
    for step in guide.steps() {
        println!("\n[{}] {}", step.key, words.step(step).title);
        for answer in step.answers() {
            println!("  {} -> {}", words.answer(lang, step, answer), guide.to(answer).key);
        }
    }
}
