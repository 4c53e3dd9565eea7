use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

use crate::{Error, Result};

/// What a column can hold. Booleans are 0 and 1, times are microseconds since 1970 UTC, ids are 16 bytes.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "NULL",
            Value::Int(_) => "an integer",
            Value::Real(_) => "a real number",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
        }
    }

    fn is_not(&self, wanted: &str) -> Error {
        Error::Type(format!("{} is not {wanted}", self.kind()))
    }
}

/// A row of a result. Columns count from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T> {
        let value = self.0.get(column).ok_or_else(|| Error::Type(format!("there is no column {column}")))?;
        T::from_value(value).map_err(|error| match error {
            Error::Type(text) => Error::Type(format!("column {column}: {text}")),
            other => other,
        })
    }
}

/// What can be a parameter of a statement.
pub trait ToValue {
    fn to_value(&self) -> Value;
}

/// What can be read from a column.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Result<Self>;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Result<Value> {
        Ok(value.clone())
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Result<Option<T>> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! integers {
    ($($int:ty),*) => {$(
        impl ToValue for $int {
            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }
        }

        impl FromValue for $int {
            fn from_value(value: &Value) -> Result<$int> {
                match value {
                    Value::Int(int) => <$int>::try_from(*int)
                        .map_err(|_| Error::Type(format!("{int} does not fit into {}", stringify!($int)))),
                    other => Err(other.is_not("an integer")),
                }
            }
        }
    )*};
}
integers!(i64, i32, i16, u32, u16, u8);

macro_rules! column {
    ($type:ty, $wanted:literal, $it:ident => $to:expr, $($from:pat => $value:expr),+) => {
        impl ToValue for $type {
            fn to_value(&self) -> Value {
                let $it = self;
                $to
            }
        }

        impl FromValue for $type {
            fn from_value(value: &Value) -> Result<$type> {
                match value {
                    $($from => Ok($value),)+
                    other => Err(other.is_not($wanted)),
                }
            }
        }
    };
}
column!(bool, "0 or 1", it => Value::Int(i64::from(*it)), Value::Int(0) => false, Value::Int(1) => true);
// An average of integers may come as an integer.
column!(f64, "a number", it => Value::Real(*it), Value::Real(real) => *real, Value::Int(int) => *int as f64);
column!(String, "text", it => Value::Text(it.clone()), Value::Text(text) => text.clone());
column!(Vec<u8>, "bytes", it => Value::Bytes(it.clone()), Value::Bytes(bytes) => bytes.clone());

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl ToValue for $text {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    )*};
}
texts!(str, Box<str>, Arc<str>, Cow<'_, str>);

impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &Value) -> Result<[u8; N]> {
        let bytes = Vec::from_value(value)?;
        bytes.try_into().map_err(|bytes: Vec<u8>| Error::Type(format!("{} bytes are not {N}", bytes.len())))
    }
}

impl ToValue for Timestamp {
    fn to_value(&self) -> Value {
        Value::Int(self.as_microsecond())
    }
}

impl FromValue for Timestamp {
    fn from_value(value: &Value) -> Result<Timestamp> {
        Timestamp::from_microsecond(i64::from_value(value)?).map_err(|error| Error::Type(error.to_string()))
    }
}

/// The identity of a record: a UUID, sorted by when it was made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; 16]);

impl Id {
    /// A UUIDv7: milliseconds, the rest of the time in the 12 bits after them, and the low 62 bits of `low`.
    pub(crate) fn new(at: Timestamp, low: u64) -> Id {
        let micros = at.as_microsecond().max(0).unsigned_abs();
        let fraction = (micros % 1_000) * 4_096 / 1_000;
        let mut rest = [0; 10];
        rest[..2].copy_from_slice(&(fraction as u16).to_be_bytes());
        rest[2..].copy_from_slice(&low.to_be_bytes());
        Id(uuid::Builder::from_unix_timestamp_millis(micros / 1_000, &rest).into_uuid().into_bytes())
    }
}

impl ToValue for Id {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }
}

impl FromValue for Id {
    fn from_value(value: &Value) -> Result<Id> {
        FromValue::from_value(value).map(Id)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes(self.0).as_hyphenated().fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Id, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Id> {
        match Uuid::from_str(text) {
            Ok(uuid) if text.len() == uuid::fmt::Hyphenated::LENGTH => Ok(Id(uuid.into_bytes())),
            _ => Err(Error::Type("not an id".to_owned())),
        }
    }
}
