//! The eight public documents of Statuspage's API, version 2, so that programs made for it can watch a cloud here.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use centre::{
    health::{self, Class, Issue, Message, Post, Reader, ServiceState, Stage, State, Status},
    policy::Policy,
};
use jiff::Timestamp;
use lang::Lang;
use serde_json::{Value, json};

use crate::{
    cached::{Kept, cached},
    error::{Fault, Result},
    feeds,
    health::Cloud,
    visit::Visit,
};

/// As many as Statuspage gives.
const MOST: usize = 50;

/// `GET /statuspage/{cloud}/{lang}/api/v2/{document}`
pub async fn of_cloud(
    visit: Visit,
    Path((cloud, lang, document)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Result {
    answer(&visit.at(&lang, &cloud)?, &document, &asked, false).await
}

/// `GET /api/v2/{document}`: for clients that know only a host. The cloud is the one that visitors see first, the language
/// the one that is asked for.
pub async fn of_home(visit: Visit, Path(document): Path<String>, asked: HeaderMap) -> Result {
    let lang = asked.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let visit = visit.at(lang::negotiate(lang).code(), &visit.app.config.home_cloud)?;
    answer(&visit, &document, &asked, true).await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Document {
    Summary,
    Status,
    Components,
    Incidents,
    Unresolved,
    Maintenances,
    Upcoming,
    Active,
}

impl Document {
    fn parse(path: &str) -> Option<Document> {
        Some(match path {
            "summary.json" => Document::Summary,
            "status.json" => Document::Status,
            "components.json" => Document::Components,
            "incidents.json" => Document::Incidents,
            "incidents/unresolved.json" => Document::Unresolved,
            "scheduled-maintenances.json" => Document::Maintenances,
            "scheduled-maintenances/upcoming.json" => Document::Upcoming,
            "scheduled-maintenances/active.json" => Document::Active,
            _ => return None,
        })
    }
}

async fn answer(visit: &Visit, path: &str, asked: &HeaderMap, by_language: bool) -> Result {
    let document = Document::parse(path).ok_or(Fault::NotFound)?;
    let key = format!("statuspage/{}/{}/{path}", visit.cloud, visit.lang.code());
    let body = match visit.app.kept.get(&key, visit.now) {
        Some(body) => body,
        None => {
            let cloud = visit.app.health.state(&visit.app).await?.cloud(&visit.cloud);
            let page = Page { policy: visit.policy()?, visit, cloud: &cloud };
            visit.app.kept.put(key, visit.now, page.document(document).to_string())
        }
    };
    let mut response = cached(asked, "application/json; charset=utf-8", body.to_string(), Kept::FOR);
    open_to_all(&mut response, by_language);
    Ok(response)
}

/// Any page of any site may read it.
pub fn open_to_all(response: &mut Response, by_language: bool) {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if by_language {
        headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    }
}

/// Writes the documents of one cloud in one language, from what is known of it: so they last as long as the page.
struct Page<'v> {
    policy: &'v Policy,
    visit: &'v Visit,
    cloud: &'v Cloud,
}

impl Page<'_> {
    fn document(&self, document: Document) -> Value {
        let now = self.visit.now;
        let open: Vec<Issue> = self.cloud.issues.iter().filter(|issue| issue.is_open()).cloned().collect();
        let services = health::states(self.policy, &Reader::public(&self.visit.cloud), &open);
        let mut planned: Vec<&Message> =
            self.cloud.maintenance.iter().filter(|one| one.starts_at.is_some()).collect();
        let all = planned.clone();
        planned.sort_by_key(|one| one.starts_at);
        let in_progress = |status: &str| -> Vec<&Message> {
            planned.iter().filter(|one| progress(one, now) == status).copied().collect()
        };
        let (active, upcoming) = (in_progress("in_progress"), in_progress("scheduled"));
        let components: Vec<Value> = self
            .policy
            .services
            .iter()
            .enumerate()
            .map(|(at, s)| self.component(at, &s.id, &services, &active))
            .collect();
        let incidents_of = |issues: &[Issue]| -> Vec<Value> {
            issues.iter().take(MOST).map(|issue| self.incident(issue, &components)).collect()
        };
        let planned_of = |messages: &[&Message]| -> Vec<Value> {
            messages.iter().take(MOST).map(|message| self.planned(message, now, &components)).collect()
        };
        let changed = self.cloud.issues.iter().map(|issue| issue.changed_at).max();
        let mut answer = json!({ "page": {
            "id": self.visit.cloud,
            "name": self.policy.cloud.name.get(self.lang().code()),
            "url": self.address("health"),
            "time_zone": "Etc/UTC",
            "updated_at": time(changed.unwrap_or_else(|| feeds::as_of(self.policy))),
        }});
        if matches!(document, Document::Summary | Document::Components) {
            answer["components"] = components.clone().into();
        }
        match document {
            Document::Summary | Document::Unresolved => answer["incidents"] = incidents_of(&open).into(),
            Document::Incidents => answer["incidents"] = incidents_of(&self.cloud.issues).into(),
            _ => {}
        }
        match document {
            Document::Summary => {
                let both: Vec<&Message> = active.iter().chain(&upcoming).copied().collect();
                answer["scheduled_maintenances"] = planned_of(&both).into();
            }
            Document::Upcoming => answer["scheduled_maintenances"] = planned_of(&upcoming).into(),
            Document::Active => answer["scheduled_maintenances"] = planned_of(&active).into(),
            Document::Maintenances => answer["scheduled_maintenances"] = planned_of(&all).into(),
            _ => {}
        }
        if matches!(document, Document::Summary | Document::Status) {
            answer["status"] = self.status(&components);
        }
        answer
    }

    fn lang(&self) -> Lang {
        self.visit.lang
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{}/{}/{path}", self.visit.app.config.base_url, self.lang().code(), self.visit.cloud)
    }

    fn component(&self, at: usize, id: &str, services: &[ServiceState], active: &[&Message]) -> Value {
        let state = services.iter().find(|service| service.service == id);
        let is_worked_on = active.iter().any(|message| message.services.iter().any(|service| service == id));
        let is_down = |state: &ServiceState| {
            state
                .issues
                .iter()
                .any(|line| line.class == Class::Incident && line.status == Status::ServiceInterruption)
        };
        let status = match state.map_or(State::Operational, |state| state.state) {
            State::Incident if state.is_some_and(is_down) => "major_outage",
            State::Incident => "partial_outage",
            State::Advisory => "degraded_performance",
            State::Operational if is_worked_on => "under_maintenance",
            State::Operational => "operational",
        };
        let changed = state.and_then(|state| state.since).unwrap_or(Timestamp::UNIX_EPOCH);
        json!({
            "id": id,
            "name": self.name(id),
            "status": status,
            "created_at": time(Timestamp::UNIX_EPOCH),
            "updated_at": time(changed),
            "position": at + 1,
            "description": null,
            "showcase": false,
            "start_date": null,
            "group_id": null,
            "page_id": self.visit.cloud,
            "group": false,
            "only_show_if_degraded": false,
        })
    }

    fn name(&self, service: &str) -> String {
        let known = self.policy.services.iter().find(|known| known.id == service);
        known.map_or(service, |known| known.name.get(self.lang().code())).to_owned()
    }

    fn status(&self, components: &[Value]) -> Value {
        let is = |status: &str| components.iter().any(|component| component["status"] == status);
        let (indicator, key) = if is("major_outage") {
            ("critical", "statuspage-critical")
        } else if is("partial_outage") {
            ("major", "statuspage-major")
        } else if is("degraded_performance") {
            ("minor", "statuspage-minor")
        } else if is("under_maintenance") {
            ("maintenance", "statuspage-maintenance")
        } else {
            ("none", "statuspage-none")
        };
        json!({ "indicator": indicator, "description": self.lang().t(key, &[]) })
    }

    fn incident(&self, issue: &Issue, components: &[Value]) -> Value {
        let code = self.lang().code();
        let posts: Vec<&Post> = published(issue).collect();
        let was_down = posts.iter().any(|post| post.status == Status::ServiceInterruption);
        let impact = match (issue.status, issue.class) {
            (Status::FalsePositive, _) => "none",
            (_, Class::Incident) if was_down => "critical",
            (_, Class::Incident) => "major",
            (_, Class::Advisory) => "minor",
        };
        let services: Vec<&str> = issue.services().collect();
        let affected = affected(&services, components);
        let monitoring = posts.iter().filter(|post| progress_of(post.status) == "monitoring");
        let updates: Vec<Value> = posts
            .iter()
            .map(|post| {
                self.update(
                    &issue.number,
                    post.id.to_string(),
                    progress_of(post.status),
                    post.text.text(code),
                    (post.published_at, post.changed_at),
                )
            })
            .collect();
        json!({
            "id": issue.number,
            "name": issue.title.text(code),
            "status": progress_of(issue.status),
            "created_at": time(issue.published_at),
            "updated_at": time(issue.changed_at),
            "monitoring_at": monitoring.map(|post| time(post.published_at)).next_back(),
            "resolved_at": issue.resolved_at.map(time),
            "impact": impact,
            "shortlink": self.address(&format!("health/issues/{}", issue.number)),
            "started_at": time(issue.started_at),
            "page_id": self.visit.cloud,
            "incident_updates": updates,
            "components": affected,
            "reminder_intervals": null,
        })
    }

    fn planned(&self, message: &Message, now: Timestamp, components: &[Value]) -> Value {
        let code = self.lang().code();
        let status = progress(message, now);
        let services: Vec<&str> = message.services.iter().map(String::as_str).collect();
        let times = (message.published_at, message.changed_at);
        let update =
            self.update(&message.number, message.id.to_string(), status, message.body.text(code), times);
        json!({
            "id": message.number,
            "name": message.title.text(code),
            "status": status,
            "created_at": time(message.published_at),
            "updated_at": time(message.changed_at),
            "monitoring_at": null,
            "resolved_at": message.ends_at.filter(|_| status == "completed").map(time),
            "impact": "maintenance",
            "shortlink": self.address("health"),
            "started_at": message.starts_at.filter(|_| status != "scheduled").map(time),
            "page_id": self.visit.cloud,
            "incident_updates": [update],
            "components": affected(&services, components),
            "scheduled_for": message.starts_at.map(time),
            "scheduled_until": message.ends_at.or(message.starts_at).map(time),
            "reminder_intervals": null,
        })
    }

    fn update(&self, of: &str, id: String, status: &str, body: &str, times: (Timestamp, Timestamp)) -> Value {
        json!({
            "id": id,
            "status": status,
            "body": body,
            "incident_id": of,
            "created_at": time(times.0),
            "updated_at": time(times.1),
            "display_at": time(times.0),
            "affected_components": null,
            "deliver_notifications": true,
            "custom_tweet": null,
            "tweet_id": null,
        })
    }
}

/// What was said of an issue and still holds, the latest first.
pub fn published(issue: &Issue) -> impl Iterator<Item = &Post> {
    issue.posts.iter().rev().filter(|post| post.stage == Stage::Published && post.corrected_by.is_none())
}

fn affected(services: &[&str], components: &[Value]) -> Vec<Value> {
    let is_affected = |component: &&Value| component["id"].as_str().is_some_and(|id| services.contains(&id));
    components.iter().filter(is_affected).cloned().collect()
}

/// Statuspage knows five.
fn progress_of(status: Status) -> &'static str {
    match status {
        Status::Investigating | Status::InvestigationSuspended => "investigating",
        Status::ServiceDegradation
        | Status::ServiceInterruption
        | Status::RestoringService
        | Status::ExtendedRecovery => "identified",
        Status::VerifyingService => "monitoring",
        Status::ServiceRestored | Status::FalsePositive => "resolved",
        Status::PostIncidentReviewPublished => "postmortem",
    }
}

fn progress(message: &Message, now: Timestamp) -> &'static str {
    match (message.starts_at, message.ends_at.or(message.starts_at)) {
        (Some(start), _) if now < start => "scheduled",
        (_, Some(end)) if now > end => "completed",
        _ => "in_progress",
    }
}

fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
