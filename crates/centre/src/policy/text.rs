use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

/// The languages that every text of a policy is written in.
pub const LANGUAGES: [&str; 6] = ["en", "de", "hu", "nb", "nl", "zh-CN"];

/// One text in all six languages. In a policy file: `{ en = "…", de = "…", hu = "…", nb = "…", nl = "…", zh-CN = "…" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text([String; LANGUAGES.len()]);

impl Text {
    /// The text in the language of a BCP 47 tag; English for a language that policies aren't written in.
    pub fn get(&self, language: &str) -> &str {
        &self.0[index(language).unwrap_or(0)]
    }

    pub fn english(&self) -> &str {
        &self.0[0]
    }

    /// Language tag and text, English first.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        LANGUAGES.into_iter().zip(self.0.iter().map(String::as_str))
    }

    /// Whether any language has `words`, whatever their case.
    pub fn mentions(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.0.iter().any(|text| text.to_lowercase().contains(&words))
    }
}

impl From<&str> for Text {
    /// The same in every language, as names and codes are.
    fn from(text: &str) -> Text {
        Text(std::array::from_fn(|_| text.to_owned()))
    }
}

pub(super) fn index(language: &str) -> Option<usize> {
    let exact = LANGUAGES.iter().position(|l| l.eq_ignore_ascii_case(language));
    exact.or_else(|| {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        LANGUAGES.iter().position(|l| primary(l) == primary(language))
    })
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_map(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a text in the languages {}", LANGUAGES.join(", "))
    }

    /// A missing language isn't an error here: `source::Source` finds all of them, with their lines, in one go.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut text = Text::default();
        while let Some((language, words)) = map.next_entry::<String, String>()? {
            let at = LANGUAGES.iter().position(|l| *l == language);
            let at = at.ok_or_else(|| A::Error::unknown_field(&language, &LANGUAGES))?;
            text.0[at] = words;
        }
        Ok(text)
    }
}
