//! Real mail: written into the outbox, carried by the workers to a real server, read where that delivers it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use centre::{
    MIGRATIONS,
    tell::{About, Mail},
};
use db::{Clock, Id, Tx, testing::TestDb};
use jiff::SignedDuration;
use lang::Lang;
use post::SmtpConfig;

use super::*;

/// `smtp://…` and the Maildir of the server that `tests/mail-server` starts.
const SERVER: &str = "SERVUS_TEST_MAIL";

fn server() -> Option<(Way, PathBuf)> {
    let Ok(server) = env::var(SERVER) else {
        assert!(env::var("SERVUS_TEST_REQUIRE_POSTGRES").as_deref() != Ok("1"), "{SERVER} is not set");
        return None;
    };
    let (url, maildir) = server.split_once(' ').unwrap();
    Some((Way::Mail(Smtp::new(&config(url)).unwrap()), maildir.into()))
}

fn config(url: &str) -> SmtpConfig {
    SmtpConfig { url: url.into(), from: "Contoso <help@contoso.example>".into(), reply_to: None }
}

fn policies() -> InForce {
    InForce::new(centre::policy::Policies::load(None).unwrap())
}

fn letter(to: &str) -> Mail {
    Mail {
        cloud: "worldwide".into(),
        to: to.into(),
        language: Lang::Zh,
        subject: "您的验证码".into(),
        text: "Hello,\n\n482917\n\nContoso".into(),
        calendar: None,
        about: About { kind: "call", id: Id([7; 16]) },
        secret: true,
        expires_at: None,
    }
}

/// The letters with this Message-ID, as they were delivered.
fn delivered(maildir: &Path, id: Id) -> Vec<String> {
    let Ok(files) = fs::read_dir(maildir.join("new")) else { return Vec::new() };
    let read = files.filter_map(|file| fs::read_to_string(file.unwrap().path()).ok());
    read.filter(|text| text.contains(&format!("Message-ID: <{id}@contoso.example>"))).collect()
}

/// Waits, but not for ever.
async fn until(mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..200 {
        if holds().await {
            return;
        }
        time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it never happened");
}

async fn state(db: &Db, id: Id) -> (String, String, Option<String>) {
    let read = move |tx: &mut Tx| {
        let row = tx.query_one("SELECT state, body, problem FROM outbox WHERE id = $1", &[&id])?;
        Ok::<_, Error>((row.get(0)?, row.get(1)?, row.get(2)?))
    };
    db.read(read).await.unwrap()
}

async fn put(db: &Db, mail: Mail) -> Id {
    db.write(move |tx| tell::mail(tx, &mail)).await.unwrap()
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written_and_its_secret_is_forgotten() {
    let Some((way, maildir)) = server() else { return };
    let store = TestDb::sqlite();
    let db = store.open(MIGRATIONS, &Clock::system());
    let telling = Telling::start(&db, &policies(), vec![way]).unwrap();
    let id = put(&db, letter("wang.wei@contoso.example")).await;
    until(async || state(&db, id).await.0 == "sent").await;
    until(async || !delivered(&maildir, id).is_empty()).await;
    let letters = delivered(&maildir, id);
    assert_eq!(letters.len(), 1);
    for part in [
        "From: Contoso <help@contoso.example>",
        "To: wang.wei@contoso.example",
        "Subject: =?utf-8?b?5oKo55qE6aqM6K+B56CB?=",
        "Auto-Submitted: auto-generated",
        "Content-Language: zh-CN",
        "multipart/alternative",
        "\n482917\n",
        "Return-Path: <help@contoso.example>",
    ] {
        assert!(letters[0].replace('\r', "").contains(part), "{part} is not in\n{}", letters[0]);
    }
    assert_eq!(state(&db, id).await, ("sent".into(), "".into(), None));
    telling.stop().await;
}

#[tokio::test]
async fn a_worker_that_dies_before_it_writes_down_that_it_sent_costs_a_repeat_with_the_same_identity() {
    let Some((way, maildir)) = server() else { return };
    let store = TestDb::sqlite();
    let clock = Clock::fixed("2026-11-18T11:00:00Z".parse().unwrap());
    let db = store.open(MIGRATIONS, &clock);
    let id = put(&db, letter("wang.wei@contoso.example")).await;
    // It was killed here.
    let claimed = db.write(|tx| tell::claim(tx, Channel::Mail, 1)).await.unwrap().remove(0);
    assert_eq!(way.send(&claimed), Outcome::Sent);

    let telling = Telling::start(&db, &policies(), vec![way]).unwrap();
    time::sleep(Duration::from_millis(300)).await;
    assert_eq!(state(&db, id).await.0, "sending", "it still belongs to the other");
    clock.advance(SignedDuration::from_mins(3));
    until(async || state(&db, id).await.0 == "sent").await;
    until(async || delivered(&maildir, id).len() == 2).await;
    let letters = delivered(&maildir, id);
    let from = |letter: &str| letter[letter.find("From: Contoso").unwrap()..].to_owned();
    assert_eq!(from(&letters[0]), from(&letters[1]));
    telling.stop().await;
}

#[tokio::test]
async fn an_address_that_the_server_refuses_is_given_up_and_not_shown() {
    let Some((way, maildir)) = server() else { return };
    let store = TestDb::sqlite();
    let db = store.open(MIGRATIONS, &Clock::system());
    let telling = Telling::start(&db, &policies(), vec![way]).unwrap();
    let id = put(&db, letter("refused@contoso.example")).await;
    until(async || state(&db, id).await.0 == "given_up").await;
    let (_, body, problem) = state(&db, id).await;
    assert_eq!(body, "");
    let problem = problem.unwrap();
    assert!(problem.contains("550") && !problem.contains("refused@"), "{problem}");
    assert!(delivered(&maildir, id).is_empty());
    telling.stop().await;
}

#[tokio::test]
async fn while_no_server_answers_a_mail_waits() {
    let store = TestDb::sqlite();
    let clock = Clock::fixed("2026-11-18T11:00:00Z".parse().unwrap());
    let db = store.open(MIGRATIONS, &clock);
    let way = Way::Mail(Smtp::new(&config("smtp://127.0.0.1:9")).unwrap());
    let telling = Telling::start(&db, &policies(), vec![way]).unwrap();
    let id = put(&db, letter("wang.wei@contoso.example")).await;
    until(async || state(&db, id).await.0 == "failed").await;
    assert!(state(&db, id).await.1.contains("482917"), "it will be sent yet");
    telling.stop().await;
    if let Some((way, maildir)) = server() {
        let telling = Telling::start(&db, &policies(), vec![way]).unwrap();
        clock.advance(SignedDuration::from_mins(1));
        until(async || !delivered(&maildir, id).is_empty()).await;
        telling.stop().await;
    }
}
