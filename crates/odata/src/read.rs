use crate::{
    DEEPEST, Error,
    token::{Token, tokens},
    tree::{Compare, Condition, Function, Literal, Order, Path},
};

/// Reads the words of one option from left to right.
pub struct Reader {
    option: &'static str,
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

type Read<T> = Result<T, Error>;

impl Reader {
    pub fn of(option: &'static str, text: &str) -> Read<Reader> {
        Ok(Reader { option, tokens: tokens(option, text)?, next: 0, depth: 0 })
    }

    /// What stands in the text, and nothing after it.
    pub fn whole<T>(mut self, read: impl FnOnce(&mut Reader) -> Read<T>) -> Read<T> {
        let read = read(&mut self)?;
        if *self.peek() == Token::End { Ok(read) } else { Err(self.expected("the end")) }
    }

    /// One or more, separated by a sign.
    pub fn list<T>(&mut self, between: char, mut one: impl FnMut(&mut Reader) -> Read<T>) -> Read<Vec<T>> {
        let mut list = vec![one(self)?];
        while self.take_sign(between) {
            list.push(one(self)?);
        }
        Ok(list)
    }

    pub fn condition(&mut self) -> Read<Condition> {
        let mut any = vec![self.all()?];
        while self.take_word("or") {
            any.push(self.all()?);
        }
        Ok(one_or(any, Condition::Or))
    }

    fn all(&mut self) -> Read<Condition> {
        let mut all = vec![self.relation()?];
        while self.take_word("and") {
            all.push(self.relation()?);
        }
        Ok(one_or(all, Condition::And))
    }

    fn relation(&mut self) -> Read<Condition> {
        let left = self.term()?;
        if self.take_word("in") {
            self.sign('(')?;
            let literals = self.list(',', Reader::literal)?;
            self.sign(')')?;
            return Ok(Condition::In(Box::new(left), literals));
        }
        let Token::Name(word) = self.peek() else { return Ok(left) };
        let Some(compare) = Compare::ALL.into_iter().find(|compare| compare.word() == word) else {
            return Ok(left);
        };
        self.next += 1;
        Ok(Condition::Compare(Box::new(left), compare, Box::new(self.term()?)))
    }

    /// Every way into brackets leads through here.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Reader) -> Read<T>) -> Read<T> {
        if self.depth == DEEPEST {
            return Err(self.error(format!("more than {DEEPEST} levels in each other")));
        }
        self.depth += 1;
        let read = read(self)?;
        self.depth -= 1;
        Ok(read)
    }

    fn term(&mut self) -> Read<Condition> {
        self.deeper(Reader::any_term)
    }

    fn any_term(&mut self) -> Read<Condition> {
        if let Token::Literal(literal) = self.peek() {
            let literal = Condition::Literal(literal.clone());
            self.next += 1;
            return Ok(literal);
        }
        if self.take_word("not") {
            return Ok(Condition::Not(Box::new(self.term()?)));
        }
        if self.take_sign('(') {
            let inner = self.condition()?;
            self.sign(')')?;
            return Ok(inner);
        }
        let called = match (self.peek(), self.tokens.get(self.next + 1)) {
            (Token::Name(name), Some((_, Token::Sign('(')))) => Some(name.clone()),
            _ => None,
        };
        match called {
            Some(name) => self.call(&name),
            None => self.path_or_lambda(),
        }
    }

    fn call(&mut self, name: &str) -> Read<Condition> {
        let Some(function) = Function::ALL.into_iter().find(|function| function.word() == name) else {
            let known = Function::ALL.map(Function::word).join(", ");
            return Err(self.error(format!("the function \"{name}\" is not supported; there are {known}")));
        };
        self.next += 1;
        self.sign('(')?;
        let of = self.term()?;
        self.sign(',')?;
        let with = self.term()?;
        self.sign(')')?;
        Ok(Condition::Call(function, Box::new(of), Box::new(with)))
    }

    fn path_or_lambda(&mut self) -> Read<Condition> {
        let mut names = vec![self.name()?];
        while self.take_sign('/') {
            let is_call = matches!(self.tokens.get(self.next + 1), Some((_, Token::Sign('('))));
            if is_call && self.take_word("any") {
                self.sign('(')?;
                if self.take_sign(')') {
                    return Ok(Condition::Any(Path(names), None));
                }
                let (name, of) = self.each()?;
                return Ok(Condition::Any(Path(names), Some((name, of))));
            }
            if is_call && self.take_word("all") {
                self.sign('(')?;
                let (name, of) = self.each()?;
                return Ok(Condition::All(Path(names), name, of));
            }
            names.push(self.name()?);
        }
        Ok(Condition::Path(Path(names)))
    }

    fn each(&mut self) -> Read<(String, Box<Condition>)> {
        let name = self.name()?;
        self.sign(':')?;
        let of = self.condition()?;
        self.sign(')')?;
        Ok((name, Box::new(of)))
    }

    fn literal(&mut self) -> Read<Literal> {
        match self.peek() {
            Token::Literal(literal) => {
                let literal = literal.clone();
                self.next += 1;
                Ok(literal)
            }
            _ => Err(self.expected("a literal")),
        }
    }

    pub fn order(&mut self) -> Read<Order> {
        let path = Path(self.list('/', Reader::name)?);
        let descending = self.take_word("desc");
        if !descending {
            self.take_word("asc");
        }
        Ok(Order { path, descending })
    }

    /// A name that may also be `*`.
    pub fn selected(&mut self) -> Read<String> {
        if self.take_sign('*') { Ok("*".to_owned()) } else { self.name() }
    }

    pub fn name(&mut self) -> Read<String> {
        match self.peek() {
            Token::Name(name) if !name.contains('.') => {
                let name = name.clone();
                self.next += 1;
                Ok(name)
            }
            _ => Err(self.expected("a name")),
        }
    }

    pub fn take_sign(&mut self, sign: char) -> bool {
        let is_it = *self.peek() == Token::Sign(sign);
        self.next += usize::from(is_it);
        is_it
    }

    pub fn sign(&mut self, sign: char) -> Read<()> {
        if self.take_sign(sign) { Ok(()) } else { Err(self.expected(&format!("\"{sign}\""))) }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_it = matches!(self.peek(), Token::Name(name) if name == word);
        self.next += usize::from(is_it);
        is_it
    }

    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    pub fn take_token(&mut self, is_it: impl FnOnce(&Token) -> bool) -> Option<Token> {
        let token = self.peek().clone();
        let is_it = is_it(&token);
        self.next += usize::from(is_it);
        is_it.then_some(token)
    }

    pub fn expected(&self, what: &str) -> Error {
        self.error(format!("expected {what}, found {}", self.peek().shown()))
    }

    pub fn error(&self, message: String) -> Error {
        let at = self.tokens.get(self.next).map_or(1, |(at, _)| *at);
        Error::at(self.option, at, message)
    }
}

fn one_or(mut parts: Vec<Condition>, several: impl FnOnce(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.swap_remove(0) } else { several(parts) }
}
