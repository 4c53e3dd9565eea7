use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts};
use centre::phone::{
    Call,
    calls::{self, CallFilter, CallPlace, Which},
};
use db::Tx;

use super::Line;
use crate::{
    error::{Fault, Result},
    page::{Page, encode},
    visit::AtDesk,
};

#[derive(Template)]
#[template(path = "desk/phone.html")]
struct PhonePage {
    page: Page,
    now: Vec<Line>,
    missed: Vec<Line>,
    more_missed: bool,
    lines: Vec<Line>,
    is_mine: bool,
    is_manager: bool,
    number: String,
    first: Option<String>,
    next: Option<String>,
}

/// What a list of calls is asked for.
#[derive(Debug, Default)]
pub struct Wanted {
    filter: CallFilter,
    /// As it was typed.
    number: String,
}

impl<S: Sync> FromRequestParts<S> for Wanted {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Wanted> {
        let mut wanted = Wanted::default();
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        for (name, value) in pairs {
            match name.as_str() {
                "of" if value == "me" => wanted.filter.which = Which::Mine,
                "number" => wanted.number = value.trim().chars().take(40).collect(),
                "after" => wanted.filter.after = value.parse().ok(),
                _ => {}
            }
        }
        Ok(wanted)
    }
}

impl Wanted {
    fn at(&self, after: Option<CallPlace>) -> String {
        let mut pairs = Vec::new();
        if self.filter.which == Which::Mine {
            pairs.push("of=me".to_owned());
        }
        if !self.number.is_empty() {
            pairs.push(format!("number={}", encode(&self.number)));
        }
        pairs.extend(after.map(|after| format!("after={after}")));
        if pairs.is_empty() { "/desk/phone".to_owned() } else { format!("/desk/phone?{}", pairs.join("&")) }
    }
}

/// `GET /desk/phone`
pub async fn list(AtDesk { visit, viewer }: AtDesk, wanted: Wanted) -> Result {
    let number = wanted.number.clone();
    let filter = CallFilter { number: (!number.is_empty()).then_some(number), ..wanted.filter.clone() };
    let is_manager = viewer.desk()?.is_manager;
    let load = move |tx: &mut Tx| {
        let mut of = |which| calls::calls(tx, &viewer, &CallFilter { which, ..CallFilter::default() });
        let (now, missed) = (of(Which::Now)?, of(Which::Missed)?);
        Ok::<_, centre::Error>((now.0, missed, calls::calls(tx, &viewer, &filter)?))
    };
    let (now, (missed, more_missed), (calls, next)) = visit.app.db.read(load).await?;
    let page = visit.page("phone");
    let lines = |calls: Vec<Call>| calls.into_iter().map(|call| Line::new(&page, call)).collect();
    visit.html(&PhonePage {
        now: lines(now),
        missed: lines(missed),
        more_missed: more_missed.is_some(),
        is_manager,
        lines: lines(calls),
        is_mine: wanted.filter.which == Which::Mine,
        first: wanted.filter.after.is_some().then(|| wanted.at(None)),
        next: next.map(|after| wanted.at(Some(after))),
        number: wanted.number,
        page,
    })
}
