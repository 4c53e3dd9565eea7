//! Categories and severities stand in two sections each: the rules, which differ from cloud to cloud, and the words,
//! which clouds can share.

use serde::Deserialize;

use super::source::Source;
use super::{
    AgreementRule, Audience, Category, CategoryChannel, FollowUp, OnlyFor, Severity, Silence, Target, Text,
    TopicGroup,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryRules {
    id: String,
    audience: Audience,
    permission: String,
    max_severity: String,
    max_note: Text,
    handled_in: Option<String>,
    directory_hours: Option<String>,
    channels: Vec<CategoryChannel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryTexts {
    id: String,
    name: Text,
    summary: Text,
    #[serde(default)]
    scope: Vec<Text>,
    #[serde(default)]
    not_in_scope: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeverityRules {
    level: String,
    hours: String,
    first_response: Target,
    follow_up: FollowUp,
    resolution: Option<Target>,
    silence: Silence,
    agreement: Option<AgreementRule>,
    only_for: Option<OnlyFor>,
    #[serde(default)]
    asks_impact_statement: bool,
    #[serde(default)]
    asks_round_the_clock_contact: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeverityTexts {
    level: String,
    name: Text,
    alias: Option<Text>,
    definition: Vec<Text>,
    examples: Vec<Text>,
    support_duties: Vec<Text>,
    customer_duties: Vec<Text>,
}

/// A category whose words are missing is left out; the reference is a problem then.
pub(super) fn categories(source: &mut Source<'_>) -> Vec<Category> {
    let rules: Vec<CategoryRules> = source.list("categories");
    let mut texts: Vec<CategoryTexts> = source.list("category_texts");
    let groups: Vec<TopicGroup> = source.list("topic_groups");
    let merge = |rules: CategoryRules| {
        let words = texts.swap_remove(texts.iter().position(|texts| texts.id == rules.id)?);
        let topic_groups = groups.iter().filter(|group| group.category == rules.id).cloned();
        Some(Category {
            topic_groups: topic_groups.collect(),
            id: rules.id,
            name: words.name,
            summary: words.summary,
            audience: rules.audience,
            permission: rules.permission,
            max_severity: rules.max_severity,
            max_note: rules.max_note,
            handled_in: rules.handled_in,
            directory_hours: rules.directory_hours,
            channels: rules.channels,
            scope: words.scope,
            not_in_scope: words.not_in_scope,
        })
    };
    rules.into_iter().filter_map(merge).collect()
}

/// The same for severities.
pub(super) fn severities(source: &mut Source<'_>) -> Vec<Severity> {
    let rules: Vec<SeverityRules> = source.list("severities");
    let mut texts: Vec<SeverityTexts> = source.list("severity_texts");
    let merge = |rules: SeverityRules| {
        let words = texts.swap_remove(texts.iter().position(|texts| texts.level == rules.level)?);
        Some(Severity {
            level: rules.level,
            name: words.name,
            alias: words.alias,
            definition: words.definition,
            examples: words.examples,
            support_duties: words.support_duties,
            customer_duties: words.customer_duties,
            hours: rules.hours,
            first_response: rules.first_response,
            follow_up: rules.follow_up,
            resolution: rules.resolution,
            silence: rules.silence,
            agreement: rules.agreement,
            only_for: rules.only_for,
            asks_impact_statement: rules.asks_impact_statement,
            asks_round_the_clock_contact: rules.asks_round_the_clock_contact,
        })
    };
    rules.into_iter().filter_map(merge).collect()
}
