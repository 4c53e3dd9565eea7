//! `servus policy`: what is promised, whether it is written down well, and what a change of it would change.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Result, bail};
use centre::{
    policy::{self, Policies, Policy, Says},
    promises::{self, Moved, Step},
};
use clap::Subcommand;
use db::{Clock, Db, Tx};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Setup, config::Config};

#[derive(Subcommand)]
pub enum Command {
    /// Check a folder of policies; each error with its file and line, and what is doubtful
    Check {
        /// Without it the policies of the configuration, or else the built-in ones
        folder: Option<PathBuf>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Say in short what is promised
    Show {
        /// Without it the policies of the configuration, or else the built-in ones
        folder: Option<PathBuf>,
        /// Of one cloud only
        #[arg(long)]
        cloud: Option<String>,
        /// With the phone lines of every country
        #[arg(long)]
        phones: bool,
        #[command(flatten)]
        setup: Setup,
    },
    /// Say which promises change from one folder to another, and which open cases would get another deadline
    Diff {
        /// A folder, or `built-in`
        old: PathBuf,
        /// A folder, or `built-in`
        new: PathBuf,
        #[command(flatten)]
        setup: Setup,
    },
}

impl Command {
    pub async fn run(self) -> Result<()> {
        match self {
            Command::Check { folder, setup } => {
                check(&at(folder, &setup)?);
                Ok(())
            }
            Command::Show { folder, cloud, phones, setup } => {
                show(&at(folder, &setup)?, cloud.as_deref(), phones)
            }
            Command::Diff { old, new, setup } => diff(&old, &new, &setup).await,
        }
    }
}

/// The policies of a folder, or else those that the configuration names.
fn at(folder: Option<PathBuf>, setup: &Setup) -> Result<Policies> {
    match folder {
        Some(folder) => load(&folder),
        None => Config::load(setup.config.as_deref())?.policies(),
    }
}

fn load(folder: &Path) -> Result<Policies> {
    let is_built_in = folder == Path::new("built-in") && !folder.exists();
    read(Some(folder).filter(|_| !is_built_in))
}

/// Those of a folder, or else the built-in ones.
pub fn read(folder: Option<&Path>) -> Result<Policies> {
    Policies::load(folder).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("these policies can't be used:\n{}", lines.join("\n"))
    })
}

/// Prints what is doubtful, and which clouds are in order.
pub fn check(policies: &Policies) {
    let today = Clock::system().now().to_zoned(TimeZone::UTC).date();
    let warnings = policies.warnings(today);
    for warning in &warnings {
        println!("warning: {warning}");
    }
    let clouds: Vec<&str> = policies.iter().map(|p| p.cloud.key.as_str()).collect();
    println!("The policies of {} are in order; warnings: {}.", clouds.join(", "), warnings.len());
}

fn show(policies: &Policies, cloud: Option<&str>, phones: bool) -> Result<()> {
    let chosen: Vec<&Policy> =
        policies.iter().filter(|policy| cloud.is_none_or(|key| policy.cloud.key == key)).collect();
    if chosen.is_empty() {
        bail!("there is no policy for {}", cloud.unwrap_or_default());
    }
    for policy in chosen {
        println!("{}: {}", policy.cloud.key, policy.product.name.english());
        let phones = if phones { policy.phone_facts() } else { Vec::new() };
        let mut about = String::new();
        for fact in policy.facts().iter().chain(&phones) {
            let says = match &fact.says {
                Says::Value(value) => value.clone(),
                Says::Set(values) => values.join("; "),
                Says::Words(_) => continue,
            };
            if fact.about != about {
                about.clone_from(&fact.about);
                println!("  {about}");
            }
            println!("    {}: {says}", fact.what);
        }
    }
    Ok(())
}

async fn diff(old: &Path, new: &Path, setup: &Setup) -> Result<()> {
    let (old, new) = (load(old)?, load(new)?);
    let changes = policy::diff(&old, &new);
    for change in &changes {
        println!("{change}");
    }
    println!("{} promises and rules change.", changes.len());
    let config = Config::load(setup.config.as_deref())?;
    if setup.config.is_some() || config.database.is_some() {
        let db = config.open()?;
        let moved = moved(&db, Arc::new(old), Arc::new(new)).await?;
        println!("{moved} open cases would get another deadline for the first response.");
        db.close().await;
    }
    Ok(())
}

/// Cases are gone through in steps, so that a large database is neither kept in memory nor in one transaction.
const AT_ONCE: usize = 500;

/// Prints the open cases that would get another deadline, and answers how many they are.
async fn moved(db: &Db, old: Arc<Policies>, new: Arc<Policies>) -> Result<usize> {
    let mut count = 0;
    let clouds: Vec<String> = old.iter().map(|policy| policy.cloud.key.clone()).collect();
    for cloud in clouds.into_iter().filter(|cloud| new.cloud(cloud).is_some()) {
        let mut next = Some(Step::FIRST);
        while let Some(step) = next {
            let (old, new, cloud) = (old.clone(), new.clone(), cloud.clone());
            let read = move |tx: &mut Tx| {
                let policies = old.cloud(&cloud).zip(new.cloud(&cloud)).ok_or(centre::Error::NotFound)?;
                promises::moved(tx, policies.0, policies.1, step, AT_ONCE)
            };
            let moved;
            (moved, next) = db.read(read).await?;
            count += moved.len();
            for Moved { number, old, new } in moved {
                println!("case {number}: due {} becomes {}", due(old), due(new));
            }
        }
    }
    Ok(count)
}

fn due(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "at no time".into(), |at| at.to_string())
}
