use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    health::{self, Category, Message, NewMessage, Severity, Stage},
    policy::Policy,
};
use db::Tx;

use super::{
    Choice, InLanguage, choices, filled, language_of, languages, list::stage, template, typed, written_in,
};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

/// A message as it stands in the form.
#[derive(Debug, Clone, Default)]
struct Form {
    language: String,
    template: String,
    title: String,
    body: String,
    category: String,
    severity: String,
    major: bool,
    maintenance: bool,
    tags: String,
    services: Vec<String>,
    act_by: String,
    starts: String,
    ends: String,
    short_notice: String,
}

impl Form {
    fn of(visit: &Visit, fields: &Fields) -> Form {
        let get = |name| fields.get(name).to_owned();
        Form {
            language: language_of(visit, fields.get("language")).to_owned(),
            template: get("template"),
            title: get("title"),
            body: get("body"),
            category: get("category"),
            severity: get("severity"),
            major: fields.is_set("major"),
            maintenance: fields.is_set("maintenance"),
            tags: get("tags"),
            services: fields.all("services").map(str::to_owned).collect(),
            act_by: get("act_by"),
            starts: get("starts"),
            ends: get("ends"),
            short_notice: get("short_notice"),
        }
    }

    fn fresh(visit: &Visit, policy: &Policy, id: &str) -> Form {
        let language = visit.lang.code();
        let found = template(policy, id);
        let words = |text: Option<&centre::policy::Text>| {
            text.map(|text| filled(text, language, None, None)).unwrap_or_default()
        };
        Form {
            language: language.to_owned(),
            template: id.to_owned(),
            title: words(found.and_then(|found| found.title.as_ref())),
            body: words(found.map(|found| &found.text)),
            category: Category::StayInformed.code().to_owned(),
            severity: Severity::Normal.code().to_owned(),
            maintenance: id == "maintenance",
            ..Form::default()
        }
    }

    fn of_message(visit: &Visit, message: &Message) -> Form {
        let original = message.title.original();
        let at = |time: Option<jiff::Timestamp>| time.map(|at| visit.local(at)).unwrap_or_default();
        Form {
            language: original.to_owned(),
            template: String::new(),
            title: message.title.exactly(original).unwrap_or_default().to_owned(),
            body: message.body.exactly(message.body.original()).unwrap_or_default().to_owned(),
            category: message.category.code().to_owned(),
            severity: message.severity.code().to_owned(),
            major: message.major,
            maintenance: message.maintenance,
            tags: message.tags.join(", "),
            services: message.services.clone(),
            act_by: at(message.act_by),
            starts: at(message.starts_at),
            ends: at(message.ends_at),
            short_notice: message.short_notice.clone().unwrap_or_default(),
        }
    }

    fn new_message(&self, visit: &Visit, policy: &Policy) -> std::result::Result<NewMessage, Told> {
        let found = template(policy, &self.template);
        let time = |text: &str, field| match text.trim() {
            "" => Ok(None),
            text => {
                let wrong = || centre::tell("health-time-wrong").about(field);
                visit.time_of(text).map(Some).ok_or_else(wrong)
            }
        };
        let words =
            |text: &str, of: Option<&centre::policy::Text>| typed(&self.language, text, of, None, None);
        Ok(NewMessage {
            category: Category::parse(&self.category).unwrap_or(Category::StayInformed),
            severity: Severity::parse(&self.severity).unwrap_or(Severity::Normal),
            major: self.major,
            maintenance: self.maintenance,
            tags: self
                .tags
                .split(',')
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| !tag.is_empty())
                .collect(),
            services: self.services.clone(),
            title: words(&self.title, found.and_then(|found| found.title.as_ref())),
            body: words(&self.body, found.map(|found| &found.text)),
            act_by: time(&self.act_by, "act_by")?,
            starts_at: time(&self.starts, "starts")?,
            ends_at: time(&self.ends, "ends")?,
            short_notice: Some(self.short_notice.trim().to_owned()).filter(|reason| !reason.is_empty()),
        })
    }
}

#[derive(Template)]
#[template(path = "desk/health-message.html")]
struct MessagePage {
    page: Page,
    action: String,
    heading: String,
    form: Form,
    templates: Vec<(String, String)>,
    languages: Vec<Choice>,
    categories: Vec<Choice>,
    severities: Vec<Choice>,
    services: Vec<(Choice, bool)>,
    badge: Option<(&'static str, String)>,
    in_review: bool,
    is_published: bool,
    written: Vec<InLanguage>,
    files: Vec<String>,
    zone: String,
    error: Option<Told>,
}

impl MessagePage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

fn show(visit: &Visit, message: Option<&Message>, form: Form, error: Option<Told>) -> Result {
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let action = match message {
        Some(message) => format!("/desk/health/messages/{}", message.number),
        None => "/desk/health/messages/new".into(),
    };
    let services = policy.services.iter().map(|service| {
        let chosen = form.services.contains(&service.id);
        (Choice::new(service.id.clone(), page.text(&service.name), ""), chosen)
    });
    let begins = policy.health_templates.iter().filter(|template| template.status.is_none());
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = MessagePage {
        heading: message.map_or_else(|| page.t("healthdesk-new-message"), |message| message.number.clone()),
        templates: begins
            .filter(|_| message.is_none())
            .map(|one| {
                (format!("/desk/health/messages/new?template={}", one.id), page.text(&one.name).to_owned())
            })
            .collect(),
        languages: written_in(&form.language),
        categories: choices(
            &page,
            "healthdesk-category",
            Category::ALL.iter().map(|one| one.code()),
            &form.category,
        ),
        severities: choices(
            &page,
            "healthdesk-severity",
            Severity::ALL.iter().map(|one| one.code()),
            &form.severity,
        ),
        services: services.collect(),
        badge: message.map(|message| stage(&page, message.stage)),
        in_review: message.is_some_and(|message| message.stage == Stage::Review),
        is_published: message.is_some_and(|message| message.stage == Stage::Published),
        written: message
            .map(|message| languages(&page, &message.body, &format!("{action}/translate")))
            .unwrap_or_default(),
        files: message
            .map(|message| message.attachments.iter().map(|file| file.name.clone()).collect())
            .unwrap_or_default(),
        zone: page.l.zone_name(page.zone_name(), page.now),
        action,
        form,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

async fn found(engineer: &Engineer, number: &str) -> Result<Option<Message>> {
    if number == "new" {
        return Ok(None);
    }
    let (viewer, number) = (engineer.viewer.clone(), number.to_owned());
    let read = move |tx: &mut Tx| health::message_sheet(tx, &viewer, &number);
    Ok(Some(engineer.visit.app.db.read(read).await?.0))
}

/// How the address of a new message begins it.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Begin {
    #[serde(default)]
    template: String,
}

/// `GET /desk/health/messages/{number}`: a message as a form, or `new`.
pub async fn message(
    engineer: Engineer,
    Path(number): Path<String>,
    axum::extract::Query(begin): axum::extract::Query<Begin>,
) -> Result {
    let message = found(&engineer, &number).await?;
    let visit = &engineer.visit;
    let form = match &message {
        Some(message) => Form::of_message(visit, message),
        None => Form::fresh(visit, visit.policy()?, &begin.template),
    };
    show(visit, message.as_ref(), form, None)
}

/// `POST /desk/health/messages/{number}`: kept, handed in, given back, or published.
pub async fn write_message(engineer: Engineer, Path(number): Path<String>, fields: Fields) -> Result {
    let message = found(&engineer, &number).await?;
    let Engineer { visit, viewer } = engineer;
    let form = Form::of(&visit, &fields);
    let uploads = match fields.uploads() {
        Ok(uploads) => uploads.to_vec(),
        Err(told) => return show(&visit, message.as_ref(), form, Some(told)),
    };
    let new = match form.new_message(&visit, visit.policy()?) {
        Ok(new) => new,
        Err(told) => return show(&visit, message.as_ref(), form, Some(told)),
    };
    let (policies, then) = (visit.policies.clone(), fields.get("then").to_owned());
    let (reason, before) = (fields.get("reason").to_owned(), message.clone());
    // Who approves what another wrote doesn't become its author.
    let is_same = before.as_ref().is_some_and(|before| Form::of_message(&visit, before).is_like(&form));
    let write = move |tx: &mut Tx| {
        let known = before.as_ref().map(|before| before.number.as_str());
        if then == "return" {
            health::give_message_back(tx, &viewer, known.unwrap_or_default(), &reason)?;
            return Ok(known.unwrap_or_default().to_owned());
        }
        let number = match known.filter(|_| is_same) {
            Some(number) => number.to_owned(),
            None => health::write_message(tx, &policies, &viewer, known, &new)?,
        };
        if !uploads.is_empty() {
            health::add_message_files(tx, &viewer, &number, &uploads)?;
        }
        match then.as_str() {
            "submit" => health::submit_message(tx, &viewer, &number)?,
            "publish" => health::approve_message(tx, &policies, &viewer, &number)?,
            _ => {}
        }
        Ok::<_, Error>(number)
    };
    match visit.app.db.write(write).await {
        Ok(number) => Ok(visit.go(&format!("/desk/health/messages/{number}"))),
        Err(Error::Told(told)) => show(&visit, message.as_ref(), form, Some(told)),
        Err(error) => Err(error.into()),
    }
}

impl Form {
    /// Whether both say the same, whatever line ends the browser sent.
    fn is_like(&self, other: &Form) -> bool {
        let said = |form: &Form| {
            let body = form.body.replace("\r\n", "\n").trim().to_owned();
            let mut services = form.services.clone();
            services.sort();
            let flags = (form.major, form.maintenance);
            let times = [&form.act_by, &form.starts, &form.ends, &form.short_notice]
                .map(|text| text.trim().to_owned());
            let words =
                [&form.title, &form.category, &form.severity, &form.tags].map(|text| text.trim().to_owned());
            (body, services, flags, times, words)
        };
        said(self) == said(other)
    }
}
