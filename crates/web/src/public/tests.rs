use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use centre::health::Class;
use http_body_util::BodyExt;
use lang::Lang;

use crate::testing::on_every_engine;

#[tokio::test]
async fn the_root_leads_to_the_visitors_language_and_cloud() {
    on_every_engine(async |centre| {
        let answer = centre.visitor().speaking("nb").get("/").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/nb/worldwide/"));
        let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
        assert_eq!(anna.get("/").await.location(), "/de/worldwide/");
    })
    .await;
}

#[tokio::test]
async fn every_public_page_speaks_every_language_about_every_cloud() {
    on_every_engine(async |centre| {
        let clouds: Vec<String> = centre.app.policies.get().iter().map(|p| p.cloud.key.clone()).collect();
        for lang in Lang::ALL {
            for cloud in &clouds {
                for path in ["", "articles", "health", "community"] {
                    let answer = centre.visitor().get(&format!("/{}/{cloud}/{path}", lang.code())).await;
                    assert_eq!(answer.status, StatusCode::OK, "{lang} {cloud} {path}");
                    assert!(answer.text().contains(&format!("<html lang=\"{}\"", lang.code())));
                }
            }
        }
        for path in ["/fr/worldwide/", "/en/moon/", "/en/moon/articles", "/xx/worldwide/health"] {
            assert_eq!(centre.visitor().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_browser_remembers_the_cloud_and_language_that_were_picked() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        assert!(!visitor.get("/en/worldwide/").await.headers.contains_key(header::SET_COOKIE));
        for page in ["", "get-support", "articles", "community", "health"] {
            for place in ["/hu/germany/", "/nl/china/"] {
                visitor.get(&format!("{place}{page}")).await;
                assert_eq!(visitor.get("/").await.location(), place, "{page}");
            }
        }
        let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
        assert!(!anna.get("/hu/germany/").await.headers.contains_key(header::SET_COOKIE));
        assert_eq!(anna.get("/").await.location(), "/de/worldwide/", "an account has its own");
    })
    .await;
}

#[tokio::test]
async fn the_start_page_shows_the_clouds_and_says_which_is_closed_to_new_customers() {
    on_every_engine(async |centre| {
        let page = centre.visitor().get("/en/worldwide/").await;
        for policy in centre.app.policies.get().iter() {
            assert!(page.text().contains(&format!("href=\"/en/{}/\"", policy.cloud.key)));
            assert!(page.words().contains(policy.cloud.name.get("en")));
        }
        assert_eq!(page.words().matches("Closed to new customers").count(), 1);
        assert!(page.text().contains(r#"action="/help""#));
    })
    .await;
}

#[tokio::test]
async fn open_requests_are_shown_to_those_who_manage_them_and_to_nobody_else() {
    on_every_engine(async |centre| {
        let title = "Your open service requests";
        let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
        let page = anna.get("/en/worldwide/").await;
        assert!(page.words().contains(title));
        assert!(page.text().contains("href=\"/requests/"));
        let mut lena = centre.signed_in("lena.hartmann@nordwind.example").await;
        assert!(!lena.get("/en/worldwide/").await.words().contains(title));
        assert!(!centre.visitor().get("/en/worldwide/").await.text().contains("/requests"));
    })
    .await;
}

#[tokio::test]
async fn health_says_what_is_wrong_first_and_in_plain_text() {
    on_every_engine(async |centre| {
        centre.publish_issue("devices", Class::Incident, "Nothing <b>works</b>.").await;
        for path in ["/en/worldwide/", "/en/worldwide/health"] {
            let text = centre.visitor().get(path).await.text();
            assert!(text.contains("Nothing &#60;b&#62;works&#60;/b&#62;."), "{path}");
            assert!(
                text.find("Nothing").expect("the incident") < text.rfind("Operational").unwrap_or(usize::MAX)
            );
        }
        let page = centre.visitor().get("/de/worldwide/health").await;
        assert!(page.words().contains("Besprechungen nicht per Telefon beitreten"));
        let services = centre.app.policies.get().cloud("worldwide").map_or(0, |policy| policy.services.len());
        let text = page.text();
        let list = &text[text.find("id=\"services\"").expect("the services")..];
        assert_eq!(list.matches("class=\"health ").count(), services);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_shows_health_hears_of_changes() {
    on_every_engine(async |centre| {
        let path = "/en/worldwide/health/live";
        let mut visitor = centre.visitor();
        let answer = visitor.open(Method::GET, path, None, Body::empty()).await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        centre.resolve_issues().await;
        let heard = answer.into_body().frame().await.expect("a frame").expect("an event");
        let heard = heard.into_data().expect("data");
        assert!(String::from_utf8_lossy(&heard).contains("event: health"));
    })
    .await;
}

#[tokio::test]
async fn articles_are_listed_by_service_and_found_by_words() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let all = centre.visitor().get("/de/worldwide/articles").await;
        assert!(all.text().contains("href=\"/de/worldwide/articles?service=mail\""));
        assert!(all.text().contains("href=\"/de/worldwide/articles/shared-mailbox\""));
        assert!(all.words().contains("Weitere Themen"));
        let calls = centre.visitor().get("/de/worldwide/articles?service=calls").await;
        assert!(calls.text().contains("articles/calls-no-audio"));
        assert!(!calls.text().contains("articles/shared-mailbox"));
        let found = centre.visitor().get("/de/worldwide/articles?q=Postfach+freigeben").await;
        assert!(found.text().contains("articles/shared-mailbox"));
        let nothing = centre.visitor().get("/en/worldwide/articles?q=%3Cscript%3Exyzzy").await;
        assert!(nothing.text().contains("href=\"/help/contact?q=%3Cscript%3Exyzzy\""));
        assert!(!nothing.text().contains("<script>xyzzy"));
        let unknown = centre.visitor().get("/en/worldwide/articles?service=moon").await;
        assert_eq!(unknown.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn every_article_reads_well_in_every_language() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let keys: Vec<String> =
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/articles/en"))
                .expect("the demo's articles")
                .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
                .collect();
        assert!(keys.len() > 20);
        for lang in Lang::ALL {
            for key in &keys {
                let path = format!("/{}/worldwide/articles/{key}", lang.code());
                let answer = centre.visitor().get(&path).await;
                let text = answer.text();
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                let article = text.split("<article").nth(1).and_then(|rest| rest.split("</article>").next());
                let article = article.expect("an article");
                assert!(article.starts_with(&format!(" class=\"prose\" lang=\"{}\"", lang.code())), "{path}");
                for left_over in ["servus:", ".md", "[!", ":::"] {
                    assert!(!article.contains(left_over), "{path}: {left_over}");
                }
                for link in article.split("href=\"/").skip(1) {
                    let ours = format!("{}/worldwide/", lang.code());
                    assert!(link.starts_with(&ours) || link.starts_with("help\""), "{path}: {link}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn links_alerts_and_anchors_of_an_article_are_ours() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let text = centre.visitor().get("/de/worldwide/articles/mail-forwarding").await.text();
        assert!(text.contains(r#"href="/de/worldwide/articles/shared-mailbox""#));
        assert!(text.contains(r#"id="forward-all""#), "anchors keep their English name");
        assert!(text.contains("<div class=\"alert important\">\n<p class=\"alert-title\">Wichtig</p>"));
        assert!(text.contains(r#"<link rel="alternate" hreflang="zh-CN" href="http://servus.test/zh-CN/worldwide/articles/mail-forwarding">"#));
        assert!(text.contains("href=\"/help?q=E-Mails%20an%20eine%20andere%20Adresse%20weiterleiten\""));
        assert_eq!(text.matches("<h1").count(), 1);
        let start = centre.visitor().get("/de/worldwide/").await;
        assert!(start.text().contains("href=\"/de/worldwide/articles?service=mail\""));
    })
    .await;
}

const VARIANTS: &str = "---\ntitle: Variants\n---\n# Variants\n\n::: moniker range=\"o365-worldwide\"\nFor the world.\n\
                        ::: moniker-end\n\n::: moniker range=\"o365-21vianet\"\nFor China.\n::: moniker-end\n\n\
                        [gone](gone.md) [here](../admin/second.md#part) <script>alert(1)</script>\n";

#[tokio::test]
async fn an_article_shows_the_variant_of_the_cloud_and_says_when_it_stands_in() {
    on_every_engine(async |centre| {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("en/setup/first.md", VARIANTS), ("en/admin/second.md", "# Second\n\nText.\n")] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        centre::articles::import(&centre.app.db, folder.path(), &Default::default(), |_, _| {})
            .await
            .expect("articles");
        let here = centre.visitor().get("/en/worldwide/articles/setup-first").await.text();
        assert!(here.contains("For the world.") && !here.contains("For China."));
        assert!(!here.contains("not available in your language"));
        assert!(here.contains(r#"href="/en/worldwide/articles/admin-second#part""#));
        assert!(here.contains("gone") && !here.contains("gone.md"), "a link to nowhere is text");
        assert!(!here.contains("<script>alert"));
        let china = centre.visitor().get("/hu/china/articles/setup-first").await.text();
        assert!(!china.contains("For the world.") && china.contains("For China."));
        assert!(china.contains("A megjelenített nyelv: angol."));
        assert!(china.contains(r#"<article class="prose" lang="en">"#));
        let listed = centre.visitor().get("/hu/china/articles").await.text();
        assert!(listed.contains(r#"href="/hu/china/articles/setup-first" lang="en""#));
    })
    .await;
}

#[tokio::test]
async fn an_article_has_its_pictures_tabs_and_contents_and_old_names_lead_to_it() {
    on_every_engine(async |centre| {
        let folder = tempfile::tempdir().expect("a folder");
        let picture = b"\x89PNG\r\n\x1a\n...";
        let long = "# Long\n\n![A letter](media/a.png) ![Secret](includes/note.md) [The form](media/form.pdf)\n\n\
                    [!INCLUDE [note](includes/note.md)]\n\n## One\n\n### [Here](#tab/here)\n\nA\n\n### [There](#tab/there)\n\nB\n\n---\n\n\
                    ## Two\n\n> [!VIDEO https://videos.example/1]\n\n## Three\n\n## Four\n";
        for (name, content) in [
            ("en/long.md", long.as_bytes()),
            ("en/media/a.png", picture),
            ("en/media/form.pdf", b"%PDF-1.7"),
            ("en/includes/note.md", b"> [!TIP]\n> Included.\n"),
            ("en/old.md", b"---\nredirect_url: long.md#two\n---\n"),
            ("en/away.md", b"---\nredirect_url: https://elsewhere.example/\n---\n"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, content).expect("a file");
        }
        let db = &centre.app.db;
        centre::articles::import(db, folder.path(), &Default::default(), |_, _| {}).await.expect("articles");
        let page = centre.visitor().get("/de/china/articles/long").await.text();
        for part in [
            "<section class=\"tab\" data-tab=\"here\">",
            "tabs.js",
            "<a href=\"#three\">Three</a>",
            "<p class=\"alert-title\">Tip</p>",
            "<p>Included.</p>",
            "videos.example</small></a>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<iframe"));
        let address = |from: &str| {
            let (_, rest) = page.split_once(from).expect("it is there");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let file = centre.visitor().get(&address("<img src=\"")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers["content-type"], "image/png");
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
        assert!(file.headers["cache-control"].to_str().expect("text").contains("immutable"));
        assert!(file.headers["content-security-policy"].to_str().expect("text").starts_with("sandbox"));
        let pdf = format!("/files/{}", address("href=\"/files/"));
        let pdf = centre.visitor().get(&pdf).await;
        assert!(pdf.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));

        for (old, new) in [("old", "/hu/germany/articles/long#two"), ("away", "https://elsewhere.example/")] {
            let answer = centre.visitor().get(&format!("/hu/germany/articles/{old}")).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::PERMANENT_REDIRECT, new));
        }
        for nothing in ["/files/00/a.png", &format!("/files/{}/a.png", "é".repeat(32)), &format!("/files/{}/a", "0".repeat(64))] {
            assert_eq!(centre.visitor().get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_article_that_does_not_exist_is_not_found() {
    on_every_engine(async |centre| {
        for key in ["nothing", "%00", "..%2F..%2Fetc", "%3Cscript%3E", "a%20b"] {
            let answer = centre.visitor().get(&format!("/en/worldwide/articles/{key}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}");
        }
    })
    .await;
}
