use askama::Template;
use axum::extract::Path;
use centre::{
    health::{
        self,
        reports::{self, Proposal},
    },
    people::Viewer,
    policy::Policy,
    promises::{self, Notice},
};
use db::{Id, Tx};

use super::{entry, health::place_name, parse, queue::severity_name, told_subject};
use crate::{error::Result, page::Page, visit::AtDesk};

/// A notice as the desk shows it.
pub struct Told {
    pub href: String,
    /// Where it is marked as seen; what waits for a decision stays until then.
    pub see: Option<String>,
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
            see: Some(format!("/desk/notices/{}/seen", notice.id)),
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
            see: Some(format!("/desk/health/notices/{}/seen", notice.id)),
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

    /// What customers of several organizations report, for engineers to look at.
    fn of_reports(page: &Page, policy: &Policy, proposal: &Proposal) -> Told {
        Told {
            href: format!("/desk/health/reports/{}", proposal.id),
            see: None,
            number: page.t1("reports-organizations", "count", proposal.organizations),
            severity: None,
            subject: place_name(page, policy, &proposal.service, None),
            language: page.lang.to_owned(),
            icon: "health",
            sentence: page.t("reports-notice"),
            at: proposal.at.to_string(),
            when: page.when(&proposal.at),
            ago: page.relative(&proposal.at),
        }
    }
}

/// All that an agent is told at the desk.
pub struct Notices {
    of_health: Vec<health::Notice>,
    proposals: Vec<Proposal>,
    of_cases: Vec<Notice>,
}

impl Notices {
    pub fn load(tx: &mut Tx, viewer: &Viewer) -> centre::Result<Notices> {
        Ok(Notices {
            of_health: health::notices(tx, viewer)?,
            proposals: reports::proposals(tx, viewer)?,
            of_cases: promises::notices(tx, viewer)?,
        })
    }

    /// Of health first: it concerns many.
    pub fn told(self, page: &Page, policy: &Policy) -> Vec<Told> {
        let health = self.of_health.into_iter().map(|notice| Told::of_health(page, notice));
        let proposals = self.proposals.iter().map(|proposal| Told::of_reports(page, policy, proposal));
        let cases = self.of_cases.into_iter().map(|notice| Told::new(page, policy, notice));
        health.chain(proposals).chain(cases).collect()
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
    let notices = visit.app.db.read(move |tx| Notices::load(tx, &viewer)).await?;
    let (page, policy) = (visit.page("desk"), visit.policy()?);
    let notices = notices.told(&page, policy);
    visit.html(&NoticesPart { page, notices })
}

/// `POST /desk/notices/{id}/seen`
pub async fn see(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| promises::see_notice(tx, &viewer, id)).await?;
    Ok(visit.go("/desk"))
}
