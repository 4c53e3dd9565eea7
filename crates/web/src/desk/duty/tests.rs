use axum::http::StatusCode;
use centre::{people, staff};
use db::Tx;

use crate::testing::{Centre, on_every_engine};

const GRACE: &str = "grace.okafor@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";
const LIU: &str = "liu.yang@contoso-cn.example";
const CHEN: &str = "chen.jing@contoso-cn.example";

async fn id(centre: &Centre, email: &'static str) -> String {
    let find = move |tx: &mut Tx| people::person_by_email(tx, email);
    centre.app.db.read(find).await.unwrap().unwrap().id.to_string()
}

async fn shifts(centre: &Centre) -> Vec<(String, String)> {
    let read = |tx: &mut Tx| {
        let now = tx.now();
        staff::shifts(tx, "worldwide", now, now + jiff::SignedDuration::from_hours(24 * 60))
    };
    let shifts = centre.app.db.read(read).await.unwrap();
    shifts.iter().map(|shift| (shift.from.to_string(), shift.to.to_string())).collect()
}

#[tokio::test]
async fn an_agent_says_with_one_click_what_they_are_doing() {
    on_every_engine(async |centre| {
        let mut jonas = centre.signed_in(JONAS).await;
        assert!(jonas.get("/desk").await.text().contains("id=\"presence\""));
        let said = jonas.post("/desk/presence", &[("state", "available"), ("back", "/desk/phone")]).await;
        assert_eq!((said.status, said.location()), (StatusCode::SEE_OTHER, "/desk/phone"));
        let menu = jonas.get("/desk/presence").await.text();
        assert!(menu.contains("presence-now\">Verfügbar"), "{menu}");
        let seen = centre.signed_in(GRACE).await.get("/desk/duty").await.words();
        assert!(seen.contains("Jonas Weber") && seen.contains("Available"), "{seen}");
        assert!(!centre.signed_in(LIU).await.get("/desk/duty").await.text().contains("Jonas Weber"));
        let wrong = jonas.post("/desk/presence", &[("state", "asleep")]).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn a_usual_week_becomes_shifts_that_keep_their_time_when_the_clocks_change() {
    on_every_engine(async |centre| {
        centre.clock.set("2026-10-20T11:00:00Z".parse().unwrap());
        let (jonas, mut grace) = (id(&centre, JONAS).await, centre.signed_in(GRACE).await);
        let address = format!("/desk/duty/rotas/{jonas}");
        let week = [("time_zone", "Europe/Berlin"), ("fri", "9-12, 13:00–17"), ("mon", "22:00-6")];
        let saved = grace.post(&address, &week).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
        let shifts = shifts(&centre).await;
        let expected = [
            ("2026-10-23T07:00:00Z", "2026-10-23T10:00:00Z"),
            ("2026-10-23T11:00:00Z", "2026-10-23T15:00:00Z"),
            ("2026-10-26T21:00:00Z", "2026-10-27T05:00:00Z"),
            ("2026-10-30T08:00:00Z", "2026-10-30T11:00:00Z"),
        ];
        for (at, (from, to)) in expected.into_iter().enumerate() {
            assert_eq!(shifts[at], (from.to_owned(), to.to_owned()));
        }
        // Four weeks ahead, and no further.
        assert!(shifts.last().unwrap().0.as_str() < "2026-11-17T11:00:00Z", "{shifts:?}");
        let wrong = grace.post(&address, &[("time_zone", "Europe/Berlin"), ("tue", "nine")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.words().contains("“nine” cannot be read as working hours"), "{}", wrong.words());
        let shown = grace.get(&address).await.text();
        assert!(shown.contains("value=\"09:00-12:00, 13:00-17:00\""), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn a_shift_is_moved_handed_over_or_not_worked_and_a_new_week_leaves_that_alone() {
    on_every_engine(async |centre| {
        let (jonas, grace_id) = (id(&centre, JONAS).await, id(&centre, GRACE).await);
        let mut grace = centre.signed_in(GRACE).await;
        let day = [("agent", jonas.as_str()), ("day", "2026-12-01"), ("from", "09:00"), ("to", "17:00")];
        assert_eq!(grace.post("/desk/duty/shifts", &day).await.status, StatusCode::SEE_OTHER);
        let twice = grace.post("/desk/duty/shifts", &day).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.words().contains("another shift at that time"));

        let plan = grace.get("/desk/duty/plan?week=2026-12-03").await.text();
        let shift = plan.split("/desk/duty/shifts/").nth(1).and_then(|rest| rest.split('"').next());
        let address = format!("/desk/duty/shifts/{}", shift.expect("a shift in the plan"));
        let moved = [("agent", grace_id.as_str()), ("day", "2026-12-01"), ("from", "10:00"), ("to", "18:00")];
        assert_eq!(grace.post(&address, &moved).await.status, StatusCode::SEE_OTHER);
        assert!(grace.get("/desk/duty/plan?week=2026-12-01").await.words().contains("For Jonas Weber"));
        let csv = grace.get("/desk/duty/plan.csv?week=2026-12-01").await.text();
        assert!(
            csv.contains("Grace Okafor,2026-12-01T10:00:00Z,2026-12-01T18:00:00Z,480,extra,,Jonas Weber"),
            "{csv}"
        );
        let sick = [moved[0], moved[1], moved[2], moved[3], ("off", "sick")];
        assert_eq!(grace.post(&address, &sick).await.status, StatusCode::SEE_OTHER);
        assert!(shifts(&centre).await.is_empty());

        // Another operator's manager knows nothing of it, an agent doesn't plan.
        for stranger in [CHEN, JONAS] {
            let mut stranger = centre.signed_in(stranger).await;
            assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
            assert_eq!(stranger.post(&address, &moved).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(centre.signed_in(JONAS).await.get("/desk/duty/plan").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_plan_tells_when_nobody_works_though_a_line_is_open() {
    on_every_engine(async |centre| {
        let mut grace = centre.signed_in(GRACE).await;
        let words = grace.get("/desk/duty/plan?week=2026-12-01").await.words();
        assert!(words.contains("Nobody who speaks German for"), "{words}");
        assert!(words.contains("nobody in the team speaks it: Arabic"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn shifts_are_taken_from_a_calendar_file_and_taken_again_without_doubling() {
    on_every_engine(async |centre| {
        let mut grace = centre.signed_in(GRACE).await;
        let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Berlin:20261201T090000\r\n\
                    DURATION:PT8H\r\nRRULE:FREQ=DAILY;COUNT=3\r\nATTENDEE;CN=Jonas:mailto:Jonas.Weber@contoso.example\r\n\
                    END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20261205\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        for _ in 0..2 {
            let files = [("calendar", "shifts.ics", "text/calendar", file.as_bytes())];
            let taken = grace.post_files("/desk/duty/plan/import", &[("agent", "")], &files).await;
            assert_eq!(taken.status, StatusCode::OK);
            let words = taken.words();
            assert!(words.contains("3 shifts were taken") && words.contains("A whole day is no shift"), "{words}");
            assert_eq!(shifts(&centre).await.len(), 3);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_knows_the_secret_address_reads_the_shifts_of_one_agent_until_it_is_closed() {
    on_every_engine(async |centre| {
        let jonas = id(&centre, JONAS).await;
        let day = [("agent", jonas.as_str()), ("day", "2026-12-01"), ("from", "22:00"), ("to", "06:00")];
        centre.signed_in(GRACE).await.post("/desk/duty/shifts", &day).await;
        let mut browser = centre.signed_in(JONAS).await;
        let made = browser.post("/desk/duty/feed", &[]).await.text();
        let address =
            made.split("http://servus.test").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let feed = centre.visitor().get(address).await;
        assert_eq!(feed.status, StatusCode::OK);
        assert!(
            feed.text().contains("DTSTART:20261201T220000Z\r\nDTEND:20261202T060000Z"),
            "{}",
            feed.text()
        );
        assert_eq!(browser.post("/desk/duty/feed/end", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(centre.visitor().get(address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
