use std::collections::BTreeMap;

use jiff::{Timestamp, tz};
use lang::Lang;

/// First part of a zone's name, and the group of the list that it goes into.
const GROUPS: [(&str, &str); 10] = [
    ("Africa", "account-zones-africa"),
    ("America", "account-zones-america"),
    ("Antarctica", "account-zones-antarctica"),
    ("Arctic", "account-zones-europe"),
    ("Asia", "account-zones-asia"),
    ("Atlantic", "account-zones-atlantic"),
    ("Australia", "account-zones-australia"),
    ("Europe", "account-zones-europe"),
    ("Indian", "account-zones-indian"),
    ("Pacific", "account-zones-pacific"),
];

pub struct ZoneGroup {
    pub label: String,
    pub zones: Vec<Zone>,
}

pub struct Zone {
    pub id: String,
    pub name: String,
}

/// The zones of the world by continent, with their cities in the reader's language. `current` is
/// among them even if it is an old name of another one.
pub fn by_continent(lang: Lang, now: Timestamp, current: &str) -> Vec<ZoneGroup> {
    let mut groups: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for id in tz::db().available() {
        let id = id.as_str();
        let Some((_, key)) =
            GROUPS.iter().find(|(area, _)| id.split_once('/').is_some_and(|(a, _)| a == *area))
        else {
            continue;
        };
        let zones = groups.entry(key).or_default();
        let name = lang.zone_name(id, now);
        // Old and new names of a zone read the same here.
        if zones.get(&name).is_none_or(|known| known != current) {
            zones.insert(name, id.to_owned());
        }
    }
    let mut groups: Vec<ZoneGroup> = groups
        .into_iter()
        .map(|(key, zones)| {
            let mut zones: Vec<Zone> = zones.into_iter().map(|(name, id)| Zone { id, name }).collect();
            lang.collator().sort_by_key(&mut zones, |zone| &zone.name);
            ZoneGroup { label: lang.t(key, &[]), zones }
        })
        .collect();
    lang.collator().sort_by_key(&mut groups, |group| &group.label);
    let mut elsewhere = vec!["UTC".to_owned()];
    if current != "UTC" && !groups.iter().flat_map(|group| &group.zones).any(|zone| zone.id == current) {
        elsewhere.insert(0, current.to_owned());
    }
    let zones = elsewhere.into_iter().map(|id| Zone { name: lang.zone_name(&id, now), id }).collect();
    groups.push(ZoneGroup { label: lang.t("account-zones-other", &[]), zones });
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(current: &str) -> Vec<String> {
        let groups = by_continent(Lang::De, Timestamp::UNIX_EPOCH, current);
        groups.into_iter().flat_map(|group| group.zones).map(|zone| zone.id).collect()
    }

    #[test]
    fn a_city_stands_once_and_the_current_zone_always() {
        assert!(ids("Europe/Kyiv").contains(&"Europe/Kyiv".to_owned()));
        assert!(!ids("Europe/Kyiv").contains(&"Europe/Kiev".to_owned()));
        assert!(ids("Europe/Kiev").contains(&"Europe/Kiev".to_owned()));
        assert!(ids("Etc/GMT+5").contains(&"Etc/GMT+5".to_owned()));
        assert_eq!(ids("UTC").iter().filter(|id| *id == "UTC").count(), 1);
    }

    #[test]
    fn every_zone_on_offer_can_be_chosen() {
        for id in ids("Europe/Berlin") {
            assert!(tz::TimeZone::get(&id).is_ok(), "{id}");
        }
    }
}
