use axum::http::{StatusCode, header};
use lang::Lang;

use crate::testing::{Answer, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";

/// Up to the end of what begins with this id.
fn part(answer: &Answer, id: &str) -> String {
    let text = answer.text();
    let rest =
        text.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}: {text}")).1.to_owned();
    let part = Answer {
        status: answer.status,
        headers: answer.headers.clone(),
        bytes: format!("<p {rest}").into_bytes(),
    };
    part.words()
}

#[tokio::test]
async fn what_was_typed_leads_to_the_country_without_any_script() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        for typed in ["Holland", "Pa%C3%ADses+Bajos", "NL", "0031", "%2B31+20"] {
            let page = visitor.get(&format!("/de/worldwide/phone?q={typed}&country=")).await;
            let shown = part(&page, "number");
            assert!(shown.contains("Niederlande"), "{typed}: {shown}");
            assert!(page.text().contains("<option value=\"netherlands\" selected>"), "{typed}");
        }
        // What is typed counts, whatever the list still shows.
        let page = visitor.get("/de/worldwide/phone?q=Holland&country=japan").await;
        assert!(part(&page, "number").contains("Niederlande"));
    })
    .await;
}

#[tokio::test]
async fn several_that_may_be_meant_are_offered_and_nonsense_is_told() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let page = visitor.get("/en/worldwide/phone?q=Congo").await;
        assert!(
            part(&page, "number").starts_with("Which one do you mean? Congo - Brazzaville Congo - Kinshasa")
        );
        assert!(page.text().contains("href=\"/en/worldwide/phone?country=congo-drc#number\""));
        let page = visitor.get("/en/worldwide/phone?q=%3Cscript%3EAtlantis").await;
        assert!(page.words().contains("No country or region is called"));
        assert!(!page.text().contains("<script>Atlantis"));
        let page = visitor.get("/hu/worldwide/phone?q=Cuba").await;
        assert!(
            part(&page, "number").contains("Nem szerepel a telefonkönyvünkben: Kuba"),
            "{}",
            page.words()
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_that_opens_while_typing_is_the_same_for_everybody() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor().speaking("hu");
        let answer = visitor.get("/de/worldwide/phone/places?q=elfenb").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.headers[header::CACHE_CONTROL].to_str().is_ok_and(|keep| keep.starts_with("public")));
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        assert_eq!(answer.text().matches("role=\"option\"").count(), 1);
        assert!(answer.text().contains("data-href=\"/de/worldwide/phone?country=cote-divoire#number\""));
        assert!(answer.text().contains("1 Land oder Region gefunden"));
        let all = visitor.get("/zh-CN/worldwide/phone/places").await;
        assert_eq!(all.text().matches("role=\"option\"").count(), 246);
        assert_eq!(visitor.get("/de/mars/phone/places").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn lines_for_some_plans_are_chosen_by_plan() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let both = part(&visitor.get("/de/worldwide/phone?country=japan").await, "number");
        assert!(both.contains("Für Kunden mit: Enterprise-Pläne") && both.contains("0120 628 860"));
        assert!(both.contains("An Feiertagen geschlossen."));
        let one = part(&visitor.get("/de/worldwide/phone?country=japan&plan=enterprise").await, "number");
        assert!(one.contains("0120 996 680") && !one.contains("0120 628 860"), "{one}");
        // A customer sees the lines for the own plans, and can see all.
        let mut anna = centre.signed_in(ANNA).await;
        let own = part(&anna.get("/de/worldwide/phone?country=japan").await, "number");
        assert!(own.contains("0120 628 860") && !own.contains("0120 996 680"), "{own}");
        let all = part(&anna.get("/de/worldwide/phone?country=japan&plan=all").await, "number");
        assert!(all.contains("0120 628 860") && all.contains("0120 996 680"));
    })
    .await;
}

#[tokio::test]
async fn what_a_caller_should_know_is_said_in_their_language() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        for (country, words) in [
            ("kazakhstan", "Deze tijden|Dit nummer is mogelijk onjuist"),
            ("togo", "Deze tijden zijn mogelijk onjuist"),
            ("guinea-bissau", "we gaan uit van werkdagen"),
            ("indonesia", "Vanaf het netwerk van Indosat"),
            ("china-prc", "Vanaf een mobiele telefoon"),
            ("albania", "Voer de code 7700 in"),
        ] {
            let shown = part(&visitor.get(&format!("/nl/worldwide/phone?country={country}")).await, "number");
            assert!(words.split('|').any(|words| shown.contains(words)), "{country}: {shown}");
        }
        let page = visitor.get("/nl/worldwide/phone?country=kazakhstan").await.text();
        assert!(!page.contains("href=\"tel:+8"), "a number that nobody can dial");
        let nepal = visitor.get("/nb/worldwide/phone?country=nepal").await;
        let shown = part(&nepal, "number");
        assert!(
            shown.contains("Numre i nærheten: India") && shown.contains("Åpne en forespørsel"),
            "{shown}"
        );
        let germany = part(&visitor.get("/en/worldwide/phone?country=germany").await, "number");
        assert!(!germany.contains("misprinted"));
    })
    .await;
}

#[tokio::test]
async fn an_admin_sees_the_own_countrys_line_and_what_to_have_ready() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let page = anna.get("/de/worldwide/phone").await;
        assert!(part(&page, "number").contains("0800 589 2332"));
        let card = part(&page, "ready");
        for words in
            ["Nordwind Logistik GmbH", "CT-4831 (C wie Cottbus und T wie Tübingen)", "Business Premium"]
        {
            assert!(card.contains(words), "{words}: {card}");
        }
        // Registered contacts only as far as one knows one's own.
        assert!(card.contains("+49 ••• ••• 20") && !page.text().contains("66969120"), "{card}");
        assert!(card.contains("+49 40 66969122 nicht registriert"), "{card}");
        // It is about the own cloud.
        let china = anna.get("/de/china/phone").await;
        assert!(!china.text().contains("CT-4831"));
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_it() {
    on_every_engine(async |centre| {
        let mut lena = centre.signed_in(PLAIN_USER).await;
        let mut grace = centre.signed_in("grace.okafor@contoso.example").await;
        let mut visitor = centre.visitor();
        for browser in [&mut lena, &mut grace, &mut visitor] {
            for path in ["/de/worldwide/phone", "/help"] {
                let page = browser.get(path).await;
                assert_eq!(page.status, StatusCode::OK);
                assert!(!page.text().contains("CT-4831") && !page.text().contains("66969"), "{path}");
            }
            assert!(
                browser.get("/de/worldwide/phone").await.words().contains("Den Namen Ihrer Organisation")
            );
        }
        let sign_in = "href=\"/sign-in?to=%2Fde%2Fworldwide%2Fphone\"";
        assert!(visitor.get("/de/worldwide/phone").await.text().contains(sign_in));
        assert!(!lena.get("/de/worldwide/phone").await.text().contains(sign_in));
    })
    .await;
}

#[tokio::test]
async fn the_help_pane_says_whom_to_call() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let pane = anna.get("/help").await;
        assert!(pane.text().contains("href=\"tel:+498005892332\""), "{}", pane.words());
        assert!(pane.words().contains("CT-4831"));
        let mut visitor = centre.visitor().speaking("nl");
        let pane = visitor.get("/help").await;
        assert!(pane.text().contains("href=\"/nl/worldwide/phone\""));
        assert!(pane.words().contains("Wilt u meteen iemand spreken?"));
    })
    .await;
}

#[tokio::test]
async fn the_lines_of_every_place_are_a_card_that_phones_can_read() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let policies = centre.app.policies.get();
        for policy in policies.iter() {
            for choice in policy.choices(Lang::De) {
                let path = format!("/de/{}/phone/{}/contact.vcf", policy.cloud.key, choice.value);
                let answer = visitor.get(&path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert_eq!(answer.headers[header::CONTENT_TYPE], "text/vcard; charset=utf-8");
                let text = answer.text();
                assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{path}");
                let whole = text.replace("\r\n ", "");
                let lines: Vec<&str> = whole.split("\r\n").collect();
                assert_eq!(lines[..2], ["BEGIN:VCARD", "VERSION:4.0"]);
                assert_eq!(lines[lines.len() - 2..], ["END:VCARD", ""]);
                let one = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
                assert_eq!((one("FN:"), one("NOTE:"), one("UID:"), one("REV:")), (1, 1, 1, 1));
                let place = policy.lines_for(&choice.value, "billing").expect("lines").place;
                assert_eq!(one("TEL;"), place.lines.len());
                for line in &place.lines {
                    let said = match line.e164() {
                        Some(e164) => whole.contains(&format!(":tel:{e164}\r\n")),
                        None => whole.contains(&format!(":{}\r\n", line.printed)),
                    };
                    assert!(said, "{path}: {}", line.printed);
                }
            }
        }
        let japan = visitor.get("/en/worldwide/phone/japan/contact.vcf").await;
        let whole = japan.text().replace("\r\n ", "");
        assert!(whole.contains("TZ:Asia/Tokyo\r\n"));
        assert!(whole.contains("FN:Contoso Support: Japan\r\n"));
        assert!(
            whole
                .contains("Enterprise plans\\, Technical support: Japanese: 24 hours a day\\, 7 days a week"),
            "{whole}"
        );
        let name = japan.headers[header::CONTENT_DISPOSITION].to_str().expect("a name");
        assert_eq!(name, "attachment; filename=\"japan.vcf\"");
        assert_eq!(
            visitor.get("/en/worldwide/phone/atlantis/contact.vcf").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn on_a_holiday_the_page_says_closed_and_names_the_days_to_come() {
    on_every_engine(async |centre| {
        centre.clock.set("2026-04-03T10:00:00Z".parse().expect("an instant"));
        let page = centre.visitor().get("/en/germany/phone?country=germany").await;
        let shown = part(&page, "number");
        assert!(shown.contains("Closed, opens in 3 days 21 h"), "{shown}");
        assert!(shown.contains("Closed on Apr 3, 2026, Apr 6, 2026"), "{shown}");
    })
    .await;
}
