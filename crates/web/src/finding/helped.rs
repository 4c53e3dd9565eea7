use centre::{
    finding::{self, Reason, Thing, Vote},
    tell,
};
use db::Tx;
use lang::Lang;

use super::Tracks;
use crate::{
    account::own_path,
    error::{Fault, Result},
    form::Fields,
    page::Page,
    visit::Visit,
};

/// The question at the end of what can be read, and what the visitor answered before.
pub struct Helped {
    pub thing: String,
    pub language: &'static str,
    pub back: String,
    vote: Option<Vote>,
}

impl Helped {
    /// Reads what was answered before, together with the rest of the page.
    pub fn load(tx: &mut Tx, visit: &Visit, thing: &Thing, language: Lang) -> centre::Result<Option<Vote>> {
        match &visit.visitor {
            Some(visitor) => finding::own_vote(tx, visitor, thing, language),
            None => Ok(None),
        }
    }

    pub fn new(visit: &Visit, thing: &Thing, language: Lang, vote: Option<Vote>) -> Helped {
        Helped {
            thing: thing.to_string(),
            language: language.code(),
            back: visit.uri.path().to_owned(),
            vote,
        }
    }

    pub fn said(&self, helped: bool) -> bool {
        self.vote.as_ref().is_some_and(|vote| vote.helped == helped)
    }

    pub fn is_answered(&self) -> bool {
        self.vote.is_some()
    }

    /// Asked after a no: code, words, whether it was chosen.
    pub fn reasons(&self, page: &Page) -> Vec<(&'static str, String, bool)> {
        let chosen = self.vote.as_ref().and_then(|vote| vote.reason);
        Reason::ALL
            .into_iter()
            .map(|one| (one.code(), page.t(&format!("finding-reason-{}", one.code())), chosen == Some(one)))
            .collect()
    }

    pub fn has_reason(&self) -> bool {
        self.vote.as_ref().is_some_and(|vote| vote.reason.is_some() || !vote.words.is_empty())
    }

    pub fn words(&self) -> &str {
        self.vote.as_ref().map_or("", |vote| &vote.words)
    }
}

/// `POST /helped`: what a visitor says of something that was read; with an account or without.
pub async fn helped(visit: Visit, fields: Fields) -> Result {
    let thing = Thing::parse(fields.get("thing")).ok_or(Fault::NotFound)?;
    let code = fields.get("language");
    let language = Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or(Fault::NotFound)?;
    let helped = match fields.get("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(Fault::told(tell("error-malformed"))),
    };
    let vote = Vote {
        helped,
        reason: Reason::parse(fields.get("reason")),
        words: finding::kept(fields.get("words")),
    };
    let tracks = Tracks::begin(&visit);
    let (visitor, cloud, address) = (tracks.visitor.clone(), visit.cloud.clone(), visit.address.clone());
    // What was read shortly before has to be known.
    visit.app.notes.write(&visit.app).await;
    let write = move |tx: &mut Tx| finding::vote(tx, &visitor, &address, &cloud, &thing, language, &vote);
    visit.app.db.write(write).await?;
    let mut response = visit.go(&format!("{}#helped", own_path(fields.get("back")).unwrap_or("/")));
    tracks.keep(&visit, &mut response);
    Ok(response)
}
