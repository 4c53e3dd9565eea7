use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    people::{self, Attempt, Password, Person, Profile, SessionLine, Viewer},
    tell,
    text::phone_for_reading,
};
use db::{Id, Tx};
use lang::Lang;

use super::{device, sign_in, zones};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Signed, Visit},
};

#[derive(Template)]
#[template(path = "account/account.html")]
struct AccountPage {
    page: Page,
    profile: Profile,
    /// Tags of spoken languages to choose from, with their names.
    spoken: Vec<(String, String)>,
    zones: Vec<zones::ZoneGroup>,
    has_password: bool,
    sessions: Vec<Session>,
    /// Manages what the organization asks of support.
    sees_calls: bool,
    reads_health: bool,
    manages_contacts: bool,
    makes_tokens: bool,
    error: Option<Told>,
}

struct Session {
    line: SessionLine,
    device: String,
}

impl AccountPage {
    /// What is wrong with a field, if something is.
    fn wrong(&self, field: &str) -> Option<String> {
        self.error.as_ref().filter(|told| told.field == Some(field)).map(|told| self.say(told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }

    fn languages(&self) -> [Lang; 6] {
        Lang::ALL
    }

    fn speaks(&self, tag: &str) -> bool {
        self.profile.languages.iter().any(|known| known == tag)
    }
}

/// `GET /account`
pub async fn account(Signed { visit, viewer }: Signed) -> Result {
    show(&visit, &viewer, None, None).await
}

/// The page as it stands, or with what was typed and what is wrong with it.
async fn show(visit: &Visit, viewer: &Viewer, typed: Option<Profile>, error: Option<Told>) -> Result {
    let asker = viewer.clone();
    let load =
        move |tx: &mut Tx| Ok::<_, Error>((people::person(tx, &asker)?, people::sessions(tx, &asker)?));
    let (person, sessions) = visit.app.db.read(load).await?;
    let has_password = person.has_password;
    let spoken = spoken(visit, &person)?;
    let profile = typed.unwrap_or_else(|| profile_of(person));
    let lang = visit.lang;
    let sessions =
        sessions.into_iter().map(|line| Session { device: device::in_words(&line.device, lang), line });
    let mut page = visit.page("account");
    page.here = "/account".into();
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = AccountPage {
        page,
        zones: zones::by_continent(lang, visit.now, &profile.time_zone),
        profile,
        spoken,
        has_password,
        sessions: sessions.collect(),
        sees_calls: viewer.manages().is_ok(),
        reads_health: viewer.reads_health().is_ok(),
        manages_contacts: viewer.manages_contacts().is_ok(),
        makes_tokens: people::may_make(viewer) != (vec![], vec![]),
        error,
    };
    visit.html_with(status, &shown)
}

fn profile_of(person: Person) -> Profile {
    Profile {
        name: person.name,
        language: person.language,
        languages: person.languages,
        time_zone: person.time_zone,
        phone: person.phone.as_deref().map(phone_for_reading).unwrap_or_default(),
        email: person.email,
    }
}

/// The languages of the pages, those in which the operator gives support, and those that the person
/// speaks already.
fn spoken(visit: &Visit, person: &Person) -> Result<Vec<(String, String)>> {
    let offered = visit.policy()?.categories.iter().flat_map(|c| &c.channels).flat_map(|c| &c.languages);
    let pages = Lang::ALL.into_iter().map(|l| l.code().to_owned());
    let all = pages.chain(offered.map(|s| s.language.clone())).chain(person.languages.iter().cloned());
    let mut spoken: Vec<(String, String)> = Vec::new();
    for tag in all {
        if !spoken.iter().any(|(known, _)| *known == tag) {
            let name = visit.lang.language_name(&tag).unwrap_or(&tag).to_owned();
            spoken.push((tag, name));
        }
    }
    visit.lang.collator().sort_by_key(&mut spoken, |(_, name)| name);
    Ok(spoken)
}

/// `POST /account/profile`
pub async fn change_profile(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let asker = viewer.clone();
    let person = visit.app.db.read(move |tx| people::person(tx, &asker)).await?;
    let offered = spoken(&visit, &person)?;
    let chosen = |tag: &str| fields.all("languages").any(|sent| sent == tag);
    // Whoever stays in the list keeps the place: the first is spoken best.
    let mut languages: Vec<String> = person.languages.into_iter().filter(|tag| chosen(tag)).collect();
    for (tag, _) in offered {
        if chosen(&tag) && !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    let profile = Profile {
        name: fields.get("name").to_owned(),
        language: Lang::parse(fields.get("language")).unwrap_or(viewer.lang),
        languages,
        time_zone: fields.get("time_zone").to_owned(),
        phone: fields.get("phone").to_owned(),
        email: fields.get("email").to_owned(),
    };
    let (asker, change) = (viewer.clone(), profile.clone());
    match visit.app.db.write(move |tx| people::change_profile(tx, &asker, &change)).await {
        Ok(()) => Ok(visit.go_with("/account", "flash-profile-saved")),
        Err(Error::Told(told)) => show(&visit, &viewer, Some(profile), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/password`
pub async fn change_password(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    match try_password(&visit, &viewer, &fields).await {
        Ok(()) => Ok(visit.go_with("/account", "flash-password-changed")),
        Err(Fault::Told(StatusCode::UNPROCESSABLE_ENTITY, told)) => {
            show(&visit, &viewer, None, Some(told)).await
        }
        Err(fault) => Err(fault),
    }
}

async fn try_password(visit: &Visit, viewer: &Viewer, fields: &Fields) -> Result<()> {
    let new = Password::new(fields.get("password"), &[&viewer.name, &viewer.email])?;
    if fields.get("again") != fields.get("password") {
        return Err(Fault::told(tell("account-password-differs").about("again")));
    }
    let app = &visit.app;
    let attempts = vec![Attempt::Name(viewer.email.clone()), Attempt::Address(visit.address.clone())];
    let _turn = app.hashing.acquire().await.map_err(Fault::broken)?;
    let (name, counted) = (viewer.email.clone(), attempts.clone());
    let look_up = move |tx: &mut Tx| {
        Ok::<_, Error>((people::attempts_allowed(tx, &counted)?, people::sign_in_record(tx, &name)?))
    };
    let (allowed, record) = app.db.read(look_up).await?;
    if !allowed {
        return Err(Fault::Told(StatusCode::TOO_MANY_REQUESTS, tell("error-try-later")));
    }
    let current = fields.get("current").to_owned();
    let old = record.and_then(|record| record.password);
    let hash = move || match old {
        Some(old) if !Password::verify(&current, &old) => Ok(None),
        _ => new.hash().map(Some),
    };
    let Some(hash) = tokio::task::spawn_blocking(hash).await.map_err(Fault::broken)?? else {
        app.db.write(move |tx| people::attempt_failed(tx, &attempts)).await?;
        return Err(Fault::told(tell("error-password-wrong").about("current")));
    };
    let viewer = viewer.clone();
    Ok(app.db.write(move |tx| people::set_password(tx, &viewer, &hash)).await?)
}

/// `POST /account/sessions/{id}/end`
pub async fn end_session(Signed { visit, viewer }: Signed, Path(id): Path<String>) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let is_this = id == viewer.session();
    visit.app.db.write(move |tx| people::end_session(tx, &viewer, id)).await?;
    if !is_this {
        return Ok(visit.go_with("/account", "flash-session-ended"));
    }
    let mut response = visit.go_with("/", "flash-signed-out");
    sign_in::leave(&visit.app, &mut response);
    Ok(response)
}
