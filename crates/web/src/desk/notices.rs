use askama::Template;
use axum::extract::Path;
use centre::{
    health,
    policy::Policy,
    promises::{self, Notice},
};
use db::Id;

use super::{entry, parse, queue::severity_name, told_subject};
use crate::{error::Result, page::Page, visit::AtDesk};

/// A notice as the desk shows it.
pub struct Told {
    pub href: String,
    /// Where it is marked as seen.
    pub see: String,
    pub number: String,
    pub subject: String,
    pub language: String,
    /// Of a case.
    pub severity: Option<(String, String)>,
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
            href: format!("/desk/cases/{}", notice.number),
            see: format!("/desk/notices/{}/seen", notice.id),
            number: notice.number.to_string(),
            severity: Some((notice.severity.clone(), severity_name(page, policy, &notice.severity))),
            subject,
            language,
            icon,
            sentence,
            at: notice.at.to_string(),
            when: page.when(&notice.at),
            ago: page.relative(&notice.at),
        }
    }

    /// What somebody is told of an issue of service health.
    pub fn of_health(page: &Page, notice: health::Notice) -> Told {
        let (subject, language) = notice.title.get(page.lang);
        let (clock, key) = match &notice.event {
            health::Event::Breached { clock, .. } => (*clock, "healthdesk-notice-breached"),
            health::Event::Warned { clock, .. } => (*clock, "healthdesk-notice-warned"),
            _ => (health::ClockKind::NextUpdate, "healthdesk-notice-warned"),
        };
        let clock = page.t(&format!("healthdesk-clock-{}", clock.code()));
        Told {
            href: format!("/desk/health/issues/{}", notice.number),
            see: format!("/desk/health/notices/{}/seen", notice.id),
            number: notice.number.clone(),
            severity: None,
            subject: subject.to_owned(),
            language: language.to_owned(),
            icon: "health",
            sentence: page.t1(key, "clock", clock),
            at: notice.at.to_string(),
            when: page.when(&notice.at),
            ago: page.relative(&notice.at),
        }
    }
}

/// Of health first: it concerns many.
pub fn all(page: &Page, policy: &Policy, of_health: Vec<health::Notice>, of_cases: Vec<Notice>) -> Vec<Told> {
    let health = of_health.into_iter().map(|notice| Told::of_health(page, notice));
    health.chain(of_cases.into_iter().map(|notice| Told::new(page, policy, notice))).collect()
}

#[derive(Template)]
#[template(path = "desk/notices.html")]
struct NoticesPart {
    page: Page,
    notices: Vec<Told>,
}

/// `GET /desk/notices`: what the agent was told, to be put into the page again.
pub async fn notices(AtDesk { visit, viewer }: AtDesk) -> Result {
    let read = move |tx: &mut db::Tx| {
        Ok::<_, centre::Error>((health::notices(tx, &viewer)?, promises::notices(tx, &viewer)?))
    };
    let (of_health, of_cases) = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("desk"), visit.policy()?);
    let notices = all(&page, policy, of_health, of_cases);
    visit.html(&NoticesPart { page, notices })
}

/// `POST /desk/notices/{id}/seen`
pub async fn see(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| promises::see_notice(tx, &viewer, id)).await?;
    Ok(visit.go("/desk"))
}
