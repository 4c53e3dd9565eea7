//! No text makes the reading of sentences or the lint slow.

use docs::{Glossary, Pair, bilingual, lint, lint_file, segments};
use std::time::{Duration, Instant};

const BYTES: usize = 48 * 1024;

/// Work in proportion to the text takes some tenths of it without optimization, quadratic work far more.
const PATIENCE: Duration = Duration::from_secs(3);

const PIECES: &[&str] = &[
    "1 ",
    "1. ",
    "9-5 ",
    "1 800 ",
    "2026-10-",
    "May 3 ",
    "{",
    "{a}",
    "%s",
    "%a",
    "https://a.b ",
    "[a](b) ",
    "**a** ",
    "**",
    "`a` ",
    "`",
    "? ",
    "?",
    "a. ",
    "。",
    "z. B. ",
    "<b>",
    "<ul><li>",
    "</b>",
    "<",
    "> ",
    "- ",
    "|a|b|\n|-|-|\n",
    "![",
    "[!NOTE]",
    "[!abc",
    ":::",
    "::: moniker range=\"a\"\n",
    "\n\n",
    "a\n",
    "&",
    " & ",
    "A: b ",
    "“a” ",
    "<!-- lint-ignore -->\n\n",
    "<span data-ttu-id=\"a\">",
    "</span>",
    "<span class=\"sxs-lookup\">",
    "Office 365 ",
    "service request ",
    "上午 9 点 ",
    "# A\n\nB 1.\n\n",
    "\u{1a}",
    "﻿",
];

fn bounded(name: &str, piece: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < PATIENCE, "{name} of {piece:?} took {:?}", start.elapsed());
}

#[test]
fn a_long_text_of_anything_is_read_in_time() {
    let glossary =
        Glossary::parse(&["[[term]]\nmust = true\nsay = { en = [\"service request\"], de = [\"Anfrage\"] }"]);
    let glossary = glossary.expect("a glossary");
    for piece in PIECES {
        let text = piece.repeat(BYTES / piece.len());
        bounded("segments", piece, || drop(segments(&text)));
        bounded("bilingual", piece, || drop(bilingual(&text)));
        let pair = Pair {
            id: "s1".into(),
            is_paragraph: true,
            target: text.clone(),
            source: text.replace('a', "b"),
            range: 0..text.len(),
        };
        bounded("lint", piece, || drop(lint(&[pair], "en", "de", &glossary)));
        bounded("lint_file", piece, || drop(lint_file(&text, Some(&text), ("en", "de"), &glossary)));
    }
}
