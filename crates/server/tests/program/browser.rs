use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    time::Duration,
};

use serde_json::{Value, json};

/// The least that speaks HTTP: one connection for each request, and cookies that are kept.
#[derive(Clone)]
pub struct Browser {
    port: u16,
    cookies: Vec<(String, String)>,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}\n{}", self.head, self.body))
    }

    /// The values of a header, whose name is given in lower case.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }
}

impl Browser {
    pub fn new(port: u16) -> Browser {
        Browser { port, cookies: Vec::new() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", "").expect("an answer")
    }

    pub fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", form).expect("an answer")
    }

    /// Signs in with the link that stands somewhere in this text.
    pub fn follow_link(&mut self, text: &str) -> Answer {
        let at = text.find("/link/").unwrap_or_else(|| panic!("no link in {text}"));
        let path = text[at..].split_whitespace().next().expect("a path");
        let shown = self.get(path);
        assert_eq!(shown.status, 200, "{}", shown.body);
        self.post(path, "")
    }

    /// Opens a request by the API and answers its number; an error is a connection that broke.
    pub fn open_request(&mut self, description: &str) -> io::Result<i64> {
        let body = request(description);
        let answer = self.send("POST", "/api/v1/requests", "application/json", &body.to_string())?;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json()["number"].as_i64().ok_or_else(|| io::Error::other("no number"))
    }

    /// The first text of a request.
    pub fn description(&mut self, number: i64) -> String {
        let answer = self.get(&format!("/api/v1/requests/{number}"));
        assert_eq!(answer.status, 200, "{number}: {}", answer.body);
        answer.json()["history"][0]["event"]["description"].as_str().unwrap_or_default().to_owned()
    }

    pub fn send(&mut self, method: &str, path: &str, kind: &str, body: &str) -> io::Result<Answer> {
        let mut sending = self.begin(method, path, kind, body.len())?;
        sending.write_all(body.as_bytes())?;
        self.end(sending)
    }

    /// Sends everything but the body.
    pub fn begin(&self, method: &str, path: &str, kind: &str, length: usize) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.port,
            cookies.join("; "),
        );
        stream.write_all(head.as_bytes())?;
        Ok(stream)
    }

    /// Reads the answer. One that broke off is an error.
    pub fn end(&mut self, mut stream: TcpStream) -> io::Result<Answer> {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let _ = stream.shutdown(Shutdown::Both);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let answer = Answer {
            status: status.ok_or(io::ErrorKind::InvalidData)?,
            head: head.to_owned(),
            body: body.to_owned(),
        };
        if answer.header("content-length").first().is_some_and(|n| n.parse() != Ok(body.len())) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for cookie in answer.header("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }
}

pub fn request(description: &str) -> Value {
    json!({
        "description": description,
        "category": "technical",
        "service": "mail",
        "contact": { "method": "email", "email": "maria.lind@adatum.example" },
    })
}
