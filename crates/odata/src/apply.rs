//! Options applied to an entity's JSON. They were checked; what doesn't fit counts as null.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::{
    Entity, Kind, Options,
    entity::Scope,
    tree::{Compare, Condition, Function, Literal},
};

impl Options {
    /// Whether the filter lets it through.
    pub fn keeps(&self, entity: &Entity, record: &Json) -> bool {
        match &self.filter {
            Some(filter) => holds(filter, &Scope::of(entity, record)) == Some(true),
            None => true,
        }
    }

    /// Which of two comes first by `$orderby`.
    pub fn order(&self, entity: &Entity, left: &Json, right: &Json) -> Ordering {
        let of = |order: &crate::Order, record| match Scope::of(entity, record).find("$orderby", &order.path)
        {
            Ok((kind, json)) => value_of(kind, json),
            Err(_) => Value::Null,
        };
        for order in &self.order {
            let which = rank(&of(order, left)).cmp(&rank(&of(order, right)));
            let which = which.then_with(|| compared(&of(order, left), &of(order, right)));
            let which = if order.descending { which.reverse() } else { which };
            if which.is_ne() {
                return which;
            }
        }
        Ordering::Equal
    }

    /// What `$select` leaves of it; what was expanded stays.
    pub fn selected(&self, record: Json) -> Json {
        let is_whole = self.select.is_empty() || self.select.iter().any(|name| name == "*");
        let Json::Object(all) = record else { return record };
        let is_wanted = |name: &str| {
            is_whole
                || name.starts_with('@')
                || self.select.iter().any(|wanted| wanted == name)
                || self.expand.iter().any(|expand| expand.name == name)
        };
        Json::Object(all.into_iter().filter(|(name, _)| is_wanted(name)).collect())
    }
}

#[derive(Debug, Clone, Copy)]
enum Value<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Time(Timestamp),
    Text(&'a str),
    /// A member, with its place among the others.
    Member(&'a str, usize),
}

fn value_of<'a>(kind: &Kind, json: &'a Json) -> Value<'a> {
    let value = match kind {
        Kind::Text => json.as_str().map(Value::Text),
        Kind::Bool => json.as_bool().map(Value::Bool),
        Kind::Int => json.as_i64().map(Value::Int),
        Kind::Time => json.as_str().and_then(|time| time.parse().ok()).map(Value::Time),
        Kind::Enum(members) => json.as_str().map(|is| {
            Value::Member(is, members.iter().position(|member| *member == is).unwrap_or(members.len()))
        }),
        Kind::List(_) | Kind::Record(_) | Kind::Related(_) | Kind::Stream => None,
    };
    value.unwrap_or(Value::Null)
}

fn value<'a>(condition: &'a Condition, scope: &'a Scope) -> Value<'a> {
    match condition {
        Condition::Literal(literal) => literal_value(literal),
        Condition::Path(path) => match scope.find("$filter", path) {
            Ok((kind, json)) => value_of(kind, json),
            Err(_) => Value::Null,
        },
        condition => holds(condition, scope).map_or(Value::Null, Value::Bool),
    }
}

fn literal_value(literal: &Literal) -> Value<'_> {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(yes) => Value::Bool(*yes),
        Literal::Int(number) => Value::Int(*number),
        Literal::Text(text) | Literal::Member(_, text) => Value::Text(text),
        Literal::Date(_) | Literal::Time(_) => literal.time().map_or(Value::Null, Value::Time),
    }
}

/// True, false, or neither, as null makes it.
fn holds(condition: &Condition, scope: &Scope) -> Option<bool> {
    match condition {
        Condition::Literal(_) | Condition::Path(_) => match value(condition, scope) {
            Value::Bool(yes) => Some(yes),
            _ => None,
        },
        Condition::Call(function, of, with) => match (value(of, scope), value(with, scope)) {
            (Value::Text(of), Value::Text(with)) => Some(match function {
                Function::StartsWith => of.starts_with(with),
                Function::EndsWith => of.ends_with(with),
                Function::Contains => of.contains(with),
            }),
            _ => None,
        },
        Condition::Compare(left, compare, right) => {
            Some(compares(value(left, scope), *compare, value(right, scope)))
        }
        Condition::In(left, literals) => {
            let is = value(left, scope);
            Some(literals.iter().any(|literal| compares(is, Compare::Eq, literal_value(literal))))
        }
        Condition::Not(of) => holds(of, scope).map(|yes| !yes),
        Condition::And(parts) => all(parts.iter().map(|part| holds(part, scope))),
        Condition::Or(parts) => any(parts.iter().map(|part| holds(part, scope))),
        Condition::Any(path, of) => match (scope.find("$filter", path), of) {
            (Ok((Kind::List(each), Json::Array(list))), Some((name, of))) => {
                any(list.iter().map(|one| holds(of, &scope.with(name, each, one))))
            }
            (Ok((_, Json::Array(list))), None) => Some(!list.is_empty()),
            _ => Some(false),
        },
        Condition::All(path, name, of) => match scope.find("$filter", path) {
            Ok((Kind::List(each), Json::Array(list))) => {
                all(list.iter().map(|one| holds(of, &scope.with(name, each, one))))
            }
            _ => Some(true),
        },
    }
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut so_far = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => so_far = None,
            Some(true) => {}
        }
    }
    so_far
}

fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(parts.map(|part| part.map(|yes| !yes))).map(|none| !none)
}

fn compares(left: Value, compare: Compare, right: Value) -> bool {
    let has_null = matches!(left, Value::Null) || matches!(right, Value::Null);
    let order = if has_null { rank(&left).cmp(&rank(&right)) } else { compared(&left, &right) };
    match compare {
        Compare::Eq => order.is_eq(),
        Compare::Ne => order.is_ne(),
        Compare::Gt => !has_null && order.is_gt(),
        Compare::Ge => !has_null && order.is_ge(),
        Compare::Lt => !has_null && order.is_lt(),
        Compare::Le => !has_null && order.is_le(),
    }
}

/// Null comes before everything.
fn rank(value: &Value) -> bool {
    !matches!(value, Value::Null)
}

fn compared(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Member(_, left), Value::Member(_, right)) => left.cmp(right),
        (Value::Member(left, _), Value::Text(right)) | (Value::Text(left), Value::Member(right, _)) => {
            left.to_ascii_lowercase().cmp(&right.to_ascii_lowercase())
        }
        _ => Ordering::Equal,
    }
}
