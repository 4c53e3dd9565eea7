use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

use serde::Deserialize;
use serde_json::Value;
use ureq::{
    Agent,
    http::{HeaderName, HeaderValue, Method, Request, Uri},
    tls::{RootCerts, TlsConfig},
};

use crate::{Failure, Result, chain};

/// How a gateway of text messages is called. In the values of `form` or `json`, `{to}` is the number in E.164, `{text}` the
/// text, and `{id}` the same whenever a message is sent again.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    #[serde(default)]
    pub url: String,
    #[serde(default = "post")]
    pub method: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    pub form: Option<BTreeMap<String, String>>,
    pub json: Option<Value>,
    /// Answers that mean that the message was taken; without it all from 200 to 299.
    pub success: Option<Vec<u16>>,
}

/// Keeps the values of headers out of logs.
impl fmt::Debug for GatewayConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text messages by {}", self.url)
    }
}

fn post() -> String {
    "POST".into()
}

/// A gateway of text messages.
pub struct Gateway {
    agent: Agent,
    url: Uri,
    method: Method,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Body,
    success: Option<Vec<u16>>,
}

enum Body {
    Form(BTreeMap<String, String>),
    Json(Value),
}

const TIMEOUT: Duration = Duration::from_secs(20);
/// So much of a refusal is read.
const ANSWER: u64 = 4096;

impl Gateway {
    /// Doesn't connect yet. What is wrong is said without the values of headers.
    pub fn new(config: &GatewayConfig) -> std::result::Result<Gateway, String> {
        let url: Uri = config.url.parse().map_err(|why| format!("url: {why}"))?;
        if url.host().is_none() || !matches!(url.scheme_str(), Some("https" | "http")) {
            return Err("url: expected https://… or http://…".to_owned());
        }
        let method: Method = config.method.parse().map_err(|_| "method: not one of HTTP".to_owned())?;
        if method != Method::POST && method != Method::PUT {
            return Err("method: POST or PUT".to_owned());
        }
        let body = match (&config.form, &config.json) {
            (Some(form), None) => Body::Form(form.clone()),
            (None, Some(json)) => Body::Json(json.clone()),
            _ => return Err("either form or json says what is sent".to_owned()),
        };
        for place in ["{to}", "{text}"] {
            if !body.mentions(place) {
                return Err(format!("{place} stands nowhere in what is sent"));
            }
        }
        let mut headers = Vec::new();
        for (name, value) in &config.headers {
            let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("headers: {name}"))?;
            let value = HeaderValue::from_str(value).map_err(|_| format!("headers: the value of {name}"))?;
            headers.push((key, value));
        }
        Ok(Gateway { agent: agent(), url, method, headers, body, success: config.success.clone() })
    }

    pub fn send(&self, id: &str, to: &str, text: &str) -> Result {
        let (kind, body) = self.body.filled(&[("{to}", to), ("{text}", text), ("{id}", id)]);
        let mut request =
            Request::builder().method(self.method.clone()).uri(self.url.clone()).header("content-type", kind);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).map_err(|why| Failure::Passing(why.to_string()))?;
        let mut answer = self.agent.run(request).map_err(|why| Failure::Passing(chain(&why)))?;
        let status = answer.status();
        let taken = match &self.success {
            Some(codes) => codes.contains(&status.as_u16()),
            None => status.is_success(),
        };
        if taken {
            return Ok(());
        }
        let said = answer.body_mut().with_config().limit(ANSWER).read_to_string().unwrap_or_default();
        let why = format!("{status} {}", said.trim());
        // Not let in, too fast, not there: that is about us. The rest is about the message.
        let is_ours =
            !status.is_client_error() || matches!(status.as_u16(), 401 | 403 | 404 | 407 | 408 | 425 | 429);
        Err(if is_ours { Failure::Passing(why) } else { Failure::Lasting(why) })
    }
}

/// One that goes nowhere else than where it is sent.
fn agent() -> Agent {
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::WebPki)
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent("servus")
        .build()
        .new_agent()
}

impl Body {
    fn mentions(&self, place: &str) -> bool {
        match self {
            Body::Form(form) => form.values().any(|value| value.contains(place)),
            Body::Json(json) => mentions(json, place),
        }
    }

    /// Media type and content.
    fn filled(&self, places: &[(&str, &str)]) -> (&'static str, String) {
        match self {
            Body::Form(form) => {
                let pairs = form.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(&fill(v, places))));
                ("application/x-www-form-urlencoded", pairs.collect::<Vec<_>>().join("&"))
            }
            Body::Json(json) => ("application/json", filled(json, places).to_string()),
        }
    }
}

fn mentions(json: &Value, place: &str) -> bool {
    match json {
        Value::String(text) => text.contains(place),
        Value::Array(items) => items.iter().any(|item| mentions(item, place)),
        Value::Object(fields) => fields.values().any(|value| mentions(value, place)),
        _ => false,
    }
}

fn filled(json: &Value, places: &[(&str, &str)]) -> Value {
    match json {
        Value::String(text) => Value::String(fill(text, places)),
        Value::Array(items) => items.iter().map(|item| filled(item, places)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(k, v)| (k.clone(), filled(v, places))).collect())
        }
        other => other.clone(),
    }
}

/// Puts values in their places in one go: what stands in a value is never a place.
fn fill(template: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let (place, value) = places.iter().find(|(place, _)| rest.starts_with(place)).unwrap_or(&("{", "{"));
        out.push_str(value);
        rest = &rest[place.len()..];
    }
    out + rest
}

/// A value of a form, as browsers write it.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests;
