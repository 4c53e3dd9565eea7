//! A translation and its source hold anything: sentences are found where they stand, the same words give the same
//! document, and a comparison names lines that are there.
#![no_main]

use docs::{bilingual, lint_file, replace, segments};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 6] = ["en", "de", "hu", "nb", "nl", "zh-CN"];

fuzz_target!(|input: (u8, String, String)| {
    let (language, file, source) = input;
    let to = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let mut at = 0;
    for segment in segments(&file) {
        assert!(segment.range.start >= at && file.get(segment.range.clone()).is_some());
        at = segment.range.end;
    }
    assert_eq!(replace(&file, |segment| Some(segment.text.clone())), file);
    if let Some(both) = bilingual(&file) {
        assert!(both.pairs.iter().all(|pair| both.target.get(pair.range.clone()) == Some(pair.target.as_str())));
    }
    let found = lint_file(&file, Some(&source), ("en", to), centre::glossary()).unwrap_or_default();
    assert!(found.iter().all(|placed| placed.line <= file.split('\n').count() && placed.column > 0));
});
