//! The order in which the readers of a language look for words.

use std::cmp::Ordering;
use std::sync::OnceLock;

use icu_collator::CollatorBorrowed;

use crate::Lang;

pub struct Collator(CollatorBorrowed<'static>);

impl Lang {
    pub fn collator(self) -> &'static Collator {
        static COLLATORS: [OnceLock<Collator>; Lang::ALL.len()] =
            [const { OnceLock::new() }; Lang::ALL.len()];
        COLLATORS[self.index()].get_or_init(|| {
            let collator = CollatorBorrowed::try_new(self.locale().into(), Default::default());
            Collator(collator.expect("the data of every language is compiled in"))
        })
    }
}

impl Collator {
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b)
    }

    /// Sorts by a text in each item; equal ones keep their order.
    pub fn sort_by_key<T>(&self, items: &mut [T], key: impl Fn(&T) -> &str) {
        items.sort_by(|a, b| self.compare(key(a), key(b)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_sorts_its_own_way() {
        for (lang, words) in [
            (Lang::En, ["apple", "Zebra", "zoo"]),
            (Lang::De, ["Apfel", "Äpfel", "Azur"]),
            (Lang::Hu, ["cukor", "csak", "dal"]),
            (Lang::Nb, ["zoo", "ære", "åre"]),
            (Lang::Nl, ["een", "één", "eenheid"]),
            (Lang::Zh, ["北京", "重庆", "上海"]),
        ] {
            let mut sorted = words;
            sorted.reverse();
            lang.collator().sort_by_key(&mut sorted, |word| word);
            assert_eq!(sorted, words, "{lang}");
        }
    }
}
