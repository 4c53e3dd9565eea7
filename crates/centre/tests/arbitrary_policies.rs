//! Whatever stands in a policy file, it is read, or each problem says where it is.

use std::sync::LazyLock;

use centre::policy::Policies;
use proptest::prelude::*;
use proptest::sample::{Index, select};

type Files = Vec<(String, String)>;

fn shipped(of: &[&str]) -> Files {
    let all = Policies::shipped_files().into_iter();
    all.filter(|(name, _)| of.iter().any(|start| name.starts_with(start))).collect()
}

/// A cloud that reads fast, since it has no part in the phone directory.
static GERMANY: LazyLock<Files> = LazyLock::new(|| shipped(&["germany/", "common/"]));
static CHINA: LazyLock<Files> = LazyLock::new(|| shipped(&["china/", "common/", "phone-"]));

/// What is likely to hurt.
const SHARDS: [&str; 26] = [
    "",
    "\n",
    "=",
    "[",
    "]]",
    "[[",
    "{",
    "}",
    "\"",
    "'''",
    "#",
    ",",
    "0",
    "-1",
    "99999999999999999999",
    "1e999",
    "true",
    "\"local\"",
    "2026-02-30",
    "[severities]\n",
    "[[calendars]]\n",
    "schema = 1\n",
    "{product}",
    "{{",
    "\u{0}",
    "时",
];

fn told(files: Files) -> Result<(), TestCaseError> {
    let lines: Vec<(String, usize)> =
        files.iter().map(|(name, text)| (name.clone(), text.matches('\n').count() + 1)).collect();
    let Err(problems) = Policies::read(files) else { return Ok(()) };
    prop_assert!(!problems.is_empty());
    for problem in &problems {
        prop_assert!(problem.column >= 1 && !problem.message.is_empty(), "{problem}");
        let file = lines.iter().find(|(name, _)| *name == problem.file);
        prop_assert!(file.is_some_and(|(_, lines)| (1..=*lines).contains(&problem.line)), "{problem}");
    }
    Ok(())
}

fn boundary(text: &str, at: &Index) -> usize {
    let mut at = at.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

type Damage = (Index, usize, &'static str);

fn damaged(text: &mut String, damages: &[Damage]) {
    for (at, long, shard) in damages {
        let from = boundary(text, at);
        let to = text[from..].char_indices().nth(*long).map_or(text.len(), |(end, _)| from + end);
        text.replace_range(from..to, shard);
    }
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    prop::collection::vec((any::<Index>(), 0..40usize, select(&SHARDS[..])), 1..3)
}

/// The file of this name in the list.
fn file<'f>(files: &'f mut Files, name: &str) -> &'f mut String {
    let found = files.iter_mut().find(|(known, _)| known == name);
    &mut found.expect("a shipped file").1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_file_with_anything_in_it_is_told_with_its_line(which in any::<Index>(), text in "(\\PC|\n){0,300}") {
        let mut files = GERMANY.clone();
        files[which.index(GERMANY.len())].1 = text;
        told(files)?;
    }

    #[test]
    fn a_file_that_was_damaged_is_told_with_its_line(which in any::<Index>(), damages in damages()) {
        let mut files = GERMANY.clone();
        damaged(&mut files[which.index(GERMANY.len())].1, &damages);
        told(files)?;
    }

    #[test]
    fn a_file_of_holidays_that_was_damaged_is_told_with_its_line(damages in damages()) {
        let mut files = GERMANY.clone();
        damaged(file(&mut files, "germany/holidays.ics"), &damages);
        told(files)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_phone_directory_that_was_damaged_is_told_with_its_line(damages in damages(), hours in any::<bool>()) {
        let mut files = CHINA.clone();
        damaged(file(&mut files, if hours { "phone-hours.csv" } else { "phone-directory.csv" }), &damages);
        told(files)?;
    }
}

#[test]
fn the_files_themselves_are_read() {
    for files in [&*GERMANY, &*CHINA] {
        assert_eq!(Policies::read(files.clone()).map(|_| ()), Ok(()));
    }
}
