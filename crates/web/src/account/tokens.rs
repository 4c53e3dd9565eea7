//! The tokens of programs: one's own, and those of apps of the organization.

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    people::{self, NewToken, Scope, TokenLine, TokenState, Viewer},
};
use db::{Id, Tx};

use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Signed, Visit},
};

#[derive(Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    page: Page,
    /// One that was made just now: it is shown this once.
    made: Option<String>,
    own: Vec<Line>,
    of_apps: Vec<Line>,
    makes_own: bool,
    makes_apps: bool,
    scopes: Vec<Choice>,
    days: Vec<Choice>,
    typed: NewToken,
    error: Option<Told>,
}

/// Something to choose, with its name in words.
struct Choice {
    value: String,
    name: String,
    /// Left out for apps.
    only_for_people: bool,
    is_chosen: bool,
}

struct Line {
    id: String,
    name: String,
    ending: String,
    /// Kind and text of a badge.
    state: (&'static str, String),
    scopes: String,
    about: String,
    works: bool,
}

impl TokensPage {
    /// What is wrong with a field, if something is.
    fn wrong(&self, field: &str) -> Option<String> {
        self.error.as_ref().filter(|told| told.field == Some(field)).map(|told| self.say(told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

/// `GET /account/tokens`
pub async fn tokens(Signed { visit, viewer }: Signed) -> Result {
    show(&visit, &viewer, None, None, None).await
}

/// `POST /account/tokens`: makes one, and shows it.
pub async fn make_token(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let typed = NewToken {
        name: fields.get("name").to_owned(),
        for_app: fields.get("for") == "app",
        scopes: fields.all("scopes").map(str::to_owned).collect(),
        days: fields.get("days").parse().unwrap_or_default(),
    };
    let (policies, maker, new) = (visit.policies.clone(), viewer.clone(), typed.clone());
    match visit.app.db.write(move |tx| people::make_token(tx, &policies, &maker, &new)).await {
        Ok(token) => show(&visit, &viewer, None, None, Some(token)).await,
        Err(Error::Told(told)) => show(&visit, &viewer, Some(typed), Some(told), None).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/tokens/{id}/revoke`
pub async fn revoke_token(Signed { visit, viewer }: Signed, Path(id): Path<String>) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    visit.app.db.write(move |tx| people::revoke_token(tx, &viewer, id)).await?;
    Ok(visit.go_with("/account/tokens", "flash-token-revoked"))
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    typed: Option<NewToken>,
    error: Option<Told>,
    made: Option<String>,
) -> Result {
    let asker = viewer.clone();
    let lines = visit.app.db.read(move |tx: &mut Tx| people::tokens(tx, &asker)).await?;
    let mut page = visit.page("account");
    page.here = "/account/tokens".into();
    let (for_own, for_apps) = people::may_make(viewer);
    let offered = &visit.policy()?.tokens.days;
    let typed = typed.unwrap_or_else(|| NewToken {
        for_app: for_own.is_empty(),
        days: offered.first().copied().unwrap_or_default(),
        ..NewToken::default()
    });
    let mut days = offered.clone();
    days.sort_unstable();
    let (of_apps, own): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.is_app);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = TokensPage {
        made,
        own: own.iter().map(|token| line(&page, token)).collect(),
        of_apps: of_apps.iter().map(|token| line(&page, token)).collect(),
        makes_own: !for_own.is_empty(),
        makes_apps: !for_apps.is_empty(),
        scopes: Scope::ALL
            .into_iter()
            .filter(|scope| for_own.contains(scope) || for_apps.contains(scope))
            .map(|scope| Choice {
                value: scope.code().into(),
                name: name_of(&page, scope),
                only_for_people: !scope.is_for_apps(),
                is_chosen: typed.scopes.iter().any(|code| code == scope.code()),
            })
            .collect(),
        days: days
            .into_iter()
            .map(|n| Choice {
                value: n.to_string(),
                name: page.t1("tokens-days", "n", n),
                only_for_people: false,
                is_chosen: n == typed.days,
            })
            .collect(),
        typed,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

fn name_of(page: &Page, scope: Scope) -> String {
    page.t(match scope {
        Scope::ReadHealth => "tokens-scope-health",
        Scope::ReadMessages => "tokens-scope-messages",
        Scope::MarkMessages => "tokens-scope-mark",
    })
}

fn line(page: &Page, token: &TokenLine) -> Line {
    let state = match token.state {
        TokenState::Works => ("good", page.t1("tokens-until", "time", page.when(&token.expires_at))),
        TokenState::Expired => ("", page.t1("tokens-expired", "time", page.when(&token.expires_at))),
        TokenState::Revoked => ("bad", page.t("tokens-revoked")),
    };
    let names: Vec<String> = token.scopes.iter().map(|scope| name_of(page, *scope)).collect();
    let used = match &token.used_at {
        Some(at) => page.t1("tokens-used", "time", page.relative(at)),
        None => page.t("tokens-unused"),
    };
    let made =
        page.t2("tokens-made", "time", page.when(&token.created_at), "name", token.created_by.as_str());
    Line {
        id: token.id.to_string(),
        name: token.name.clone(),
        ending: format!("…{}", token.ending),
        state,
        scopes: page.l.list(&names),
        about: format!("{made} · {used}"),
        works: token.state == TokenState::Works,
    }
}
