use db::{ToValue, Tx};
use lang::Lang;

use crate::{Result, policy::Articles};

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    pub key: String,
    pub language: Lang,
    pub title: String,
    pub description: String,
}

/// Which articles.
#[derive(Debug, Clone, Copy)]
pub enum Shelf<'a> {
    /// Those about this service.
    Of(&'a str),
    /// Those about none of these services.
    Rest(&'a [&'a str]),
}

/// Articles by title: those in the reader's language, then those that only the languages have that stand in for it.
pub fn shelf(
    tx: &mut Tx,
    articles: &Articles,
    shelf: Shelf<'_>,
    language: Lang,
    limit: usize,
) -> Result<Vec<Title>> {
    let mut titles = Vec::new();
    let mut before = Vec::new();
    for language in std::iter::once(language).chain(articles.stand_ins(language)) {
        if titles.len() < limit {
            titles.extend(one_language(tx, shelf, language, &before, limit - titles.len())?);
        }
        before.push(language.code());
    }
    Ok(titles)
}

fn one_language(
    tx: &mut Tx,
    shelf: Shelf<'_>,
    language: Lang,
    lacking: &[&'static str],
    limit: usize,
) -> Result<Vec<Title>> {
    let code = language.code();
    let limit = limit as i64;
    let mut params: Vec<&dyn ToValue> = vec![&code, &limit];
    let mut sql = "SELECT key, title, description FROM editions e WHERE language = $1".to_owned();
    match &shelf {
        Shelf::Of(service) => {
            params.push(service);
            sql.push_str(" AND service = $3");
        }
        Shelf::Rest([]) => {}
        Shelf::Rest(services) => {
            let places: Vec<String> = (0..services.len()).map(|n| format!("${}", n + 3)).collect();
            sql.push_str(&format!(" AND (service IS NULL OR service NOT IN ({}))", places.join(", ")));
            params.extend(services.iter().map(|service| service as &dyn ToValue));
        }
    }
    if !lacking.is_empty() {
        let places: Vec<String> = (1..=lacking.len()).map(|n| format!("${}", params.len() + n)).collect();
        params.extend(lacking.iter().map(|language| language as &dyn ToValue));
        sql.push_str(&format!(
            " AND NOT EXISTS (SELECT 1 FROM editions o WHERE o.key = e.key AND o.language IN ({}))",
            places.join(", ")
        ));
    }
    sql.push_str(" ORDER BY title LIMIT $2");
    tx.query_dyn(&sql, &params)?
        .iter()
        .map(|row| Ok(Title { key: row.get(0)?, language, title: row.get(1)?, description: row.get(2)? }))
        .collect()
}
