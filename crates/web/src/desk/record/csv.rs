use axum::{
    body::Body,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::{
    people::Viewer,
    promises::record::{self, Asked, Cell, Figure, Kept, Month},
};
use db::Tx;
use futures_util::{Stream, stream};
use jiff::Timestamp;

use super::Wanted;
use crate::{
    Shared,
    csv::{line, written},
    error::{Fault, Result},
    visit::AtDesk,
};

const OF_FIGURES: &str = "operator,promise,month,severity,organization,support_id,due,met,late,running,share_met,\
                          still_late,late_seconds_median,late_seconds_90_percent,late_seconds_most\r\n";
const OF_CASES: &str = "operator,promise,month,severity,organization,support_id,number,subject,cycle,outcome,\
                        started_at,due_at,met_at,late_seconds\r\n";

/// `GET /desk/record.csv`: the figures by month, severity and organization, or with `rows=cases` what is behind them.
pub async fn csv(AtDesk { visit, viewer }: AtDesk, wanted: Wanted) -> Result {
    let Asked { kind, from, to, .. } = &wanted.asked;
    let name = format!("record-{}-{}-{from}-{to}.csv", visit.cloud, kind.code());
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".into()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    let body = Body::from_stream(pieces(visit.app.clone(), viewer, wanted));
    Ok::<Response, Fault>((headers, body).into_response())
}

/// The names of the columns, then a month after the other, each read when the one before has been sent.
fn pieces(
    app: Shared,
    viewer: Viewer,
    wanted: Wanted,
) -> impl Stream<Item = std::result::Result<String, centre::Error>> {
    let header = if wanted.by_case { OF_CASES } else { OF_FIGURES };
    let months: Vec<Month> = wanted.asked.months().collect();
    let rest = stream::try_unfold(months, move |mut months| {
        let (app, viewer, asked) = (app.clone(), viewer.clone(), wanted.asked.clone());
        let (figure, by_case) = (wanted.figure, wanted.by_case);
        async move {
            let Some(month) = months.pop() else { return Ok(None) };
            let asked = Asked { from: month, to: month, ..asked };
            let read = move |tx: &mut Tx| month_of(tx, &viewer, &asked, figure, by_case);
            Ok(Some((app.db.read(read).await?, months)))
        }
    });
    let header: std::result::Result<String, centre::Error> = Ok(header.to_owned());
    stream::StreamExt::chain(stream::iter([header]), rest)
}

fn month_of(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
    figure: Figure,
    by_case: bool,
) -> centre::Result<String> {
    let mut text = String::new();
    if by_case {
        for kept in record::all_behind(tx, viewer, asked, figure)? {
            line(&mut text, &case(viewer, asked, &kept));
        }
    } else {
        for cell in record::cells(tx, viewer, asked)? {
            line(&mut text, &figures(viewer, asked, &cell));
        }
    }
    Ok(text)
}

fn figures(viewer: &Viewer, asked: &Asked, cell: &Cell) -> [String; 15] {
    let attainment = &cell.attainment;
    let count = |figure| attainment.of(figure).to_string();
    let late_by =
        |percent| attainment.late_by(percent).map(|seconds| seconds.to_string()).unwrap_or_default();
    let share = attainment.share().map(|share| format!("{}.{:03}", share / 1000, share % 1000));
    [
        written(&viewer.cloud),
        asked.kind.code().into(),
        cell.month.to_string(),
        written(&cell.severity),
        written(&cell.organization),
        written(&cell.support_id),
        count(Figure::Due),
        count(Figure::Met),
        count(Figure::Late),
        count(Figure::Running),
        share.unwrap_or_default(),
        attainment.still_late().to_string(),
        late_by(50),
        late_by(90),
        late_by(100),
    ]
}

fn case(viewer: &Viewer, asked: &Asked, kept: &Kept) -> [String; 14] {
    let at = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    [
        written(&viewer.cloud),
        asked.kind.code().into(),
        asked.from.to_string(),
        written(&kept.severity),
        written(&kept.organization),
        written(&kept.support_id),
        kept.number.to_string(),
        written(&kept.subject),
        kept.cycle.to_string(),
        kept.outcome.code().into(),
        at(Some(kept.started_at)),
        at(kept.due_at),
        at(kept.met_at),
        kept.late_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
    ]
}
