use axum::http::StatusCode;
use centre::{
    people,
    tell::{self, Channel, Outcome},
};
use db::{Id, Tx};
use jiff::SignedDuration;

use crate::testing::{Browser, Centre, on_every_engine};

const GRACE: &str = "grace.okafor@contoso.example";
const JONAS: &str = "jonas.weber@contoso.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const OTHER_ADMIN: &str = "nagy.gabor@tisza-kert.example";

/// Grace talks to somebody who says that they speak for Nordwind.
async fn call(centre: &Centre) -> Id {
    centre.clock.advance(SignedDuration::from_hours(48));
    let begin = |tx: &mut Tx| {
        let grace = people::person_by_email(tx, GRACE)?.expect("Grace").id;
        let nordwind: Id =
            tx.query_one("SELECT id FROM organizations WHERE key = 'nordwind'", &[])?.get(0)?;
        let (id, now) = (tx.new_id(), tx.now());
        tx.execute(
            "INSERT INTO calls (id, cloud, direction, number, number_dialled, state, place, agent, organization,
                                proof, rang_at, answered_at, told)
             VALUES ($1, 'worldwide', 'in', '+491729973185', '', 'answered', 'now', $2, $3, 'none', $4, $4, 0)",
            &[&id, &grace, &nordwind, &now],
        )?;
        Ok::<_, centre::Error>(id)
    };
    centre.app.db.write(begin).await.expect("a call")
}

/// The code that went out last.
async fn code(centre: &Centre) -> String {
    let send = |tx: &mut Tx| {
        let message = tell::claim(tx, Channel::Mail, 1)?.remove(0);
        tell::settle(tx, &message, &Outcome::Sent)?;
        Ok::<_, centre::Error>(message.text)
    };
    let text = centre.app.db.write(send).await.expect("a mail");
    text.split("\n\n").find(|part| part.chars().all(|c| c.is_ascii_digit())).expect("a code").to_owned()
}

async fn send(browser: &mut Browser, call: Id) -> crate::testing::Answer {
    let contact = [("contact", "0 i•••@nordwind.example")];
    browser.post(&format!("/desk/calls/{call}/proof/send"), &contact).await
}

#[tokio::test]
async fn an_agent_sends_a_code_and_types_what_the_caller_says() {
    on_every_engine(async |centre| {
        let call = call(&centre).await;
        let mut grace = centre.signed_in(GRACE).await;
        let page = format!("/desk/calls/{call}/proof");
        let shown = grace.get(&page).await;
        let words = shown.words();
        assert!(words.contains("Not verified") && words.contains("i•••@nordwind.example"), "{words}");
        assert!(words.contains("+49 ••• ••• 20") && words.contains("A landline takes no text messages."));
        assert!(!shown.text().contains("it@nordwind.example"), "the whole address");
        assert!(words.contains("3 more codes can be sent"), "{words}");

        let sent = send(&mut grace, call).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let words = grace.get(&page).await.words();
        assert!(words.contains("Code sent to i•••@nordwind.example"), "{words}");
        assert!(words.contains("Waiting to be sent") && words.contains("5 tries left"), "{words}");
        let code = code(&centre).await;
        let answer = grace.get(&page).await;
        assert!(answer.words().contains("Sent") && !answer.text().contains(&code), "{}", answer.words());

        let nonsense = grace.post(&format!("{page}/try"), &[("code", "12")]).await;
        assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nonsense.words().contains("A code has 6 digits."), "{}", nonsense.words());
        let wrong = if code == "111111" { "222222" } else { "111111" };
        let wrong = grace.post(&format!("{page}/try"), &[("code", wrong)]).await;
        assert_eq!(wrong.status, StatusCode::SEE_OTHER);
        let words = grace.get(&page).await.words();
        assert!(words.contains("That is not the code.") && words.contains("4 tries left"), "{words}");
        let right = grace.post(&format!("{page}/try"), &[("code", &code)]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        let words = grace.get(&page).await.words();
        assert!(words.contains("Verified by code") && words.contains("The caller is verified."), "{words}");
        assert!(!words.contains("Send code"), "{words}");
        let again = grace.post(&format!("{page}/try"), &[("code", &code)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn another_agent_sees_how_it_stands_but_cannot_send_or_try() {
    on_every_engine(async |centre| {
        let call = call(&centre).await;
        send(&mut centre.signed_in(GRACE).await, call).await;
        let mut jonas = centre.signed_in(JONAS).await;
        let answer = jonas.get(&format!("/desk/calls/{call}/proof")).await;
        assert!(answer.words().contains("Grace Okafor spricht mit diesem Anrufer"), "{}", answer.words());
        assert!(!answer.text().contains("name=\"code\"") && !answer.text().contains("name=\"contact\""));
        let refused = send(&mut jonas, call).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = code(&centre).await;
        let refused = jonas.post(&format!("/desk/calls/{call}/proof/try"), &[("code", &code)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            !jonas.get(&format!("/desk/calls/{call}/proof")).await.words().contains("Durch Code überprüft")
        );
    })
    .await;
}

#[tokio::test]
async fn the_agent_and_the_organizations_admins_see_the_same_word_and_nobody_else_does() {
    on_every_engine(async |centre| {
        let call = call(&centre).await;
        let desk = centre.signed_in(GRACE).await.get(&format!("/desk/calls/{call}/proof")).await.words();
        let anna = |path: &'static str| {
            let centre = &centre;
            async move { centre.signed_in(ANNA).await.speaking("de").get(path).await.words() }
        };
        let after = |text: &str, before: &str| -> String {
            let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
            rest.split_whitespace().next().unwrap_or_default().to_owned()
        };
        let said = after(&desk, "Word for this call: ");
        // Nordwind is spoken to in German, and so is its admin.
        for path in ["/account/calls", "/requests", "/de/worldwide/", "/de/worldwide/phone"] {
            let seen = anna(path).await;
            assert_eq!(after(&seen, "Wort für diesen Anruf: "), said, "{path}");
            assert!(seen.contains("+49 ••• ••• 85") && seen.contains("Grace Okafor"), "{seen}");
        }
        for path in ["/account/calls", "/requests", "/en/worldwide/", "/en/worldwide/phone"] {
            let seen = centre.signed_in(OTHER_ADMIN).await.get(path).await.words();
            assert!(!seen.contains("Word for this call") && !seen.contains("Grace Okafor"), "{seen}");
        }
        for email in ["lena.hartmann@nordwind.example", GRACE] {
            let mut other = centre.signed_in(email).await;
            for path in ["/de/worldwide/", "/de/worldwide/phone"] {
                assert!(!other.get(path).await.text().contains("own-call"), "{path} as {email}");
            }
            for path in ["/account/calls", "/account/calls/live", "/account/contacts"] {
                assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path} as {email}");
            }
        }
        let end = move |tx: &mut Tx| {
            tx.execute("UPDATE calls SET state = 'ended', place = 'done' WHERE id = $1", &[&call])?;
            Ok::<_, centre::Error>(())
        };
        centre.app.db.write(end).await.expect("an end");
        assert!(!anna("/account/calls").await.contains("Wort für diesen Anruf"));
    })
    .await;
}

#[tokio::test]
async fn managers_read_the_log_and_an_organization_what_concerns_it() {
    on_every_engine(async |centre| {
        let call = call(&centre).await;
        let mut grace = centre.signed_in(GRACE).await;
        send(&mut grace, call).await;
        let code = code(&centre).await;
        grace.post(&format!("/desk/calls/{call}/proof/try"), &[("code", &code)]).await;
        let words = grace.get("/desk/audit").await.words();
        assert!(words.contains("Caller verified with the code sent to i•••@nordwind.example"), "{words}");
        assert!(words.contains("Nordwind Logistik GmbH") && !words.contains(&code), "{words}");
        let sent = grace.get("/desk/audit?kind=code_sent").await.words();
        assert!(sent.contains("Code sent to") && !sent.contains("Caller verified with"), "{sent}");
        for path in ["?kind=nonsense", "?organization=1", "?after=x", "?kind=contact_added"] {
            assert_eq!(grace.get(&format!("/desk/audit{path}")).await.status, StatusCode::OK);
        }
        assert_eq!(centre.signed_in(JONAS).await.get("/desk/audit").await.status, StatusCode::NOT_FOUND);
        let china = centre.signed_in("chen.jing@contoso-cn.example").await.get("/desk/audit").await.words();
        assert!(!china.contains("Nordwind"), "{china}");
        let own = centre.signed_in(ANNA).await.get("/account/calls").await.words();
        assert!(own.contains("Anrufer überprüft mit dem Code, der an i•••@nordwind.example"), "{own}");
        let other = centre.signed_in(OTHER_ADMIN).await.get("/account/calls").await.words();
        assert!(!other.contains("@nordwind.example"), "{other}");
    })
    .await;
}

#[tokio::test]
async fn an_admin_changes_the_registered_contacts() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let words = anna.get("/account/contacts").await.words();
        assert!(words.contains("it@nordwind.example") && words.contains("24 Stunden nach"), "{words}");
        let bad = anna.post("/account/contacts", &[("contact", "nobody@")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text().contains("value=\"nobody@\""));
        let added = anna.post("/account/contacts", &[("contact", "0172 9973186")]).await;
        assert_eq!(added.location(), "/account/contacts");
        let words = anna.get("/account/contacts").await.words();
        assert!(words.contains("+49 172 9973186") && words.contains("Verwendet ab"), "{words}");
        let gone = [("kind", "phone"), ("value", "+491729973186")];
        anna.post("/account/contacts/remove", &gone).await;
        assert!(!anna.get("/account/contacts").await.words().contains("+49 172 9973186"));
        let not_mine = [("kind", "email"), ("value", "it@bluebird.example")];
        assert_eq!(anna.post("/account/contacts/remove", &not_mine).await.status, StatusCode::NOT_FOUND);
        // Billing admins manage requests, but not whom the operator believes.
        let mut claudia = centre.signed_in("claudia.brenner@nordwind.example").await;
        assert_eq!(claudia.get("/account/contacts").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            claudia.post("/account/contacts", &[("contact", "a@b.example")]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(claudia.get("/account/calls").await.status, StatusCode::OK);
    })
    .await;
}
