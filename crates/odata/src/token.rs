use jiff::{Timestamp, civil::Date};

use crate::{Error, LONGEST, tree::Literal};

/// A word of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name, dots included; keywords are names until the reader says otherwise.
    Name(String),
    Literal(Literal),
    /// One of `( ) , / : ; = $ *`.
    Sign(char),
    End,
}

impl Token {
    pub fn shown(&self) -> String {
        match self {
            Token::Name(name) => format!("\"{name}\""),
            Token::Literal(literal) => literal.to_string(),
            Token::Sign(sign) => format!("\"{sign}\""),
            Token::End => "the end".to_owned(),
        }
    }
}

/// The words of a text, each with the character at which it begins, counted from one; the last is [`Token::End`].
pub fn tokens(option: &'static str, text: &str) -> Result<Vec<(usize, Token)>, Error> {
    let text: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if text.len() > LONGEST {
        return Err(Error::new(option, format!("longer than {LONGEST} characters")));
    }
    let mut scanner = Scanner { option, text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        while scanner.peek().is_some_and(|c| c.is_ascii_whitespace()) {
            scanner.at += 1;
        }
        let at = scanner.at + 1;
        let token = scanner.token()?;
        let is_end = token == Token::End;
        tokens.push((at, token));
        if is_end {
            return Ok(tokens);
        }
    }
}

struct Scanner {
    option: &'static str,
    text: Vec<char>,
    at: usize,
}

impl Scanner {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn while_true(&mut self, is_in: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.peek().is_some_and(&is_in) {
            self.at += 1;
        }
        self.text[from..self.at].iter().collect()
    }

    fn token(&mut self) -> Result<Token, Error> {
        match self.peek() {
            None => Ok(Token::End),
            Some('\'') => Ok(Token::Literal(Literal::Text(self.quoted()?))),
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => self.name(),
            Some(c) if "(),/:;=$*".contains(c) => {
                self.at += 1;
                Ok(Token::Sign(c))
            }
            Some(c) => Err(Error::at(self.option, self.at + 1, format!("\"{c}\" is not expected here"))),
        }
    }

    fn quoted(&mut self) -> Result<String, Error> {
        let begin = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match (self.peek(), self.text.get(self.at + 1)) {
                (Some('\''), Some('\'')) => {
                    text.push('\'');
                    self.at += 2;
                }
                (Some('\''), _) => {
                    self.at += 1;
                    return Ok(text);
                }
                (Some(c), _) => {
                    text.push(c);
                    self.at += 1;
                }
                (None, _) => return Err(Error::at(self.option, begin + 1, "a text without its closing '")),
            }
        }
    }

    fn number(&mut self) -> Result<Token, Error> {
        let begin = self.at;
        let word = self.while_true(|c| c.is_ascii_alphanumeric() || "-+:.".contains(c));
        let literal = if let Ok(number) = word.parse::<i64>() {
            Some(Literal::Int(number))
        } else if word.len() == "2026-11-18".len() {
            word.parse::<Date>().ok().map(Literal::Date)
        } else {
            // What has no offset is not an instant.
            word.parse::<Timestamp>().ok().filter(|_| word.contains('T')).map(Literal::Time)
        };
        literal.map(Token::Literal).ok_or_else(|| {
            Error::at(
                self.option,
                begin + 1,
                format!("\"{word}\" is no whole number, date or time (2026-11-18T09:30:00Z)"),
            )
        })
    }

    fn name(&mut self) -> Result<Token, Error> {
        let name = self.while_true(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
        if self.peek() == Some('\'') && name.contains('.') && name.split('.').all(|part| !part.is_empty()) {
            return Ok(Token::Literal(Literal::Member(name, self.quoted()?)));
        }
        Ok(match name.as_str() {
            "null" => Token::Literal(Literal::Null),
            "true" => Token::Literal(Literal::Bool(true)),
            "false" => Token::Literal(Literal::Bool(false)),
            _ => Token::Name(name),
        })
    }
}
