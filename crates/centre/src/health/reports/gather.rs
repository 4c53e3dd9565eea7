//! Putting reports together: what tells of the same service in the same words within a short while. Texts are read outside of
//! any transaction; a report is put in its place in one, once, whoever else does it at the same time.

use std::{collections::BTreeSet, sync::Arc};

use db::{Db, Id, Row, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{report::minutes_before, suspicion::tell_engineers, topic};
use crate::{
    Error, Result,
    health::issue,
    policy::{Policies, Policy},
};

/// What a report tells of, whatever its language.
pub(super) type Words = BTreeSet<String>;

/// So alike that both tell of the same: the share of the shorter one's words that the other has as well. Tried with texts
/// about the same and about different troubles of one service.
const ALIKE: f64 = 0.33;

/// Puts the next reports together with those that tell of the same; answers whether there were any.
pub async fn gather(db: &Db, policies: &Arc<Policies>) -> Result<bool> {
    let unread = db.read(unread).await?;
    let any = !unread.is_empty();
    let by = policies.clone();
    let read = tokio::task::spawn_blocking(move || {
        unread.into_iter().map(|one| (one.id, one.words(&by))).collect::<Vec<_>>()
    });
    for (id, words) in read.await.map_err(Error::broken)? {
        let policies = policies.clone();
        db.write(move |tx| put(tx, &policies, id, &words)).await?;
    }
    Ok(any)
}

struct Unread {
    id: Id,
    cloud: String,
    service: String,
    text: String,
    language: String,
}

impl Unread {
    /// Without the service's name, which everybody says who tells of it.
    fn words(&self, policies: &Policies) -> Words {
        let mut words = search::gist(&self.text, &self.language);
        let service = policies.cloud(&self.cloud).and_then(|policy| policy.service(&self.service));
        let Some(service) = service else { return words };
        for language in Lang::ALL.map(Lang::code) {
            let name = search::gist(service.name.get(language), language);
            words.retain(|word| !name.contains(word));
        }
        words
    }
}

fn unread(tx: &mut Tx) -> Result<Vec<Unread>> {
    const AT_ONCE: i64 = 20;
    let rows = tx.query(
        "SELECT id, cloud, service, text, language FROM health_reports WHERE words IS NULL ORDER BY at, id LIMIT $1",
        &[&AT_ONCE],
    )?;
    let read = |row: &Row| {
        Ok(Unread {
            id: row.get(0)?,
            cloud: row.get(1)?,
            service: row.get(2)?,
            text: row.get(3)?,
            language: row.get(4)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Puts a report where it belongs: to a suspicion of the last while, to what engineers made of it, or to one of its own.
pub(super) fn put(tx: &mut Tx, policies: &Policies, id: Id, words: &Words) -> Result<()> {
    let row = tx.query_opt(
        "SELECT cloud, service, organization, at FROM health_reports WHERE id = $1 AND words IS NULL",
        &[&id],
    )?;
    let Some(row) = row else { return Ok(()) };
    let (cloud, service, at): (String, String, Timestamp) = (row.get(0)?, row.get(1)?, row.get(3)?);
    let policy = policies.cloud(&cloud);
    let known = match policy {
        Some(policy) => nearest(tx, policy, &service, at, words)?,
        None => None,
    };
    let issue = match known {
        Some((_, Some(issue))) => {
            let issue = issue::load_by_id(tx, issue)?;
            let is_theirs = issue.is_open() && issue::reaches(tx, &issue, row.get(2)?)?;
            is_theirs.then_some(issue.id)
        }
        _ => None,
    };
    let suspicion = match known {
        Some((suspicion, decided)) if decided.is_none() || issue.is_some() => suspicion,
        _ => begin(tx, &cloud, &service, at)?,
    };
    tx.execute(
        "UPDATE health_reports SET words = $2, suspicion = $3, issue = $4 WHERE id = $1",
        &[&id, &kept(words), &suspicion, &issue],
    )?;
    let enough = policy.map_or(i64::MAX, |policy| i64::from(policy.health.reports.organizations));
    if count(tx, suspicion, at, enough)? {
        tell_engineers(tx, &cloud)?;
    }
    tx.announce(topic(&cloud));
    Ok(())
}

/// Its reporter changed it: it leaves those with which it waits, and is read anew unless it belongs to an issue now.
pub(super) fn read_again(tx: &mut Tx, policy: &Policy, id: Id, is_known: bool) -> Result<()> {
    let row = tx.query_opt(
        "SELECT s.id, s.last_at FROM health_reports r JOIN health_suspicions s ON s.id = r.suspicion
         WHERE r.id = $1 AND s.decided_at IS NULL",
        &[&id],
    )?;
    let Some(row) = row else { return Ok(()) };
    let suspicion: Id = row.get(0)?;
    let words = is_known.then_some("");
    tx.execute("UPDATE health_reports SET words = $2, suspicion = NULL WHERE id = $1", &[&id, &words])?;
    count(tx, suspicion, row.get(1)?, i64::from(policy.health.reports.organizations))?;
    tx.execute("DELETE FROM health_suspicions WHERE id = $1 AND organizations = 0", &[&suspicion])?;
    tell_engineers(tx, &policy.cloud.key)
}

/// The suspicion, and its issue, of the report that is most like this one.
fn nearest(
    tx: &mut Tx,
    policy: &Policy,
    service: &str,
    at: Timestamp,
    words: &Words,
) -> Result<Option<(Id, Option<Id>)>> {
    // The more come at once, the more of them are alike.
    const MOST: i64 = 100;
    let since = minutes_before(at, policy.health.reports.together_minutes);
    let rows = tx.query(
        "SELECT r.words, s.id, s.issue FROM health_reports r JOIN health_suspicions s ON s.id = r.suspicion
         WHERE r.cloud = $1 AND r.service = $2 AND r.at >= $3 AND s.reason IS NULL
         ORDER BY r.at DESC, r.id DESC LIMIT $4",
        &[&policy.cloud.key, &service, &since, &MOST],
    )?;
    let read = |row: &Row| {
        let other = row.get::<String>(0)?;
        Ok((likeness(words, &taken(&other)), (row.get(1)?, row.get(2)?)))
    };
    let all = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    // Of those that are alike as much the latest.
    let best = all.into_iter().rev().max_by(|(one, _), (other, _)| one.total_cmp(other));
    Ok(best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, found)| found))
}

/// From 0 to 1. Who said nothing but which service is in trouble agrees with everybody, a little.
fn likeness(one: &Words, other: &Words) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return ALIKE;
    }
    one.intersection(other).count() as f64 / shorter as f64
}

fn kept(words: &Words) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}

pub(super) fn taken(kept: &str) -> Words {
    kept.lines().map(str::to_owned).collect()
}

fn begin(tx: &mut Tx, cloud: &str, service: &str, at: Timestamp) -> Result<Id> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO health_suspicions (id, cloud, service, organizations, proposed, first_at, last_at)
         VALUES ($1, $2, $3, 0, 0, $4, $4)",
        &[&id, &cloud, &service, &at],
    )?;
    Ok(id)
}

/// Counts the organizations again; so many as the policy says make a proposal. Answers whether it is one.
fn count(tx: &mut Tx, id: Id, at: Timestamp, enough: i64) -> Result<bool> {
    let row =
        tx.query_one("SELECT count(DISTINCT organization) FROM health_reports WHERE suspicion = $1", &[&id])?;
    let organizations: i64 = row.get(0)?;
    let is_proposed = organizations >= enough;
    tx.execute(
        "UPDATE health_suspicions SET organizations = $2, proposed = $3,
           last_at = CASE WHEN last_at < $4 THEN $4 ELSE last_at END WHERE id = $1",
        &[&id, &organizations, &is_proposed, &at],
    )?;
    Ok(is_proposed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether two reports of mail tell of the same.
    fn alike(one: (&str, &str), other: (&str, &str)) -> bool {
        let policies = Policies::load(None).unwrap();
        let words = |(text, language): (&str, &str)| {
            let (cloud, service) = ("worldwide".into(), "mail".into());
            Unread { id: Id([0; 16]), cloud, service, text: text.into(), language: language.into() }
                .words(&policies)
        };
        likeness(&words(one), &words(other)) >= ALIKE
    }

    #[test]
    fn what_tells_of_the_same_trouble_is_alike_in_other_words_and_languages() {
        let first = ("Attachments in mails open only after minutes", "en");
        for other in [
            ("Outlook does not load the attachments of our mails", "en"),
            ("Anhänge in E-Mails kommen sehr spät", "de"),
            ("A levelek mellékletei nem nyílnak meg", "hu"),
            ("Vedlegg i e-post kommer ikke fram", "nb"),
            ("邮件附件打不开", "zh-CN"),
            ("", "nl"),
        ] {
            assert!(alike(first, other), "{other:?}");
        }
    }

    #[test]
    fn other_troubles_of_the_same_service_are_not_alike() {
        let first = ("Attachments in mails open only after minutes", "en");
        for other in [
            ("The calendar on the phone shows no appointments", "en"),
            ("Der Kalender wird nicht synchronisiert", "de"),
            ("Our newsletters land in the junk folder of customers", "en"),
            ("How do I set up an out of office reply?", "en"),
            ("Mail is down for all of us", "en"),
        ] {
            assert!(!alike(first, other), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_whoever_says_the_same_is_alike(one in ".{0,200}", other in ".{0,200}") {
            let (a, b) = (search::gist(&one, "en"), search::gist(&other, "de"));
            prop_assert!((likeness(&a, &b) - likeness(&b, &a)).abs() < f64::EPSILON);
            prop_assert!((0.0..=1.0).contains(&likeness(&a, &b)));
            prop_assert!(likeness(&a, &a) >= ALIKE);
            prop_assert_eq!(taken(&kept(&a)), a);
        }
    }
}
