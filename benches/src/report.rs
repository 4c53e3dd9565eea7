//! The measurements as a section of a Markdown page.

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use db::Engine;

use crate::{
    measure::Measured,
    operations::{CASE, CREATE, DESK, SUGGEST, SUGGEST_API},
    server::Memory,
};

/// All that was measured with one number of cases.
pub struct Run {
    pub cases: i64,
    pub filled_in: Option<Duration>,
    pub indexed_in: Option<Duration>,
    pub started_in: Duration,
    /// Of the process that indexed all cases.
    pub memory_after_indexing: Memory,
    pub memory_at_start: Memory,
    pub memory_after: Memory,
    pub database_bytes: u64,
    pub index_bytes: u64,
    pub measured: Vec<Measured>,
}

pub struct Report {
    pub engine: Engine,
    pub command: String,
    pub date: String,
    pub binary_bytes: u64,
    pub runs: Vec<Run>,
}

impl Report {
    pub fn markdown(&self) -> Result<String> {
        let mut out = String::new();
        writeln!(out, "{} · {} · `{}`\n", machine()?, self.date, self.command)?;
        if self.engine == Engine::Sqlite {
            self.budgets(&mut out)?;
        }
        self.overview(&mut out)?;
        for run in &self.runs {
            writeln!(out, "\n{} cases:\n", grouped(run.cases))?;
            writeln!(out, "| | at once | per second | p50 ms | p99 ms | server CPU ms |")?;
            writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
            for m in &run.measured {
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} | {} |",
                    m.name,
                    m.at_once,
                    grouped(m.per_second as i64),
                    ms(m.median),
                    ms(m.p99),
                    ms(m.processor),
                )?;
            }
        }
        Ok(out)
    }

    fn overview(&self, out: &mut String) -> Result<()> {
        let mut row = |name: &str, value: &dyn Fn(&Run) -> String| {
            let values: Vec<String> = self.runs.iter().map(value).collect();
            writeln!(out, "| {name} | {} |", values.join(" | "))
        };
        row("cases", &|run| grouped(run.cases))?;
        row("---", &|_| "---:".to_owned())?;
        row("filled through the product, cases per second", &|run| match run.filled_in {
            Some(took) => grouped((run.cases as f64 / took.as_secs_f64()) as i64),
            None => "–".to_owned(),
        })?;
        row("all of them searchable after, s", &|run| match run.indexed_in {
            Some(took) => format!("{:.1}", took.as_secs_f64()),
            None => "–".to_owned(),
        })?;
        row("start to first page, ms", &|run| run.started_in.as_millis().to_string())?;
        row("resident after indexing, MB", &|run| mb(run.memory_after_indexing.resident))?;
        row("resident after a start, MB", &|run| mb(run.memory_at_start.resident))?;
        row("resident after the whole run, MB", &|run| mb(run.memory_after.resident))?;
        row("– of that its own, not pages of files, MB", &|run| mb(run.memory_after.own))?;
        row("– the most at any time, MB", &|run| mb(run.memory_after.most))?;
        if self.engine == Engine::Sqlite {
            row("database on disk, MB", &|run| mb(run.database_bytes))?;
        }
        row("search index on disk, MB", &|run| mb(run.index_bytes))?;
        Ok(())
    }

    /// What the product promises of itself, and whether it kept it in this run.
    fn budgets(&self, out: &mut String) -> Result<()> {
        let (Some(small), Some(large)) = (self.runs.first(), self.runs.last()) else {
            bail!("nothing measured")
        };
        writeln!(out, "| budget | measured | kept |\n|---|---:|---|")?;
        let mut row = |budget: String, measured: String, kept: bool| {
            writeln!(out, "| {budget} | {measured} | {} |", if kept { "yes" } else { "**no**" })
        };
        let least = self.runs.iter().map(|run| run.worst(CREATE, 8, |m| m.per_second, f64::min));
        let least = least.fold(f64::INFINITY, f64::min);
        row("1,500 durable creations per second, 8 at once".into(), grouped(least as i64), least >= 1500.0)?;
        let p99 = |m: &Measured| m.p99.as_secs_f64() * 1000.0;
        for (what, names) in [
            ("desk list", &[DESK][..]),
            ("opening a case", &[CASE]),
            ("suggestions", &[SUGGEST, SUGGEST_API]),
        ] {
            for at_once in [1, 8] {
                let most = |run: &Run| {
                    names.iter().map(|name| run.worst(name, at_once, p99, f64::max)).fold(0.0, f64::max)
                };
                let (few, many) = (most(small), most(large));
                let cases = grouped(large.cases);
                row(
                    format!("{what}: p99 of 10 ms with {cases} cases, {at_once} at once"),
                    format!("{many:.2} ms"),
                    many <= 10.0,
                )?;
                if self.runs.len() > 1 && what != "suggestions" {
                    let times = many / few;
                    row(
                        format!("– and 1.3 times that with {} cases", grouped(small.cases)),
                        format!("{times:.2}"),
                        times <= 1.3,
                    )?;
                }
            }
        }
        if let Some(run) = self.runs.iter().rfind(|run| run.cases <= 150_000) {
            let resident = run.memory_after.resident;
            let cases = grouped(run.cases);
            row(
                format!("120 MB resident after the run with {cases} cases"),
                format!("{} MB", mb(resident)),
                resident <= 120 << 20,
            )?;
        }
        row(
            "program of 60 MB".into(),
            format!("{} MB", mb(self.binary_bytes)),
            self.binary_bytes <= 60 << 20,
        )?;
        let slowest = self.runs.iter().map(|run| run.started_in.as_millis()).max().unwrap_or_default();
        row("first page 500 ms after the start".into(), format!("{slowest} ms"), slowest <= 500)?;
        writeln!(out)?;
        Ok(())
    }
}

impl Run {
    /// The worst figure of an operation; not a number if it was not measured.
    fn worst(
        &self,
        name: &str,
        at_once: usize,
        figure: impl Fn(&Measured) -> f64,
        worse: fn(f64, f64) -> f64,
    ) -> f64 {
        let found = self.measured.iter().filter(|m| m.name == name && m.at_once == at_once);
        found.map(figure).reduce(worse).unwrap_or(f64::NAN)
    }
}

fn machine() -> Result<String> {
    let cpus = fs::read_to_string("/proc/cpuinfo")?;
    let models: Vec<&str> = cpus.lines().filter(|l| l.starts_with("model name")).collect();
    let model = models.first().and_then(|l| l.split_once(": ")).map_or("unknown processor", |(_, name)| name);
    Ok(format!("{model}, {} cores", models.len()))
}

/// Puts the text between the marks of this engine in the page.
pub fn write_into(page: &Path, engine: Engine, text: &str) -> Result<()> {
    let name = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let (begin, end) = (format!("<!-- measured: {name} -->\n"), format!("<!-- measured: {name}, end -->"));
    let old = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let found = old.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = found.with_context(|| format!("{} has no {}", page.display(), begin.trim()))?;
    fs::write(page, format!("{before}{begin}\n{text}\n{end}{after}"))?;
    Ok(())
}

fn grouped(n: i64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn ms(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

fn mb(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / f64::from(1 << 20))
}
