//! The calendar files are read as a calendar program would, and compared with the hours that they were made from.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use centre::policy::Policies;
use jiff::{SignedDuration, civil::DateTime};

use super::*;
use crate::testing::{Centre, NOON, on_every_engine};

/// A component with its properties (name, parameters, value) and what it holds.
#[derive(Debug, Default)]
struct Part {
    name: String,
    properties: Vec<(String, BTreeMap<String, String>, String)>,
    parts: Vec<Part>,
}

impl Part {
    fn read(text: &str) -> Part {
        assert!(text.ends_with("\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        let mut open = vec![Part::default()];
        for line in text.replace("\r\n ", "").lines() {
            let (name, value) = line.split_once(':').expect("a property");
            let mut pieces = name.split(';');
            let name = pieces.next().expect("a name").to_owned();
            let pair = |piece: &str| piece.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()));
            let parameters = pieces.map(|piece| pair(piece).expect("a parameter")).collect();
            match name.as_str() {
                "BEGIN" => open.push(Part { name: value.to_owned(), ..Part::default() }),
                "END" => {
                    let part = open.pop().expect("something open");
                    assert_eq!(part.name, value);
                    open.last_mut().expect("a parent").parts.push(part);
                }
                _ => open.last_mut().expect("a part").properties.push((name, parameters, value.to_owned())),
            }
        }
        assert_eq!(open.len(), 1, "something isn't closed");
        open.pop().expect("the whole").parts.remove(0)
    }

    fn all<'p>(&'p self, name: &str) -> Vec<(&'p BTreeMap<String, String>, &'p str)> {
        let named = self.properties.iter().filter(|(known, ..)| known == name);
        named.map(|(_, parameters, value)| (parameters, value.as_str())).collect()
    }

    fn one(&self, name: &str) -> (&BTreeMap<String, String>, &str) {
        let found = self.all(name);
        assert_eq!(found.len(), 1, "{name} of {}", self.name);
        found[0]
    }

    fn parts<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Part> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

fn time(text: &str) -> DateTime {
    DateTime::strptime("%Y%m%dT%H%M%S", text.trim_end_matches('Z')).expect("a time")
}

fn seconds(offset: &str) -> i64 {
    let number = |range: std::ops::Range<usize>| offset[range].parse::<i64>().expect("digits");
    let size = number(1..3) * 3600 + number(3..5) * 60 + if offset.len() > 5 { number(5..7) } else { 0 };
    if offset.starts_with('-') { -size } else { size }
}

/// From local time to UTC, by nothing but what the file says of the zone.
fn instant(file: &Part, zone: Option<&String>, local: DateTime) -> DateTime {
    let Some(zone) = zone else { return local };
    let mut zones = file.parts("VTIMEZONE").filter(|part| part.one("TZID").1 == zone);
    let told = zones.next().expect("the zone is told");
    assert!(zones.next().is_none());
    let begun = told.parts.iter().filter(|part| time(part.one("DTSTART").1) <= local);
    let last = begun.max_by_key(|part| time(part.one("DTSTART").1)).expect("an observance that has begun");
    local - SignedDuration::from_secs(seconds(last.one("TZOFFSETTO").1))
}

/// The spans of an event, in UTC.
fn spans(file: &Part, event: &Part) -> Vec<(DateTime, DateTime)> {
    let (parameters, start) = event.one("DTSTART");
    if parameters.get("VALUE").is_some() {
        let first = time(&format!("{start}T000000"));
        let rule = event.one("RRULE").1;
        let last = rule.strip_prefix("FREQ=DAILY;UNTIL=").expect("every day");
        return vec![(first, time(&format!("{last}T000000")) + SignedDuration::from_hours(24))];
    }
    let zone = parameters.get("TZID");
    let start = time(start);
    let (end_parameters, end) = event.one("DTEND");
    assert_eq!(end_parameters, parameters);
    let long = time(end) - start;
    let span = |at: DateTime| {
        let from = instant(file, zone, at);
        (from, from + long)
    };
    let Some((_, rule)) = event.all("RRULE").first().copied() else {
        return vec![(instant(file, zone, start), instant(file, zone, time(end)))];
    };
    let rule: BTreeMap<&str, &str> = rule.split(';').filter_map(|piece| piece.split_once('=')).collect();
    assert_eq!(rule["FREQ"], "WEEKLY");
    assert_eq!(zone.is_some(), rule["UNTIL"].ends_with('Z'), "the kind of time that the start has");
    let until = time(rule["UNTIL"]);
    let except: Vec<DateTime> = event.all("EXDATE").iter().map(|(_, value)| time(value)).collect();
    let days: Vec<&str> = rule["BYDAY"].split(',').collect();
    assert!(days.contains(&short(start.weekday())), "the first is one of them");
    let mut spans = Vec::new();
    let mut at = start;
    while instant(file, zone, at) <= until {
        if days.contains(&short(at.weekday())) && !except.contains(&at) {
            spans.push(span(at));
        }
        at += 1.day();
    }
    spans
}

async fn file(centre: &Centre, path: &str) -> Part {
    let answer = centre.visitor().get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert!(answer.headers[header::CACHE_CONTROL].to_str().is_ok_and(|keep| keep.starts_with("public")));
    assert!(!answer.headers.contains_key(header::SET_COOKIE));
    Part::read(&answer.text())
}

/// Looks at every event of a place, every half hour of the year.
async fn compare(centre: &Centre, cloud: &str, place: &str, reader: Option<&str>) {
    let zone = reader.map(|zone| format!("?zone={zone}")).unwrap_or_default();
    let file = file(centre, &format!("/en/{cloud}/phone/{place}/hours.ics{zone}")).await;
    assert_eq!((file.name.as_str(), file.one("VERSION").1), ("VCALENDAR", "2.0"));
    let policies = centre.app.policies.get();
    let policy = policies.cloud(cloud).expect("a policy");
    let slug = &policy.lines_for(place, "billing").expect("lines").place.slug;
    let events = Event::all(policy, slug, reader);
    assert!(!events.is_empty(), "{place}");
    let start = monday(centre.app.clock.now()).at(0, 7, 0, 0);
    for (number, event) in events.iter().enumerate() {
        let is_it = |part: &&Part| {
            let (_, id) = part.one("UID").1.rsplit_once("#hours-").expect("an id");
            id.split('-').next() == Some(number.to_string().as_str())
        };
        let mut open: Vec<(DateTime, DateTime)> =
            file.parts("VEVENT").filter(is_it).flat_map(|part| spans(&file, part)).collect();
        open.sort();
        let calendar = event.first.hours.calendar().hours_in(event.zone.as_deref().unwrap_or("UTC"));
        // The week before the first and that after the last event are others'.
        for half_hours in 48..(WEEKS * 7 - 2) * 48 {
            let at = start + SignedDuration::from_mins(half_hours * 30);
            let is_in = open[..open.partition_point(|(from, _)| *from <= at)].iter().rev().take(8);
            let is_in = is_in.clone().any(|(from, to)| *from <= at && at < *to)
                || open.iter().take(1).any(|(from, to)| *from <= at && at < *to);
            let instant = at.to_zoned(TimeZone::UTC).expect("an instant").timestamp();
            let is_open = calendar.is_open(instant);
            assert_eq!(is_in, is_open, "{place}, {number} at {at}: {:?}", event.first.hours.windows);
        }
    }
}

#[tokio::test]
async fn events_are_there_when_somebody_answers_and_only_then() {
    on_every_engine(async |centre| {
        centre.clock.set(NOON.parse().expect("an instant"));
        let places = [
            "germany",
            "egypt",
            "new-caledonia",
            "timor-leste",
            "armenia",
            "russia",
            "japan",
            "nepal",
            "togo",
            "guinea-bissau",
            "india",
            "afghanistan",
            "australia",
            "chile",
            "morocco",
            "ireland",
        ];
        for place in places {
            compare(&centre, "worldwide", place, Some("America/Denver")).await;
            compare(&centre, "worldwide", place, None).await;
        }
        for (cloud, place) in [("germany", "germany"), ("germany", "at"), ("china", "china")] {
            compare(&centre, cloud, place, None).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_files_of_all_places_can_be_read() {
    on_every_engine(async |centre| {
        let policies = centre.app.policies.get();
        for policy in policies.iter() {
            for choice in policy.choices(lang::Lang::Zh) {
                let path = format!("/zh-CN/{}/phone/{}/hours.ics", policy.cloud.key, choice.value);
                let file = file(&centre, &path).await;
                let mut ids: Vec<&str> = file.parts("VEVENT").map(|event| event.one("UID").1).collect();
                assert!(!ids.is_empty(), "{path}");
                let all = ids.len();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), all, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn holidays_that_the_calendar_knows_are_left_out() {
    on_every_engine(async |centre| {
        centre.clock.set("2026-03-30T10:00:00Z".parse().expect("an instant"));
        let germany = file(&centre, "/de/germany/phone/germany/hours.ics").await;
        let billing = germany.parts("VEVENT").find(|event| !event.all("EXDATE").is_empty()).expect("hours");
        let except: Vec<&str> = billing.all("EXDATE").iter().map(|(_, value)| *value).collect();
        assert!(except.contains(&"20260403T090000"), "Good Friday: {except:?}");
        assert_eq!(billing.one("DTSTART").0["TZID"], "Europe/Berlin");
        let china = file(&centre, "/en/china/phone/china/hours.ics").await;
        assert!(
            china.parts("VEVENT").any(|event| event.all("RRULE").is_empty()),
            "a working day that makes up for one"
        );
    })
    .await;
}

/// The shipped policies with other office hours in Germany.
fn with_nights(folder: &std::path::Path) -> Policies {
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    for entry in ["", "common", "worldwide", "china", "germany"] {
        std::fs::create_dir_all(folder.join(entry)).expect("a folder");
        for file in std::fs::read_dir(shipped.join(entry)).expect("policies") {
            let path = file.expect("a file").path();
            if path.is_file() {
                std::fs::copy(&path, folder.join(entry).join(path.file_name().expect("a name")))
                    .expect("a copy");
            }
        }
    }
    let file = folder.join("germany/policy.toml");
    let text = std::fs::read_to_string(&file).expect("a policy");
    let weekly = |hours: &str, days: &[&str]| {
        let days: Vec<String> = days.iter().map(|day| format!("{day} = [[{hours}]]")).collect();
        format!("weekly = {{ {} }}\n\n# The turns", days.join(", "))
    };
    let days = weekly("\"09:00\", \"17:00\"", &["mon", "tue", "wed", "thu", "fri"]);
    assert!(text.contains(&days));
    let nights = weekly("\"22:00\", \"06:00\"", &["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
    std::fs::write(&file, text.replace(&days, &nights)).expect("a policy");
    Policies::load(Some(folder)).expect("policies")
}

#[tokio::test]
async fn a_night_in_which_the_clocks_change_ends_when_the_clock_on_the_wall_says() {
    let folder = tempfile::tempdir().expect("a folder");
    on_every_engine(async |centre| {
        centre.app.policies.replace(with_nights(folder.path()));
        for now in [NOON, "2026-10-20T10:00:00Z", "2027-03-23T10:00:00Z"] {
            centre.clock.set(now.parse().expect("an instant"));
            compare(&centre, "germany", "germany", None).await;
        }
        centre.clock.set("2026-10-20T10:00:00Z".parse().expect("an instant"));
        let file = file(&centre, "/en/germany/phone/germany/hours.ics").await;
        let single = file.parts("VEVENT").filter(|event| event.all("RRULE").is_empty());
        let ends: Vec<&str> = single.map(|event| event.one("DTEND").1).collect();
        assert!(ends.contains(&"20261025T060000"), "an hour longer, it stands by itself: {ends:?}");
    })
    .await;
}
