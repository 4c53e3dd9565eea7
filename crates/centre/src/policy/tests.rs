use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;

use super::*;

const CLOUDS: [&str; 3] = ["worldwide", "china", "germany"];

fn shipped() -> Policies {
    match Policies::load(None) {
        Ok(policies) => policies,
        Err(problems) => {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", problems.join("\n"))
        }
    }
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn hours_of<'p>(lines: &Lines<'p>, language: &str) -> &'p LineHours {
    let mut hours = lines.lines[0].hours.iter();
    hours.find(|hours| hours.language.as_deref() == Some(language)).unwrap()
}

fn window(hours: &LineHours) -> String {
    let window = hours.windows[0];
    format!("{:?}-{:?} {}-{}", window.first, window.last, window.start, window.end)
}

// --------------------------------------------------------------------------------------------- the shipped policies

#[test]
fn there_are_three_clouds_in_their_order_with_their_life_cycles() {
    let policies = shipped();
    let clouds: Vec<(&str, LifeCycle)> =
        policies.iter().map(|p| (p.cloud.key.as_str(), p.cloud.life_cycle)).collect();
    let expected =
        [("worldwide", LifeCycle::Active), ("china", LifeCycle::Active), ("germany", LifeCycle::ClosedToNew)];
    assert_eq!(clouds, expected);
    assert_eq!(policies.cloud("worldwide").unwrap().cloud.as_of, date(2021, 5, 1));
    let china = policies.cloud("china").unwrap();
    assert_eq!(china.operator.name.english(), "21Vianet");
    assert_eq!(china.operator.name.get("zh-CN"), "世纪互联");
    assert!(china.product.aliases.iter().any(|a| a == "Office 365 operated by 21Vianet"));
    assert!(china.product.aliases.iter().any(|a| a == "Microsoft 365 operated by 21Vianet"));
}

#[test]
fn first_responses_are_one_hour_one_and_three_business_days() {
    for policy in shipped().iter() {
        let targets: Vec<(&str, u32, Unit)> = policy
            .severities
            .iter()
            .map(|s| (s.level.as_str(), s.first_response.value, s.first_response.unit))
            .collect();
        let expected = [("A", 1, Unit::Hours), ("B", 1, Unit::BusinessDays), ("C", 3, Unit::BusinessDays)];
        assert_eq!(targets, expected, "{}", policy.cloud.key);
    }
}

#[test]
fn the_last_severity_is_non_critical_and_also_called_medium() {
    let policies = shipped();
    let c = policies.cloud("china").unwrap().severity("C").unwrap();
    assert_eq!(c.name.english(), "Non-critical");
    assert_eq!(c.alias.as_ref().unwrap().english(), "Medium");
    assert_eq!(c.alias.as_ref().unwrap().get("de"), "Mittel");
    assert!(policies.cloud("china").unwrap().severity("A").unwrap().alias.is_none());
}

#[test]
fn in_china_severity_a_is_always_worked_on_and_b_and_c_every_day_until_midnight() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    let week = |level: &str| china.calendar(&china.severity(level).unwrap().hours).unwrap().week();
    assert!(week("A")[0].is_always());
    for level in ["B", "C"] {
        let [window] = week(level)[..] else { panic!("one window") };
        assert!(window.is_every_day());
        assert_eq!((window.start.to_string(), window.end.to_string()), ("09:00".into(), "24:00".into()));
    }
    assert_eq!(china.calendar("daily").unwrap().zone, Zone::Named("Asia/Shanghai".into()));
}

#[test]
fn in_china_severity_a_needs_the_agreement_and_is_only_for_technical_support() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    let offers = |category, agreement| -> Vec<(bool, Option<&'static str>)> {
        let offers = china.offered_severities(&SeverityWish { category, agreement });
        offers.iter().map(|o| (o.allowed, o.reason.as_ref().map(Refusal::key))).collect()
    };
    let needs_agreement = (false, Some("severity-needs-agreement"));
    let above = (false, Some("severity-above-maximum"));
    let yes = (true, None);
    assert_eq!(offers("technical", false), [needs_agreement, yes, yes]);
    assert_eq!(offers("technical", true), [yes, yes, yes]);
    assert_eq!(offers("billing", true), [above, yes, yes]);
    assert_eq!(offers("presales", true), [above, yes, yes]);
    assert_eq!(offers("gardening", true), []);
    let a = china.severity("A").unwrap();
    assert_eq!(a.agreement.as_ref().unwrap().kind, "advanced");
    assert_eq!(a.only_for.as_ref().unwrap().categories, ["technical"]);
    assert_eq!(china.category("billing").unwrap().max_severity, "B");
}

#[test]
fn a_refusal_says_why_in_the_readers_language() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    let offers = china.offered_severities(&SeverityWish { category: "billing", agreement: false });
    let note = offers[0].reason.as_ref().unwrap().note();
    let german = "Für den Support zu Abrechnung und Abonnementverwaltung ist der höchste Schweregrad B.";
    assert_eq!(note.get("de"), german);
    let offers = china.offered_severities(&SeverityWish { category: "technical", agreement: false });
    let note = offers[0].reason.as_ref().unwrap().note();
    assert!(note.english().starts_with("Severity A is only available to customers who signed"));
    assert!(note.get("zh-CN").contains("世纪互联"));
}

#[test]
fn worldwide_severity_a_needs_no_agreement() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let offers = worldwide.offered_severities(&SeverityWish { category: "technical", agreement: false });
    assert!(offers.iter().all(|offer| offer.allowed));
}

#[test]
fn the_operator_sets_the_severity_when_a_case_is_opened_and_may_lower_it_by_one_level_to_c() {
    for policy in shipped().iter() {
        let rules = &policy.severity_rules;
        assert_eq!((rules.set_by, rules.set_when), (SetBy::Operator, SetWhen::Opened));
        assert_eq!((rules.lowering.levels, rules.lowering.lowest.as_str()), (1, "C"));
        assert!(rules.lowering.note.english().contains("may lower"));
    }
}

#[test]
fn the_customer_may_be_silent_for_four_hours_or_two_or_five_business_days() {
    for policy in shipped().iter() {
        let limit = |level: &str| {
            let silence = &policy.severity(level).unwrap().silence;
            assert_eq!(silence.remind_at_percent, 50);
            (silence.limit.value, silence.limit.unit)
        };
        assert_eq!(limit("A"), (4, Unit::Hours));
        assert_eq!(limit("B"), (2, Unit::BusinessDays));
        assert_eq!(limit("C"), (5, Unit::BusinessDays));
    }
}

#[test]
fn severity_a_asks_more_of_the_customer_than_b_and_c() {
    for policy in shipped().iter() {
        let duties = |level: &str| policy.severity(level).unwrap().customer_duties.iter().map(Text::english);
        assert_eq!(duties("A").count(), 3);
        assert!(duties("A").next().unwrap().contains("impact statement"));
        for level in ["B", "C"] {
            assert_eq!(duties(level).collect::<Vec<_>>(), duties("A").skip(2).collect::<Vec<_>>());
        }
    }
}

#[test]
fn only_the_most_severe_level_asks_for_the_business_impact_and_somebody_to_reach_at_any_hour() {
    for policy in shipped().iter() {
        let asks = |s: &Severity| (s.asks_impact_statement, s.asks_round_the_clock_contact);
        let asked: Vec<_> = policy.severities.iter().map(asks).collect();
        assert_eq!(asked, [(true, true), (false, false), (false, false)], "{}", policy.cloud.key);
    }
}

#[test]
fn examples_of_total_loss_speak_of_nobody() {
    let policies = shipped();
    let a = policies.cloud("china").unwrap().severity("A").unwrap();
    assert!(a.examples[2].english().starts_with("No user can"));
    assert!(a.examples[2].get("hu").starts_with("Egyetlen felhasználó sem"));
    assert_eq!(a.examples.len(), 3);
    assert!(a.definition[1].english().contains("production or profitability"));
}

#[test]
fn kinds_of_support_are_those_of_each_cloud() {
    let policies = shipped();
    let kinds = |cloud: &str| -> Vec<String> {
        policies.cloud(cloud).unwrap().kinds.iter().map(|kind| kind.id.clone()).collect()
    };
    assert_eq!(kinds("china"), ["technical", "presales", "billing", "subscription"]);
    assert_eq!(kinds("germany"), ["technical", "presales", "account", "billing"]);
    assert!(kinds("worldwide").contains(&"technical".to_owned()));
    assert!(kinds("worldwide").contains(&"billing".to_owned()));
}

#[test]
fn billing_has_six_topics_and_support_seven_duties() {
    for policy in shipped().iter() {
        let billing = policy.category("billing").unwrap();
        assert_eq!(billing.topic_groups.iter().map(|group| group.topics.len()).sum::<usize>(), 6);
        assert_eq!(policy.duties.operator.len(), 7);
        assert_eq!(policy.duties.admin_is.len(), 3);
        assert_eq!(policy.duties.admin_does.len(), 4);
    }
}

#[test]
fn technical_topics_are_grouped_and_belong_to_services() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    let (category, topic) = china.topic("recipient-configuration").unwrap();
    assert_eq!((category.id.as_str(), topic.service.as_deref()), ("technical", Some("mail")));
    let group = |id: &str| {
        let mut groups = category.topic_groups.iter();
        groups.find(|group| group.id == id).unwrap().topics.iter().map(|t| t.id.as_str())
    };
    for id in ["mailbox-migration", "autodiscover", "site-permissions", "external-users"] {
        assert!(group("setup").any(|topic| topic == id), "{id}");
    }
    for id in ["calls-setup", "calls-contacts", "apps-installation"] {
        assert!(group("setup").any(|topic| topic == id), "{id}");
    }
    assert_eq!(group("configuration").collect::<Vec<_>>(), ["single-sign-on", "directory-sync"]);
    assert_eq!(category.not_in_scope.len(), 2);
    let presales = china.category("presales").unwrap();
    assert_eq!(presales.topic_groups.iter().map(|group| group.topics.len()).sum::<usize>(), 7);
}

#[test]
fn assisted_support_is_for_admins_and_self_service_for_everyone() {
    for policy in shipped().iter() {
        assert_eq!(policy.eligibility.audience, Audience::Admins);
        let for_specialists = |id: &str| policy.business_assist.as_ref().is_some_and(|a| a.category == id);
        for category in policy.categories.iter().filter(|category| !for_specialists(&category.id)) {
            assert_eq!(category.audience, Audience::Admins);
            assert_eq!(category.permission, "requests:manage");
        }
        for channel in ["self-service", "community"] {
            assert_eq!(policy.channel(channel).unwrap().audience, Audience::AllUsers);
        }
        assert!(policy.requests.health_first);
    }
}

#[test]
fn the_partner_rule_is_the_newest_one_and_the_older_stays_possible() {
    let policies = shipped();
    let rule = |cloud: &str| policies.cloud(cloud).unwrap().eligibility.partner.rule;
    assert_eq!(rule("worldwide"), PartnerChoice::DirectSubscription);
    assert_eq!(rule("china"), PartnerChoice::None);
    let dir = copy_of_shipped();
    replace(dir.path(), "worldwide/people.toml", "\"direct-subscription\"", "\"partner-first\"");
    let older = Policies::load(Some(dir.path())).unwrap();
    let rule = older.cloud("worldwide").unwrap().eligibility.partner.rule;
    assert_eq!(rule, PartnerChoice::PartnerFirst);
}

#[test]
fn stores_were_closed_on_a_day() {
    let policies = shipped();
    let store = policies.cloud("worldwide").unwrap().channel("in-store").unwrap();
    assert_eq!(store.steps.len(), 3);
    assert!(store.is_offered(date(2020, 3, 1)));
    assert!(!store.is_offered(date(2020, 6, 26)));
    assert!(policies.cloud("worldwide").unwrap().channel("online").unwrap().is_offered(date(2026, 1, 1)));
}

#[test]
fn seven_roles_manage_requests_and_the_privacy_reader_sees_nothing() {
    for policy in shipped().iter() {
        let held = |permission: &str| -> BTreeSet<&str> {
            let own = policy.roles.iter().filter(|role| !role.partner);
            own.filter(|role| policy.may(&[role.id.as_str()], permission)).map(|r| r.id.as_str()).collect()
        };
        let managers = [
            "global",
            "billing",
            "helpdesk",
            "office-apps",
            "power-platform",
            "service-support",
            "user-admin",
        ];
        assert_eq!(held("requests:manage"), BTreeSet::from(managers));
        assert!(!policy.may(&["global-reader"], "requests:manage"));
        assert!(policy.may(&["global-reader"], "health:read"));
        assert!(!policy.may(&["message-center-privacy-reader"], "health:read"));
        assert!(!policy.may(&["exchange"], "requests:manage"));
        assert!(policy.may(&["exchange", "service-support"], "requests:manage"));
        assert!(policy.role("service-support").unwrap().additional);
        assert!(policy.may(&["partner-admin-agent"], "requests:manage"));
    }
}

#[test]
fn requests_can_be_reopened_for_fourteen_days_and_carry_attachments() {
    for policy in shipped().iter() {
        assert_eq!((policy.requests.reopen_days, policy.requests.attachment_megabytes), (14, 25));
        let methods: Vec<&str> = policy.contact_methods.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(methods, ["phone", "email"]);
        let check = &policy.verification;
        let numbers = (
            check.digits,
            check.lifetime_minutes,
            check.attempts,
            check.codes_per_hour,
            check.registered_for_hours,
        );
        assert_eq!(numbers, (6, 10, 5, 3, 24));
    }
}

#[test]
fn business_assist_is_worldwide_around_the_clock_and_for_employees_too() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let assist = worldwide.business_assist.as_ref().unwrap();
    assert!(worldwide.calendar(&assist.calendar).unwrap().always_open);
    assert_eq!(assist.audience, Audience::AllUsers);
    assert!(policies.cloud("china").unwrap().business_assist.is_none());
    assert!(policies.cloud("china").unwrap().follow_us.iter().any(|follow| follow.network == "WeChat"));
    assert!(policies.cloud("germany").unwrap().community.monitored);
}

// ----------------------------------------------------------------------------------------------- promises and states

#[test]
fn a_promise_is_counted_in_the_calendar_of_its_severity() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    // Saturday 23:30 in Beijing.
    let opened = at("2025-05-10T15:30:00Z");
    let promise = |severity, category| china.promise(severity, category, opened).unwrap();
    assert_eq!(promise("A", "technical").deadline, at("2025-05-10T16:30:00Z"));
    // Thirty minutes are left on Saturday; the other 870 run from nine on Sunday.
    assert_eq!(promise("B", "technical").deadline, at("2025-05-11T15:30:00Z"));
    assert_eq!(promise("B", "technical").calendar.key, "daily");
    // Billing is handled in business hours: the whole Monday.
    let billing = promise("B", "billing");
    assert_eq!(billing.calendar.key, "business-hours");
    assert_eq!(billing.deadline, at("2025-05-12T10:00:00Z"));
    assert!(china.promise("D", "billing", opened).is_none());
}

#[test]
fn the_clock_of_a_category_agrees_with_its_promise() {
    use hours::clock::{Clock, Kind};
    let policies = shipped();
    let opened = at("2025-05-09T14:00:00Z");
    for policy in policies.iter() {
        for category in ["technical", "billing", "presales"] {
            let clocks = policy.clock(ClockKind::FirstResponse, category).unwrap();
            for level in ["A", "B", "C"] {
                let clock = Clock::open(Kind::FirstResponse, &clocks, opened, level).unwrap();
                let promise = policy.promise(level, category, opened).unwrap().deadline;
                let deadline = clock.read(opened).unwrap().deadline.unwrap();
                // A less severe level never has to answer earlier.
                assert_eq!(deadline, promise, "{} {category} {level}", policy.cloud.key);
            }
        }
    }
}

#[test]
fn a_channel_is_open_by_the_hours_of_its_category() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    // Saturday 10:00 in Beijing.
    let saturday = at("2025-05-10T02:00:00Z");
    let open = |category, channel| china.state_of(category, channel, saturday, "UTC").unwrap();
    assert!(open("technical", "phone").open);
    assert!(open("billing", "online").open);
    let billing = open("billing", "phone");
    assert!(!billing.open);
    assert_eq!(billing.next_change, Some(at("2025-05-12T01:00:00Z")));
    assert!(china.state_of("billing", "in-store", saturday, "UTC").is_none());
}

#[test]
fn local_office_hours_are_those_of_the_reader() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let monday = at("2025-05-12T08:00:00Z");
    let open = |zone| worldwide.state_of("billing", "phone", monday, zone).unwrap().open;
    assert!(open("Europe/Berlin"));
    assert!(!open("America/New_York"));
    let week = worldwide.calendar("office-hours").unwrap().week();
    assert_eq!(week.len(), 1);
    assert_eq!((week[0].start.hour(), week[0].end.hour()), (9, 17));
    assert_eq!((week[0].first, week[0].last), (jiff::civil::Weekday::Monday, jiff::civil::Weekday::Friday));
}

#[test]
fn german_billing_is_nine_to_five_in_berlin_and_technical_support_always_open() {
    let policies = shipped();
    let germany = policies.cloud("germany").unwrap();
    for place in ["germany", "eea"] {
        for language in ["de", "en"] {
            let billing = germany.lines_for(place, "billing").unwrap();
            let hours = hours_of(&billing, language);
            assert_eq!(window(hours), "Monday-Friday 09:00-17:00");
            assert_eq!(hours.zone.as_deref(), Some("Europe/Berlin"));
            let technical = germany.lines_for(place, "technical").unwrap();
            assert!(hours_of(&technical, language).is_always_open());
        }
    }
}

#[test]
fn answers_lead_to_a_severity_with_reasons() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    let propose = |given: &[(&str, &str)]| {
        let answers: Answers = given.iter().map(|(q, a)| (q.to_string(), a.to_string())).collect();
        let proposal = china.propose(&answers).unwrap();
        let reasons: Vec<String> = proposal.reasons.iter().map(|r| r.english().to_owned()).collect();
        (proposal.level.to_owned(), reasons)
    };
    let (level, reasons) =
        propose(&[("service", "down"), ("business", "severe"), ("affected", "many"), ("workaround", "no")]);
    assert_eq!(level, "A");
    assert_eq!(reasons.len(), 4);
    assert_eq!(reasons[1], "The service isn't accessible or is unusable.");
    assert_eq!(propose(&[("service", "down"), ("business", "severe"), ("affected", "one")]).0, "B");
    assert_eq!(propose(&[("service", "impaired"), ("business", "moderate")]).0, "B");
    let minor =
        [("service", "impaired"), ("business", "minimal"), ("affected", "one"), ("workaround", "yes")];
    assert_eq!(propose(&minor).0, "C");
    assert_eq!(propose(&[("service", "works"), ("affected", "none")]).0, "C");
    assert_eq!(propose(&[]).0, "C");
}

// ---------------------------------------------------------------------------------------------------------- phone

#[test]
fn the_directory_has_246_places_without_the_unlisted_ones() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    assert_eq!(worldwide.places.len(), 246);
    for listed in ["XK", "HK", "MO", "TW", "PS"] {
        assert!(worldwide.place(listed).is_some(), "{listed}");
    }
    for unlisted in ["AQ", "CU", "EH", "IO", "IR", "KP", "SD", "SY", "UM"] {
        assert!(worldwide.place(unlisted).is_none(), "{unlisted}");
    }
    for part in ["bonaire", "saba", "sint-eustatius", "svalbard", "jan-mayen", "ascension"] {
        assert!(worldwide.place(part).unwrap().name.is_some(), "{part}");
    }
    assert!(worldwide.place("tristan-da-cunha").unwrap().name.is_some());
    assert!(worldwide.place("st-helena").unwrap().name.is_some());
}

#[test]
fn four_countries_are_shown_at_once_with_their_numbers() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let numbers: Vec<(&str, String)> = worldwide
        .featured_places()
        .map(|place| (place.slug.as_str(), place.lines[0].e164().unwrap()))
        .collect();
    let expected = [
        ("united-states", "+18008659408"),
        ("australia", "+611800197503"),
        ("canada", "+18008659408"),
        ("united-kingdom", "+448000326417"),
    ];
    let expected = expected.map(|(slug, number)| (slug, number.to_owned()));
    assert_eq!(numbers, expected);
}

#[test]
fn the_operator_in_china_has_one_number_for_everything() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    for category in ["technical", "presales", "billing"] {
        let lines = china.lines_for("CN", category).unwrap();
        assert_eq!(lines.lines.len(), 1);
        assert_eq!(lines.lines[0].line.e164().as_deref(), Some("+864000890365"));
        assert!(!lines.lines[0].hours.is_empty());
    }
    assert!(china.phone.only_if_online_fails);
    assert_eq!(china.places[0].lines[0].written_for("DE"), "+86 400 089 0365");
}

#[test]
fn a_number_that_countries_share_is_dialled_in_each_as_printed_there() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let number = |place: &str, from: &str| worldwide.place(place).unwrap().lines[0].written_for(from);
    assert_eq!(number("canada", "CA"), "1 800 865 9408");
    assert_eq!(number("united-states", "US"), number("canada", "CA"));
    assert_eq!(number("canada", "GB"), "+1 800-865-9408");
}

#[test]
fn germany_has_a_free_line_an_alternative_and_one_for_the_economic_area() {
    let policies = shipped();
    let germany = policies.cloud("germany").unwrap();
    let lines = germany.lines_for("DE", "technical").unwrap();
    let numbers: Vec<(String, LineKind, Charges)> = lines
        .lines
        .iter()
        .map(|l| (l.line.written_for("DE").replace(' ', ""), l.line.kind, l.line.charges))
        .collect();
    let expected = [
        ("08005892330".to_owned(), LineKind::Primary, Charges::NotStated),
        ("069380789305".to_owned(), LineKind::Alternative, Charges::Local),
    ];
    assert_eq!(numbers, expected);
    let austria = germany.lines_for("AT", "technical").unwrap();
    assert_eq!((austria.place.slug.as_str(), austria.fallback), ("eea", None));
    assert_eq!(austria.lines[0].line.e164().as_deref(), Some("+4969380789305"));
    assert_eq!(austria.lines[0].line.charges, Charges::International);
    assert_eq!(germany.place("eea").unwrap().covers.len(), 29);
}

#[test]
fn a_country_without_a_line_gets_the_fallback_and_is_told_so() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let nepal = worldwide.lines_for("nepal", "technical").unwrap();
    assert_eq!(nepal.fallback, Some(Fallback::NoLine));
    assert_eq!(nepal.place.slug, "united-states");
    let cuba = worldwide.lines_for("CU", "technical").unwrap();
    assert_eq!(cuba.fallback, Some(Fallback::NotListed));
    assert_eq!(cuba.lines[0].line.e164().as_deref(), Some("+18008659408"));
    assert_eq!(worldwide.lines_for("austria", "technical").unwrap().fallback, None);
}

#[test]
fn billing_hours_are_nine_to_five_and_until_six_in_australia() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let billing = |place: &str| worldwide.lines_for(place, "billing").unwrap();
    for place in ["united-states", "canada", "united-kingdom"] {
        assert_eq!(window(hours_of(&billing(place), "en")), "Monday-Friday 09:00-17:00", "{place}");
    }
    assert_eq!(window(hours_of(&billing("australia"), "en")), "Monday-Friday 09:00-18:00");
    let presales = worldwide.lines_for("australia", "presales").unwrap();
    assert_eq!(window(hours_of(&presales, "en")), "Monday-Friday 09:00-18:00");
    let technical = worldwide.lines_for("australia", "technical").unwrap();
    assert!(hours_of(&technical, "en").is_always_open());
}

#[test]
fn hours_keep_the_weeks_and_nights_of_their_country() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let hours = |place: &str, category: &str, language: &str| {
        let lines = worldwide.lines_for(place, category).unwrap();
        let first = lines.lines[0].hours.iter().find(|h| h.language.as_deref() == Some(language));
        (*first.unwrap()).clone()
    };
    assert_eq!(window(&hours("algeria", "billing", "ar")), "Sunday-Thursday 09:00-17:00");
    // From Monday to Friday until three in the night: open early on Saturday, closed early on Monday.
    let night = hours("new-caledonia", "billing", "fr");
    assert!(night.windows[0].is_overnight());
    let open = |instant| night.state_at(at(instant), "UTC").open;
    assert!(open("2025-05-09T15:30:00Z"));
    assert!(!open("2025-05-11T15:30:00Z"));
    // From Monday noon to Saturday noon without a break.
    let long = hours("timor-leste", "technical", "pt");
    let open = |instant| long.state_at(at(instant), "UTC").open;
    assert!(!open("2025-05-12T02:59:00Z"));
    assert!(open("2025-05-12T03:00:00Z"));
    assert!(open("2025-05-14T20:00:00Z"));
    assert!(!open("2025-05-17T03:00:00Z"));
    // In the zone of another country.
    assert_eq!(hours("armenia", "billing", "ru").zone.as_deref(), Some("Europe/Moscow"));
}

#[test]
fn hours_of_a_country_with_several_zones_are_the_readers() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let lines = worldwide.lines_for("united-states", "billing").unwrap();
    assert!(matches!(lines.place.zone, PlaceZone::Several(_)));
    let hours = hours_of(&lines, "en");
    assert_eq!(hours.zone, None);
    let noon_in_denver = at("2025-05-12T18:00:00Z");
    assert!(hours.state_at(noon_in_denver, "America/Denver").open);
    assert!(!hours.state_at(noon_in_denver, "Pacific/Guam").open);
}

#[test]
fn plans_and_severities_have_lines_of_their_own_in_japan() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let japan = worldwide.lines_for("japan", "technical").unwrap();
    assert_eq!(japan.lines.len(), 4);
    let other = japan.lines.iter().find(|l| l.line.plan.as_deref() == Some("Other plans")).unwrap();
    let severities: Vec<Option<&str>> = other.hours.iter().map(|h| h.severity.as_deref()).collect();
    assert_eq!(severities, [None, Some("A")]);
    assert!(japan.lines[0].hours.iter().all(|hours| hours.is_always_open()));
}

#[test]
fn a_subscription_says_which_lines_are_for_it() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let plan = |subscribed| worldwide.phone_plan(subscribed).unwrap().id.as_str();
    assert_eq!(plan("Contoso Cloud Enterprise"), "enterprise");
    assert_eq!(plan("Contoso Cloud Business Basic"), "other");
    assert!(policies.cloud("germany").unwrap().phone_plan("Contoso Cloud Enterprise").is_none());
    let near: Vec<&str> =
        worldwide.neighbours(worldwide.place("NP").unwrap()).map(|place| place.slug.as_str()).collect();
    assert_eq!(near, ["india", "china-prc"]);
}

#[test]
fn lines_for_a_plan_that_has_no_name_are_a_problem() {
    let dir = copy_of_shipped();
    let file = dir.path().join("worldwide/policy.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("directory = \"Other plans\"", "directory = \"Others\"")).unwrap();
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["lines of `Other plans` need an entry of `phone.plans`"]);
}

#[test]
fn callers_are_told_of_doubts_that_concern_them() {
    let policies = shipped();
    let worldwide = policies.cloud("worldwide").unwrap();
    let line = |place: &str| worldwide.place(place).unwrap().lines[0].clone();
    let hours = |place: &str| line(place).hours.iter().find_map(LineHours::caveat);
    assert_eq!(line("kazakhstan").caveat(), Some(Caveat::Number));
    assert_eq!(line("congo").caveat(), Some(Caveat::Charges));
    assert_eq!(hours("togo"), Some(Caveat::Hours));
    assert_eq!(hours("guinea-bissau"), Some(Caveat::Days));
    assert_eq!(hours("japan"), Some(Caveat::PublicHolidays));
    // That an old snapshot printed another number is no caller's business.
    assert_eq!((line("bahamas").caveat(), hours("bahamas")), (None, None));
}

#[test]
fn a_line_keeps_the_holidays_of_the_calendar_that_its_hours_are_taken_from() {
    let policies = shipped();
    let germany = policies.cloud("germany").unwrap();
    let lines = germany.lines_for("DE", "billing").unwrap();
    let state = hours_of(&lines, "de").state_at(at("2026-04-03T10:00:00Z"), "UTC");
    assert_eq!((state.open, state.next_change), (false, Some(at("2026-04-07T07:00:00Z"))));
}

#[test]
fn the_lint_finds_what_is_doubtful_in_the_directory() {
    let warnings = shipped().warnings(date(2026, 11, 21));
    let about = |slug: &str| warnings.iter().filter(|w| w.message.starts_with(&format!("{slug}: "))).count();
    for slug in ["curacao", "kazakhstan", "uzbekistan", "bahamas", "paraguay", "peru", "congo"] {
        assert_eq!(about(slug), 1, "{slug}");
    }
    for slug in ["reunion", "united-arab-emirates", "guinea-bissau"] {
        assert_eq!(about(slug), 1, "{slug}");
    }
    assert_eq!(about("togo"), 3);
    assert_eq!(about("germany"), 0);
    let curacao = warnings.iter().find(|w| w.message.starts_with("curacao")).unwrap();
    assert_eq!((curacao.file.as_str(), curacao.line), ("phone-directory.csv", 68));
}

#[test]
fn whatever_the_directory_itself_calls_an_error_is_warned_of() {
    let warnings = shipped().warnings(date(2026, 11, 21));
    let mut noted = 0;
    for (name, text) in Policies::shipped_files().into_iter().filter(|(name, _)| name.ends_with(".csv")) {
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records().map(Result::unwrap) {
            let note = row.iter().next_back().unwrap();
            if ["error", "assumed", "not after start"].iter().any(|word| note.contains(word)) {
                noted += 1;
                let line = row.position().unwrap().line() as usize;
                assert!(warnings.iter().any(|w| w.file == name && w.line == line), "{name}:{line}: {note}");
            }
        }
    }
    assert!(noted > 15, "{noted}");
}

// ----------------------------------------------------------------------------------------------------- broken ones

fn copy_of_shipped() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = dir.path().join(entry.file_name());
        if entry.path().is_file() {
            fs::copy(entry.path(), to).unwrap();
            continue;
        }
        fs::create_dir(&to).unwrap();
        for file in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    dir
}

fn replace(dir: &Path, file: &str, from: &str, to: &str) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Where a text first stands in a file, as `file:line`.
fn line_of(dir: &Path, file: &str, text: &str) -> String {
    let content = fs::read_to_string(dir.join(file)).unwrap();
    let before = &content[..content.find(text).unwrap()];
    format!("{file}:{}", before.matches('\n').count() + 1)
}

#[test]
fn every_problem_is_found_at_once_with_file_and_line() {
    let dir = copy_of_shipped();
    let dir = dir.path();
    let china = "china/policy.toml";
    let breaks = [
        (
            china,
            "handled_in = \"business-hours\"",
            "handled_in = \"teatime\"",
            "no calendar is called `teatime`",
        ),
        (china, "value = 1, unit = \"hours\"", "value = 1, unit = \"moons\"", "no unit is called `moons`"),
        (
            china,
            "value = 2, unit = \"business_days\"",
            "value = 0, unit = \"business_days\"",
            "`value` must be a whole number above zero",
        ),
        (china, "id = \"subscription\"", "id = \"billing\" # twice", "`billing` is there already"),
        (china, "\"+864000890365\"", "\"+86123\"", "`+86123` is no number in E.164 form"),
        (
            china,
            "fallback = \"china\"",
            "fallback = \"atlantis\"",
            "no place with phone lines is called `atlantis`",
        ),
        (china, "reopen_days = 14", "reopen_daze = 14", "unknown field `reopen_daze`"),
        (
            china,
            "zone = \"Asia/Shanghai\"",
            "zone = \"Asia/Atlantis\"",
            "no time zone is called `Asia/Atlantis`",
        ),
        (
            china,
            "[calendars.always]\ntz = \"Asia/Shanghai\"\nalways_open = true",
            "[calendars.always]\ntz = \"Asia/Shanghai\"\nalways_open = false",
            "calendar `always` never opens",
        ),
        (china, "nl = \"Factureringsondersteuning\", ", "", "`name` is missing in nl"),
        (
            "china/people.toml",
            "zh-CN = \"管理员致电时，请准备好帐户详细信息。\"",
            "zh-CN = \"请拨打 400。\"",
            "a number in the zh-CN text of `have_ready`",
        ),
        (
            "china/people.toml",
            "about {product}",
            "about {produkt}",
            "nothing around `title` is called {produkt}",
        ),
        ("china/people.toml", "rule = \"none\"", "rule = \"sometimes\"", "unknown variant `sometimes`"),
        (
            "germany/policy.toml",
            "key = \"germany\"",
            "key = \"bavaria\"",
            "the policy of `bavaria` stands in the folder `germany`",
        ),
        (
            "germany/people.toml",
            "to = \"article:privacy-statement\"",
            "to = \"somewhere\"",
            "`somewhere` is neither",
        ),
        (
            "worldwide/policy.toml",
            "calendar = \"working-days\" }, remind",
            "calendar = \"office-hours\" }, remind",
            "a clock can't count in `office-hours`",
        ),
        (
            "worldwide/policy.toml",
            "[requests]",
            "[misspelled]\nx = 1\n\n[requests]",
            "a policy has no section `misspelled`",
        ),
        (
            "common/impact.toml",
            "answers = [\"down\"] }",
            "answers = [\"yes\"] }",
            "no answer of this question is called `yes`",
        ),
        ("common/services.toml", "id = \"sites\"", "id = \"plots\"", "no service is called `sites`"),
        (
            "worldwide/policy.toml",
            "neighbours = { nepal = [\"india\"",
            "neighbours = { nepal = [\"shangri-la\"",
            "no place with phone lines is called `shangri-la`",
        ),
        (
            "phone-hours.csv",
            "albania,worldwide,,billing,phone,,English,en,Mon-Fri,09:00,17:00",
            "albania,worldwide,,billing,phone,,English,en,Mon-Fri,09:00,25:00",
            "albania: `Mon-Fri 09:00-25:00` are no hours",
        ),
    ];
    for (file, from, to, _) in breaks {
        replace(dir, file, from, to);
    }
    let problems = Policies::load(Some(dir)).unwrap_err();
    let found: Vec<(String, &str)> =
        problems.iter().map(|p| (format!("{}:{}", p.file, p.line), p.message.as_str())).collect();
    for (file, _, to, message) in breaks {
        let place = match (file, message) {
            ("common/services.toml", _) => line_of(dir, "common/categories.toml", "service = \"sites\""),
            (_, "`name` is missing in nl") => line_of(dir, file, "\"Faktureringsstøtte\""),
            (_, "a policy has no section `misspelled`") => line_of(dir, file, "[misspelled]"),
            (_, m) if m.starts_with("calendar `always`") => line_of(dir, file, "[calendars.always]"),
            _ => line_of(dir, file, to),
        };
        let there = |(p, m): &(String, &str)| *p == place && m.starts_with(message);
        assert!(found.iter().any(there), "{place}: {message}\nnot in {found:#?}");
    }
}

#[test]
fn a_syntax_error_is_told_with_its_line() {
    let dir = copy_of_shipped();
    replace(dir.path(), "china/policy.toml", "schema = 1", "schema = ");
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    assert!(problems.iter().any(|p| p.file == "china/policy.toml" && p.line == 3), "{problems:?}");
}

#[test]
fn a_schema_of_the_future_is_refused() {
    let dir = copy_of_shipped();
    replace(dir.path(), "china/policy.toml", "schema = 1", "schema = 2");
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    assert!(problems[0].message.starts_with("schema 2 isn't known"), "{problems:?}");
}

#[test]
fn an_escalation_that_reaches_nobody_is_a_problem_at_its_line() {
    let dir = copy_of_shipped();
    let file = "china/escalations.toml";
    let change = |from: &str, to: &str| replace(dir.path(), file, from, to);
    change("severities = [\"A\"]", "severities = [\"D\"]");
    change("at_percent = 75", "at_percent = 101");
    change("clock = \"resolution\"", "clock = \"silence\"");
    change("on_call = \"on-duty\"", "on_call = \"nobody\"");
    change("tell = \"assignee\"", "tell = \"on-call\"");
    change("calendar = \"night-shift\"", "calendar = \"moonlight\"");
    change("\"chen.jing@contoso-cn.example\"", "\"chen-jing\"");
    let problems: Vec<String> =
        Policies::load(Some(dir.path())).unwrap_err().iter().map(ToString::to_string).collect();
    for (text, message) in [
        ("\"D\"", "no severity is called `D`"),
        ("101", "somebody is told between 1 and 100 percent of a clock"),
        ("\"silence\"", "no clock to be told of is called `silence`"),
        ("\"nobody\"", "no list of those on call is called `nobody`"),
        ("\"moonlight\"", "no calendar is called `moonlight`"),
        ("\"chen-jing\"", "`chen-jing` is no e-mail address"),
    ] {
        let place = line_of(dir.path(), file, text);
        assert!(
            problems.iter().any(|p| p.starts_with(&format!("{place}:")) && p.ends_with(message)),
            "{place} {message}: {problems:#?}"
        );
    }
    assert!(problems.iter().any(|p| p.ends_with("go together")), "{problems:#?}");
}

#[test]
fn a_goal_for_the_resolution_is_set_at_every_severity_or_at_none() {
    let dir = copy_of_shipped();
    let goal = "resolution = { value = 8, unit = \"hours\", calendar = \"always\" }\n";
    replace(dir.path(), "china/policy.toml", goal, "");
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    assert!(problems.iter().any(|p| p.message.starts_with("no goal for the resolution")), "{problems:?}");
}

#[test]
fn those_who_work_when_a_deadline_falls_are_told() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    // 02:30, 12:00 and 23:59 in Beijing.
    assert_eq!(china.on_duty("on-duty", at("2026-11-17T18:30:00Z")), ["chen.jing@contoso-cn.example"]);
    assert_eq!(china.on_duty("on-duty", at("2026-11-18T04:00:00Z")).len(), 2);
    assert_eq!(china.on_duty("on-duty", at("2026-11-18T15:59:00Z")), ["zhao.min@contoso-cn.example"]);
    assert!(china.on_duty("unknown", at("2026-11-18T15:59:00Z")).is_empty());
    // With office hours alone, those who come next.
    let dir = copy_of_shipped();
    let shifts = "calendar = \"evening-shift\"";
    replace(dir.path(), "china/escalations.toml", shifts, "calendar = \"business-hours\"");
    let policies = Policies::load(Some(dir.path())).unwrap();
    let told = policies.cloud("china").unwrap().on_duty("on-duty", at("2026-11-18T15:59:00Z")).to_vec();
    assert_eq!(told, ["chen.jing@contoso-cn.example"]);
}

#[test]
fn a_missing_section_and_an_empty_folder_are_problems() {
    let dir = copy_of_shipped();
    replace(dir.path(), "china/policy.toml", "[requests]", "[requestz]");
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    assert!(problems.iter().any(|p| p.message == "section `requests` is missing"), "{problems:?}");
    replace(dir.path(), "common/services.toml", "[[services]]", "[verification]\n[[services]]");
    let problems = Policies::load(Some(dir.path())).unwrap_err();
    let twice = "section `verification` stands in common/services.toml already";
    assert!(problems.iter().any(|p| p.message == twice), "{problems:?}");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Policies::load(Some(empty.path())).unwrap_err().len(), 1);
    assert!(Policies::load(Some(&empty.path().join("nowhere"))).is_err());
}

// ------------------------------------------------------------------------------------------------------- the texts

/// Every text of the shipped files as `file: language: words`, placeholders unfilled.
fn prose() -> Vec<(String, String, String)> {
    fn walk(file: &str, key: &str, value: &toml::Value, found: &mut Vec<(String, String, String)>) {
        match value {
            toml::Value::Table(table) if table.contains_key("en") => {
                for (language, words) in table {
                    let words = words.as_str().unwrap().to_owned();
                    found.push((format!("{file} {key}"), language.clone(), words));
                }
            }
            toml::Value::Table(table) => table.iter().for_each(|(k, v)| walk(file, k, v, found)),
            toml::Value::Array(list) => list.iter().for_each(|v| walk(file, key, v, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    for folder in CLOUDS.iter().chain(&["common"]) {
        for file in fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            let text = fs::read_to_string(file.path()).unwrap();
            if file.path().extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let table: toml::Table = toml::from_str(&text).unwrap();
            walk(&file.path().display().to_string(), "", &toml::Value::Table(table), &mut found);
        }
    }
    found
}

#[test]
fn no_text_states_a_number_and_every_text_has_six_languages() {
    let prose = prose();
    assert!(prose.len() > 1000);
    assert_eq!(prose.len() % LANGUAGES.len(), 0);
    for (place, language, words) in &prose {
        assert!(LANGUAGES.contains(&language.as_str()), "{place}: {language}");
        let bare = words.replace("21Vianet", "");
        assert!(!bare.contains(|c: char| c.is_numeric()), "{place}: {language}: {words}");
    }
}

#[test]
fn texts_are_formal_and_use_the_right_terms() {
    let banned = [
        ("de", &["Sicherheitsstufe", " du ", " dein", "supportete"][..]),
        ("hu", &["biztonsági szint", "műszaki támogatás", "terméktámogatás", "személyes támogatás"]),
        ("nb", &["pålasting", "sikkerhetsnivå", "innsalg"]),
        ("nl", &["beveiligingsniveau", " je ", " jouw ", "ernstniveau"]),
        ("zh-CN", &["你", "安全级别"]),
    ];
    for (place, language, words) in prose() {
        let lower = words.to_lowercase();
        for (_, terms) in banned.iter().filter(|(l, _)| *l == language) {
            for term in *terms {
                assert!(!lower.contains(&term.to_lowercase()), "{place}: {words}");
            }
        }
    }
}

#[test]
fn texts_are_filled_from_the_policy_around_them() {
    let policies = shipped();
    let china = policies.cloud("china").unwrap();
    assert!(china.severity_rules.set_note.english().starts_with("21Vianet assigns a severity"));
    assert!(china.duties.admin_is[2].get("de").ends_with("an 21Vianet zu übermitteln."));
    assert!(china.category("technical").unwrap().scope[0].get("zh-CN").contains("由世纪互联运营的"));
    let worldwide = policies.cloud("worldwide").unwrap();
    assert!(worldwide.severity_rules.set_note.english().starts_with("Contoso assigns"));
    assert_eq!(worldwide.verification.steps[1].get("hu").matches('6').count(), 1);
    let a = worldwide.severity("A").unwrap();
    assert!(a.customer_duties[0].get("hu").contains("az A súlyossági szint"));
}

#[test]
fn a_text_falls_back_to_english() {
    let text = Text::from("Mail");
    assert_eq!(text.get("fr"), "Mail");
    let policies = shipped();
    let name = &policies.cloud("worldwide").unwrap().service("mail").unwrap().name;
    assert_eq!((name.get("zh"), name.get("nb-NO"), name.get("fr")), ("邮件", "E-post", "Mail"));
}

#[test]
fn loading_is_quick() {
    let began = std::time::Instant::now();
    shipped();
    // Far more than it takes in a release build, so that a busy machine doesn't fail it.
    assert!(began.elapsed().as_millis() < 2000);
}

// ------------------------------------------------------------------------------------------------------- calendars

/// The shipped policies with a text of one file replaced.
fn with(file: &str, from: &str, to: &str) -> Result<Policies, Vec<Problem>> {
    let dir = copy_of_shipped();
    replace(dir.path(), file, from, to);
    Policies::load(Some(dir.path()))
}

#[test]
fn billing_rests_on_public_holidays_and_in_china_works_on_the_days_that_make_up_for_them() {
    let policies = shipped();
    let open = |cloud: &str, calendar: &str, instant: &str| {
        policies.cloud(cloud).unwrap().calendar(calendar).unwrap().hours().is_open(at(instant))
    };
    // Spring Festival, the Saturday before it, a Saturday, and a Monday.
    assert!(!open("china", "business-hours", "2026-02-16T04:00:00Z"));
    assert!(open("china", "business-hours", "2026-02-14T04:00:00Z"));
    assert!(!open("china", "business-hours", "2026-03-07T04:00:00Z"));
    assert!(open("china", "business-hours", "2026-03-09T04:00:00Z"));
    // Good Friday, and a holiday of every year, from the iCalendar file.
    assert!(!open("germany", "office-hours", "2026-04-03T10:00:00Z"));
    assert!(!open("germany", "office-hours", "2034-10-03T10:00:00Z"));
    assert!(open("germany", "office-hours", "2034-10-04T10:00:00Z"));
    assert!(!open("worldwide", "office-hours", "2026-12-25T10:00:00Z"));
}

#[test]
fn what_is_promised_around_the_clock_or_every_day_knows_no_holidays() {
    for policy in shipped().iter() {
        let promised = policy.severities.iter().map(|severity| &severity.hours);
        for key in promised {
            let calendar = policy.calendar(key).unwrap();
            assert_eq!(calendar.holidays().count() + calendar.special_days().count(), 0, "{key}");
        }
    }
}

#[test]
fn holidays_of_a_file_are_added_to_those_of_the_list() {
    let list = "holidays_file = \"holidays.ics\"\nholidays = [\"2026-12-24\"]";
    let policies = with("germany/policy.toml", "holidays_file = \"holidays.ics\"", list).unwrap();
    let holidays: Vec<_> =
        policies.cloud("germany").unwrap().calendar("office-hours").unwrap().holidays().collect();
    for day in [24, 25, 26] {
        assert!(holidays.contains(&date(2026, 12, day)), "{day}");
    }
}

#[test]
fn a_file_of_holidays_that_is_missing_or_not_understood_is_told_with_its_line() {
    let problems = with("germany/policy.toml", "holidays.ics", "feiertage.ics").unwrap_err();
    let dir = copy_of_shipped();
    let line = line_of(dir.path(), "germany/policy.toml", "holidays_file");
    assert!(problems[0].to_string().starts_with(&line), "{problems:?}");
    assert!(problems[0].message.contains("feiertage.ics"));

    let problems = with("germany/holidays.ics", "FREQ=YEARLY", "FREQ=YEARLY;BYDAY=1FR").unwrap_err();
    let line = line_of(dir.path(), "germany/holidays.ics", "RRULE");
    assert!(problems[0].to_string().starts_with(&line), "{problems:?}");
}

#[test]
fn holidays_that_end_soon_are_warned_of() {
    let policies = shipped();
    let about = |today| {
        let warnings = policies.warnings(today);
        warnings
            .iter()
            .filter(|w| w.message.contains("has no holidays after"))
            .map(ToString::to_string)
            .collect()
    };
    let (early, late): (Vec<String>, Vec<String>) = (about(date(2026, 11, 21)), about(date(2027, 9, 1)));
    assert_eq!(early.len(), 0, "{early:?}");
    assert_eq!(late.len(), 1);
    let dir = copy_of_shipped();
    assert!(
        late[0].starts_with(&line_of(dir.path(), "china/policy.toml", "[calendars.business-hours]")),
        "{late:?}"
    );
}

// -------------------------------------------------------------------------------------------------------- comparing

fn changes(file: &str, from: &str, to: &str) -> Vec<String> {
    let new = with(file, from, to).unwrap_or_else(|problems| panic!("{problems:?}"));
    diff(&shipped(), &new).iter().map(ToString::to_string).collect()
}

#[test]
fn the_same_policies_promise_the_same() {
    assert_eq!(diff(&shipped(), &shipped()), []);
}

#[test]
fn a_changed_promise_is_said_in_plain_words_with_its_place() {
    let line = |file, text| line_of(copy_of_shipped().path(), file, text);
    let china = "china/policy.toml";
    let target = "first_response = { value = 3, unit = \"business_days\"";
    assert_eq!(
        changes(china, target, "first_response = { value = 1, unit = \"hours\""),
        [format!(
            "china: severity C: first response: 3 business days of `daily` becomes 1 hour of `daily` ({})",
            line(china, target)
        )]
    );
    let limit =
        "silence = { limit = { value = 4, unit = \"hours\", calendar = \"always\" }, remind_at_percent = 50";
    assert_eq!(
        changes(china, limit, &limit.replace("50", "25")),
        [format!(
            "china: severity A: silence: limit 4 hours of `always`, reminder at 50 percent of it becomes \
             limit 4 hours of `always`, reminder at 25 percent of it ({})",
            line(china, limit)
        )]
    );
    let [holiday] = &changes(china, "\"2026-01-03\"", "\"2026-01-04\"")[..] else { panic!("one change") };
    assert!(
        holiday.contains("calendar business-hours: holidays: added 2026-01-04, removed 2026-01-03"),
        "{holiday}"
    );
    let hours = changes(china, "fri = [[\"09:00\", \"18:00\"]]", "fri = [[\"09:00\", \"17:00\"]]");
    assert!(
        hours[0].contains("calendar business-hours: weekly: added Mon-Thu 09:00-18:00; Fri 09:00-17:00, removed Mon-Fri 09:00-18:00"),
        "{hours:?}"
    );
    let cap = changes(china, "max_severity = \"B\"", "max_severity = \"A\"");
    assert!(cap[0].starts_with("china: billing support: max severity: B becomes A"), "{cap:?}");
    let line = changes("phone-directory.csv", ",08009 8462,", ",08009 8463,");
    let expected = "worldwide: phone in Åland Islands: lines: added 08009 8463, local charges, removed 08009 8462, local charges (phone-directory.csv:3)";
    assert_eq!(line, [expected]);
    let words = changes("common/severities.toml", "Eine Website ist ausgefallen", "Eine Website fehlt");
    assert_eq!(words.len(), 3);
    assert!(
        words[0]
            .starts_with("worldwide: severity A: examples: the words change in de (common/severities.toml:")
    );
}

#[test]
fn what_comes_and_goes_is_said_as_such() {
    let method = "[[contact_methods]]\nid = \"phone\"";
    let gone = changes("common/channels.toml", "id = \"phone\"\nname", "id = \"pigeon\"\nname");
    assert!(gone.iter().any(|c| c.contains("contact method pigeon: is new")), "{gone:?} {method}");
    assert!(gone.iter().any(|c| c.contains("contact method phone: is gone")), "{gone:?}");

    let dir = copy_of_shipped();
    fs::remove_dir_all(dir.path().join("germany")).unwrap();
    let without = Policies::load(Some(dir.path())).unwrap();
    let said = |old: &Policies, new: &Policies| -> Vec<String> {
        diff(old, new).iter().map(ToString::to_string).collect()
    };
    assert_eq!(said(&shipped(), &without), ["germany: cloud: is gone"]);
    assert_eq!(said(&without, &shipped()), ["germany: cloud: is new"]);
}

#[test]
fn every_fact_of_the_files_has_a_place() {
    for policy in shipped().iter() {
        for fact in policy.facts().iter().chain(&policy.phone_facts()) {
            assert!(fact.place.is_some(), "{fact:?}");
        }
    }
}

// ---------------------------------------------------------------------------------------------------- documentation

/// The fields that a structure is read from, as its reader names them when it meets one that it doesn't know.
fn fields<T: serde::de::DeserializeOwned>() -> Vec<String> {
    let Err(error) = toml::from_str::<T>("nobody-has-this-field = 1") else { panic!("it takes every field") };
    let message = error.message().split_once("expected ").unwrap().1;
    message.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_field_of_a_policy_file_is_documented() {
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.md")).unwrap();
    let all = [
        fields::<Cloud>(),
        fields::<Operator>(),
        fields::<Product>(),
        fields::<calendar::Written>(),
        fields::<Kind>(),
        fields::<merge::CategoryRules>(),
        fields::<merge::CategoryTexts>(),
        fields::<CategoryChannel>(),
        fields::<Spoken>(),
        fields::<TopicGroup>(),
        fields::<Topic>(),
        fields::<Channel>(),
        fields::<ContactMethod>(),
        fields::<merge::SeverityRules>(),
        fields::<merge::SeverityTexts>(),
        fields::<Target>(),
        fields::<FollowUp>(),
        fields::<Silence>(),
        fields::<AgreementRule>(),
        fields::<OnlyFor>(),
        fields::<SeverityRules>(),
        fields::<Lowering>(),
        fields::<Escalation>(),
        fields::<OnCall>(),
        fields::<Shift>(),
        fields::<Question>(),
        fields::<Answer>(),
        fields::<ProposalRule>(),
        fields::<Condition>(),
        fields::<Eligibility>(),
        fields::<PartnerRule>(),
        fields::<RequestRules>(),
        fields::<Verification>(),
        fields::<CallRules>(),
        fields::<TellingRules>(),
        fields::<Role>(),
        fields::<Service>(),
        fields::<Duties>(),
        fields::<Community>(),
        fields::<BusinessAssist>(),
        fields::<FollowUs>(),
        fields::<Link>(),
        fields::<Note>(),
        fields::<Phone>(),
        fields::<OwnPlace>(),
        fields::<OwnNumber>(),
        fields::<OwnHours>(),
    ];
    let named = |field: &String| ["`", "."].iter().any(|before| guide.contains(&format!("{before}{field}`")));
    let missing: Vec<String> = all.into_iter().flatten().filter(|field| !named(field)).collect();
    assert_eq!(missing, Vec::<String>::new());
    assert!(guide.contains(&format!("**schema {SCHEMA}**")));
}

#[test]
fn every_article_that_a_policy_leads_to_is_one_of_the_demo() {
    let articles: BTreeSet<String> = crate::demo::articles()
        .filter_map(|(path, _)| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let links = prose_links();
    assert!(links.len() > 10);
    for link in links {
        assert!(articles.contains(&link), "{link}");
    }
}

fn prose_links() -> BTreeSet<String> {
    let dir = copy_of_shipped();
    let folders =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let texts = files.map(|file| fs::read_to_string(file).unwrap());
    let keys = |text: String| -> Vec<String> {
        let links = text.split("\"article:").skip(1);
        links.map(|rest| rest.split(['"', '#']).next().unwrap().to_owned()).collect()
    };
    texts.flat_map(keys).collect()
}
