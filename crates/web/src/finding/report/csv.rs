use axum::{
    body::Body,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::{
    finding::{self, Asked, Outcome, Place, Question},
    people::Viewer,
};
use db::Tx;
use futures_util::{Stream, stream};

use super::Wanted;
use crate::{
    Shared,
    csv::{line, written},
    error::{Fault, Result},
    visit::Author,
};

const HEADER: &str = "cloud,language,question,asked,read,said_solved,read_and_quiet,still_open,read_nothing,\
                      said_unsolved,contacted,nothing_found,read_most\r\n";
/// So many questions are read at a time.
const PIECE: usize = 500;

/// `GET /authoring/finding.csv`: every question of the period.
pub async fn csv(Author { visit, viewer }: Author, wanted: Wanted) -> Result {
    let Asked { period, .. } = &wanted.asked;
    let name = format!("finding-{}-{}-{}.csv", visit.cloud, period.from, period.to);
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".into()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    let body = Body::from_stream(pieces(visit.app.clone(), viewer, wanted.asked));
    Ok::<Response, Fault>((headers, body).into_response())
}

enum Next {
    Begin,
    After(Place),
    End,
}

/// The names of the columns, then some questions after the other, each read when those before have been sent.
fn pieces(
    app: Shared,
    viewer: Viewer,
    asked: Asked,
) -> impl Stream<Item = std::result::Result<String, centre::Error>> {
    let rest = stream::try_unfold(Next::Begin, move |next| {
        let (app, viewer, asked) = (app.clone(), viewer.clone(), asked.clone());
        async move {
            let after = match next {
                Next::Begin => None,
                Next::After(place) => Some(place),
                Next::End => return Ok(None),
            };
            let cloud = viewer.cloud.clone();
            let read = move |tx: &mut Tx| finding::questions(tx, &viewer, &asked, after.as_ref(), PIECE);
            let found = app.db.read(read).await?;
            let mut text = String::new();
            for question in &found.lines {
                line(&mut text, &fields(&cloud, question));
            }
            Ok(Some((text, found.next.map_or(Next::End, Next::After))))
        }
    });
    let header: std::result::Result<String, centre::Error> = Ok(HEADER.to_owned());
    stream::StreamExt::chain(stream::iter([header]), rest)
}

fn fields(cloud: &str, question: &Question) -> Vec<String> {
    let figures = &question.figures;
    let mut fields = vec![
        written(cloud),
        question.language.code().to_owned(),
        written(&question.words),
        figures.asked().to_string(),
        figures.read.to_string(),
    ];
    fields.extend(Outcome::ALL.map(|outcome| figures.of(outcome).to_string()));
    fields.push(i64::from(question.is_unknown).to_string());
    fields.push(question.clicks.first().map(|click| written(&click.thing.to_string())).unwrap_or_default());
    fields
}
