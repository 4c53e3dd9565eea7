use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use centre::{Told, people::Scope};
use db::Id;

pub type Result<T = Response> = std::result::Result<T, Fault>;

/// Why a request was not done. [`crate::visit`] turns it into a page or a JSON problem in the
/// reader's language.
#[derive(Debug, Clone)]
pub enum Fault {
    NotFound,
    /// The person is told what is wrong.
    Told(StatusCode, Told),
    /// Closed to the agent as long as the caller of this call is not proven.
    Locked(Id),
    /// Sign in first, then come back here.
    SignIn,
    /// The database is out of reach; logged, and told as such.
    Away(String),
    /// A program isn't let in.
    Token(Refused),
    /// Logged, not told.
    Broken(String),
}

/// Why a program isn't let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    NoToken,
    /// Expired, revoked, or never made.
    BadToken,
    /// The token isn't for this.
    Scope(Scope),
}

impl Fault {
    pub fn told(told: Told) -> Fault {
        Fault::Told(StatusCode::UNPROCESSABLE_ENTITY, told)
    }

    pub fn bad_request(key: &'static str) -> Fault {
        Fault::Told(StatusCode::BAD_REQUEST, centre::tell(key))
    }

    pub fn broken(why: impl std::fmt::Display) -> Fault {
        Fault::Broken(why.to_string())
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::Told(status, _) => *status,
            Fault::Locked(_) => StatusCode::LOCKED,
            Fault::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            Fault::SignIn | Fault::Token(Refused::NoToken | Refused::BadToken) => StatusCode::UNAUTHORIZED,
            Fault::Token(Refused::Scope(_)) => StatusCode::FORBIDDEN,
            Fault::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<centre::Error> for Fault {
    fn from(error: centre::Error) -> Fault {
        match error {
            centre::Error::Told(told) => Fault::told(told),
            centre::Error::NotFound => Fault::NotFound,
            centre::Error::Locked { call } => Fault::Locked(call),
            centre::Error::Db(away @ (db::Error::Disconnected(_) | db::Error::Closed | db::Error::Busy)) => {
                Fault::Away(away.to_string())
            }
            other => Fault::broken(other),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Fault {
        Fault::broken(error)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
