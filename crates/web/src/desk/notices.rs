use askama::Template;
use axum::extract::Path;
use centre::{
    policy::Policy,
    promises::{self, Notice},
};
use db::Id;

use super::{entry, parse, queue::severity_name, told_subject};
use crate::{error::Result, page::Page, visit::AtDesk};

/// A notice as the desk shows it.
pub struct Told {
    pub id: Id,
    pub number: i64,
    pub subject: String,
    pub language: String,
    pub severity: String,
    pub severity_name: String,
    pub icon: &'static str,
    pub sentence: String,
    pub at: String,
    pub when: String,
    pub ago: String,
}

impl Told {
    pub fn new(page: &Page, policy: &Policy, notice: Notice) -> Told {
        let (icon, sentence) = entry::of_time(page, &notice.event);
        let (subject, language) = told_subject(page, notice.subject, &notice.language);
        Told {
            id: notice.id,
            number: notice.number,
            severity_name: severity_name(page, policy, &notice.severity),
            subject,
            language,
            severity: notice.severity,
            icon,
            sentence,
            at: notice.at.to_string(),
            when: page.when(&notice.at),
            ago: page.relative(&notice.at),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/notices.html")]
struct NoticesPart {
    page: Page,
    notices: Vec<Told>,
}

/// `GET /desk/notices`: what the agent was told, to be put into the page again.
pub async fn notices(AtDesk { visit, viewer }: AtDesk) -> Result {
    let told = visit.app.db.read(move |tx| promises::notices(tx, &viewer)).await?;
    let (page, policy) = (visit.page("desk"), visit.policy()?);
    let notices = told.into_iter().map(|notice| Told::new(&page, policy, notice)).collect();
    visit.html(&NoticesPart { page, notices })
}

/// `POST /desk/notices/{id}/seen`
pub async fn see(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| promises::see_notice(tx, &viewer, id)).await?;
    Ok(visit.go("/desk"))
}
