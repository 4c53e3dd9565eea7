use std::collections::BTreeMap;

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use lang::Lang;
use serde::Deserialize;

use crate::{
    Error, Result, cases,
    policy::Policies,
    staff::{self, Skill},
    text,
};

/// Organizations with their people, agents, and what the desk begins with, as a
/// TOML file. Taking the same file again changes what differs and adds nothing twice.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    #[serde(default)]
    pub organization: Vec<OrganizationEntry>,
    #[serde(default)]
    pub agent: Vec<AgentEntry>,
    #[serde(default)]
    pub canned: Vec<CannedEntry>,
    /// Only the demo brings cases along.
    #[serde(default)]
    pub case: Vec<crate::demo::CaseEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationEntry {
    pub key: String,
    pub name: String,
    pub cloud: String,
    #[serde(default = "customer")]
    pub kind: String,
    pub country: String,
    pub time_zone: String,
    pub language: String,
    pub support_id: String,
    pub agreement: Option<String>,
    /// The key of another organization.
    pub partner: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    #[serde(default)]
    pub subscription: Vec<SubscriptionEntry>,
    #[serde(default)]
    pub person: Vec<PersonEntry>,
}

fn customer() -> String {
    "customer".into()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionEntry {
    pub id: String,
    pub plan: String,
    pub licences: i64,
    pub state: String,
    pub bought: String,
    pub until: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    pub key: String,
    pub name: String,
    pub email: String,
    pub kind: String,
    #[serde(default)]
    pub roles: Vec<String>,
    pub languages: Vec<String>,
    pub time_zone: String,
    pub phone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentEntry {
    pub key: String,
    pub name: String,
    pub email: String,
    pub cloud: String,
    pub languages: Vec<String>,
    pub categories: Vec<String>,
    #[serde(default)]
    pub level: i64,
    pub role: String,
    pub time_zone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedEntry {
    pub id: String,
    /// A cloud or `all`.
    pub cloud: String,
    pub title: BTreeMap<String, String>,
    pub body: BTreeMap<String, String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub organizations: usize,
    pub people: usize,
    pub agents: usize,
}

impl Directory {
    /// A readable error with line and column for a file that isn't one.
    pub fn parse(toml: &str) -> std::result::Result<Directory, String> {
        toml::from_str(toml).map_err(|e| e.to_string())
    }
}

/// Takes everything but cases into the database.
pub fn import(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<Counts> {
    let mut counts = Counts::default();
    for entry in &directory.organization {
        put_organization(tx, policies, entry).map_err(|e| about(&entry.key, e))?;
        counts.organizations += 1;
    }
    for entry in &directory.organization {
        if let Some(partner) = &entry.partner {
            let id = organization_id(tx, partner)?
                .ok_or_else(|| Error::broken(format!("{}: no organization {partner}", entry.key)))?;
            tx.execute("UPDATE organizations SET partner = $2 WHERE key = $1", &[&entry.key, &id])?;
        }
        let organization = organization_id(tx, &entry.key)?.ok_or(Error::NotFound)?;
        for person in &entry.person {
            put_person(tx, policies, entry, organization, person).map_err(|e| about(&person.key, e))?;
            counts.people += 1;
        }
    }
    for agent in &directory.agent {
        put_agent(tx, policies, agent).map_err(|e| about(&agent.key, e))?;
        counts.agents += 1;
    }
    for entry in &directory.canned {
        let cloud = match entry.cloud.as_str() {
            "all" => None,
            cloud => Some(known_cloud(policies, cloud)?),
        };
        let texts = entry
            .title
            .iter()
            .filter_map(|(lang, title)| Some((lang.clone(), (title.clone(), entry.body.get(lang)?.clone()))))
            .collect();
        cases::put_canned(tx, &entry.id, cloud, &texts)?;
    }
    Ok(counts)
}

fn about(key: &str, error: Error) -> Error {
    match error {
        Error::Told(told) => Error::broken(format!("{key}: {}", told.field.unwrap_or(told.key))),
        other => Error::broken(format!("{key}: {other}")),
    }
}

fn known_cloud<'c>(policies: &Policies, cloud: &'c str) -> Result<&'c str> {
    match policies.cloud(cloud) {
        Some(_) => Ok(cloud),
        None => Err(Error::broken(format!("there is no policy for the cloud {cloud}"))),
    }
}

fn known_zone(zone: &str) -> Result<&str> {
    TimeZone::get(zone).map(|_| zone).map_err(Error::broken)
}

/// So many hours before `now`.
pub(crate) fn hours_before(now: Timestamp, hours: f64) -> Result<Timestamp> {
    SignedDuration::try_from_secs_f64(hours * 3600.0).map(|ago| now - ago).map_err(Error::broken)
}

pub(crate) fn organization_id(tx: &mut Tx, key: &str) -> Result<Option<Id>> {
    let row = tx.query_opt("SELECT id FROM organizations WHERE key = $1", &[&key])?;
    row.map(|r| Ok(r.get(0)?)).transpose()
}

fn put_organization(tx: &mut Tx, policies: &Policies, entry: &OrganizationEntry) -> Result<()> {
    let id = match organization_id(tx, &entry.key)? {
        Some(id) => id,
        None => tx.new_id(),
    };
    let now = tx.now();
    tx.execute(
        "INSERT INTO organizations (id, key, name, cloud, kind, country, time_zone, language, support_id,
                                    created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (key) DO UPDATE SET name = $3, kind = $5, country = $6, time_zone = $7, language = $8,
             support_id = $9",
        &[
            &id,
            &entry.key,
            &text::required("name", text::line("name", &entry.name)?)?,
            &known_cloud(policies, &entry.cloud)?,
            &entry.kind,
            &entry.country,
            &known_zone(&entry.time_zone)?,
            &entry.language,
            &entry.support_id,
            &now,
        ],
    )?;
    put_name(tx, id, &entry.cloud, &entry.name)?;
    if let Some(kind) = &entry.agreement {
        tx.execute(
            "INSERT INTO agreements (organization, kind, signed_at) VALUES ($1, $2, $3)
             ON CONFLICT (organization, kind) DO NOTHING",
            &[&id, &kind, &now],
        )?;
    }
    let phones = entry.phones.iter().map(|p| Ok(("phone", text::phone("phones", p, &entry.country)?)));
    let emails = entry.emails.iter().map(|e| Ok(("email", text::email("emails", e)?)));
    for contact in phones.chain(emails).collect::<Result<Vec<_>>>()? {
        tx.execute(
            "INSERT INTO registered_contacts (organization, kind, value, registered_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (organization, kind, value) DO NOTHING",
            &[&id, &contact.0, &contact.1, &now],
        )?;
    }
    for s in &entry.subscription {
        let bought =
            if s.bought == "partner" { super::Bought::ThroughPartner } else { super::Bought::Direct };
        let subscription = tx.new_id();
        tx.execute(
            "INSERT INTO subscriptions (id, organization, key, plan, licences, state, bought, ends_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (organization, key) DO UPDATE SET plan = $4, licences = $5, state = $6,
                 bought = $7, ends_on = $8",
            &[&subscription, &id, &s.id, &s.plan, &s.licences, &s.state, &bought.code(), &s.until],
        )?;
    }
    Ok(())
}

/// Keeps the words that the organization is found by.
fn put_name(tx: &mut Tx, organization: Id, cloud: &str, name: &str) -> Result<()> {
    tx.execute("DELETE FROM organization_words WHERE organization = $1", &[&organization])?;
    for word in name_words(name) {
        tx.execute(
            "INSERT INTO organization_words (cloud, word, organization) VALUES ($1, $2, $3)
             ON CONFLICT (cloud, word, organization) DO NOTHING",
            &[&cloud, &word.as_bytes(), &organization],
        )?;
    }
    Ok(())
}

/// The words of a name in small letters; where words aren't parted by blanks, the whole and what begins at each sign.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let tails = |word: &str| -> Vec<String> {
        let is_latin = word.chars().all(|c| u32::from(c) < 0x2e80);
        let starts = word.char_indices().map(|(at, _)| at).take(if is_latin { 1 } else { 40 });
        starts.map(|at| word[at..].to_owned()).collect()
    };
    words.flat_map(tails).collect()
}

fn put_person(
    tx: &mut Tx,
    policies: &Policies,
    organization: &OrganizationEntry,
    organization_id: Id,
    entry: &PersonEntry,
) -> Result<()> {
    if let Some(policy) = policies.cloud(&organization.cloud) {
        let unknown = entry.roles.iter().find(|role| !policy.roles.iter().any(|r| r.id == **role));
        if let Some(role) = unknown {
            return Err(Error::broken(format!("unknown role {role}")));
        }
    }
    let kind = if entry.kind == "admin" { super::Kind::Admin } else { super::Kind::User };
    let phone = entry.phone.as_deref().map(|p| text::phone("phone", p, &organization.country)).transpose()?;
    let record = Record {
        kind: kind.code(),
        cloud: &organization.cloud,
        organization: Some(organization_id),
        name: &entry.name,
        email: &entry.email,
        language: page_language(&entry.languages),
        languages: &entry.languages,
        time_zone: &entry.time_zone,
        phone,
        roles: entry.roles.join(","),
    };
    record.put(tx)?;
    Ok(())
}

fn put_agent(tx: &mut Tx, policies: &Policies, entry: &AgentEntry) -> Result<()> {
    let cloud = known_cloud(policies, &entry.cloud)?;
    let record = Record {
        kind: super::Kind::Agent.code(),
        cloud,
        organization: None,
        name: &entry.name,
        email: &entry.email,
        language: page_language(&entry.languages),
        languages: &[],
        time_zone: entry.time_zone.as_deref().unwrap_or("UTC"),
        phone: None,
        roles: if entry.role == "agent" { String::new() } else { entry.role.clone() },
    };
    let agent = record.put(tx)?;
    let level = if entry.level == 0 { staff::USUAL } else { entry.level };
    let categories: Result<Vec<Skill>> =
        entry.categories.iter().map(|text| Skill::parse(text, level)).collect();
    staff::put_skills(tx, agent, &Skill::languages(&entry.languages)?, &categories?)
}

/// The first language spoken that pages exist in.
fn page_language(spoken: &[String]) -> Lang {
    let code = |text: &'_ String| Lang::parse(text.split(':').next().unwrap_or_default());
    spoken.iter().find_map(code).unwrap_or(Lang::En)
}

struct Record<'a> {
    kind: &'static str,
    cloud: &'a str,
    organization: Option<Id>,
    name: &'a str,
    email: &'a str,
    language: Lang,
    languages: &'a [String],
    time_zone: &'a str,
    phone: Option<String>,
    roles: String,
}

impl Record<'_> {
    /// Adds the person, or changes what the directory decides: nobody's password or page language.
    fn put(self, tx: &mut Tx) -> Result<Id> {
        let id = tx.new_id();
        let now = tx.now();
        let email = text::email("email", self.email)?;
        let row = tx.query_one(
            "INSERT INTO people (id, kind, cloud, organization, name, email, sign_in_name, language,
                                 languages, time_zone, phone, roles, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (sign_in_name) DO UPDATE SET kind = $2, cloud = $3, organization = $4, name = $5,
                 languages = $9, roles = $12
             RETURNING id",
            &[
                &id,
                &self.kind,
                &self.cloud,
                &self.organization,
                &text::required("name", text::line("name", self.name)?)?,
                &email,
                &email.to_lowercase(),
                &self.language.code(),
                &self.languages.join(","),
                &known_zone(self.time_zone)?,
                &self.phone,
                &self.roles,
                &now,
            ],
        )?;
        Ok(row.get(0)?)
    }
}
