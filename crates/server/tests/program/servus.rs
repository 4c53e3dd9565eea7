use std::{
    fs,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use crate::browser::Browser;

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer.
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// A folder with a configuration, in which the program is run.
pub struct House {
    folder: tempfile::TempDir,
    pub port: u16,
    environment: Vec<(&'static str, String)>,
}

impl House {
    pub fn new() -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let environment = vec![
            ("SERVUS_DATA", folder.path().join("data").display().to_string()),
            ("SERVUS_LISTEN", format!("127.0.0.1:{port}")),
            ("SERVUS_MEANING", "false".to_owned()),
        ];
        House { folder, port, environment }
    }

    /// A house with one organization in it, on this database.
    pub fn with_people(store: &db::Store) -> House {
        let house = House::new().with("SERVUS_DATABASE", &address(store));
        let file = house.write("people.toml", PEOPLE);
        let imported = house.run(&["directory", "import", &file.display().to_string()]);
        assert!(imported.status.success(), "{}", text(&imported));
        house
    }

    pub fn with(mut self, name: &'static str, value: &str) -> House {
        self.environment.push((name, value.to_owned()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_servus"));
        let inherited = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SERVUS_"));
        for (name, _) in inherited {
            command.env_remove(name);
        }
        command.args(arguments).envs(self.environment.iter().map(|(k, v)| (k, v)));
        command.current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Starts it and waits until it answers.
    pub fn start(&self, arguments: &[&str]) -> Servus {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Said::default();
        said.listen(child.stdout.take().expect("its output"));
        said.listen(child.stderr.take().expect("its log"));
        let mut servus = Servus { child, said, port: self.port };
        eventually("the program to serve", || {
            if let Some(status) = servus.child.try_wait().expect("a child") {
                panic!("it ended with {status}:\n{}", servus.said());
            }
            TcpStream::connect(("127.0.0.1", self.port)).ok()
        });
        servus
    }

    /// A browser in which this person is signed in.
    pub fn sign_in(&self, email: &str) -> Browser {
        let link = self.run(&["link", email]);
        assert!(link.status.success(), "{}", text(&link));
        let mut browser = Browser::new(self.port);
        browser.follow_link(&text(&link));
        browser
    }
}

/// The program while it runs; it is killed with this.
pub struct Servus {
    child: Child,
    said: Said,
    port: u16,
}

impl Servus {
    /// What it has printed and logged until now.
    pub fn said(&self) -> String {
        self.said.0.lock().expect("lines").join("\n")
    }

    pub fn wait_for(&self, words: &str) {
        eventually(words, || self.said().contains(words).then_some(()));
    }

    /// The address of the sign-in link in the line that has these words.
    pub fn link(&self, words: &str) -> String {
        eventually(words, || {
            self.said()
                .lines()
                .find(|line| line.contains(words) && line.contains("/link/"))
                .map(str::to_owned)
        })
    }

    /// What it took of processor and memory until now, as the system tells.
    pub fn used(&self) -> String {
        let id = self.child.id();
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let ticks: u64 = stat.split(' ').skip(13).take(2).filter_map(|t| t.parse::<u64>().ok()).sum();
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let memory: Vec<&str> =
            status.lines().filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM")).collect();
        format!("{:.1} s of CPU, {}", ticks as f64 / 100.0, memory.join(", ").replace('\t', " "))
    }

    /// As `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to stop.
    pub fn ask_to_stop(&self) {
        self.signal("TERM");
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        eventually("the program to end", || self.child.try_wait().expect("a child"))
    }

    pub fn stop(self) {
        self.ask_to_stop();
        let said = self.said.clone();
        let status = self.ended();
        assert!(status.success(), "{status}\n{}", said.0.lock().expect("lines").join("\n"));
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.port)
    }
}

impl Drop for Servus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<String>>>);

impl Said {
    fn listen(&self, from: impl std::io::Read + Send + 'static) {
        let lines = self.0.clone();
        thread::spawn(move || {
            for line in BufReader::new(from).lines().map_while(Result::ok) {
                lines.lock().expect("lines").push(line);
            }
        });
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port()
}

/// Everything that a run printed.
pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn address(store: &db::Store) -> String {
    match store {
        db::Store::Sqlite(path) => format!("sqlite:{}", path.display()),
        db::Store::Postgres(url) => url.clone(),
    }
}

pub fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies")
}

pub const ADMIN: &str = "maria.lind@adatum.example";
pub const AGENT: &str = "paul.adler@contoso.example";

pub const PEOPLE: &str = r#"
[[organization]]
key = "adatum"
name = "Adatum"
cloud = "worldwide"
country = "US"
time_zone = "America/Chicago"
language = "en"
support_id = "CT-0001"

  [[organization.subscription]]
  id = "adatum-standard"
  plan = "Contoso Cloud Business Standard"
  licences = 10
  state = "active"
  bought = "direct"
  until = "2099-12-31"

  [[organization.person]]
  key = "maria-lind"
  name = "Maria Lind"
  email = "maria.lind@adatum.example"
  kind = "admin"
  roles = ["global"]
  languages = ["en"]
  time_zone = "America/Chicago"

[[agent]]
key = "paul-adler"
name = "Paul Adler"
email = "paul.adler@contoso.example"
cloud = "worldwide"
languages = ["en"]
categories = ["technical", "billing"]
role = "agent"
"#;
