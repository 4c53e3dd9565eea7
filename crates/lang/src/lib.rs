//! The reader's language: messages, dates, numbers, names and sorting in the six languages.
//!
//! Everything hangs on [`Lang`], a small copyable value:
//!
//! ```
//! use lang::{Lang, negotiate};
//!
//! let lang = negotiate("nn-NO, en;q=0.5");
//! assert_eq!(lang, Lang::Nb);
//! assert_eq!(lang.country("DE"), Some("Tyskland"));
//! assert_eq!(lang.duration(12_000), "3\u{a0}t 20\u{a0}min");
//! ```

mod collate;
mod formats;
#[rustfmt::skip]
mod generated;
mod messages;
mod names;
mod spacing;
mod spelling;

use std::fmt;
use std::str::FromStr;

use icu_locale_core::{Locale, locale};

pub use collate::Collator;
pub use formats::Width;
pub use messages::Arg;
pub use names::country_search_names;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    De,
    Hu,
    Nb,
    Nl,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Hu, Self::Nb, Self::Nl, Self::Zh];

    /// The tag for URLs, cookies, `lang` attributes and the folder of the messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Hu => "hu",
            Self::Nb => "nb",
            Self::Nl => "nl",
            Self::Zh => "zh-CN",
        }
    }

    /// The name that its own speakers look for in a list of languages.
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Hu => "Magyar",
            Self::Nb => "Norsk bokmål",
            Self::Nl => "Nederlands",
            Self::Zh => "简体中文",
        }
    }

    /// Takes any tag of the language, whatever its region, script or case.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Some(match primary.to_ascii_lowercase().as_str() {
            "en" => Self::En,
            "de" => Self::De,
            "hu" => Self::Hu,
            "nb" | "nn" | "no" => Self::Nb,
            "nl" => Self::Nl,
            "zh" | "cmn" => Self::Zh,
            _ => return None,
        })
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    pub(crate) const fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en"),
            Self::De => locale!("de"),
            Self::Hu => locale!("hu"),
            Self::Nb => locale!("nb"),
            Self::Nl => locale!("nl"),
            Self::Zh => locale!("zh-CN"),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLang;

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the languages spoken here")
    }
}

impl std::error::Error for UnknownLang {}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        Self::parse(tag).ok_or(UnknownLang)
    }
}

/// The language that suits an `Accept-Language` header best; English when none does.
pub fn negotiate(accept_language: &str) -> Lang {
    let mut best = (Lang::En, 0.0);
    for range in accept_language.split(',') {
        let (tag, quality) = weighted(range);
        if let Some(lang) = Lang::parse(tag)
            && quality > best.1
        {
            best = (lang, quality);
        }
    }
    best.0
}

fn weighted(range: &str) -> (&str, f32) {
    let (tag, params) = range.split_once(';').unwrap_or((range, ""));
    let quality = params
        .split(';')
        .find_map(|param| param.trim().strip_prefix("q="))
        .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
    (tag, quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_tag_of_a_language_names_it() {
        for (tag, lang) in [
            ("en", Lang::En),
            ("EN-gb", Lang::En),
            ("de-AT", Lang::De),
            ("de_CH", Lang::De),
            ("hu", Lang::Hu),
            ("no", Lang::Nb),
            ("nn-NO", Lang::Nb),
            ("nb", Lang::Nb),
            ("nl-BE", Lang::Nl),
            ("zh", Lang::Zh),
            ("zh-Hans-SG", Lang::Zh),
            (" zh-CN ", Lang::Zh),
        ] {
            assert_eq!(Lang::parse(tag), Some(lang), "{tag}");
        }
        for tag in ["", "-", "fr", "english", "d"] {
            assert_eq!(Lang::parse(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_language_is_read_back_from_what_it_displays() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
        }
    }

    #[test]
    fn negotiation_takes_the_highest_quality_and_then_the_first() {
        for (header, lang) in [
            ("", Lang::En),
            ("fr-FR, fr;q=0.9", Lang::En),
            ("*", Lang::En),
            ("fr, hu;q=0.8, de;q=0.9", Lang::De),
            ("nl;q=0.5,hu;q=0.5", Lang::Nl),
            ("de;q=0, nl;q=0.1", Lang::Nl),
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::Zh),
            ("en; q=0.2 , nn ;q=0.7", Lang::Nb),
            ("de;q=nonsense, en;q=0.1", Lang::En),
            (";;;,,q=;", Lang::En),
        ] {
            assert_eq!(negotiate(header), lang, "{header}");
        }
    }
}
