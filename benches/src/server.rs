//! The program that is measured, as a process of its own.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::client::{Connection, Request};

pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From its start to its first page.
    pub started_in: Duration,
}

const PATIENCE: Duration = Duration::from_secs(60);
/// Linux counts the time of a process in these.
const TICK: Duration = Duration::from_millis(10);

impl Server {
    /// Starts `servus serve` and waits for its first page. `database` of `None` is SQLite in the folder.
    pub fn start(program: &Path, data: &Path, database: Option<&str>) -> Result<Server> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let started = Instant::now();
        let mut command = Command::new(program);
        command
            .arg("serve")
            .env("SERVUS_DATA", data)
            .env("SERVUS_LISTEN", address.to_string())
            .env("SERVUS_BASE_URL", format!("http://{address}"))
            .env("SERVUS_LOG", "error")
            .env_remove("SERVUS_CONFIG")
            .env_remove("SERVUS_DATABASE")
            .envs(database.map(|url| ("SERVUS_DATABASE", url)))
            .stdin(Stdio::null());
        let process = command.spawn().with_context(|| program.display().to_string())?;
        let mut server = Server { process, address, started_in: Duration::ZERO };
        let page = Request::get("/en/worldwide/".to_owned(), String::new());
        while started.elapsed() < PATIENCE {
            if let Some(status) = server.process.try_wait()? {
                bail!("servus ended with {status}");
            }
            let answer = Connection::open(address).and_then(|mut connection| connection.send(&page));
            if let Ok(200) = answer {
                server.started_in = started.elapsed();
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(1));
        }
        bail!("servus showed no page within {} s", PATIENCE.as_secs())
    }

    /// The processor time that it has used so far.
    pub fn time_used(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let (_, fields) = stat.rsplit_once(')').context("a process has no name")?;
        let ticks: u32 = fields.split_whitespace().skip(11).take(2).flat_map(str::parse::<u32>).sum();
        Ok(TICK * ticks)
    }

    /// What of it is in memory: all, and of that its own rather than pages of files.
    pub fn memory(&self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let bytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let kilobytes = line.and_then(|l| l.trim().strip_suffix(" kB")?.parse::<u64>().ok());
            kilobytes.map(|kb| kb * 1024).with_context(|| format!("no {name}"))
        };
        Ok(Memory { resident: bytes("VmRSS")?, own: bytes("RssAnon")?, most: bytes("VmHWM")? })
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.process.id().to_string()).status().context("kill")?;
        let asked = Instant::now();
        while self.process.try_wait()?.is_none() {
            if asked.elapsed() > PATIENCE {
                bail!("servus does not stop");
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

/// A run that failed leaves no process behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Memory {
    pub resident: u64,
    pub own: u64,
    pub most: u64,
}
