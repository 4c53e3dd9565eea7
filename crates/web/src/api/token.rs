use axum::{Json, response::IntoResponse};
use centre::people::{Scope, Who};
use serde_json::json;

use crate::{error::Result, visit::Bearer};

/// `GET /api/v1/token`: whom the token speaks for, and what it is good for.
pub async fn token(Bearer { viewer, .. }: Bearer) -> Result {
    let kind = if matches!(viewer.who, Who::App { .. }) { "app" } else { "person" };
    let scopes: Vec<&str> =
        Scope::ALL.into_iter().filter(|scope| viewer.may(*scope)).map(Scope::code).collect();
    let organization = viewer.organization().map(|id| id.to_string());
    Ok(Json(json!({
        "kind": kind, "name": viewer.name, "cloud": viewer.cloud, "organization": organization, "scopes": scopes,
    }))
    .into_response())
}
