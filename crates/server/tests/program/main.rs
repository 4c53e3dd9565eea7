//! The built program from outside: its commands, and how it serves, stops and falls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod adrift;
mod browser;
mod commands;
mod crash;
mod demo;
mod lint;
mod mail;
mod serving;
mod servus;
mod telephone;
mod telling;
mod waits;
