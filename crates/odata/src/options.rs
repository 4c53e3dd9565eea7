use std::fmt;

use crate::{
    Error,
    read::Reader,
    token::Token,
    tree::{Condition, Literal, Order},
};

/// What is asked of a collection or an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    pub filter: Option<Condition>,
    pub order: Vec<Order>,
    /// Names, or `*`; none is all.
    pub select: Vec<String>,
    pub expand: Vec<Expand>,
    pub top: Option<u64>,
    pub skip: Option<u64>,
    pub count: bool,
    pub skiptoken: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expand {
    pub name: String,
    pub options: Options,
}

/// The options that are read, and those that are known and refused.
const READ: [&str; 9] =
    ["$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$count", "$skiptoken", "$format"];
const REFUSED: [&str; 7] =
    ["$search", "$apply", "$compute", "$deltatoken", "$index", "$levels", "$schemaversion"];

impl Options {
    /// Reads the query of an address. Names may stand without their `$`; what is no option of OData is left alone.
    pub fn read(query: &str) -> Result<Options, Error> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
            .map_err(|_| Error::new("query", "this is no list of names and values"))?;
        let mut options = Options::default();
        let mut seen = Vec::new();
        for (name, text) in &pairs {
            let Some(option) = option(name)? else { continue };
            once(&mut seen, option)?;
            if option == "$skiptoken" {
                options.skiptoken = Some(text.clone());
            } else {
                Reader::of(option, text)?.whole(|reader| reader.option(option, &mut options))?;
            }
        }
        Ok(options)
    }

    /// Whether it asks for nothing but how an entity is shown.
    pub fn is_of_one(&self) -> bool {
        let shown =
            Options { select: self.select.clone(), expand: self.expand.clone(), ..Options::default() };
        *self == shown
    }

    pub fn expanded(&self, name: &str) -> Option<&Options> {
        self.expand.iter().find(|expand| expand.name == name).map(|expand| &expand.options)
    }

    /// As the query of an address.
    pub fn query(&self) -> String {
        let mut pairs = self.pairs();
        if let Some(token) = &self.skiptoken {
            pairs.push(("$skiptoken", token.clone()));
        }
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let listed = |list: Vec<String>| (!list.is_empty()).then(|| list.join(","));
        let all = [
            ("$filter", self.filter.as_ref().map(Condition::to_string)),
            ("$orderby", listed(self.order.iter().map(Order::to_string).collect())),
            ("$select", listed(self.select.clone())),
            ("$expand", listed(self.expand.iter().map(Expand::to_string).collect())),
            ("$top", self.top.map(|top| top.to_string())),
            ("$skip", self.skip.map(|skip| skip.to_string())),
            ("$count", self.count.then(|| "true".to_owned())),
        ];
        all.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
    }
}

impl fmt::Display for Expand {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.name)?;
        let pairs: Vec<_> =
            self.options.pairs().into_iter().map(|(name, text)| format!("{name}={text}")).collect();
        if pairs.is_empty() { Ok(()) } else { write!(f, "({})", pairs.join(";")) }
    }
}

impl Reader {
    fn option(&mut self, option: &'static str, options: &mut Options) -> Result<(), Error> {
        match option {
            "$filter" => options.filter = Some(self.condition()?),
            "$orderby" => options.order = self.list(',', Reader::order)?,
            "$select" => options.select = self.list(',', Reader::selected)?,
            "$expand" => options.expand = self.expands()?,
            "$top" => options.top = Some(self.number()?),
            "$skip" => options.skip = Some(self.number()?),
            "$count" => options.count = self.boolean()?,
            "$format" => self.json()?,
            _ => return Err(self.error(format!("{option} is not supported here"))),
        }
        Ok(())
    }

    fn expands(&mut self) -> Result<Vec<Expand>, Error> {
        self.deeper(|reader| {
            let mut names = Vec::new();
            reader.list(',', |reader| {
                let name = reader.name()?;
                if names.contains(&name) {
                    return Err(reader.error(format!("{name} is expanded twice")));
                }
                names.push(name.clone());
                let mut options = Options::default();
                if reader.take_sign('(') {
                    let mut seen = Vec::new();
                    reader.list(';', |reader| reader.inner_option(&mut seen, &mut options))?;
                    reader.sign(')')?;
                }
                Ok(Expand { name, options })
            })
        })
    }

    fn inner_option(&mut self, seen: &mut Vec<&'static str>, options: &mut Options) -> Result<(), Error> {
        self.take_sign('$');
        let name = self.name()?;
        let Some(option) = option(&name)? else {
            return Err(self.error(format!("there is no option ${name}")));
        };
        once(seen, option)?;
        self.sign('=')?;
        if option == "$format" {
            return Err(self.error("$format is not supported here".to_owned()));
        }
        self.option(option, options)
    }

    fn number(&mut self) -> Result<u64, Error> {
        match self.take_token(|token| matches!(token, Token::Literal(Literal::Int(0..)))) {
            Some(Token::Literal(Literal::Int(number))) => Ok(number.unsigned_abs()),
            _ => Err(self.expected("a whole number from 0")),
        }
    }

    fn boolean(&mut self) -> Result<bool, Error> {
        match self.take_token(|token| matches!(token, Token::Literal(Literal::Bool(_)))) {
            Some(Token::Literal(Literal::Bool(yes))) => Ok(yes),
            _ => Err(self.expected("true or false")),
        }
    }

    /// `json`, or `application/json`.
    fn json(&mut self) -> Result<(), Error> {
        let is = |reader: &mut Reader, word: &str| {
            reader.take_token(|token| matches!(token, Token::Name(name) if name == word)).is_some()
        };
        if is(self, "application") {
            self.sign('/')?;
        }
        if is(self, "json") { Ok(()) } else { Err(self.expected("json")) }
    }
}

/// The option that a name stands for, if it is one.
fn option(name: &str) -> Result<Option<&'static str>, Error> {
    let is = |option: &&str| option.eq_ignore_ascii_case(name) || option[1..].eq_ignore_ascii_case(name);
    if let Some(option) = REFUSED.into_iter().find(is) {
        return Err(Error::new(option, "not supported"));
    }
    match READ.into_iter().find(is) {
        None if name.starts_with('$') => Err(Error::new("query", format!("there is no option \"{name}\""))),
        found => Ok(found),
    }
}

fn once(seen: &mut Vec<&'static str>, option: &'static str) -> Result<(), Error> {
    if seen.contains(&option) {
        return Err(Error::new(option, "given twice"));
    }
    seen.push(option);
    Ok(())
}
