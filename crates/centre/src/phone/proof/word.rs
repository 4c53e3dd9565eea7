//! The other way round: a word that the caller finds on a page for those who are signed in, and that only the operator's
//! agent on this call sees besides. It follows from the identities of the call and the organization, which nobody else
//! knows, so nothing is kept.

use std::sync::LazyLock;

use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;
use sha2::{Digest, Sha256};

use crate::{
    Result,
    people::Viewer,
    phone::{Direction, ProvenBy},
    tell::{Channel, masked},
};

/// A line for each word, in all languages.
static WORDS: LazyLock<Vec<[&'static str; 6]>> = LazyLock::new(|| {
    let lines = include_str!("words.csv").lines().skip(1);
    lines.filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok()).collect()
});

/// The place of a call's word in the list.
pub(super) fn word(call: Id, organization: Id) -> usize {
    let hash = Sha256::new().chain_update(call.0).chain_update(organization.0).finalize();
    let number = u64::from_be_bytes(std::array::from_fn(|at| hash[at]));
    (number % WORDS.len().max(1) as u64) as usize
}

/// The word at a place of the list.
pub fn spoken(place: usize, lang: Lang) -> &'static str {
    let column = Lang::ALL.iter().position(|known| *known == lang).unwrap_or(0);
    WORDS.get(place).map_or("", |words| words[column])
}

/// A call that goes on in the name of the viewer's organization.
#[derive(Debug, Clone)]
pub struct OwnCall {
    pub direction: Direction,
    pub agent_name: String,
    /// The other side's number, masked: who isn't on this call sees that it is somebody else's.
    pub number: String,
    pub answered_at: Timestamp,
    pub is_proven: bool,
    /// The place of its word.
    pub word: usize,
}

/// The calls of now in the name of the viewer's own organization, for those who manage its requests.
pub fn calls_of_own_organization(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<OwnCall>> {
    let organization = viewer.manages()?;
    let rows = tx.query(
        "SELECT c.id, c.direction, a.name, c.number, c.answered_at, c.proof
         FROM calls c LEFT JOIN people a ON a.id = c.agent
         WHERE c.cloud = $2 AND c.place = 'now' AND c.organization = $1 AND c.state = 'answered' AND c.answered_at IS NOT NULL
         ORDER BY c.rang_at DESC LIMIT 20",
        &[&organization, &viewer.cloud],
    )?;
    rows.iter()
        .map(|row| {
            let number: String = row.get(3)?;
            let is_withheld = number.is_empty();
            Ok(OwnCall {
                direction: Direction::parse(&row.get::<String>(1)?).unwrap_or(Direction::In),
                agent_name: row.get::<Option<String>>(2)?.unwrap_or_default(),
                number: if is_withheld { number } else { masked(Channel::TextMessage, &number) },
                answered_at: row.get(4)?,
                is_proven: row.get::<String>(5)? != ProvenBy::Nothing.code(),
                word: word(row.get(0)?, organization),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_stands_once_in_every_language() {
        assert!(WORDS.len() > 100, "a guess must not be worth it");
        for lang in Lang::ALL {
            let words: BTreeSet<String> =
                (0..WORDS.len()).map(|place| spoken(place, lang).to_lowercase()).collect();
            assert_eq!(words.len(), WORDS.len(), "{lang}");
            assert!(words.iter().all(|word| !word.trim().is_empty() && !word.contains(char::is_whitespace)));
        }
    }

    #[test]
    fn a_call_has_the_same_word_whenever_it_is_asked_for_and_calls_have_different_ones() {
        let organization = Id([9; 16]);
        let words: BTreeSet<usize> = (0..100).map(|call| word(Id([call; 16]), organization)).collect();
        assert!(words.len() > 40, "{}", words.len());
        assert_eq!(word(Id([1; 16]), organization), word(Id([1; 16]), organization));
        assert_eq!(spoken(WORDS.len(), Lang::En), "");
    }
}
