use db::{Id, Tx};
use jiff::SignedDuration;

use super::*;
use crate::{
    Error, Result,
    cases::{self, Act, Event, NewCase},
    demo,
    health::{self, Class, Extent, NewIssue, NewPost, Reader, Stage, Status, Texts, drop_draft, issue},
    people::{self, Viewer},
    policy::{ClockKind, Policies},
    promises,
    testing::{Centre, on_every_engine, person, viewer},
};

const ANNA: &str = "anna.petersen@nordwind.example";
const GABOR: &str = "nagy.gabor@tisza-kert.example";

/// An admin of each of some organizations, which aren't Anna's.
async fn who_of(centre: &Centre, organizations: usize) -> Vec<String> {
    centre
        .write(move |tx, _| {
            let rows = tx.query(
                "SELECT min(p.email) FROM people p JOIN organizations o ON o.id = p.organization
                 WHERE o.cloud = 'worldwide' AND p.kind = 'admin' AND p.roles = 'global'
                   AND NOT EXISTS (SELECT 1 FROM people a WHERE a.organization = o.id AND a.email = $1)
                   AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.organization = o.id AND s.state = 'active')
                 GROUP BY o.id ORDER BY o.id",
                &[&ANNA],
            )?;
            rows.iter().take(organizations).map(|row| Ok(row.get(0)?)).collect()
        })
        .await
        .unwrap()
}

/// The others of somebody's organization.
async fn colleagues(centre: &Centre, email: &str) -> Vec<String> {
    let email = email.to_owned();
    centre
        .write(move |tx, _| {
            let own = person(tx, &email)?;
            let rows = tx.query(
                "SELECT email FROM people
                 WHERE organization = (SELECT organization FROM people WHERE id = $1) AND id <> $1",
                &[&own],
            )?;
            rows.iter().map(|row| Ok(row.get(0)?)).collect()
        })
        .await
        .unwrap()
}

async fn engineer(centre: &Centre) -> String {
    centre
        .write(|tx, _| {
            let row = tx.query_one(
                "SELECT min(email) FROM people WHERE kind = 'agent' AND cloud = 'worldwide' AND roles LIKE '%engineer%'",
                &[],
            )?;
            Ok(row.get(0)?)
        })
        .await
        .unwrap()
}

fn of_mail(text: &str) -> NewReport {
    NewReport {
        service: "mail".into(),
        feature: None,
        text: text.into(),
        extent: Extent::Some,
        since: None,
        issue: None,
    }
}

impl Centre {
    async fn tried_by<T: Send + 'static>(
        &self,
        email: &str,
        act: impl Fn(&mut Tx, &Policies, &Viewer) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        let email = email.to_owned();
        self.write(move |tx, policies| {
            let viewer = viewer(tx, policies, &email)?;
            act(tx, policies, &viewer)
        })
        .await
    }

    async fn report(&self, email: &str, new: NewReport) -> Result<Reported> {
        self.tried_by(email, move |tx, policies, viewer| report(tx, policies, viewer, &new)).await
    }

    async fn gathered(&self) {
        while gather(&self.db, &self.policies).await.unwrap() {}
    }

    async fn suspicions(&self, email: &str) -> Vec<Suspicion> {
        self.gathered().await;
        self.tried_by(email, suspicions).await.unwrap()
    }

    async fn own(&self, email: &str) -> Vec<Outcome> {
        let reports = self.tried_by(email, own).await.unwrap();
        reports.into_iter().map(|report| report.outcome).collect()
    }

    async fn answered(&self) {
        while self.db.read(is_due).await.unwrap() {
            self.write(answer).await.unwrap();
        }
    }

    /// An issue of mail with an English post that is translated into German.
    async fn publish_of_mail(&self, reach: Vec<Id>) -> String {
        self.write(move |tx, policies| {
            let policy = policies.cloud("worldwide").unwrap();
            let title = Texts::new("en", "Attachments arrive late").with("de", "Anhänge kommen spät an");
            let new = NewIssue {
                reach: reach.clone(),
                ..NewIssue::new(Class::Advisory, "mail", title.clone(), title, tx.now())
            };
            let post =
                NewPost::new(Status::ServiceDegradation, texts("We look into it.", "Wir sehen es uns an."));
            health::publish(tx, policy, tx.now(), &new, &post)
        })
        .await
        .unwrap()
    }

    async fn post(&self, number: &str, status: Status, text: Texts) {
        let number = number.to_owned();
        self.write(move |tx, policies| {
            let policy = policies.cloud("worldwide").unwrap();
            let (at, post) = (tx.now(), NewPost::new(status, text.clone()));
            health::add_post(tx, policy, at, &number, &post).map(drop)
        })
        .await
        .unwrap();
    }

    async fn ask(&self, email: &str, description: &str, issue: Option<&str>) -> i64 {
        let (description, issue) = (description.to_owned(), issue.map(str::to_owned));
        self.tried_by(email, move |tx, policies, admin| {
            let organization = people::organization(tx, admin, admin.manages()?)?;
            let new = NewCase {
                subscription: organization.subscriptions.first().map(|s| s.id),
                category: "technical".into(),
                severity: "C".into(),
                service: Some("mail".into()),
                description: description.clone(),
                contact_method: "email".into(),
                contact_email: admin.email.clone(),
                issue: issue.clone(),
                ..NewCase::default()
            };
            cases::open(tx, policies, admin, &new)
        })
        .await
        .unwrap()
    }

    async fn history(&self, number: i64) -> Vec<Event> {
        self.write(move |tx, _| {
            let case = cases::load(tx, number)?;
            Ok(cases::history(tx, case.id)?.into_iter().map(|(_, event)| event).collect())
        })
        .await
        .unwrap()
    }

    async fn posts(&self, number: i64) -> Vec<(String, String)> {
        let told = |event| match event {
            Event::IssuePosted { text, language, .. } => Some((text, language)),
            _ => None,
        };
        self.history(number).await.into_iter().filter_map(told).collect()
    }
}

fn texts(english: &str, german: &str) -> Texts {
    Texts::new("en", english).with("de", german)
}

#[tokio::test]
async fn reports_of_several_organizations_in_their_own_words_become_a_proposal() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let people = who_of(&centre, 4).await;
        centre.report(&people[0], of_mail("Attachments of mails open only after minutes")).await.unwrap();
        centre.minutes_pass(10);
        centre.report(&people[1], of_mail("Outlook doesn't load attachments in mails")).await.unwrap();
        // Another trouble of the same service.
        centre.report(&people[3], of_mail("Our newsletters land in the junk folder")).await.unwrap();
        assert!(centre.suspicions(&engineer).await.iter().all(|one| !one.is_proposed));
        centre.minutes_pass(10);
        centre.ask(ANNA, "The attachments of our mails don't open", None).await;
        let all = centre.suspicions(&engineer).await;
        assert_eq!(all.len(), 2, "{all:?}");
        let proposal = &all[0];
        assert!(proposal.is_proposed && !all[1].is_proposed);
        assert_eq!((proposal.organizations, proposal.evidence.len()), (3, 3));
        assert!(proposal.evidence[0].at < proposal.evidence[2].at);
        assert!(proposal.evidence[2].case.is_some());
        assert!(proposal.words.iter().any(|word| word.contains("attach")), "{:?}", proposal.words);
        assert_eq!(centre.own(&people[0]).await, [Outcome::LookedAt]);
        assert_eq!(centre.own(&people[3]).await, [Outcome::New]);
        centre.minutes_pass(24 * 60);
        assert_eq!(centre.own(&people[3]).await, [Outcome::Alone]);
        assert_eq!(centre.suspicions(&engineer).await.len(), 1);
        // For agents who publish nothing there are none.
        let agent = centre
            .write(|tx, _| {
                let row = tx.query_one(
                    "SELECT min(email) FROM people WHERE kind = 'agent' AND cloud = 'worldwide'
                     AND roles NOT LIKE '%engineer%' AND roles NOT LIKE '%manager%'",
                    &[],
                )?;
                Ok(row.get::<String>(0)?)
            })
            .await
            .unwrap();
        assert!(matches!(centre.tried_by(&agent, suspicions).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn one_organization_is_one_however_often_it_reports() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let people = [ANNA.to_owned()];
        let first = centre.report(&people[0], of_mail("Mail is down")).await.unwrap();
        assert_eq!(first.before, Before::Nobody);
        let again = centre.report(&people[0], of_mail("Mail is still down")).await.unwrap();
        assert_eq!((again.id, again.before), (first.id, Before::Reporter));
        let colleagues = colleagues(&centre, &people[0]).await;
        let other = centre.report(&colleagues[0], of_mail("Mail is down here as well")).await.unwrap();
        assert_eq!(other.before, Before::Colleague);
        for _ in 0..5 {
            centre.ask(&people[0], "Mail is down", None).await;
        }
        let all = centre.suspicions(&engineer).await;
        assert!(all.iter().all(|one| one.organizations == 1 && !one.is_proposed), "{all:?}");
        // Who reports everything is asked to stop.
        let services: Vec<String> = centre
            .policies
            .cloud("worldwide")
            .unwrap()
            .services
            .iter()
            .map(|service| service.id.clone())
            .collect();
        let mut taken = 0;
        let mut refused = 0;
        for one in colleagues.iter().chain([&people[0]]) {
            for service in &services {
                let told = centre.report(one, NewReport { service: service.clone(), ..of_mail("") }).await;
                match told {
                    Err(Error::Told(told)) if told.key == "error-reports-many" => refused += 1,
                    Ok(told) => taken += i64::from(told.before != Before::Reporter),
                    // The organization has no such service.
                    Err(_) => {}
                }
            }
        }
        assert!(refused > 0 && taken <= 20, "{taken} {refused}");
    })
    .await;
}

#[tokio::test]
async fn an_issue_made_of_a_proposal_has_its_reports_and_cases_and_a_dropped_draft_gives_them_back() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let people = who_of(&centre, 4).await;
        for one in &people[..2] {
            centre.report(one, of_mail("Attachments of mails don't open")).await.unwrap();
        }
        let case = centre.ask(ANNA, "Attachments of our mails don't open", None).await;
        let proposal = centre.suspicions(&engineer).await.remove(0);
        let (id, mail) = (proposal.id, Texts::new("en", "Attachments don't open"));
        let (number, post) = centre
            .tried_by(&engineer, move |tx, policies, viewer| {
                let new = NewIssue::new(Class::Advisory, "mail", mail.clone(), mail.clone(), tx.now());
                let post =
                    NewPost::new(Status::Investigating, texts("We look into it.", "Wir sehen es uns an."));
                let (number, post) = health::begin(tx, policies, viewer, &new, &post)?;
                join(tx, policies, viewer, id, &number)?;
                Ok((number, post))
            })
            .await
            .unwrap();
        assert!(centre.suspicions(&engineer).await.is_empty());
        // Of a draft no customer hears.
        assert_eq!(centre.own(&people[0]).await, [Outcome::LookedAt]);
        assert!(centre.posts(case).await.is_empty());
        assert!(matches!(centre.history(case).await.last(), Some(Event::LinkedToIssue { .. })));

        let (dropped, draft) = (number.clone(), post);
        centre
            .tried_by(&engineer, move |tx, policies, viewer| {
                drop_draft(tx, policies, viewer, &dropped, draft)
            })
            .await
            .unwrap();
        assert!(matches!(centre.history(case).await.last(), Some(Event::UnlinkedFromIssue { .. })));
        assert_eq!(centre.suspicions(&engineer).await.len(), 1);

        let number = centre.publish_of_mail(Vec::new()).await;
        let joined = number.clone();
        centre
            .tried_by(&engineer, move |tx, policies, viewer| {
                join(tx, policies, viewer, id, &joined.to_lowercase())
            })
            .await
            .unwrap();
        assert_eq!(centre.own(&people[0]).await, [Outcome::Issue(number.clone())]);
        assert_eq!(centre.posts(case).await.len(), 1);
        // Who tells the same now is part of it.
        centre.report(&people[3], of_mail("Attachments of mails don't open here")).await.unwrap();
        centre.gathered().await;
        assert_eq!(centre.own(&people[3]).await, [Outcome::Issue(number.clone())]);
        let found = number.clone();
        let affected =
            centre.tried_by(&engineer, move |tx, _, viewer| affected(tx, viewer, &found)).await.unwrap();
        assert_eq!(affected.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_is_dismissed_tells_its_reporters_why_and_asks_nobody_again() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let people = who_of(&centre, 3).await;
        for one in &people {
            centre.report(one, of_mail("Attachments of mails don't open")).await.unwrap();
        }
        let id = centre.suspicions(&engineer).await[0].id;
        let silent = centre.tried_by(&engineer, move |tx, _, viewer| dismiss(tx, viewer, id, " ")).await;
        assert!(matches!(silent, Err(Error::Told(_))));
        centre
            .tried_by(&engineer, move |tx, _, viewer| dismiss(tx, viewer, id, "An add-in did it."))
            .await
            .unwrap();
        assert!(centre.suspicions(&engineer).await.is_empty());
        assert_eq!(centre.own(&people[1]).await, [Outcome::Dismissed("An add-in did it.".into())]);
        let twice = centre.tried_by(&engineer, move |tx, _, viewer| dismiss(tx, viewer, id, "Again")).await;
        assert!(matches!(twice, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_post_answers_every_linked_case_once_in_its_language() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let number = centre.publish_of_mail(Vec::new()).await;
        centre.answered().await;
        let german = centre.ask(ANNA, "Anhänge kommen spät", Some(&number)).await;
        let hungarian = centre.ask(GABOR, "A mellékletek késnek", Some(&number.to_lowercase())).await;
        assert_eq!(centre.posts(german).await, [("Wir sehen es uns an.".into(), "de".into())]);
        assert_eq!(centre.posts(hungarian).await, [("We look into it.".into(), "en".into())]);
        let mut more = Vec::new();
        for _ in 0..30 {
            more.push(centre.ask(ANNA, "Anhänge kommen spät", Some(&number)).await);
        }
        centre.minutes_pass(5);
        centre
            .post(&number, Status::RestoringService, texts("A repair is on its way.", "Es wird repariert."))
            .await;
        // A worker dies with a batch half done: nothing of it was written.
        let died = centre
            .write(|tx, policies| {
                answer(tx, policies)?;
                Err::<(), _>(Error::broken("the power went"))
            })
            .await;
        assert!(died.is_err());
        // And two others share the rest.
        while centre.db.read(is_due).await.unwrap() {
            let (one, other) = tokio::join!(centre.write(answer), centre.write(answer));
            one.unwrap();
            other.unwrap();
        }
        for case in more.iter().chain([&german]) {
            let posts = centre.posts(*case).await;
            assert_eq!(posts.len(), 2);
            assert_eq!(posts[1], ("Es wird repariert.".into(), "de".into()));
        }
        assert_eq!(centre.posts(hungarian).await[1].1, "en");

        // Whoever is unlinked hears no more; the others hear that it is over.
        let (case, of) = (hungarian, number.clone());
        centre
            .tried_by(&engineer, move |tx, policies, viewer| unlink(tx, policies, viewer, case, &of))
            .await
            .unwrap();
        centre.post(&number, Status::ServiceRestored, texts("It is repaired.", "Es ist repariert.")).await;
        centre.answered().await;
        assert_eq!(centre.posts(hungarian).await.len(), 2);
        let last = centre.history(german).await.pop();
        assert!(matches!(last, Some(Event::IssuePosted { is_over: true, .. })), "{last:?}");

        let of = number.clone();
        let mut resolved = 0;
        loop {
            let of = of.clone();
            let some = centre
                .tried_by(&engineer, move |tx, policies, viewer| resolve_linked(tx, policies, viewer, &of))
                .await
                .unwrap();
            if some == 0 {
                break;
            }
            resolved += some;
        }
        assert_eq!(resolved, 31);
        let broken = centre
            .tried_by(ANNA, move |tx, policies, viewer| {
                still_broken(tx, policies, viewer, german, "Es kommt nichts an.")
            })
            .await;
        broken.unwrap();
        let events = centre.history(german).await;
        assert!(matches!(
            &events[events.len() - 2..],
            [Event::Reopened { .. }, Event::UnlinkedFromIssue { .. }]
        ));
    })
    .await;
}

#[tokio::test]
async fn a_post_is_a_follow_up_and_no_first_answer() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let number = centre.publish_of_mail(Vec::new()).await;
        let case = centre.ask(ANNA, "Anhänge kommen spät", Some(&number)).await;
        let clocks = |case: i64| {
            centre.write(move |tx, policies| {
                let policy = policies.cloud("worldwide").unwrap();
                let (case, now) = (cases::load(tx, case)?, tx.now());
                let history = cases::history(tx, case.id)?;
                let clocks = promises::clocks(policy, &case.category, &history, now)?;
                let due = |kind| clocks.iter().rev().find(|c| c.kind == kind).and_then(|c| c.due_at);
                Ok((due(ClockKind::FirstResponse), due(ClockKind::FollowUp), case.standing.responded_at))
            })
        };
        let (first, follow_up, responded) = clocks(case).await.unwrap();
        assert!(first.is_some() && follow_up.is_none() && responded.is_none());
        centre
            .tried_by(&engineer, move |tx, policies, viewer| {
                let reply = Act::Reply { text: "Guten Tag".into(), then: cases::Then::Nothing };
                cases::act(tx, policies, viewer, case, &reply, &[])
            })
            .await
            .unwrap();
        let (_, before, _) = clocks(case).await.unwrap();
        centre.clock.advance(SignedDuration::from_mins(45));
        centre.post(&number, Status::RestoringService, texts("Soon.", "Bald.")).await;
        centre.answered().await;
        let (_, after, _) = clocks(case).await.unwrap();
        assert!(after > before, "{before:?} {after:?}");
    })
    .await;
}

#[tokio::test]
async fn an_issue_of_others_explains_nothing_here() {
    on_every_engine(async |centre| {
        let engineer = engineer(&centre).await;
        let theirs = centre
            .write(|tx, _| {
                let gabor = person(tx, GABOR)?;
                Ok(tx.query_one("SELECT organization FROM people WHERE id = $1", &[&gabor])?.get::<Id>(0)?)
            })
            .await
            .unwrap();
        let number = centre.publish_of_mail(vec![theirs]).await;
        let matches = |email: &'static str| {
            centre.tried_by(email, |tx, policies, viewer| {
                let reader = Reader::of(tx, policies, viewer)?;
                matching(tx, &reader, Some("mail"), "Attachments arrive late", "en")
            })
        };
        assert_eq!(matches(GABOR).await.unwrap().len(), 1);
        assert!(matches(ANNA).await.unwrap().is_empty());
        // Neither by naming it, ...
        let case = centre.ask(ANNA, "Anhänge kommen spät", Some(&number)).await;
        assert!(matches!(centre.history(case).await[..], [Event::Opened { .. }]));
        centre.report(ANNA, NewReport { issue: Some(number.clone()), ..of_mail("Anhänge") }).await.unwrap();
        assert_eq!(centre.own(ANNA).await, [Outcome::New]);
        // ... nor by an agent's slip, nor by joining others' reports to it.
        let of = number.clone();
        let linked = centre
            .tried_by(&engineer, move |tx, policies, viewer| link(tx, policies, viewer, case, &of))
            .await;
        assert!(matches!(linked, Err(Error::Told(told)) if told.key == "error-reports-reach"));
        let (id, of) = (centre.suspicions(&engineer).await[0].id, number.clone());
        let joined =
            centre.tried_by(&engineer, move |tx, policies, viewer| join(tx, policies, viewer, id, &of)).await;
        assert!(matches!(joined, Err(Error::Told(told)) if told.key == "error-reports-reach"));
        // And one that is limited only later tells no more to others.
        let open = centre.publish_of_mail(Vec::new()).await;
        let case = centre.ask(ANNA, "Anhänge kommen spät", Some(&open)).await;
        let of = open.clone();
        centre
            .tried_by(&engineer, move |tx, policies, viewer| {
                let issue = issue::load(tx, &viewer.cloud, &of)?;
                assert_eq!(issue.stage, Stage::Published);
                let new = NewIssue {
                    reach: vec![theirs],
                    ..NewIssue::new(issue.class, "mail", issue.title, issue.impact, issue.started_at)
                };
                health::change(tx, policies, viewer, &of, &new)
            })
            .await
            .unwrap();
        centre.post(&open, Status::RestoringService, texts("Soon.", "Bald.")).await;
        centre.answered().await;
        assert_eq!(centre.posts(case).await.len(), 1);
        let shown = centre
            .tried_by(ANNA, move |tx, policies, viewer| {
                let (reader, case) = (Reader::of(tx, policies, viewer)?, cases::find(tx, viewer, case)?);
                of_case(tx, &reader, case.id)
            })
            .await
            .unwrap();
        assert!(shown.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_demo_has_a_proposal_in_four_languages_and_requests_that_an_issue_explains() {
    on_every_engine(async |centre| {
        centre
            .write(|tx, policies| {
                demo::play_health(tx, policies)?;
                demo::play_reports(tx, policies, &demo::directory()?)
            })
            .await
            .unwrap();
        let engineer = engineer(&centre).await;
        let proposal = centre.suspicions(&engineer).await.remove(0);
        assert!(proposal.is_proposed, "{proposal:?}");
        assert_eq!((proposal.organizations, proposal.feature()), (4, Some("files")));
        let linked = centre
            .write(|tx, _| Ok(tx.query_one("SELECT count(*) FROM case_issues", &[])?.get::<i64>(0)?))
            .await
            .unwrap();
        assert_eq!(linked, 2);
    })
    .await;
}

#[tokio::test]
async fn a_report_that_its_reporter_changes_is_put_together_anew() {
    on_every_engine(async |centre| {
        let (engineer, others) = (engineer(&centre).await, who_of(&centre, 1).await);
        centre.report(ANNA, of_mail("Attachments in mails open only after minutes")).await.unwrap();
        centre.report(&others[0], of_mail("Attachments of our mails don't open")).await.unwrap();
        let organizations = async || -> Vec<i64> {
            centre.suspicions(&engineer).await.iter().map(|one| one.organizations).collect()
        };
        assert_eq!(organizations().await, [2]);
        let changed = centre.report(ANNA, of_mail("Calendar invitations vanish")).await.unwrap();
        assert_eq!(changed.before, Before::Reporter);
        assert_eq!(organizations().await, [1, 1]);
        // Whoever stood alone leaves nothing behind.
        centre.report(ANNA, of_mail("Attachments in mails open only after minutes")).await.unwrap();
        assert_eq!(organizations().await, [2]);
    })
    .await;
}
