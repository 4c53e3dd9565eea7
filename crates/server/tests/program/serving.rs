use std::{fs, process::Command};

use crate::{
    browser::Browser,
    commands::with_policies,
    servus::{ADMIN, House, Servus, eventually, text},
};

#[test]
fn the_first_manager_signs_in_once_with_the_link_in_the_log() {
    let house = House::new()
        .with("SERVUS_FIRST_ADMIN_EMAIL", "vera.stone@contoso.example")
        .with("SERVUS_FIRST_ADMIN_NAME", "Vera Stone");
    let servus = house.start(&["serve"]);
    let link = servus.link("the first manager signs in");
    let mut browser = servus.browser();
    assert_eq!(browser.follow_link(&link).status, 303);
    assert_eq!(browser.get("/desk").status, 200);

    let path = link[link.find("/link/").unwrap()..].trim().to_owned();
    let mut other = servus.browser();
    let again = other.post(&path, "");
    assert!((400..500).contains(&again.status), "{}", again.status);
    assert_eq!(other.get("/desk").status, 303);
    servus.stop();

    let servus = house.start(&["serve"]);
    assert_eq!(browser.get("/desk").status, 200);
    assert!(!servus.said().contains("/link/"));
    servus.stop();
}

#[test]
fn a_link_that_is_only_looked_at_is_not_used_up() {
    let database = db::testing::TestDb::sqlite();
    let house = House::with_people(&database.store);
    let servus = house.start(&["serve"]);
    let link = crate::servus::text(&house.run(&["link", ADMIN]));
    let path = link[link.find("/link/").unwrap()..].trim().to_owned();
    for _ in 0..3 {
        assert_eq!(servus.browser().get(&path).status, 200);
    }
    assert_eq!(servus.browser().post(&path, "").status, 303);
    servus.stop();
}

#[test]
fn over_tls_cookies_are_for_tls_and_this_host_only() {
    let database = db::testing::TestDb::sqlite();
    let house =
        House::with_people(&database.store).with("SERVUS_BASE_URL", "https://support.contoso.example");
    let servus = house.start(&["serve"]);
    let link = crate::servus::text(&house.run(&["link", ADMIN]));
    assert!(link.starts_with("https://support.contoso.example/link/"), "{link}");
    let mut browser = servus.browser();
    let signed_in = browser.follow_link(&link);
    let cookies = signed_in.header("set-cookie");
    let session = cookies.iter().find(|c| c.starts_with("__Host-servus=")).expect("a session");
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(session.contains(part), "{session}");
    }
    assert!(!session.contains("Domain"));
    assert_eq!(browser.get("/api/v1/requests").status, 200);
    servus.stop();
}

#[test]
fn with_a_certificate_it_speaks_tls_itself() {
    let house = House::new();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
        .args(["-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(house.path(""))
        .output()
        .expect("openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let (certificate, key) = (house.path("cert.pem"), house.path("key.pem"));
    let house = house
        .with("SERVUS_TLS_CERTIFICATE", &certificate.display().to_string())
        .with("SERVUS_TLS_KEY", &key.display().to_string());
    let servus = house.start(&["serve"]);
    let asked = Command::new("curl")
        .args(["--silent", "--show-error", "--include", "--http1.1", "--noproxy", "*", "--cacert"])
        .arg(&certificate)
        .arg(format!("https://localhost:{}/en/worldwide/", house.port))
        .args(["--connect-to", &format!("localhost:{0}:127.0.0.1:{0}", house.port)])
        .output()
        .expect("curl");
    let answer = crate::servus::text(&asked);
    assert!(asked.status.success() && answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.to_lowercase().contains("content-security-policy: default-src 'none'"), "{answer}");
    servus.stop();
}

#[test]
fn a_key_that_is_missing_is_told_before_anything_is_served() {
    let house = House::new()
        .with("SERVUS_TLS_CERTIFICATE", "/nowhere/cert.pem")
        .with("SERVUS_TLS_KEY", "/nowhere/key.pem");
    let served = house.run(&["serve"]);
    assert!(!served.status.success());
    assert!(crate::servus::text(&served).contains("/nowhere/cert.pem"));
}

#[test]
fn two_programs_on_one_port_are_told_apart() {
    let house = House::new();
    let servus = house.start(&["serve"]);
    let other = House::new().with("SERVUS_LISTEN", &format!("127.0.0.1:{}", house.port));
    let second = other.run(&["serve"]);
    assert!(!second.status.success());
    assert!(crate::servus::text(&second).contains("can't listen on"), "{}", crate::servus::text(&second));
    servus.stop();
}

/// What the page of the cloud in China says.
fn promises(servus: &Servus) -> String {
    let page = servus.browser().get("/en/china/get-support");
    assert_eq!(page.status, 200);
    page.body
}

#[test]
fn a_changed_policy_is_in_force_without_a_restart_and_a_broken_one_never() {
    let house = with_policies();
    let file = "policies/china/policy.toml";
    let original = fs::read_to_string(house.path(file)).unwrap();
    let servus = house.start(&["serve"]);
    assert!(promises(&servus).contains("1 hour") && !promises(&servus).contains("7 hours"));

    house.write(file, original.replacen("value = 1, unit = \"hours\"", "value = 7, unit = \"hours\"", 1));
    eventually("the new promise", || promises(&servus).contains("7 hours").then_some(()));
    servus.wait_for("china: severity A: first response: 1 hour of `always` becomes 7 hours of `always`");

    let line = original.lines().position(|line| line.starts_with("life_cycle")).unwrap() + 1;
    house.write(file, original.replacen("life_cycle = \"active\"", "life_cycle = \"asleep\"", 1));
    servus.wait_for(&format!("china/policy.toml:{line}:"));
    assert!(promises(&servus).contains("7 hours"));

    house.write(file, &original);
    eventually("the old promise", || (!promises(&servus).contains("7 hours")).then_some(()));
    servus.stop();
}

#[test]
fn a_hang_up_has_the_policies_read_again() {
    let house = with_policies();
    let servus = house.start(&["serve"]);
    servus.signal("HUP");
    servus.wait_for("the policies and the guides were read again");
    servus.stop();
}

#[test]
fn an_article_without_a_word_of_the_question_is_found_by_what_it_means() {
    let house = House::new().with("SERVUS_MEANING", "true");
    let titles = [
        "Reset a password",
        "Download an invoice",
        "Share a calendar",
        "Add a printer",
        "Record a meeting",
        "Move a mailbox",
        "Restore a file",
        "Choose a plan",
        "Install the apps",
        "Connect a domain",
    ];
    for (number, title) in titles.iter().enumerate() {
        house.write(&format!("articles/en/{number}.md"), format!("# {title}\n"));
    }
    let imported = house.run(&["articles", "import", &house.path("articles").display().to_string()]);
    assert!(imported.status.success(), "{}", text(&imported));
    let _servus = house.start(&["serve"]);
    let mut browser = Browser::new(house.port);
    eventually("the article to be found by its meaning", || {
        let found = browser.get("/api/v1/search?q=elfelejtettem%20a%20jelszavamat").json();
        let first = found["articles"][0]["title"].as_str().map(str::to_owned);
        first.filter(|title| title == "Reset a password")
    });
}
