use centre::{
    health::{ServiceState, State},
    policy::Policy,
};

use crate::page::Page;

/// The services in one state, in a line.
pub struct Health {
    pub state: &'static str,
    pub text: String,
    /// What is known about each of them: (service, text).
    pub details: Vec<(String, String)>,
}

/// What is wrong now, the worst first; one good line if nothing is.
pub fn lines(page: &Page, policy: &Policy, services: &[ServiceState]) -> Vec<Health> {
    let lines: Vec<Health> =
        [(State::Incident, "help-health-incident"), (State::Advisory, "help-health-advisory")]
            .into_iter()
            .filter_map(|(state, key)| {
                let affected: Vec<&ServiceState> = services.iter().filter(|s| s.state == state).collect();
                let name = |s: &ServiceState| {
                    policy.service(&s.service).map(|s| page.text(&s.name).to_owned()).unwrap_or_default()
                };
                let names: Vec<String> = affected.iter().map(|s| name(s)).collect();
                let details = affected
                    .iter()
                    .filter(|s| !s.text(page.lang).is_empty())
                    .map(|s| (name(s), s.text(page.lang)));
                (!names.is_empty()).then(|| Health {
                    state: state.code(),
                    text: page.t1(key, "services", page.l.list(&names)),
                    details: details.collect(),
                })
            })
            .collect();
    if !lines.is_empty() {
        return lines;
    }
    let text = page.t("help-health-operational");
    vec![Health { state: State::Operational.code(), text, details: Vec::new() }]
}
