//! The program while its database is out of reach.

use std::{
    io,
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use db::Store;

use crate::servus::{ADMIN, House, Servus, eventually};

const HOME: &str = "/en/worldwide/health";
/// What programs read of it.
const LASTING: [&str; 4] = [
    "/statuspage/worldwide/de/api/v2/summary.json",
    "/api/v2/scheduled-maintenances.json",
    "/en/worldwide/health/feed.atom?service=mail",
    "/en/worldwide/health/maintenance.ics",
];
const LAST_KNOWN: &str = "This page shows what was last known";

/// The way to a server, which can be cut.
#[derive(Clone)]
struct Way {
    port: u16,
    is_cut: Arc<AtomicBool>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl Way {
    fn to(server: String) -> Way {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let way = Way {
            port: listener.local_addr().unwrap().port(),
            is_cut: Arc::default(),
            streams: Arc::default(),
        };
        let this = way.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if this.is_cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(server) = TcpStream::connect(&server) else { continue };
                for (mut from, mut to) in [(&client, &server), (&server, &client)]
                    .map(|(from, to)| (from.try_clone().unwrap(), to.try_clone().unwrap()))
                {
                    thread::spawn(move || {
                        let _ = io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                this.streams.lock().unwrap().extend([client, server]);
            }
        });
        way
    }

    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for stream in self.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
}

fn shows(servus: &Servus, words: &str) -> bool {
    let page = servus.browser().get(HOME);
    assert_eq!(page.status, 200, "{}", page.body);
    page.body.contains(words)
}

#[test]
fn the_health_page_lasts_when_the_database_goes_and_through_a_restart_without_it() {
    for database in db::testing::engines() {
        // Only a server can go.
        let Store::Postgres(url) = &database.store else { continue };
        let (before, rest) = url.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let way = Way::to(server.to_owned());
        let house = House::with_people(&database.store)
            .with("SERVUS_DATABASE", &format!("{before}@127.0.0.1:{}/{name}", way.port));
        let servus = house.start(&["serve"]);
        let mut admin = house.sign_in(ADMIN);
        eventually("what is known on disk", || house.path("data/health.json").exists().then_some(()));
        assert!(!shows(&servus, LAST_KNOWN));

        way.cut();
        eventually("word of it", || shows(&servus, LAST_KNOWN).then_some(()));
        // Also for somebody who is signed in, and whose session can't be looked up.
        assert!(admin.get(HOME).body.contains(LAST_KNOWN));
        let other = admin.get("/requests");
        assert_eq!(other.status, 503, "{}", other.body);
        assert!(other.body.contains(HOME), "{}", other.body);
        for lasting in LASTING {
            assert_eq!(servus.browser().get(lasting).status, 200, "{lasting}");
        }
        servus.stop();

        let servus = house.start(&["serve"]);
        assert!(shows(&servus, LAST_KNOWN));
        way.mend();
        servus.wait_for("the database is back");
        eventually("the database", || {
            let page = servus.browser().send("GET", HOME, "", "").ok()?;
            (page.status == 200 && !page.body.contains(LAST_KNOWN)).then_some(())
        });
        assert_ne!(admin.get("/requests").status, 503);
        servus.stop();
    }
}

#[test]
fn a_first_start_without_the_database_fails_with_words() {
    let house = House::new().with("SERVUS_DATABASE", "postgres://nobody@127.0.0.1:1/servus");
    let served = house.run(&["serve"]);
    assert!(!served.status.success());
    assert!(crate::servus::text(&served).contains("the database"), "{}", crate::servus::text(&served));
}
