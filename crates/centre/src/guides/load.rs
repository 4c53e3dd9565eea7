use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;

use super::{Guide, check, read};
use crate::policy::{File, Policies, Problem, files_in};

/// The guides that are shipped with the program.
#[derive(RustEmbed)]
#[folder = "../../guides"]
#[include = "*/*.toml"]
struct Shipped;

/// All guides, checked, in the order of their keys.
#[derive(Debug, Default)]
pub struct Guides(Vec<Guide>);

impl Guides {
    /// Reads the guides in `dir`, or those shipped with the program. All problems are found, not only the first.
    pub fn load(dir: Option<&Path>, policies: &Policies) -> Result<Guides, Vec<Problem>> {
        let files = match dir {
            Some(dir) => files_in(dir)?,
            None => shipped_files(),
        };
        Guides::from_files(files, policies)
    }

    /// The same from files that are at hand, by their names in the folder (`no-mail/guide.toml`).
    pub fn read(files: Vec<(String, String)>, policies: &Policies) -> Result<Guides, Vec<Problem>> {
        Guides::from_files(files.into_iter().map(|(name, text)| File { name, text }).collect(), policies)
    }

    fn from_files(files: Vec<File>, policies: &Policies) -> Result<Guides, Vec<Problem>> {
        let mut folders: BTreeMap<String, Vec<File>> = BTreeMap::new();
        let mut problems = Vec::new();
        for file in files.into_iter().filter(|file| file.name.ends_with(".toml")) {
            match file.name.split_once('/') {
                Some((folder, _)) => folders.entry(folder.to_owned()).or_default().push(file),
                None => problems.push(Problem::at(&file, 0, "a guide is a folder with a guide.toml")),
            }
        }
        let mut guides = Vec::new();
        for (key, files) in &folders {
            if let Some(draft) = read::guide(key, files, &mut problems) {
                guides.extend(check::checked(draft, policies, &mut problems));
            }
        }
        problems.sort();
        problems.dedup();
        if problems.is_empty() { Ok(Guides(guides)) } else { Err(problems) }
    }

    pub fn get(&self, cloud: &str, key: &str) -> Option<&Guide> {
        self.0.iter().find(|guide| guide.key == key && guide.is_for_cloud(cloud))
    }

    pub fn of_cloud<'g>(&'g self, cloud: &'g str) -> impl Iterator<Item = &'g Guide> {
        self.0.iter().filter(move |guide| guide.is_for_cloud(cloud))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Guide> {
        self.0.iter()
    }
}

fn shipped_files() -> Vec<File> {
    let read = |name: std::borrow::Cow<'static, str>| {
        let data = Shipped::get(&name)?.data;
        Some(File { text: String::from_utf8_lossy(&data).into_owned(), name: name.into_owned() })
    };
    Shipped::iter().filter_map(read).collect()
}
