//! What people do all day, as requests.

use std::sync::Arc;

use anyhow::{Result, bail};
use centre::{Error, demo, people};
use db::{Clock, Store, Tx};
use serde_json::Value;

use crate::{
    client::Request,
    dice::Dice,
    fill,
    measure::Operation,
    words::{ARTICLE_QUESTIONS, BEGINNINGS, CASE_QUESTIONS},
};

/// So many admins are at work, and every agent of the cloud that is measured.
const ADMINS: usize = 70;
const CLOUD: &str = "worldwide";
/// From so many cases one is taken at random.
const CASES: i64 = 20_000;

pub const CREATE: &str = "create (API)";
pub const DESK: &str = "desk list";
pub const CASE: &str = "open a case";
pub const SUGGEST: &str = "suggestions (help)";
pub const SUGGEST_API: &str = "suggestions (API)";

/// Who is signed in and what there is.
#[derive(Debug)]
pub struct Facts {
    /// The organization's number and the session of its admin.
    admins: Vec<(usize, String)>,
    agents: Vec<String>,
    cases: Vec<i64>,
    /// The case of the latest change that an agent may see: when it is found, nearly everything is.
    last: i64,
    pub count: i64,
}

impl Facts {
    pub async fn gather(store: &Store) -> Result<Facts> {
        let db = fill::open(store, Clock::system())?;
        let vendor = demo::directory()?;
        let facts = db.write(move |tx| {
            let cookie = |tx: &mut Tx, email: &str| {
                let person = people::person_by_email(tx, email)?.ok_or(Error::NotFound)?;
                let secret = people::sign_in(tx, person.id, "load")?;
                Ok::<_, Error>(format!("servus={}; lang=en", secret.reveal()))
            };
            let mut admins = Vec::new();
            for n in (0..ADMINS).filter(|n| fill::country(*n).cloud == CLOUD) {
                match cookie(tx, &fill::admin(n)) {
                    Err(Error::NotFound) => break,
                    cookie => admins.push((n, cookie?)),
                }
            }
            let agents = vendor.agent.iter().filter(|agent| agent.cloud == CLOUD);
            let agents = agents.map(|agent| cookie(tx, &agent.email)).collect::<centre::Result<_>>()?;
            // Numbers are drawn at random, so the lowest are a fair sample.
            let cases = tx.query(
                "SELECT number FROM cases WHERE cloud = $1 AND partner IS NULL ORDER BY number LIMIT $2",
                &[&CLOUD, &CASES],
            )?;
            let last = tx.query_one(
                "SELECT c.number FROM changes f JOIN cases c ON c.id = f.subject
                 WHERE f.kind = 'case' AND c.cloud = $1 AND c.partner IS NULL ORDER BY f.seq DESC LIMIT 1",
                &[&CLOUD],
            )?;
            Ok::<_, Error>(Facts {
                admins,
                agents,
                cases: cases.iter().map(|row| row.get(0)).collect::<db::Result<_>>()?,
                last: last.get(0)?,
                count: tx.query_one("SELECT count(*) FROM cases", &[])?.get(0)?,
            })
        });
        let facts = facts.await?;
        db.close().await;
        if facts.admins.is_empty() || facts.agents.is_empty() || facts.cases.is_empty() {
            bail!("the database holds no generated cases");
        }
        Ok(facts)
    }

    /// Looks for the case that changed last, and what the page shows when it is found.
    pub fn last_found(&self) -> (Request, String) {
        let last = self.last;
        (Request::get(format!("/desk?q={last}"), self.agents[0].clone()), format!("/desk/cases/{last}"))
    }
}

pub fn operations(facts: Facts) -> Vec<Operation> {
    let facts = Arc::new(facts);
    let operation = |name, ask: fn(&Facts, &mut Dice) -> Request| {
        let facts = facts.clone();
        Operation { name, ask: Box::new(move |dice| ask(&facts, dice)) }
    };
    vec![
        operation(DESK, |facts, dice| agent(facts, dice, "/desk".to_owned())),
        operation(CASE, |facts, dice| {
            let number = *dice.pick(&facts.cases);
            agent(facts, dice, format!("/desk/cases/{number}"))
        }),
        operation("case search (desk)", |facts, dice| {
            let question = match dice.percent(50) {
                true => dice.pick(&facts.cases).to_string(),
                false => (*dice.pick(CASE_QUESTIONS)).to_owned(),
            };
            agent(facts, dice, format!("/desk?q={}", encode(&question)))
        }),
        operation("my requests", |facts, dice| admin(facts, dice, "/requests".to_owned())),
        operation("my requests (API)", |facts, dice| admin(facts, dice, "/api/v1/requests".to_owned())),
        operation("article search (API)", |_, dice| reader(dice, "/api/v1/search", ARTICLE_QUESTIONS)),
        operation(SUGGEST, |_, dice| reader(dice, "/help/suggest", BEGINNINGS)),
        operation(SUGGEST_API, |_, dice| reader(dice, "/api/v1/suggest", BEGINNINGS)),
        operation(CREATE, |facts, dice| {
            let (organization, cookies) = dice.pick(&facts.admins).clone();
            let body: Value = fill::request(dice, organization);
            Request { method: "POST", path: "/api/v1/requests".to_owned(), cookies, body: body.to_string() }
        }),
    ]
}

fn agent(facts: &Facts, dice: &mut Dice, path: String) -> Request {
    Request::get(path, dice.pick(&facts.agents).clone())
}

fn admin(facts: &Facts, dice: &mut Dice, path: String) -> Request {
    Request::get(path, dice.pick(&facts.admins).1.clone())
}

fn reader(dice: &mut Dice, path: &str, questions: &[(&str, &str)]) -> Request {
    let (language, text) = dice.pick(questions);
    Request::get(format!("{path}?q={}", encode(text)), format!("lang={language}"))
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
