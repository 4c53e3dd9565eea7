//! `servus articles lint` as a documentation team's checks run it.

use crate::servus::{House, text};

const SOURCE: &str = "# Mail\n\nWait 5 minutes.\n\nSelect **Send**.\n";

fn house(translation: &str) -> House {
    let house = House::new();
    house.write("en/sub/mail.md", SOURCE);
    house.write("de/sub/mail.md", translation);
    house.write("de/alone.md", "# Allein\n");
    house
}

#[test]
fn a_folder_without_findings_ends_with_success() {
    let house = house("# E-Mail\n\nWarten Sie 5 Minuten.\n\nWählen Sie **Senden**.\n");
    let checked = house.run(&["articles", "lint", "de", "--source", "en"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
    assert!(text(&checked).contains("1 files compared, 1 without a source"), "{}", text(&checked));
}

#[test]
fn each_finding_names_file_line_and_kind_and_ends_with_one() {
    let house = house("# E-Mail\n\nWarten Sie 5 Stunden.\n\nWählen Sie Senden.\n");
    let checked = house.run(&["articles", "lint", "de", "--source", "en"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = text(&checked);
    let line = "de/sub/mail.md:3:1: duration: the source has 5 minutes, the translation 5 Stunden";
    assert!(said.contains(line), "{said}");
    assert!(said.contains("de/sub/mail.md:5:1: bold: 1 bold parts in the source, 0 here"), "{said}");

    let only = house.run(&["articles", "lint", "de", "--source", "en", "--only", "bold", "--format", "json"]);
    assert_eq!(only.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&only.stdout).unwrap();
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(
        (&found[0]["file"], &found[0]["line"], &found[0]["kind"]),
        (&"de/sub/mail.md".into(), &5.into(), &"bold".into())
    );
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let house = house("# E-Mail\n");
    house.write("de/picture.md", b"\x89PNG\0\xff\xfe");
    let checked = house.run(&["articles", "lint", "de", "--source", "en"]);
    assert_eq!(checked.status.code(), Some(2), "{}", text(&checked));
    assert!(text(&checked).contains("de/picture.md: "), "{}", text(&checked));
    assert_eq!(house.run(&["articles", "lint", "nowhere"]).status.code(), Some(2));
    assert_eq!(house.run(&["articles", "lint"]).status.code(), Some(2));
    let unknown = house.run(&["articles", "lint", "de", "--only", "colour"]);
    assert!(unknown.status.code() == Some(2) && text(&unknown).contains("duration"), "{}", text(&unknown));
    // An error in a glossary is no finding.
    house.write("words.toml", "[[term]]\nsays = 1\n");
    let glossary = house.run(&["articles", "lint", "de", "--source", "en", "--glossary", "words.toml"]);
    assert_eq!(glossary.status.code(), Some(2), "{}", text(&glossary));
    // A source folder that isn't there is a mistake, not a folder without sources.
    let nowhere = house.run(&["articles", "lint", "de", "--source", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2), "{}", text(&nowhere));
}
