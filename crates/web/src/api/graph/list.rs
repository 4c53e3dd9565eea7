//! A page of a collection. Collections that grow are read along a key, so that a page costs the same however long they
//! are; who wants another order, or to know how many there are, gets them from the first [`MOST`] and is told if that
//! isn't all.

use centre::health::Key;
use db::{Id, Tx};
use jiff::Timestamp;
use odata::{Entity, Options};
use serde_json::Value as Json;

/// As many are looked at for one page; where a filter keeps few of them, the page is shorter.
const LOOKED_AT: usize = 1000;
/// And as many if it keeps none: some clients take an empty page for the last.
const LOOKED_AT_IN_VAIN: usize = 5000;
/// As many are sorted or counted at most.
pub const MOST: usize = 2000;

const BATCH: usize = 100;

pub type Batch = Vec<(Key, Option<Json>)>;

/// Entities in the order of their keys, the latest first.
pub trait Source {
    fn entity(&self) -> &'static Entity;

    /// Those after a key, with their own keys, without their JSON if they don't concern the reader; fewer than `limit` are
    /// the last.
    fn next(&mut self, tx: &mut Tx, after: Option<Key>, limit: usize) -> centre::Result<Batch>;

    /// Whether the order of the keys is what `$orderby` asks for.
    fn is_in_order(&self, options: &Options) -> bool {
        options.order.is_empty()
    }
}

/// All of a small collection.
pub struct Few(pub &'static Entity, pub Vec<Json>);

impl Source for Few {
    fn entity(&self) -> &'static Entity {
        self.0
    }

    fn next(&mut self, _: &mut Tx, _: Option<Key>, _: usize) -> centre::Result<Batch> {
        let nowhere = Key { at: Timestamp::UNIX_EPOCH, id: Id([0; 16]) };
        Ok(std::mem::take(&mut self.1).into_iter().map(|json| (nowhere, Some(json))).collect())
    }

    fn is_in_order(&self, _: &Options) -> bool {
        false
    }
}

#[derive(Debug, Default)]
pub struct Page {
    pub items: Vec<Json>,
    pub count: Option<usize>,
    /// The `$skiptoken` of the page after this one.
    pub next: Option<String>,
}

/// Why there is no page.
pub enum Refusal {
    /// The token isn't one of ours.
    Token,
    /// More than [`MOST`] would have to be looked at.
    TooMany,
    Failed(centre::Error),
}

impl From<centre::Error> for Refusal {
    fn from(error: centre::Error) -> Refusal {
        Refusal::Failed(error)
    }
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq)]
enum Begin {
    /// After a key, when so many more have been left out.
    After(Option<Key>, usize),
    /// At a place of the sorted whole.
    At(usize),
}

/// What options leave of entities that are all there.
pub fn small(entity: &Entity, mut all: Vec<Json>, options: &Options) -> Vec<Json> {
    all.retain(|json| options.keeps(entity, json));
    if !options.order.is_empty() {
        all.sort_by(|left, right| options.order(entity, left, right));
    }
    let number =
        |option: Option<u64>, other| option.map_or(other, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let part = all.into_iter().skip(number(options.skip, 0)).take(number(options.top, usize::MAX));
    part.map(|json| options.selected(json)).collect()
}

pub fn page(tx: &mut Tx, source: &mut impl Source, options: &Options, size: usize) -> Result<Page, Refusal> {
    let skip = options.skip.map_or(0, |skip| usize::try_from(skip).unwrap_or(usize::MAX));
    let is_walked = source.is_in_order(options) && !options.count;
    let begin = match &options.skiptoken {
        Some(token) => read(token).ok_or(Refusal::Token)?,
        None if is_walked => Begin::After(None, skip),
        None => Begin::At(skip),
    };
    if size == 0 {
        let count = if options.count { Some(count(tx, source, options)?) } else { None };
        return Ok(Page { count, ..Page::default() });
    }
    match begin {
        Begin::After(after, skip) if is_walked => walk(tx, source, options, size, after, skip),
        Begin::At(at) if !is_walked => sorted(tx, source, options, size, at),
        _ => Err(Refusal::Token),
    }
}

/// How many there are that the filter keeps.
pub fn count(tx: &mut Tx, source: &mut impl Source, options: &Options) -> Result<usize, Refusal> {
    Ok(kept(tx, source, options)?.len())
}

fn walk(
    tx: &mut Tx,
    source: &mut impl Source,
    options: &Options,
    size: usize,
    mut after: Option<Key>,
    mut skip: usize,
) -> Result<Page, Refusal> {
    let mut page = Page::default();
    let mut end = after;
    let mut looked_at = 0;
    while looked_at < if page.items.is_empty() { LOOKED_AT_IN_VAIN } else { LOOKED_AT } {
        let batch = source.next(tx, after, BATCH)?;
        let is_last = batch.len() < BATCH;
        for (key, json) in batch {
            looked_at += 1;
            after = Some(key);
            let Some(json) = json.filter(|json| options.keeps(source.entity(), json)) else { continue };
            if skip > 0 {
                skip -= 1;
            } else if page.items.len() < size {
                page.items.push(options.selected(json));
                end = after;
            } else {
                page.next = Some(write(&Begin::After(end, 0)));
                return Ok(page);
            }
        }
        if is_last {
            return Ok(page);
        }
    }
    page.next = Some(write(&Begin::After(after, skip)));
    Ok(page)
}

fn sorted(
    tx: &mut Tx,
    source: &mut impl Source,
    options: &Options,
    size: usize,
    at: usize,
) -> Result<Page, Refusal> {
    let mut all = kept(tx, source, options)?;
    if !options.order.is_empty() {
        all.sort_by(|left, right| options.order(source.entity(), left, right));
    }
    let count = options.count.then_some(all.len());
    let end = at.saturating_add(size);
    let next = (end < all.len()).then(|| write(&Begin::At(end)));
    let items = all.into_iter().skip(at).take(size).map(|json| options.selected(json)).collect();
    Ok(Page { items, count, next })
}

fn kept(tx: &mut Tx, source: &mut impl Source, options: &Options) -> Result<Vec<Json>, Refusal> {
    let batch = source.next(tx, None, MOST + 1)?;
    if batch.len() > MOST {
        return Err(Refusal::TooMany);
    }
    let entity = source.entity();
    Ok(batch.into_iter().filter_map(|(_, json)| json).filter(|json| options.keeps(entity, json)).collect())
}

fn write(begin: &Begin) -> String {
    match begin {
        Begin::After(Some(key), skip) => format!("k{}.{}.{skip}", key.at.as_microsecond(), key.id),
        Begin::After(None, skip) => format!("k..{skip}"),
        Begin::At(at) => format!("n{at}"),
    }
}

fn read(token: &str) -> Option<Begin> {
    if let Some(at) = token.strip_prefix('n') {
        return Some(Begin::At(at.parse().ok()?));
    }
    let mut parts = token.strip_prefix('k')?.split('.');
    let (at, id, skip) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
    let is_whole = parts.next().is_none();
    let key = match (at, id) {
        ("", "") => None,
        (at, id) => {
            Some(Key { at: Timestamp::from_microsecond(at.parse().ok()?).ok()?, id: id.parse().ok()? })
        }
    };
    is_whole.then_some(Begin::After(key, skip))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_leads_back_to_where_it_was_made(at in any::<i32>(), id: [u8; 16], skip: u16, no_key: bool) {
            let key = Key { at: Timestamp::from_microsecond(i64::from(at)).unwrap(), id: Id(id) };
            let begin = Begin::After((!no_key).then_some(key), usize::from(skip));
            prop_assert_eq!(read(&write(&begin)), Some(begin));
            let begin = Begin::At(usize::from(skip));
            prop_assert_eq!(read(&write(&begin)), Some(begin));
        }

        #[test]
        fn any_token_is_read_or_not(token in "[kn]?[-0-9a-f.]{0,60}|.*") {
            read(&token);
        }
    }
}
