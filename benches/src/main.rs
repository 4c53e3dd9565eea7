//! Measures `servus` with many cases: fills a database, starts the program on it and asks it over HTTP.

mod client;
mod dice;
mod fill;
mod health;
mod measure;
mod operations;
mod report;
mod server;
mod tick;
mod waits;
mod words;

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::Parser;
use db::{Clock, Store};

use client::Connection;
use operations::Facts;
use report::{Report, Run};
use server::Server;

#[derive(Parser)]
#[command(name = "load")]
struct Options {
    /// How many cases, one run for each number
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    cases: Vec<usize>,
    /// `sqlite`, or `postgres://…` of an empty database
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// How long each operation is measured, in seconds
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Measure only operations whose name contains this, with the search index that an earlier run kept
    #[arg(long, default_value = "")]
    only: String,
    /// The program, if it isn't beside this one
    #[arg(long)]
    servus: Option<PathBuf>,
    /// Where the databases and search indexes are made
    #[arg(long, default_value = "target/load")]
    data: PathBuf,
    /// Keep what was filled, and use what an earlier run kept
    #[arg(long)]
    keep: bool,
    /// Measure the clocks of so many open cases instead, while nothing is due
    #[arg(long)]
    tick: bool,
    /// Measure what it costs to announce a wait instead, with twenty agents and two hundred waiting
    #[arg(long)]
    waits: bool,
    /// Measure the public page of service health instead, read so often a second while an issue is being posted
    #[arg(long)]
    health: Option<f64>,
    /// A Markdown page whose section about this database is written anew
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Options {
    fn store(&self, folder: &Path) -> Result<Store> {
        Ok(match self.database.as_str() {
            "sqlite" => Store::Sqlite(folder.join("servus.db")),
            url => Store::parse(url)?,
        })
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    if options.tick {
        return options.cases.iter().try_for_each(|count| tick(&options, *count));
    }
    if options.waits {
        return waits(&options);
    }
    let program = match &options.servus {
        Some(program) => program.clone(),
        None => env::current_exe()?.with_file_name("servus"),
    };
    if let Some(rate) = options.health {
        return health(&options, &program, rate);
    }
    let binary = fs::metadata(&program)
        .with_context(|| format!("{} is missing: cargo build --release", program.display()))?;
    let is_sqlite = options.database == "sqlite";
    if !is_sqlite && options.cases.len() > 1 {
        bail!("a database holds one number of cases");
    }
    let mut report = Report {
        engine: if is_sqlite { db::Engine::Sqlite } else { db::Engine::Postgres },
        command: command(),
        date: Clock::system().now().strftime("%-d %B %Y").to_string(),
        binary_bytes: binary.len(),
        runs: Vec::new(),
    };
    for count in &options.cases {
        let run = run(&options, &program, *count).with_context(|| format!("{count} cases"))?;
        report.runs.push(run);
    }
    let text = report.markdown()?;
    println!("{text}");
    match &options.out {
        Some(page) => report::write_into(page, report.engine, &text),
        None => Ok(()),
    }
}

fn waits(options: &Options) -> Result<()> {
    let folder = options.data.join("waits");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (costs, learning) = runtime.block_on(waits::measure(&options.store(&folder)?, 20, 200))?;
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    for cost in costs {
        let named = [("one", cost.one), ("all contact methods", cost.all), ("of it reading", cost.reading)];
        for (name, spread) in named {
            println!(
                "{}, {name}: {:.1} ms (p50), {:.1} ms (p99)",
                cost.when,
                ms(spread.median),
                ms(spread.p99)
            );
        }
    }
    println!("learning, every two minutes: {:.1} ms", ms(learning));
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn tick(options: &Options, count: usize) -> Result<()> {
    let folder = options.data.join(format!("tick-{count}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let tick = runtime.block_on(tick::measure(&options.store(&folder)?, count))?;
    println!(
        "{} open cases, {} clocks ahead: a tick takes {:.3} ms (p50), {:.3} ms (p99)",
        tick.open_cases,
        tick.ahead,
        tick.median.as_secs_f64() * 1000.0,
        tick.p99.as_secs_f64() * 1000.0,
    );
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn health(options: &Options, program: &Path, rate: f64) -> Result<()> {
    let folder = options.data.join("health");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let url = (options.database != "sqlite").then_some(options.database.as_str());
    let time = Duration::from_secs_f64(options.seconds);
    let held = health::measure(program, &folder, &options.store(&folder)?, url, rate, time)?;
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{:.0} pages of about {} bytes a second while {} posts were published: {:.2} ms (p50), {:.2} ms (p99), \
         {:.1} ms at most, {:.3} ms of the server's processor time each",
        held.per_second,
        held.bytes,
        held.posts,
        ms(held.median),
        ms(held.p99),
        ms(held.worst),
        ms(held.processor),
    );
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// How this program was called, without what an address of a database may hold.
fn command() -> String {
    let options = env::args().skip(1).map(|arg| match arg.starts_with("postgres") {
        true => "postgres://…".to_owned(),
        false => arg,
    });
    let all: Vec<String> = ["cargo run --release -p load --".to_owned()].into_iter().chain(options).collect();
    all.join(" ")
}

fn run(options: &Options, program: &Path, count: usize) -> Result<Run> {
    let folder = options.data.join(count.to_string());
    let filled = folder.join("filled");
    let store = options.store(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut filled_in = None;
    if !(options.keep && filled.exists()) {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        eprintln!("{count} cases: filling");
        let begun = Instant::now();
        runtime.block_on(fill::fill(&store, count, Clock::system().now()))?;
        filled_in = Some(begun.elapsed());
        fs::write(&filled, "")?;
    }
    let facts = runtime.block_on(Facts::gather(&store))?;
    drop(runtime);

    let database = (options.database != "sqlite").then_some(options.database.as_str());
    let index = folder.join("index");
    if index.exists() && options.only.is_empty() {
        fs::remove_dir_all(&index)?;
    }
    eprintln!("{count} cases: indexing");
    let begun = Instant::now();
    let server = Server::start(program, &folder, database)?;
    if options.only.is_empty() {
        wait_for_index(&server, &facts)?;
    }
    let indexed_in = options.only.is_empty().then(|| begun.elapsed());
    let memory_after_indexing = server.memory()?;
    let database_bytes = size(&folder.join("servus.db"))?;
    let index_bytes = size(&index)?;
    server.stop()?;
    // Its own files are in memory by now, as they are after a restart in operation.
    let server = Server::start(program, &folder, database)?;
    let (started_in, memory_at_start) = (server.started_in, server.memory()?);

    let cases = facts.count;
    let mut measured = Vec::new();
    let chosen = operations::operations(facts);
    for operation in chosen.into_iter().filter(|operation| operation.name.contains(&options.only)) {
        for at_once in [1, 8] {
            eprintln!("{count} cases: {}, {at_once} at once", operation.name);
            measured.push(measure::measure(
                &server,
                &operation,
                at_once,
                Duration::from_secs_f64(options.seconds),
            )?);
        }
    }
    let memory_after = server.memory()?;
    server.stop()?;
    if !options.keep {
        fs::remove_dir_all(&folder)?;
    }
    Ok(Run {
        cases,
        filled_in,
        indexed_in,
        started_in,
        memory_after_indexing,
        memory_at_start,
        memory_after,
        database_bytes,
        index_bytes,
        measured,
    })
}

fn wait_for_index(server: &Server, facts: &Facts) -> Result<()> {
    let (request, found) = facts.last_found();
    let mut connection = Connection::open(server.address)?;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(3600) {
        let status = connection.send(&request)?;
        if status != 200 {
            bail!("{} answers {status}", request.path);
        }
        if connection.text().contains(&found) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("the search index is not fed within an hour")
}

/// The bytes of a file or of all files below a folder.
fn size(path: &Path) -> Result<u64> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(_) => return Ok(0),
    };
    if !found.is_dir() {
        return Ok(found.len());
    }
    fs::read_dir(path)?.map(|entry| size(&entry?.path())).sum()
}
