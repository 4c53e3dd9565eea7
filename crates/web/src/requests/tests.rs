use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use centre::{
    cases::{self, Act, Then},
    people::{self, Viewer},
};
use http_body_util::BodyExt;
use jiff::SignedDuration;

use crate::{
    help::tests::{ANNA, ESZTER, GRACE, MARCUS, SANNE, form_of, send, sent, with_files},
    testing::{Answer, Browser, Centre, on_every_engine},
};

const JOOST: &str = "joost.vandijk@brugwerk.example";
const LENA: &str = "lena.hartmann@nordwind.example";
const KARI: &str = "kari.haugen@fjordlys.example";

async fn viewer(centre: &Centre, email: &str) -> Viewer {
    let (app, email) = (centre.app.clone(), email.to_owned());
    let session = move |tx: &mut db::Tx| {
        let person = people::person_by_email(tx, &email)?.expect("a person of the demo");
        let secret = people::sign_in(tx, person.id, "test")?;
        Ok::<_, centre::Error>(people::viewer(tx, &app.policies.get(), &secret)?.expect("a session").0)
    };
    centre.app.db.write(session).await.expect("a viewer")
}

/// Does something to a case as this person, with a file of this name if there is one.
async fn does(centre: &Centre, email: &str, request: &str, act: Act, file: Option<&'static str>) {
    let (policies, viewer) = (centre.app.policies.get(), viewer(centre, email).await);
    let number: i64 = request.trim_start_matches("/requests/").parse().expect("a number");
    let write = move |tx: &mut db::Tx| {
        let policy = policies.cloud(&viewer.cloud).expect("a policy");
        let mut uploads = Vec::new();
        if let Some(name) = file {
            let id = cases::begin_upload(tx, &viewer, name, "text/plain")?;
            cases::put_chunk(tx, policy, &viewer, id, 0, b"content")?;
            uploads.push(id);
        }
        cases::act(tx, &policies, &viewer, number, &act, &uploads)
    };
    centre.app.db.write(write).await.expect("what an agent does");
}

/// The addresses of the page's attachments.
fn attachments(page: &Answer) -> Vec<String> {
    let text = page.text();
    let found = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found.filter(|href| href.contains("/attachments/")).map(str::to_owned).collect()
}

async fn download(browser: &mut Browser, path: &str) -> Answer {
    browser.send(Method::GET, path, None, Body::empty()).await
}

#[tokio::test]
async fn a_question_becomes_a_request_that_is_answered_closed_and_reopened() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let results = marcus.get("/help?q=shared+mailbox").await;
        assert!(results.text().contains("/help/contact?q=shared%20mailbox"), "{}", results.words());

        let form = marcus.get("/help/contact?q=shared%20mailbox").await;
        assert!(form.text().contains(">shared mailbox</textarea>"));
        let answer = send(&mut marcus, &form, &[]).await;
        let request = sent(&answer);

        let page = marcus.get(&request).await;
        let words = page.words();
        for said in
            ["Your service request was sent.", "With support", "You will hear from us by", "shared mailbox"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }

        does(
            &centre,
            GRACE,
            &request,
            Act::Reply { text: "Which **mailbox**?".into(), then: Then::WaitOnCustomer },
            None,
        )
        .await;
        let page = marcus.get(&request).await;
        assert!(page.text().contains("Which <strong>mailbox</strong>?"));
        let words = page.words();
        for said in
            ["Grace Okafor", "Waiting for you", "Support waits for your answer.", "The first answer came"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }

        let answer = marcus.post(&format!("{request}/reply"), &[("text", "The one for sales.")]).await;
        assert_eq!(answer.location(), request);
        let page = marcus.get(&request).await.words();
        assert!(page.contains("The one for sales.") && page.contains("With support"), "{page}");

        marcus.post(&format!("{request}/close"), &[]).await;
        let page = marcus.get(&request).await.words();
        assert!(
            page.contains("Closed by Marcus Johnson") && page.contains("It can be reopened within 14 days.")
        );
        let refused = marcus.post(&format!("{request}/reply"), &[("text", "One more thing.")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(">One more thing.</textarea>"), "what was typed is kept");

        let refused = marcus.post(&format!("{request}/reopen"), &[("text", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "reopening needs a reason");
        marcus.post(&format!("{request}/reopen"), &[("text", "It came back.")]).await;
        let page = marcus.get(&request).await.words();
        assert!(page.contains("It came back.") && page.contains("With support"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_request_can_be_reopened_on_the_fourteenth_day_and_not_on_the_fifteenth() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let early = sent(&send(&mut marcus, &form, &[("description", "Early")]).await);
        let form = marcus.get("/help/contact").await;
        let late = sent(&send(&mut marcus, &form, &[("description", "Late")]).await);
        marcus.post(&format!("{early}/close"), &[]).await;
        marcus.post(&format!("{late}/close"), &[]).await;

        centre.clock.advance(SignedDuration::from_hours(13 * 24 + 23));
        let mut marcus = centre.signed_in(MARCUS).await;
        let answer = marcus.post(&format!("{early}/reopen"), &[("text", "Again")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);

        centre.clock.advance(SignedDuration::from_hours(24));
        let mut marcus = centre.signed_in(MARCUS).await;
        let page = marcus.get(&late).await;
        assert!(page.words().contains("that time is over") && !page.text().contains("/reopen\""));
        let answer = marcus.post(&format!("{late}/reopen"), &[("text", "Again")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("within 14 days"));
    })
    .await;
}

#[tokio::test]
async fn for_others_a_request_does_not_exist() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let files = [("files", "log.txt", "text/plain", b"line".as_slice())];
        let request = sent(&with_files(&mut marcus, &form, &[("description", "Secret")], &files).await);
        let attachment = attachments(&marcus.get(&request).await).remove(0);

        // Another organization's admin, somebody without the permission, an agent of another cloud.
        for stranger in [ANNA, LENA, JOOST, "liu.yang@contoso-cn.example"] {
            let mut stranger = centre.signed_in(stranger).await;
            for path in [request.clone(), format!("{request}/live"), attachment.clone()] {
                let answer = stranger.get(&path).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                assert!(!answer.text().contains("Secret"));
            }
            for act in ["reply", "close", "reopen", "resolve", "hand-on"] {
                let answer = stranger.post(&format!("{request}/{act}"), &[("text", "Hello")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
            }
        }
        // A number that leads nowhere, an attachment under another request's number.
        let form = marcus.get("/help/contact").await;
        let other = sent(&send(&mut marcus, &form, &[("description", "Another")]).await);
        let id = attachment.rsplit('/').next().expect("an id");
        for path in ["/requests/1", "/requests/abc", &format!("{other}/attachments/{id}")] {
            assert_eq!(marcus.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // The customer can't do what only a partner may.
        for act in ["resolve", "hand-on"] {
            let answer = marcus.post(&format!("{request}/{act}"), &[("text", "Hello")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
        let mut visitor = centre.visitor();
        assert_eq!(
            visitor.get(&request).await.location(),
            format!("/sign-in?to={}", crate::page::encode(&request))
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_shows_the_organizations_requests_by_state_and_by_words() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let request = sent(&send(&mut marcus, &form, &[("description", "Peculiar zebra printing")]).await);
        centre.index().await;
        let number = request.trim_start_matches("/requests/");

        assert!(marcus.get("/requests").await.text().contains(number));
        assert!(marcus.get("/requests?state=open").await.text().contains(number));
        assert!(!marcus.get("/requests?state=closed").await.text().contains(number));
        for q in ["zebra", number, "pecul"] {
            let page = marcus.get(&format!("/requests?q={q}")).await.text();
            assert_eq!(page.matches(&format!("href=\"{request}\"")).count(), 1, "{q}");
        }
        assert!(
            marcus.get("/requests?q=zebra&state=closed").await.words().contains("No service request fits")
        );
        // Neither another organization nor a name for a view that isn't the viewer's finds it.
        for stranger in [ANNA, JOOST] {
            let mut stranger = centre.signed_in(stranger).await;
            for path in ["/requests?q=zebra", "/requests?q=zebra&view=customers"] {
                assert!(!stranger.get(path).await.text().contains(number));
            }
        }
        assert_eq!(centre.signed_in(GRACE).await.get("/requests").await.status, StatusCode::NOT_FOUND);
        let answer = centre.signed_in(LENA).await.get("/requests").await;
        assert_eq!(answer.location(), "/help/contact", "where it is said who can");
    })
    .await;
}

#[tokio::test]
async fn a_long_list_goes_on_page_after_page() {
    on_every_engine(async |centre| {
        let mut kari = centre.signed_in(KARI).await;
        for n in 0..30 {
            let form = kari.get("/help/contact").await;
            sent(&send(&mut kari, &form, &[("description", &format!("Row {n}"))]).await);
            centre.clock.advance(SignedDuration::from_secs(1));
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut path = "/requests?state=open".to_owned();
        for pages in 0.. {
            assert!(pages < 5);
            let page = kari.get(&path).await.text();
            for row in page.split("scope=\"row\"><a href=\"").skip(1) {
                assert!(
                    seen.insert(row.split('"').next().unwrap_or_default().to_owned()),
                    "a row comes twice"
                );
            }
            let next = page.split("<a class=\"button end\" href=\"").nth(1).and_then(|r| r.split('"').next());
            let Some(next) = next else { break };
            path = next.replace("&#38;", "&").replace("&amp;", "&");
        }
        assert!(seen.len() >= 30, "{}", seen.len());
        assert_eq!(kari.get("/requests?after=nonsense").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_partners_customer_is_served_by_the_partner_until_it_hands_the_request_on() {
    on_every_engine(async |centre| {
        let mut sanne = centre.signed_in(SANNE).await;
        let form = sanne.get("/help/contact").await;
        let premium = form_of(&form).option("Contoso Cloud Business Premium");
        let checked = send(&mut sanne, &form, &[("subscription", &premium), ("step", "check")]).await;
        assert!(checked.words().contains("Brugwerk IT-diensten"), "{}", checked.words());
        let fields = [("subscription", premium.as_str()), ("description", "Mobilofoon")];
        let request = sent(&send(&mut sanne, &form, &fields).await);
        let number = request.trim_start_matches("/requests/").to_owned();
        assert!(sanne.get(&request).await.words().contains("Bij Brugwerk IT-diensten"));

        // Agents don't see it yet; the partner does, among its customers' requests.
        let attachment_of_agent = format!("/desk/cases/{number}");
        let mut grace = centre.signed_in(GRACE).await;
        assert_eq!(grace.get(&attachment_of_agent).await.status, StatusCode::NOT_FOUND);
        let mut joost = centre.signed_in(JOOST).await;
        assert!(!joost.get("/requests").await.text().contains(&number));
        assert!(joost.get("/requests?view=customers").await.text().contains(&number));
        let page = joost.get(&request).await;
        assert!(page.text().contains("/hand-on") && page.text().contains("/resolve"), "{}", page.words());
        assert!(!page.text().contains("/close"));

        joost.post(&format!("{request}/reply"), &[("text", "Wij kijken ernaar.")]).await;
        assert!(sanne.get(&request).await.words().contains("Wij kijken ernaar."));
        let answer = joost.post(&format!("{request}/hand-on"), &[("text", "Graag uw hulp.")]).await;
        assert_eq!(answer.location(), "/requests?view=customers");

        assert_eq!(joost.get(&request).await.status, StatusCode::NOT_FOUND);
        assert_eq!(grace.get(&attachment_of_agent).await.status, StatusCode::OK);
        let page = sanne.get(&request).await.words();
        assert!(page.contains("Graag uw hulp.") && page.contains("Bij ondersteuning"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn internal_notes_and_their_attachments_are_for_agents_only() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let request = sent(&send(&mut marcus, &form, &[("description", "Mail is slow")]).await);
        does(&centre, GRACE, &request, Act::Note { text: "Ask Eszter".into() }, Some("internal.txt")).await;
        does(
            &centre,
            ESZTER,
            &request,
            Act::Reply { text: "See the file".into(), then: Then::Nothing },
            Some("public.txt"),
        )
        .await;

        let page = marcus.get(&request).await;
        assert!(page.words().contains("See the file") && page.words().contains("public.txt"));
        assert!(!page.text().contains("Ask Eszter") && !page.text().contains("internal.txt"));
        assert_eq!(attachments(&page).len(), 1);
        assert_eq!(download(&mut marcus, &attachments(&page)[0]).await.bytes, b"content");

        let agent = viewer(&centre, GRACE).await;
        let number: i64 = request.trim_start_matches("/requests/").parse().expect("a number");
        let read = move |tx: &mut db::Tx| {
            let case = cases::find(tx, &agent, number)?;
            cases::timeline(tx, &agent, &case)
        };
        let entries = centre.app.db.read(read).await.expect("the history");
        let internal = entries.iter().flat_map(|e| &e.attachments).find(|a| a.name == "internal.txt");
        let path = format!("{request}/attachments/{}", internal.expect("the note's file").id);
        assert_eq!(download(&mut marcus, &path).await.status, StatusCode::NOT_FOUND);
        let mut grace = centre.signed_in(GRACE).await;
        assert_eq!(download(&mut grace, &path).await.status, StatusCode::OK);

        centre.index().await;
        assert!(!marcus.get("/requests?q=Eszter").await.text().contains(&request));
    })
    .await;
}

#[tokio::test]
async fn script_in_whatever_people_send_is_harmless() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let evil = "<script>alert(1)</script> [x](javascript:alert(2)) ![p](https://evil.example/p.png) \
                    <img src=x onerror=alert(3)>";
        let fields = [("description", evil), ("subject", "<script>alert(4)</script>")];
        let files = [("files", "<b>a</b>\u{202e}gpj'.svg", "image/svg+xml", SVG)];
        let request = sent(&with_files(&mut marcus, &form, &fields, &files).await);
        let page = marcus.get(&request).await;
        let text = page.text();
        for bad in ["<script>", "href=\"javascript:", "<img", "onerror=alert(3)>", "<b>a</b>"] {
            assert!(!text.contains(bad), "{bad}");
        }
        let list = marcus.get("/requests").await.text();
        assert!(!list.contains("<script>alert"));

        let file = download(&mut marcus, &attachments(&page)[0]).await;
        assert_eq!(file.bytes, SVG);
        let header = |name: &str| file.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        assert_eq!(header("content-type"), "application/octet-stream");
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(header("x-content-type-options"), "nosniff");
        let disposition = header("content-disposition");
        assert!(disposition.starts_with("attachment; filename*=UTF-8''"), "{disposition}");
        assert!(
            disposition["attachment; filename*=UTF-8''".len()..]
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"%-_.~".contains(&b))
        );
    })
    .await;
}

#[tokio::test]
async fn a_large_attachment_comes_back_as_it_was_sent() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let large: Vec<u8> = (0..25u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let files = [("files", "报告 (1).pdf", "application/pdf", large.as_slice())];
        let request = sent(&with_files(&mut marcus, &form, &[("description", "See the file")], &files).await);
        let page = marcus.get(&request).await;
        assert!(page.words().contains("报告 (1).pdf"));
        let path = attachments(&page).remove(0);

        let response = marcus.open(Method::GET, &path, None, Body::empty()).await;
        let length = response.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok());
        assert_eq!(length, Some(large.len().to_string().as_str()));
        let disposition = response.headers()[header::CONTENT_DISPOSITION].to_str().expect("ASCII").to_owned();
        assert!(disposition.ends_with("''%E6%8A%A5%E5%91%8A%20%281%29.pdf"), "{disposition}");
        let mut body = response.into_body();
        let (mut received, mut pieces) = (Vec::new(), 0);
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame.expect("a piece").into_data() {
                assert!(data.len() <= 1 << 20, "never the whole file at once");
                received.extend_from_slice(&data);
                pieces += 1;
            }
        }
        assert!(pieces > 25 && received == large);
    })
    .await;
}

#[tokio::test]
async fn the_live_stream_tells_of_a_change() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let request = sent(&send(&mut marcus, &form, &[("description", "Mail is slow")]).await);
        let live = marcus.open(Method::GET, &format!("{request}/live"), None, Body::empty()).await;
        assert_eq!(live.headers()[header::CONTENT_TYPE], "text/event-stream");
        does(&centre, GRACE, &request, Act::Reply { text: "Hello".into(), then: Then::Nothing }, None).await;
        let mut body = live.into_body();
        let frame = tokio::time::timeout(std::time::Duration::from_secs(10), body.frame());
        let frame = frame.await.expect("in time").expect("an event").expect("a piece");
        let data = frame.into_data().expect("data");
        assert!(String::from_utf8_lossy(&data).contains("event: changed"));
    })
    .await;
}
