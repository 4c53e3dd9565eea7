//! Posts of a WeChat official account to all who follow it, by the HTTP API of its operator.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde::Deserialize;
use serde_json::{Value, json};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

use crate::{Destination, Failure, Result, chain};

/// An account and what it signs in with.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChatConfig {
    pub app_id: String,
    #[serde(default)]
    pub secret: String,
    /// Where its API is, if not at its operator's.
    #[serde(default = "operator")]
    pub api: String,
}

fn operator() -> String {
    "https://api.weixin.qq.com".into()
}

/// Keeps the secret out of logs.
impl fmt::Debug for WeChatConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "posts of {}", self.app_id)
    }
}

/// An account that posts.
pub struct WeChat {
    agent: Agent,
    config: WeChatConfig,
    token: Mutex<Option<Token>>,
}

struct Token {
    value: String,
    until: Instant,
}

const TIMEOUT: Duration = Duration::from_secs(20);
/// A token is exchanged so long before it ends.
const MARGIN: Duration = Duration::from_secs(300);

/// What the API answers with; all of it comes with status 200.
mod code {
    pub const DONE: i64 = 0;
    pub const BUSY: i64 = -1;
    /// The token is wrong, was replaced, or is over.
    pub const TOKEN: [i64; 3] = [40001, 40014, 42001];
    /// A post with this id went out already.
    pub const KNOWN: i64 = 45065;
    /// The quota of calls, of calls a minute, of posts, and a repeat that comes too soon.
    pub const LIMITS: [i64; 4] = [45009, 45011, 45028, 45066];
    /// The account, its secret, where it calls from, what it may do: ours to mend.
    pub const OURS: [i64; 6] = [40013, 40125, 40164, 40243, 48001, 50002];
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    errcode: i64,
    #[serde(default)]
    errmsg: String,
    access_token: Option<String>,
    expires_in: Option<u64>,
}

impl WeChat {
    /// Doesn't connect yet. What is wrong is said without the secret.
    pub fn new(config: &WeChatConfig) -> std::result::Result<WeChat, String> {
        Destination::parse(&config.api, true).map_err(|unfit| format!("api: {unfit}"))?;
        if config.app_id.is_empty() || config.secret.is_empty() {
            return Err("app_id and secret: both are needed".to_owned());
        }
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::WebPki)
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("servus")
            .build()
            .new_agent();
        Ok(WeChat { agent, config: config.clone(), token: Mutex::new(None) })
    }

    /// A text to all followers. The same id again doesn't go out again.
    pub fn post(&self, id: &str, text: &str) -> Result {
        let post = json!({
            "filter": { "is_to_all": true },
            "msgtype": "text",
            "text": { "content": text },
            "clientmsgid": id,
        });
        let mut answer = self.call_with(&self.token(false)?, &post)?;
        if code::TOKEN.contains(&answer.errcode) {
            // Somebody else exchanged it; once, since a wrong account would never get further.
            answer = self.call_with(&self.token(true)?, &post)?;
        }
        let why = format!("{} {}", answer.errcode, answer.errmsg);
        match answer.errcode {
            code::DONE | code::KNOWN => Ok(()),
            code::BUSY => Err(Failure::Passing(why)),
            c if code::TOKEN.contains(&c) || code::LIMITS.contains(&c) || code::OURS.contains(&c) => {
                Err(Failure::Passing(why))
            }
            _ => Err(Failure::Lasting(why)),
        }
    }

    fn call_with(&self, token: &str, post: &Value) -> std::result::Result<Answer, Failure> {
        self.call(&format!("/cgi-bin/message/mass/sendall?access_token={token}"), post)
    }

    /// The token that is kept, or a new one. It is asked for in a way that leaves others' tokens valid.
    fn token(&self, anew: bool) -> std::result::Result<String, Failure> {
        let mut kept = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = kept.as_ref().filter(|token| !anew && Instant::now() < token.until) {
            return Ok(token.value.clone());
        }
        let asked = json!({
            "grant_type": "client_credential",
            "appid": self.config.app_id,
            "secret": self.config.secret,
            "force_refresh": anew,
        });
        let answer = self.call("/cgi-bin/stable_token", &asked)?;
        let is_plain = |value: &String| {
            !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
        };
        let Some(value) = answer.access_token.filter(is_plain) else {
            return Err(Failure::Passing(format!("no token: {} {}", answer.errcode, answer.errmsg)));
        };
        let lasts = Duration::from_secs(answer.expires_in.unwrap_or(0)).saturating_sub(MARGIN);
        *kept = Some(Token { value: value.clone(), until: Instant::now() + lasts });
        Ok(value)
    }

    fn call(&self, path: &str, body: &Value) -> std::result::Result<Answer, Failure> {
        let request =
            self.agent.post(format!("{}{path}", self.config.api)).header("content-type", "application/json");
        // What goes wrong on the way is told without the address, which may hold the token.
        let mut answer = request
            .send(body.to_string())
            .map_err(|why| Failure::Passing(self.without_token(chain(&why))))?;
        let status = answer.status();
        let said = answer.body_mut().with_config().limit(64 << 10).read_to_string();
        let said = said.map_err(|why| Failure::Passing(self.without_token(chain(&why))))?;
        serde_json::from_str(&said).map_err(|_| Failure::Passing(format!("{status}, and no JSON")))
    }

    fn without_token(&self, why: String) -> String {
        match why.split_once("access_token=") {
            Some((before, _)) => format!("{before}access_token=…"),
            None => why,
        }
    }
}

#[cfg(test)]
mod tests;
