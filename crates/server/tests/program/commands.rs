use std::fs;

use crate::servus::{ADMIN, AGENT, House, PEOPLE, policies, text};

/// A copy of the shipped policies, to be broken.
pub fn with_policies() -> House {
    let house = House::new();
    for entry in walk(&policies()) {
        let relative = entry.strip_prefix(policies()).unwrap().display().to_string();
        house.write(&format!("policies/{relative}"), fs::read(&entry).unwrap());
    }
    let path = house.path("policies").display().to_string();
    house.with("SERVUS_POLICIES", &path)
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn check_finds_the_shipped_policies_in_order() {
    let house = with_policies();
    let checked = house.run(&["check"]);
    assert!(checked.status.success(), "{}", text(&checked));
    assert!(text(&checked).contains("worldwide, china, germany are in order"), "{}", text(&checked));
}

#[test]
fn check_names_file_and_line_of_each_error_in_the_policies() {
    let house = with_policies();
    let mut lines: Vec<String> = fs::read_to_string(house.path("policies/china/policy.toml"))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let life_cycle = lines.iter().position(|line| line.starts_with("life_cycle")).unwrap();
    lines[life_cycle] = "life_cycle = \"asleep\"".into();
    house.write("policies/china/policy.toml", lines.join("\n"));
    let germany = fs::read_to_string(house.path("policies/germany/policy.toml")).unwrap();
    house.write("policies/germany/policy.toml", format!("{germany}\n[colours]\nred = 1\n"));

    let checked = house.run(&["check"]);
    assert!(!checked.status.success());
    let said = text(&checked);
    assert!(said.contains(&format!("china/policy.toml:{}:", life_cycle + 1)), "{said}");
    assert!(said.contains(&format!("germany/policy.toml:{}:", germany.lines().count() + 2)), "{said}");
}

#[test]
fn a_folder_of_policies_is_checked_and_shown_without_a_configuration() {
    let house = House::new();
    let folder = policies().display().to_string();
    let checked = text(&house.run(&["policy", "check", &folder]));
    assert!(checked.contains("worldwide, china, germany are in order"), "{checked}");
    assert!(checked.contains("warning: phone-directory.csv:68:1: curacao: "), "{checked}");
    let missing = house.run(&["policy", "check", "nowhere"]);
    assert!(!missing.status.success() && text(&missing).contains("nowhere"), "{}", text(&missing));

    let shown = text(&house.run(&["policy", "show", &folder, "--cloud", "china"]));
    for words in
        ["severity B\n    first response: 1 business day of `daily`", "max severity: B", "09:00-24:00"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("worldwide"));
    assert!(!house.run(&["policy", "show", &folder, "--cloud", "mars"]).status.success());
}

#[test]
fn diff_says_which_promises_change_and_which_open_cases_get_another_deadline() {
    let house = with_policies();
    let (old, new) = (policies().display().to_string(), house.path("policies").display().to_string());
    let said = text(&house.run(&["policy", "diff", &old, &new]));
    assert!(said.contains("0 promises and rules change") && !said.contains("open cases"), "{said}");

    let file = house.path("policies/worldwide/policy.toml");
    let changed = fs::read_to_string(&file)
        .unwrap()
        .replace("first_response = { value = 3,", "first_response = { value = 2,");
    fs::write(file, changed).unwrap();
    let demo = House::new();
    let data = demo.path("data").display().to_string();
    let listen = format!("127.0.0.1:{}", demo.port);
    demo.start(&["demo", "--data", &data, "--listen", &listen]).stop();
    let demo = demo.with("SERVUS_DATABASE", &format!("sqlite:{data}/servus.db"));
    let said = text(&demo.run(&["policy", "diff", "built-in", &new]));
    assert!(
        said.contains("worldwide: severity C: first response: 3 business days of `working-days` becomes 2"),
        "{said}"
    );
    let moved = said.lines().filter(|line| line.starts_with("case ")).count();
    assert!(moved > 0, "{said}");
    assert!(said.contains(&format!("{moved} open cases would get another deadline")), "{said}");
}

#[test]
fn check_names_file_and_line_of_an_error_in_the_configuration() {
    let house = House::new();
    house.write("servus.toml", "listen = \"127.0.0.1:8080\"\n\nhome_clout = \"china\"\n");
    let checked = house.run(&["check", "--config", "servus.toml"]);
    assert!(!checked.status.success());
    assert!(text(&checked).contains("servus.toml:3: unknown field `home_clout`"), "{}", text(&checked));

    house.write("servus.toml", "home_cloud = \"mars\"\n");
    let checked = house.run(&["check", "--config", "servus.toml"]);
    assert!(!checked.status.success() && text(&checked).contains("mars"), "{}", text(&checked));
    assert!(!house.run(&["check", "--config", "nowhere.toml"]).status.success());
}

#[test]
fn an_import_takes_what_it_can_and_says_what_it_could_not_take() {
    let house = House::new();
    house.write("in/en/good.md", "---\ntitle: Good\n---\n# Good\n\nWords about mailboxes.\n");
    house.write("in/de/good.md", "# Gut\n\nWorte über Postfächer.\n");
    house.write("in/en/hostile.md", "# Hostile\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n");
    house.write("in/en/unknown.md", "# Unknown\n\n::: strange\n\nWords.\n");
    house.write(
        "in/en/utf16.md",
        [b"\xff\xfe".to_vec(), "# Wide\n\nWords.\n".encode_utf16().flat_map(u16::to_le_bytes).collect()]
            .concat(),
    );
    house.write("in/en/binary.md", [0, 159, 146, 150, 0, 1, 2]);
    house.write("in/en/latin.md", b"# Gr\xfc\xdfe\n\nAus alter Zeit.\n");
    house.write("in/en/empty.md", "");
    house.write("in/en/open.md", "---\ntitle: Never ends\n");
    house.write("in/en/oversized.md", format!("# Large\n\n{}", "word ".repeat(300_000)));
    house.write("in/en/picture.png", [137, 80, 78, 71]);
    house.write("secret.md", "# Secret\n\nNot in the folder.\n");
    std::os::unix::fs::symlink(house.path("secret.md"), house.path("in/en/secret.md")).unwrap();
    std::os::unix::fs::symlink(house.path("in"), house.path("in/round")).unwrap();

    let imported = house.run(&["articles", "import", "in"]);
    let said = text(&imported);
    assert!(imported.status.success(), "{said}");
    for refused in ["binary", "latin", "empty", "open", "oversized"] {
        assert!(said.contains(&format!("en/{refused}.md: not taken: ")), "{refused}: {said}");
    }
    for told in ["hostile.md:3: element", "hostile.md:5: link", "unknown.md:3: directive"] {
        assert!(said.contains(&format!("en/{told}: ")), "{told}: {said}");
    }
    for link in ["en/secret.md", "round"] {
        assert!(said.contains(&format!("{link}: not taken: is a link")), "{link}: {said}");
    }
    assert!(said.contains("5 new, 0 changed, 0 unchanged") && said.contains("Not taken: 8"), "{said}");

    house.write("in/de/good.md", "# Gut\n\nBessere Worte über Postfächer.\n");
    let said = text(&house.run(&["articles", "import", "in"]));
    assert!(said.contains("0 new, 1 changed, 4 unchanged") && said.contains("Not taken: 8"), "{said}");

    let servus = house.start(&["serve"]);
    let shown = servus.browser().get("/en/worldwide/articles/hostile");
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("Hostile"));
    assert!(
        !shown.body.contains("<script>alert") && !shown.body.contains("href=\"javascript:"),
        "{}",
        shown.body
    );
    servus.stop();
}

#[test]
fn an_import_of_a_folder_that_is_not_there_fails() {
    let imported = House::new().run(&["articles", "import", "nowhere"]);
    assert!(!imported.status.success() && text(&imported).contains("nowhere"), "{}", text(&imported));
}

#[test]
fn a_directory_can_be_imported_again_and_adds_nothing_twice() {
    let house = House::new();
    house.write("people.toml", PEOPLE);
    for _ in 0..2 {
        let imported = house.run(&["directory", "import", "people.toml"]);
        assert!(imported.status.success(), "{}", text(&imported));
        assert!(text(&imported).contains("1 organizations, 1 people, 1 agents"), "{}", text(&imported));
    }
    for email in [ADMIN, AGENT] {
        assert!(text(&house.run(&["link", email])).contains("/link/"));
    }
    let nobody = house.run(&["link", "nobody@adatum.example"]);
    assert!(!nobody.status.success() && text(&nobody).contains("nobody has this e-mail address"));
}

#[test]
fn a_directory_with_an_error_changes_nothing_and_says_where_the_error_is() {
    let house = House::new();
    house.write("people.toml", format!("{PEOPLE}\ncolour = \"red\"\n"));
    let refused = house.run(&["directory", "import", "people.toml"]);
    assert!(!refused.status.success());
    let line = PEOPLE.lines().count() + 2;
    assert!(text(&refused).contains(&format!("line {line}")), "{}", text(&refused));

    house.write("people.toml", PEOPLE.replace("\"global\"", "\"emperor\""));
    let refused = house.run(&["directory", "import", "people.toml"]);
    assert!(!refused.status.success() && text(&refused).contains("emperor"), "{}", text(&refused));
    assert!(!house.run(&["link", ADMIN]).status.success());
}
