use lang::Lang;
use search::{Article, Change, Doc};

use super::{Guide, Guides};
use crate::articles::{EVERYWHERE, meaning::of_passage};

/// What stands before a guide's key in the index.
const MARK: &str = "guide:";

/// The guide that a find in the index is about.
pub fn found(article: &str) -> Option<&str> {
    article.strip_prefix(MARK)
}

/// All guides in all languages for the index. One that is gone stays there until the index begins anew: whoever finds
/// it looks whether there is such a guide. `by_meaning` takes a moment: their texts are read for what they mean.
pub fn for_index(guides: &Guides, by_meaning: bool) -> Vec<Change> {
    let documents = guides.iter().flat_map(|guide| Lang::ALL.map(|lang| document(guide, lang)));
    let understood = |document: Article| match by_meaning {
        true => Article { vector: of_passage(&passage(&document)), ..document },
        false => document,
    };
    documents.map(|document| Change::Put(Doc::Article(Box::new(understood(document))))).collect()
}

/// What people would say stands first: what the model reads is short.
fn passage(guide: &Article) -> String {
    format!("{}. {} {}", guide.title, guide.names.join(". "), guide.description)
}

fn document(guide: &Guide, lang: Lang) -> Article {
    let words = guide.words(lang);
    let name = format!("{MARK}{}", guide.key);
    let step = |step| {
        let said = words.step(step);
        let text = docs::parse(&format!("# {}\n\n{}", said.title, said.text)).map(|document| document.text);
        let answers: Vec<&str> = said.answers.values().map(String::as_str).collect();
        format!("{}\n{}", text.unwrap_or_else(|_| said.title.clone()), answers.join("\n"))
    };
    let text: Vec<String> = words.symptoms.iter().cloned().chain(guide.steps().iter().map(step)).collect();
    Article {
        key: format!("{name}:{}", lang.code()),
        article: name.clone(),
        lang: lang.code().to_owned(),
        clouds: vec![EVERYWHERE.into()],
        kind: "guide".into(),
        service: guide.services.first().cloned(),
        title: words.title.clone(),
        names: words.symptoms.clone(),
        description: words.description.clone(),
        text: text.join("\n"),
        path: name,
        ..Article::default()
    }
}
