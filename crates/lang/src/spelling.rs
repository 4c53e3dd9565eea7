//! How letters are spelled on the phone.

use crate::Lang;

/// The words of A to Z: those of aviation, DIN 5009, and what callers in the other countries use.
const WORDS: [[&str; 26]; Lang::ALL.len()] = [AVIATION, GERMAN, HUNGARIAN, NORWEGIAN, DUTCH, AVIATION];

#[rustfmt::skip]
const AVIATION: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike",
    "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
];
#[rustfmt::skip]
const GERMAN: [&str; 26] = [
    "Aachen", "Berlin", "Cottbus", "Düsseldorf", "Essen", "Frankfurt", "Goslar", "Hamburg", "Ingelheim", "Jena", "Köln",
    "Leipzig", "München", "Nürnberg", "Offenbach", "Potsdam", "Quickborn", "Rostock", "Salzwedel", "Tübingen", "Unna",
    "Völklingen", "Wuppertal", "Xanten", "Ypsilon", "Zwickau",
];
#[rustfmt::skip]
const HUNGARIAN: [&str; 26] = [
    "Aladár", "Balázs", "Cecília", "Dénes", "Elemér", "Ferenc", "Gábor", "Helén", "Ilona", "József", "Károly", "László",
    "Mónika", "Nándor", "Olga", "Péter", "kú", "Róbert", "Sándor", "Tivadar", "Ubul", "Vilma", "dupla vé", "iksz",
    "ipszilon", "Zoltán",
];
#[rustfmt::skip]
const NORWEGIAN: [&str; 26] = [
    "Anna", "Bernhard", "Cæsar", "David", "Edith", "Fredrik", "Gustav", "Harald", "Ivar", "Johan", "Karin", "Ludvig",
    "Martin", "Nils", "Olivia", "Petter", "Quintus", "Rikard", "Sigrid", "Teodor", "Ulrik", "enkelt-V", "dobbelt-W",
    "Xerxes", "Yngling", "Zakarias",
];
#[rustfmt::skip]
const DUTCH: [&str; 26] = [
    "Anton", "Bernard", "Cornelis", "Dirk", "Eduard", "Ferdinand", "Gerard", "Hendrik", "Izaak", "Johan", "Karel",
    "Lodewijk", "Maria", "Nico", "Otto", "Pieter", "Quotiënt", "Rudolf", "Simon", "Theodoor", "Utrecht", "Victor",
    "Willem", "Xantippe", "Ypsilon", "Zaandam",
];

impl Lang {
    /// The word that a letter is spelled with: "Charlie" for C. Digits are read as they are.
    pub fn spelled(self, letter: char) -> Option<&'static str> {
        let at = u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'))?;
        WORDS[self.index()].get(usize::try_from(at).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelled_with_a_word_that_begins_with_them() {
        let c = ["Charlie", "Cottbus", "Cecília", "Cæsar", "Cornelis", "Charlie"];
        assert_eq!(Lang::ALL.map(|lang| lang.spelled('c')), c.map(Some));
        for lang in Lang::ALL {
            for letter in 'A'..='Z' {
                assert!(lang.spelled(letter).is_some_and(|word| !word.is_empty()), "{letter} in {lang}");
            }
            for other in ['1', '-', 'Ä', '@', '['] {
                assert_eq!(lang.spelled(other), None);
            }
        }
    }
}
