//! Texts that nobody reads yet: at most one for each edition, saved as one types, published through review.

use db::Tx;

use super::store::Text;
use crate::Result;

/// What an import brought for an edition that was edited here waits as a draft, unless somebody writes one.
pub(super) fn of_import(tx: &mut Tx, text: &Text, base: i64) -> Result<()> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO drafts (id, key, language, origin, base, title, source, made, from_language, from_version,
                             state, saved, changed_at, note, minor, comment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'review', 1, $11, '', 0, '')
         ON CONFLICT (key, language) DO UPDATE SET origin = $4, base = $5, title = $6, source = $7,
             saved = drafts.saved + 1, changed_at = $11
             WHERE drafts.started_by IS NULL AND drafts.changed_by IS NULL",
        &[
            &id,
            &text.key,
            &text.language.code(),
            &text.origin,
            &base,
            &text.title,
            &text.source,
            &text.made.code(),
            &text.from.map(lang::Lang::code),
            &text.from_version,
            &now,
        ],
    )?;
    Ok(())
}
