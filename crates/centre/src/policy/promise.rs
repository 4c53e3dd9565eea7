use std::collections::HashMap;
use std::sync::Arc;

use hours::clock::{self, Level};
use jiff::Timestamp;

use super::calendar::Calendar;
use super::{
    Audience, Category, CategoryChannel, Channel, ClockKind, Kind, Policy, Role, Service, Severity, State,
    Target, Topic,
};

/// What is promised for a case, and the deadline that it means for one that is opened at a given time.
#[derive(Debug)]
pub struct Promise<'p> {
    pub severity: &'p Severity,
    pub target: &'p Target,
    /// What the target is counted in.
    pub calendar: &'p Calendar,
    pub deadline: Timestamp,
}

impl Target {
    pub fn in_hours(&self) -> hours::Target {
        hours::Target { value: i64::from(self.value), unit: self.unit }
    }
}

impl Severity {
    pub fn target(&self, kind: ClockKind) -> Option<&Target> {
        match kind {
            ClockKind::FirstResponse => Some(&self.first_response),
            ClockKind::FollowUp => Some(&self.follow_up.every),
            ClockKind::Resolution => self.resolution.as_ref(),
            ClockKind::Silence => Some(&self.silence.limit),
        }
    }
}

impl Policy {
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The categories of assisted support, for admins: pages tell of the others where they are offered.
    pub fn assisted(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| category.audience == Audience::Admins)
    }

    pub fn severity(&self, level: &str) -> Option<&Severity> {
        self.severities.iter().find(|severity| severity.level == level)
    }

    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    pub fn calendar(&self, key: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.key == key)
    }

    /// Whether any of the roles gives the permission.
    pub fn may<R: AsRef<str>>(&self, roles: &[R], permission: &str) -> bool {
        let held = roles.iter().filter_map(|id| self.role(id.as_ref()));
        held.flat_map(|role| &role.permissions).any(|p| p == permission)
    }

    /// The first response that is promised for a request opened at `at`.
    pub fn promise(&self, severity: &str, category: &str, at: Timestamp) -> Option<Promise<'_>> {
        let (target, calendar) = self.counted(ClockKind::FirstResponse, severity, category)?;
        let severity = self.severity(severity)?;
        let hours = calendar.hours();
        let deadline = hours.add(at, hours.budget(target.in_hours()).ok()?).ok()?;
        Some(Promise { severity, target, calendar, deadline })
    }

    /// What a clock counts against at every severity, in the calendar that a category is handled in; `None` if
    /// nothing is said of it.
    pub fn clock(&self, kind: ClockKind, category: &str) -> Option<clock::Policy> {
        let category = self.category(category)?;
        let level = |severity: &Severity| {
            let target = severity.target(kind)?;
            Some(Level {
                severity: severity.level.clone(),
                target: target.in_hours(),
                calendar: counted_in(target, category).to_owned(),
            })
        };
        let levels = self.severities.iter().map(level).collect::<Option<_>>()?;
        let calendars: HashMap<String, Arc<hours::Calendar>> =
            self.calendars.iter().map(|c| (c.key.clone(), c.hours().clone())).collect();
        let rules = &self.severity_rules;
        clock::Policy::new(levels, calendars, rules.on_severity_change, rules.on_reopen).ok()
    }

    /// What a clock counts against at one severity, and in which hours.
    pub fn counted(&self, kind: ClockKind, severity: &str, category: &str) -> Option<(&Target, &Calendar)> {
        let target = self.severity(severity)?.target(kind)?;
        Some((target, self.calendar(counted_in(target, self.category(category)?))?))
    }

    /// How a category is served by a channel; `None` if it isn't.
    pub fn served_by(&self, category: &str, channel: &str) -> Option<&CategoryChannel> {
        self.category(category)?.channels.iter().find(|served| served.channel == channel)
    }

    /// Whether a channel takes requests of a category at `at`; `reader_zone` matters for hours that are local to the
    /// reader.
    pub fn state_of(&self, category: &str, channel: &str, at: Timestamp, reader_zone: &str) -> Option<State> {
        let calendar = self.calendar(&self.served_by(category, channel)?.calendar)?;
        Some(calendar.hours_in(reader_zone).state(at))
    }

    /// A topic of any category, with the category.
    pub fn topic(&self, id: &str) -> Option<(&Category, &Topic)> {
        self.categories.iter().find_map(|category| {
            let mut topics = category.topic_groups.iter().flat_map(|group| &group.topics);
            Some((category, topics.find(|topic| topic.id == id)?))
        })
    }
}

/// The calendar of a target, unless the category is handled in one of its own.
fn counted_in<'p>(target: &'p Target, category: &'p Category) -> &'p str {
    category.handled_in.as_deref().unwrap_or(&target.calendar)
}
