use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// An RFC 3339 instant in whole seconds, with `Z` or an offset.
pub fn instant(text: &str) -> Option<Timestamp> {
    let (local, zone) = text.as_bytes().split_at_checked(19)?;
    let separated = local[4] == b'-'
        && local[7] == b'-'
        && matches!(local[10], b'T' | b't')
        && local[13] == b':'
        && local[16] == b':';
    if !separated {
        return None;
    }
    let local = DateTime::new(
        number(&local[..4])?,
        number(&local[5..7])? as i8,
        number(&local[8..10])? as i8,
        number(&local[11..13])? as i8,
        number(&local[14..16])? as i8,
        number(&local[17..19])? as i8,
        0,
    );
    let local = Offset::UTC.to_timestamp(local.ok()?).ok()?;
    match zone {
        [b'Z' | b'z'] => Some(local),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = i64::from(hours) * 3600 + i64::from(minutes) * 60;
            let offset = if *sign == b'-' { -offset } else { offset };
            Timestamp::from_second(local.as_second() - offset).ok()
        }
        _ => None,
    }
}

/// `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    Date::new(number(&bytes[..4])?, number(&bytes[5..7])? as i8, number(&bytes[8..])? as i8).ok()
}

/// `HH:MM` as minutes since midnight; 1440 is `24:00`.
pub(crate) fn minutes(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    if bytes.len() != 5 || bytes[2] != b':' {
        return None;
    }
    let (hour, minute) = (number(&bytes[..2])?, number(&bytes[3..])?);
    let valid = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    valid.then_some((hour * 60 + minute) as u16)
}

/// At most four digits and nothing else.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}
