use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use jiff::{ToSpan, civil::Date};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::calendar::Calendar;
use super::check::check;
use super::directory::Directory;
use super::phone::Place;
use super::places::Choices;
use super::source::{File, Source};
use super::{Policy, SCHEMA, Text, merge};

/// The policies that are shipped with the program.
#[derive(RustEmbed)]
#[folder = "../../policies"]
struct Shipped;

/// Sections that all clouds share, unless a cloud has its own.
const COMMON: &str = "common";

/// The policies of all clouds, checked.
#[derive(Debug)]
pub struct Policies {
    clouds: Vec<Policy>,
    directory: Directory,
    /// Of all files.
    fingerprint: String,
}

/// What is wrong in a policy file. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl Problem {
    pub(crate) fn at(file: &File, offset: usize, message: impl Into<String>) -> Problem {
        let before = file.text.get(..offset).unwrap_or(&file.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Problem { file: file.name.clone(), line, column, message: message.into() }
    }

    pub(crate) fn of_toml(file: &File, error: &toml::de::Error, or_at: usize) -> Problem {
        let at = error.span().map_or(or_at, |span| span.start);
        Problem::at(file, at, error.message().trim())
    }

    /// About the policy as a whole; `in_folder` says which.
    pub(super) fn of_policy(message: String) -> Problem {
        Problem { file: String::new(), line: 1, column: 1, message }
    }

    /// The same place found wrong in another way says nothing new.
    fn repeats(&self, other: &Problem) -> bool {
        let place = |problem: &Problem| (problem.file.clone(), problem.line, problem.column);
        (self.line, self.column) != (1, 1) && place(self) == place(other)
    }

    fn in_folder(mut self, cloud: &str) -> Problem {
        if self.file.is_empty() {
            self.file = format!("{cloud}/policy.toml");
        }
        self
    }
}

impl Policies {
    /// Reads the policies in `dir`, or those shipped with the program. All problems are found, not only the first.
    pub fn load(dir: Option<&Path>) -> Result<Policies, Vec<Problem>> {
        let files = match dir {
            Some(dir) => files_in(dir)?,
            None => shipped_files(),
        };
        Policies::from_files(files)
    }

    /// The same from files that are at hand, by their names in the folder (`china/policy.toml`).
    pub fn read(files: Vec<(String, String)>) -> Result<Policies, Vec<Problem>> {
        Policies::from_files(files.into_iter().map(|(name, text)| File { name, text }).collect())
    }

    /// The files that are shipped with the program.
    pub fn shipped_files() -> Vec<(String, String)> {
        shipped_files().into_iter().map(|file| (file.name, file.text)).collect()
    }

    /// The same for the same files, whoever reads them.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The policy of a cloud by its key.
    pub fn cloud(&self, key: &str) -> Option<&Policy> {
        self.clouds.iter().find(|policy| policy.cloud.key == key)
    }

    /// All clouds, in the order that they are shown in.
    pub fn iter(&self) -> impl Iterator<Item = &Policy> {
        self.clouds.iter()
    }

    /// What is doubtful, and may be right nevertheless: in the phone directory, and calendars whose holidays end soon.
    pub fn warnings(&self, today: Date) -> Vec<Problem> {
        let holidays = self.clouds.iter().flat_map(|policy| policy.ending_holidays(today));
        self.directory.warnings().into_iter().chain(holidays).collect()
    }

    fn from_files(files: Vec<File>) -> Result<Policies, Vec<Problem>> {
        let mut folders: BTreeMap<String, Vec<File>> = BTreeMap::new();
        let mut tables = Vec::new();
        let fingerprint = fingerprint(&files);
        for file in files {
            match file.name.split_once('/') {
                Some((folder, name)) if name.ends_with(".toml") || name.ends_with(".ics") => {
                    folders.entry(folder.to_owned()).or_default().push(file);
                }
                None if file.name.ends_with(".csv") => tables.push(file),
                _ => {}
            }
        }
        let common = folders.remove(COMMON).unwrap_or_default();
        let (directory, mut problems) = Directory::read(&tables);
        let mut clouds = Vec::new();
        for (folder, own) in &folders {
            let (policy, found) = read_policy(folder, own, &common, &directory);
            problems.extend(found.into_iter().map(|problem| problem.in_folder(folder)));
            clouds.extend(policy);
        }
        if folders.is_empty() {
            let message = "no policy: a folder per cloud with a policy.toml is needed".to_owned();
            problems.push(Problem::of_policy(message));
        }
        problems.sort();
        problems.dedup_by(|a, b| a == b || a.repeats(b));
        if problems.is_empty() {
            clouds.sort_by_key(|policy| policy.cloud.order);
            Ok(Policies { clouds, directory, fingerprint })
        } else {
            Err(problems)
        }
    }
}

impl Policy {
    /// Calendars that have holidays, but none from half a year on.
    fn ending_holidays(&self, today: Date) -> impl Iterator<Item = Problem> {
        let soon = today.saturating_add(6.months());
        self.calendars.iter().filter_map(move |calendar| {
            let last = calendar.holidays().max().filter(|last| *last < soon)?;
            let key = &calendar.key;
            let (file, line) = self.origins.find(&format!("calendars.{key}"))?;
            let message = format!("calendar `{key}` has no holidays after {last}");
            Some(Problem { file, line, column: 1, message })
        })
    }
}

fn fingerprint(files: &[File]) -> String {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by_key(|file| &file.name);
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|file| [&file.name, &file.text]) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn shipped_files() -> Vec<File> {
    let read = |name: std::borrow::Cow<'static, str>| {
        let data = Shipped::get(&name)?.data;
        let text = String::from_utf8_lossy(&data).into_owned();
        Some(File { name: name.into_owned(), text })
    };
    Shipped::iter().filter_map(read).collect()
}

/// The files of a folder, and of the folders in it.
pub(crate) fn files_in(dir: &Path) -> Result<Vec<File>, Vec<Problem>> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let mut add = |path: &Path, name: String| match fs::read_to_string(path) {
        Ok(text) => files.push(File { name, text }),
        Err(error) => {
            problems.push(Problem { file: name, line: 1, column: 1, message: error.to_string() });
        }
    };
    for (path, name) in entries(dir)? {
        if path.is_dir() {
            for (path, inner) in
                entries(&path)?.into_iter().filter(|(path, name)| is_ours(name) && path.is_file())
            {
                add(&path, format!("{name}/{inner}"));
            }
        } else if is_ours(&name) {
            add(&path, name);
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn is_ours(name: &str) -> bool {
    [".toml", ".ics", ".csv"].iter().any(|end| name.ends_with(end))
}

/// Name order, so that loading doesn't depend on the file system; without what editors and systems hide.
fn entries(dir: &Path) -> Result<Vec<(std::path::PathBuf, String)>, Vec<Problem>> {
    let problem = |error: std::io::Error| {
        vec![Problem { file: dir.display().to_string(), line: 1, column: 1, message: error.to_string() }]
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((entry.path(), name));
        }
    }
    found.sort();
    Ok(found)
}

fn read_policy(
    folder: &str,
    own: &[File],
    common: &[File],
    directory: &Directory,
) -> (Option<Policy>, Vec<Problem>) {
    let mut source = Source::new(own, common);
    source.complete_texts();
    check_schema(&mut source);
    let policy = build(&mut source, directory);
    check(&mut source, folder, directory);
    (policy, source.into_problems())
}

fn check_schema(source: &mut Source<'_>) {
    let schema: Option<u32> = source.required("schema");
    if let Some(schema) = schema.filter(|schema| *schema != SCHEMA) {
        let problem = source.select("schema").first().map(|found| {
            found.problem(format!("schema {schema} isn't known; this program reads schema {SCHEMA}"))
        });
        problem.into_iter().for_each(|problem| source.note(problem));
    }
}

/// `None` if anything that a policy can't be without is missing or broken; the problems are in `source` then.
fn build(source: &mut Source<'_>, directory: &Directory) -> Option<Policy> {
    let calendars = Calendar::read_all(source);
    let cloud = source.required("cloud");
    let operator = source.required("operator");
    let product = source.required("product");
    let kinds = source.list("kinds");
    let categories = merge::categories(source);
    let channels = source.list("channels");
    let contact_methods = source.list("contact_methods");
    let severities = merge::severities(source);
    let severity_rules = source.required("severity_rules");
    let escalations = source.list_if_any("escalations");
    let on_call = source.list_if_any("on_call");
    let impact_questions = source.list("impact_questions");
    let proposals = source.list("proposals");
    let eligibility = source.required("eligibility");
    let requests = source.required("requests");
    let articles = source.required("articles");
    let verification = source.required("verification");
    let staffing = source.required("staffing");
    let callbacks = source.required("callbacks");
    let calls = source.required("calls");
    let telling = source.required("telling");
    let tokens = source.required("tokens");
    let roles = source.list("roles");
    let services = source.list("services");
    let plans = source.list("plans");
    let health = source.required("health");
    let health_templates = source.list_if_any("health_templates");
    let duties = source.required("duties");
    let community = source.required("community");
    let business_assist = source.optional("business_assist");
    let follow_us = source.list_if_any("follow_us");
    let learning = source.list_if_any("learning");
    let notes = source.list_if_any("notes");
    let phone = source.required("phone");
    let place_names: BTreeMap<String, Text> = source.named("place_names").into_iter().collect();
    let mut policy = Policy {
        cloud: cloud?,
        operator: operator?,
        product: product?,
        calendars,
        kinds,
        categories,
        channels,
        contact_methods,
        severities,
        severity_rules: severity_rules?,
        escalations,
        on_call,
        impact_questions,
        proposals,
        eligibility: eligibility?,
        requests: requests?,
        articles: articles?,
        verification: verification?,
        staffing: staffing?,
        callbacks: callbacks?,
        calls: calls?,
        telling: telling?,
        tokens: tokens?,
        roles,
        services,
        plans,
        health: health?,
        health_templates,
        duties: duties?,
        community: community?,
        business_assist,
        follow_us,
        learning,
        notes,
        phone: phone?,
        places: Vec::new(),
        choices: Choices::default(),
        origins: source.origins(),
    };
    policy.places = policy.own_places();
    if let Some(rows) = &policy.phone.directory {
        let named = |place: &Place| {
            let name = place_names.get(&place.slug).cloned();
            Place { name, ..place.clone() }
        };
        policy.places.extend(directory.places(rows).iter().map(named));
    }
    Some(policy)
}
