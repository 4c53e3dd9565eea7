//! The query options of OData 4 as services in the wild use them: what is asked for is read, checked against what an
//! entity has, and applied to JSON. Whatever isn't understood is refused with its place, never ignored.
//!
//! ```text
//! options    = option { "&" option }                        names with or without "$"; others are not ours
//! option     = "$filter=" condition | "$orderby=" order { "," order }
//!            | "$select=" ( "*" | name ) { "," ( "*" | name ) } | "$expand=" expand { "," expand }
//!            | "$top=" digits | "$skip=" digits | "$count=" ( "true" | "false" )
//!            | "$skiptoken=" any | "$format=json"
//! order      = path [ "asc" | "desc" ]
//! expand     = name [ "(" option { ";" option } ")" ]       the options of what is expanded, without $skiptoken and $format
//!
//! condition  = all { "or" all }
//! all        = relation { "and" relation }
//! relation   = term [ ( "eq" | "ne" | "gt" | "ge" | "lt" | "le" ) term | "in" "(" literal { "," literal } ")" ]
//! term       = "not" term | "(" condition ")" | call | literal | path [ "/" lambda ]
//! call       = ( "startswith" | "endswith" | "contains" ) "(" term "," term ")"
//! lambda     = "any" "(" [ name ":" condition ] ")" | "all" "(" name ":" condition ")"
//! path       = name { "/" name }
//! literal    = "null" | "true" | "false" | [ "-" ] digits | text | date | instant | enumerated
//! text       = "'" { any but "'" | "''" } "'"
//! date       = year "-" month "-" day                       stands for its first instant in UTC
//! instant    = date "T" hour ":" minute [ ":" second [ "." fraction ] ] ( "Z" | ( "+" | "-" ) hour ":" minute )
//! enumerated = name "." name { "." name } text              such as microsoft.graph.postType'quick'
//! name       = ( letter | "_" ) { letter | digit | "_" }    ASCII
//! ```
//!
//! Words are separated by blanks. `not` binds to the term beside it, so a comparison to be negated stands in brackets. A
//! comparison with `null` knows only equal and unequal; a function of `null` is neither true nor false.

mod apply;
mod entity;
mod error;
mod options;
mod read;
mod token;
mod tree;

pub use entity::{Entity, Kind, Property};
pub use error::Error;
pub use options::{Expand, Options};
pub use tree::{Compare, Condition, Function, Literal, Order, Path};

/// The most characters of one option, and how deep brackets may stand in each other.
pub const LONGEST: usize = 4096;
pub const DEEPEST: usize = 24;
