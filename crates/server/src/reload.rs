//! Brings changed policies and guides into force while the program runs.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use centre::{guides, policy};
use tokio::{sync::mpsc, time};

use crate::config::Config;

const EVERY: Duration = Duration::from_secs(1);

/// Watches the folders of policies and guides.
pub struct Watch {
    folders: Vec<PathBuf>,
    /// As it was when it was read.
    read: Look,
    asked: mpsc::Receiver<()>,
}

/// When every file was written, and how long it is.
type Look = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

impl Watch {
    /// Begins before the folders are read, so that no change is missed; `None` if all is built in.
    pub fn new(config: &Config) -> Option<Watch> {
        let folders: Vec<PathBuf> = config.policies.iter().chain(&config.guides).cloned().collect();
        let read = look(&folders);
        (!folders.is_empty()).then(|| Watch { folders, read, asked: hang_ups() })
    }

    /// Reads them again whenever their files have changed and came to rest, or `SIGHUP` asks for it. What can't be
    /// used leaves everything as it is.
    pub async fn run(mut self, config: Config, policies: policy::InForce, guides: guides::InForce) {
        let mut before = self.read.clone();
        let mut ticks = time::interval(EVERY);
        loop {
            let at_once = tokio::select! {
                _ = ticks.tick() => false,
                Some(()) = self.asked.recv() => true,
            };
            let now = look(&self.folders);
            let changed = now != self.read && now == before;
            before.clone_from(&now);
            if at_once || changed {
                self.read = now;
                let (config, policies, guides) = (config.clone(), policies.clone(), guides.clone());
                let read = tokio::task::spawn_blocking(move || read_again(&config, &policies, &guides));
                if let Err(error) = read.await {
                    tracing::error!(%error, "policies and guides could not be read again");
                }
            }
        }
    }
}

fn read_again(config: &Config, policies: &policy::InForce, guides: &guides::InForce) {
    let read = || {
        let policies = config.policies()?;
        let guides = config.guides(&policies)?;
        Ok::<_, anyhow::Error>((policies, guides))
    };
    match read() {
        Ok((new, guided)) => {
            for change in policy::diff(&policies.get(), &new) {
                tracing::info!("promised from now on: {change}");
            }
            policies.replace(new);
            guides.replace(guided);
            tracing::info!("the policies and the guides were read again");
        }
        Err(error) => tracing::error!("the policies and the guides stay as they were: {error:#}"),
    }
}

/// Each word of a `SIGHUP`; none ever on systems without it.
fn hang_ups() -> mpsc::Receiver<()> {
    let (tell, told) = mpsc::channel(1);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::hangup()) {
            Ok(mut hang_up) => {
                tokio::spawn(async move {
                    while hang_up.recv().await.is_some() && tell.send(()).await.is_ok() {}
                });
            }
            Err(error) => tracing::warn!(%error, "SIGHUP can't be listened to"),
        }
    }
    told
}

/// The folders and the folders in them, as far as something is read from them.
fn look(folders: &[PathBuf]) -> Look {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    let inside = folders.iter().flat_map(|folder| entries(folder)).flat_map(|path| {
        let deeper = entries(&path);
        std::iter::once(path).chain(deeper)
    });
    let written = |path: &Path| {
        let known = fs::metadata(path).ok()?;
        Some((known.modified().ok()?, known.len()))
    };
    inside.map(|path| (path.clone(), written(&path))).collect()
}
