//! Asks the index a list of questions over a folder of articles, so that anyone can score it.

use std::{
    collections::HashMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use docs::Document;
use lang::Lang;
use search::{Article, Change, Doc, Index, Question};

use super::{EVERYWHERE, import, indexed, meaning};
use crate::{Error, Result};

const ANSWERS: usize = 10;

/// Writes a line for each question of a tab-separated list (with a header that names `id`, `lang` and
/// `query`): its id, then the paths of up to ten articles in `dir`, best first. With `suggest` these are
/// what is suggested while one types.
pub fn score(questions: &Path, dir: &Path, suggest: bool, out: &mut dyn Write) -> Result<()> {
    let named = |path: &Path| {
        let path = path.display().to_string();
        move |error| Error::broken(format!("{path}: {error}"))
    };
    let list = fs::read(questions).map_err(named(questions))?;
    let asked = asked(&String::from_utf8_lossy(&list))?;
    let mut paths = Vec::new();
    import::collect(dir, &mut paths).map_err(named(dir))?;
    paths.sort();
    // Suggestions do without what texts mean.
    let articles = read_all(dir, &paths, !suggest);
    let lang = language(dir, &articles, &asked);
    let home = tempfile::tempdir().map_err(Error::broken)?;
    let index = Index::open(home.path()).map_err(Error::broken)?;
    let put = |(_, article): &(String, Article)| {
        Change::Put(Doc::Article(Box::new(Article { lang: lang.code().into(), ..article.clone() })))
    };
    index.apply(articles.iter().map(put).collect(), 1).map_err(Error::broken)?;
    index.settle().map_err(Error::broken)?;
    for asked in asked {
        // Suggestions come quicker than a question could be understood.
        let vector = if suggest { None } else { meaning::of_question(asked.text.trim()) };
        let question = Question {
            text: asked.text.trim(),
            lang: lang.code(),
            vector: vector.as_deref(),
            cloud: EVERYWHERE,
            limit: ANSWERS,
            ..Question::default()
        };
        let keys: Vec<String> = if suggest {
            index.suggest(&question).map_err(Error::broken)?.into_iter().map(|found| found.key).collect()
        } else {
            index.find(&question).map_err(Error::broken)?.hits.into_iter().map(|hit| hit.key).collect()
        };
        writeln!(out, "{}\t{}", asked.id, keys.join("\t")).map_err(Error::broken)?;
    }
    Ok(())
}

struct Asked {
    id: String,
    lang: Option<Lang>,
    text: String,
}

fn asked(list: &str) -> Result<Vec<Asked>> {
    let list = list.trim_start_matches('\u{FEFF}');
    let mut lines = list.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').map(str::trim).collect();
    let column = |name: &str| {
        let at = header.iter().position(|column| column.eq_ignore_ascii_case(name));
        at.ok_or_else(|| Error::broken(format!("the list of questions has no column {name}")))
    };
    let (id, lang, query) = (column("id")?, column("lang")?, column("query")?);
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
        Asked { id: cell(id), lang: Lang::parse(&cell(lang)), text: cell(query) }
    };
    Ok(lines.filter(|line| !line.trim().is_empty()).map(line).collect())
}

/// On all processors, because understanding so many articles takes its time.
fn read_all(dir: &Path, paths: &[PathBuf], by_meaning: bool) -> Vec<(String, Article)> {
    let readers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(readers).max(1);
    let read =
        |paths: &[PathBuf]| paths.iter().filter_map(|path| read(dir, path, by_meaning)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let shares: Vec<_> = paths.chunks(share).map(|paths| scope.spawn(move || read(paths))).collect();
        shares.into_iter().filter_map(|share| share.join().ok()).flatten().collect()
    })
}

/// The article under its path below `dir`. A file that is no article is found by its name and words.
fn read(dir: &Path, path: &Path, by_meaning: bool) -> Option<(String, Article)> {
    let relative = path.strip_prefix(dir).ok()?;
    let name = relative.to_string_lossy().into_owned();
    let bytes = fs::read(path).ok()?;
    let source = docs::decode(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
    let key = import::key(relative).unwrap_or_else(|| name.clone());
    let mut article = match docs::parse(&source) {
        Ok(document) => Article {
            lang: said(&document),
            vector: by_meaning.then(|| meaning::of_passage(&meaning::passage(&document))).flatten(),
            ..indexed(name.clone(), key, &document)
        },
        Err(_) => Article {
            key: name.clone(),
            title: key.replace('-', " "),
            clouds: vec![EVERYWHERE.into()],
            text: source,
            path: key,
            ..Article::default()
        },
    };
    // Two files may have one address; here each is an article.
    article.article.clone_from(&name);
    Some((name, article))
}

fn said(document: &Document) -> String {
    document.locale.as_deref().and_then(Lang::parse).map(Lang::code).unwrap_or_default().to_owned()
}

/// The language of the folder: what most articles say of themselves, else what its path says, else
/// that of all the questions.
fn language(dir: &Path, articles: &[(String, Article)], asked: &[Asked]) -> Lang {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, article) in articles {
        *counts.entry(article.lang.as_str()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).and_then(|(code, _)| Lang::parse(code));
    let path = dir.canonicalize().unwrap_or_else(|_| PathBuf::from(dir));
    let mut folders = path.components().rev();
    let folder = || folders.find_map(|folder| Lang::parse(&folder.as_os_str().to_string_lossy()));
    let first = || asked.first()?.lang;
    let only = || first().filter(|lang| asked.iter().all(|other| other.lang == Some(*lang)));
    most.or_else(folder).or_else(only).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(suggest: bool) -> String {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("de/some/where");
        fs::create_dir_all(&dir).expect("made");
        fs::write(dir.join("reset-a-password.md"), "---\ntitle: Kennwort zurücksetzen\n---\nSo geht es.")
            .expect("written");
        fs::write(dir.join("broken.md"), "---\ntitle: [\nKalender").expect("written");
        let list = home.path().join("questions.tsv");
        fs::write(&list, "id\tlang\tquery\n1\tde\tKennwörter\n\n2\tde\tKalender\n3\ten\t\n")
            .expect("written");
        let mut out = Vec::new();
        score(&list, &home.path().join("de"), suggest, &mut out).expect("answers");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn every_question_gets_a_line_with_the_paths_of_its_articles() {
        assert_eq!(scored(false), "1\tsome/where/reset-a-password.md\n2\tsome/where/broken.md\n3\t\n");
        assert!(scored(true).starts_with("1\tsome/where/reset-a-password.md\n"));
    }
}
