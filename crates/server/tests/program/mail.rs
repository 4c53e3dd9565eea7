//! A program that is killed between sending a letter and writing down that it did.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use centre::MIGRATIONS;
use db::{
    Clock,
    testing::{TestDb, engines},
};

use crate::servus::{ADMIN, House, eventually};

/// The least that takes letters. While it holds, it has a letter whole and doesn't say so.
#[derive(Clone)]
struct Server {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
    holds: Arc<AtomicBool>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Server { port, letters: Arc::default(), holds: Arc::new(AtomicBool::new(true)) };
        let taking = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let server = taking.clone();
                thread::spawn(move || server.talk(stream));
            }
        });
        server
    }

    fn talk(&self, mut stream: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        stream.write_all(b"220 here\r\n").ok()?;
        while let Some(Ok(line)) = lines.next() {
            let word = line.split(' ').next().unwrap_or_default().to_uppercase();
            let answer = match word.as_str() {
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").ok()?;
                    let text: Vec<String> =
                        lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                    self.letters.lock().unwrap().push(text.join("\n"));
                    eventually("the letter to be acknowledged", || {
                        (!self.holds.load(Ordering::SeqCst)).then_some(())
                    });
                    "250 taken"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
        }
        None
    }

    /// How often each letter came, by its identity, and whether all its copies are the same.
    fn came(&self) -> BTreeMap<String, (usize, bool)> {
        let mut came: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for letter in self.letters.lock().unwrap().iter() {
            let id = letter.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
            came.entry(id.to_owned()).or_default().push(letter.clone());
        }
        came.into_iter()
            .map(|(id, letters)| (id, (letters.len(), letters.iter().all(|l| *l == letters[0]))))
            .collect()
    }
}

/// Reads or changes the outbox as nobody else than a test may.
fn outbox<T: Send + 'static>(
    store: &TestDb,
    what: impl Fn(&mut db::Tx) -> centre::Result<T> + Send + Sync + 'static,
) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = store.open(MIGRATIONS, &Clock::system());
        let read = db.write(what).await.unwrap();
        db.close().await;
        read
    })
}

#[test]
fn letters_on_their_way_when_the_program_is_killed_go_out_again_as_the_same_and_none_is_lost() {
    for database in engines() {
        let server = Server::start();
        let house = House::with_people(&database.store)
            .with("SERVUS_MAIL_FROM", "Contoso <help@contoso.example>")
            .with("SERVUS_MAIL_URL", &format!("smtp://127.0.0.1:{}", server.port));
        let servus = house.start(&["serve"]);
        let mut browser = house.sign_in(ADMIN);
        // Whoever is a contact already is told of each new one.
        for name in ["a", "b", "c"] {
            let added = browser.post("/account/contacts", &format!("contact={name}%40adatum.example"));
            assert_eq!(added.status, 303, "{}", added.body);
        }
        eventually("a letter to be on its way", || {
            (!server.letters.lock().unwrap().is_empty()).then_some(())
        });
        servus.kill();
        let killed_with = server.came();
        server.holds.store(false, Ordering::SeqCst);
        let state = |tx: &mut db::Tx| {
            let rows = tx.query("SELECT state FROM outbox ORDER BY id", &[])?;
            rows.iter().map(|row| Ok(row.get::<String>(0)?)).collect::<centre::Result<Vec<_>>>()
        };
        let states = outbox(&database, state);
        assert_eq!(states.len(), 3, "{states:?}");
        assert_eq!(
            states.iter().filter(|state| *state == "sending").count(),
            killed_with.len(),
            "{states:?}"
        );

        // The dead program's claim is over after two minutes, which nobody waits for here.
        let released = |tx: &mut db::Tx| {
            let now = tx.now();
            Ok(tx.execute("UPDATE outbox SET next_at = $1 WHERE state = 'sending'", &[&now])?)
        };
        outbox(&database, released);
        let servus = house.start(&["serve"]);
        eventually("all letters to be sent", || {
            outbox(&database, state).iter().all(|state| state == "sent").then_some(())
        });
        servus.stop();
        let came = server.came();
        assert_eq!(came.len(), 3, "none is lost");
        for (id, (times, is_same)) in &came {
            let expected = if killed_with.contains_key(id) { 2 } else { 1 };
            assert_eq!((*times, *is_same), (expected, true), "{id}");
        }
    }
}
