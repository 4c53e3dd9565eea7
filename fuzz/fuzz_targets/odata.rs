//! Anything as a query: it is read or refused with its place, and what was read means the same when it is written out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use odata::Options;

fuzz_target!(|query: &str| {
    match Options::read(query) {
        Ok(options) => assert_eq!(Options::read(&options.query()), Ok(options)),
        Err(error) => assert!(error.at.is_none_or(|at| at >= 1 && at <= query.chars().count() + 1)),
    }
});
