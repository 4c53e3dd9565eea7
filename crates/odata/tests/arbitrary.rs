//! Anything is read or refused, and what was read means the same when it is written out.
#![allow(clippy::unwrap_used, clippy::panic)]

use odata::{Compare, Condition, Entity, Expand, Function, Kind, Literal, Options, Order, Path, Property};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::json;

const INNER: Entity = Entity { name: "inner", properties: &[Property::asked("x", Kind::Int)] };
const THING: Entity = Entity {
    name: "thing",
    properties: &[
        Property::asked("name", Kind::Text),
        Property::asked("on", Kind::Bool),
        Property::asked("at", Kind::Time),
        Property::asked("kind", Kind::Enum(&["one", "two"])),
        Property::asked("tags", Kind::List(&Kind::Text)),
        Property::asked("parts", Kind::List(&Kind::Record(&INNER))),
    ],
};

fn name() -> impl Strategy<Value = String> {
    let keyword = |name: &String| {
        !["not", "null", "true", "false", "any", "all", "and", "or", "in", "desc", "asc"]
            .contains(&name.as_str())
            && Compare::ALL.iter().all(|compare| compare.word() != name)
    };
    "[a-z_][a-zA-Z0-9_]{0,6}".prop_filter("a keyword", keyword)
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(Literal::Int),
        ".{0,8}".prop_map(Literal::Text),
        (2000i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| Literal::Date(jiff::civil::date(y, m, d))),
        (0i64..4_000_000_000_000_000)
            .prop_map(|at| Literal::Time(jiff::Timestamp::from_microsecond(at).unwrap())),
        (name(), name(), ".{0,5}").prop_map(|(a, b, member)| Literal::Member(format!("{a}.{b}"), member)),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let path = || vec(name(), 1..4).prop_map(Path);
    let leaf = prop_oneof![literal().prop_map(Condition::Literal), path().prop_map(Condition::Path)];
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        prop_oneof![
            (boxed.clone(), select(&Compare::ALL[..]), boxed.clone())
                .prop_map(|(l, c, r)| Condition::Compare(l, c, r)),
            (select(&Function::ALL[..]), boxed.clone(), boxed.clone())
                .prop_map(|(f, l, r)| Condition::Call(f, l, r)),
            (boxed.clone(), vec(literal(), 1..4)).prop_map(|(l, all)| Condition::In(l, all)),
            boxed.clone().prop_map(Condition::Not),
            vec(inner.clone(), 2..4).prop_map(Condition::And),
            vec(inner, 2..4).prop_map(Condition::Or),
            (path(), option::of((name(), boxed.clone()))).prop_map(|(p, of)| Condition::Any(p, of)),
            (path(), name(), boxed).prop_map(|(p, n, of)| Condition::All(p, n, of)),
        ]
    })
}

fn options(expand: BoxedStrategy<Vec<Expand>>) -> impl Strategy<Value = Options> {
    let order = (vec(name(), 1..3).prop_map(Path), any::<bool>())
        .prop_map(|(path, descending)| Order { path, descending });
    let number = || option::of(0..=i64::MAX as u64);
    (option::of(condition()), vec(order, 0..3), vec(name(), 0..3), expand, number(), number(), any::<bool>())
        .prop_map(|(filter, order, select, expand, top, skip, count)| Options {
            filter,
            order,
            select,
            expand,
            top,
            skip,
            count,
            skiptoken: None,
        })
}

fn expands() -> BoxedStrategy<Vec<Expand>> {
    let inner = options(Just(Vec::new()).boxed());
    option::of((name(), inner))
        .prop_map(|one| one.map(|(name, options)| Expand { name, options }).into_iter().collect())
        .boxed()
}

proptest! {
    #[test]
    fn what_is_written_out_is_read_as_the_same(mut options in options(expands()), token in option::of(".*")) {
        options.skiptoken = token;
        let query = options.query();
        prop_assert_eq!(Options::read(&query), Ok(options), "{}", query);
    }

    #[test]
    fn anything_is_read_or_refused_with_its_place(query in ".*") {
        if let Err(error) = Options::read(&query) {
            prop_assert!(!error.message.is_empty());
            prop_assert!(error.at.is_none_or(|at| at >= 1 && at <= query.chars().count() + 1));
        }
    }

    #[test]
    fn words_of_the_grammar_in_any_order_are_read_or_refused(
        words in vec(select(&["name", "on", "at", "kind", "tags", "parts", "/any(", "/all(", "x:", "x", "x/x", "(", ")", ",",
            " eq ", " lt ", " in ", " and ", " or ", "not ", "'one'", "'", "1", "true", "null", "2026-11-18", "contains(",
            "2026-11-18T09:30Z", "a.b'two'", ";", "$", "="][..]), 0..14))
    {
        let query = serde_urlencoded_pair("$filter", &words.concat());
        if let Ok(options) = Options::read(&query)
            && THING.check(&options).is_ok()
        {
            // What passed the check can be applied to anything.
            for record in [json!(null), json!({}), json!({ "name": "one", "on": true, "at": "2026-11-18T09:30:00Z",
                "kind": "two", "tags": ["one"], "parts": [{ "x": 1 }, null] })]
            {
                options.keeps(&THING, &record);
            }
            prop_assert_eq!(Options::read(&options.query()), Ok(options));
        }
    }
}

fn serde_urlencoded_pair(name: &str, text: &str) -> String {
    serde_urlencoded::to_string([(name, text)]).unwrap()
}
