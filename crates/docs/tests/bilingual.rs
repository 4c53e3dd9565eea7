//! Side-by-side files; samples/LICENSE.md says where the sample comes from.

use docs::{Block, Pair, Problem, bilingual, interleave, segments};
use proptest::prelude::*;

const FILE: &str = include_str!("samples/zh-side-by-side.md");

#[test]
fn a_side_by_side_file_is_two_clean_documents_and_their_pairs() {
    let both = bilingual(FILE).expect("side by side");
    assert_eq!(both.pairs.len(), 156);
    assert_eq!(both.pairs.iter().filter(|pair| pair.is_paragraph).count(), 27);
    assert!(!both.target.contains("<span") && !both.source.contains("<span"));
    let (first, last) = (&both.pairs[0], &both.pairs[155]);
    assert_eq!(first.id, "6774a-103");
    assert_eq!(first.source, "Contact support for business products - Admin Help");
    assert_eq!(&both.target[first.range.clone()], "联系商业版产品的支持人员 - 管理员帮助");
    assert_eq!((last.id.as_str(), last.is_paragraph), ("6774a-p131", true));
    let source = docs::parse(&both.source).expect("a document");
    assert_eq!(source.title, "Contact support for business products - Admin Help");
    assert_eq!(source.headings.len(), docs::parse(&both.target).expect("a document").headings.len());
}

#[test]
fn words_outside_of_the_pairs_are_named() {
    let both = bilingual(FILE).expect("side by side");
    let [Problem::Unpaired { block: Block::Description, .. }, Problem::Unpaired { block, text }] =
        &both.problems[..]
    else {
        panic!("{:?}", both.problems);
    };
    assert_eq!(*block, Block::AltText);
    assert!(text.starts_with("扫描 QR 码"));
}

#[test]
fn the_file_is_written_again_as_it_was() {
    let both = bilingual(FILE).expect("side by side");
    assert_eq!(interleave(&both.target, &both.pairs), FILE);
}

#[test]
fn the_sentences_of_both_documents_are_as_many() {
    let both = bilingual(FILE).expect("side by side");
    let (target, source) = (segments(&both.target), segments(&both.source));
    let blocks = |all: &[docs::Segment]| all.iter().map(|s| s.block).collect::<Vec<_>>();
    // One Chinese sentence is two clauses in English, and so on: compare the blocks without repeats.
    let (mut target, mut source) = (blocks(&target), blocks(&source));
    target.dedup();
    source.dedup();
    assert_eq!(target, source);
}

#[test]
fn broken_pairs_are_named_and_nothing_is_lost() {
    let pair = |id: &str, source_id: &str| {
        format!(
            "<span data-ttu-id=\"{id}\">Hallo</span><span class=\"sxs-lookup\"><span data-stu-id=\"{source_id}\">Hello</span></span>\n\n"
        )
    };
    let file = [
        pair("a-103", "a-103"),
        pair("a-103", "a-104"),
        "<span data-ttu-id=\"a-105\">Allein</span>\n\n<span data-ttu-id=\"a-106\">Offen".to_owned(),
    ]
    .concat();
    let both = bilingual(&file).expect("side by side");
    assert_eq!(both.pairs.len(), 2);
    assert!(both.target.contains("Allein") && both.target.contains("Offen"));
    assert!(both.problems.contains(&Problem::Repeated { id: "a-103".into() }));
    assert!(both.problems.contains(&Problem::IdsDiffer { target: "a-103".into(), source: "a-104".into() }));
    assert!(both.problems.contains(&Problem::NoSource { id: "a-105".into() }));
    assert_eq!(bilingual("# Only one language\n"), None);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "(?s)(<span data-ttu-id=\"a-1\">|</span>|<span class=\"sxs-lookup\">|<span data-stu-id=\"a-1\">|.|\n){0,60}") {
        if let Some(both) = bilingual(&text) {
            for pair in &both.pairs {
                prop_assert_eq!(&both.target[pair.range.clone()], pair.target.as_str());
            }
        }
    }

    #[test]
    fn places_that_do_not_fit_are_left_out(target in ".{0,40}", ranges in prop::collection::vec((0usize..50, 0usize..50), 0..6)) {
        let pairs: Vec<Pair> = ranges
            .into_iter()
            .map(|(start, end)| Pair { id: "x-1".into(), is_paragraph: false, target: String::new(), source: String::new(), range: start..end })
            .collect();
        let file = interleave(&target, &pairs);
        prop_assert!(file.len() >= target.len());
    }
}
