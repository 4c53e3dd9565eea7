//! What the crate promises, on every engine that is at hand.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, panic, thread};

use db::testing::{TestDb, engines};
use db::{Clock, Config, Db, Engine, Error, Id, Migration, Result, Store, Tx, Value};
use jiff::Timestamp;
use proptest::prelude::*;
use tokio::sync::broadcast;
use tokio::task::JoinSet;
use tokio::time::timeout;

const SCHEMA: Migration = Migration {
    version: 1,
    name: "start",
    sql: "
CREATE TABLE notes (id BYTES PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE parents (id BIGINT PRIMARY KEY);
CREATE TABLE children (parent BIGINT NOT NULL REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE kinds (i BIGINT, r DOUBLE PRECISION, t TEXT, b BYTES);
CREATE TABLE changes (
--sqlite   seq INTEGER PRIMARY KEY AUTOINCREMENT,
--postgres seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
--sqlite   tick BIGINT GENERATED ALWAYS AS (seq) VIRTUAL,
--postgres tick BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  at BIGINT NOT NULL, kind TEXT NOT NULL, subject BYTES NOT NULL);
",
};
const MIGRATIONS: &[Migration] = &[SCHEMA];

fn stores() -> impl Iterator<Item = (TestDb, Db)> {
    engines().into_iter().map(|store| {
        let db = store.open(MIGRATIONS, &Clock::system());
        (store, db)
    })
}

fn add_note(tx: &mut Tx<'_>, text: &str) -> Result<Id> {
    let id = tx.new_id();
    tx.execute("INSERT INTO notes (id, text) VALUES ($1, $2)", &[&id, &text])?;
    Ok(id)
}

async fn notes(db: &Db) -> Vec<String> {
    db.read(|tx| {
        let rows = tx.query("SELECT text FROM notes ORDER BY text", &[])?;
        rows.iter().map(|row| row.get(0)).collect::<Result<_>>()
    })
    .await
    .unwrap()
}

/// Starts the writes while another one is under way, so that they share the commit that comes after it.
async fn together<T: Send + 'static>(
    db: &Db,
    writes: Vec<impl Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static>,
) -> Vec<Result<T>> {
    let mut tasks = vec![];
    let (other, (started, start)) = (db.clone(), std::sync::mpsc::sync_channel(8));
    let first = tokio::spawn(async move {
        let hold = move |_: &mut Tx<'_>| -> Result<()> {
            let _ = started.send(());
            thread::sleep(Duration::from_millis(100));
            Ok(())
        };
        other.write(hold).await
    });
    tokio::task::spawn_blocking(move || start.recv()).await.unwrap().unwrap();
    for write in writes {
        let db = db.clone();
        tasks.push(tokio::spawn(async move { db.write(write).await }));
    }
    first.await.unwrap().unwrap();
    let mut results = vec![];
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

async fn heard(announcements: &mut broadcast::Receiver<Arc<str>>) -> Vec<String> {
    let mut topics = vec![];
    while let Ok(topic) = timeout(Duration::from_millis(700), announcements.recv()).await {
        topics.push(topic.unwrap().to_string());
    }
    topics.sort();
    topics
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_closure_is_rolled_back_alone_and_announces_nothing() {
    for (_store, db) in stores() {
        let mut announcements = db.announcements();
        let write = |n: usize| {
            move |tx: &mut Tx<'_>| {
                tx.announce(format!("note-{n}"));
                tx.announce("notes");
                add_note(tx, &format!("note {n}"))?;
                match n {
                    3 => Err(Error::NoRow),
                    5 => panic::panic_any("on purpose"),
                    7 => add_note(tx, "note 7"),
                    _ => add_note(tx, &format!("also {n}")),
                }
            }
        };
        let results = together(&db, (1..=8).map(write).collect()).await;
        for (n, result) in (1..=8).zip(results) {
            match (n, result) {
                (3, result) => assert_eq!(result, Err(Error::NoRow)),
                (5, result) => assert_eq!(result, Err(Error::Engine("panic: on purpose".into()))),
                (7, result) => assert!(matches!(result, Err(Error::Unique { .. })), "{result:?}"),
                (_, result) => assert!(result.is_ok(), "{result:?}"),
            }
        }
        let good = [1, 2, 4, 6, 8];
        let expected = good.map(|n| format!("also {n}")).into_iter().chain(good.map(|n| format!("note {n}")));
        assert_eq!(notes(&db).await, expected.collect::<Vec<_>>());
        let topics: BTreeSet<_> = heard(&mut announcements).await.into_iter().collect();
        let expected = good.map(|n| format!("note-{n}")).into_iter().chain(["notes".into()]);
        assert_eq!(topics, expected.collect());
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_comes_once_per_committed_write() {
    for (_store, db) in stores() {
        let mut announcements = db.announcements();
        for _ in 0..3 {
            db.write(|tx| {
                tx.announce("case");
                tx.announce("case");
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        }
        db.read(|tx| {
            tx.announce("read");
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        assert_eq!(heard(&mut announcements).await, ["case", "case", "case"]);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_commit_fails_everybody_who_shared_it_gets_the_error_and_nothing_stays() {
    for (store, db) in stores() {
        let mut announcements = db.announcements();
        let write = |n: usize| {
            move |tx: &mut Tx<'_>| {
                tx.announce("notes");
                // The missing parent is noticed by the commit only.
                let sql = "INSERT INTO children (parent) SELECT 1 WHERE $1 = 2";
                tx.execute(sql, &[&(n as i64)])?;
                add_note(tx, &format!("note {n}"))
            }
        };
        let results = together(&db, (0..4).map(write).collect()).await;
        let failed = results.iter().filter(|result| matches!(result, Err(Error::Engine(_)))).count();
        match store.store.engine() {
            Engine::Sqlite => {
                assert_eq!(failed, 4);
                assert_eq!(notes(&db).await, [""; 0]);
                assert_eq!(heard(&mut announcements).await, [""; 0]);
            }
            Engine::Postgres => {
                assert_eq!(failed, 1);
                assert_eq!(notes(&db).await, ["note 0", "note 1", "note 3"]);
                assert_eq!(heard(&mut announcements).await.len(), 3);
            }
        }
        db.write(|tx| add_note(tx, "after")).await.unwrap();
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_exactly_the_answered_writes_are_kept() {
    let store = TestDb::sqlite();
    let db = store.open(MIGRATIONS, &Clock::system());
    let limit = |pages: &'static str| move |tx: &mut Tx<'_>| tx.query_dyn(pages, &[]).map(drop);
    db.write(limit("PRAGMA max_page_count = 60")).await.unwrap();
    let write = |n: usize| {
        let text = format!("{n:04} {}", "x".repeat(if n % 7 == 3 { 300_000 } else { 2_000 }));
        move |tx: &mut Tx<'_>| add_note(tx, &text).map(|_| format!("{n:04}"))
    };
    let mut results = vec![db.write(write(0)).await, db.write(write(1)).await];
    results.extend(together(&db, (2..60).map(write).collect()).await);
    assert!(results[..2].iter().all(Result::is_ok) && results.iter().any(Result::is_err));
    let kept: Vec<_> = notes(&db).await.iter().map(|text| text[..4].to_owned()).collect();
    let mut answered: Vec<_> = results.into_iter().filter_map(Result::ok).collect();
    answered.sort();
    assert_eq!(kept, answered);
    db.write(limit("PRAGMA max_page_count = 100000")).await.unwrap();
    db.write(|tx| add_note(tx, "room again")).await.unwrap();
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_that_goes_on_after_a_failed_statement_leaves_nothing() {
    for (_store, db) in stores() {
        let result = db
            .write(|tx| {
                add_note(tx, "one")?;
                assert!(tx.execute("INSERT INTO notes (id, text) VALUES ($1, 'one')", &[&[1_u8]]).is_err());
                assert!(matches!(tx.query("SELECT 1", &[]), Err(Error::Unique { .. })));
                Ok(())
            })
            .await;
        assert!(matches!(result, Err(Error::Unique { .. })), "{result:?}");
        assert_eq!(notes(&db).await, [""; 0]);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eight_tasks_count_together_adds_up() {
    for (_store, db) in stores() {
        let setup = "INSERT INTO counters (name, value) VALUES ('a', 0), ('b', 0)";
        db.write(move |tx| tx.execute(setup, &[])).await.unwrap();
        let mut tasks = JoinSet::new();
        for task in 0..8 {
            let db = db.clone();
            tasks.spawn(async move {
                for round in 0..10 {
                    let names = if (task + round) % 2 == 0 { ["a", "b"] } else { ["b", "a"] };
                    db.write(move |tx| {
                        for name in names {
                            let row = tx.query_one("SELECT value FROM counters WHERE name = $1", &[&name])?;
                            let value: i64 = row.get(0)?;
                            tx.execute(
                                "UPDATE counters SET value = $2 WHERE name = $1",
                                &[&name, &(value + 1)],
                            )?;
                        }
                        Ok::<_, Error>(())
                    })
                    .await
                    .unwrap();
                }
            });
        }
        tasks.join_all().await;
        let sum =
            db.read(|tx| tx.query_one("SELECT sum(value), min(value) FROM counters", &[])).await.unwrap();
        assert_eq!((sum.get(0), sum.get(1)), (Ok(160_i64), Ok(80_i64)));
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_keeps_to_the_horizon_sees_every_change_once() {
    for (_store, db) in stores() {
        let mut writers = JoinSet::new();
        for writer in 0..6_u8 {
            let db = db.clone();
            writers.spawn(async move {
                for n in 0..12_u8 {
                    db.write(move |tx| {
                        let now = tx.now();
                        let sql = "INSERT INTO changes (at, kind, subject) VALUES ($1, 'x', $2)";
                        tx.execute(sql, &[&now, &[writer, n]])?;
                        // Some commit long after others that began later.
                        thread::sleep(Duration::from_millis(u64::from(n * 7 + writer * 5) % 23));
                        Ok::<_, Error>(())
                    })
                    .await
                    .unwrap();
                }
            });
        }
        let (mut from, mut seen) = (0_i64, vec![]);
        while seen.len() < 72 || !writers.is_empty() {
            let (to, subjects) = db
                .read(move |tx| {
                    let to = tx.horizon()?;
                    let sql = "SELECT subject FROM changes WHERE tick >= $1 AND tick < $2 ORDER BY tick, seq";
                    let rows = tx.query(sql, &[&from, &to])?;
                    let subjects =
                        rows.iter().map(|row| row.get::<Vec<u8>>(0)).collect::<Result<Vec<_>>>()?;
                    Ok::<_, Error>((to, subjects))
                })
                .await
                .unwrap();
            assert!(to >= from);
            from = to;
            seen.extend(subjects);
            while writers.try_join_next().is_some() {}
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let all: BTreeSet<_> = seen.iter().cloned().collect();
        assert_eq!((seen.len(), all.len()), (72, 72));
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_sees_one_snapshot_and_can_not_write() {
    for (_store, db) in stores() {
        db.write(|tx| add_note(tx, "one")).await.unwrap();
        let (go, gone) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let (there, back) = (go.clone(), gone.clone());
        let reader = db.clone();
        let read = tokio::spawn(async move {
            reader
                .read(move |tx| {
                    let count =
                        |tx: &mut Tx<'_>| tx.query_one("SELECT count(*) FROM notes", &[])?.get::<i64>(0);
                    let before = count(tx)?;
                    there.store(1, Ordering::SeqCst);
                    while back.load(Ordering::SeqCst) == 0 {
                        thread::sleep(Duration::from_millis(1));
                    }
                    Ok::<_, Error>((before, count(tx)?))
                })
                .await
        });
        while go.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        db.write(|tx| add_note(tx, "two")).await.unwrap();
        gone.store(1, Ordering::SeqCst);
        assert_eq!(read.await.unwrap(), Ok((1, 1)));
        let written = db.read(|tx| add_note(tx, "three")).await;
        assert!(matches!(written, Err(Error::Engine(_))), "{written:?}");
        assert_eq!(notes(&db).await, ["one", "two"]);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_is_queued_and_refuses_the_rest() {
    for (store, db) in stores() {
        let mut tasks = JoinSet::new();
        for n in 0..50 {
            let db = db.clone();
            tasks.spawn(async move { db.write(move |tx| add_note(tx, &format!("{n:02}"))).await.is_ok() });
        }
        tokio::task::yield_now().await;
        db.close().await;
        let written = tasks.join_all().await.into_iter().filter(|done| *done).count();
        assert_eq!(db.write(|tx| add_note(tx, "late")).await, Err(Error::Closed));
        assert_eq!(db.read(|tx| tx.query("SELECT 1", &[])).await, Err(Error::Closed));
        let again = store.open(MIGRATIONS, &Clock::system());
        assert_eq!(notes(&again).await.len(), written);
        again.close().await;
        if let Store::Sqlite(path) = &store.store {
            assert!(!path.with_extension("db-wal").exists());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_whose_caller_went_away_happens_all_the_same() {
    for (_store, db) in stores() {
        let slow = db.write(|tx| {
            thread::sleep(Duration::from_millis(60));
            add_note(tx, "unheard")
        });
        assert!(timeout(Duration::from_millis(20), slow).await.is_err());
        db.close().await;
        let again = _store.open(MIGRATIONS, &Clock::system());
        assert_eq!(notes(&again).await, ["unheard"]);
        again.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn time_and_ids_come_with_the_transaction() {
    for store in engines() {
        let noon: Timestamp = "2026-03-01T12:00:00.123456Z".parse().unwrap();
        let clock = Clock::fixed(noon);
        let db = store.open(MIGRATIONS, &clock);
        let ids =
            db.write(|tx| Ok::<_, Error>((0..1000).map(|_| tx.new_id()).collect::<Vec<_>>())).await.unwrap();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
        clock.advance(Duration::from_micros(1));
        let (now, later) = db.write(|tx| Ok::<_, Error>((tx.now(), tx.new_id()))).await.unwrap();
        assert_eq!(now, noon + Duration::from_micros(1));
        assert!(later > ids[999]);
        let text = later.to_string();
        assert_eq!((text.len(), &text[14..15], text.parse()), (36, "7", Ok(later)));
        assert!(text.replace('-', "").parse::<Id>().is_err());
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_are_found_by_number_and_counted() {
    for (_store, db) in stores() {
        db.read(|tx| {
            let row =
                tx.query_one("SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), $2 || '!'", &[&7_i64, &"x"])?;
            assert_eq!(
                (row.get(0), row.get(1), row.get(2)),
                (Ok("x".to_owned()), Ok(7_i64), Ok("x!".to_owned()))
            );
            assert!(matches!(row.get::<i64>(0), Err(Error::Type(_))));
            assert!(matches!(row.get::<i64>(3), Err(Error::Type(_))));
            assert_eq!(tx.query_one("SELECT 1 WHERE 1 = 2", &[]), Err(Error::NoRow));
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        let sum = "SELECT CAST($1 AS BIGINT) + CAST($2 AS BIGINT)";
        let one = db.read(move |tx| tx.query(sum, &[&1_i64])).await;
        assert!(matches!(one, Err(Error::Engine(_))), "{one:?}");
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_engine_could_not_keep_is_refused_by_both() {
    for (_store, db) in stores() {
        let nul = db.write(|tx| add_note(tx, "a\0b")).await;
        assert!(matches!(nul, Err(Error::Type(_))), "{nul:?}");
        let nan = db.write(|tx| tx.execute("INSERT INTO kinds (r) VALUES ($1)", &[&f64::NAN])).await;
        assert!(matches!(nan, Err(Error::Type(_))), "{nan:?}");
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn aggregates_are_integers_where_they_are_whole() {
    for (_store, db) in stores() {
        let setup = "INSERT INTO kinds (i) VALUES (9000000000000000000), (-20001), (-5), (NULL)";
        db.write(move |tx| tx.execute(setup, &[])).await.unwrap();
        let row = db
            .read(|tx| {
                let sql = "SELECT sum(i), count(i), avg(i) * 2, sum(i) FILTER (WHERE i < 0), sum(i) FILTER (WHERE i = 0),
                    max(i) = 1 FROM kinds";
                tx.query_one(sql, &[])
            })
            .await
            .unwrap();
        assert_eq!(row.get(0), Ok(8_999_999_999_999_979_994_i64));
        assert_eq!(row.get(1), Ok(3_i64));
        assert!((row.get::<f64>(2).unwrap() / 5_999_999_999_999_986_662.0 - 1.0).abs() < 1e-12);
        assert_eq!(row.get(3), Ok(-20_006_i64));
        assert_eq!(row.get(4), Ok(None::<i64>));
        assert_eq!(row.get(5), Ok(false));
        db.close().await;
    }
}

#[test]
fn values_come_back_as_they_went() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (_store, db) in stores() {
        let int = prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(0)];
        let real = prop_oneof![
            any::<f64>().prop_filter("a number", |real| !real.is_nan()),
            Just(f64::INFINITY),
            Just(f64::MIN_POSITIVE),
        ];
        let text = any::<String>().prop_map(|text| text.replace('\0', ""));
        let row = (
            proptest::option::of(int),
            proptest::option::of(real),
            proptest::option::of(text),
            proptest::option::of(any::<Vec<u8>>()),
        );
        let cases = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) };
        proptest!(cases, |(row in row)| {
            let sent = row.clone();
            let back = runtime.block_on(db.write(move |tx| {
                let (i, r, t, b) = &sent;
                let sql = "INSERT INTO kinds (i, r, t, b) VALUES ($1, $2, $3, $4) RETURNING i, r, t, b";
                let row = tx.query_one(sql, &[i, r, t, b])?;
                Ok::<_, Error>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            }));
            prop_assert_eq!(back, Ok(row));
        });
        let null = runtime.block_on(db.read(|tx| {
            let found = tx.query(
                "SELECT i FROM kinds WHERE i = $1 AND r = $2 AND t = $3 AND b = $4",
                &[&Value::Null, &Value::Null, &Value::Null, &Value::Null],
            )?;
            Ok::<_, Error>(found.len())
        }));
        assert_eq!(null, Ok(0));
        runtime.block_on(db.close());
    }
}

#[test]
fn a_second_open_applies_only_what_is_new() {
    const MORE: &[Migration] =
        &[SCHEMA, Migration { version: 2, name: "more", sql: "ALTER TABLE notes ADD COLUMN more BIGINT" }];
    const CHANGED: &[Migration] = &[Migration { sql: "CREATE TABLE other (a BIGINT)", ..SCHEMA }, MORE[1]];
    const BROKEN: &[Migration] = &[
        SCHEMA,
        MORE[1],
        Migration { version: 3, name: "broken", sql: "CREATE TABLE x (a BIGINT); CREATE nonsense" },
    ];
    const FIXED: &[Migration] =
        &[SCHEMA, MORE[1], Migration { version: 3, name: "fixed", sql: "CREATE TABLE x (a BIGINT)" }];
    const LACKING: &[Migration] = &[SCHEMA, FIXED[2]];
    for store in engines() {
        let open = |migrations| {
            let clock = Clock::system();
            Db::open(Config { store: store.store.clone(), migrations, clock, readers: 1 }).map(drop)
        };
        let says = |result: Result<()>, text: &str| match result {
            Err(Error::Migration(message)) => assert!(message.contains(text), "{message}"),
            other => assert_eq!(other, Err(Error::Migration(text.into()))),
        };
        // Several nodes start at the same time.
        thread::scope(|scope| {
            let nodes: Vec<_> = (0..4).map(|_| scope.spawn(|| open(MIGRATIONS))).collect();
            nodes.into_iter().for_each(|node| assert_eq!(node.join().unwrap(), Ok(())));
        });
        assert_eq!(open(MORE), Ok(()));
        says(open(MIGRATIONS), "take a newer program");
        says(open(CHANGED), "is not the text that was applied");
        says(open(BROKEN), "3 (broken) failed");
        assert_eq!(open(FIXED), Ok(()));
        says(open(LACKING), "2 (more) was applied");
    }
}

const KILL_ME: &str = "DB_TEST_KILLED_WRITER";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_before_a_kill_is_there_after_it() {
    if let Ok(path) = env::var(KILL_ME) {
        let config = Config {
            store: Store::Sqlite(path.into()),
            migrations: MIGRATIONS,
            clock: Clock::system(),
            readers: 1,
        };
        let db = Db::open(config).unwrap();
        for n in 0.. {
            db.write(move |tx| add_note(tx, &format!("{n:06}"))).await.unwrap();
            println!("\nanswered {n:06}");
        }
    }
    let store = TestDb::sqlite();
    let Store::Sqlite(path) = &store.store else { unreachable!() };
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--exact", "what_was_answered_before_a_kill_is_there_after_it", "--nocapture"])
        .env(KILL_ME, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut answered = lines.filter_map(|line| line.strip_prefix("answered ").map(str::to_owned));
    let mut last = answered.by_ref().take(40).last().unwrap();
    writer.kill().unwrap();
    last = answered.last().unwrap_or(last);
    writer.wait().unwrap();
    let db = store.open(MIGRATIONS, &Clock::system());
    let found = notes(&db).await;
    assert!(found.len() >= 40 && found.contains(&last), "{last} is not among {}", found.len());
    db.close().await;
}

fn postgres_stores() -> impl Iterator<Item = (TestDb, Db)> {
    stores().filter(|(store, _)| store.store.engine() == Engine::Postgres)
}

const HANG_UP: &str = "SELECT pg_terminate_backend(pg_backend_pid())";

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_before_the_commit_is_made_again() {
    for (_store, db) in postgres_stores() {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = runs.clone();
        let result = db
            .write(move |tx| {
                add_note(tx, "one")?;
                if counted.fetch_add(1, Ordering::SeqCst) < 2 {
                    tx.query(HANG_UP, &[])?;
                }
                Ok::<_, Error>(())
            })
            .await;
        assert_eq!((result, runs.load(Ordering::SeqCst)), (Ok(()), 3));
        assert_eq!(notes(&db).await, ["one"]);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_whose_commit_has_an_unknown_outcome_is_not_run_again() {
    for (_store, db) in postgres_stores() {
        db.write(|tx| {
            tx.execute(
                "CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
                &[],
            )?;
            tx.execute(
                "CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON counters DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION hang_up()",
                &[],
            )
        })
        .await
        .unwrap();
        let runs = Arc::new(AtomicU32::new(0));
        let counted = runs.clone();
        let result = db
            .write(move |tx| {
                counted.fetch_add(1, Ordering::SeqCst);
                tx.execute("INSERT INTO counters (name, value) VALUES ('x', 1)", &[])
            })
            .await;
        assert!(matches!(result, Err(Error::Unknown(_))), "{result:?}");
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        assert!(db.write(|tx| add_note(tx, "after")).await.is_ok());
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_hear_each_other_also_after_the_connections_broke() {
    for (store, db) in postgres_stores() {
        let other = store.open(MIGRATIONS, &Clock::system());
        let mut announcements = other.announcements();
        let say = |topic: &'static str| {
            db.write(move |tx| {
                tx.announce(topic);
                Ok::<_, Error>(())
            })
        };
        say("before").await.unwrap();
        assert_eq!(heard(&mut announcements).await, ["before"]);
        let all = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        db.read(move |tx| tx.query(all, &[])).await.unwrap();
        tokio::time::sleep(Duration::from_millis(2500)).await;
        say("after").await.unwrap();
        assert_eq!(heard(&mut announcements).await, ["after"]);
        db.close().await;
        other.close().await;
    }
}

#[test]
fn a_server_without_a_trusted_certificate_is_refused_where_tls_is_required() {
    for store in engines() {
        if let Store::Postgres(url) = &store.store {
            let store = Store::Postgres(format!("{url}?sslmode=require"));
            let opened =
                Db::open(Config { store, migrations: MIGRATIONS, clock: Clock::system(), readers: 1 });
            assert!(matches!(opened.map(drop), Err(Error::Disconnected(_))));
        }
    }
}

#[test]
fn a_store_is_named_by_a_path_or_a_url() {
    assert_eq!(Store::parse("sqlite:data/servus.db"), Ok(Store::Sqlite("data/servus.db".into())));
    let url = "postgres://servus:secret@db.example/servus?sslmode=require";
    let store = Store::parse(url).unwrap();
    assert_eq!(store, Store::Postgres(url.into()));
    assert!(!format!("{store:?}").contains("secret"));
    for wrong in ["", "sqlite:", "mysql://x", "postgres://x:port/"] {
        assert!(Store::parse(wrong).is_err(), "{wrong}");
    }
}
