use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::testing::{Browser, Centre, on_every_engine};

async fn asked(visitor: &mut Browser, path: &str) -> Value {
    let answer = visitor.get(&format!("/api/v1/phone/places{path}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(!answer.headers.contains_key(header::SET_COOKIE));
    answer.json()
}

fn row<'v>(line: &'v Value, category: &str, language: &str) -> &'v Value {
    let rows = line["hours"].as_array().expect("hours");
    rows.iter().find(|row| row["category"] == category && row["language"] == language).expect("a row")
}

fn at(centre: &Centre, instant: &str) {
    centre.clock.set(instant.parse().expect("an instant"));
}

#[tokio::test]
async fn countries_are_listed_and_found_in_the_language_that_is_asked_for() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor().speaking("hu");
        let all = asked(&mut visitor, "?cloud=worldwide&lang=de").await;
        let places = all["places"].as_array().expect("places");
        assert_eq!(places.len(), 246);
        assert_eq!(places[0]["name"], "Afghanistan");
        assert_eq!((&all["language"], &all["as_of"]), (&json!("de"), &json!("2021-05-01")));
        let found = asked(&mut visitor, "?lang=zh-CN&q=Elfenbeink%C3%BCste").await;
        assert_eq!(found["is_certain"], true);
        assert_eq!(found["places"][0]["name"], "科特迪瓦");
        let url = found["places"][0]["url"].as_str().expect("an address");
        assert!(url.ends_with("/api/v1/phone/places/cote-divoire?cloud=worldwide&lang=zh-CN"), "{url}");
        assert_eq!(asked(&mut visitor, "?q=%2B49").await["places"][0]["place"], "germany");
        for wrong in
            ["?cloud=mars", "?lang=xx", "/germany?zone=Moon/Crater", "/germany?plan=none", "/atlantis"]
        {
            let status = visitor.get(&format!("/api/v1/phone/places{wrong}")).await.status;
            assert!(status.is_client_error(), "{wrong}: {status}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_is_given_in_every_form_with_its_hours_and_whether_it_is_open() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        at(&centre, "2026-11-18T16:30:00Z");
        let germany = asked(&mut visitor, "/DE?cloud=worldwide&lang=de").await;
        let line = &germany["lines"][0];
        assert_eq!(germany["place"], "germany");
        assert_eq!(line["e164"], "+498005892332");
        assert_eq!(line["tel"], "tel:+498005892332");
        assert_eq!(line["printed"], "0800 589 2332");
        assert_eq!(germany["lines"][1]["charges"], "local");
        let billing = row(line, "billing", "de");
        assert_eq!(billing["time_zone"], "Europe/Berlin");
        let days = json!(["mon", "tue", "wed", "thu", "fri"]);
        assert_eq!(billing["weekly"], json!([{ "days": days, "from": "09:00", "to": "17:00" }]));
        assert_eq!(
            (&billing["open_now"], &billing["next_change"]),
            (&json!(false), &json!("2026-11-19T08:00:00Z"))
        );
        assert_eq!(billing["text"], json!(["Mo–Fr, 09:00–17:00"]));
        assert_eq!(row(line, "technical", "en")["always"], true);
        // The same as billing, by the policy.
        assert_eq!(row(line, "presales", "de")["weekly"], billing["weekly"]);
    })
    .await;
}

#[tokio::test]
async fn nights_foreign_zones_several_zones_and_the_end_of_the_day_are_what_they_are() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let night = asked(&mut visitor, "/new-caledonia").await;
        let french = row(&night["lines"][0], "billing", "fr").clone();
        let window = &french["weekly"][0];
        assert!(window["to"].as_str() < window["from"].as_str(), "{window}");
        let armenia = asked(&mut visitor, "/armenia").await;
        assert_eq!(row(&armenia["lines"][0], "billing", "ru")["time_zone"], "Europe/Moscow");

        at(&centre, "2026-11-18T18:00:00Z");
        let open = async |visitor: &mut Browser, zone: &str| {
            let states = asked(visitor, &format!("/united-states?zone={zone}")).await;
            assert_eq!(states["time_zone"], Value::Null);
            row(&states["lines"][0], "billing", "en")["open_now"].clone()
        };
        assert_eq!(open(&mut visitor, "America/Denver").await, true);
        assert_eq!(open(&mut visitor, "Asia/Tokyo").await, false);

        let china = asked(&mut visitor, "/china?cloud=china").await;
        let daily = china["lines"][0]["hours"].as_array().expect("hours");
        let daily = daily.iter().find(|row| row["severity"] == "B").expect("a row");
        assert_eq!(daily["weekly"][0]["to"], "24:00");
        let billing = row(&china["lines"][0], "billing", "zh-CN");
        assert!(billing["closed_on"].as_array().is_some_and(|days| !days.is_empty()));
    })
    .await;
}

#[tokio::test]
async fn on_a_holiday_that_the_calendar_knows_the_line_is_closed() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        // Good Friday at noon in Berlin; the next working day is Tuesday.
        at(&centre, "2026-04-03T10:00:00Z");
        let germany = asked(&mut visitor, "/germany?cloud=germany").await;
        let billing = row(&germany["lines"][0], "billing", "de");
        assert_eq!(
            (&billing["open_now"], &billing["next_change"]),
            (&json!(false), &json!("2026-04-07T07:00:00Z"))
        );
        assert_eq!(billing["closed_on"][0], "2026-04-03");
        assert_eq!(row(&germany["lines"][0], "technical", "en")["open_now"], true);
    })
    .await;
}

#[tokio::test]
async fn who_has_no_line_is_told_which_one_to_call_instead_and_which_are_near() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let nepal = asked(&mut visitor, "/nepal?lang=nl").await;
        assert_eq!(
            (&nepal["instead"], &nepal["lines_of"]["place"]),
            (&json!("no-line"), &json!("united-states"))
        );
        assert_eq!(nepal["neighbours"][0], json!({ "place": "india", "name": "India" }));
        assert_eq!(nepal["lines"][0]["dialled"], "+1 800-865-9408");
        let cuba = asked(&mut visitor, "/cu").await;
        assert_eq!((&cuba["instead"], &cuba["name"]), (&json!("not-listed"), &json!("Cuba")));
        let austria = asked(&mut visitor, "/AT?cloud=germany").await;
        assert_eq!((&austria["instead"], &austria["lines_of"]["place"]), (&Value::Null, &json!("eea")));
        assert_eq!(austria["lines"][0]["dialled"], "+49 69 380789305");
    })
    .await;
}

#[tokio::test]
async fn japan_has_lines_by_plan_and_hours_by_severity_and_carriers_are_named() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let all = asked(&mut visitor, "/japan?lang=de").await;
        assert_eq!(all["lines"].as_array().map(Vec::len), Some(4));
        let enterprise = asked(&mut visitor, "/japan?lang=de&plan=enterprise").await;
        let numbers: Vec<&Value> =
            enterprise["lines"].as_array().expect("lines").iter().map(|line| &line["printed"]).collect();
        assert_eq!(numbers, ["0120 996 680", "03 4332 5493"]);
        assert_eq!(enterprise["lines"][0]["plan"]["name"], "Enterprise-Pläne");
        let other = asked(&mut visitor, "/japan?plan=other").await;
        let severities: Vec<&Value> = other["lines"][0]["hours"]
            .as_array()
            .expect("hours")
            .iter()
            .filter(|row| row["category"] == "technical")
            .map(|row| &row["severity"])
            .collect();
        assert_eq!(severities, [&Value::Null, &json!("A")]);
        assert_eq!(row(&other["lines"][0], "billing", "ja")["caveat"], "closed-on-public-holidays");
        let indonesia = asked(&mut visitor, "/indonesia").await;
        assert_eq!(indonesia["lines"][1]["label"], "Indosat");
        let guinea_bissau = asked(&mut visitor, "/guinea-bissau").await;
        assert_eq!(row(&guinea_bissau["lines"][0], "technical", "pt")["caveat"], "days-assumed");
        let curacao = asked(&mut visitor, "/curacao").await;
        assert_eq!(
            (&curacao["lines"][0]["caveat"], &curacao["lines"][0]["tel"]),
            (&json!("number-doubtful"), &Value::Null)
        );
        let albania = asked(&mut visitor, "/albania").await;
        assert_eq!(albania["lines"][0]["steps"][1], json!({ "do": "code", "code": "7700" }));
    })
    .await;
}

#[tokio::test]
async fn caches_may_keep_an_answer_until_a_line_opens_or_closes() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        // Twenty seconds before five in Berlin.
        at(&centre, "2026-11-18T15:59:40Z");
        let path = "/api/v1/phone/places/germany?cloud=worldwide&lang=de";
        let answer = visitor.get(path).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "public, max-age=20");
        let tag = answer.headers[header::ETAG].to_str().expect("a tag").to_owned();
        let tag: &'static str = Box::leak(tag.into_boxed_str());
        let known: &'static [(&str, &str)] = Box::leak(Box::new([("if-none-match", tag)]));
        let mut again = centre.visitor().saying(known);
        assert_eq!(again.get(path).await.status, StatusCode::NOT_MODIFIED);
        at(&centre, "2026-11-18T16:00:00Z");
        assert_eq!(again.get(path).await.status, StatusCode::OK);
        assert_eq!(
            visitor.get("/api/v1/phone/places").await.headers[header::CACHE_CONTROL],
            "public, max-age=3600"
        );
    })
    .await;
}
