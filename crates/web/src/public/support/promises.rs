use centre::policy::{Calendar, Category, Channel, Policy, Severity, Target, Text, TopicGroup, Unit};
use lang::{Lang, args};

use super::hours::{Bar, Hours, days_off, special_days};
use crate::visit::Facts;

/// A category of support and how it is served.
pub struct Support<'p> {
    pub category: &'p Category,
    pub served: Vec<Served<'p>>,
    pub topics: Vec<Topics<'p>>,
    /// When requests are handled, and what their targets are counted in.
    pub handled: Option<Hours>,
}

/// A group of topics, under the services that they are about if these are several.
pub struct Topics<'p> {
    pub name: &'p Text,
    pub by_service: Vec<(Option<&'p Text>, Vec<&'p Text>)>,
}

pub struct Served<'p> {
    pub channel: &'p Channel,
    /// When requests are taken.
    pub taken: Hours,
    pub bar: Option<Bar>,
    pub days_off: Option<String>,
    pub special_days: Option<String>,
    pub answered: Vec<Answered>,
}

pub struct Answered {
    pub languages: String,
    /// `None`: whenever requests are taken or handled.
    pub hours: Option<Hours>,
}

pub fn kinds_of_support<'p>(visit: &Facts, policy: &'p Policy) -> Vec<Support<'p>> {
    let hours = |key: &str| policy.calendar(key).map(|calendar| Hours::of_calendar(visit, calendar));
    let support = |category: &'p Category| Support {
        category,
        served: served(visit, policy, category),
        topics: category.topic_groups.iter().map(|group| Topics::new(policy, group)).collect(),
        handled: category.handled_in.as_deref().and_then(hours),
    };
    policy.assisted().map(support).collect()
}

impl<'p> Topics<'p> {
    fn new(policy: &'p Policy, group: &'p TopicGroup) -> Topics<'p> {
        let mut by_service: Vec<(Option<&Text>, Vec<&Text>)> = Vec::new();
        for topic in &group.topics {
            let service = topic.service.as_deref().and_then(|id| policy.service(id)).map(|s| &s.name);
            match by_service.last_mut() {
                Some((last, topics)) if *last == service => topics.push(&topic.name),
                _ => by_service.push((service, vec![&topic.name])),
            }
        }
        if let [(service, _)] = &mut by_service[..] {
            *service = None;
        }
        Topics { name: &group.name, by_service }
    }
}

fn served<'p>(visit: &Facts, policy: &'p Policy, category: &'p Category) -> Vec<Served<'p>> {
    let today = visit.zone.to_datetime(visit.now).date();
    let served = category.channels.iter().filter_map(|by| {
        let channel = policy.channel(&by.channel).filter(|channel| channel.is_offered(today))?;
        let calendar = policy.calendar(&by.calendar)?;
        let mut spoken: Vec<(&str, Vec<String>)> = Vec::new();
        for in_language in &by.languages {
            let name = language(visit.lang, &in_language.language);
            match spoken.iter_mut().find(|(calendar, _)| *calendar == in_language.calendar) {
                Some((_, names)) => names.push(name),
                None => spoken.push((&in_language.calendar, vec![name])),
            }
        }
        let answered = spoken.into_iter().map(|(key, names)| Answered {
            languages: visit.lang.list(&names),
            hours: policy
                .calendar(key)
                .filter(|_| key != by.calendar && Some(key) != category.handled_in.as_deref())
                .map(|calendar| Hours::of_calendar(visit, calendar)),
        });
        Some(Served {
            channel,
            taken: Hours::of_calendar(visit, calendar),
            bar: Bar::today(visit, calendar).filter(|_| !calendar.always_open),
            days_off: days_off(visit, calendar),
            special_days: special_days(visit, calendar),
            answered: answered.collect(),
        })
    });
    served.collect()
}

/// A language as readers of another one call it; its tag where it has no name there.
pub fn language(lang: Lang, tag: &str) -> String {
    lang.language_name(tag).unwrap_or(tag).to_owned()
}

/// A severity with its numbers in words.
pub struct Level<'p> {
    pub severity: &'p Severity,
    pub first_response: String,
    /// The longest time without news from support.
    pub news_every: String,
    pub silence: String,
    pub remind_at: String,
    pub hours: Option<Hours>,
    pub bar: Option<Bar>,
    /// How many open hours a business day of the target has.
    pub business_day: Option<String>,
}

pub fn levels<'p>(visit: &Facts, policy: &'p Policy) -> Vec<Level<'p>> {
    let lang = visit.lang;
    let level = |severity: &'p Severity| {
        let calendar = policy.calendar(&severity.hours);
        let silence = &severity.silence;
        Level {
            severity,
            first_response: amount(lang, &severity.first_response),
            news_every: amount(lang, &severity.follow_up.every),
            silence: amount(lang, &silence.limit),
            remind_at: lang.percent(f64::from(silence.remind_at_percent) / 100.0),
            hours: calendar.map(|calendar| Hours::of_calendar(visit, calendar)),
            bar: calendar.and_then(|calendar| Bar::today(visit, calendar)),
            business_day: policy
                .calendar(&severity.first_response.calendar)
                .and_then(|calendar| business_day(lang, &severity.first_response, calendar)),
        }
    };
    policy.severities.iter().map(level).collect()
}

/// A target's time: "1 hour", "3 business days".
fn amount(lang: Lang, target: &Target) -> String {
    let key = match target.unit {
        Unit::Seconds => return lang.duration(target.value.into()),
        Unit::Minutes => "support-minutes",
        Unit::Hours => "support-hours",
        Unit::BusinessDays => "support-business-days",
    };
    lang.t(key, &args!["n" => target.value])
}

fn business_day(lang: Lang, target: &Target, calendar: &Calendar) -> Option<String> {
    let in_days = target.unit == Unit::BusinessDays;
    let seconds = in_days.then(|| calendar.hours().business_days(1).ok()).flatten()?;
    Some(lang.t("support-business-day", &args!["n" => seconds / 3600]))
}
