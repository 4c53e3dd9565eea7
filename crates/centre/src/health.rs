//! The health of a cloud's services, as far as it is known: one state per service.

use std::collections::BTreeMap;

use db::Tx;
use jiff::Timestamp;

use crate::{Error, Result, policy::Policy};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Operational,
    /// Some users are affected, the service is available.
    Advisory,
    /// The service or a major function is unavailable.
    Incident,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Operational => "operational",
            State::Advisory => "advisory",
            State::Incident => "incident",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        [State::Operational, State::Advisory, State::Incident].into_iter().find(|s| s.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct ServiceState {
    pub service: String,
    pub state: State,
    pub since: Option<Timestamp>,
    texts: BTreeMap<String, String>,
}

impl ServiceState {
    /// What is known, in this language or in English.
    pub fn text(&self, language: &str) -> &str {
        self.texts.get(language).or_else(|| self.texts.get("en")).map_or("", String::as_str)
    }
}

/// Every service of the cloud, in the policy's order; one that nobody reported on is operational.
pub fn services(tx: &mut Tx, policy: &Policy) -> Result<Vec<ServiceState>> {
    let rows = tx.query(
        "SELECT service, state, since, texts FROM service_states WHERE cloud = $1",
        &[&policy.cloud.key],
    )?;
    let mut known = BTreeMap::new();
    for row in &rows {
        let service: String = row.get(0)?;
        let state = State::parse(&row.get::<String>(1)?).ok_or_else(|| Error::broken("unknown health"))?;
        let texts = serde_json::from_str(&row.get::<String>(3)?).map_err(Error::broken)?;
        known.insert(service.clone(), ServiceState { service, state, since: row.get(2)?, texts });
    }
    let all = policy.services.iter().map(|service| {
        known.remove(&service.id).unwrap_or_else(|| ServiceState {
            service: service.id.clone(),
            state: State::Operational,
            since: None,
            texts: BTreeMap::new(),
        })
    });
    Ok(all.collect())
}

/// Replaces what is said of a service. `texts` is language to text.
pub fn put(
    tx: &mut Tx,
    cloud: &str,
    service: &str,
    state: State,
    since: Timestamp,
    texts: &BTreeMap<String, String>,
) -> Result<()> {
    let texts = serde_json::to_string(texts).map_err(Error::broken)?;
    tx.execute(
        "INSERT INTO service_states (cloud, service, state, since, texts) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (cloud, service) DO UPDATE SET state = $3, since = $4, texts = $5",
        &[&cloud, &service, &state.code(), &since, &texts],
    )?;
    tx.announce(topic(cloud));
    Ok(())
}

/// The topic on which live pages hear of a cloud's health.
pub fn topic(cloud: &str) -> String {
    format!("health/{cloud}")
}
