use axum::http::StatusCode;
use lang::Lang;

use crate::testing::{Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";
const AGENT: &str = "grace.okafor@contoso.example";
const GUIDE: &str = "/en/worldwide/guides/mail-not-delivered";

async fn answer(browser: &mut Browser, guide: &str, way: &str, answer: &str) -> String {
    let answer = browser.post(guide, &[("way", way), ("answer", answer)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    answer.location().to_owned()
}

#[tokio::test]
async fn a_guide_is_walked_by_its_address() {
    on_every_engine(async |centre: Centre| {
        let centre = centre.with_articles().await;
        let mut visitor = centre.visitor();
        let list = visitor.get("/en/worldwide/guides").await;
        assert!(list.words().contains("Finds out step by step"), "{}", list.words());

        let first = visitor.get(GUIDE).await;
        assert!(first.words().contains("Who is affected?"), "{}", first.words());
        let second = answer(&mut visitor, GUIDE, "", "one").await;
        assert_eq!(second, format!("{GUIDE}/one"));
        let second = visitor.get(&second).await.words();
        assert!(second.contains("Does mail work in the browser?") && second.contains("Step 2"), "{second}");
        let third = answer(&mut visitor, GUIDE, "one", "works").await;
        let third = visitor.get(&third).await;
        assert!(third.text().contains("/en/worldwide/articles/automatic-mail-setup"), "{}", third.text());
        assert!(third.words().contains("Your answers so far"), "{}", third.words());
        let end = answer(&mut visitor, GUIDE, "one/works", "yes").await;
        let end = visitor.get(&end).await.words();
        assert!(end.contains("Mail works again") && end.contains("The end of the guide"), "{end}");

        for lang in Lang::ALL {
            let address = format!("/{}/china/guides/mail-not-delivered/one/works", lang.code());
            let page = visitor.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(!page.text().contains("[guide-"), "{address}");
        }
        assert_eq!(visitor.get("/en/worldwide/guides/none").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_address_of_an_older_guide_leads_as_far_as_it_still_goes() {
    on_every_engine(async |centre: Centre| {
        let mut visitor = centre.visitor();
        let page = visitor.get(&format!("{GUIDE}/one/perhaps/no")).await.words();
        assert!(page.contains("Does mail work in the browser?") && page.contains("has changed"), "{page}");
        let unknown = answer(&mut visitor, GUIDE, "one", "perhaps").await;
        assert_eq!(unknown, format!("{GUIDE}/one"));
        for odd in ["%00", "..%2f..%2f", "%ff", &"one/".repeat(2_000), "%3Cscript%3E"] {
            let page = visitor.get(&format!("{GUIDE}/{odd}")).await;
            assert!(!page.status.is_server_error() && !page.text().contains("<script>"), "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_goes_into_the_request_and_everybody_reads_it_in_the_own_language() {
    on_every_engine(async |centre: Centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let way = "one/fails/no/no";
        let end = anna.get(&format!("/de/worldwide/guides/mail-not-delivered/{way}")).await;
        assert!(end.text().contains("/help/contact?guide=mail-not-delivered"), "{}", end.text());

        let form = anna.get(&format!("/help/contact?guide=mail-not-delivered&way={way}")).await;
        let words = form.words();
        assert!(words.contains("Wer ist betroffen?") && words.contains("Prüfen Sie die Lizenz"), "{words}");
        assert!(form.text().contains("value=\"recipient-configuration\" selected"), "{}", form.text());
        assert!(form.text().contains("value=\"mail\" selected"));

        let first = |name: &str, nth: usize| {
            let text = form.text();
            let mut options = text.split(&format!("name=\"{name}\"")).nth(1)?.split("value=\"");
            Some(options.nth(nth)?.split('"').next()?.to_owned())
        };
        let (subscription, kind) = (first("subscription", 2).unwrap(), first("kind", 1).unwrap());
        let mut fields = vec![
            ("subscription", subscription.as_str()),
            ("kind", kind.as_str()),
            ("topic", "recipient-configuration"),
            ("description", "Keine Post für Lena"),
            ("contact_method", "email"),
            ("contact_email", ANNA),
            ("language", "de"),
            ("guide", "mail-not-delivered"),
            ("way", way),
            ("with_guide", "yes"),
        ];
        let sent = anna.post("/help/contact", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let request = sent.location().to_owned();
        let number = request.rsplit('/').next().unwrap_or_default().to_owned();
        let page = anna.get(&request).await.words();
        assert!(page.contains("Wer ist betroffen? Eine einzelne Person"), "{page}");

        let mut grace = centre.signed_in(AGENT).await;
        let desk = grace.get(&format!("/desk/cases/{number}")).await.words();
        let asked = desk.contains("Who is affected? One person");
        assert!(asked, "{desk}");

        fields.retain(|(name, _)| *name != "with_guide");
        let sent = anna.post("/help/contact", &fields).await;
        let page = anna.get(sent.location()).await.words();
        assert!(!page.contains("Wer ist betroffen?"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_open_requests_is_sent_to_an_admin_with_the_answers() {
    on_every_engine(async |centre: Centre| {
        let mut lena = centre.signed_in(PLAIN_USER).await;
        let end = lena.get("/de/worldwide/guides/mail-not-delivered/one/fails/no/no").await;
        assert!(end.text().contains("mailto:?subject="), "{}", end.words());
        assert!(!end.text().contains("/help/contact?guide="), "{}", end.words());
        assert!(end.words().contains("für Administratoren gedacht"), "{}", end.words());
    })
    .await;
}

#[tokio::test]
async fn answers_are_counted_and_outcomes_follow() {
    on_every_engine(async |centre: Centre| {
        let mut visitor = centre.visitor();
        for (way, given) in
            [("", "one"), ("one", "works"), ("one/works", "yes"), ("", "one"), ("", "everyone")]
        {
            answer(&mut visitor, GUIDE, way, given).await;
        }
        let guides = centre.app.guides.get();
        let now = centre.clock.now();
        let given = centre.app.db.read(move |tx| centre::guides::given(tx, "worldwide", now)).await.unwrap();
        let guide = guides.get("worldwide", "mail-not-delivered").unwrap();
        let outcome = given["mail-not-delivered"].outcome(guide);
        assert_eq!((outcome.begun, outcome.solved, outcome.left()), (3, 1, 2));
        assert_eq!(given["mail-not-delivered"].at(guide, "browser"), (2, 1));
        assert_eq!(given["mail-not-delivered"].at(guide, "solved"), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_guide_is_found_by_the_words_of_people_and_offered_where_it_belongs() {
    on_every_engine(async |centre: Centre| {
        let centre = centre.with_articles().await;
        let mut visitor = centre.visitor();
        for (lang, question, key) in [
            ("en", "locked out of my account", "cannot-sign-in"),
            ("de", "Mikrofon geht nicht, niemand hört mich", "calls-no-sound"),
            ("zh-CN", "收不到验证码", "cannot-sign-in"),
            ("nl", "gesprek valt weg", "calls-no-sound"),
        ] {
            let address = format!("/{lang}/worldwide/articles?q={}", crate::page::encode(question));
            let page = visitor.get(&address).await.text();
            assert!(page.contains(&format!("/{lang}/worldwide/guides/{key}")), "{question}: {page}");
        }
        let only = visitor.get("/en/worldwide/articles?q=locked+out+of+my+account&kind=guide").await.text();
        assert!(
            only.contains("/guides/cannot-sign-in") && !only.contains("worldwide/articles/reset"),
            "{only}"
        );
        let typed = visitor.get("/help/suggest?q=mail+doesn").await.text();
        assert!(typed.contains("/guides/mail-not-delivered"), "{typed}");

        for address in [
            "/en/worldwide/articles/reset-password",
            "/en/worldwide/articles?service=identity",
            "/en/worldwide/",
        ] {
            let page = visitor.get(address).await.text();
            assert!(page.contains("/en/worldwide/guides/cannot-sign-in"), "{address}");
        }
        let other = visitor.get("/en/worldwide/articles/shared-mailbox").await.text();
        assert!(!other.contains("/guides/cannot-sign-in"));
        let known = visitor.get("/en/worldwide/guides/mail-not-delivered").await.words();
        assert!(known.contains("Known right now: Mail"), "{known}");
    })
    .await;
}

#[tokio::test]
async fn related_content_stands_with_its_kind_and_a_video_with_its_captions() {
    on_every_engine(async |centre: Centre| {
        let centre = centre.with_articles().await;
        let mut visitor = centre.visitor();
        let page = visitor.get("/en/worldwide/articles/watch-get-help").await;
        let words = page.words();
        assert!(
            words.contains("Related content Find docs and training Link page Employee quick setup Article"),
            "{words}"
        );
        assert!(words.contains("Watch the video 2 min 40 s Captions"), "{words}");
        assert!(page.text().contains("https://videos.contoso.example/get-help.en.vtt"));
        assert!(!page.text().contains("<iframe") && !page.text().contains("<video"));
        let german = visitor.get("/de/worldwide/articles/employee-quick-setup").await.words();
        assert!(german.contains("Sie können sich nicht anmelden Anleitung"), "{german}");
        let business = visitor.get("/en/worldwide/articles/setup-overview").await.text();
        assert!(business.contains("Small business help &#38; learning"), "{business}");
    })
    .await;
}

#[tokio::test]
async fn authors_see_where_people_gave_up_and_the_whole_tree() {
    on_every_engine(async |centre: Centre| {
        let mut visitor = centre.visitor();
        for (way, given) in [("", "one"), ("one", "works"), ("one/works", "yes"), ("", "everyone")] {
            answer(&mut visitor, GUIDE, way, given).await;
        }
        let mut grace = centre.signed_in(AGENT).await;
        let report = grace.get("/authoring/guides").await.words();
        assert!(report.contains("be sent 2 50% 0% 0% 0% 50%"), "{report}");
        let one = grace.get("/authoring/guides/mail-not-delivered").await;
        assert!(
            one.text().contains("<svg") && one.words().contains("Does mail work in the browser? 1 0"),
            "{}",
            one.words()
        );
        assert_eq!(grace.get("/authoring/guides/none").await.status, StatusCode::NOT_FOUND);
        assert_eq!(centre.signed_in(ANNA).await.get("/authoring/guides").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
