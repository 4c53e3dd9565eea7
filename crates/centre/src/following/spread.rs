//! Telling a publication on: in batches, so that no write holds up others, and from where the last one ended, whoever dies.

use std::{collections::HashMap, sync::Arc};

use db::{Db, Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::Lang;

use super::{
    Subject,
    letter::{Readers, account_post, letter},
    wishes,
};
use crate::{
    Error, Result,
    changes::{position, set_position},
    health::{self, News, NewsKind, Reader},
    people,
    policy::{Policies, Policy},
    tell::{self, About, Letter, Receiver},
    webhooks,
};

/// How far the news were taken in.
const PLACE: &str = "telling.news";
const NEWS: i64 = 100;
/// People in one batch.
const BATCH: i64 = 250;
/// What is posted by an account and couldn't be for so long is old.
const POSTABLE: SignedDuration = SignedDuration::from_hours(12);

/// Does the next piece of telling; answers whether there was one.
pub async fn spread(db: &Db, policies: &Arc<Policies>, site: &str) -> Result<bool> {
    if db.read(has_news).await? {
        let policies = policies.clone();
        db.write(move |tx| take_in(tx, &policies)).await?;
    }
    let (by, address) = (policies.clone(), site.to_owned());
    let Some(batch) = db.read(move |tx| next(tx, &by, &address)).await? else { return Ok(false) };
    let (news, is_last) = (batch.news, batch.to.is_none());
    db.write(move |tx| put(tx, &batch)).await?;
    if is_last {
        tracing::info!(news, "what was published is on its way to all who want it");
    }
    Ok(true)
}

fn has_news(tx: &mut Tx) -> Result<bool> {
    Ok(health::last_news(tx)? > position(tx, PLACE)?)
}

/// Begins the telling of what was published, unless it is too old to be news.
fn take_in(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let (from, now) = (position(tx, PLACE)?, tx.now());
    let news = health::news(tx, from, NEWS)?;
    let Some(last) = news.last().map(|news| news.seq) else { return Ok(()) };
    for news in news {
        let Some(policy) = policies.cloud(&news.cloud) else { continue };
        let is_old = news.at + SignedDuration::from_hours(policy.telling.news_hours.into()) < now;
        if is_old {
            continue;
        }
        tx.execute(
            "INSERT INTO health_tellings (news, step, behind, told, begun_at) VALUES ($1, 0, $2, 0, $3)
             ON CONFLICT (news) DO NOTHING",
            &[&news.seq, &FIRST, &now],
        )?;
    }
    set_position(tx, PLACE, last)
}

/// Before everybody.
const FIRST: Id = Id([0; 16]);

/// A piece of telling: what is put, and where it goes on.
struct Batch {
    news: i64,
    cloud: String,
    about: About,
    from: (i64, Id),
    /// `None` when all are told.
    to: Option<(i64, Id)>,
    calls: Vec<webhooks::NewCall>,
    letters: Vec<Letter>,
    receivers: Vec<Receiver>,
    post: Option<String>,
}

fn next(tx: &mut Tx, policies: &Policies, site: &str) -> Result<Option<Batch>> {
    let open = tx.query_opt(
        "SELECT t.step, t.behind, n.seq, n.at, n.cloud, n.kind, n.issue, n.post, n.message
         FROM health_tellings t JOIN health_news n ON n.seq = t.news
         WHERE t.done_at IS NULL ORDER BY t.news LIMIT 1",
        &[],
    )?;
    let Some(row) = open else { return Ok(None) };
    let from = (row.get(0)?, row.get(1)?);
    let news = news(&row)?;
    let mut batch = Batch {
        news: news.seq,
        cloud: news.cloud.clone(),
        about: About { kind: "health", id: FIRST },
        from,
        to: None,
        calls: Vec::new(),
        letters: Vec::new(),
        receivers: Vec::new(),
        post: None,
    };
    let (Some(policy), Some(subject)) = (policies.cloud(&news.cloud), Subject::load(tx, &news)?) else {
        return Ok(Some(batch));
    };
    batch.about.id = subject.id();
    let (step, behind) = from;
    if step == 0 {
        let after = webhooks::calls_for(tx, policies, &news, &subject, behind, &mut batch.calls)?;
        batch.to = Some(after.map_or((1, FIRST), |behind| (0, behind)));
        if behind == FIRST {
            batch.post = posted(policy, site, &news, &subject);
        }
        return Ok(Some(batch));
    }
    let topics = subject.topics(policy);
    let topic = usize::try_from(step - 1).ok().and_then(|at| topics.get(at));
    let Some(topic) = topic.filter(|_| is_mailed(news.kind)) else { return Ok(Some(batch)) };
    let last = readers(tx, (policies, policy, site), &subject, topic, behind, &mut batch.receivers)?;
    batch.to = Some(last.map_or((step + 1, FIRST), |behind| (step, behind)));
    batch.letters = letters(policy, site, news.kind, &subject, &batch.receivers);
    Ok(Some(batch))
}

fn news(row: &Row) -> Result<News> {
    Ok(News {
        seq: row.get(2)?,
        at: row.get(3)?,
        cloud: row.get(4)?,
        kind: row.get(5)?,
        issue: row.get(6)?,
        post: row.get(7)?,
        message: row.get(8)?,
    })
}

/// A translation that follows is no reason for a second mail.
fn is_mailed(kind: NewsKind) -> bool {
    !matches!(kind, NewsKind::Translation | NewsKind::Change)
}

/// What the operator's account says of it.
fn posted(policy: &Policy, site: &str, news: &News, subject: &Subject) -> Option<String> {
    let Subject::Issue { issue, post } = subject else { return None };
    let is_end = news.kind == NewsKind::Post && post.as_ref().is_some_and(|post| !post.status.is_open());
    let told = policy.telling.account_posts.iter().any(|class| class == issue.class.code());
    let is_worth = told && !issue.is_limited && (news.kind == NewsKind::Issue || is_end);
    is_worth.then(|| account_post(policy, site, news.kind, issue, post.as_ref()))
}

/// Those who want it, behind a person: their addresses, and the last person looked at if there may be more.
fn readers(
    tx: &mut Tx,
    (policies, policy, site): (&Policies, &Policy, &str),
    subject: &Subject,
    topic: &str,
    behind: Id,
    found: &mut Vec<Receiver>,
) -> Result<Option<Id>> {
    let rows = tx.query(
        "SELECT w.person, a.id, coalesce(a.address, p.email), a.leave, p.language, p.time_zone, p.organization, p.roles
         FROM (SELECT person FROM health_wishes WHERE cloud = $1 AND topic = $2 AND person > $3
               ORDER BY person LIMIT $4) w
         JOIN people p ON p.id = w.person AND p.kind = 'admin'
         LEFT JOIN health_addresses a ON a.person = w.person AND a.confirmed_at IS NOT NULL AND a.stopped_at IS NULL
         ORDER BY w.person",
        &[&policy.cloud.key, &topic, &behind, &BATCH],
    )?;
    let is_chosen = topic == wishes::topic_of_issue(subject.number());
    let mut organizations: HashMap<Id, bool> = HashMap::new();
    let (mut last, mut people) = (FIRST, 0);
    for row in &rows {
        let person = row.get(0)?;
        people += i64::from(person != last);
        last = person;
        let (Some(id), Some(organization)) = (row.get::<Option<Id>>(1)?, row.get::<Option<Id>>(6)?) else {
            continue;
        };
        let concerned = match organizations.get(&organization) {
            Some(known) => *known,
            None => {
                let concerned = subject.exists_for(organization)
                    && (is_chosen
                        || subject.concerns(&Reader::organization(
                            tx,
                            policies,
                            &policy.cloud.key,
                            organization,
                        )?));
                organizations.insert(organization, concerned);
                concerned
            }
        };
        // Who lost the permission since isn't told.
        let roles = people::roles(&row.get::<String>(7)?);
        if !concerned || !policy.may(&roles, "health:read") {
            continue;
        }
        found.push(Receiver {
            id,
            address: row.get(2)?,
            leave: format!("{site}/unsubscribe/{}", row.get::<String>(3)?),
            language: Lang::parse(&row.get::<String>(4)?).unwrap_or_default(),
            zone: row.get(5)?,
        });
    }
    Ok((people == BATCH).then_some(last))
}

/// One for each language and zone among the receivers, whose links to stop it become whole.
fn letters(
    policy: &Policy,
    site: &str,
    kind: NewsKind,
    subject: &Subject,
    receivers: &[Receiver],
) -> Vec<Letter> {
    let mut written: HashMap<Readers, Letter> = HashMap::new();
    for receiver in receivers {
        let readers = Readers { language: receiver.language, zone: receiver.zone.clone() };
        written.entry(readers.clone()).or_insert_with(|| letter(policy, site, kind, subject, &readers));
    }
    written.into_values().collect()
}

/// Puts a batch, unless somebody else did.
fn put(tx: &mut Tx, batch: &Batch) -> Result<()> {
    let now = tx.now();
    let (step, behind) = batch.to.unwrap_or(batch.from);
    let done: Option<Timestamp> = batch.to.is_none().then_some(now);
    let told = i64::try_from(batch.receivers.len()).map_err(Error::broken)?;
    let moved = tx.execute(
        "UPDATE health_tellings SET step = $4, behind = $5, told = told + $6, done_at = $7
         WHERE news = $1 AND step = $2 AND behind = $3 AND done_at IS NULL",
        &[&batch.news, &batch.from.0, &batch.from.1, &step, &behind, &told, &done],
    )?;
    if moved == 0 {
        return Ok(());
    }
    for call in &batch.calls {
        webhooks::queue(tx, call)?;
    }
    for letter in &batch.letters {
        tell::put_letter(tx, batch.news, letter)?;
    }
    for receiver in &batch.receivers {
        tell::send_once(tx, &batch.cloud, batch.news, receiver, batch.about)?;
    }
    if let Some(text) = &batch.post {
        tell::post_once(tx, &batch.cloud, batch.news, text, batch.about, now + POSTABLE)?;
    }
    Ok(())
}
