//! What a policy promises, fact by fact in plain words: to be read by people, and compared.
//!
//! Every structure is taken apart in full, so that a new field can't be forgotten here.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::{
    Answer, Articles, BusinessAssist, Calendar, CallRules, Callbacks, Category, CategoryChannel, Channel,
    Charges, Clock, Cloud, Community, Condition, ContactMethod, Duties, Eligibility, Escalation, Feature,
    FollowUp, FollowUs, HealthRules, HealthTemplate, Kind, Line, LineHours, LineKind, Link, Lowering, Note,
    OnCall, Operator, PartnerRule, Phone, PhonePlan, Place, PlaceZone, Plan, Policy, Product, ProposalRule,
    Question, ReportRules, RequestRules, ReviewRules, Role, Service, Severity, SeverityRules, Silence,
    Staffing, Target, TellingRules, Text, TokenRules, TopicGroup, Unit, UpdateMinutes, Verification, Window,
};

/// One thing that is promised, or a rule of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// `severity A`, `calendar office-hours`.
    pub about: String,
    /// `first response`.
    pub what: String,
    pub says: Says,
    /// The file and line that it stands in, where that is known.
    pub place: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    Value(String),
    /// In no order that matters.
    Set(Vec<String>),
    /// What people read, in all languages.
    Words(Vec<Text>),
}

impl Policy {
    /// All that is promised, but for the phone lines of each country.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts { policy: self, list: Vec::new(), about: String::new(), path: String::new() };
        facts.policy();
        facts.list
    }

    /// The phone lines of each country.
    pub fn phone_facts(&self) -> Vec<Fact> {
        let mut facts = Facts { policy: self, list: Vec::new(), about: String::new(), path: String::new() };
        self.places.iter().for_each(|place| facts.place(place));
        facts.list
    }
}

struct Facts<'p> {
    policy: &'p Policy,
    list: Vec<Fact>,
    about: String,
    /// Where it stands in the document.
    path: String,
}

impl<'p> Facts<'p> {
    fn about(&mut self, about: impl Into<String>, path: impl Into<String>) {
        (self.about, self.path) = (about.into(), path.into());
    }

    fn says(&mut self, field: &str, says: Says) {
        let place = self.policy.origins.find(&format!("{}.{field}", self.path));
        self.list.push(Fact {
            about: self.about.clone(),
            what: field.replace('_', " "),
            says,
            place: place.map(|(file, line)| format!("{file}:{line}")),
        });
    }

    fn value(&mut self, field: &str, value: impl Into<String>) {
        self.says(field, Says::Value(value.into()));
    }

    fn number(&mut self, field: &str, number: u32) {
        self.value(field, number.to_string());
    }

    fn yes(&mut self, field: &str, yes: bool) {
        self.value(field, if yes { "yes" } else { "no" });
    }

    fn set(&mut self, field: &str, values: impl IntoIterator<Item = impl Into<String>>) {
        let values: Vec<String> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.says(field, Says::Set(values));
        }
    }

    fn words<'t>(&mut self, field: &str, texts: impl IntoIterator<Item = &'t Text>) {
        let texts: Vec<Text> = texts.into_iter().cloned().collect();
        if !texts.is_empty() {
            self.says(field, Says::Words(texts));
        }
    }

    fn policy(&mut self) {
        let Policy {
            cloud,
            operator,
            product,
            calendars,
            kinds,
            categories,
            channels,
            contact_methods,
            severities,
            severity_rules,
            escalations,
            on_call,
            impact_questions,
            proposals,
            eligibility,
            requests,
            articles,
            verification,
            staffing,
            callbacks,
            calls,
            telling,
            tokens,
            roles,
            services,
            plans,
            health,
            health_templates,
            duties,
            community,
            business_assist,
            follow_us,
            learning,
            notes,
            phone,
            places,
            choices: _,
            origins: _,
        } = self.policy;
        self.cloud(cloud, operator, product);
        self.kinds(kinds);
        categories.iter().for_each(|category| self.category(category));
        severities.iter().for_each(|severity| self.severity(severity));
        self.severity_rules(severity_rules, severities);
        calendars.iter().for_each(|calendar| self.calendar(calendar));
        self.escalations(escalations, on_call);
        channels.iter().for_each(|channel| self.channel(channel));
        contact_methods.iter().for_each(|method| self.contact_method(method));
        self.requests(requests);
        self.articles(articles);
        self.eligibility(eligibility);
        roles.iter().for_each(|role| self.role(role));
        self.verification(verification);
        self.staffing(staffing);
        self.callbacks(callbacks);
        self.calls(calls);
        self.telling(telling);
        self.tokens(tokens);
        self.phone(phone, places);
        self.impact(impact_questions, proposals);
        self.services(services);
        plans.iter().for_each(|plan| self.plan(plan));
        self.health(health, health_templates);
        self.duties(duties);
        self.rest(community, business_assist.as_ref(), follow_us, learning, notes);
    }

    fn cloud(&mut self, cloud: &Cloud, operator: &Operator, product: &Product) {
        let Cloud { key: _, order, name, life_cycle, as_of, domains } = cloud;
        self.about("cloud", "cloud");
        self.words("name", [name]);
        self.value("life_cycle", word(life_cycle));
        self.value("as_of", as_of.to_string());
        self.number("order", *order);
        self.set("domains", domains);
        let Operator { name } = operator;
        self.about("operator", "operator");
        self.value("name", name.english());
        let Product { name, aliases } = product;
        self.about("product", "product");
        self.value("name", name.english());
        self.set("aliases", aliases);
    }

    fn kinds(&mut self, kinds: &[Kind]) {
        self.about("kinds of support", "kinds");
        let one = |kind: &Kind| {
            let Kind { id, category, name: _ } = kind;
            format!("{id} (by the rules of {category})")
        };
        self.set("kinds", kinds.iter().map(one));
        self.words("names", kinds.iter().map(|kind| &kind.name));
    }

    fn category(&mut self, category: &Category) {
        let Category {
            id,
            name,
            summary,
            audience,
            permission,
            max_severity,
            max_note,
            handled_in,
            directory_hours,
            channels,
            scope,
            not_in_scope,
            topic_groups,
        } = category;
        let about = format!("{id} support");
        self.about(&about, format!("categories.{id}"));
        self.value("audience", word(audience));
        self.value("permission", permission);
        self.value("max_severity", max_severity);
        self.words("max_note", [max_note]);
        let counted = handled_in.as_deref().map(named);
        self.value("handled_in", counted.unwrap_or_else(|| "the hours of the severity".into()));
        if let Some(whose) = directory_hours {
            self.value("directory_hours", whose);
        }
        for by in channels {
            let CategoryChannel { channel, calendar, languages } = by;
            self.value(&format!("{channel} taken in"), named(calendar));
            let answered = languages.iter().map(|l| format!("{} in {}", l.language, named(&l.calendar)));
            self.set(&format!("{channel} answered in"), answered);
        }
        self.about(about, format!("category_texts.{id}"));
        self.words("name", [name]);
        self.words("summary", [summary]);
        self.words("scope", scope);
        self.words("not_in_scope", not_in_scope);
        for TopicGroup { id, category: _, name: _, topics } in topic_groups {
            self.set(&format!("topics of {id}"), topics.iter().map(|topic| topic.id.as_str()));
        }
        let names = |group: &'p TopicGroup| {
            std::iter::once(&group.name).chain(group.topics.iter().map(|topic| &topic.name))
        };
        let groups = self.policy.categories.iter().filter(|c| c.id == *id).flat_map(|c| &c.topic_groups);
        let names: Vec<&Text> = groups.flat_map(names).collect();
        self.words("names of topics", names);
    }

    fn severity(&mut self, severity: &Severity) {
        let Severity {
            level,
            name,
            alias,
            definition,
            examples,
            support_duties,
            customer_duties,
            hours,
            first_response,
            follow_up: FollowUp { text, every },
            resolution,
            silence: Silence { limit, remind_at_percent },
            agreement,
            only_for,
            asks_impact_statement,
            asks_round_the_clock_contact,
        } = severity;
        let about = format!("severity {level}");
        self.about(&about, format!("severities.{level}"));
        self.value("first_response", target(first_response));
        self.value("follow_up", format!("at least every {}", target(every)));
        self.value("resolution", resolution.as_ref().map_or("no goal".into(), target));
        self.value("hours", named(hours));
        self.value(
            "silence",
            format!("limit {}, reminder at {remind_at_percent} percent of it", target(limit)),
        );
        let needs = agreement.as_ref().map_or("none", |rule| &rule.kind);
        self.value("agreement", needs);
        match only_for {
            Some(only) => self.set("only_for", &only.categories),
            None => self.value("only_for", "every category that allows it"),
        }
        self.yes("asks_impact_statement", *asks_impact_statement);
        self.yes("asks_round_the_clock_contact", *asks_round_the_clock_contact);
        let notes = agreement.iter().map(|rule| &rule.note).chain(only_for.iter().map(|rule| &rule.note));
        self.words("notes", std::iter::once(text).chain(notes));
        self.about(about, format!("severity_texts.{level}"));
        self.words("name", std::iter::once(name).chain(alias));
        self.words("definition", definition);
        self.words("examples", examples);
        self.words("support_duties", support_duties);
        self.words("customer_duties", customer_duties);
    }

    fn severity_rules(&mut self, rules: &SeverityRules, severities: &[Severity]) {
        let SeverityRules {
            set_by,
            set_when,
            set_note,
            on_severity_change,
            on_reopen,
            lowering: Lowering { levels, lowest, note },
            response_note,
            collaboration_note,
        } = rules;
        self.about("severities", "severity_rules");
        let order: Vec<&str> = severities.iter().map(|s| s.level.as_str()).collect();
        self.value("order", order.join(", "));
        self.value("set_by", word(set_by));
        self.value("set_when", word(set_when));
        self.value("on_severity_change", word(on_severity_change));
        self.value("on_reopen", word(on_reopen));
        self.value("lowering", format!("by {levels}, never below {lowest}"));
        self.words("notes", [set_note, note, response_note, collaboration_note]);
    }

    fn calendar(&mut self, calendar: &Calendar) {
        let key = &calendar.key;
        self.about(format!("calendar {key}"), format!("calendars.{key}"));
        self.value("tz", calendar.zone.name().unwrap_or("the reader's"));
        self.set("weekly", calendar.week().iter().map(window));
        self.set("holidays", by_year(calendar.holidays()));
        let special = |(date, hours): (Date, Vec<(Clock, Clock)>)| {
            let hours: Vec<String> = hours.iter().map(|(from, to)| format!("{from}-{to}")).collect();
            let hours = if hours.is_empty() { "closed".into() } else { hours.join(" and ") };
            format!("{date} {hours}")
        };
        self.set("overrides", calendar.special_days().map(special));
        let day = calendar.hours().business_days(1).ok();
        if let Some(seconds) = day {
            self.value("business_day_minutes", (seconds / 60).to_string());
        }
    }

    fn escalations(&mut self, escalations: &[Escalation], on_call: &[OnCall]) {
        self.about("escalations", "escalations");
        let rule = |rule: &Escalation| {
            let Escalation { clock, at_percent, severities, tell, on_call } = rule;
            let list = on_call.as_ref().map(|list| format!(" {list}")).unwrap_or_default();
            let whose = severities.join(", ");
            format!("{} of {whose} at {at_percent} percent: {}{list}", word(clock), word(tell))
        };
        self.set("rules", escalations.iter().map(rule));
        for OnCall { id, name: _, shifts } in on_call {
            self.about(format!("on call: {id}"), format!("on_call.{id}"));
            let shift = |s: &super::Shift| format!("{}: {}", named(&s.calendar), s.people.join(", "));
            self.set("shifts", shifts.iter().map(shift));
        }
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel { id, name, summary, audience, closed_on, steps } = channel;
        self.about(format!("channel {id}"), format!("channels.{id}"));
        self.value("audience", word(audience));
        if let Some(date) = closed_on {
            self.value("closed_on", date.to_string());
        }
        self.words("words", [name, summary].into_iter().chain(steps));
    }

    fn contact_method(&mut self, method: &ContactMethod) {
        let ContactMethod { id, name, service_minutes } = method;
        self.about(format!("contact method {id}"), format!("contact_methods.{id}"));
        self.number("service_minutes", *service_minutes);
        self.words("name", [name]);
    }

    fn requests(&mut self, rules: &RequestRules) {
        let RequestRules { reopen_days, attachment_megabytes, health_first, free } = rules;
        self.about("requests", "requests");
        self.number("reopen_days", *reopen_days);
        self.number("attachment_megabytes", *attachment_megabytes);
        self.yes("health_first", *health_first);
        self.yes("free", *free);
    }

    fn eligibility(&mut self, eligibility: &Eligibility) {
        let Eligibility {
            audience,
            note,
            roles_link,
            others_note,
            others_link,
            no_permission_note,
            who_is_admin_link,
            on_behalf,
            have_ready,
            partner: PartnerRule { rule, notes },
        } = eligibility;
        self.about("who may ask", "eligibility");
        self.value("audience", word(audience));
        self.yes("on_behalf", on_behalf.is_some());
        self.value("partner", word(rule));
        self.set("links", [roles_link, others_link, who_is_admin_link].map(link));
        let texts = [note, others_note, no_permission_note, have_ready];
        self.words("notes", texts.into_iter().chain(on_behalf).chain(notes));
    }

    fn role(&mut self, role: &Role) {
        let Role { id, name, permissions, additional, partner } = role;
        self.about(format!("role {id}"), format!("roles.{id}"));
        self.set("permissions", permissions);
        self.yes("additional", *additional);
        self.yes("partner", *partner);
        self.words("name", [name]);
    }

    fn verification(&mut self, rules: &Verification) {
        let Verification {
            digits,
            lifetime_minutes,
            attempts,
            codes_per_hour,
            registered_for_hours,
            registered_number_is_enough,
            purpose,
            steps,
        } = rules;
        self.about("verification of callers", "verification");
        self.number("digits", *digits);
        self.number("lifetime_minutes", *lifetime_minutes);
        self.number("attempts", *attempts);
        self.number("codes_per_hour", *codes_per_hour);
        self.number("registered_for_hours", *registered_for_hours);
        self.yes("registered_number_is_enough", *registered_number_is_enough);
        self.words("words", std::iter::once(purpose).chain(steps));
    }

    fn staffing(&mut self, rules: &Staffing) {
        let Staffing { wrap_up_minutes, away_after_minutes, publish_days } = rules;
        self.about("staffing", "staffing");
        self.number("wrap_up_minutes", *wrap_up_minutes);
        self.number("away_after_minutes", *away_after_minutes);
        self.number("publish_days", *publish_days);
    }

    fn callbacks(&mut self, rules: &Callbacks) {
        let Callbacks {
            slot_minutes,
            bookable_days,
            notice_minutes,
            kept_for_queue_percent,
            retry_minutes,
            claim_minutes,
            remind_customer_minutes,
            remind_agent_minutes,
            late,
        } = rules;
        self.about("call-backs", "callbacks");
        self.number("slot_minutes", *slot_minutes);
        self.number("bookable_days", *bookable_days);
        self.number("notice_minutes", *notice_minutes);
        self.number("kept_for_queue_percent", *kept_for_queue_percent);
        let tries: Vec<String> = retry_minutes.iter().map(ToString::to_string).collect();
        self.value("retry_minutes", tries.join(", "));
        self.number("claim_minutes", *claim_minutes);
        self.number("remind_customer_minutes", *remind_customer_minutes);
        self.number("remind_agent_minutes", *remind_agent_minutes);
        let late: Vec<String> =
            late.iter().map(|l| format!("{} {}", l.after_minutes, l.tell.code())).collect();
        self.value("late", late.join(", "));
    }

    fn calls(&mut self, rules: &CallRules) {
        let CallRules { rings_for_minutes, forgotten_after_hours, own_numbers } = rules;
        self.about("calls", "calls");
        self.number("rings_for_minutes", *rings_for_minutes);
        self.number("forgotten_after_hours", *forgotten_after_hours);
        self.value("own_numbers", own_numbers.join(", "));
    }

    fn telling(&mut self, rules: &TellingRules) {
        let TellingRules {
            mails_per_second,
            news_hours,
            webhook_retry_minutes,
            webhook_off_after_hours,
            secret_overlap_hours,
            account_posts,
        } = rules;
        let tries: Vec<String> = webhook_retry_minutes.iter().map(u32::to_string).collect();
        self.about("telling", "telling");
        self.number("mails_per_second", *mails_per_second);
        self.number("news_hours", *news_hours);
        self.value("webhook_retry_minutes", tries.join(", "));
        self.number("webhook_off_after_hours", *webhook_off_after_hours);
        self.number("secret_overlap_hours", *secret_overlap_hours);
        self.set("account_posts", account_posts);
    }

    fn tokens(&mut self, rules: &TokenRules) {
        let TokenRules { days } = rules;
        self.about("tokens of programs", "tokens");
        self.value("days", days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    }

    fn phone(&mut self, phone: &Phone, places: &[Place]) {
        let Phone {
            summary,
            fallback,
            fallback_note,
            featured,
            only_if_online_fails,
            directory,
            plans,
            neighbours,
            places: _,
        } = phone;
        self.about("phone", "phone");
        let lines: usize = places.iter().map(|place| place.lines.len()).sum();
        let without = places.iter().filter(|place| place.lines.is_empty()).count();
        self.value("lines", lines.to_string());
        self.value("countries and regions", format!("{}, {without} of them without a line", places.len()));
        self.value("fallback", fallback);
        self.set("featured", featured);
        self.yes("only_if_online_fails", *only_if_online_fails);
        self.value("directory", directory.as_deref().unwrap_or("none"));
        let plan = |PhonePlan { id, directory, name: _, plans }: &PhonePlan| {
            let plans = if plans.is_empty() { "all others".into() } else { plans.join(" and ") };
            format!("{id}: {plans} ({directory})")
        };
        self.set("plans", plans.iter().map(plan));
        let near = |(slug, near): (&String, &Vec<String>)| format!("{slug}: {}", near.join(" and "));
        self.set("neighbours", neighbours.iter().map(near));
        let names = plans.iter().map(|plan| &plan.name);
        self.words("words", [summary, fallback_note].into_iter().chain(names));
    }

    fn place(&mut self, place: &Place) {
        let Place { slug, iso2: _, covers, name: _, english_name, region: _, zone, lines } = place;
        self.about(format!("phone in {english_name}"), format!("phone.places.{slug}"));
        self.set("lines", lines.iter().map(line));
        match zone {
            PlaceZone::One(name) => self.value("zone", name),
            PlaceZone::Several(zones) => self.value("zone", format!("one of {zones}")),
            PlaceZone::Unknown => {}
        }
        self.set("covers", covers);
        let mut hours: Vec<String> = lines.iter().flat_map(|line| &line.hours).map(line_hours).collect();
        hours.sort();
        hours.dedup();
        self.set("hours", hours);
        let row = lines.iter().map(|line| line.origin.row).find(|row| *row > 0);
        let last = self.list.iter_mut().rev().take_while(|fact| fact.about == self.about);
        if let Some(row) = row {
            last.for_each(|fact| fact.place = Some(format!("{}:{row}", super::directory::NUMBERS)));
        }
    }

    fn impact(&mut self, questions: &[Question], proposals: &[ProposalRule]) {
        self.about("proposed severity", "impact_questions");
        for Question { id, text: _, answers } in questions {
            let answers = answers.iter().map(|Answer { id, text: _, reason: _ }| id.as_str());
            self.set(&format!("answers of {id}"), answers);
        }
        let texts = questions.iter().flat_map(|question| {
            let answers = question.answers.iter().flat_map(|answer| [&answer.text, &answer.reason]);
            std::iter::once(&question.text).chain(answers)
        });
        self.words("questions", texts);
        self.about("proposed severity", "proposals");
        let rule = |ProposalRule { level, when, reason: _ }: &ProposalRule| {
            let condition = |Condition { question, answers }: &Condition| {
                format!("{question} is {}", answers.join(" or "))
            };
            let when: Vec<String> = when.iter().map(condition).collect();
            format!(
                "{level} if {}",
                if when.is_empty() { "nothing else fits".into() } else { when.join(" and ") }
            )
        };
        let rules: Vec<String> = proposals.iter().map(rule).collect();
        self.value("rules", rules.join("; "));
        self.words("reasons", proposals.iter().map(|rule| &rule.reason));
    }

    fn services(&mut self, services: &[Service]) {
        self.about("services", "services");
        let named =
            |Service { id, code, name: _, aliases: _, features: _ }: &Service| format!("{id} ({code})");
        self.set("services", services.iter().map(named));
        let features = services.iter().flat_map(|service| {
            service.features.iter().map(|Feature { id, name: _ }| format!("{}: {id}", service.id))
        });
        self.set("features", features.collect::<Vec<_>>());
        let names = services.iter().flat_map(|service| service.features.iter().map(|feature| &feature.name));
        self.words("names of features", names.collect::<Vec<_>>());
        self.set("aliases", services.iter().flat_map(|service| &service.aliases));
        self.words("names", services.iter().map(|service| &service.name));
    }

    fn plan(&mut self, plan: &Plan) {
        let Plan { name, services } = plan;
        self.about(format!("plan {name}"), "plans");
        self.set("services", services);
    }

    fn health(&mut self, rules: &HealthRules, templates: &[HealthTemplate]) {
        let HealthRules { update_minutes, warn_minutes, own_approval, maintenance_days, review, reports } =
            rules;
        let UpdateMinutes { incident, advisory } = update_minutes;
        self.about("service health", "health");
        self.number("update_minutes.incident", *incident);
        self.number("update_minutes.advisory", *advisory);
        self.number("warn_minutes", *warn_minutes);
        self.set("own_approval", own_approval);
        self.number("maintenance_days", *maintenance_days);
        let ReviewRules { preliminary, final_, warn_minutes } = review;
        self.value("review.preliminary", target(preliminary));
        self.value("review.final", target(final_));
        self.number("review.warn_minutes", *warn_minutes);
        let ReportRules { together_minutes, organizations, an_hour, categories } = reports;
        self.number("reports.together_minutes", *together_minutes);
        self.number("reports.organizations", *organizations);
        self.number("reports.an_hour", *an_hour);
        self.set("reports.categories", categories);
        for HealthTemplate { id, name, status, title, impact, text } in templates {
            self.about(format!("health template {id}"), "health_templates");
            self.value("status", status.as_deref().unwrap_or("none"));
            self.words(
                "words",
                [Some(name), title.as_ref(), impact.as_ref(), Some(text)].into_iter().flatten(),
            );
        }
    }

    fn duties(&mut self, duties: &Duties) {
        let Duties { shared_note, operator, admins_only, admin_is, admin_does, admin_helps_first } = duties;
        self.about("responsibilities", "duties");
        self.words("operator", operator);
        self.words("admin_is", admin_is);
        self.words("admin_does", admin_does);
        self.words("notes", [shared_note, admins_only, admin_helps_first]);
    }

    fn articles(&mut self, articles: &Articles) {
        let Articles { fallback, own_approval } = articles;
        self.about("articles", "articles");
        self.value("fallback", fallback.join(", "));
        self.yes("own_approval", *own_approval);
    }

    fn rest(
        &mut self,
        community: &Community,
        assist: Option<&BusinessAssist>,
        follow_us: &[FollowUs],
        learning: &[Link],
        notes: &[Note],
    ) {
        let Community { facts, monitored } = community;
        self.about("community", "community");
        self.yes("monitored", *monitored);
        self.words("facts", facts);
        if let Some(BusinessAssist {
            category,
            plans,
            most_licences,
            countries,
            name,
            summary,
            facts,
            calendar,
            audience,
            link: to,
        }) = assist
        {
            self.about("business assist", "business_assist");
            self.value("category", named(category));
            self.set("plans", plans);
            self.number("most_licences", *most_licences);
            self.set("countries", countries);
            self.value("calendar", named(calendar));
            self.value("audience", word(audience));
            self.value("link", link(to));
            self.words("words", [name, summary].into_iter().chain(facts));
        }
        for FollowUs { network, text, image_text, url } in follow_us {
            self.about(format!("follow us on {network}"), "follow_us");
            self.value("url", url.clone());
            self.words("words", [text, image_text]);
        }
        self.about("learning", "learning");
        self.set("links", learning.iter().map(link));
        self.words("titles", learning.iter().map(|link| &link.title));
        self.about("notes", "notes");
        self.words("notes", notes.iter().map(|Note { id: _, text, link: _ }| text));
        self.set("links", notes.iter().filter_map(|note| note.link.as_ref()).map(link));
    }
}

/// `ClosedToNew` as files have it: `closed-to-new`.
fn word(value: &impl std::fmt::Debug) -> String {
    let mut word = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_ascii_uppercase() && word.ends_with(|last: char| last.is_ascii_lowercase()) {
            word.push('-');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

/// `business-hours` as files name it.
fn named(calendar: &str) -> String {
    format!("`{calendar}`")
}

fn target(target: &Target) -> String {
    let Target { value, unit, calendar } = target;
    let unit = match (unit, value) {
        (Unit::Seconds, 1) => "second",
        (Unit::Seconds, _) => "seconds",
        (Unit::Minutes, 1) => "minute",
        (Unit::Minutes, _) => "minutes",
        (Unit::Hours, 1) => "hour",
        (Unit::Hours, _) => "hours",
        (Unit::BusinessDays, 1) => "business day",
        (Unit::BusinessDays, _) => "business days",
    };
    format!("{value} {unit} of {}", named(calendar))
}

fn window(window: &Window) -> String {
    if window.is_always() {
        return "always".into();
    }
    let day = |day: Weekday| {
        let mut name = super::times::short_name(day).to_owned();
        name[..1].make_ascii_uppercase();
        name
    };
    let days = if window.first == window.last {
        day(window.first)
    } else {
        format!("{}-{}", day(window.first), day(window.last))
    };
    format!("{days} {}-{}", window.start, window.end)
}

/// Dates, and those that come in many years in a row as one.
fn by_year(dates: impl Iterator<Item = Date>) -> Vec<String> {
    const MANY: usize = 4;
    let mut days: BTreeMap<(i8, i8), Vec<Date>> = BTreeMap::new();
    for date in dates {
        days.entry((date.month(), date.day())).or_default().push(date);
    }
    let mut said = Vec::new();
    for dates in days.values_mut() {
        dates.sort();
        dates.dedup();
        for run in dates.chunk_by(|a, b| a.year() + 1 == b.year()) {
            match run {
                [first, .., last] if run.len() >= MANY => {
                    let day = first.strftime("%m-%d");
                    said.push(format!("{day} from {} to {}", first.year(), last.year()));
                }
                _ => said.extend(run.iter().map(ToString::to_string)),
            }
        }
    }
    said.sort();
    said
}

fn link(link: &Link) -> String {
    let Link { id, title: _, kind: _, to } = link;
    format!("{id}: {to}")
}

fn line(line: &Line) -> String {
    let Line { printed, country: _, kind, charges, label, plan, dial_steps, hours: _, origin: _, number: _ } =
        line;
    let mut said = printed.clone();
    let mut add = |text: &str| said.extend([", ", text]);
    if *kind == LineKind::Alternative {
        add("alternative");
    }
    match charges {
        Charges::TollFree => add("toll-free"),
        Charges::Local => add("local charges"),
        Charges::International => add("international charges"),
        Charges::NotStated => {}
    }
    label.iter().chain(dial_steps).for_each(|text| add(text));
    if let Some(plan) = plan {
        add(&format!("for {plan}"));
    }
    said
}

fn line_hours(hours: &LineHours) -> String {
    let LineHours { category, language, severity, windows, zone, origin: _, calendar: _ } = hours;
    let windows: Vec<String> = windows.iter().map(window).collect();
    let severity = severity.as_ref().map(|level| format!(" of severity {level}")).unwrap_or_default();
    let language = language.as_deref().unwrap_or("language not stated");
    let zone = zone.as_deref().unwrap_or("the caller's zone");
    format!("{category}{severity} ({language}): {} {zone}", windows.join(", "))
}
