use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use centre::{
    cases::{self, Case, Entry, Event, NewCase, Reachable},
    people::{self, Viewer},
    promises,
};
use db::Id;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};

use crate::{
    routes::{For, routes},
    testing::{Answer, Browser, Centre, NOON, on_every_engine},
};

const ANNA: &str = "anna.petersen@nordwind.example";
const GRACE: &str = "grace.okafor@contoso.example";
const SAMIRA: &str = "samira.haddad@contoso.example";
const ESZTER: &str = "kovacs.eszter@contoso.example";
const LIU: &str = "liu.yang@contoso-cn.example";

async fn viewer(centre: &Centre, email: &str) -> Viewer {
    let (app, email) = (centre.app.clone(), email.to_owned());
    let session = move |tx: &mut db::Tx| {
        let person = people::person_by_email(tx, &email)?.expect("a person of the demo");
        let secret = people::sign_in(tx, person.id, "test")?;
        Ok::<_, centre::Error>(people::viewer(tx, &app.policies.get(), &secret)?.expect("a session").0)
    };
    centre.app.db.write(session).await.expect("a viewer")
}

/// Opens a technical case of severity B about the first subscription that was bought directly.
async fn opened(centre: &Centre, email: &str, change: fn(&mut NewCase)) -> i64 {
    opened_about(centre, email, people::Bought::Direct, change).await
}

/// At the severity that asks the most of the customer.
fn most_severe(new: &mut NewCase) {
    new.severity = "A".into();
    new.impact_statement = "Eleven clinics work on paper.".into();
    new.round_the_clock = Reachable { name: "Elena Ramirez".into(), phone: "+1 312 555 0145".into() };
}

async fn opened_about(centre: &Centre, email: &str, bought: people::Bought, change: fn(&mut NewCase)) -> i64 {
    let viewer = viewer(centre, email).await;
    let app = centre.app.clone();
    let open = move |tx: &mut db::Tx| {
        let organization = people::organization(tx, &viewer, viewer.customer()?.organization)?;
        let mut new = NewCase {
            subscription: organization.subscriptions.iter().find(|s| s.bought == bought).map(|s| s.id),
            category: "technical".into(),
            severity: "B".into(),
            subject: "Mail is late".into(),
            description: "Since this morning.".into(),
            language: viewer.lang.code().into(),
            contact_method: "email".into(),
            contact_email: viewer.email.clone(),
            ..NewCase::default()
        };
        change(&mut new);
        cases::open(tx, &app.policies.get(), &viewer, &new)
    };
    centre.app.db.write(open).await.expect("a case")
}

/// The case and its history as this person may read them.
async fn seen_by(centre: &Centre, email: &str, number: i64) -> (Case, Vec<Entry>) {
    let viewer = viewer(centre, email).await;
    let read = move |tx: &mut db::Tx| {
        let case = cases::find(tx, &viewer, number)?;
        let entries = cases::timeline(tx, &viewer, &case)?;
        Ok::<_, centre::Error>((case, entries))
    };
    centre.app.db.read(read).await.expect("a case")
}

async fn due_at(centre: &Centre, agent: &str, number: i64) -> Option<Timestamp> {
    seen_by(centre, agent, number).await.0.due_at
}

fn at(number: i64, what: &str) -> String {
    format!("/desk/cases/{number}{what}")
}

fn assert_back_at(answer: &Answer, number: i64) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, at(number, "").as_str()));
}

/// The numbers of the cases that a page lists.
fn listed(page: &str) -> Vec<i64> {
    page.split("id=\"case-").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[tokio::test]
async fn whoever_takes_a_case_and_replies_stops_the_clock_of_the_first_response() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let fresh = grace.get(&at(number, "/history")).await;
        assert!(fresh.text().contains("class=\"deadline ok\""), "{}", fresh.text());
        assert!(fresh.words().contains("Nobody has taken it"));

        let taken = grace.post(&at(number, "/assign"), &[("to", "me"), ("seen", "open")]).await;
        assert_back_at(&taken, number);
        assert!(due_at(&centre, GRACE, number).await.is_some());
        let reply = [("kind", "reply"), ("text", "We **look** at it."), ("seen", "open")];
        assert_back_at(&grace.post(&at(number, "/write"), &reply).await, number);

        let answered = grace.get(&at(number, "/history")).await;
        assert!(answered.text().contains("We <strong>look</strong> at it."));
        assert!(!answered.text().contains("class=\"deadline"));
        let (case, _) = seen_by(&centre, ANNA, number).await;
        assert_eq!((case.due_at, case.assignee_name.as_deref()), (None, Some("Grace Okafor")));
    })
    .await;
}

#[tokio::test]
async fn an_internal_note_is_for_agents_only() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let note =
            [("kind", "note"), ("text", "Check the old provider"), ("then", "resolve"), ("seen", "open")];
        assert_back_at(&grace.post(&at(number, "/write"), &note).await, number);

        let shown = centre.signed_in(SAMIRA).await.get(&at(number, "")).await.text();
        assert!(shown.contains("class=\"event note\"") && shown.contains("Check the old provider"));
        let (case, entries) = seen_by(&centre, ANNA, number).await;
        assert!(!entries.iter().any(|e| matches!(e.event, Event::Note { .. })));
        assert_eq!(case.standing.state, cases::State::Open);
        assert!(case.due_at.is_some(), "a note is no response");
    })
    .await;
}

#[tokio::test]
async fn a_severity_beyond_the_policy_is_refused_with_its_reason_and_what_was_typed_stays() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |new| new.category = "billing".into()).await;
        let mut grace = centre.signed_in(GRACE).await;
        let page = grace.get(&at(number, "")).await;
        let reason = "the highest severity level is B";
        assert!(page.words().contains(reason), "the page says so before anybody tries");

        let wish = [("severity", "A"), ("reason", "The boss is waiting"), ("seen", "open")];
        let refused = grace.post(&at(number, "/severity"), &wish).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains("Severity A is not on offer here."));
        assert!(refused.text().contains("The boss is waiting"));

        let wish = [("severity", "C"), ("reason", " "), ("seen", "open")];
        let refused = grace.post(&at(number, "/severity"), &wish).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("id=\"desk-reason-error\""));
        assert!(refused.text().contains("<option value=\"C\" selected>"));
    })
    .await;
}

#[tokio::test]
async fn what_a_severity_asks_of_the_customer_is_shown_or_said_to_be_missing() {
    on_every_engine(async |centre| {
        let marcus = "marcus.johnson@bluebird.example";
        let (raised, complete) =
            (opened(&centre, marcus, |_| {}).await, opened(&centre, marcus, most_severe).await);
        let mut grace = centre.signed_in(GRACE).await;
        let needs = "Severity A needs";
        assert!(!grace.get(&at(raised, "")).await.words().contains(needs));
        let raise = [("severity", "A"), ("reason", "All sites are down"), ("seen", "open")];
        assert_back_at(&grace.post(&at(raised, "/severity"), &raise).await, raised);
        let words = grace.get(&at(raised, "/history")).await.words();
        assert_eq!(words.matches(needs).count(), 2, "{words}");

        let page = grace.get(&at(complete, "")).await;
        assert!(!page.words().contains(needs));
        assert!(page.words().contains("Eleven clinics work on paper."));
        assert!(page.text().contains("href=\"tel:+13125550145\""));
    })
    .await;
}

#[tokio::test]
async fn a_raised_severity_grants_its_own_time_but_never_more_than_was_left() {
    on_every_engine(async |centre| {
        let wang = "wang.jianguo@donghai.example";
        let (early, late) = (opened(&centre, wang, |_| {}).await, opened(&centre, wang, |_| {}).await);
        let at_b = due_at(&centre, LIU, late).await.expect("a deadline");
        let mut liu = centre.signed_in(LIU).await;
        let raise = [("severity", "A"), ("reason", "全厂停工"), ("seen", "open")];

        centre.clock.advance(SignedDuration::from_mins(30));
        assert_back_at(&liu.post(&at(early, "/severity"), &raise).await, early);
        let noon: Timestamp = NOON.parse().expect("an instant");
        assert_eq!(due_at(&centre, LIU, early).await, Some(noon + SignedDuration::from_mins(90)));

        centre.clock.set(at_b - SignedDuration::from_mins(20));
        let mut liu = centre.signed_in(LIU).await;
        assert_back_at(&liu.post(&at(late, "/severity"), &raise).await, late);
        assert_eq!(due_at(&centre, LIU, late).await, Some(at_b));
        assert!(liu.get(&at(late, "/history")).await.text().contains("全厂停工"));
    })
    .await;
}

#[tokio::test]
async fn a_case_is_given_to_somebody_of_the_same_cloud_or_to_nobody() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let id = |viewer: Viewer| viewer.id().to_string();
        let samira = id(viewer(&centre, SAMIRA).await);
        let assigned = grace.post(&at(number, "/assign"), &[("to", &samira), ("seen", "open")]).await;
        assert_back_at(&assigned, number);
        let history = grace.get(&at(number, "/history")).await.words();
        assert!(history.contains("Grace Okafor assigned the service request to Samira Haddad"), "{history}");
        assert!(listed(&centre.signed_in(SAMIRA).await.get("/desk?tab=mine").await.text()).contains(&number));

        assert_back_at(&grace.post(&at(number, "/assign"), &[("to", ""), ("seen", "open")]).await, number);
        assert!(listed(&grace.get("/desk").await.text()).contains(&number));

        for stranger in [id(viewer(&centre, LIU).await), id(viewer(&centre, ANNA).await)] {
            let refused = grace.post(&at(number, "/assign"), &[("to", &stranger), ("seen", "open")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().contains("id=\"desk-to-error\""));
        }
    })
    .await;
}

#[tokio::test]
async fn waiting_on_the_customer_pauses_the_clock_and_resolving_ends_it() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        grace.post(&at(number, "/assign"), &[("to", "me"), ("seen", "open")]).await;
        assert_back_at(&grace.post(&at(number, "/wait"), &[("seen", "open")]).await, number);
        assert!(grace.get(&at(number, "/history")).await.words().contains("The clock is paused"));
        assert_eq!(
            listed(&grace.get("/desk?tab=waiting").await.text()).iter().filter(|n| **n == number).count(),
            1
        );

        assert_back_at(&grace.post(&at(number, "/resolve"), &[("seen", "waiting")]).await, number);
        let resolved = grace.get(&at(number, "")).await;
        assert!(resolved.words().contains("Grace Okafor resolved the service request"));
        assert!(!listed(&grace.get("/desk?tab=waiting").await.text()).contains(&number));

        let again = grace.post(&at(number, "/reopen"), &[("text", ""), ("seen", "resolved")]).await;
        assert!(again.text().contains("id=\"desk-reopening-error\""));
        let again =
            grace.post(&at(number, "/reopen"), &[("text", "It came back"), ("seen", "resolved")]).await;
        assert_back_at(&again, number);
        assert_back_at(&grace.post(&at(number, "/close"), &[("seen", "open")]).await, number);
        assert_eq!(seen_by(&centre, ANNA, number).await.0.standing.state, cases::State::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_reply_can_resolve_the_case_or_wait_for_the_customer() {
    on_every_engine(async |centre| {
        for (then, state) in [("wait", cases::State::Waiting), ("resolve", cases::State::Resolved)] {
            let number = opened(&centre, ANNA, |_| {}).await;
            let mut grace = centre.signed_in(GRACE).await;
            let reply = [("kind", "reply"), ("text", "Please try now."), ("then", then), ("seen", "open")];
            assert_back_at(&grace.post(&at(number, "/write"), &reply).await, number);
            assert_eq!(seen_by(&centre, ANNA, number).await.0.standing.state, state);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_acts_on_a_case_that_was_closed_meanwhile_is_told_and_keeps_what_was_typed() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        samira.post(&at(number, "/resolve"), &[("seen", "open")]).await;

        let reply = [("kind", "reply"), ("text", "A long answer"), ("then", "wait"), ("seen", "open")];
        let file: (&str, &str, &str, &[u8]) = ("files", "trace.txt", "text/plain", b"a trace");
        let stale = grace.post_files(&at(number, "/write"), &reply, &[file]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stale.words().contains("Samira Haddad has closed this service request in the meantime."));
        let page = stale.text();
        assert!(page.contains("A long answer") && page.contains("trace.txt"));
        let kept = page.split("name=\"upload\" value=\"").nth(1).and_then(|rest| rest.split('"').next());

        let upload = kept.expect("the file is kept");
        let again = [("kind", "reply"), ("text", "A long answer"), ("upload", upload), ("seen", "resolved")];
        assert_back_at(&grace.post(&at(number, "/write"), &again).await, number);
        let (case, entries) = seen_by(&centre, ANNA, number).await;
        assert_eq!(case.standing.state, cases::State::Resolved);
        let files: Vec<_> = entries.iter().flat_map(|e| &e.attachments).map(|a| a.name.as_str()).collect();
        assert_eq!(files, ["trace.txt"]);

        for act in ["/wait", "/severity", "/assign"] {
            let stale = grace.post(&at(number, act), &[("seen", "open"), ("reason", "Because")]).await;
            assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_reply_is_refused_and_the_choices_stay() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let empty = [("kind", "reply"), ("text", "  "), ("then", "wait"), ("seen", "open")];
        let refused = grace.post(&at(number, "/write"), &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("id=\"desk-text-error\""));
        assert!(refused.text().contains("<option value=\"wait\" selected>"));
    })
    .await;
}

#[tokio::test]
async fn two_agents_see_what_the_other_does_on_the_case() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        let state = async |agent: &mut Browser, state| {
            let answer = agent.post(&at(number, "/presence"), &[("state", state)]).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT);
        };
        state(&mut grace, "writing").await;
        state(&mut samira, "reading").await;
        let (to_samira, to_grace) = (
            samira.get(&at(number, "/history")).await.words(),
            grace.get(&at(number, "/history")).await.words(),
        );
        assert!(to_samira.contains("Grace Okafor is writing an answer"));
        assert!(to_grace.contains("Samira Haddad is looking at this"));
        assert!(!to_grace.contains("Grace Okafor is writing"), "nobody is told about oneself");

        state(&mut grace, "gone").await;
        assert!(!samira.get(&at(number, "/history")).await.words().contains("Grace Okafor is writing"));
        centre.clock.advance(SignedDuration::from_mins(2));
        assert!(!grace.get(&at(number, "/history")).await.words().contains("Samira Haddad is looking"));
    })
    .await;
}

#[tokio::test]
async fn the_desk_does_not_exist_for_customers_and_a_case_not_for_agents_of_other_clouds() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let organization = seen_by(&centre, ANNA, number).await.0.organization;
        let desk: Vec<_> = routes().into_iter().filter(|r| r.path.starts_with("/desk")).collect();
        assert!(
            desk.len() > 15
                && desk.iter().all(|r| matches!(r.for_, For::Agents | For::DeskManagers | For::Engineers))
        );
        let mut anna = centre.signed_in(ANNA).await;
        let mut liu = centre.signed_in(LIU).await;
        for route in desk {
            let path = route.path.replace("{number}", &number.to_string());
            let path = path.replace("{id}", &organization.to_string());
            let is_about_somebody = path != route.path;
            let form = Some("application/x-www-form-urlencoded");
            let answer = anna.send(route.method.clone(), &path, form, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "a customer at {path}");
            if is_about_somebody {
                let answer = liu.send(route.method, &path, form, Body::empty()).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "another cloud's agent at {path}");
            }
        }
        let (_, entries) = seen_by(&centre, ANNA, number).await;
        assert_eq!(entries.len(), 1, "nothing was done");
        assert_eq!(centre.visitor().get("/desk").await.location(), "/sign-in?to=%2Fdesk");
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_its_partners_turn_is_not_on_the_desk() {
    on_every_engine(async |centre| {
        let sanne = "sanne.visser@waterlinie.example";
        let number = opened_about(&centre, sanne, people::Bought::ThroughPartner, |_| {}).await;
        centre.index().await;
        let mut grace = centre.signed_in(GRACE).await;
        assert_eq!(grace.get(&at(number, "")).await.status, StatusCode::NOT_FOUND);
        for path in ["/desk".to_owned(), "/desk?tab=all".to_owned(), format!("/desk?q={number}")] {
            assert!(!listed(&grace.get(&path).await.text()).contains(&number), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn hostile_names_and_texts_are_shown_as_text() {
    on_every_engine(async |centre| {
        let anna = viewer(&centre, ANNA).await;
        let rename = move |tx: &mut db::Tx| {
            let profile = people::Profile {
                name: "<script>alert('name')</script>".into(),
                language: anna.lang,
                languages: vec!["de".into()],
                time_zone: "Europe/Berlin".into(),
                phone: String::new(),
                email: anna.email.clone(),
            };
            people::change_profile(tx, &anna, &profile)
        };
        centre.app.db.write(rename).await.expect("a name");
        let number = opened(&centre, ANNA, |new| {
            new.subject = "\"><script>alert('subject')</script>".into();
            new.description = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) {name}".into();
        })
        .await;
        let mut grace = centre.signed_in(GRACE).await;
        let reply = [("kind", "reply"), ("text", "</textarea><script>alert(3)</script>"), ("insert", "1")];
        let organization = seen_by(&centre, GRACE, number).await.0.organization;
        let pages = [
            grace.get("/desk?tab=all").await,
            grace.get(&at(number, "?canned=looking-into-it")).await,
            grace.get(&at(number, "/history")).await,
            grace.post(&at(number, "/write"), &reply).await,
            grace.get(&format!("/desk?q={}", "%22%3E%3Cscript%3Ealert(4)%3C/script%3E")).await,
            grace.get(&format!("/desk/organizations/{organization}")).await,
        ];
        for page in &pages {
            assert_eq!(page.status, StatusCode::OK);
            let text = page.text();
            for bad in ["<script>alert", "<img src=x", "href=\"javascript:", "</textarea><script"] {
                assert!(!text.contains(bad), "{bad} in {text}");
            }
        }
        assert!(pages[1].words().contains("&#60;script&#62;alert(&#39;name&#39;)"));
    })
    .await;
}

#[tokio::test]
async fn paging_shows_every_case_exactly_once() {
    on_every_engine(async |centre| {
        let mut opened_now = Vec::new();
        for _ in 0..60 {
            opened_now.push(opened(&centre, ANNA, |_| {}).await);
        }
        let mut grace = centre.signed_in(GRACE).await;
        for tab in ["take", "all"] {
            let (mut seen, mut next) = (Vec::new(), Some(format!("/desk?tab={tab}")));
            while let Some(path) = next {
                let page = grace.get(&path).await.text();
                seen.extend(listed(&page));
                let link = page.split("rel=\"next\"").next().filter(|before| before.len() < page.len());
                let href = link.and_then(|before| before.rsplit("href=\"").next());
                next = href.and_then(|h| h.split('"').next()).map(|h| h.replace("&#38;", "&"));
            }
            let shown = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), shown, "none twice in {tab}");
            assert!(opened_now.iter().all(|n| seen.contains(n)), "none left out of {tab}");
        }
    })
    .await;
}

#[tokio::test]
async fn tabs_count_up_to_a_bound() {
    on_every_engine(async |centre| {
        for _ in 0..cases::MOST_COUNTED {
            opened(&centre, ANNA, |_| {}).await;
        }
        let desk = centre.signed_in(GRACE).await.get("/desk").await.text();
        assert!(desk.contains("<span class=\"count\">99+</span>"));
    })
    .await;
}

#[tokio::test]
async fn prepared_answers_come_in_the_language_of_the_case_and_do_not_replace_what_was_typed() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |new| new.language = "de".into()).await;
        let mut grace = centre.signed_in(GRACE).await;
        let page = grace.get(&at(number, "?canned=looking-into-it")).await.text();
        assert!(page.contains("Wir prüfen das"));
        assert!(page.contains("Guten Tag Anna Petersen,"));
        assert!(page.contains(&format!("Ihre Serviceanfrage {number}.")));

        let insert = [("kind", "note"), ("text", "PS: first"), ("canned", "more-details"), ("insert", "1")];
        let inserted = grace.post(&at(number, "/write"), &insert).await;
        assert_eq!(inserted.status, StatusCode::OK);
        let text = inserted.text();
        assert!(text.contains("PS: first\n\nGuten Tag Anna Petersen,"), "{text}");
        assert!(text.contains("value=\"note\" checked"));
        let (_, entries) = seen_by(&centre, GRACE, number).await;
        assert_eq!(entries.len(), 1, "nothing was sent");
    })
    .await;
}

#[tokio::test]
async fn the_next_best_case_is_the_most_urgent_one_that_the_agent_can_answer() {
    on_every_engine(async |centre| {
        let mut eszter = centre.signed_in(ESZTER).await;
        let lines = listed(&eszter.get("/desk").await.text());
        let next = eszter.get("/desk/next").await;
        assert_eq!(next.status, StatusCode::SEE_OTHER);
        let number: i64 = next.location().rsplit('/').next().and_then(|n| n.parse().ok()).expect("a number");
        let mut first = None;
        for line in lines {
            let (case, _) = seen_by(&centre, ESZTER, line).await;
            let fits = ["hu", "de", "en"].contains(&case.language.as_str())
                && ["technical", "billing"].contains(&case.category.as_str());
            first = first.or(fits.then_some(line));
        }
        assert_eq!(Some(number), first);
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_cases_by_number_and_by_words() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |new| new.subject = "Zwetschgenkuchen im Kalender".into()).await;
        let mut grace = centre.signed_in(GRACE).await;
        // On PostgreSQL the feed holds back while any transaction of the cluster that began before runs.
        for _ in 0..100 {
            centre.index().await;
            if !listed(&grace.get("/desk?q=zwetschgen").await.text()).is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        for search in [number.to_string(), "zwetschgen".to_owned()] {
            let found = grace.get(&format!("/desk?q={search}")).await.text();
            assert_eq!(listed(&found), [number], "{search}");
        }
        let beside = grace.get(&at(number, "?q=zwetschgen")).await.text();
        assert!(beside.contains("/history?q=zwetschgen"), "the list stays while the case is open");
        assert!(grace.get("/desk?q=nothinglikethat").await.words().contains("Nothing found"));
        assert!(listed(&centre.signed_in(LIU).await.get("/desk?q=zwetschgen").await.text()).is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_deadline_is_soon_in_its_last_quarter_and_late_after_it() {
    on_every_engine(async |centre| {
        let number = opened(&centre, "marcus.johnson@bluebird.example", most_severe).await;
        let due = due_at(&centre, GRACE, number).await.expect("a deadline");
        let mut grace = centre.signed_in(GRACE).await;
        for (before, kind, words) in
            [(15, "ok", "15 min left"), (14, "soon", "14 min left"), (-5, "late", "5 min late")]
        {
            centre.clock.set(due - SignedDuration::from_mins(before));
            let history = grace.get(&at(number, "/history")).await;
            assert!(history.text().contains(&format!("class=\"deadline {kind}\"")), "{before}");
            assert!(history.words().contains(words), "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_live_streams_tell_of_a_change() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let mut desk = grace.open(Method::GET, "/desk/live", None, Body::empty()).await.into_body();
        let mut case = grace.open(Method::GET, &at(number, "/live"), None, Body::empty()).await.into_body();
        centre.signed_in(SAMIRA).await.post(&at(number, "/assign"), &[("to", "me"), ("seen", "open")]).await;

        let told = async |body: &mut Body| {
            let frame = tokio::time::timeout(std::time::Duration::from_secs(5), body.frame()).await;
            let data = frame.expect("in time").expect("a frame").expect("a frame").into_data().expect("data");
            String::from_utf8_lossy(&data).into_owned()
        };
        assert!(told(&mut desk).await.contains("event: queue"));
        let both = told(&mut case).await + &told(&mut case).await;
        assert!(both.contains("event: case") && both.contains("event: queue"), "{both}");
    })
    .await;
}

#[tokio::test]
async fn the_page_of_an_organization_shows_people_with_roles_and_contacts_to_its_agents() {
    on_every_engine(async |centre| {
        let organization = viewer(&centre, ANNA).await.customer().expect("a customer").organization;
        let page = centre.signed_in(GRACE).await.get(&format!("/desk/organizations/{organization}")).await;
        let words = page.words();
        for part in
            ["Nordwind Logistik GmbH", "CT-4831", "Anna Petersen", "Claudia Brenner", "it@nordwind.example"]
        {
            assert!(words.contains(part), "{part}");
        }
        assert!(page.text().contains("href=\"tel:+494066969120\""));
        let unknown = Id([7; 16]);
        for bad in [unknown.to_string(), "nobody".to_owned()] {
            let answer = centre.signed_in(GRACE).await.get(&format!("/desk/organizations/{bad}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn every_language_has_its_desk() {
    on_every_engine(async |centre| {
        let agents = [
            GRACE,
            "jonas.weber@contoso.example",
            ESZTER,
            "ingrid.solberg@contoso.example",
            "daan.devries@contoso.example",
            LIU,
        ];
        for agent in agents {
            let mut browser = centre.signed_in(agent).await;
            let next = browser.get("/desk/next").await;
            let case = browser.get(next.location()).await;
            assert_eq!(case.status, StatusCode::OK);
            assert!(case.text().contains("data-presence-url"), "{agent}");
        }
    })
    .await;
}

/// Works off what the clocks want, as the worker does.
async fn tick(centre: &Centre) {
    loop {
        let policies = centre.app.policies.get();
        let done = centre.app.db.write(move |tx| promises::tick(tx, &policies)).await;
        if done.expect("a tick") == 0 {
            return;
        }
    }
}

#[tokio::test]
async fn an_agent_is_told_of_a_deadline_and_nobody_else_can_mark_it_as_seen() {
    on_every_engine(async |centre| {
        tick(&centre).await;
        let number = opened(&centre, ANNA, |new| new.subject = "Uhrwerk".into()).await;
        let mut eszter = centre.signed_in(ESZTER).await;
        assert!(eszter.post(&at(number, "/assign"), &[("to", "me")]).await.status.is_redirection());
        // A business day has 24 hours here.
        centre.clock.advance(SignedDuration::from_hours(18));
        tick(&centre).await;

        let part = eszter.get("/desk/notices").await;
        let words = part.words();
        assert!(words.contains("Uhrwerk") && words.contains("Első válasz, eltelt idő: 75%"), "{words}");
        let desk = eszter.get("/desk").await.text();
        let seen = desk.split("action=\"").filter_map(|rest| rest.split('"').next());
        let seen = seen.filter(|address| address.ends_with("/seen")).map(str::to_owned);
        let seen: Vec<String> = seen.collect();
        assert!(!seen.is_empty());
        for other in [LIU, ANNA] {
            let mut other = centre.signed_in(other).await;
            for address in &seen {
                assert_eq!(other.post(address, &[]).await.status, StatusCode::NOT_FOUND);
            }
            assert!(!other.get("/desk/notices").await.text().contains("Uhrwerk"));
        }
        assert!(eszter.get("/desk/notices").await.text().contains("Uhrwerk"));
        for address in &seen {
            assert_eq!(eszter.post(address, &[]).await.status, StatusCode::SEE_OTHER);
        }
        assert!(!eszter.get("/desk/notices").await.text().contains("Uhrwerk"));

        // The customer isn't told how far the operator's clocks are.
        let shown = centre.signed_in(ANNA).await.get(&format!("/requests/{number}")).await;
        assert!(!shown.words().contains("75%"));
    })
    .await;
}

#[tokio::test]
async fn a_silent_customer_is_reminded_and_the_agent_may_lower_the_severity_until_they_answer() {
    on_every_engine(async |centre| {
        let number = opened(&centre, ANNA, |_| {}).await;
        let mut grace = centre.signed_in(GRACE).await;
        let asked = [("kind", "reply"), ("text", "Which version?"), ("then", "wait")];
        assert_back_at(&grace.post(&at(number, "/write"), &asked).await, number);
        assert!(!grace.get(&at(number, "")).await.text().contains("desk-lowering"));
        centre.clock.advance(SignedDuration::from_hours(24));
        tick(&centre).await;
        let mut anna = centre.signed_in(ANNA).await;
        let shown = anna.get(&format!("/requests/{number}")).await;
        let words = shown.words();
        assert!(words.contains("Wir warten auf Ihre Antwort und haben Sie daran erinnert."), "{words}");

        let mut grace = centre.signed_in(GRACE).await;
        let early = grace.post(&at(number, "/lower"), &[("reason", "No answer")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Two business days of silence; the second ends on Friday.
        centre.clock.advance(SignedDuration::from_hours(24) + SignedDuration::from_secs(1));
        tick(&centre).await;
        let mut grace = centre.signed_in(GRACE).await;
        let offered = grace.get(&at(number, "")).await;
        assert!(offered.words().contains("Lower to C"), "{}", offered.words());
        let without = grace.post(&at(number, "/lower"), &[("reason", " ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.text().contains("desk-lowering-reason-error"));
        assert_back_at(&grace.post(&at(number, "/lower"), &[("reason", "No answer")]).await, number);
        assert!(!grace.get(&at(number, "")).await.text().contains("desk-lowering"));

        let mut anna = centre.signed_in(ANNA).await;
        let shown = anna.get(&format!("/requests/{number}")).await.words();
        assert!(shown.contains("Weil wir nichts von Ihnen gehört haben, wurde der Schweregrad"), "{shown}");
        let reply = anna.post(&format!("/requests/{number}/reply"), &[("text", "Here I am")]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        let (case, _) = seen_by(&centre, GRACE, number).await;
        assert_eq!(case.standing.severity, "B");
    })
    .await;
}
