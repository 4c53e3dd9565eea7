//! One file of the shipped policies holds anything: it is read, or each problem names a file and a line of it.
#![no_main]

use std::sync::LazyLock;

use centre::policy::Policies;
use libfuzzer_sys::fuzz_target;

/// One cloud with what it shares; the same files for all inputs.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let is_ours = |name: &str| name.starts_with("germany/") || name.starts_with("common/");
    Policies::shipped_files().into_iter().filter(|(name, _)| is_ours(name)).collect()
});

fuzz_target!(|input: (u8, String)| {
    let mut files = FILES.clone();
    let broken = usize::from(input.0) % files.len();
    files[broken].1 = input.1;
    if let Err(problems) = Policies::read(files) {
        assert!(!problems.is_empty());
        assert!(problems.iter().all(|p| !p.file.is_empty() && p.line > 0 && p.column > 0));
    }
});
