use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use centre::{
    people::Secret,
    staff::{self, Feed},
};
use db::Tx;
use jiff::{Timestamp, tz::TimeZone};
use lang::Lang;

use super::page;
use crate::{
    error::{Fault, Result},
    visit::{AtDesk, Visit},
};

pub(super) fn path(secret: &Secret) -> String {
    format!("/shifts/{}.ics", secret.reveal())
}

/// `POST /desk/duty/feed`: a new secret address, shown this once.
pub async fn make_feed(at: AtDesk) -> Result {
    let viewer = at.viewer.clone();
    let secret = at.visit.app.db.write(move |tx| staff::make_feed(tx, &viewer)).await?;
    let address = page::address(&at.visit, &secret);
    page::show(at, page::Wanted::default(), Some(address)).await
}

/// `POST /desk/duty/feed/end`
pub async fn end_feed(AtDesk { visit, viewer }: AtDesk) -> Result {
    visit.app.db.write(move |tx| staff::end_feed(tx, &viewer)).await?;
    Ok(visit.go_with("/desk/duty", "flash-duty-feed-ended"))
}

/// `GET /shifts/{secret}`: whoever knows the address reads the shifts of its agent, and nothing else.
pub async fn feed(visit: Visit, Path(secret): Path<String>) -> Result {
    let secret = secret.strip_suffix(".ics").and_then(Secret::parse).ok_or(Fault::NotFound)?;
    let found = visit.app.db.read(move |tx: &mut Tx| staff::feed(tx, &secret)).await?;
    let feed = found.ok_or(Fault::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok::<Response, Fault>((headers, calendar(&feed, visit.now)).into_response())
}

/// RFC 5545; the names are short, so no line has to be folded.
fn calendar(feed: &Feed, now: Timestamp) -> String {
    let lang = Lang::parse(&feed.language).unwrap_or_default();
    let utc = |at: Timestamp| at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut text =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Servus//EN\r\nCALSCALE:GREGORIAN\r\n");
    for shift in &feed.shifts {
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{}@servus\r\nDTSTAMP:{}\r\nDTSTART:{}\r\nDTEND:{}\r\nSUMMARY:{}\r\nEND:VEVENT\r\n",
            shift.id,
            utc(now),
            utc(shift.from),
            utc(shift.to),
            lang.t("duty-feed-event", &[]),
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}
