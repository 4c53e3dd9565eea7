use std::sync::Arc;

use hours::Calendar;
use jiff::Timestamp;

use crate::policy::{PhonePlan, Policy};

/// The hours in which somebody can be phoned back: those of the phone lines for their country, plans, category, language and
/// severity, as far as cases of the severity are worked on.
#[derive(Debug, Clone)]
pub struct Line {
    /// Open when one of them is.
    answered: Vec<Arc<Calendar>>,
    worked_on: Option<Arc<Calendar>>,
}

/// Hours that don't open for so many changes don't open.
const MOST_CHANGES: usize = 1_000;

impl Line {
    /// `country` is where the organization is (ISO code), `zone` its time zone, `plans` what it has.
    pub fn of(
        policy: &Policy,
        (country, zone): (&str, &str),
        plans: &[&PhonePlan],
        category: &str,
        language: &str,
        severity: &str,
    ) -> Line {
        let lines = policy.lines_for(country, category);
        let lines = lines.iter().flat_map(|lines| &lines.lines).filter(|line| line.line.is_for(plans));
        let hours = lines.flat_map(|line| &line.hours);
        let fits = hours.filter(|hours| {
            hours.language.as_deref().is_none_or(|spoken| spoken == language)
                && hours.severity.as_deref().is_none_or(|level| level == severity)
        });
        let mut answered: Vec<_> = fits.map(|hours| hours.calendar().hours_in(zone)).collect();
        if answered.is_empty() {
            // The directory says nothing of the language: then the category's own hours hold.
            let channel = policy.served_by(category, "phone");
            let spoken = channel.and_then(|c| c.languages.iter().find(|s| s.language == language));
            let key = spoken.map(|s| &s.calendar).or(channel.map(|c| &c.calendar));
            answered.extend(key.and_then(|key| policy.calendar(key)).map(|c| c.hours_in(zone)));
        }
        let worked_on = policy.severity(severity).and_then(|s| policy.calendar(&s.hours));
        Line { answered, worked_on: worked_on.map(|calendar| calendar.hours_in(zone)) }
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        self.answered.iter().any(|hours| hours.is_open(at))
            && self.worked_on.as_ref().is_none_or(|hours| hours.is_open(at))
    }

    /// When it is open from `at` on: `at` itself if it is open then; `None` if it never is.
    pub fn opens(&self, at: Timestamp) -> Option<Timestamp> {
        let mut at = at;
        for _ in 0..MOST_CHANGES {
            if self.is_open(at) {
                return Some(at);
            }
            at = self.next_change(at)?;
        }
        None
    }

    pub fn is_open_throughout(&self, from: Timestamp, to: Timestamp) -> bool {
        let mut at = from;
        while at < to {
            match self.is_open(at).then(|| self.next_change(at)) {
                None => return false,
                Some(None) => return true,
                Some(Some(next)) => at = next,
            }
        }
        true
    }

    fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        let all = self.answered.iter().chain(&self.worked_on);
        all.filter_map(|hours| hours.state(at).next_change).filter(|next| *next > at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policies;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn line(cloud: &str, place: (&str, &str), category: &str, language: &str, severity: &str) -> Line {
        let policies = Policies::load(None).unwrap();
        Line::of(policies.cloud(cloud).unwrap(), place, &[], category, language, severity)
    }

    #[test]
    fn only_the_lines_of_the_own_plan_are_answered() {
        let policies = Policies::load(None).unwrap();
        let policy = policies.cloud("worldwide").unwrap();
        let japan = ("JP", "Asia/Tokyo");
        let line = |plan: &str| {
            let plan = policy.phone_plan(plan).unwrap();
            Line::of(policy, japan, &[plan], "technical", "ja", "B")
        };
        // Wednesday, eight in the evening in Tokyo.
        let evening = at("2026-11-18T11:00:00Z");
        let enterprise = line("Contoso Cloud Enterprise");
        let other = line("Contoso Cloud Business Standard");
        assert!(enterprise.is_open(evening) && !other.is_open(evening));
        assert_eq!(other.opens(evening), Some(at("2026-11-19T00:00:00Z")));
    }

    const GERMANY: (&str, &str) = ("DE", "Europe/Berlin");

    #[test]
    fn the_hours_of_the_language_and_the_country_hold() {
        let german = line("worldwide", GERMANY, "technical", "de", "B");
        let english = line("worldwide", GERMANY, "technical", "en", "B");
        // Wednesday, eleven at night in Germany.
        let night = at("2026-11-18T22:00:00Z");
        assert!(!german.is_open(night) && english.is_open(night));
        assert_eq!(german.opens(night), Some(at("2026-11-19T07:00:00Z")));
        assert!(german.is_open_throughout(at("2026-11-19T19:45:00Z"), at("2026-11-19T20:00:00Z")));
        assert!(!german.is_open_throughout(at("2026-11-19T19:50:00Z"), at("2026-11-19T20:05:00Z")));
    }

    #[test]
    fn a_case_is_called_about_only_when_its_severity_is_worked_on() {
        // Saturday noon: worldwide technical support answers around the clock, billing support doesn't.
        let saturday = at("2026-11-21T12:00:00Z");
        assert!(line("worldwide", GERMANY, "technical", "en", "A").is_open(saturday));
        assert!(line("worldwide", GERMANY, "technical", "en", "C").is_open(saturday));
        assert!(!line("worldwide", GERMANY, "billing", "en", "C").is_open(saturday));
        // In China the less severe ones wait until nine in the morning.
        let china = line("china", ("CN", "Asia/Shanghai"), "technical", "zh-CN", "B");
        assert_eq!(china.opens(at("2026-11-17T21:00:00Z")), Some(at("2026-11-18T01:00:00Z")));
    }

    #[test]
    fn holidays_are_closed_where_the_policy_knows_them() {
        let china = ("CN", "Asia/Shanghai");
        let billing = line("china", china, "billing", "zh-CN", "B");
        let national_day = at("2026-10-01T03:00:00Z");
        assert_eq!(billing.opens(national_day), Some(at("2026-10-08T01:00:00Z")));
        assert!(line("china", china, "technical", "zh-CN", "A").is_open(national_day));
    }

    #[test]
    fn clocks_that_change_move_the_opening_with_them() {
        let billing = line("worldwide", GERMANY, "billing", "de", "B");
        assert_eq!(billing.opens(at("2026-10-23T20:00:00Z")), Some(at("2026-10-26T08:00:00Z")));
        assert_eq!(billing.opens(at("2026-03-27T20:00:00Z")), Some(at("2026-03-30T07:00:00Z")));
    }
}
