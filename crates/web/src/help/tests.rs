use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use centre::{
    health::Class,
    people::{self, Directory},
};

use crate::testing::{Answer, Browser, Centre, on_every_engine};

pub(crate) const ANNA: &str = "anna.petersen@nordwind.example";
pub(crate) const MARCUS: &str = "marcus.johnson@bluebird.example";
pub(crate) const SANNE: &str = "sanne.visser@waterlinie.example";
pub(crate) const GRACE: &str = "grace.okafor@contoso.example";
pub(crate) const ESZTER: &str = "kovacs.eszter@contoso.example";

/// A form of a page as a browser would send it untouched.
pub(crate) struct Form {
    text: String,
}

pub(crate) fn form_of(page: &Answer) -> Form {
    let text = page.text();
    let text = text.split("id=\"contact-form\"").nth(1).expect("the form").to_owned();
    Form { text }
}

impl Form {
    /// The value of the option whose label begins so.
    pub(crate) fn option(&self, label: &str) -> String {
        let options = self.text.split("<option value=\"").skip(1).filter_map(|o| o.split_once("\">"));
        let mut fitting = options.filter(|(_, text)| text.starts_with(label));
        fitting.next().unwrap_or_else(|| panic!("an option {label}")).0.to_owned()
    }

    fn fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        let attribute = |tag: &str, name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            Some(plain(value))
        };
        for tag in self.text.split("<input").skip(1).filter_map(|t| t.split('>').next()) {
            let kind = attribute(tag, "type").unwrap_or_default();
            let is_choice = matches!(kind.as_str(), "radio" | "checkbox");
            if kind == "file" || (is_choice && !tag.contains(" checked")) {
                continue;
            }
            let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
            fields.extend(name.zip(value));
        }
        for select in self.text.split("<select").skip(1).filter_map(|s| s.split("</select>").next()) {
            let chosen = select
                .split("<option value=\"")
                .skip(1)
                .find(|o| o.split('>').next().is_some_and(|tag| tag.contains(" selected")));
            let chosen = chosen.and_then(|o| o.split('"').next()).unwrap_or_default();
            fields.extend(attribute(select, "name").map(|name| (name, chosen.to_owned())));
        }
        let area = self.text.split("<textarea").nth(1).expect("a description");
        let (_, rest) = area.split_once('>').expect("a description");
        let description = plain(rest.split("</textarea>").next().unwrap_or_default());
        fields.push(("description".to_owned(), description));
        if fields.iter().any(|(name, value)| name == "subscription" && value.is_empty()) {
            let options = self.text.split("name=\"subscription\"").nth(1).expect("subscriptions");
            let first = options.split("<option value=\"").nth(2).and_then(|o| o.split('"').next());
            let first = first.expect("a subscription").to_owned();
            fields.retain(|(name, _)| name != "subscription");
            fields.push(("subscription".to_owned(), first));
        }
        fields
    }

    /// With some fields filled in.
    pub(crate) fn with(&self, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    }
}

fn plain(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

pub(crate) async fn send(browser: &mut Browser, form: &Answer, changes: &[(&str, &str)]) -> Answer {
    with_files(browser, form, changes, &[]).await
}

pub(crate) async fn with_files(
    browser: &mut Browser,
    form: &Answer,
    changes: &[(&str, &str)],
    files: &[(&str, &str, &str, &[u8])],
) -> Answer {
    let fields = form_of(form).with(changes);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    browser.post_files("/help/contact", &fields, files).await
}

/// The address of the request that came of it.
pub(crate) fn sent(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    answer.location().to_owned()
}

#[tokio::test]
async fn a_question_is_answered_in_the_readers_language_first() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let page = centre.visitor().speaking("de").get("/help?q=freigegebenes+Postfach").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<mark>") && page.text().contains("/de/worldwide/articles/"));
        // Not signed in: sign in first, then back here with the question.
        assert!(page.words().contains("Melden Sie sich zuerst an"));
        let contact = centre.visitor().get("/help/contact?q=a%26b").await;
        assert_eq!(contact.location(), "/sign-in?to=%2Fhelp%2Fcontact%3Fq%3Da%2526b");

        let page = centre.visitor().get("/help?q=qwrtzpsdfg").await.words();
        assert!(page.contains("Nothing found for this") && page.contains("Contact support"), "{page}");
        // Without a question support isn't offered yet.
        assert!(!centre.visitor().get("/help").await.words().contains("Contact support"));
        let hostile = centre.visitor().get("/help?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await.text();
        assert!(!hostile.contains("<script>alert"));
    })
    .await;
}

#[tokio::test]
async fn suggestions_are_options_that_lead_to_articles() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let answer = centre.visitor().get("/help/suggest?q=shared+mai").await.text();
        assert!(answer.contains("data-count=\""), "{answer}");
        assert!(answer.contains("<div role=\"group\" aria-label=\"Articles\">"), "{answer}");
        assert!(answer.contains("<div role=\"option\" id=\"suggestion-1\""), "{answer}");
        assert!(
            answer.contains("data-href=\"/en/worldwide/articles/shared-mailbox?via=suggestion\""),
            "{answer}"
        );
        assert!(answer.matches("role=\"option\"").count() <= 8);
        assert_eq!(answer.matches("<div").count(), answer.matches("</div>").count());
        let other = centre.visitor().get("/help/suggest?q=shared+mai&in=help-suggestions").await.text();
        assert!(other.contains("id=\"help-suggestions-1\""), "{other}");
        assert_eq!(centre.visitor().get("/help/suggest?q=").await.text().trim(), "");
        let long = "x".repeat(10_000);
        assert_eq!(centre.visitor().get(&format!("/help/suggest?q={long}")).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_current_health_comes_first_and_the_worst_of_it_first() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        let page = centre.visitor().get("/help").await.words();
        assert!(page.contains("All services work normally"), "{page}");
        centre.publish_issue("sites", Class::Advisory, "Pages load slowly.").await;
        centre.publish_issue("mail", Class::Incident, "Mail is late.").await;
        let page = centre.signed_in(MARCUS).await.get("/help/contact").await.words();
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(at("Incident:") < at("Advisory:") && at("Advisory:") < at("What is the issue?"));
        assert!(at("Mail is late.") < at("What is the issue?"));
    })
    .await;
}

#[tokio::test]
async fn who_cannot_ask_support_learns_why_and_whom_to_ask() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let gate = async |email: &str, said: &[&str]| {
            let mut browser = centre.signed_in(email).await;
            let page = browser.get("/help/contact").await;
            let words = page.words();
            for said in said {
                assert!(words.contains(said), "{email}: {said}: {words}");
            }
            assert!(!page.text().contains("contact-form"));
            let posted =
                browser.post("/help/contact", &[("description", "Please"), ("kind", "technical")]).await;
            assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        };
        // A user, with the people of the own organization to ask, their roles and how to reach them.
        let helpers =
            ["Anna Petersen", "Globaler Administrator", "+49 40 66969122", "mehmet.yildiz@nordwind.example"];
        gate("lena.hartmann@nordwind.example", &helpers).await;
        gate("lena.hartmann@nordwind.example", &["Fragen Sie einen Administrator", "Die Community fragen"])
            .await;
        // E-05: with the article that tells how to find them.
        let page = centre.signed_in("lena.hartmann@nordwind.example").await.get("/help/contact").await;
        assert!(page.text().contains("href=\"/de/worldwide/articles/admin-permissions#find\""));
        assert!(page.text().contains("href=\"/de/worldwide/articles/community#admins\""));
        // An admin whose role doesn't permit it.
        gate("hannah.lee@bluebird.example", &["your role does not permit", "Marcus Johnson"]).await;
        gate("wu.qian@yunshan.example", &["孙丽", "请咨询贵组织的管理员"]).await;
        // Everything was bought through a partner.
        let partner = ["Brugwerk IT-diensten", "+31 30 555 0142", "servicedesk@brugwerk.example"];
        gate("willem.smit@zonnedak.example", &partner).await;
        // People of other organizations are not named.
        let page = centre.signed_in("lena.hartmann@nordwind.example").await.get("/help/contact").await.text();
        assert!(!page.contains("Marcus Johnson") && !page.contains("Tobias Kern"));
        // Agents have their own pages.
        assert_eq!(centre.signed_in(GRACE).await.get("/help/contact").await.location(), "/desk");
    })
    .await;
}

#[tokio::test]
async fn without_a_subscription_there_is_nothing_to_support() {
    const EMPTY: &str = r#"
        [[organization]]
        key = "empty"
        name = "Empty Ltd"
        cloud = "worldwide"
        country = "US"
        time_zone = "America/New_York"
        language = "en"
        support_id = "CT-0001"
        [[organization.person]]
        key = "eve"
        name = "Eve Empty"
        email = "eve@empty.example"
        kind = "admin"
        roles = ["global"]
        languages = ["en"]
        time_zone = "America/New_York"
    "#;
    on_every_engine(async |centre| {
        let app = centre.app.clone();
        let import = move |tx: &mut db::Tx| {
            let directory = Directory::parse(EMPTY).map_err(centre::Error::broken)?;
            people::import(tx, &app.policies.get(), &directory).map(drop)
        };
        centre.app.db.write(import).await.expect("an organization");
        let page = centre.signed_in("eve@empty.example").await.get("/help/contact").await.words();
        assert!(page.contains("There is no subscription yet"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_form_says_who_helps_in_which_language_how_long_and_what_is_promised() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let page = anna.get("/help/contact?q=Postfach+voll").await;
        let words = page.words();
        for said in [
            "Voraussichtlich ",
            "antworten auf Deutsch",
            "Erste Antwort bis",
            "innerhalb von 1 Stunde",
            "Zeiten in Ihrer Zeitzone: Berlin, UTC+1",
            "Dienststatus",
        ] {
            let at = words.find(said).unwrap_or_else(|| panic!("{said}: {words}"));
            assert!(at < words.find("Mich kontaktieren").expect("the button"), "{said}");
        }
        assert!(
            page.text().contains("value=\"+49 40 66969122\"")
                && page.text().contains(&format!("value=\"{ANNA}\""))
        );
        // In a language that nobody speaks who knows the matter, it says which one it will be.
        let checked = send(&mut anna, &page, &[("language", "zh-CN"), ("step", "check")]).await;
        assert_eq!(checked.status, StatusCode::OK);
        assert!(checked.words().contains("Sie erhalten die Antwort auf"), "{}", checked.words());
        assert!(checked.text().contains(">Postfach voll</textarea>"));
    })
    .await;
}

#[tokio::test]
async fn answers_about_the_impact_propose_a_severity_with_reasons() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        assert!(form.words().contains("Without answers it is C – Non-critical."));
        let bad = [
            ("impact-service", "down"),
            ("impact-affected", "many"),
            ("impact-business", "severe"),
            ("step", "check"),
        ];
        let checked = send(&mut marcus, &form, &bad).await;
        let words = checked.words();
        assert!(
            words.contains("Proposed from your answers: A – Critical. A service is lost for many"),
            "{words}"
        );
        assert!(checked.text().contains("value=\"A\" checked"));

        // Sent without another look, the proposal that follows from the answers holds.
        let all_down = [&bad[..3], &[("description", "All down")], &AROUND_THE_CLOCK].concat();
        let request = sent(&send(&mut marcus, &form, &all_down).await);
        assert!(marcus.get(&request).await.words().contains("A Critical"));
        // A wish of one's own holds too.
        let wish = [&bad[..3], &[("description", "All down"), ("severity", "B")]].concat();
        let form = marcus.get("/help/contact").await;
        let request = sent(&send(&mut marcus, &form, &wish).await);
        assert!(marcus.get(&request).await.words().contains("B High"));
    })
    .await;
}

/// What the most severe level asks for (T-16).
const AROUND_THE_CLOCK: [(&str, &str); 3] = [
    ("impact_statement", "Eleven clinics work <on> paper."),
    ("round_the_clock_name", "Elena Ramirez"),
    ("round_the_clock_phone", "(312) 555-0145"),
];

#[tokio::test]
async fn the_most_severe_level_asks_for_the_business_impact_and_somebody_to_reach_at_any_hour() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let wish = |level| [("description", "All down"), ("severity", level)];
        for (field, _) in AROUND_THE_CLOCK {
            let others = AROUND_THE_CLOCK.iter().copied().filter(|(name, _)| *name != field);
            let fields: Vec<_> = wish("A").into_iter().chain(others.clone()).collect();
            let refused = send(&mut marcus, &form, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(refused.text().contains(&format!("href=\"#contact-{field}\"")), "{field}");
            assert!(refused.words().contains("Severity A needs"), "{}", refused.words());
            for (_, typed) in others {
                assert!(plain(&refused.text()).contains(typed), "{typed}");
            }
        }
        let bad_phone = [&wish("A"), &AROUND_THE_CLOCK[..2], &[("round_the_clock_phone", "ask")]].concat();
        assert_eq!(send(&mut marcus, &form, &bad_phone).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let asked = send(&mut marcus, &form, &[&wish("A"), &AROUND_THE_CLOCK[..]].concat()).await;
        let request = marcus.get(&sent(&asked)).await;
        for said in ["Eleven clinics work &lt;on&gt; paper.", "Elena Ramirez", "+1 312-555-0145"] {
            assert!(
                request.text().contains(&said.replace("&lt;", "&#60;").replace("&gt;", "&#62;")),
                "{said}"
            );
        }

        // Other levels don't ask, and what was typed for the most severe one isn't kept.
        let form = marcus.get("/help/contact").await;
        let asked = send(&mut marcus, &form, &[&wish("B"), &bad_phone[2..]].concat()).await;
        assert!(!marcus.get(&sent(&asked)).await.words().contains("Elena"));
    })
    .await;
}

#[tokio::test]
async fn a_severity_that_is_not_on_offer_is_refused_with_the_policys_reason() {
    on_every_engine(async |centre| {
        // Without the advanced agreement: T-19.
        let mut emily = centre.signed_in("emily.carter@cuihe.example").await;
        let form = emily.get("/help/contact").await;
        assert!(form.words().contains("Not on offer."));
        let premium = form_of(&form).option("Contoso Cloud Business Premium");
        let wish = [("description", "All down"), ("severity", "A"), ("subscription", premium.as_str())];
        let refused = send(&mut emily, &form, &wish).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = refused.words();
        assert!(words.contains("Severity A is not on offer here."), "{words}");
        assert!(
            words.contains("only available to customers who signed an advanced online service agreement")
        );
        assert!(refused.text().contains(">All down</textarea>"));
        // What is proposed settles at the highest on offer.
        let bad = [("impact-service", "down"), ("impact-affected", "many"), ("impact-business", "severe")];
        let checked = send(&mut emily, &form, &[&bad[..], &[("step", "check")]].concat()).await;
        assert!(checked.words().contains("Proposed from your answers: B"), "{}", checked.words());

        // With the agreement A is for technical support only (T-20), billing ends at B (T-21).
        let mut wang = centre.signed_in("wang.jianguo@donghai.example").await;
        let form = wang.get("/help/contact").await;
        let fields = [&[("description", "全部中断"), ("severity", "A")], &AROUND_THE_CLOCK[..]].concat();
        let request = sent(&send(&mut wang, &form, &fields).await);
        assert!(wang.get(&request).await.words().contains("A 关键"));
        for kind in ["billing", "subscription", "presales"] {
            let form = wang.get("/help/contact").await;
            let fields = [("description", "帐单"), ("severity", "A"), ("kind", kind)];
            let refused = send(&mut wang, &form, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
            assert!(refused.words().contains("最高严重级别为 B"), "{}", refused.words());
            let fields = [("description", "帐单"), ("severity", "B"), ("kind", kind)];
            sent(&send(&mut wang, &form, &fields).await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_opens_one_request() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let fields = [("description", "Only once")];
        let mut other = marcus.clone();
        let (one, two) = tokio::join!(send(&mut marcus, &form, &fields), send(&mut other, &form, &fields));
        let (one, two) = (sent(&one), sent(&two));
        assert_eq!(one, two);
        assert_eq!(sent(&send(&mut marcus, &form, &fields).await), one);
        let again = marcus.get("/help/contact").await;
        assert_ne!(sent(&send(&mut marcus, &again, &fields).await), one);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_everything_typed_is_kept() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let fine = [("description", "Keep <me> & \"this\""), ("subject", "My subject")];
        let mut wrong = async |field: &str, value: &str| {
            let others = fine.iter().copied().filter(|(name, _)| *name != field);
            let fields: Vec<(&str, &str)> = others.chain([(field, value)]).collect();
            let answer = send(&mut marcus, &form, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let text = answer.text();
            assert!(text.contains(&format!("href=\"#contact-{field}\"")), "{field}");
            assert!(text.contains(&format!("id=\"contact-{field}")), "{field}");
            if field != "description" {
                assert!(plain(&text).contains("Keep <me> & \"this\"</textarea>"), "{field}");
            }
            assert!(text.contains("value=\"My subject\""), "{field}");
        };
        wrong("description", " \r\n ").await;
        wrong("kind", "nonsense").await;
        wrong("topic", "renew").await;
        wrong("service", "nonsense").await;
        wrong("severity", "Z").await;
        wrong("subscription", "00000000-0000-0000-0000-000000000000").await;
        wrong("contact_method", "pigeon").await;
        wrong("contact_phone", "call me").await;
        wrong("contact_email", "nowhere").await;

        let fields = [("description", "x"), ("contact_phone", "(312) 555-0199")];
        let request = sent(&send(&mut marcus, &form, &fields).await);
        assert!(marcus.get(&request).await.words().contains("+1 312-555-0199"));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_and_the_rest_of_the_form_stays() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let large = vec![0; (25 << 20) + 1];
        let files = [
            ("files", "small.txt", "text/plain", b"small".as_slice()),
            ("files", "large.bin", "application/octet-stream", &large),
        ];
        let fields = [("description", "With files")];
        let refused = with_files(&mut marcus, &form, &fields, &files).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = refused.words();
        assert!(words.contains("A file may have at most 25 MB"), "{words}");
        assert!(words.contains("small.txt") && !words.contains("large.bin"));
        assert!(refused.text().contains(">With files</textarea>"));

        // The small one needn't be chosen again.
        let request = sent(&send(&mut marcus, &refused, &[]).await);
        let page = marcus.get(&request).await;
        assert!(page.words().contains("small.txt"));

        // Somebody else's upload can't be sent along.
        let foreign =
            form_of(&refused).fields().into_iter().find(|(name, _)| name == "upload").expect("it").1;
        let mut anna = centre.signed_in(ANNA).await;
        let form = anna.get("/help/contact").await;
        let answer = send(&mut anna, &form, &[("description", "x"), ("upload", &foreign)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn strange_forms_are_refused_and_strange_texts_are_kept() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        for (kind, body) in [
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\ncut",
            ),
            ("multipart/form-data", "--x\r\n"),
            ("multipart/form-data; boundary=x", "nothing like it"),
        ] {
            let answer = marcus.send(Method::POST, "/help/contact", Some(kind), Body::from(body)).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{kind} {body}");
        }
        let form = marcus.get("/help/contact").await;
        let word = "w".repeat(10_000);
        let request = sent(&send(&mut marcus, &form, &[("description", &word)]).await);
        let page = marcus.get(&request).await.text();
        assert!(page.contains(&word));
        let form = marcus.get("/help/contact").await;
        let endless = "w".repeat(60_000);
        let answer = send(&mut marcus, &form, &[("description", &endless)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(&endless), "even what is too long is kept");
    })
    .await;
}

#[tokio::test]
async fn the_choice_of_the_subscription_says_who_gets_the_request() {
    on_every_engine(async |centre: Centre| {
        let mut sanne = centre.signed_in(SANNE).await;
        let form = sanne.get("/help/contact").await;
        assert!(form.words().contains("gekocht via Brugwerk IT-diensten B.V.: gaat eerst naar hen"));
        let direct = form_of(&form).option("Contoso Calls");
        let checked = send(&mut sanne, &form, &[("subscription", &direct), ("step", "check")]).await;
        assert!(!checked.words().contains("De aanvraag gaat eerst naar uw partner"));
        assert!(checked.words().contains("Waarschijnlijk "));
        let partner = form_of(&form).option("Contoso Cloud Business Premium");
        let checked = send(&mut sanne, &form, &[("subscription", &partner), ("step", "check")]).await;
        assert!(checked.words().contains("De aanvraag gaat eerst naar uw partner"));
        assert!(!checked.words().contains("Waarschijnlijk "), "the operator's wait isn't the partner's");
    })
    .await;
}
