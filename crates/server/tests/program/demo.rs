use crate::servus::{House, Servus};

fn requests(servus: &Servus) -> Vec<String> {
    let mut admin = servus.browser();
    assert_eq!(admin.follow_link(&servus.link("admin, worldwide")).status, 303);
    let list = admin.get("/api/v1/requests").json();
    let lines = list["requests"].as_array().expect("a list").iter();
    lines.map(|line| format!("{} {}", line["number"], line["subject"])).collect()
}

#[test]
fn a_second_start_of_the_demo_finds_what_the_first_one_left() {
    let house = House::new();
    let listen = format!("127.0.0.1:{}", house.port);
    let start = || house.start(&["demo", "--data", "demo", "--listen", &listen]);

    let servus = start();
    let first = requests(&servus);
    assert!(!first.is_empty());
    let early_link = servus.link("admin, worldwide");
    for cloud in ["worldwide", "china", "germany"] {
        for kind in ["admin", "user", "agent"] {
            servus.link(&format!("{kind}, {cloud}"));
        }
    }
    servus.stop();

    let servus = start();
    assert_eq!(requests(&servus), first);
    assert_eq!(servus.browser().follow_link(&early_link).status, 303);
    let found = servus.browser().get("/api/v1/search?q=mailbox").json();
    assert!(!found["articles"].as_array().expect("a list").is_empty());
    servus.stop();
}
