use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub cookies: String,
    /// JSON, or empty.
    pub body: String,
}

impl Request {
    pub fn get(path: String, cookies: String) -> Request {
        Request { method: "GET", path, cookies, body: String::new() }
    }
}

/// A connection that is kept open between requests.
pub struct Connection {
    stream: BufReader<TcpStream>,
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection {
            stream: BufReader::with_capacity(64 << 10, stream),
            head: Vec::new(),
            body: Vec::new(),
        })
    }

    /// The status of the answer, whose body is read whole.
    pub fn send(&mut self, request: &Request) -> Result<u16> {
        let Request { method, path, cookies, body } = request;
        self.head.clear();
        write!(
            self.head,
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nuser-agent: load\r\ncookie: {cookies}\r\n"
        )?;
        if !body.is_empty() {
            write!(self.head, "content-type: application/json\r\ncontent-length: {}\r\n", body.len())?;
        }
        write!(self.head, "\r\n{body}")?;
        self.stream.get_mut().write_all(&self.head)?;
        self.answer()
    }

    fn answer(&mut self) -> Result<u16> {
        let mut line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let mut length = 0;
        loop {
            line = self.line()?;
            match line.split_once(':') {
                None if line.is_empty() => break,
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse()?
                }
                Some((name, _)) if name.eq_ignore_ascii_case("transfer-encoding") => {
                    bail!("an answer without a length")
                }
                _ => {}
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(status)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        Ok(line.trim_end().to_owned())
    }

    /// The body of the last answer.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
