//! Brings changed policies into force while the program runs.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use centre::policy::{self, InForce};
use tokio::{sync::mpsc, time};

use crate::config::Config;

const EVERY: Duration = Duration::from_secs(1);

/// Watches a folder of policies.
pub struct Watch {
    folder: PathBuf,
    /// As it was when it was read.
    read: Look,
    asked: mpsc::Receiver<()>,
}

/// When every file was written, and how long it is.
type Look = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

impl Watch {
    /// Begins before the folder is read, so that no change is missed.
    pub fn new(folder: &Path) -> Watch {
        Watch { folder: folder.to_owned(), read: look(folder), asked: hang_ups() }
    }

    /// Reads the policies again whenever their files have changed and came to rest, or `SIGHUP` asks for it. What
    /// can't be used leaves the policies as they are.
    pub async fn run(mut self, config: Config, in_force: InForce) {
        let mut before = self.read.clone();
        let mut ticks = time::interval(EVERY);
        loop {
            let at_once = tokio::select! {
                _ = ticks.tick() => false,
                Some(()) = self.asked.recv() => true,
            };
            let now = look(&self.folder);
            let changed = now != self.read && now == before;
            before.clone_from(&now);
            if at_once || changed {
                self.read = now;
                let (config, in_force) = (config.clone(), in_force.clone());
                let read = tokio::task::spawn_blocking(move || read_again(&config, &in_force));
                if let Err(error) = read.await {
                    tracing::error!(%error, "the policies could not be read again");
                }
            }
        }
    }
}

fn read_again(config: &Config, in_force: &InForce) {
    match config.policies() {
        Ok(new) => {
            for change in policy::diff(&in_force.get(), &new) {
                tracing::info!("promised from now on: {change}");
            }
            in_force.replace(new);
            tracing::info!("the policies were read again");
        }
        Err(error) => tracing::error!("the policies stay as they were: {error:#}"),
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

/// The folder and the folders in it, as far as policies are read from them.
fn look(folder: &Path) -> Look {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    let inside = entries(folder).into_iter().flat_map(|path| {
        let deeper = entries(&path);
        std::iter::once(path).chain(deeper)
    });
    let written = |path: &Path| {
        let known = fs::metadata(path).ok()?;
        Some((known.modified().ok()?, known.len()))
    };
    inside.map(|path| (path.clone(), written(&path))).collect()
}
