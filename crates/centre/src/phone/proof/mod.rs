//! How a caller proves to speak for an organization (a code that was sent to one of its registered contacts), and how the
//! operator proves itself to the caller (a word that both see).
//!
//! A code is drawn and hashed before the transaction that sends it, and what was typed is compared between two: one that
//! counts the try, one that writes down what came of it. So nothing slow happens inside a transaction, and tries at the
//! same time are counted each.

mod attempt;
mod code;
mod letter;
mod offer;
mod send;
mod standing;
#[cfg(test)]
mod tests;
mod word;

pub use attempt::{Checked, Try, begin_try, finish_try};
pub use code::Code;
pub use offer::{Offered, Usable};
pub use send::send_code;
pub use standing::{Ended, Live, Standing, proof};
pub use word::{OwnCall, calls_of_own_organization, spoken};

use db::{Id, Tx};

use super::{Call, CallState, Direction, call};
use crate::{Result, people::Viewer, tell};

/// The call, if the viewer is the one who talks to the caller, and for whom the caller claims to speak.
fn own_call(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<(Call, Id)> {
    let call = call(tx, viewer, id)?;
    let organization = call.organization.ok_or_else(|| tell("error-proof-no-organization"))?;
    if call.state != CallState::Answered {
        return Err(tell("error-proof-no-call").into());
    }
    // Nobody may get used to telling a code to somebody who called.
    if call.direction == Direction::Out {
        return Err(tell("error-proof-outgoing").into());
    }
    if call.agent != Some(viewer.id()) {
        let name = call.agent_name.unwrap_or_default();
        return Err(tell("error-proof-other-agent").with("name", name).into());
    }
    Ok((call, organization))
}
