use std::{net::SocketAddr, path::PathBuf};

use anyhow::Result;
use centre::{articles, demo, people, tell::Channel};
use clap::Args;
use db::Db;
use jiff::SignedDuration;

use crate::{config::Config, serve, telling::Way};

#[derive(Args)]
pub struct Demo {
    /// The folder that the demo's data is kept in
    #[arg(long, default_value = "servus-data/demo")]
    data: PathBuf,
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// `postgres://…` instead of the embedded database
    #[arg(long, env = "SERVUS_DATABASE")]
    database: Option<String>,
    /// Articles to take in besides those that come along
    #[arg(long)]
    articles: Option<PathBuf>,
}

impl Demo {
    pub async fn run(self) -> Result<()> {
        let config = Config {
            data: self.data,
            database: self.database,
            listen: self.listen,
            webhooks_to_this_machine: true,
            ..Config::default()
        };
        let db = config.open()?;
        fill(&db, &config).await?;
        if let Some(folder) = &self.articles {
            let report = articles::import(&db, folder, &articles::Wish::default(), |_, _| {}).await?;
            println!("{}: {} new articles", folder.display(), report.taken.new);
        }
        print_links(&db, &config).await?;
        serve::run(config, db, vec![Way::Shown(Channel::Mail), Way::Shown(Channel::TextMessage)]).await
    }
}

/// Once: the vendor, its organizations and their cases, all or nothing; then the articles, and what was asked of them.
async fn fill(db: &Db, config: &Config) -> Result<()> {
    let policies = config.policies()?;
    let directory = demo::directory()?;
    let is_new = db
        .write(move |tx| {
            if people::any_agent(tx)? {
                return Ok(false);
            }
            people::import(tx, &policies, &directory)?;
            demo::play_health(tx, &policies)?;
            demo::play_staff(tx, &policies, &directory)?;
            demo::play(tx, &policies, &directory)?;
            demo::play_reports(tx, &policies, &directory)?;
            demo::play_calls(tx, &policies, &directory)?;
            demo::answer_guides(tx, &policies)?;
            Ok::<_, centre::Error>(true)
        })
        .await?;
    if is_new {
        articles::import_embedded(db, demo::articles()).await?;
        let history = demo::history()?;
        db.write(move |tx| history.play(tx)).await?;
        db.write(demo::play_authors).await?;
        let policies = config.policies()?;
        db.write(move |tx| {
            demo::play_callbacks(tx, &policies)?;
            // These are many: what readers look for is found before them.
            demo::play_waits(tx, &policies, &demo::directory()?)
        })
        .await?;
    }
    Ok(())
}

async fn print_links(db: &Db, config: &Config) -> Result<()> {
    let links = db
        .write(|tx| {
            let faces = demo::faces(tx, &demo::directory()?)?;
            let link = |(what, person): &(String, people::Person)| {
                let secret = people::issue_link(tx, person.id, SignedDuration::from_hours(24 * 30), true)?;
                Ok::<_, centre::Error>((what.clone(), person.name.clone(), secret))
            };
            faces.iter().map(link).collect::<centre::Result<Vec<_>>>()
        })
        .await?;
    let url = config.base_url();
    println!("Servus demo on {url}\nSign in as:");
    for (what, name, secret) in links {
        println!("  {what:<20} {name:<22} {url}/link/{}", secret.reveal());
    }
    Ok(())
}
