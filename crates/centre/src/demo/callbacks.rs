use db::Tx;
use jiff::Timestamp;

use crate::{Error, Result, callbacks, cases, policy::Policies};

/// Has the demo's customers who want to be phoned wait for their call: those without an answer in turn, most others at a
/// booked time of the next days.
pub fn play_callbacks(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let rows = tx.query(
        "SELECT number, opened_at, responded_at FROM cases
         WHERE contact_method = 'phone' AND state = 'open' AND partner IS NULL ORDER BY opened_at DESC",
        &[],
    )?;
    for (place, row) in rows.iter().enumerate() {
        let case = cases::load(tx, row.get(0)?)?;
        let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
        let is_answered = row.get::<Option<Timestamp>>(2)?.is_some();
        // Everybody books another time, and not always the first.
        let wanted = (is_answered && place % 3 != 2).then_some(5 + 7 * place);
        callbacks::play(tx, policy, &case, row.get(1)?, wanted)?;
    }
    Ok(())
}
