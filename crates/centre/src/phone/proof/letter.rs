//! What a contact reads, in the organization's language.

use jiff::{Timestamp, tz::TimeZone};
use lang::{Lang, args};

use crate::{people::Organization, policy::Policy};

pub(super) struct Words {
    pub language: Lang,
    pub subject: String,
    pub mail: String,
    pub text_message: String,
}

pub(super) fn words(
    policy: &Policy,
    organization: &Organization,
    digits: &str,
    agent: &str,
    until: Timestamp,
) -> Words {
    let language = Lang::parse(&organization.language).unwrap_or(Lang::En);
    let operator = policy.operator.name.get(language.code());
    let zone = TimeZone::get(&organization.time_zone).unwrap_or(TimeZone::UTC);
    let until = language.time(until, &zone);
    let organization = organization.name.as_str();
    let t = |key, args: &[_]| language.t(key, args);
    let mail = [
        t("tell-hello", &[]),
        t("tell-code-why", &args!["organization" => organization, "operator" => operator, "agent" => agent]),
        digits.to_owned(),
        t("tell-code-until", &args!["until" => until.as_str()]),
        t("tell-code-care", &args!["operator" => operator]),
        operator.to_owned(),
    ];
    Words {
        language,
        subject: t("tell-code-subject", &args!["organization" => organization]),
        mail: mail.join("\n\n"),
        text_message: t(
            "tell-code-short",
            &args!["operator" => operator, "code" => digits, "until" => until.as_str()],
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use db::Id;

    use super::*;
    use crate::policy::Policies;

    /// What the letter says, in all languages. After a change of the words `SERVUS_TEST_WRITE=1` writes it anew.
    #[test]
    fn the_letter_reads_as_it_was_read_before_in_every_language() {
        let policies = Policies::load(None).unwrap();
        let policy = policies.cloud("worldwide").unwrap();
        let mut all = String::new();
        for lang in Lang::ALL {
            let organization = Organization {
                id: Id([1; 16]),
                name: "Nordwind Logistik GmbH".into(),
                cloud: "worldwide".into(),
                is_partner: false,
                country: "DE".into(),
                time_zone: "Europe/Berlin".into(),
                language: lang.code().into(),
                support_id: "CT-1".into(),
                partner: None,
                agreements: Vec::new(),
                contacts: Vec::new(),
                subscriptions: Vec::new(),
            };
            let until = "2026-11-18T11:10:00Z".parse().unwrap();
            let words = words(policy, &organization, "482917", "Grace Okafor", until);
            assert_eq!(words.language, lang);
            assert!(words.text_message.chars().count() <= 160, "{}", words.text_message);
            let (mail, short) = (words.mail, words.text_message);
            write!(all, "== {lang}\n{}\n\n{mail}\n--\n{short}\n\n", words.subject).unwrap();
        }
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/phone/proof/letters.txt");
        if std::env::var("SERVUS_TEST_WRITE").is_ok() {
            std::fs::write(&file, &all).unwrap();
        }
        assert_eq!(all, std::fs::read_to_string(file).unwrap());
    }
}
