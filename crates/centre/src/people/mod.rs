//! Organizations, people and what they may do; sign-in and sessions.

mod contact;
mod directory;
mod link;
mod organization;
mod password;
mod person;
mod session;
mod token;
mod viewer;

pub use contact::{OwnContact, add_contact, own_contacts, remove_contact};
pub use directory::{Counts, Directory, import};
pub use link::{issue_link, link_owner, redeem_link};
pub use organization::{Agreement, Bought, Contact, Organization, Subscription, organization, organizations};
#[cfg(test)]
pub(crate) use password::VERIFIED;
pub use password::{Password, verify_nothing};
pub use person::{
    Helper, Kind, NewAgent, Person, Profile, SignInRecord, add_agent, any_agent, change_language,
    change_profile, helpers, people_of, person, person_by_email, person_of, set_password, sign_in_record,
};
pub use session::{
    Attempt, SESSION, Secret, SessionLine, attempt_failed, attempts_allowed, attempts_forgiven, end_session,
    expire, sessions, sign_in, sign_out, touch, viewer,
};
pub use token::{
    NewToken, Scope, TokenLine, TokenState, bearer, make_token, may_make, revoke_token, token_used, tokens,
};
pub use viewer::{Customer, Desk, Viewer, Who};

pub(crate) use directory::{hours_before, name_words, organization_id};
pub(crate) use organization::load;
pub(crate) use person::list as roles;
