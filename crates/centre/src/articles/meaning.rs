//! What articles and questions mean, for a search that doesn't depend on their words. An edition is read by the
//! model after it was stored, once for each text; until then it is found by its words.

use std::sync::Arc;

use db::{Db, Id, Tx};
use docs::Document;
use sha2::{Digest, Sha256};

use super::document;
use crate::{Error, Result, changes};

/// The model reads no further.
const ENOUGH: usize = 800;

/// What the model reads of an edition.
pub(super) fn passage(document: &Document) -> String {
    let description = document.description.as_deref().unwrap_or_default();
    let text = [document.title.as_str(), ". ", description, " ", document.text.as_str()];
    text.into_iter().flat_map(str::chars).take(ENOUGH).collect()
}

/// What the question means; nothing if it can't be told.
pub fn of_question(text: &str) -> Option<Vec<i8>> {
    meaning::question(text)
        .inspect_err(|error| tracing::error!(%error, "the question is searched by its words alone"))
        .ok()
        .map(|vector| vector.numbers().to_vec())
}

/// What a text means that isn't an edition; nothing if it can't be told.
pub(crate) fn of_passage(text: &str) -> Option<Vec<i8>> {
    meaning::passage(text)
        .inspect_err(|error| tracing::error!(%error, "a text is found by its words alone"))
        .ok()
        .map(|vector| vector.numbers().to_vec())
}

/// What is known of the meaning of an edition with this text.
pub(super) fn known(tx: &mut Tx, edition: Id, document: &Document) -> Result<Option<Vec<i8>>> {
    let row = tx.query_opt(
        "SELECT vector FROM meanings WHERE edition = $1 AND hash = $2",
        &[&edition, &hash(&passage(document))],
    )?;
    let Some(row) = row else { return Ok(None) };
    let vector = meaning::Vector::of(&row.get::<Vec<u8>>(0)?);
    Ok(vector.map(|vector| vector.numbers().to_vec()))
}

fn hash(passage: &str) -> Vec<u8> {
    Sha256::new().chain_update(meaning::VERSION.to_be_bytes()).chain_update(passage).finalize().to_vec()
}

/// Reads the editions that changed since it last looked, and has them indexed anew; answers whether there were any.
/// Several nodes that do it at the same time share the work, more or less.
pub async fn learn(db: &Db) -> Result<bool> {
    const POSITION: &str = "meaning.position";
    const AT_ONCE: usize = 8;
    let mut any = false;
    loop {
        let next = db.read(|tx| {
            let position = changes::position(tx, POSITION)?;
            let Some((mut editions, until)) = changes::editions_after(tx, position)? else { return Ok(None) };
            let [first, second, ..] = tx.random::<8>();
            let start = usize::from(u16::from_be_bytes([first, second])) % editions.len().max(1);
            editions.rotate_left(start);
            Ok::<_, Error>(Some((editions, until)))
        });
        let Some((editions, until)) = next.await? else { return Ok(any) };
        for some in editions.chunks(AT_ONCE) {
            let some = some.to_vec();
            let unread = db.read(move |tx| unread(tx, &some)).await?;
            if unread.is_empty() {
                continue;
            }
            any = true;
            let read = tokio::task::spawn_blocking(move || read(unread)).await.map_err(Error::broken)??;
            let read = Arc::new(read);
            db.write(move |tx| keep(tx, &read)).await?;
        }
        db.write(move |tx| changes::set_position(tx, POSITION, until)).await?;
    }
}

/// What is still to be read of these editions.
fn unread(tx: &mut Tx, editions: &[Id]) -> Result<Vec<(Id, String)>> {
    let mut unread = Vec::new();
    for id in editions {
        if let Some((_, _, document)) = document(tx, *id)?
            && known(tx, *id, &document)?.is_none()
        {
            unread.push((*id, passage(&document)));
        }
    }
    Ok(unread)
}

struct Read {
    edition: Id,
    hash: Vec<u8>,
    vector: Vec<u8>,
}

fn read(passages: Vec<(Id, String)>) -> Result<Vec<Read>> {
    let read = |(edition, passage): (Id, String)| {
        let vector = meaning::passage(&passage).map_err(Error::broken)?.bytes();
        Ok(Read { edition, hash: hash(&passage), vector })
    };
    passages.into_iter().map(read).collect()
}

fn keep(tx: &mut Tx, read: &[Read]) -> Result<()> {
    for Read { edition, hash, vector } in read {
        // It may have been withdrawn meanwhile.
        let kept = tx.execute(
            "INSERT INTO meanings (edition, hash, vector) SELECT id, $2, $3 FROM editions WHERE id = $1
             ON CONFLICT (edition) DO UPDATE SET hash = $2, vector = $3",
            &[edition, hash, vector],
        )?;
        if kept > 0 {
            changes::record(tx, changes::What::Edition, *edition)?;
        }
    }
    Ok(())
}
