use std::{
    net::SocketAddr,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, bail};

use crate::{
    client::{Connection, Request},
    dice::Dice,
    server::Server,
};

/// Something that is asked of the server again and again.
pub struct Operation {
    pub name: &'static str,
    pub ask: Box<dyn Fn(&mut Dice) -> Request + Sync>,
}

pub struct Measured {
    pub name: &'static str,
    pub at_once: usize,
    pub per_second: f64,
    pub median: Duration,
    pub p99: Duration,
    /// Of the server, for each.
    pub processor: Duration,
}

const WARM_UP: Duration = Duration::from_millis(300);

/// Asks over so many connections, each for itself one request after the other.
pub fn measure(server: &Server, operation: &Operation, at_once: usize, time: Duration) -> Result<Measured> {
    let ready = Barrier::new(at_once + 1);
    thread::scope(|scope| {
        let asking: Vec<_> = (0..at_once)
            .map(|n| {
                let ready = &ready;
                scope.spawn(move || ask(server.address, operation, n as u64, ready, time))
            })
            .collect();
        ready.wait();
        let (started, used) = (Instant::now(), server.time_used()?);
        let mut took = Vec::new();
        for asked in asking {
            took.extend(asked.join().map_err(|_| anyhow!("{}: panic", operation.name))??);
        }
        let (elapsed, used) = (started.elapsed(), server.time_used()? - used);
        took.sort_unstable();
        let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
        Ok(Measured {
            name: operation.name,
            at_once,
            per_second: took.len() as f64 / elapsed.as_secs_f64(),
            median: at(50),
            p99: at(99),
            processor: used / took.len() as u32,
        })
    })
}

fn ask(
    address: SocketAddr,
    operation: &Operation,
    seed: u64,
    ready: &Barrier,
    time: Duration,
) -> Result<Vec<Duration>> {
    let mut dice = Dice::new(seed);
    let connection = Connection::open(address);
    let warmed = connection.and_then(|mut connection| {
        let until = Instant::now() + WARM_UP;
        while Instant::now() < until {
            once(&mut connection, operation, &mut dice)?;
        }
        Ok(connection)
    });
    // Before the error is looked at, since the others wait.
    ready.wait();
    let mut connection = warmed?;
    let mut took = Vec::new();
    let until = Instant::now() + time;
    while took.is_empty() || Instant::now() < until {
        took.push(once(&mut connection, operation, &mut dice)?);
    }
    Ok(took)
}

fn once(connection: &mut Connection, operation: &Operation, dice: &mut Dice) -> Result<Duration> {
    let request = (operation.ask)(dice);
    let asked = Instant::now();
    let status = connection.send(&request)?;
    let took = asked.elapsed();
    match status {
        200..300 => Ok(took),
        _ => bail!(
            "{}: {} {} answers {status}: {}",
            operation.name,
            request.method,
            request.path,
            connection.text()
        ),
    }
}
