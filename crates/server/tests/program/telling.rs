//! Telling very many of one publication, with the program dying in between, on a mail server that counts.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use centre::{
    MIGRATIONS,
    health::{self, Class, NewIssue, NewPost, Status, Texts},
    policy::Policies,
};
use db::{
    Clock, Tx,
    testing::{TestDb, engines},
};

use crate::servus::{House, eventually};

/// A mail server: which Message-ID each receiver got, and how often.
#[derive(Clone, Default)]
struct Letterbox(Arc<Mutex<HashMap<String, Vec<String>>>>);

impl Letterbox {
    fn open() -> (Letterbox, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letterbox = Letterbox::default();
        let keep = letterbox.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let letterbox = keep.clone();
                thread::spawn(move || drop(letterbox.talk(&stream)));
            }
        });
        (letterbox, url)
    }

    fn talk(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        stream.write_all(b"220 here\r\n")?;
        let mut to = String::new();
        while let Some(line) = lines.next().transpose()? {
            let command = line.get(..4).unwrap_or_default().to_uppercase();
            if command == "RCPT" {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            }
            if command == "DATA" {
                stream.write_all(b"354 go on\r\n")?;
                let mut id = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if let Some(given) = line.strip_prefix("Message-ID: ") {
                        id = given.to_owned();
                    }
                    if line == "." {
                        break;
                    }
                }
                self.0.lock().unwrap().entry(to.clone()).or_default().push(id);
            }
            stream.write_all(if command == "QUIT" { b"221 bye\r\n" } else { b"250 ok\r\n" })?;
        }
        Ok(())
    }

    fn receivers(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    fn letters(&self) -> usize {
        self.0.lock().unwrap().values().map(Vec::len).sum()
    }
}

/// People who want to be told of every incident.
fn subscribe(tx: &mut Tx, from: usize, many: usize) -> Result<(), centre::Error> {
    let now = tx.now();
    for n in from..from + many {
        let (id, address) = (tx.new_id(), tx.new_id());
        let (language, zone) = [
            ("en", "America/Chicago"),
            ("de", "Europe/Berlin"),
            ("hu", "Europe/Budapest"),
            ("nl", "Europe/Amsterdam"),
            ("zh-CN", "Asia/Shanghai"),
        ][n % 5];
        tx.execute(
            "INSERT INTO people (id, kind, cloud, organization, name, email, sign_in_name, language, languages,
               time_zone, roles, created_at)
             SELECT $1, 'admin', cloud, organization, 'Somebody', $2, $2, $3, $3, $4, 'global', $5
             FROM people WHERE sign_in_name = 'maria.lind@adatum.example'",
            &[&id, &format!("somebody{n}@adatum.example"), &language, &zone, &now],
        )?;
        tx.execute(
            "INSERT INTO health_addresses (id, person, leave, confirmed_at, created_at) VALUES ($1, $2, $3, $4, $4)",
            &[&address, &id, &format!("leave{n}"), &now],
        )?;
        tx.execute(
            "INSERT INTO health_wishes (cloud, topic, person) VALUES ('worldwide', 'incident/*', $1)",
            &[&id],
        )?;
    }
    Ok(())
}

fn publish(tx: &mut Tx) -> Result<String, centre::Error> {
    let policies = Policies::load(None).unwrap();
    let policy = policies.cloud("worldwide").unwrap();
    let words = || Texts::new("en", "Mail is late").with("de", "Post kommt spät");
    let new = NewIssue::new(Class::Incident, "mail", words(), words(), tx.now());
    health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words()))
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(future)
}

fn prepare(database: &TestDb, many: usize) {
    run(async {
        let db = database.open(MIGRATIONS, &Clock::system());
        for from in (0..many).step_by(1_000) {
            let part = (many - from).min(1_000);
            db.write(move |tx| subscribe(tx, from, part)).await.unwrap();
        }
        db.write(publish).await.unwrap();
        db.close().await;
    });
}

#[test]
fn each_of_many_is_told_once_though_the_program_is_killed_meanwhile() {
    const MANY: usize = 300;
    /// Each may have handed over a letter and not written that down.
    const IN_HAND: usize = 4;
    for database in engines() {
        let (letterbox, url) = Letterbox::open();
        let house = House::with_people(&database.store)
            .with("SERVUS_MAIL_URL", &url)
            .with("SERVUS_MAIL_FROM", "Contoso <health@contoso.example>");
        prepare(&database, MANY);
        for kill in 1..=2 {
            let servus = house.start(&["serve"]);
            eventually("letters", || (letterbox.receivers() >= kill * 60).then_some(()));
            servus.kill();
            assert!(letterbox.receivers() < MANY, "it was killed too late to prove anything");
            // What the dead workers held is free after two minutes: as if they had passed.
            run(async {
                let db = database.open(MIGRATIONS, &Clock::system());
                let free = |tx: &mut Tx| {
                    let now = tx.now();
                    tx.execute("UPDATE outbox SET next_at = $1 WHERE state = 'sending'", &[&now])?;
                    Ok::<_, centre::Error>(())
                };
                db.write(free).await.unwrap();
                db.close().await;
            });
        }
        let servus = house.start(&["serve"]);
        eventually("the last letter", || (letterbox.receivers() == MANY).then_some(()));
        // Whatever else there may be comes now.
        thread::sleep(Duration::from_secs(3));
        servus.stop();
        let received = letterbox.0.lock().unwrap();
        let twice: Vec<_> = received.values().filter(|ids| ids.len() > 1).collect();
        assert!(twice.len() <= 2 * IN_HAND, "{twice:?}");
        assert!(twice.iter().all(|ids| ids.iter().all(|id| *id == ids[0])), "a repeat has another identity");
        let mut ids: Vec<&String> = received.values().map(|ids| &ids[0]).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), MANY);
    }
}

/// How long it takes until all are on their list at the policy's pace, and then how many letters a second go out if nothing
/// holds them back: `SERVUS_TELL=100000 cargo test --release -p server --test program -- --ignored telling --nocapture`
#[test]
#[ignore = "a measurement"]
fn measured() {
    const SENDING: Duration = Duration::from_secs(20);
    let many: usize = std::env::var("SERVUS_TELL").map_or(100_000, |many| many.parse().unwrap());
    let database = TestDb::sqlite();
    let (letterbox, url) = Letterbox::open();
    let house = House::with_people(&database.store)
        .with("SERVUS_MAIL_URL", &url)
        .with("SERVUS_MAIL_FROM", "Contoso <health@contoso.example>");
    prepare(&database, many);
    let began = Instant::now();
    let servus = house.start(&["serve"]);
    while !servus.said().contains("on its way to all") {
        thread::sleep(Duration::from_millis(100));
    }
    println!("{many} queued after {:?}, {}", began.elapsed(), servus.used());
    servus.stop();

    let policies = house.path("policies");
    copy(&crate::servus::policies(), &policies);
    let telling = policies.join("common/telling.toml");
    let text = std::fs::read_to_string(&telling).unwrap();
    std::fs::write(&telling, text.replace("mails_per_second = 50", "mails_per_second = 100000")).unwrap();
    let servus = house.with("SERVUS_POLICIES", &policies.display().to_string()).start(&["serve"]);
    let before = letterbox.letters();
    thread::sleep(SENDING);
    println!("{} sent in {SENDING:?}, {}", letterbox.letters() - before, servus.used());
    servus.stop();
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}
