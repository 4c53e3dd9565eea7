//! Calls of webhooks, signed as Standard Webhooks says.

use std::{
    io::Read,
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
    unversioned::transport::DefaultConnector,
};

use crate::{Destination, chain, destination::PublicOnly};

/// One call of a webhook.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// The same whenever it is made again.
    pub id: &'a str,
    /// Seconds since 1970, of this try.
    pub at: i64,
    pub url: &'a str,
    /// Raw keys; while a secret is exchanged there are two.
    pub keys: &'a [Vec<u8>],
    /// JSON.
    pub body: &'a str,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `None` if nobody answered.
    pub status: Option<u16>,
    pub took: Duration,
    /// The first bytes of the answer, or why there was none.
    pub said: String,
}

impl Answer {
    pub fn is_success(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// Calls webhooks that strangers chose, see [`Destination`].
pub struct Webhooks {
    agent: Agent,
    local: bool,
}

const TIMEOUT: Duration = Duration::from_secs(15);
/// So much of an answer is read.
const ANSWER: u64 = 1_024;

impl Webhooks {
    /// `local` also lets this very machine be called, without TLS: for tests and trials.
    pub fn new(local: bool) -> Webhooks {
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::WebPki)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy of the environment would be asked for whatever is inside.
            .proxy(None)
            .max_idle_connections(0)
            .max_response_header_size(16 << 10)
            .user_agent("servus-webhooks")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), PublicOnly { local });
        Webhooks { agent, local }
    }

    pub fn send(&self, call: &Call) -> Answer {
        let began = Instant::now();
        let answer = |status, said: String| Answer { status, took: began.elapsed(), said };
        let uri = match Destination::parse(call.url, self.local) {
            Ok(Destination(uri)) => uri,
            Err(unfit) => return answer(None, unfit.to_string()),
        };
        let sent = self
            .agent
            .post(uri)
            .header("content-type", "application/json")
            .header("webhook-id", call.id)
            .header("webhook-timestamp", call.at.to_string())
            .header("webhook-signature", signatures(call))
            .send(call.body);
        match sent {
            Ok(mut response) => {
                let mut first = Vec::new();
                let read = response.body_mut().as_reader().take(ANSWER).read_to_end(&mut first);
                let status = response.status().as_u16();
                match read {
                    Ok(_) => answer(Some(status), String::from_utf8_lossy(&first).into_owned()),
                    // Whoever breaks off has not surely taken it.
                    Err(why) => answer(None, chain(&why)),
                }
            }
            Err(why) => answer(None, chain(&why)),
        }
    }
}

/// One for each key, the newest first.
fn signatures(call: &Call) -> String {
    let signed = format!("{}.{}.{}", call.id, call.at, call.body);
    let sign = |key: &Vec<u8>| {
        // HMAC takes keys of any length.
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(signed.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    call.keys.iter().filter_map(sign).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader, Write},
        net::TcpListener,
        sync::mpsc::{Receiver, channel},
        thread,
    };

    use super::*;

    /// Answers every call with these words, and shows how it was called.
    fn stand_in(answers: Vec<String>) -> (String, Receiver<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, told) = channel();
        thread::spawn(move || {
            for answer in answers {
                let (stream, _) = listener.accept().unwrap();
                let mut reader = BufReader::new(&stream);
                let mut lines = Vec::new();
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).unwrap();
                    if line.trim().is_empty() {
                        break;
                    }
                    lines.push(line.trim_end().to_owned());
                }
                let length =
                    |line: &String| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok();
                let mut body = vec![0; lines.iter().find_map(length).unwrap_or(0)];
                reader.read_exact(&mut body).unwrap();
                lines.push(String::from_utf8(body).unwrap());
                tell.send(lines).unwrap();
                let _ = (&stream).write_all(answer.as_bytes());
            }
        });
        (url, told)
    }

    fn answer(status: &str, more: &str, body: &str) -> String {
        format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\n{more}connection: close\r\n\r\n{body}",
            body.len()
        )
    }

    fn call<'a>(url: &'a str, keys: &'a [Vec<u8>]) -> Call<'a> {
        Call {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at: 1_614_265_330,
            url,
            keys,
            body: r#"{"test": 2432232314}"#,
        }
    }

    #[test]
    fn the_signature_is_that_of_the_published_example() {
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let known = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signatures(&call("", std::slice::from_ref(&key))), known);
        let two = signatures(&call("", &[b"new".to_vec(), key]));
        assert!(two.ends_with(&format!(" {known}")), "{two}");
    }

    #[test]
    fn a_call_carries_its_three_headers_and_its_answer_is_kept() {
        let (url, calls) = stand_in(vec![answer("200 OK", "", "taken")]);
        let said = Webhooks::new(true).send(&call(&url, &[b"key".to_vec()]));
        assert_eq!((said.status, said.said.as_str(), said.is_success()), (Some(200), "taken", true));
        let heard = calls.recv().unwrap();
        assert_eq!(heard[0], "POST /hook HTTP/1.1");
        for line in [
            "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp: 1614265330",
            "content-type: application/json",
        ] {
            assert!(heard.iter().any(|l| l == line), "{heard:?}");
        }
        assert!(heard.iter().any(|l| l.starts_with("webhook-signature: v1,")), "{heard:?}");
        assert_eq!(heard.last().unwrap(), r#"{"test": 2432232314}"#);
    }

    #[test]
    fn nobody_is_followed_elsewhere_and_no_answer_is_too_long() {
        let away = answer("302 Found", "location: http://169.254.169.254/\r\n", "");
        let (url, _calls) = stand_in(vec![away, answer("200 OK", "", &"x".repeat(200_000))]);
        let webhooks = Webhooks::new(true);
        let said = webhooks.send(&call(&url, &[]));
        assert_eq!((said.status, said.is_success()), (Some(302), false));
        let said = webhooks.send(&call(&url, &[]));
        assert_eq!((said.status, said.said.len()), (Some(200), 1_024));
    }

    #[test]
    fn a_name_that_means_this_machine_is_not_called() {
        let (url, calls) = stand_in(vec![answer("200 OK", "", "")]);
        let port = url.rsplit(':').next().unwrap().trim_end_matches("/hook");
        let strict = Webhooks::new(false);
        // Written so that only who looks it up knows where it leads.
        for host in ["localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1"] {
            let said = strict.send(&call(&format!("https://{host}:{port}/hook"), &[]));
            assert_eq!(said.status, None);
            let refused = ["not a public one", "resolve", "lookup", "host not found"];
            assert!(refused.iter().any(|r| said.said.contains(r)), "{host}: {}", said.said);
        }
        assert!(calls.try_recv().is_err());
    }

    #[test]
    fn nobody_listening_is_told_as_such() {
        let said = Webhooks::new(true).send(&call("http://127.0.0.1:9/", &[]));
        assert_eq!(said.status, None);
        assert!(!said.said.is_empty());
    }
}
