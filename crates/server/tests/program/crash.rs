use std::{
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use db::testing::{TestDb, engines};

use crate::{
    browser::request,
    servus::{ADMIN, House, eventually},
};

const SERVE: &[&str] = &["serve"];

fn on_every_engine(story: impl Fn(&House)) {
    for database in engines() {
        let database: TestDb = database;
        story(&House::with_people(&database.store));
    }
}

#[test]
fn every_request_that_was_acknowledged_is_there_after_the_program_was_killed() {
    const CONNECTIONS: usize = 8;
    const BEFORE_EACH_KILL: usize = 60;
    on_every_engine(|house| {
        let mut servus = house.start(SERVE);
        let browser = house.sign_in(ADMIN);
        let acknowledged = Mutex::new(Vec::new());
        for round in 0..3 {
            let before = acknowledged.lock().unwrap().len();
            thread::scope(|scope| {
                for connection in 0..CONNECTIONS {
                    let (mut browser, acknowledged) = (browser.clone(), &acknowledged);
                    scope.spawn(move || {
                        for turn in 0.. {
                            let words = format!("Mail is late: {round}-{connection}-{turn}, ünïcödé 邮件");
                            let Ok(number) = browser.open_request(&words) else { return };
                            acknowledged.lock().unwrap().push((number, words));
                        }
                    });
                }
                eventually("some requests to be acknowledged", || {
                    (acknowledged.lock().unwrap().len() >= before + BEFORE_EACH_KILL).then_some(())
                });
                servus.kill();
            });
            servus = house.start(SERVE);
        }
        let acknowledged = acknowledged.into_inner().unwrap();
        let mut browser = browser.clone();
        for (number, words) in &acknowledged {
            assert_eq!(browser.description(*number), *words);
        }
        servus.stop();
    });
}

#[test]
fn a_stop_lets_requests_in_hand_finish() {
    on_every_engine(|house| {
        let servus = house.start(SERVE);
        let mut browser = house.sign_in(ADMIN);
        let body = request("Sent while the program was stopping.").to_string();
        let mut sending = browser.begin("POST", "/api/v1/requests", "application/json", body.len()).unwrap();
        // The program has the request in hand once it has answered a later one.
        std::io::Write::write_all(&mut sending, &body.as_bytes()[..5]).unwrap();
        assert_eq!(browser.get("/readyz").status, 200);

        servus.ask_to_stop();
        servus.wait_for("stopping");
        eventually("new connections to be refused", || {
            browser
                .begin("GET", "/healthz", "", 0)
                .and_then(|s| browser.clone().end(s))
                .is_err()
                .then_some(())
        });
        std::io::Write::write_all(&mut sending, &body.as_bytes()[5..]).unwrap();
        let answer = browser.end(sending).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert!(servus.ended().success());

        let servus = house.start(SERVE);
        let number = answer.json()["number"].as_i64().unwrap();
        assert_eq!(browser.description(number), "Sent while the program was stopping.");
        servus.stop();
    });
}

#[test]
fn an_open_stream_does_not_keep_the_program_from_stopping() {
    let database = TestDb::sqlite();
    let house = House::with_people(&database.store);
    let servus = house.start(SERVE);
    let agent = house.sign_in(crate::servus::AGENT);
    let _stream = agent.begin("GET", "/desk/live", "", 0).unwrap();
    assert_eq!(agent.clone().get("/readyz").status, 200);
    let begun = Instant::now();
    servus.stop();
    assert!(begun.elapsed() < Duration::from_secs(10));
}
