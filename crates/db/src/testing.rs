//! The stores that tests run on: always SQLite, and PostgreSQL where there is one.

use std::path::PathBuf;
use std::{env, fs, thread};

use crate::{Clock, Config, Db, Migration, Store, postgres};

/// A URL of PostgreSQL with the right to create databases.
const POSTGRES: &str = "SERVUS_TEST_POSTGRES";
/// Set to 1 where a run without PostgreSQL must fail.
const REQUIRE_POSTGRES: &str = "SERVUS_TEST_REQUIRE_POSTGRES";

/// An empty store of its own, which goes away with this.
pub struct TestDb {
    pub store: Store,
    home: Home,
}

enum Home {
    Folder(PathBuf),
    Server { url: String, database: String },
}

/// One store of each engine.
pub fn engines() -> Vec<TestDb> {
    let mut engines = vec![TestDb::sqlite()];
    match env::var(POSTGRES) {
        Ok(url) if !url.is_empty() => engines.push(TestDb::postgres(&url)),
        _ => assert!(env::var(REQUIRE_POSTGRES).as_deref() != Ok("1"), "{POSTGRES} is not set"),
    }
    engines
}

impl TestDb {
    pub fn sqlite() -> TestDb {
        let folder = env::temp_dir().join(unique_name());
        fs::create_dir(&folder).expect("a temporary folder can be made");
        TestDb { store: Store::Sqlite(folder.join("servus.db")), home: Home::Folder(folder) }
    }

    fn postgres(url: &str) -> TestDb {
        let database = unique_name();
        administer(url, format!("CREATE DATABASE {database}")).expect("a database can be made");
        let store = Store::Postgres(with_database(url, &database));
        TestDb { store, home: Home::Server { url: url.to_owned(), database } }
    }

    /// Opens the store with few threads.
    pub fn open(&self, migrations: &'static [Migration], clock: &Clock) -> Db {
        let config = Config { store: self.store.clone(), migrations, clock: clock.clone(), readers: 2 };
        Db::open(config).expect("the store opens")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let gone = match &self.home {
            Home::Folder(folder) => fs::remove_dir_all(folder).map_err(|error| error.to_string()),
            Home::Server { url, database } => {
                administer(url, format!("DROP DATABASE {database} WITH (FORCE)"))
            }
        };
        if let Err(error) = gone {
            eprintln!("a test database stays: {error}");
        }
    }
}

fn unique_name() -> String {
    let random = getrandom::u64().expect("the operating system gives random bytes");
    format!("servus_test_{random:016x}")
}

fn with_database(url: &str, database: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, String::new()), |(a, o)| (a, format!("?{o}")));
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    format!("{}/{database}{options}", &address[..end])
}

/// The client can't run on a thread that has an async runtime, as that of a test often has.
fn administer(url: &str, sql: String) -> Result<(), String> {
    let url = url.to_owned();
    let done = thread::spawn(move || postgres::run_once(&url, &sql));
    done.join().expect("the client does not panic").map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_database_takes_the_place_of_the_one_in_the_url() {
        assert_eq!(
            with_database("postgres://me@host:1/postgres?sslmode=disable", "x"),
            "postgres://me@host:1/x?sslmode=disable"
        );
        assert_eq!(with_database("postgres://me@host", "x"), "postgres://me@host/x");
    }
}
