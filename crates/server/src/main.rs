//! `servus`: command line, wiring, background workers, graceful stop.

mod adrift;
mod articles;
mod calling;
mod config;
mod cti;
mod demo;
mod guides;
mod lint;
mod policy;
mod reload;
mod serve;
mod telling;
mod tls;
mod work;

use std::{
    io::{BufRead, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use centre::people;
use clap::{Args, Parser, Subcommand};
use jiff::SignedDuration;

use config::Config;

/// Gives memory back that indexing needed for a while; the system's allocator keeps it.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// A support centre: health, self-help, service requests, phone and contracts in one program.
#[derive(Parser)]
#[command(name = "servus", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Try it out: a vendor with customers, agents and cases, on this machine only
    Demo(demo::Demo),
    /// Run it
    Serve(Setup),
    /// Check the configuration, the policies and the guides; each error with its file and line
    Check(Setup),
    /// What is promised: check, show and compare it
    #[command(subcommand)]
    Policy(policy::Command),
    /// Guided troubleshooters: check and show them
    #[command(subcommand)]
    Guides(guides::Command),
    /// Articles of self-help
    #[command(subcommand)]
    Articles(articles::Command),
    /// How well articles are found
    #[command(subcommand)]
    Search(Search),
    /// Organizations, people and agents
    #[command(subcommand)]
    Directory(Directory),
    /// Telephone systems that tell of calls
    #[command(subcommand)]
    Cti(cti::Command),
    /// Make a link that signs somebody in once
    Link {
        /// Their e-mail address
        email: String,
        #[command(flatten)]
        setup: Setup,
    },
    /// Answer questions about deadlines, one JSON line each, from standard input
    Sla,
    /// Announce a wait to each who joins the line, in a trace of what happens in a centre (JSON lines from standard input)
    PredictWaits,
}

#[derive(Subcommand)]
enum Search {
    /// Ask a list of questions over a folder of articles: each question's best ten, a line for each
    Eval {
        /// Tab-separated, with a header that names the columns id, lang and query
        #[arg(long)]
        queries: PathBuf,
        /// Markdown files of one language, in any folders
        #[arg(long)]
        articles: PathBuf,
        /// What is suggested while somebody types
        #[arg(long)]
        suggest: bool,
    },
}

#[derive(Subcommand)]
enum Directory {
    /// Take in a TOML file of organizations, people and agents (the form is that of demo/vendor.toml)
    Import {
        file: PathBuf,
        #[command(flatten)]
        setup: Setup,
    },
}

#[derive(Args, Clone)]
pub struct Setup {
    /// The configuration file
    #[arg(long, short, env = "SERVUS_CONFIG")]
    config: Option<PathBuf>,
}

/// Searches and passwords use the processor fully; more of them at once would only need more memory.
const BLOCKING_THREADS: usize = 4;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SERVUS_LOG")
                .unwrap_or_else(|_| "info,tantivy=warn".into()),
        )
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build();
    let command = Cli::parse().command;
    match runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(command))) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("servus: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode> {
    let done = match command {
        Command::Demo(demo) => demo.run().await,
        Command::Serve(setup) => serve::serve(Config::load(setup.config.as_deref())?).await,
        Command::Check(setup) => check(&setup),
        Command::Policy(command) => command.run().await,
        Command::Guides(command) => command.run().await,
        Command::Articles(command) => return command.run().await,
        Command::Search(Search::Eval { queries, articles: dir, suggest }) => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            centre::articles::score(&queries, &dir, suggest, &mut out)?;
            Ok(out.flush()?)
        }
        Command::Directory(Directory::Import { file, setup }) => import_directory(&setup, file).await,
        Command::Cti(command) => command.run().await,
        Command::Link { email, setup } => link(&setup, email).await,
        Command::Sla => sla(),
        Command::PredictWaits => return predict_waits(),
    };
    done.map(|()| ExitCode::SUCCESS)
}

fn check(setup: &Setup) -> Result<()> {
    let config = Config::load(setup.config.as_deref())?;
    let policies = config.policies()?;
    policy::check(&policies);
    guides::check(&config.guides(&policies)?);
    println!("So is the configuration.");
    Ok(())
}

async fn import_directory(setup: &Setup, file: PathBuf) -> Result<()> {
    let config = Config::load(setup.config.as_deref())?;
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let directory =
        people::Directory::parse(&text).map_err(|why| anyhow::anyhow!("{}: {why}", file.display()))?;
    if !directory.case.is_empty() {
        bail!("{}: cases can't be imported; only the demo has any", file.display());
    }
    let (db, policies) = (config.open()?, config.policies()?);
    let counts = db.write(move |tx| people::import(tx, &policies, &directory)).await?;
    println!("{} organizations, {} people, {} agents", counts.organizations, counts.people, counts.agents);
    db.close().await;
    Ok(())
}

async fn link(setup: &Setup, email: String) -> Result<()> {
    let config = Config::load(setup.config.as_deref())?;
    let db = config.open()?;
    let secret = db
        .write(move |tx| {
            let Some(person) = people::person_by_email(tx, &email)? else { return Ok(None) };
            people::issue_link(tx, person.id, SignedDuration::from_hours(72), false).map(Some)
        })
        .await?;
    db.close().await;
    match secret {
        Some(secret) => println!("{}/link/{}", config.base_url(), secret.reveal()),
        None => bail!("nobody has this e-mail address"),
    }
    Ok(())
}

fn sla() -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut answer = String::new();
    for line in std::io::stdin().lines() {
        let line = line.context("standard input")?;
        if line.trim().is_empty() {
            continue;
        }
        answer.clear();
        hours::sla::answer(&line, &mut answer);
        answer.push('\n');
        out.write_all(answer.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}

/// Each arrival is answered before the next line is read. A bad line is told of, and the rest still answered.
fn predict_waits() -> Result<ExitCode> {
    let (mut input, mut out) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut reader = waits::trace::Reader::default();
    let (mut line, mut answer) = (Vec::new(), String::new());
    let mut code = ExitCode::SUCCESS;
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).context("standard input")? == 0 {
            break;
        }
        answer.clear();
        let read = str::from_utf8(&line).map_err(|why| why.to_string());
        if let Err(why) = read.and_then(|line| reader.line(line, &mut answer)) {
            eprintln!("line {number}: {why}");
            code = ExitCode::FAILURE;
        }
        if !answer.is_empty() {
            out.write_all(answer.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(code)
}
