//! The promises as they are fixed, looked for on the pages that a reader gets.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::StatusCode;
use centre::policy::{Policy, Text};
use lang::Lang;

use crate::testing::{Answer, Centre, NOON, on_every_engine};

/// In the order of [`Lang::ALL`].
type InEach = [&'static str; 6];

const ONE_HOUR: InEach = [
    "1 hour or less",
    "höchstens 1 Stunde",
    "legfeljebb 1 óra",
    "1 time eller mindre",
    "1 uur of minder",
    "1 小时或更短",
];
const ONE_BUSINESS_DAY: InEach = [
    "1 business day or less",
    "höchstens 1 Geschäftstag",
    "legfeljebb 1 munkanap",
    "1 virkedag eller mindre",
    "1 werkdag of minder",
    "1 个工作日或更短",
];
const THREE_BUSINESS_DAYS: InEach = [
    "3 business days or less",
    "höchstens 3 Geschäftstage",
    "legfeljebb 3 munkanap",
    "3 virkedager eller mindre",
    "3 werkdagen of minder",
    "3 个工作日或更短",
];
const AROUND_THE_CLOCK: InEach = [
    "24 hours a day, 7 days a week",
    "24 Stunden am Tag, 7 Tage die Woche",
    "a nap 24 órájában, a hét 7 napján",
    "24 timer i døgnet, 7 dager i uken",
    "24 uur per dag, 7 dagen per week",
    "每周 7 天，每天 24 小时",
];
const NINE_TO_FIVE: InEach = [
    "Mon–Fri, 9 AM–5 PM",
    "Mo–Fr, 09:00–17:00",
    "H–P, 9:00–17:00",
    "ma.–fr., 09:00–17:00",
    "ma t/m vr, 09:00–17:00",
    "周一至周五 09:00–17:00",
];
const NINE_TO_SIX: InEach = [
    "Mon–Fri, 9 AM–6 PM",
    "Mo–Fr, 09:00–18:00",
    "H–P, 9:00–18:00",
    "ma.–fr., 09:00–18:00",
    "ma t/m vr, 09:00–18:00",
    "周一至周五 09:00–18:00",
];
const NINE_TO_MIDNIGHT: InEach = [
    "every day, 9 AM–midnight Beijing, UTC+8",
    "täglich, 09:00–24:00 Peking, UTC+8",
    "minden nap, 9:00–24:00 Peking, UTC+8",
    "hver dag, 09:00–24:00 Beijing, UTC+8",
    "elke dag, 09:00–24:00 Peking, UTC+8",
    "每天 09:00–24:00 北京，UTC+8",
];
const BERLIN: InEach =
    ["Berlin, UTC+1", "Berlin, UTC+1", "Berlin, UTC+1", "Berlin, UTC+1", "Berlijn, UTC+1", "柏林，UTC+1"];

fn languages() -> impl Iterator<Item = (usize, Lang)> {
    Lang::ALL.into_iter().enumerate()
}

fn address(lang: Lang, cloud: &str) -> String {
    format!("/{}/{cloud}/get-support", lang.code())
}

/// The words of a page as people read them.
fn words(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK);
    let text = answer.words();
    let plain = [("&#38;", "&"), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")];
    plain.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

/// The part of a page from the heading with this anchor to the next section of the page.
fn section(answer: &Answer, anchor: &str) -> Answer {
    let text = answer.text();
    let from = text.find(&format!("id=\"{anchor}\"")).expect("a section");
    let rest = &text[from..];
    let mut depth = 1;
    let mut at = 0;
    while depth > 0 {
        let open = rest[at..].find("<section").unwrap_or(usize::MAX);
        let close = rest[at..].find("</section").expect("an end of the section");
        depth = if open < close { depth + 1 } else { depth - 1 };
        at += open.min(close) + 1;
    }
    Answer { status: answer.status, headers: answer.headers.clone(), bytes: rest.as_bytes()[..at].to_vec() }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn assert_says(words: &str, sentence: &str, what: &str) {
    let squeezed = sentence.replace(['\u{a0}', '\u{202f}'], " ");
    let squeezed = squeezed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&squeezed), "{what} doesn't say: {squeezed}\n\n{words}");
}

async fn on_every_page(story: impl AsyncFn(&Centre, usize, Lang, &'static str, Answer)) {
    on_every_engine(async |centre| {
        for cloud in ["worldwide", "china", "germany"] {
            for (at, lang) in languages() {
                let answer = centre.visitor().get(&address(lang, cloud)).await;
                story(&centre, at, lang, cloud, answer).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_cloud_states_its_response_times_in_every_language() {
    on_every_page(async |_, at, lang, cloud, answer| {
        let severity = words(&section(&answer, "severity"));
        for amount in [ONE_HOUR, ONE_BUSINESS_DAY, THREE_BUSINESS_DAYS] {
            assert_says(&severity, amount[at], &format!("{cloud} in {lang}"));
        }
        let position = |amount: InEach| severity.find(amount[at]);
        assert!(position(ONE_HOUR) < position(ONE_BUSINESS_DAY));
        assert!(position(ONE_BUSINESS_DAY) < position(THREE_BUSINESS_DAYS));
        assert_says(&severity, AROUND_THE_CLOCK[at], cloud);
    })
    .await;
}

#[tokio::test]
async fn hours_are_those_of_each_cloud() {
    on_every_page(async |_, at, lang, cloud, answer| {
        let what = format!("{cloud} in {lang}");
        let (kinds, severity) = (words(&section(&answer, "kinds")), words(&section(&answer, "severity")));
        let phone = words(&section(&answer, "phone"));
        assert_says(&kinds, AROUND_THE_CLOCK[at], &what);
        assert_says(&phone, AROUND_THE_CLOCK[at], &what);
        match cloud {
            "worldwide" => {
                assert_says(&kinds, NINE_TO_FIVE[at], &what);
                assert_says(&phone, NINE_TO_FIVE[at], &what);
                // Australia's own.
                assert_says(&phone, NINE_TO_SIX[at], &what);
            }
            "china" => {
                assert_says(&severity, NINE_TO_MIDNIGHT[at], &what);
                assert_says(&phone, NINE_TO_MIDNIGHT[at], &what);
                assert_says(&kinds, NINE_TO_SIX[at], &what);
            }
            _ => {
                let in_berlin = format!("{} {}", NINE_TO_FIVE[at], BERLIN[at]);
                assert_says(&kinds, &in_berlin, &what);
                assert_says(&phone, &in_berlin, &what);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn numbers_that_are_given_without_asking_can_be_dialled_at_home_and_from_abroad() {
    on_every_page(async |_, _, lang, cloud, answer| {
        let phone = section(&answer, "phone");
        let numbers: &[(&str, &str)] = match cloud {
            "worldwide" => &[
                ("1 800 865 9408", "+18008659408"),
                ("1800 197 503", "+611800197503"),
                ("0800 032 6417", "+448000326417"),
            ],
            "china" => &[("400 089 0365", "+864000890365")],
            _ => &[
                ("0800 589 2330", "+498005892330"),
                ("069 380 789 305", "+4969380789305"),
                ("+49 69 380 789 305", "+4969380789305"),
            ],
        };
        for (printed, e164) in numbers {
            let link = format!("href=\"tel:{e164}\">");
            let text = phone.text();
            let dialled: BTreeSet<String> = text
                .split(&link)
                .skip(1)
                .map(|after| digits(after.split('<').next().unwrap_or_default()))
                .collect();
            assert!(dialled.contains(&digits(printed)), "{printed} on {cloud} in {lang}: {dialled:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_country_list_is_whole_and_in_the_readers_order() {
    on_every_engine(async |centre| {
        for (_, lang) in languages() {
            let answer = centre.visitor().get(&address(lang, "worldwide")).await.text();
            let list = answer.split("<select id=\"country\"").nth(1).expect("a list");
            let list = list.split("</select>").next().unwrap_or_default();
            let names: Vec<&str> = list
                .split("<option value=\"")
                .skip(2)
                .filter_map(|option| option.split_once('>')?.1.split('<').next())
                .collect();
            let (not_listed, countries) = names.split_last().expect("entries");
            assert_eq!(countries.len(), 246, "{lang}");
            assert_eq!(*not_listed, lang.t("support-phone-not-listed", &[]));
            let mut sorted = countries.to_vec();
            lang.collator().sort_by_key(&mut sorted, |name| name);
            assert_eq!(countries, sorted, "{lang}");
            let different: BTreeSet<_> = countries.iter().collect();
            assert_eq!(different.len(), 246, "two countries have one name in {lang}");
            for code in ["DE", "HK", "MO", "TW", "XK", "PS"] {
                assert!(countries.contains(&lang.country(code).expect("a name")), "{code} in {lang}");
            }
        }
    })
    .await;
}

/// All texts of a policy that the page states, whoever reads it.
fn stated(policy: &Policy) -> Vec<&Text> {
    let mut texts = vec![
        &policy.product.name,
        &policy.operator.name,
        &policy.eligibility.note,
        &policy.eligibility.others_note,
        &policy.eligibility.no_permission_note,
        &policy.eligibility.roles_link.title,
        &policy.eligibility.who_is_admin_link.title,
        &policy.severity_rules.set_note,
        &policy.severity_rules.response_note,
        &policy.severity_rules.collaboration_note,
        &policy.severity_rules.lowering.note,
        &policy.verification.purpose,
        &policy.duties.shared_note,
        &policy.duties.admins_only,
        &policy.duties.admin_helps_first,
        &policy.phone.summary,
    ];
    texts.extend(&policy.eligibility.on_behalf);
    texts.extend(&policy.eligibility.partner.notes);
    texts.extend(&policy.verification.steps);
    texts.extend(
        policy.duties.operator.iter().chain(&policy.duties.admin_is).chain(&policy.duties.admin_does),
    );
    texts.extend(&policy.community.facts);
    texts.extend(policy.kinds.iter().map(|kind| &kind.name));
    texts.extend(policy.learning.iter().map(|link| &link.title));
    texts.extend(policy.contact_methods.iter().map(|method| &method.name));
    for note in &policy.notes {
        texts.push(&note.text);
        texts.extend(note.link.as_ref().map(|link| &link.title));
    }
    for channel in policy.channels.iter().filter(|channel| channel.closed_on.is_none()) {
        texts.extend([&channel.name, &channel.summary]);
        texts.extend(&channel.steps);
    }
    for category in policy.assisted() {
        texts.extend([&category.name, &category.summary, &category.max_note]);
        texts.extend(category.scope.iter().chain(&category.not_in_scope));
        for group in &category.topic_groups {
            texts.push(&group.name);
            texts.extend(group.topics.iter().map(|topic| &topic.name));
        }
    }
    for severity in &policy.severities {
        texts.extend([&severity.name, &severity.follow_up.text]);
        texts.extend(severity.alias.iter().chain(&severity.definition).chain(&severity.examples));
        texts.extend(severity.support_duties.iter().chain(&severity.customer_duties));
        texts.extend(severity.agreement.as_ref().map(|rule| &rule.note));
        texts.extend(severity.only_for.as_ref().map(|rule| &rule.note));
    }
    if let Some(assist) = &policy.business_assist {
        texts.extend([&assist.name, &assist.summary, &assist.link.title]);
        texts.extend(&assist.facts);
    }
    texts.extend(policy.follow_us.first().map(|follow| &follow.text));
    texts
}

#[tokio::test]
async fn every_rule_of_the_policy_is_stated_in_every_language() {
    on_every_page(async |centre, _, lang, cloud, answer| {
        let policies = centre.app.policies.get();
        let policy = policies.cloud(cloud).expect("a policy");
        let words = words(&answer);
        for text in stated(policy) {
            assert_says(&words, text.get(lang.code()), &format!("{cloud} in {lang}"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_counted_things_are_as_many_as_they_should_be() {
    on_every_page(async |centre, _, lang, cloud, answer| {
        let policies = centre.app.policies.get();
        let policy = policies.cloud(cloud).expect("a policy");
        let items = |anchor: &str| section(&answer, anchor).text().matches("<li").count();
        let duties = policy.duties.admin_is.len() + policy.duties.admin_does.len();
        assert_eq!(items("responsibilities"), 7 + duties, "duties of support on {cloud} in {lang}");
        // Six issue kinds.
        assert_eq!(items("billing"), 6, "{cloud} in {lang}");
        assert_eq!(section(&answer, "kinds").text().matches("badge accent").count(), 4, "{cloud} in {lang}");
        let severity = section(&answer, "severity").text();
        for level in ["a", "b", "c"] {
            assert!(severity.contains(&format!("id=\"severity-{level}\"")));
        }
        // Billing reaches severity B, not A.
        let max = &policy.category("billing").expect("billing").max_note;
        assert!(max.get(lang.code()).contains('B'));
        let shown = words(&section(&answer, "billing"));
        assert_says(&shown, max.get(lang.code()), cloud);
    })
    .await;
}

#[tokio::test]
async fn caller_verification_states_its_numbers() {
    on_every_page(async |_, at, lang, cloud, answer| {
        let shown = words(&section(&answer, "verification"));
        const SIX: InEach = ["6 digits", "6 Ziffern", "6 számjegy", "6 sifre", "6 cijfers", "6 位数字"];
        const TEN: InEach = ["10 minutes", "10 Minuten", "10 perc", "10 minutter", "10 minuten", "10 分钟"];
        const DAY: InEach = ["24 hours", "24 Stunden", "24 óra", "24 timer", "24 uur", "24 小时"];
        for amount in [SIX, TEN, DAY] {
            assert_says(&shown, amount[at], &format!("{cloud} in {lang}"));
        }
        for (key, number) in [("support-code-attempts", 5), ("support-codes-an-hour", 3)] {
            assert_says(&shown, &format!("{} {number}", lang.t(key, &[])), &format!("{cloud} in {lang}"));
        }
    })
    .await;
}

#[tokio::test]
async fn anchors_are_the_same_in_every_language() {
    on_every_page(async |_, _, lang, cloud, answer| {
        let text = answer.text();
        let linked: BTreeSet<&str> =
            text.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for anchor in ["who", "contact-support", "phone", "kinds", "severity", "responsibilities"] {
            assert!(linked.contains(anchor), "{anchor} on {cloud} in {lang}");
        }
        for anchor in linked {
            assert_eq!(text.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor} on {cloud} in {lang}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cloud_says_what_is_its_own() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let germany = visitor.get("/en/germany/get-support").await;
        let shown = words(&germany);
        assert_says(&shown, "takes no new customers", "Germany");
        assert_says(&shown, "oncontoso.de", "Germany");
        assert_says(&shown, "As of May 27, 2020", "Germany");
        assert!(!germany.text().contains("id=\"business-assist\""));
        let china = visitor.get("/en/china/get-support").await.text();
        assert!(china.contains("aria-label=\"QR code for updates"));
        assert!(!china.contains("takes no new customers"));
        let worldwide = visitor.get("/en/worldwide/get-support").await.text();
        assert!(worldwide.contains("id=\"business-assist\""));
        assert!(!worldwide.contains("id=\"in-store\""), "the stores are closed");
        assert_eq!(visitor.get("/en/mars/get-support").await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.get("/xx/china/get-support").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_reader_elsewhere_sees_the_hours_on_their_own_clock_too() {
    on_every_engine(async |centre| {
        let mut berlin = centre.visitor().saying(&[("cookie", "zone=Europe/Berlin")]);
        let shown = words(&section(&berlin.get("/en/china/get-support").await, "severity"));
        assert_says(
            &shown,
            "every day, 9 AM–midnight Beijing, UTC+8 every day, 2 AM–5 PM your time: Berlin, UTC+1",
            "Berlin",
        );
        let shown = words(&section(&berlin.get("/de/germany/get-support").await, "kinds"));
        assert!(!shown.contains("Ihre Zeit"), "the same clock isn't told twice");
        let mut denver = centre.visitor().saying(&[("cookie", "zone=America/Denver")]);
        let shown = words(&section(&denver.get("/en/china/get-support").await, "severity"));
        assert_says(&shown, "every day, 6 PM–9 AM (next day) your time: Denver, UTC−7", "Denver");
    })
    .await;
}

#[tokio::test]
async fn open_now_changes_when_the_hours_do() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let mut shown_at = async |at: &str| {
            centre.clock.set(at.parse().expect("an instant"));
            words(&section(&visitor.get("/en/china/get-support").await, "severity-b"))
        };
        // Midnight in Beijing is 16:00 in UTC; it opens at nine.
        assert_says(&shown_at("2026-11-18T15:59:59Z").await, "Open now, closes in 1 s", "just before");
        assert_says(&shown_at("2026-11-18T16:00:00Z").await, "Closed, opens in 9 h", "midnight");
        assert_says(&shown_at("2026-11-18T22:00:00Z").await, "Closed, opens in 3 h", "early");
        assert_says(&shown_at("2026-11-19T01:00:00Z").await, "Open now, closes in 15 h", "nine");
        centre.clock.set(NOON.parse().expect("an instant"));
    })
    .await;
}

#[tokio::test]
async fn a_country_without_a_line_gets_another_one_and_is_told_so() {
    on_every_engine(async |centre| {
        for (_, lang) in languages() {
            let mut visitor = centre.visitor();
            let policies = centre.app.policies.get();
            let policy = policies.cloud("worldwide").expect("a policy");
            let note = policy.phone.fallback_note.get(lang.code());
            for (country, why) in [
                ("nepal", lang.country("NP").expect("a name").to_owned()),
                ("not-listed", lang.t("support-phone-not-in-list", &[])),
            ] {
                let path = format!("{}?country={country}", address(lang, "worldwide"));
                let shown = words(&section(&visitor.get(&path).await, "phone"));
                assert_says(&shown, &why, country);
                assert_says(&shown, note, country);
                assert_says(&shown, "+1 800-865-9408", country);
            }
            let path = format!("/{}/worldwide/phone?country=germany", lang.code());
            let shown = visitor.get(&path).await;
            assert!(!words(&shown).contains(note));
            assert!(shown.text().contains("tel:+498005892332"));
        }
    })
    .await;
}

#[tokio::test]
async fn an_eea_country_gets_the_line_in_germany_as_an_international_call() {
    on_every_engine(async |centre| {
        let answer = centre.visitor().get("/en/germany/phone?country=at").await;
        let shown = words(&answer);
        assert_says(&shown, "Austria Lines: All other markets within the European Economic Area", "Austria");
        assert_says(&shown, "International call charges apply", "Austria");
        assert!(answer.text().contains("<option value=\"at\" selected>"));
    })
    .await;
}

#[tokio::test]
async fn a_hostile_country_is_just_not_listed() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        for wish in ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Csvg%20onload=x", "..%2f..", "%00", "%ff"]
        {
            for page in ["get-support", "phone"] {
                let answer = visitor.get(&format!("/en/worldwide/{page}?country={wish}&country=x")).await;
                assert_says(&words(&answer), "Your country or region is not listed", wish);
                let text = answer.text();
                assert!(!text.contains("<script>") && !text.contains("<svg onload"), "{wish}");
            }
        }
    })
    .await;
}

/// What a template says by itself: no comments, no expressions, no tags. Expressions go first, as some stand in tags.
fn said_by(template: &str) -> String {
    let marks = [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<", ">"), ("&", ";")];
    marks.iter().fold(template.to_owned(), |text, (open, close)| without(&text, open, close))
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once(close)).fold(first, |said, (_, after)| said + after)
}

#[test]
fn no_number_of_a_promise_stands_in_a_template_or_a_message() {
    assert_eq!(
        said_by("a <p class=\"w9\" {% if x > 1 %}b{% endif %}>{{ f(2) }}c &#8211; 4 {# 5 #}"),
        "a c  4 "
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut looked_at = 0;
    for folder in ["support", "public", "phone"] {
        for entry in fs::read_dir(root.join("templates").join(folder)).expect("templates") {
            let path = entry.expect("a file").path();
            let said = said_by(&fs::read_to_string(&path).expect("a template"));
            assert!(!said.contains(char::is_numeric), "{}: {said}", path.display());
            looked_at += 1;
        }
    }
    for lang in Lang::ALL {
        let folder = root.join("../../locales").join(lang.code());
        for entry in fs::read_dir(folder).expect("messages") {
            let path = entry.expect("a file").path();
            let text = fs::read_to_string(&path).expect("messages");
            let messages = text.lines().filter(|line| !line.starts_with('#'));
            for line in messages {
                assert!(!line.contains(char::is_numeric), "{}: {line}", path.display());
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 12);
}

// ------------------------------------------------------------------------------------------------------ what if

#[tokio::test]
async fn a_start_a_kind_and_a_severity_give_the_deadlines_in_the_readers_zone() {
    on_every_engine(async |centre| {
        let asked = "/en/china/get-support?start=2025-05-09T14:00&kind=billing&level=B";
        let mut berlin = centre.visitor().saying(&[("cookie", "zone=Europe%2FBerlin")]);
        let page = berlin.get(asked).await;
        let shown = section(&page, "what-if");
        // Nine hours of Monday to Friday in Beijing; Friday evening there is two in the afternoon in Berlin.
        for words in ["May 12, 2025, 12:00 PM", "May 13, 2025, 12:00 PM", "2 days 22 h", "9 h", "Beijing"] {
            assert!(shown.words().contains(words), "{words}: {}", shown.words());
        }
        assert!(shown.text().contains("value=\"2025-05-09T14:00\""));
        assert!(shown.text().contains("<option value=\"billing\" selected>"));
        for lang in Lang::ALL {
            let page = berlin.get(&asked.replace("/en/", &format!("/{}/", lang.code()))).await;
            assert_eq!(section(&page, "what-if").text().matches("<time ").count(), 2, "{lang:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_deadline_that_waits_for_a_holiday_says_so() {
    on_every_engine(async |centre| {
        let asked = "/en/germany/get-support?start=2026-04-02T14:00&kind=billing&level=B";
        let mut berlin = centre.visitor().saying(&[("cookie", "zone=Europe%2FBerlin")]);
        let shown = section(&berlin.get(asked).await, "what-if").words();
        for words in
            ["Closed on Apr 3, 2026 and Apr 6, 2026", "Apr 7, 2026, 2:00 PM", "Apr 8, 2026, 2:00 PM", "UTC+2"]
        {
            assert!(shown.contains(words), "{words}: {shown}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_severity_that_is_not_for_everybody_is_said_to_be_so_with_deadlines_only_where_it_can_be_had() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let page = visitor.get("/en/china/get-support?start=2025-05-09T14:00&kind=technical&level=A").await;
        let shown = section(&page, "what-if");
        assert!(shown.words().contains("advanced online service agreement"), "{}", shown.words());
        assert_eq!(shown.text().matches("<time ").count(), 2);
        let page = visitor.get("/en/china/get-support?start=2025-05-09T14:00&kind=billing&level=A").await;
        let shown = section(&page, "what-if");
        assert!(shown.words().contains("the highest severity level is B"), "{}", shown.words());
        assert_eq!(shown.text().matches("<time ").count(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_start_that_is_no_time_is_told_and_whatever_else_is_asked_is_passed_over() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        for start in
            ["", "tomorrow", "2025-02-30T10:00", "9999-12-31T23:59", "-9999-01-01T00:00", "2025-05-09T24:61"]
        {
            let page =
                visitor.get(&format!("/en/china/get-support?start={start}&kind=billing&level=B")).await;
            assert_eq!(page.status, StatusCode::OK);
            let shown = section(&page, "what-if");
            assert!(shown.words().contains("enter a date and a time"), "{start}");
            assert_eq!(shown.text().matches("<time ").count(), 0);
        }
        let page =
            visitor.get("/en/china/get-support?kind=gardening&level=%22%3E&start=2025-05-09T14:00").await;
        assert_eq!(section(&page, "what-if").text().matches("<time ").count(), 0);
        let page = visitor.get("/en/china/get-support").await;
        assert!(!section(&page, "what-if").text().contains("aria-invalid"));
    })
    .await;
}
