use axum::http::{StatusCode, header};
use centre::health::Class;
use jiff::SignedDuration;
use serde_json::Value;

use crate::testing::{Centre, on_every_engine};

const DOCUMENTS: [&str; 8] = [
    "summary.json",
    "status.json",
    "components.json",
    "incidents.json",
    "incidents/unresolved.json",
    "scheduled-maintenances.json",
    "scheduled-maintenances/upcoming.json",
    "scheduled-maintenances/active.json",
];

async fn read(centre: &Centre, address: &str) -> Value {
    let answer = centre.visitor().get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    answer.json()
}

async fn mail(centre: &Centre) -> Value {
    // What was written a moment ago is kept for a moment.
    centre.clock.advance(SignedDuration::from_secs(6));
    let all = read(centre, "/statuspage/worldwide/en/api/v2/components.json").await;
    all["components"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["id"] == "mail"))
        .cloned()
        .expect("mail")
}

#[tokio::test]
async fn every_document_is_there_for_every_cloud_and_language_with_its_page() {
    on_every_engine(async |centre| {
        for cloud in ["worldwide", "china", "germany"] {
            for lang in ["en", "de", "zh-cn"] {
                for document in DOCUMENTS {
                    let told = read(&centre, &format!("/statuspage/{cloud}/{lang}/api/v2/{document}")).await;
                    assert_eq!(told["page"]["id"], cloud);
                    let at = told["page"]["updated_at"].as_str().unwrap_or_default();
                    assert!(at.parse::<jiff::Timestamp>().is_ok(), "{at}");
                }
            }
        }
        for document in DOCUMENTS {
            let of_home = read(&centre, &format!("/api/v2/{document}")).await;
            assert_eq!(of_home, read(&centre, &format!("/statuspage/worldwide/en/api/v2/{document}")).await);
        }
        for nowhere in ["subscribers.json", "summary", "incidents/x.json", ""] {
            let answer = centre.visitor().get(&format!("/api/v2/{nowhere}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_issue_shows_on_its_component_and_is_over_when_it_is_restored() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        assert_eq!(mail(&centre).await["status"], "operational");
        let number = centre.publish_issue("mail", Class::Advisory, "Search is slow.").await;
        assert_eq!(mail(&centre).await["status"], "degraded_performance");
        centre.publish_issue("mail", Class::Incident, "No mail arrives.").await;
        assert_eq!(mail(&centre).await["status"], "partial_outage");

        let summary = read(&centre, "/statuspage/worldwide/en/api/v2/summary.json").await;
        assert_eq!(summary["status"]["indicator"], "major");
        let open = summary["incidents"].as_array().cloned().unwrap_or_default();
        assert_eq!(open.len(), 2);
        let first = open.iter().find(|one| one["id"] == number.as_str()).expect("the advisory");
        assert_eq!((&first["status"], &first["impact"]), (&"investigating".into(), &"minor".into()));
        assert_eq!(first["incident_updates"][0]["body"], "Search is slow.");
        assert_eq!(first["incident_updates"][0]["incident_id"], number);
        assert_eq!(first["components"][0]["id"], "mail");
        assert!(first["resolved_at"].is_null());

        centre.resolve_issues().await;
        centre.clock.advance(SignedDuration::from_secs(6));
        let summary = read(&centre, "/statuspage/worldwide/en/api/v2/summary.json").await;
        assert_eq!(summary["status"]["indicator"], "none");
        assert_eq!(summary["incidents"], Value::Array(Vec::new()));
        let all = read(&centre, "/statuspage/worldwide/en/api/v2/incidents.json").await;
        let over =
            all["incidents"].as_array().and_then(|all| all.iter().find(|one| one["id"] == number.as_str()));
        assert_eq!(over.expect("the advisory")["status"], "resolved");
        assert!(over.expect("the advisory")["resolved_at"].is_string());
    })
    .await;
}

#[tokio::test]
async fn any_site_may_read_it_and_what_one_has_already_is_not_sent_again() {
    on_every_engine(async |centre| {
        let address = "/statuspage/worldwide/de/api/v2/status.json";
        let answer = centre.visitor().get(address).await;
        assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(answer.headers[header::CACHE_CONTROL].to_str().unwrap_or("").starts_with("public"));
        let tag = answer.headers[header::ETAG].to_str().unwrap_or_default().to_owned();
        let known = Box::leak(Box::new([("if-none-match", &*tag.leak())]));
        let again = centre.visitor().saying(known).get(address).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(again.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        let of_home = centre.visitor().get("/api/v2/status.json").await;
        let varies = of_home.headers.get_all(header::VARY).iter().filter_map(|v| v.to_str().ok());
        assert!(varies.collect::<Vec<_>>().join(",").contains("accept-language"));
    })
    .await;
}
