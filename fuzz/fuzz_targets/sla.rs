//! Any line gets an answer: one line with one JSON object.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;

fuzz_target!(|line: &str| {
    let mut answer = String::new();
    hours::sla::answer(line, &mut answer);
    assert!(!answer.contains('\n') || line.contains('\n'));
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(&answer).expect("JSON");
    assert!(members.keys().any(|member| member != "id"));
});
