//! Business Assist: whoever is entitled asks the specialists here, and goes on where the last conversation ended.

use askama::Template;
use axum::http::StatusCode;
use centre::{
    Error, Told,
    assist::{self, Last, Offer, Refused},
    cases::{self, Act, NewCase},
    people::{self, Person, Viewer},
    policy::BusinessAssist,
    text,
};
use db::{Id, Tx};
use lang::Lang;

use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Signed, Visit},
};

/// What stands in the form.
#[derive(Debug, Clone, Default)]
struct Typed {
    once: Option<Id>,
    text: String,
    /// Another matter than the last one.
    is_new: bool,
    language: String,
    method: String,
    phone: String,
    email: String,
}

impl Typed {
    fn first(once: Id, person: &Person, method: Option<&str>) -> Typed {
        Typed {
            once: Some(once),
            language: person.language.code().to_owned(),
            method: method.unwrap_or_default().to_owned(),
            phone: person.phone.as_deref().map(text::phone_for_reading).unwrap_or_default(),
            email: person.email.clone(),
            ..Typed::default()
        }
    }

    fn sent(fields: &Fields) -> Typed {
        let get = |name| fields.get(name).to_owned();
        Typed {
            once: fields.get("once").parse().ok(),
            text: get("text"),
            is_new: fields.get("matter") == "new",
            language: get("language"),
            method: get("contact_method"),
            phone: get("contact_phone"),
            email: get("contact_email"),
        }
    }

    fn case(&self, assist: &BusinessAssist) -> NewCase {
        NewCase {
            once: self.once,
            category: assist.category.clone(),
            description: self.text.clone(),
            language: self.language.clone(),
            contact_method: self.method.clone(),
            contact_phone: self.phone.clone(),
            contact_email: self.email.clone(),
            ..NewCase::default()
        }
    }
}

/// The last conversation as the form shows it.
struct Earlier {
    href: String,
    number: i64,
    subject: String,
    language: String,
    when: String,
    specialist: Option<String>,
    goes_on: bool,
}

#[derive(Template)]
#[template(path = "help/assist.html")]
struct AssistPage {
    page: Page,
    name: String,
    summary: String,
    facts: Vec<String>,
    refusal: Option<String>,
    last: Option<Earlier>,
    typed: Typed,
    once: String,
    languages: Vec<(&'static str, &'static str)>,
    methods: Vec<(String, String)>,
    error: Option<Told>,
}

impl AssistPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| about(told) == field)?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }

    fn about(&self, told: &Told) -> &'static str {
        about(told)
    }
}

/// The field of the form that a refusal is about.
fn about(told: &Told) -> &'static str {
    match told.field {
        Some(field @ ("contact_method" | "contact_phone" | "contact_email")) => field,
        _ => "text",
    }
}

/// `GET /help/assist`
pub async fn form(Signed { visit, viewer }: Signed) -> Result {
    show(&visit, &viewer, None, None).await
}

/// `POST /help/assist`: goes on with the last conversation, or begins one that is linked with it.
pub async fn ask(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let typed = Typed::sent(&fields);
    match send(&visit, &viewer, &typed).await {
        Ok(number) => Ok(visit.go_with(&format!("/requests/{number}"), "flash-request-sent")),
        Err(Error::Told(told)) => show(&visit, &viewer, Some(typed), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

async fn send(visit: &Visit, viewer: &Viewer, typed: &Typed) -> centre::Result<i64> {
    let policy = visit.policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let assist = policy.business_assist.as_ref().ok_or(Error::NotFound)?;
    let (policies, viewer) = (visit.policies.clone(), viewer.clone());
    let (new, is_new, text) = (typed.case(assist), typed.is_new, typed.text.clone());
    let write = move |tx: &mut Tx| {
        match assist::offer(tx, &policies, &viewer)?.ok_or(Error::NotFound)? {
            Offer::Entitled(_) => {}
            Offer::Not(why) => return Err(why.told().into()),
        }
        match assist::last(tx, &policies, &viewer)?.filter(|last| last.goes_on && !is_new) {
            None => cases::open(tx, &policies, &viewer, &new),
            Some(last) => {
                let act = match last.state.is_done() {
                    true => Act::Reopen { text: text.clone() },
                    false => Act::Reply { text: text.clone(), then: cases::Then::Nothing },
                };
                cases::act(tx, &policies, &viewer, last.number, &act, &[])?;
                Ok(last.number)
            }
        }
    };
    visit.app.db.write(write).await
}

async fn show(visit: &Visit, viewer: &Viewer, typed: Option<Typed>, error: Option<Told>) -> Result {
    let (policies, asker) = (visit.policies.clone(), viewer.clone());
    let load = move |tx: &mut Tx| {
        let Some(offer) = assist::offer(tx, &policies, &asker)? else { return Err(Error::NotFound) };
        let last = match &offer {
            Offer::Entitled(_) => assist::last(tx, &policies, &asker)?,
            Offer::Not(_) => None,
        };
        Ok((offer, last, people::person(tx, &asker)?, tx.new_id()))
    };
    let (offer, last, person, once) = visit.app.db.read(load).await?;
    let policy = visit.policy()?;
    let assist = policy.business_assist.as_ref().ok_or(Fault::NotFound)?;
    let page = visit.page("support");
    let method = policy.contact_methods.first().map(|method| method.id.as_str());
    let typed = typed.unwrap_or_else(|| Typed::first(once, &person, method));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let earlier = |last: Last| Earlier {
        href: format!("/requests/{}", last.number),
        number: last.number,
        subject: last.subject,
        language: last.language,
        when: page.relative(&last.updated_at),
        specialist: last.specialist.map(|(_, name)| name),
        goes_on: last.goes_on,
    };
    let shown = AssistPage {
        name: page.text(&assist.name).to_owned(),
        summary: page.text(&assist.summary).to_owned(),
        facts: assist.facts.iter().map(|fact| page.text(fact).to_owned()).collect(),
        refusal: match offer {
            Offer::Entitled(_) => None,
            Offer::Not(why) => Some(page::told(page.l, &why.told())),
        },
        last: last.map(earlier),
        once: typed.once.map(|id| id.to_string()).unwrap_or_default(),
        languages: Lang::ALL.map(|l| (l.code(), l.native_name())).into(),
        methods: policy
            .contact_methods
            .iter()
            .map(|m| (m.id.clone(), page.text(&m.name).to_owned()))
            .collect(),
        typed,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

/// What other pages say of it to whoever is signed in.
pub enum Note {
    /// The way to the specialists.
    Offered { name: String, summary: String },
    /// Why not.
    Refused(String),
}

/// For pages that offer it; `None` where there is nothing to say.
pub async fn note(visit: &Visit) -> Result<Option<Note>> {
    let Some(viewer) = visit.viewer.clone().filter(|viewer| viewer.customer().is_ok()) else {
        return Ok(None);
    };
    // Support pages can be read about every cloud; what is offered is that of one's own.
    if viewer.cloud != visit.cloud {
        return Ok(None);
    }
    let policies = visit.policies.clone();
    let offer = visit.app.db.read(move |tx: &mut Tx| assist::offer(tx, &policies, &viewer)).await?;
    let page = visit.page("");
    let assist = visit.policy()?.business_assist.as_ref();
    Ok(match (offer, assist) {
        (Some(Offer::Entitled(_)), Some(assist)) => Some(Note::Offered {
            name: page.text(&assist.name).to_owned(),
            summary: page.text(&assist.summary).to_owned(),
        }),
        (Some(Offer::Not(why)), _) => refused(&page, why),
        _ => None,
    })
}

fn refused(page: &Page, why: Refused) -> Option<Note> {
    Some(Note::Refused(page::told(page.l, &why.told())))
}
