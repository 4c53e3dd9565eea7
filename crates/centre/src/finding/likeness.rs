use std::collections::HashSet;

use super::folded;

/// From so many letters on a word may begin or end otherwise.
const STEM: usize = 4;

/// A question that short texts are compared with: names of services, subjects of requests, what others asked.
/// The articles have the index; these few are read from the database and looked through.
pub struct Likeness {
    words: Vec<String>,
    /// The last word may not be finished.
    is_typed: bool,
}

impl Likeness {
    pub fn of(question: &str) -> Likeness {
        Likeness { words: words(question), is_typed: false }
    }

    /// What somebody is still typing.
    pub fn typed(question: &str) -> Likeness {
        Likeness { words: words(question), is_typed: !question.ends_with(char::is_whitespace) }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Which share of the question's words the text has, 0 to 1.
    pub fn to(&self, text: &str) -> f32 {
        let text = words(text);
        let (mut all, mut found) = (0.0, 0.0);
        for (place, word) in self.words.iter().enumerate() {
            let weight = word.chars().count().min(8) as f32;
            let is_begun = self.is_typed && place + 1 == self.words.len();
            all += weight;
            if text.iter().any(|other| is_same(word, other) || is_begun && other.starts_with(word.as_str())) {
                found += weight;
            }
        }
        if all == 0.0 { 0.0 } else { found / all }
    }

    /// One word may stand in any text.
    pub fn says_much(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether it has every word of the text.
    pub fn has(&self, text: &str) -> bool {
        let text = words(text);
        !text.is_empty() && text.iter().all(|word| self.words.iter().any(|own| is_same(own, word)))
    }

    /// Whether any of the names' own words is in the question: what all the names have in common names none of them.
    pub fn names<'n>(&self, names: &[&'n str]) -> Vec<&'n str> {
        let common: HashSet<String> = match names {
            [] | [_] => HashSet::new(),
            [first, rest @ ..] => {
                let mut common: HashSet<String> = words(first).into_iter().collect();
                for name in rest {
                    let other: HashSet<String> = words(name).into_iter().collect();
                    common.retain(|word| other.contains(word));
                }
                common
            }
        };
        let is_named = |name: &&&str| {
            let own = words(name).into_iter().filter(|word| !common.contains(word)).collect::<Vec<_>>();
            own.iter().any(|own| {
                self.words.iter().enumerate().any(|(place, word)| {
                    let is_begun =
                        self.is_typed && place + 1 == self.words.len() && word.chars().count() >= 2;
                    is_same(word, own) || is_begun && own.starts_with(word.as_str())
                })
            })
        };
        names.iter().filter(is_named).copied().collect()
    }
}

/// Words of letters; of running Chinese characters each with its neighbour.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in folded(text).split(' ').filter(|word| !word.is_empty()) {
        let mut latin = String::new();
        let mut han: Vec<char> = Vec::new();
        for c in word.chars().chain([' ']) {
            if is_han(c) {
                han.push(c);
            } else {
                match han.as_slice() {
                    [] => {}
                    [one] => words.push(one.to_string()),
                    several => words.extend(several.windows(2).map(|pair| pair.iter().collect::<String>())),
                }
                han.clear();
            }
            if !is_han(c) && c != ' ' {
                latin.push(c);
            } else if !latin.is_empty() {
                words.push(std::mem::take(&mut latin));
            }
        }
    }
    words
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2FA1F}')
}

/// The same word, or both begin alike and differ in their ends.
fn is_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (a, b) = (one.chars().count(), other.chars().count());
    let alike = one.chars().zip(other.chars()).take_while(|(x, y)| x == y).count();
    alike >= STEM && alike * 3 >= a.min(b) * 2 && a.max(b) - alike <= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_question_is_like_what_shares_most_of_its_words() {
        let question = Likeness::of("E-Mails an Spediteure");
        assert!(question.to("E-Mails an unsere Spediteure kommen nicht an") > 0.9);
        assert!(question.to("Anteiliger Betrag auf der Rechnung") < 0.1);
        assert!(Likeness::of("无法收发邮件").to("全公司无法收发邮件") > 0.9);
        assert!(Likeness::of("számla").to("Kérdés a számlákról") > 0.9);
        assert_eq!(Likeness::of("?!").to("anything"), 0.0);
    }

    #[test]
    fn the_last_word_may_be_begun_while_it_is_typed() {
        assert!(Likeness::typed("forward ma").to("Forward mail to another address") > 0.9);
        assert!(Likeness::typed("forward ma ").to("Forward mail to another address") < 0.9);
        assert!(Likeness::of("forward ma").to("Forward mail to another address") < 0.9);
    }

    #[test]
    fn a_service_is_named_by_what_only_it_is_called() {
        let names = ["Contoso Mail", "Contoso Sites", "Contoso Calls"];
        assert_eq!(Likeness::of("mail does not arrive").names(&names), ["Contoso Mail"]);
        assert!(Likeness::of("What is Contoso?").names(&names).is_empty());
        assert_eq!(Likeness::typed("si").names(&names), ["Contoso Sites"]);
    }

    proptest! {
        #[test]
        fn any_two_texts_can_be_compared(one in "\\PC{0,60}", other in "\\PC{0,60}") {
            let likeness = Likeness::typed(&one).to(&other);
            prop_assert!((0.0..=1.0).contains(&likeness));
            Likeness::of(&one).names(&[&other, &one]);
        }
    }
}
