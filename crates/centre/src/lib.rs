//! The product: who may ask, what was promised, what happened to a case. No HTTP, no HTML.
//!
//! A function that reads or writes takes a transaction and, where it concerns somebody's data, the
//! [`people::Viewer`] it is done as.

mod error;
mod glossary;
mod in_force;

pub mod articles;
pub mod assist;
pub mod audit;
pub mod callbacks;
pub mod cases;
pub mod changes;
pub mod content;
pub mod demo;
pub mod expect;
pub mod finding;
pub mod following;
pub mod guides;
pub mod health;
pub mod people;
pub mod phone;
pub mod policy;
pub mod promises;
pub mod staff;
pub mod tell;
#[cfg(test)]
mod testing;
pub mod text;
pub mod webhooks;

pub use error::{Error, Result, Told, tell};
pub use glossary::glossary;
pub use in_force::InForce;

/// The migrations of the product's database, oldest first.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration {
        version: 1,
        name: "beginning",
        sql: include_str!("../../../migrations/0001_beginning.sql"),
    },
    db::Migration { version: 2, name: "clocks", sql: include_str!("../../../migrations/0002_clocks.sql") },
    db::Migration {
        version: 3,
        name: "events together",
        sql: include_str!("../../../migrations/0003_events_together.sql"),
    },
    db::Migration {
        version: 4,
        name: "editions",
        sql: include_str!("../../../migrations/0004_editions.sql"),
    },
    db::Migration { version: 5, name: "imports", sql: include_str!("../../../migrations/0005_imports.sql") },
    db::Migration { version: 6, name: "finding", sql: include_str!("../../../migrations/0006_finding.sql") },
    db::Migration { version: 7, name: "guides", sql: include_str!("../../../migrations/0007_guides.sql") },
    db::Migration {
        version: 8,
        name: "meanings",
        sql: include_str!("../../../migrations/0008_meanings.sql"),
    },
    db::Migration {
        version: 9,
        name: "telling and proof",
        sql: include_str!("../../../migrations/0009_telling_and_proof.sql"),
    },
    db::Migration { version: 10, name: "calls", sql: include_str!("../../../migrations/0010_calls.sql") },
    db::Migration { version: 11, name: "staff", sql: include_str!("../../../migrations/0011_staff.sql") },
    db::Migration {
        version: 12,
        name: "callbacks",
        sql: include_str!("../../../migrations/0012_callbacks.sql"),
    },
    db::Migration {
        version: 13,
        name: "announcements",
        sql: include_str!("../../../migrations/0013_announcements.sql"),
    },
    db::Migration {
        version: 14,
        name: "business assist",
        sql: include_str!("../../../migrations/0014_business_assist.sql"),
    },
    db::Migration { version: 15, name: "health", sql: include_str!("../../../migrations/0015_health.sql") },
    db::Migration { version: 16, name: "tokens", sql: include_str!("../../../migrations/0016_tokens.sql") },
    db::Migration { version: 17, name: "telling", sql: include_str!("../../../migrations/0017_telling.sql") },
    db::Migration { version: 18, name: "reports", sql: include_str!("../../../migrations/0018_reports.sql") },
    db::Migration {
        version: 19,
        name: "calls and call-backs",
        sql: include_str!("../../../migrations/0019_calls_and_callbacks.sql"),
    },
    db::Migration { version: 20, name: "in hand", sql: include_str!("../../../migrations/0020_in_hand.sql") },
    db::Migration {
        version: 21,
        name: "health views",
        sql: include_str!("../../../migrations/0021_health_views.sql"),
    },
    db::Migration {
        version: 22,
        name: "health by change",
        sql: include_str!("../../../migrations/0022_health_by_change.sql"),
    },
    db::Migration {
        version: 23,
        name: "addresses by person",
        sql: include_str!("../../../migrations/0023_addresses_by_person.sql"),
    },
];
