use std::collections::BTreeSet;

use crate::{
    concepts::{Concepts, is_weak},
    language::Language,
    words::{Analyzer, Token},
};

/// What a text is about, to be compared with others: its words that say something, without their endings, and in the place of
/// words that mean the same in other words or another language what they mean.
pub fn gist(text: &str, language: &str) -> BTreeSet<String> {
    let (language, tokens) = read(text, Language::of(language));
    let stems: Vec<&str> = tokens.iter().map(|token| &*token.stem).collect();
    let concepts = Concepts::of(language);
    let mut gist = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let meant = concepts.at(&stems[at..]).into_iter().max_by_key(|(length, _)| *length);
        let name = meant.and_then(|(length, concept)| Some((length, concept.english.first()?.join(" "))));
        match name {
            Some((length, name)) => {
                gist.insert(format!("#{name}"));
                at += length.max(1);
            }
            None => {
                if says_something(language, &tokens[at]) {
                    gist.insert(stems[at].to_owned());
                }
                at += 1;
            }
        }
    }
    gist
}

/// Many write in English whatever the language of their account: it shows by the words that say nothing.
fn read(text: &str, language: Language) -> (Language, Vec<Token>) {
    let in_language = |language: Language| {
        let tokens = Analyzer::new(language).tokens(text).into_iter();
        let tokens: Vec<Token> = tokens.filter(|token| !token.gram).collect();
        let weak = tokens.iter().filter(|token| is_weak(language, &token.word)).count();
        (weak, language, tokens)
    };
    let (own, english) = (in_language(language), in_language(Language::English));
    let (_, language, tokens) = if english.0 > own.0 { english } else { own };
    (language, tokens)
}

fn says_something(language: Language, token: &Token) -> bool {
    const LETTERS: usize = 3;
    !is_weak(language, &token.word) && (token.han || token.word.chars().count() >= LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_has_the_same_gist_in_every_language() {
        let english = gist("I can't sign in, it asks for the password again", "en");
        for (said, language) in [
            ("Anmelden geht nicht, es fragt immer nach dem Kennwort", "de"),
            ("登录不了，一直要密码", "zh-CN"),
            ("Pålogging virker ikke, passord avvises", "nb"),
        ] {
            let shared = english.intersection(&gist(said, language)).count();
            assert!(shared >= 2, "{said}: {:?} and {english:?}", gist(said, language));
        }
    }

    #[test]
    fn english_is_read_as_english_whatever_the_account() {
        let said = "The attachments of our mails don't open";
        assert_eq!(gist(said, "de"), gist(said, "en"));
        assert_eq!(gist(said, "hu"), gist(said, "en"));
    }

    #[test]
    fn words_that_say_nothing_are_left_out() {
        assert!(gist("and what if it is not", "en").is_empty());
        assert!(gist("", "xx").is_empty());
    }
}
