use db::{Id, Row, Tx};
use jiff::tz::TimeZone;
use lang::Lang;

use super::Viewer;
use crate::{
    Error, Result,
    policy::Policies,
    staff::{self, Skill},
    tell, text,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Admin,
    User,
    Agent,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::Admin => "admin",
            Kind::User => "user",
            Kind::Agent => "agent",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Person {
    pub id: Id,
    pub kind: Kind,
    pub cloud: String,
    pub organization: Option<Id>,
    pub name: String,
    pub email: String,
    /// Of the pages.
    pub language: Lang,
    /// Spoken, best first.
    pub languages: Vec<String>,
    pub time_zone: String,
    pub phone: Option<String>,
    pub roles: Vec<String>,
    pub categories: Vec<String>,
    pub has_password: bool,
}

const COLUMNS: &str = "id, kind, cloud, organization, name, email, language, languages, time_zone, \
                       phone, roles, CASE WHEN password IS NULL THEN 0 ELSE 1 END, \
                       (SELECT string_agg(value, ',' ORDER BY level DESC, value) FROM skills \
                        WHERE agent = people.id AND kind = 'language'), \
                       (SELECT string_agg(value, ',' ORDER BY level DESC, value) FROM skills \
                        WHERE agent = people.id AND kind = 'category')";

fn read(row: &Row) -> Result<Person> {
    let skills = |column| row.get::<Option<String>>(column).map(|text| list(&text.unwrap_or_default()));
    let languages = list(&row.get::<String>(7)?);
    Ok(Person {
        id: row.get(0)?,
        kind: match row.get::<String>(1)?.as_str() {
            "admin" => Kind::Admin,
            "agent" => Kind::Agent,
            _ => Kind::User,
        },
        cloud: row.get(2)?,
        organization: row.get(3)?,
        name: row.get(4)?,
        email: row.get(5)?,
        language: Lang::parse(&row.get::<String>(6)?).unwrap_or(Lang::En),
        languages: if languages.is_empty() { skills(12)? } else { languages },
        time_zone: row.get(8)?,
        phone: row.get(9)?,
        roles: list(&row.get::<String>(10)?),
        categories: skills(13)?,
        has_password: row.get(11)?,
    })
}

pub(crate) fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// The viewer's own record.
pub fn person(tx: &mut Tx, viewer: &Viewer) -> Result<Person> {
    read(
        &tx.query_dyn(&format!("SELECT {COLUMNS} FROM people WHERE id = $1"), &[&viewer.person])?
            .into_iter()
            .next()
            .ok_or(Error::NotFound)?,
    )
}

/// The people of an organization, admins first, as an agent of its cloud sees them.
pub fn people_of(tx: &mut Tx, viewer: &Viewer, organization: Id) -> Result<Vec<Person>> {
    viewer.desk()?;
    super::organization(tx, viewer, organization)?;
    let people =
        format!("SELECT {COLUMNS} FROM people WHERE organization = $1 ORDER BY kind, name LIMIT 200");
    tx.query_dyn(&people, &[&organization])?.iter().map(read).collect()
}

/// Somebody of an organization, as an agent of its cloud sees them.
pub fn person_of(tx: &mut Tx, viewer: &Viewer, organization: Id, person: Id) -> Result<Option<Person>> {
    viewer.desk()?;
    super::organization(tx, viewer, organization)?;
    let one = format!("SELECT {COLUMNS} FROM people WHERE organization = $1 AND id = $2");
    tx.query_dyn(&one, &[&organization, &person])?.first().map(read).transpose()
}

/// By address, for the program's own commands; pages go through a viewer.
pub fn person_by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>> {
    tx.query_dyn(
        &format!("SELECT {COLUMNS} FROM people WHERE sign_in_name = $1"),
        &[&email.trim().to_lowercase()],
    )?
    .first()
    .map(read)
    .transpose()
}

/// What checking a password needs.
pub struct SignInRecord {
    pub person: Id,
    pub password: Option<String>,
}

pub fn sign_in_record(tx: &mut Tx, name: &str) -> Result<Option<SignInRecord>> {
    tx.query_opt("SELECT id, password FROM people WHERE sign_in_name = $1", &[&name.trim().to_lowercase()])?
        .map(|row| Ok(SignInRecord { person: row.get(0)?, password: row.get(1)? }))
        .transpose()
}

/// A new password ends every other session of the person.
pub fn set_password(tx: &mut Tx, viewer: &Viewer, hash: &str) -> Result<()> {
    tx.execute("UPDATE people SET password = $2 WHERE id = $1", &[&viewer.person, &hash])?;
    tx.execute("DELETE FROM sessions WHERE person = $1 AND id <> $2", &[&viewer.person, &viewer.session])?;
    Ok(())
}

/// What a person may change of the own record.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    pub language: Lang,
    pub languages: Vec<String>,
    pub time_zone: String,
    /// In any national form; empty for none.
    pub phone: String,
    pub email: String,
}

pub fn change_profile(tx: &mut Tx, viewer: &Viewer, profile: &Profile) -> Result<()> {
    let name = text::required("name", text::line("name", &profile.name)?)?;
    let email = text::email("email", &profile.email)?;
    if TimeZone::get(&profile.time_zone).is_err() {
        return Err(tell("error-time-zone").about("time_zone").into());
    }
    let phone = match profile.phone.trim() {
        "" => None,
        typed => Some(text::phone("phone", typed, &country_of(tx, viewer)?)?),
    };
    let sign_in_name = email.to_lowercase();
    let taken = tx.query_opt(
        "SELECT 1 FROM people WHERE sign_in_name = $1 AND id <> $2",
        &[&sign_in_name, &viewer.person],
    )?;
    if taken.is_some() {
        return Err(tell("error-email-taken").about("email").into());
    }
    let spoken = if viewer.is_agent() {
        staff::set_languages(tx, viewer.person, &profile.languages)?;
        String::new()
    } else {
        profile.languages.join(",")
    };
    tx.execute(
        "UPDATE people SET name = $2, email = $3, sign_in_name = $4, language = $5, languages = $6,
                time_zone = $7, phone = $8 WHERE id = $1",
        &[
            &viewer.person,
            &name,
            &email,
            &sign_in_name,
            &profile.language.code(),
            &spoken,
            &profile.time_zone,
            &phone,
        ],
    )?;
    Ok(())
}

/// The language of the viewer's pages.
pub fn change_language(tx: &mut Tx, viewer: &Viewer, language: Lang) -> Result<()> {
    tx.execute("UPDATE people SET language = $2 WHERE id = $1", &[&viewer.person, &language.code()])?;
    Ok(())
}

/// The country whose national phone numbers the viewer may type.
fn country_of(tx: &mut Tx, viewer: &Viewer) -> Result<String> {
    let Ok(customer) = viewer.customer() else { return Ok("US".into()) };
    let row = tx.query_one("SELECT country FROM organizations WHERE id = $1", &[&customer.organization])?;
    Ok(row.get(0)?)
}

/// Somebody who can be asked for help in the viewer's own organization.
#[derive(Debug, Clone)]
pub struct Helper {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub roles: Vec<String>,
}

/// The admins of the viewer's organization who may open requests: "who has admin permissions in my
/// business?" (E-05).
pub fn helpers(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Vec<Helper>> {
    let customer = viewer.customer()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let admins = tx.query(
        "SELECT name, email, phone, roles FROM people
         WHERE organization = $1 AND kind = 'admin' ORDER BY name LIMIT 200",
        &[&customer.organization],
    )?;
    let mut helpers = Vec::new();
    for row in &admins {
        let roles = list(&row.get::<String>(3)?);
        if policy.may(&roles, "requests:manage") {
            helpers.push(Helper { name: row.get(0)?, email: row.get(1)?, phone: row.get(2)?, roles });
        }
    }
    Ok(helpers)
}

/// An agent to be added; `roles` may hold `manager` and `author`.
#[derive(Debug, Clone)]
pub struct NewAgent {
    pub name: String,
    pub email: String,
    pub cloud: String,
    pub languages: Vec<String>,
    pub categories: Vec<String>,
    pub roles: Vec<String>,
    pub time_zone: String,
}

pub fn add_agent(tx: &mut Tx, agent: &NewAgent) -> Result<Id> {
    let id = tx.new_id();
    let now = tx.now();
    let name = text::required("name", text::line("name", &agent.name)?)?;
    let email = text::email("email", &agent.email)?;
    let language = agent.languages.iter().find_map(|l| Lang::parse(l)).unwrap_or(Lang::En);
    tx.execute(
        "INSERT INTO people (id, kind, cloud, name, email, sign_in_name, language, languages,
                             time_zone, roles, created_at)
         VALUES ($1, 'agent', $2, $3, $4, $5, $6, '', $7, $8, $9)",
        &[
            &id,
            &agent.cloud,
            &name,
            &email,
            &email.to_lowercase(),
            &language.code(),
            &agent.time_zone,
            &agent.roles.join(","),
            &now,
        ],
    )?;
    let categories: Result<Vec<Skill>> =
        agent.categories.iter().map(|text| Skill::parse(text, staff::USUAL)).collect();
    staff::put_skills(tx, id, &Skill::languages(&agent.languages)?, &categories?)?;
    Ok(id)
}

/// Whether anybody could sign in to the desk yet.
pub fn any_agent(tx: &mut Tx) -> Result<bool> {
    Ok(tx.query_opt("SELECT 1 FROM people WHERE kind = 'agent' LIMIT 1", &[])?.is_some())
}
