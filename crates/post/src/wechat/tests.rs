use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    thread,
};

use proptest::prelude::*;

use super::*;

/// The API of an account: checks how it is called, answers what it is told to, and shows what was posted.
struct StandIn {
    url: String,
    /// `token`, `fresh token`, or the content of a post.
    calls: Receiver<String>,
}

const TOKEN: &str = r#"{"access_token":"first-token_1","expires_in":7200}"#;
const ANOTHER: &str = r#"{"access_token":"second-token_2","expires_in":7200}"#;
const DONE: &str =
    r#"{"errcode":0,"errmsg":"send job submission success","msg_id":34182,"msg_data_id":206227730}"#;

fn stand_in(answers: &[&str]) -> StandIn {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    let (tell, calls) = channel();
    thread::spawn(move || {
        let mut token = String::new();
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).unwrap();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(value) = line.to_lowercase().strip_prefix("content-length: ") {
                    length = value.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let body: Value = serde_json::from_slice(&body).unwrap();
            let post = format!("POST /cgi-bin/message/mass/sendall?access_token={token} HTTP/1.1");
            let call = match first.trim_end() {
                "POST /cgi-bin/stable_token HTTP/1.1" => {
                    assert_eq!(body["grant_type"], "client_credential");
                    assert_eq!((&body["appid"], &body["secret"]), (&json!("wx1"), &json!("geheim")));
                    if let Ok(given) = serde_json::from_str::<Answer>(&answer) {
                        token = given.access_token.unwrap_or_default();
                    }
                    if body["force_refresh"] == true { "fresh token".to_owned() } else { "token".to_owned() }
                }
                line if line == post => {
                    assert_eq!(body["filter"], json!({ "is_to_all": true }));
                    assert_eq!((&body["msgtype"], &body["clientmsgid"]), (&json!("text"), &json!("news-7")));
                    body["text"]["content"].as_str().unwrap().to_owned()
                }
                other => panic!("{other}"),
            };
            let _ = tell.send(call);
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
            (&stream).write_all((head + &answer).as_bytes()).unwrap();
        }
    });
    StandIn { url, calls }
}

fn account(stand_in: &StandIn) -> WeChat {
    let config = WeChatConfig { app_id: "wx1".into(), secret: "geheim".into(), api: stand_in.url.clone() };
    WeChat::new(&config).unwrap()
}

impl StandIn {
    fn heard(&self) -> Vec<String> {
        self.calls.try_iter().collect()
    }
}

fn refusal(code: i64) -> String {
    format!(r#"{{"errcode":{code},"errmsg":"so it is rid: 663376f6"}}"#)
}

#[test]
fn a_post_goes_to_all_followers_and_its_token_is_asked_for_once() {
    let api = stand_in(&[TOKEN, DONE, DONE]);
    let account = account(&api);
    account.post("news-7", "邮件延迟").unwrap();
    account.post("news-7", "已恢复").unwrap();
    assert_eq!(api.heard(), ["token", "邮件延迟", "已恢复"]);
}

#[test]
fn a_token_that_is_no_longer_good_is_exchanged_once() {
    for code in [40001, 40014, 42001] {
        let api = stand_in(&[TOKEN, &refusal(code), ANOTHER, DONE]);
        account(&api).post("news-7", "邮件").unwrap();
        assert_eq!(api.heard(), ["token", "邮件", "fresh token", "邮件"]);
    }
    let wrong = refusal(40001);
    let api = stand_in(&[TOKEN, &wrong, ANOTHER, &wrong]);
    let failed = account(&api).post("news-7", "邮件").unwrap_err();
    assert!(matches!(&failed, Failure::Passing(why) if why.contains("40001")), "{failed}");
    assert_eq!(api.heard().len(), 4);
}

#[test]
fn a_token_is_exchanged_before_it_ends() {
    let short = r#"{"access_token":"first-token_1","expires_in":200}"#;
    let api = stand_in(&[short, DONE, TOKEN, DONE]);
    let account = account(&api);
    account.post("news-7", "一").unwrap();
    account.post("news-7", "二").unwrap();
    assert_eq!(api.heard(), ["token", "一", "token", "二"]);
}

#[test]
fn what_was_posted_before_the_answer_got_lost_counts_as_posted() {
    let api = stand_in(&[TOKEN, &refusal(45065)]);
    account(&api).post("news-7", "邮件").unwrap();
}

#[test]
fn limits_and_what_we_have_to_mend_wait_and_what_is_wrong_with_a_post_does_not() {
    for code in [-1, 45009, 45011, 45028, 45066, 40164, 48001] {
        let api = stand_in(&[TOKEN, &refusal(code)]);
        let failed = account(&api).post("news-7", "邮件").unwrap_err();
        assert!(matches!(failed, Failure::Passing(_)), "{code}");
    }
    for code in [45002, 40007, 47001] {
        let api = stand_in(&[TOKEN, &refusal(code)]);
        let failed = account(&api).post("news-7", "邮件").unwrap_err();
        assert!(matches!(failed, Failure::Lasting(_)), "{code}");
    }
}

#[test]
fn neither_secret_nor_token_is_ever_told() {
    let api = stand_in(&[&refusal(40125), TOKEN, "no json"]);
    let account = account(&api);
    let failed = account.post("news-7", "邮件").unwrap_err().to_string();
    assert!(failed.contains("40125") && !failed.contains("geheim"), "{failed}");
    let failed = account.post("news-7", "邮件").unwrap_err().to_string();
    assert!(!failed.contains("first-token"), "{failed}");
    // Nobody listens any more.
    let failed = account.post("news-7", "邮件").unwrap_err().to_string();
    assert!(!failed.contains("first-token"), "{failed}");
    let config = WeChatConfig { app_id: "wx1".into(), secret: "geheim".into(), api: operator() };
    assert!(!format!("{config:?}").contains("geheim"));
}

#[test]
fn the_api_is_called_over_tls_or_on_this_machine() {
    for (api, good) in [
        ("https://api.weixin.qq.com", true),
        ("http://127.0.0.1:8000", true),
        ("http://api.weixin.qq.com", false),
        ("api.weixin.qq.com", false),
    ] {
        let config = WeChatConfig { app_id: "wx1".into(), secret: "x".into(), api: api.into() };
        assert_eq!(WeChat::new(&config).is_ok(), good, "{api}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_answer_is_read(said in ".{0,60}|\\{\"errcode\":-?[0-9]{1,6}\\}|\\{\"access_token\":\"[^\"]{0,9}\"\\}") {
        let api = stand_in(&[&said, &said]);
        let _ = account(&api).post("news-7", "邮件");
    }
}
