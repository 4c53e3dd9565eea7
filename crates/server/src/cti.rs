//! `servus cti …`: which telephone systems may tell of calls, and one that only pretends.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use centre::phone::calls;
use clap::{Args, Subcommand};
use db::{Clock, Id};

use crate::{Setup, config::Config};

#[derive(Subcommand)]
pub enum Command {
    /// Let a telephone system tell of calls; prints the address that it is given
    Add {
        /// What people call it
        name: String,
        /// Where it stands (ISO code): national numbers are of this country
        #[arg(long)]
        country: String,
        /// Whose calls they are; by default those of the home cloud
        #[arg(long)]
        cloud: Option<String>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Telephone systems, the newest first
    List {
        #[arg(long)]
        cloud: Option<String>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Hear a telephone system no longer
    Revoke {
        /// As the list shows it
        id: String,
        #[arg(long)]
        cloud: Option<String>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Say whose an extension is; without an agent it is nobody's
    Extension {
        extension: String,
        /// Name or e-mail address
        agent: Option<String>,
        #[arg(long)]
        cloud: Option<String>,
        #[command(flatten)]
        setup: Setup,
    },
    /// Pretend to be a telephone system: a call that rings, is answered and ends
    Ring(Ring),
}

#[derive(Args)]
pub struct Ring {
    /// The address that `add` printed (http only)
    address: String,
    /// Who calls; without it the number is withheld
    #[arg(long, default_value = "anonymous")]
    from: String,
    /// The line that is called
    #[arg(long, default_value = "")]
    to: String,
    /// At whom it rings, by name, e-mail address or extension; without it at all who are available
    #[arg(long = "user")]
    users: Vec<String>,
    /// After so many seconds the first of them answers; without it nobody does
    #[arg(long)]
    answered_after: Option<u64>,
    /// After so many seconds more it ends
    #[arg(long, default_value_t = 30)]
    ends_after: u64,
}

impl Command {
    pub async fn run(self) -> Result<()> {
        match self {
            Command::Add { name, country, cloud, setup } => {
                let (config, cloud) = of(&setup, cloud)?;
                let db = config.open()?;
                let added = db.write(move |tx| calls::add_system(tx, &cloud, &name, &country, None)).await;
                db.close().await;
                println!("{}/api/v1/cti/{}", config.base_url(), told(added)?);
                Ok(())
            }
            Command::List { cloud, setup } => {
                let (config, cloud) = of(&setup, cloud)?;
                let db = config.open()?;
                let systems = db.read(move |tx| calls::systems(tx, &cloud)).await;
                db.close().await;
                for system in told(systems)? {
                    let used =
                        system.used_at.map_or_else(|| "never heard".into(), |at| format!("heard {at:.0}"));
                    let state = if system.revoked_at.is_some() { "revoked" } else { "may tell" };
                    println!("{}  {:<24} {}  {state}, {used}", system.id, system.name, system.country);
                }
                Ok(())
            }
            Command::Revoke { id, cloud, setup } => {
                let (config, cloud) = of(&setup, cloud)?;
                let id: Id = id.parse().map_err(|_| anyhow::anyhow!("{id} is no id"))?;
                let db = config.open()?;
                let revoked = db.write(move |tx| calls::revoke_system(tx, &cloud, id)).await;
                db.close().await;
                told(revoked)
            }
            Command::Extension { extension, agent, cloud, setup } => {
                let (config, cloud) = of(&setup, cloud)?;
                let db = config.open()?;
                let set =
                    db.write(move |tx| calls::set_extension(tx, &cloud, &extension, agent.as_deref())).await;
                db.close().await;
                told(set)
            }
            Command::Ring(ring) => tokio::task::spawn_blocking(move || ring.run()).await?,
        }
    }
}

/// The configuration, and a cloud that has a policy.
fn of(setup: &Setup, cloud: Option<String>) -> Result<(Config, String)> {
    let config = Config::load(setup.config.as_deref())?;
    let cloud = cloud.unwrap_or_else(|| config.home_cloud.clone());
    if config.policies()?.cloud(&cloud).is_none() {
        bail!("there is no policy for the cloud {cloud}");
    }
    Ok((config, cloud))
}

fn told<T>(done: centre::Result<T>) -> Result<T> {
    done.map_err(|error| match error {
        centre::Error::Told(told) => anyhow::anyhow!("{}", lang::Lang::En.t(told.key, &[])),
        centre::Error::NotFound => anyhow::anyhow!("there is no such telephone system"),
        other => other.into(),
    })
}

impl Ring {
    fn run(&self) -> Result<()> {
        let begun = Clock::system().now().as_microsecond();
        let call = format!("pretended-{begun}");
        let sides = [("from", self.from.as_str()), ("to", self.to.as_str()), ("direction", "in")];
        let users: Vec<_> = self.users.iter().map(|user| ("user[]", user.as_str())).collect();
        self.tell(&[&[("event", "newCall"), ("callid", &call)], &sides[..], &users[..]].concat())?;
        println!("It rings.");
        if let Some(seconds) = self.answered_after {
            thread::sleep(Duration::from_secs(seconds));
            let first = users.first().map(|(_, user)| ("user", *user));
            let answer = [("event", "answer"), ("callid", call.as_str())];
            self.tell(&answer.into_iter().chain(first).collect::<Vec<_>>())?;
            println!("It was answered.");
        }
        thread::sleep(Duration::from_secs(self.ends_after));
        let cause = if self.answered_after.is_some() { "normalClearing" } else { "cancel" };
        self.tell(&[("event", "hangup"), ("callid", &call), ("cause", cause)])?;
        println!("It has ended.");
        Ok(())
    }

    /// One plain request, as small telephone systems make it.
    fn tell(&self, fields: &[(&str, &str)]) -> Result<()> {
        let rest = self.address.strip_prefix("http://").context("an address that begins with http://")?;
        let (host, path) = rest.split_once('/').context("the whole address, with its token")?;
        let body = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let with_port = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        let mut stream = TcpStream::connect(&with_port).with_context(|| with_port.clone())?;
        write!(
            stream,
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let status = answer.lines().next().unwrap_or_default();
        if !status.contains(" 200 ") {
            bail!("{status} {}", answer.lines().last().unwrap_or_default());
        }
        Ok(())
    }
}

fn encode(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    text.bytes().map(|b| if plain(&b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}
