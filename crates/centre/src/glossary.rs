//! The words and product names of the house, built in from `/glossary`.

use std::sync::LazyLock;

use docs::Glossary;

const FILES: [&str; 2] =
    [include_str!("../../../glossary/terms.toml"), include_str!("../../../glossary/products.toml")];

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    Glossary::parse(&FILES).unwrap_or_else(|error| {
        tracing::error!("the built-in glossary can't be read: {error}");
        Glossary::default()
    })
});

/// What a translation must call things.
pub fn glossary() -> &'static Glossary {
    &GLOSSARY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_glossary_is_in_order_and_knows_every_language() {
        assert!(Glossary::parse(&FILES).is_ok());
        for to in ["de", "hu", "nb", "nl", "zh-CN"] {
            let terms = glossary().terms("Open a new service request", "en", to);
            assert_eq!(terms.len(), 1, "{to}");
        }
    }
}
