use axum::http::{StatusCode, header};
use centre::health::Class;
use jiff::SignedDuration;

use crate::testing::{Answer, Centre, on_every_engine};

async fn get(centre: &Centre, address: &str) -> Answer {
    // What was written a moment ago is kept for a moment.
    centre.clock.advance(SignedDuration::from_secs(6));
    let answer = centre.visitor().get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    answer
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[tokio::test]
async fn an_issue_is_one_entry_that_keeps_its_id_when_more_is_said_of_it() {
    on_every_engine(async |centre| {
        let number = centre.publish_issue("mail", Class::Incident, "No mail <arrives> & none leaves.").await;
        for (file, id, end) in [
            ("feed.atom", "<id>urn:uuid:", "</id>"),
            ("feed.rss", "<guid isPermaLink=\"false\">urn:uuid:", "</guid>"),
        ] {
            let address = format!("/en/worldwide/health/{file}");
            let text = get(&centre, &address).await.text();
            let newest = between(&text, id, end)[0].to_owned();
            assert!(
                text.contains(&number) && text.contains("No mail &amp;lt;arrives&amp;gt; &amp;amp; none"),
                "{text}"
            );
            assert!(text.contains(&format!("/en/worldwide/health/issues/{number}")));
            centre.resolve_issues().await;
            let text = get(&centre, &address).await.text();
            assert_eq!(between(&text, id, end).iter().filter(|one| **one == newest).count(), 1);
            assert!(text.contains("All is well again."), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_feed_can_be_about_one_service_and_speaks_the_language_of_its_address() {
    on_every_engine(async |centre| {
        let mail = centre.publish_issue("mail", Class::Advisory, "Slow.").await;
        let calls = centre.publish_issue("calls", Class::Advisory, "Quiet.").await;
        let text = get(&centre, "/de/worldwide/health/feed.atom?service=mail").await.text();
        assert!(text.contains(&mail) && !text.contains(&calls));
        assert!(text.contains("xml:lang=\"de\"") && text.contains("Dienststatus"));
        assert!(text.contains("feed.atom?service=mail\"/>"));
        for nowhere in ["?service=nowhere", "?before=x", "?before=1-2"] {
            let answer = centre.visitor().get(&format!("/de/worldwide/health/feed.rss{nowhere}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn older_entries_are_in_the_archive_each_once() {
    on_every_engine(async |centre| {
        for n in 0..super::PAGE + 5 {
            centre.clock.advance(SignedDuration::from_secs(1));
            centre.publish_issue("mail", Class::Advisory, &format!("Number {n}.")).await;
        }
        let mut seen: Vec<String> = Vec::new();
        let mut next = Some("/en/worldwide/health/feed.atom".to_owned());
        let mut pages = 0;
        while let Some(address) = next {
            let text = get(&centre, &address).await.text();
            assert_eq!(text.contains("<fh:archive/>"), pages > 0);
            seen.extend(between(&text, "<id>urn:uuid:", "</id>").into_iter().map(str::to_owned));
            let older = between(&text, "rel=\"prev-archive\" type=\"application/atom+xml\" href=\"", "\"");
            next = older.first().map(|url| url.replace("http://servus.test", "").replace("&amp;", "&"));
            pages += 1;
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert!(pages > 1 && seen.len() == all && all > super::PAGE + 5, "{pages} {all}");
    })
    .await;
}

#[tokio::test]
async fn planned_maintenance_is_a_calendar() {
    on_every_engine(async |centre| {
        let answer = get(&centre, "/zh-CN/worldwide/health/maintenance.ics").await;
        assert_eq!(answer.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        let text = answer.text();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let events = between(&text, "BEGIN:VEVENT\r\n", "END:VEVENT");
        assert!(!events.is_empty(), "{text}");
        for event in events {
            for name in ["UID:", "DTSTAMP:", "SEQUENCE:", "DTSTART:", "SUMMARY;LANGUAGE=", "STATUS:CONFIRMED"]
            {
                assert_eq!(
                    event.split("\r\n").filter(|line| line.starts_with(name)).count(),
                    1,
                    "{name} {event}"
                );
            }
        }
    })
    .await;
}
