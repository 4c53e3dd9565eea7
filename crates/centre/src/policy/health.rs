use serde::Deserialize;

use super::{Target, Text};

/// What is promised of the health of services, and who may publish it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthRules {
    /// How often an open issue is written about, unless a post states another time.
    pub update_minutes: UpdateMinutes,
    /// Engineers hear so long before that the next update is due.
    pub warn_minutes: u32,
    /// Kinds of posts that may go out without a second person: `quick`, `regular`, `strategic`, `message`, `review`.
    pub own_approval: Vec<String>,
    /// Planned maintenance is announced so many days ahead.
    pub maintenance_days: u32,
    pub review: ReviewRules,
    pub reports: ReportRules,
}

/// When reports of customers are put together and shown to engineers as a suspicion.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRules {
    /// What tells of the same is put together if it comes within so long.
    pub together_minutes: u32,
    /// So many organizations make a proposal.
    pub organizations: u32,
    /// One organization may report so often within an hour.
    pub an_hour: u32,
    /// New requests of these categories count as well.
    pub categories: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateMinutes {
    pub incident: u32,
    pub advisory: u32,
}

/// When the reviews of a broad incident are due, counted from its end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRules {
    pub preliminary: Target,
    #[serde(rename = "final")]
    pub final_: Target,
    pub warn_minutes: u32,
}

/// What a post or a message may begin with. `[service]` and `[feature]` are filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthTemplate {
    pub id: String,
    pub name: Text,
    /// The status that it is for, as interfaces call it; without one it is for messages.
    pub status: Option<String>,
    /// Of an issue that begins with it, or of a message.
    pub title: Option<Text>,
    pub impact: Option<Text>,
    pub text: Text,
}

/// A part of a service that can fail on its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    pub id: String,
    pub name: Text,
}

/// What can be subscribed to, and which services that contains.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub name: String,
    pub services: Vec<String>,
}
