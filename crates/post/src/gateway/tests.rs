use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, channel},
    thread,
};

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// A call as it arrived: first line, headers in lower case, body.
struct Call {
    line: String,
    headers: Vec<String>,
    body: String,
}

/// A gateway that gives these answers in turn and shows how it was called.
fn stand_in(answers: Vec<&'static str>) -> (String, Receiver<Call>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/send?v=1", listener.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            tell.send(read(&stream)).unwrap();
            (&stream).write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, told)
}

fn read(stream: &TcpStream) -> Call {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let line = lines.remove(0);
    let headers: Vec<String> = lines.iter().map(|line| line.to_lowercase()).collect();
    let length = headers.iter().find_map(|h| h.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Call { line, headers, body: String::from_utf8(body).unwrap() }
}

const TAKEN: &str = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const AWAY: &str = "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const REFUSED: &str = "HTTP/1.1 422 Unprocessable\r\ncontent-length: 9\r\nconnection: close\r\n\r\nno number";
const BUSY: &str = "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

fn config(url: String) -> GatewayConfig {
    GatewayConfig {
        url,
        method: post(),
        headers: [("Authorization".to_owned(), "Bearer abc".to_owned())].into(),
        form: None,
        json: Some(json!({ "messages": [{ "to": "{to}", "body": "{text}", "n": 1 }], "ref": "{id}" })),
        success: None,
    }
}

#[test]
fn a_message_is_sent_as_json_with_the_headers_of_the_configuration() {
    let (url, calls) = stand_in(vec![TAKEN]);
    Gateway::new(&config(url)).unwrap().send("7", "+4940123", "Ihr \"Code\" {id}: 1 \u{4f60}").unwrap();
    let call = calls.recv().unwrap();
    assert_eq!(call.line, "POST /send?v=1 HTTP/1.1");
    assert!(call.headers.contains(&"authorization: bearer abc".to_owned()), "{:?}", call.headers);
    assert!(call.headers.contains(&"content-type: application/json".to_owned()), "{:?}", call.headers);
    let sent: Value = serde_json::from_str(&call.body).unwrap();
    let text = "Ihr \"Code\" {id}: 1 \u{4f60}";
    assert_eq!(sent, json!({ "messages": [{ "to": "+4940123", "body": text, "n": 1 }], "ref": "7" }));
}

#[test]
fn a_message_is_sent_as_a_form() {
    let (url, calls) = stand_in(vec![TAKEN]);
    let form = [("To", "{to}"), ("Body", "{text}")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    let config = GatewayConfig { form: Some(form), json: None, method: "PUT".into(), ..config(url) };
    Gateway::new(&config).unwrap().send("7", "+4940123", "K\u{f3}d & 1 2").unwrap();
    let call = calls.recv().unwrap();
    assert_eq!(call.line, "PUT /send?v=1 HTTP/1.1");
    assert_eq!(call.body, "Body=K%C3%B3d+%26+1+2&To=%2B4940123");
}

#[test]
fn a_gateway_that_sends_elsewhere_is_not_followed_and_one_that_refuses_is_believed() {
    let (url, calls) = stand_in(vec![AWAY, REFUSED, BUSY]);
    let gateway = Gateway::new(&config(url)).unwrap();
    assert!(
        matches!(gateway.send("7", "+4940123", "x"), Err(Failure::Passing(why)) if why.starts_with("302"))
    );
    let refused = Failure::Lasting("422 Unprocessable Entity no number".into());
    assert_eq!(gateway.send("7", "+4940123", "x"), Err(refused));
    assert!(
        matches!(gateway.send("7", "+4940123", "x"), Err(Failure::Passing(why)) if why.starts_with("429"))
    );
    assert!(
        matches!(gateway.send("7", "+4940123", "x"), Err(Failure::Passing(_))),
        "nobody listens any more"
    );
    assert_eq!(calls.iter().count(), 3);
}

#[test]
fn a_configuration_that_could_not_send_is_refused() {
    let good = config("https://sms.example/send".into());
    assert!(Gateway::new(&good).is_ok());
    for bad in [
        GatewayConfig { url: "sms.example".into(), ..good.clone() },
        GatewayConfig { url: "ftp://sms.example".into(), ..good.clone() },
        GatewayConfig { method: "GET".into(), ..good.clone() },
        GatewayConfig { json: None, ..good.clone() },
        GatewayConfig { json: Some(json!({ "to": "{to}" })), ..good.clone() },
        GatewayConfig { headers: [("a b".to_owned(), String::new())].into(), ..good.clone() },
    ] {
        assert!(Gateway::new(&bad).is_err());
    }
}

proptest! {
    #[test]
    fn whatever_a_text_holds_the_gateway_reads_the_same(text in ".{0,80}|[{}a-z]{0,20}") {
        let gateway = Gateway::new(&config("https://sms.example".into())).unwrap();
        let (_, body) = gateway.body.filled(&[("{to}", "+49"), ("{text}", &text), ("{id}", "1")]);
        let read: Value = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(read["messages"][0]["body"].as_str(), Some(text.as_str()));
    }
}
