//! Messages: Fluent files, one folder a language, embedded into the binary.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use rust_embed::RustEmbed;

use crate::Lang;
use crate::formats::written_number;
use crate::spacing::close_seams;

/// What is put into a message. Numbers choose the plural and are written the language's way,
/// text stands as it is: a number that is a name (of a case, say) must be text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Int(i64),
    Decimal(f64),
}

macro_rules! arg_from {
    ($($from:ty => |$value:ident| $arg:expr,)*) => {
        $(impl<'a> From<$from> for Arg<'a> {
            fn from($value: $from) -> Self {
                $arg
            }
        })*
    };
}

arg_from! {
    &'a str => |text| Self::Text(Cow::Borrowed(text)),
    &'a String => |text| Self::Text(Cow::Borrowed(text)),
    String => |text| Self::Text(Cow::Owned(text)),
    Cow<'a, str> => |text| Self::Text(text),
    Lang => |lang| Self::Text(Cow::Borrowed(lang.native_name())),
    f64 => |number| Self::Decimal(number),
    i64 => |number| Self::Int(number),
    &'a i64 => |number| Self::Int(*number),
    &'a usize => |number| Self::from(*number),
    i32 => |number| Self::Int(number.into()),
    u8 => |number| Self::Int(number.into()),
    u16 => |number| Self::Int(number.into()),
    u32 => |number| Self::Int(number.into()),
    u64 => |number| Self::Int(i64::try_from(number).unwrap_or(i64::MAX)),
    usize => |number| Self::Int(i64::try_from(number).unwrap_or(i64::MAX)),
}

/// The arguments of a message: `lang.t("help-waiting", &args!["count" => 3, "name" => name])`.
#[macro_export]
macro_rules! args {
    ($($name:expr => $value:expr),* $(,)?) => {
        [$(($name, $crate::Arg::from($value))),*]
    };
}

impl Lang {
    /// The message `key` with its arguments filled in. What a language lacks is said in English;
    /// what no language has shows as its key in brackets and stops a debug build.
    pub fn t(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let text = self.try_t(key, args);
        if text.is_none() {
            tracing::error!(key, lang = self.code(), "no such message");
        }
        debug_assert!(text.is_some(), "no such message: {key}");
        text.unwrap_or_else(|| format!("[{key}]"))
    }

    /// As [`t`](Self::t) for a key that is not written in the code and so may not exist.
    pub fn try_t(self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let own = catalogue(self).message(self, key, args);
        if own.is_some() || self == Lang::En {
            return own;
        }
        let english = catalogue(Lang::En).message(Lang::En, key, args)?;
        tracing::warn!(key, lang = self.code(), "message not translated");
        Some(english)
    }

    /// All message keys of the language.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        catalogue(self).args.keys().map(String::as_str)
    }

    /// The names of the arguments a message uses.
    pub fn args_of(self, key: &str) -> Option<&'static BTreeSet<String>> {
        catalogue(self).args.get(key)
    }
}

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Files;

struct Catalogue {
    bundle: FluentBundle<Arc<FluentResource>>,
    args: HashMap<String, BTreeSet<String>>,
}

fn catalogue(lang: Lang) -> &'static Catalogue {
    static CATALOGUES: [OnceLock<Catalogue>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];
    CATALOGUES[lang.index()].get_or_init(|| Catalogue::load(lang))
}

/// The message files of a language: name and text.
fn sources(lang: Lang) -> impl Iterator<Item = (Cow<'static, str>, String)> {
    Files::iter()
        .filter(move |path| {
            path.strip_prefix(lang.code()).is_some_and(|file| file.starts_with('/') && file.ends_with(".ftl"))
        })
        .filter_map(|path| {
            let file = Files::get(&path)?;
            Some((path, String::from_utf8_lossy(&file.data).into_owned()))
        })
}

impl Catalogue {
    /// Takes what can be read: a test refuses broken files, a reader is better served with the rest.
    fn load(lang: Lang) -> Self {
        let locale = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(lang == Lang::Zh);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| number_in(Lang::En, value),
            Lang::De => |value, _| number_in(Lang::De, value),
            Lang::Hu => |value, _| number_in(Lang::Hu, value),
            Lang::Nb => |value, _| number_in(Lang::Nb, value),
            Lang::Nl => |value, _| number_in(Lang::Nl, value),
            Lang::Zh => |value, _| number_in(Lang::Zh, value),
        }));

        let mut args = HashMap::new();
        for (path, source) in sources(lang) {
            let resource = FluentResource::try_new(source).unwrap_or_else(|(readable, errors)| {
                tracing::error!(%path, ?errors, "message file is broken");
                readable
            });
            for (message, pattern) in messages(&resource) {
                args.insert(message.id.name.to_owned(), variables(pattern));
            }
            if let Err(errors) = bundle.add_resource(Arc::new(resource)) {
                tracing::error!(%path, ?errors, "message keys occur twice");
            }
        }
        Self { bundle, args }
    }

    fn message(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, fluent_value(arg))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, lang = lang.code(), ?errors, "message lacks arguments");
        }
        debug_assert!(errors.is_empty(), "{lang} {key}: {errors:?}");
        Some(if lang == Lang::Zh { close_seams(lang, &text) } else { text })
    }
}

fn fluent_value<'a>(arg: &'a Arg<'_>) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Arg::Int(number) => FluentValue::from(*number),
        Arg::Decimal(number) => FluentValue::from(*number),
    }
}

fn number_in(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written_number(lang, &number.as_string())),
        _ => None,
    }
}

fn messages(resource: &FluentResource) -> impl Iterator<Item = (&Message<&str>, &Pattern<&str>)> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message, message.value.as_ref()?)),
        _ => None,
    })
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |name: &str| {
        names.insert(name.to_owned());
    };
    Walk { text: &mut |_| {}, variable: &mut add }.pattern(pattern);
    names
}

/// Shows the parts of a message: what is written, and the names of what is put in.
struct Walk<'w> {
    text: &'w mut dyn FnMut(&str),
    variable: &'w mut dyn FnMut(&str),
}

impl Walk<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => (self.text)(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                (self.text)(value)
            }
            InlineExpression::VariableReference { id } => (self.variable)(id.name),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|part| self.inline(part));
            }
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of text with digits that are no promise and not ours to count, such as the name of a standard.
    const DIGITS_ALLOWED: &[&str] = &[];

    fn resources(lang: Lang) -> impl Iterator<Item = (Cow<'static, str>, FluentResource)> {
        sources(lang).map(|(path, source)| match FluentResource::try_new(source) {
            Ok(resource) => (path, resource),
            Err((_, errors)) => panic!("{path}: {errors:?}"),
        })
    }

    #[test]
    fn every_message_file_can_be_read_and_no_key_stands_twice() {
        for lang in Lang::ALL {
            let mut keys = HashMap::new();
            for (path, resource) in resources(lang) {
                for (message, _) in messages(&resource) {
                    if let Some(other) = keys.insert(message.id.name.to_owned(), path.clone()) {
                        panic!("{} stands in {path} and in {other}", message.id.name);
                    }
                }
            }
        }
    }

    #[test]
    fn all_languages_have_the_same_keys() {
        let english: BTreeSet<_> = Lang::En.keys().collect();
        for lang in Lang::ALL {
            let own: BTreeSet<_> = lang.keys().collect();
            let missing: Vec<_> = english.difference(&own).collect();
            let unknown: Vec<_> = own.difference(&english).collect();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{lang} lacks {missing:?}, and English lacks {unknown:?}"
            );
        }
    }

    #[test]
    fn a_message_takes_the_same_arguments_in_all_languages() {
        for key in Lang::En.keys() {
            for lang in Lang::ALL {
                if let Some(own) = lang.args_of(key) {
                    assert_eq!(Some(own), Lang::En.args_of(key), "{key} in {lang}");
                }
            }
        }
    }

    #[test]
    fn no_message_holds_a_number() {
        for lang in Lang::ALL {
            for (path, resource) in resources(lang) {
                for (message, pattern) in messages(&resource) {
                    let mut check = |text: &str| {
                        let bare =
                            DIGITS_ALLOWED.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
                        assert!(
                            !bare.contains(char::is_numeric),
                            "{path}: {} says {text:?}; a number is data and comes as an argument",
                            message.id.name
                        );
                    };
                    Walk { text: &mut check, variable: &mut |_| {} }.pattern(pattern);
                }
            }
        }
    }

    fn catalogue_of(lang: Lang, source: &str) -> Catalogue {
        let mut catalogue = Catalogue::load(lang);
        let resource = FluentResource::try_new(source.to_owned()).unwrap();
        catalogue.bundle.add_resource(Arc::new(resource)).unwrap();
        catalogue
    }

    #[test]
    fn numbers_choose_the_plural_and_are_written_the_way_of_the_language() {
        let source = "\
test-count = { $n ->
    [one] { $n } one
   *[other] { $n } other
}
";
        for (lang, one, many) in [
            (Lang::En, "1 one", "12,345 other"),
            (Lang::De, "1 one", "12.345 other"),
            (Lang::Hu, "1 one", "12\u{a0}345 other"),
            (Lang::Nb, "1 one", "12\u{a0}345 other"),
            (Lang::Nl, "1 one", "12.345 other"),
            (Lang::Zh, "1 other", "12,345 other"),
        ] {
            let catalogue = catalogue_of(lang, source);
            let count = |n: i64| catalogue.message(lang, "test-count", &args!["n" => n]);
            assert_eq!(count(1).as_deref(), Some(one));
            assert_eq!(count(12_345).as_deref(), Some(many));
        }
    }

    #[test]
    fn text_is_put_in_unchanged_and_without_marks_around_it() {
        let catalogue = catalogue_of(Lang::De, "test-name = „{ $name }“ ({ $x })\n");
        let text = catalogue.message(Lang::De, "test-name", &args!["name" => "<b>4000</b>", "x" => 0.5]);
        assert_eq!(text.as_deref(), Some("„<b>4000</b>“ (0,5)"));
    }

    #[test]
    fn a_key_that_no_language_has_is_no_message() {
        for lang in Lang::ALL {
            assert_eq!(lang.try_t("no-such-message", &[]), None);
        }
    }

    #[test]
    fn messages_are_read_from_many_threads() {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for lang in Lang::ALL {
                        assert!(lang.try_t("units-minutes", &args!["n" => 1]).is_some());
                    }
                });
            }
        });
    }
}
