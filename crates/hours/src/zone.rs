use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A time zone as a table of its changes of offset.
#[derive(Debug)]
pub(crate) struct Zone {
    tz: TimeZone,
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    at: i64,
    offset: i64,
}

/// 2100-01-01: the table ends here and the zone's rules are asked instead.
const HORIZON: i64 = 4_102_444_800;

static ZONES: LazyLock<RwLock<HashMap<String, Arc<Zone>>>> = LazyLock::new(RwLock::default);

impl Zone {
    /// Tables are kept for the life of the process; only names that exist, spelled as they are, get one, so their
    /// number is bounded.
    pub fn named(name: &str) -> Option<Arc<Zone>> {
        if let Some(zone) = ZONES.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(zone.clone());
        }
        let tz = TimeZone::get(name).ok().filter(|tz| !tz.is_unknown() && tz.iana_name() == Some(name))?;
        let zone = Arc::new(Zone::new(tz));
        ZONES.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), zone.clone());
        Some(zone)
    }

    fn new(tz: TimeZone) -> Zone {
        let offset = |at| i64::from(tz.to_offset(at).seconds());
        let mut changes = vec![Change { at: i64::MIN, offset: offset(Timestamp::MIN) }];
        for transition in tz.following(Timestamp::MIN) {
            let at = transition.timestamp().as_second();
            if at >= HORIZON {
                break;
            }
            let offset = i64::from(transition.offset().seconds());
            if changes.last().is_some_and(|last| last.offset != offset) {
                changes.push(Change { at, offset });
            }
        }
        changes.shrink_to_fit();
        Zone { tz, changes }
    }

    pub fn tz(&self) -> &TimeZone {
        &self.tz
    }

    /// The offset at an instant, and an instant up to which it does not change.
    pub fn offset(&self, at: i64) -> (i64, i64) {
        if at >= HORIZON {
            return self.offset_by_rule(at);
        }
        let next = self.changes.partition_point(|change| change.at <= at);
        let until = self.changes.get(next).map_or(HORIZON, |change| change.at);
        (self.changes[next - 1].offset, until)
    }

    fn offset_by_rule(&self, at: i64) -> (i64, i64) {
        let at = Timestamp::from_second(at).unwrap_or(Timestamp::MAX);
        let until = self.tz.following(at).next().map_or(i64::MAX, |next| next.timestamp().as_second());
        (i64::from(self.tz.to_offset(at).seconds()), until)
    }
}
