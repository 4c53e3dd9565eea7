//! What an entity has, and whether options make sense of it.

use serde_json::Value as Json;

use crate::{
    Error, Options,
    tree::{Compare, Condition, Literal, Path},
};

#[derive(Debug)]
pub struct Entity {
    pub name: &'static str,
    pub properties: &'static [Property],
}

#[derive(Debug)]
pub struct Property {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether it may be asked for in a filter, and ordered by.
    pub is_asked: bool,
}

#[derive(Debug)]
pub enum Kind {
    Text,
    Bool,
    Int,
    Time,
    /// The members, in their order.
    Enum(&'static [&'static str]),
    List(&'static Kind),
    Record(&'static Entity),
    /// Entities of their own, there only when they are expanded.
    Related(&'static Entity),
    /// Bytes, never part of the entity's JSON.
    Stream,
}

impl Property {
    pub const fn asked(name: &'static str, kind: Kind) -> Property {
        Property { name, kind, is_asked: true }
    }

    pub const fn told(name: &'static str, kind: Kind) -> Property {
        Property { name, kind, is_asked: false }
    }
}

impl Entity {
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn known(&self, option: &'static str, name: &str) -> Result<&'static Property, Error> {
        let unknown = || Error::new(option, format!("there is no property \"{name}\" in {}", self.name));
        self.property(name).ok_or_else(unknown)
    }

    /// Whether every option is about something that the entity has and is asked in a way that it can be.
    pub fn check(&self, options: &Options) -> Result<(), Error> {
        if let Some(filter) = &options.filter {
            Scope::of(self, &Json::Null).check(filter)?;
        }
        for order in &options.order {
            let (kind, _) = Scope::of(self, &Json::Null).find("$orderby", &order.path)?;
            if !matches!(kind, Kind::Text | Kind::Bool | Kind::Int | Kind::Time | Kind::Enum(_)) {
                return Err(Error::new("$orderby", format!("{} has no order", order.path)));
            }
        }
        for name in options.select.iter().filter(|name| *name != "*") {
            if matches!(self.known("$select", name)?.kind, Kind::Related(_)) {
                return Err(Error::new("$select", format!("\"{name}\" is had by $expand={name}")));
            }
        }
        for expand in &options.expand {
            match self.known("$expand", &expand.name)?.kind {
                Kind::Related(entity) => entity.check(&expand.options)?,
                _ => return Err(Error::new("$expand", format!("\"{}\" can't be expanded", expand.name))),
            }
        }
        Ok(())
    }
}

/// What names mean at a place of a filter: the entity's properties, or the variables of the lambdas around.
pub(crate) struct Scope<'a> {
    pub entity: &'a Entity,
    pub record: &'a Json,
    pub variable: Option<(&'a str, &'static Kind, &'a Json)>,
    pub outer: Option<&'a Scope<'a>>,
}

static NOTHING: Json = Json::Null;

/// What a term is, as far as it matters for comparing.
#[derive(Clone, Copy, PartialEq)]
enum Type<'a> {
    Null,
    Bool,
    Int,
    Time,
    Text,
    /// A text that is written out; it may be the member of an enumeration.
    Written(&'a str),
    Member(&'a str),
    Enum(&'static [&'static str]),
}

impl<'a> Scope<'a> {
    pub fn of(entity: &'a Entity, record: &'a Json) -> Scope<'a> {
        Scope { entity, record, variable: None, outer: None }
    }

    pub fn with(&'a self, name: &'a str, kind: &'static Kind, one: &'a Json) -> Scope<'a> {
        Scope {
            entity: self.entity,
            record: self.record,
            variable: Some((name, kind, one)),
            outer: Some(self),
        }
    }

    fn variable(&self, name: &str) -> Option<(&'static Kind, &'a Json)> {
        match self.variable {
            Some((is, kind, one)) if is == name => Some((kind, one)),
            _ => self.outer.and_then(|outer| outer.variable(name)),
        }
    }

    /// What stands at a path, and what kind it is.
    pub fn find(&self, option: &'static str, path: &Path) -> Result<(&'static Kind, &'a Json), Error> {
        let not_asked = || Error::new(option, format!("\"{path}\" is not supported here"));
        let mut names = path.0.iter();
        let first = names.next().ok_or_else(not_asked)?;
        let of = |entity: &Entity, record: &'a Json, name: &str| {
            let property = entity.known(option, name)?;
            if !property.is_asked {
                return Err(not_asked());
            }
            Ok((&property.kind, record.get(name).unwrap_or(&NOTHING)))
        };
        let mut found = match self.variable(first) {
            Some(found) => found,
            None => of(self.entity, self.record, first)?,
        };
        for name in names {
            found = match found.0 {
                Kind::Record(entity) => of(entity, found.1, name)?,
                _ => return Err(not_asked()),
            };
        }
        Ok(found)
    }

    fn check(&self, condition: &Condition) -> Result<(), Error> {
        match self.type_of(condition)? {
            Type::Bool => Ok(()),
            _ => Err(wrong(format!("\"{condition}\" is neither true nor false"))),
        }
    }

    fn type_of<'c>(&self, condition: &'c Condition) -> Result<Type<'c>, Error> {
        match condition {
            Condition::Literal(literal) => return Ok(type_of(literal)),
            Condition::Path(path) => {
                return match self.find("$filter", path)?.0 {
                    Kind::Text => Ok(Type::Text),
                    Kind::Bool => Ok(Type::Bool),
                    Kind::Int => Ok(Type::Int),
                    Kind::Time => Ok(Type::Time),
                    Kind::Enum(members) => Ok(Type::Enum(members)),
                    Kind::List(_) => Err(wrong(format!("\"{path}\" is a collection: ask {path}/any(x:…)"))),
                    _ => Err(wrong(format!("\"{path}\" can't be compared"))),
                };
            }
            Condition::Call(function, of, with) => {
                for term in [of, with] {
                    if !matches!(self.type_of(term)?, Type::Text | Type::Written(_) | Type::Null) {
                        return Err(wrong(format!("{} is for texts, \"{term}\" is none", function.word())));
                    }
                }
            }
            Condition::Compare(left, compare, right) => {
                let (is, with) = (self.type_of(left)?, self.type_of(right)?);
                comparable(is, *compare, with)
                    .map_err(|why| wrong(format!("\"{left}\" and \"{right}\": {why}")))?;
            }
            Condition::In(left, literals) => {
                let is = self.type_of(left)?;
                for literal in literals {
                    comparable(is, Compare::Eq, type_of(literal))
                        .map_err(|why| wrong(format!("\"{left}\" and \"{literal}\": {why}")))?;
                }
            }
            Condition::Not(of) => self.check(of)?,
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().try_for_each(|part| self.check(part))?
            }
            Condition::Any(path, None) => drop(self.each(path)?),
            Condition::Any(path, Some((name, of))) | Condition::All(path, name, of) => {
                self.with(name, self.each(path)?, &NOTHING).check(of)?;
            }
        }
        Ok(Type::Bool)
    }

    /// What kind the things of a collection are.
    fn each(&self, path: &Path) -> Result<&'static Kind, Error> {
        match self.find("$filter", path)?.0 {
            Kind::List(each) => Ok(each),
            _ => Err(wrong(format!("\"{path}\" is no collection"))),
        }
    }
}

fn wrong(message: String) -> Error {
    Error::new("$filter", message)
}

fn type_of(literal: &Literal) -> Type<'_> {
    match literal {
        Literal::Null => Type::Null,
        Literal::Bool(_) => Type::Bool,
        Literal::Int(_) => Type::Int,
        Literal::Date(_) | Literal::Time(_) => Type::Time,
        Literal::Text(text) => Type::Written(text),
        Literal::Member(_, member) => Type::Member(member),
    }
}

fn comparable(left: Type, compare: Compare, right: Type) -> Result<(), String> {
    let only_equality = || {
        if compare.is_equality() { Ok(()) } else { Err("only eq and ne compare these".to_owned()) }
    };
    match (left, right) {
        (Type::Null, _) | (_, Type::Null) | (Type::Bool, Type::Bool) => only_equality(),
        (Type::Int, Type::Int) | (Type::Time, Type::Time) => Ok(()),
        (Type::Text | Type::Written(_), Type::Text | Type::Written(_)) => Ok(()),
        (Type::Enum(members), Type::Written(is) | Type::Member(is))
        | (Type::Written(is) | Type::Member(is), Type::Enum(members)) => {
            if members.iter().any(|member| member.eq_ignore_ascii_case(is)) {
                only_equality()
            } else {
                Err(format!("'{is}' is none of {}", members.join(", ")))
            }
        }
        _ => Err("these are not of one kind".to_owned()),
    }
}
