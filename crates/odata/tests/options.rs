//! What filters keep, orders sort and refusals say.
#![allow(clippy::unwrap_used, clippy::panic)]

use odata::{Entity, Kind, Options, Property};
use serde_json::{Value, json};

const POST: Entity = Entity {
    name: "post",
    properties: &[
        Property::asked("kind", Kind::Enum(&["regular", "quick"])),
        Property::asked("at", Kind::Time),
        Property::told("text", Kind::Text),
    ],
};
const ISSUE: Entity = Entity {
    name: "issue",
    properties: &[
        Property::asked("id", Kind::Text),
        Property::asked("title", Kind::Text),
        Property::asked("size", Kind::Int),
        Property::asked("isOpen", Kind::Bool),
        Property::asked("begin", Kind::Time),
        Property::asked("end", Kind::Time),
        Property::asked("class", Kind::Enum(&["advisory", "incident"])),
        Property::asked("services", Kind::List(&Kind::Text)),
        Property::asked("posts", Kind::List(&Kind::Record(&POST))),
        Property::told("details", Kind::Text),
        Property::told("related", Kind::Related(&POST)),
    ],
};

fn issues() -> Vec<Value> {
    vec![
        json!({ "id": "EX1", "title": "Mail is late", "size": 3, "isOpen": true, "begin": "2026-11-18T08:00:00Z", "end": null,
            "class": "incident", "services": ["Mail", "Calendar"], "posts": [{ "kind": "quick", "at": "2026-11-18T09:00:00Z" }] }),
        json!({ "id": "EX2", "title": "Größe 'falsch'", "size": 1, "isOpen": false, "begin": "2026-11-17T23:30:00Z",
            "end": "2026-11-18T01:00:00Z", "class": "advisory", "services": [],
            "posts": [{ "kind": "regular", "at": "2026-11-18T00:30:00Z" }, { "kind": "quick", "at": "2026-11-18T00:45:00Z" }] }),
        json!({ "id": "SP3", "title": null, "size": 2, "isOpen": false, "begin": "2026-10-01T00:00:00Z", "end": null,
            "class": "advisory", "services": ["Sites"], "posts": [] }),
    ]
}

fn read(options: &[(&str, &str)]) -> Result<Options, odata::Error> {
    let options = Options::read(&serde_urlencoded::to_string(options).unwrap())?;
    ISSUE.check(&options)?;
    Ok(options)
}

fn kept(filter: &str) -> String {
    let options = read(&[("$filter", filter)]).unwrap_or_else(|error| panic!("{filter}: {error}"));
    let kept: Vec<_> = issues().into_iter().filter(|issue| options.keeps(&ISSUE, issue)).collect();
    kept.iter().map(|issue| issue["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

fn refused(options: &[(&str, &str)]) -> String {
    match read(options) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{options:?} was not refused"),
    }
}

#[test]
fn a_filter_keeps_what_fulfils_it() {
    for (filter, ids) in [
        ("id eq 'EX1'", "EX1"),
        ("'EX1' eq id", "EX1"),
        ("id ne 'EX1'", "EX2 SP3"),
        ("id in ('EX1','SP3')", "EX1 SP3"),
        ("size gt 1 and size le 3", "EX1 SP3"),
        ("isOpen", "EX1"),
        ("not isOpen", "EX2 SP3"),
        ("isOpen eq false", "EX2 SP3"),
        ("class eq 'Incident'", "EX1"),
        ("class in ('incident', vendor.kind'advisory')", "EX1 EX2 SP3"),
        ("begin ge 2026-11-18", "EX1"),
        ("begin ge 2026-11-18T00:30:00+01:00", "EX1 EX2"),
        ("begin lt 2026-11-17T23:30Z", "SP3"),
        ("end eq null", "EX1 SP3"),
        ("end ne null", "EX2"),
        ("end lt 2030-01-01", "EX2"),
        ("not (end lt 2030-01-01)", "EX1 SP3"),
        ("startswith(id,'EX')", "EX1 EX2"),
        ("endswith(id,'3') or contains(title,'''falsch''')", "EX2 SP3"),
        ("startswith(id,'EX') eq false", "SP3"),
        // A title that isn't there neither has the word nor lacks it.
        ("contains(title,'late')", "EX1"),
        ("not contains(title,'late')", "EX2"),
        ("services/any(s:s eq 'Sites')", "SP3"),
        ("services/any()", "EX1 SP3"),
        ("not services/any()", "EX2"),
        ("services/all(s:s eq 'Sites')", "EX2 SP3"),
        ("posts/any(p:p/kind eq 'quick' and p/at lt 2026-11-18T08:00:00Z)", "EX2"),
        ("posts/any(p:p/at gt begin and isOpen)", "EX1"),
        ("isOpen or size eq 1 and id eq 'no'", "EX1"),
        ("(isOpen or size eq 1) and id eq 'EX2'", "EX2"),
        ("true", "EX1 EX2 SP3"),
    ] {
        assert_eq!(kept(filter), ids, "{filter}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place() {
    for (option, text, says) in [
        ("$filter", "id eq", "$filter at position 6: expected a name, found the end"),
        ("$filter", "id eq 'EX1", "$filter at position 7: a text without its closing '"),
        ("$filter", "id eq 'a' id", "$filter at position 11: expected the end, found \"id\""),
        ("$filter", "id eq 1.5", "$filter at position 7: \"1.5\" is no whole number, date or time"),
        ("$filter", "tolower(id) eq 'a'", "$filter at position 1: the function \"tolower\" is not supported"),
        ("$filter", "name eq 'x'", "there is no property \"name\" in issue"),
        ("$filter", "details eq 'x'", "\"details\" is not supported here"),
        ("$filter", "class eq 'outage'", "'outage' is none of advisory, incident"),
        ("$filter", "class gt 'incident'", "only eq and ne"),
        ("$filter", "size eq 'one'", "these are not of one kind"),
        ("$filter", "size gt null", "only eq and ne"),
        ("$filter", "title", "neither true nor false"),
        ("$filter", "not title eq 'x'", "\"title\" is neither true nor false"),
        ("$filter", "services eq 'Mail'", "\"services\" is a collection"),
        ("$filter", "services/any(s:s eq 1)", "these are not of one kind"),
        ("$filter", "posts/any(p:p/text eq 'x')", "\"p/text\" is not supported here"),
        ("$filter", "related/any()", "is not supported here"),
        ("$filter", "id eq 'x'; drop", "expected the end, found \";\""),
        ("$orderby", "services", "services has no order"),
        ("$orderby", "id up", "$orderby at position 4: expected the end, found \"up\""),
        ("$select", "id,nothing", "there is no property \"nothing\""),
        ("$select", "related", "is had by $expand=related"),
        ("$expand", "posts", "\"posts\" can't be expanded"),
        ("$expand", "related($filter=kind eq 'slow')", "'slow' is none of"),
        ("$expand", "related($search=x)", "$search: not supported"),
        ("$top", "-1", "$top at position 1: expected a whole number from 0, found -1"),
        ("$top", "x", "expected a whole number"),
        ("$count", "yes", "$count at position 1: expected true or false"),
        ("$search", "mail", "$search: not supported"),
        ("search", "mail", "$search: not supported"),
        ("$fliter", "id eq 'x'", "there is no option \"$fliter\""),
        ("$format", "xml", "expected json"),
    ] {
        let said = refused(&[(option, text)]);
        assert!(said.contains(says), "{option}={text}: {said}");
    }
    assert_eq!(refused(&[("$top", "1"), ("top", "2")]), "$top: given twice");
}

#[test]
fn brackets_and_lengths_have_an_end() {
    let deep = |depth| format!("{}isOpen{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&[("$filter", &deep(20))]).is_ok());
    assert!(refused(&[("$filter", &deep(2000))]).contains("levels in each other"));
    assert!(refused(&[("$filter", &"not ".repeat(900))]).contains("levels in each other"));
    assert!(refused(&[("$expand", &"related($expand=".repeat(200))]).contains("levels in each other"));
    assert!(refused(&[("$filter", &format!("id eq '{}'", "x".repeat(5000)))]).contains("longer than"));
    let chain = vec!["isOpen"; 400].join(" or ");
    assert!(read(&[("$filter", &chain)]).is_ok());
}

#[test]
fn an_order_sorts_and_puts_nothing_first() {
    let sorted = |order| {
        let options = read(&[("$orderby", order)]).unwrap();
        let mut issues = issues();
        issues.sort_by(|left, right| options.order(&ISSUE, left, right));
        issues.iter().map(|issue| issue["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sorted("size"), "EX2 SP3 EX1");
    assert_eq!(sorted("size desc"), "EX1 SP3 EX2");
    assert_eq!(sorted("title"), "SP3 EX2 EX1");
    assert_eq!(sorted("class,begin desc"), "EX2 SP3 EX1");
    assert_eq!(sorted("end desc,id asc"), "EX2 EX1 SP3");
}

#[test]
fn names_may_stand_without_their_sign_and_strangers_are_left_alone() {
    let options =
        read(&[("filter", "isOpen"), ("$Top", "3"), ("api-version", "1"), ("format", "json")]).unwrap();
    assert_eq!(options.top, Some(3));
    assert_eq!(options.filter.unwrap().to_string(), "isOpen");
}

#[test]
fn a_selection_leaves_what_was_chosen_and_what_was_expanded() {
    let options = read(&[("$select", "id,size"), ("$expand", "related($select=kind;$top=2)")]).unwrap();
    let whole = json!({ "@odata.etag": "x", "id": "EX1", "size": 1, "title": "late", "related": [] });
    assert_eq!(
        options.selected(whole.clone()),
        json!({ "@odata.etag": "x", "id": "EX1", "size": 1, "related": [] })
    );
    assert_eq!(options.expanded("related").unwrap().top, Some(2));
    assert_eq!(read(&[("$select", "*")]).unwrap().selected(whole.clone()), whole);
}

#[test]
fn a_filter_tells_what_needs_to_be_fetched() {
    let filter = |text| read(&[("$filter", text)]).unwrap().filter.unwrap();
    let demanded = filter("isOpen and (id in ('EX1','EX2')) and begin ge 2026-11-18");
    assert_eq!(demanded.demands("id").map(<[_]>::len), Some(2));
    assert_eq!(demanded.demands("isOpen"), None);
    assert_eq!(demanded.not_before("begin"), Some("2026-11-18T00:00:00Z".parse().unwrap()));
    assert_eq!(filter("id eq 'EX1' or isOpen").demands("id"), None);
    assert_eq!(filter("begin lt 2026-11-18").not_before("begin"), None);
}
