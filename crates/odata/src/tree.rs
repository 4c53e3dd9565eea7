use std::fmt;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

/// What `$filter` asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Literal(Literal),
    Path(Path),
    Call(Function, Box<Condition>, Box<Condition>),
    Compare(Box<Condition>, Compare, Box<Condition>),
    In(Box<Condition>, Vec<Literal>),
    Not(Box<Condition>),
    /// Two or more.
    And(Vec<Condition>),
    Or(Vec<Condition>),
    /// Whether one of a collection is such; without a condition, whether it has any.
    Any(Path, Option<(String, Box<Condition>)>),
    All(Path, String, Box<Condition>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Date(Date),
    Time(Timestamp),
    /// A member, and the type that it is said to be of.
    Member(String, String),
}

/// The names of a path, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(pub Vec<String>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    StartsWith,
    EndsWith,
    Contains,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub path: Path,
    pub descending: bool,
}

impl Compare {
    pub const ALL: [Compare; 6] =
        [Compare::Eq, Compare::Ne, Compare::Gt, Compare::Ge, Compare::Lt, Compare::Le];

    pub fn word(self) -> &'static str {
        match self {
            Compare::Eq => "eq",
            Compare::Ne => "ne",
            Compare::Gt => "gt",
            Compare::Ge => "ge",
            Compare::Lt => "lt",
            Compare::Le => "le",
        }
    }

    pub fn is_equality(self) -> bool {
        matches!(self, Compare::Eq | Compare::Ne)
    }
}

impl Function {
    pub const ALL: [Function; 3] = [Function::StartsWith, Function::EndsWith, Function::Contains];

    pub fn word(self) -> &'static str {
        match self {
            Function::StartsWith => "startswith",
            Function::EndsWith => "endswith",
            Function::Contains => "contains",
        }
    }
}

impl Condition {
    /// The parts that must all hold.
    pub fn parts(&self) -> &[Condition] {
        match self {
            Condition::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// What every entity that fulfils this has at the path, or one of these: its value is compared with literals and
    /// nothing else will do. A reader may then fetch only those.
    pub fn demands(&self, path: &str) -> Option<&[Literal]> {
        self.parts().iter().find_map(|part| match part {
            Condition::Compare(left, Compare::Eq, right) => match (&**left, &**right) {
                (Condition::Path(is), Condition::Literal(literal))
                | (Condition::Literal(literal), Condition::Path(is))
                    if is.is(path) =>
                {
                    Some(std::slice::from_ref(literal))
                }
                _ => None,
            },
            Condition::In(left, literals) if matches!(&**left, Condition::Path(is) if is.is(path)) => {
                Some(literals.as_slice())
            }
            _ => None,
        })
    }

    /// The earliest time that an entity which fulfils this can have at the path, if it says so.
    pub fn not_before(&self, path: &str) -> Option<Timestamp> {
        let bounds = self.parts().iter().filter_map(|part| match part {
            Condition::Compare(left, compare, right) => match (&**left, compare, &**right) {
                (
                    Condition::Path(is),
                    Compare::Gt | Compare::Ge | Compare::Eq,
                    Condition::Literal(literal),
                )
                | (
                    Condition::Literal(literal),
                    Compare::Lt | Compare::Le | Compare::Eq,
                    Condition::Path(is),
                ) if is.is(path) => literal.time(),
                _ => None,
            },
            _ => None,
        });
        bounds.max()
    }
}

impl Literal {
    pub fn text(&self) -> Option<&str> {
        match self {
            Literal::Text(text) | Literal::Member(_, text) => Some(text),
            _ => None,
        }
    }

    pub fn time(&self) -> Option<Timestamp> {
        match self {
            Literal::Time(time) => Some(*time),
            Literal::Date(date) => TimeZone::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok(),
            _ => None,
        }
    }
}

impl Path {
    pub fn is(&self, name: &str) -> bool {
        matches!(self.0.as_slice(), [only] if only == name)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        match self {
            Literal::Null => f.write_str("null"),
            Literal::Bool(yes) => write!(f, "{yes}"),
            Literal::Int(number) => write!(f, "{number}"),
            Literal::Text(text) => f.write_str(&quoted(text)),
            Literal::Date(date) => write!(f, "{date}"),
            Literal::Time(time) => write!(f, "{time}"),
            Literal::Member(of, member) => write!(f, "{of}{}", quoted(member)),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let join = |f: &mut fmt::Formatter, parts: &[Condition], word: &str| {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    write!(f, " {word} ")?;
                }
                match part {
                    Condition::Compare(..) | Condition::In(..) => write!(f, "{part}")?,
                    part => write!(f, "{}", Term(part))?,
                }
            }
            Ok(())
        };
        match self {
            Condition::Literal(literal) => write!(f, "{literal}"),
            Condition::Path(path) => write!(f, "{path}"),
            Condition::Call(function, of, with) => {
                write!(f, "{}({},{})", function.word(), Term(of), Term(with))
            }
            Condition::Compare(left, compare, right) => {
                write!(f, "{} {} {}", Term(left), compare.word(), Term(right))
            }
            Condition::In(left, literals) => {
                let literals: Vec<_> = literals.iter().map(Literal::to_string).collect();
                write!(f, "{} in ({})", Term(left), literals.join(","))
            }
            Condition::Not(of) => write!(f, "not {}", Term(of)),
            Condition::And(parts) => join(f, parts, "and"),
            Condition::Or(parts) => join(f, parts, "or"),
            Condition::Any(path, None) => write!(f, "{path}/any()"),
            Condition::Any(path, Some((name, of))) => write!(f, "{path}/any({name}:{of})"),
            Condition::All(path, name, of) => write!(f, "{path}/all({name}:{of})"),
        }
    }
}

/// A condition where the grammar has a term: in brackets if it is more.
struct Term<'a>(&'a Condition);

impl fmt::Display for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            Condition::Compare(..) | Condition::In(..) | Condition::And(_) | Condition::Or(_) => {
                write!(f, "({})", self.0)
            }
            one => write!(f, "{one}"),
        }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}{}", self.path, if self.descending { " desc" } else { "" })
    }
}
