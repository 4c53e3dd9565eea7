use centre::{
    people::Contact,
    tell::{Channel, masked},
    text,
};

use super::Own;
use crate::page::{Page, encode};

/// What somebody should have at hand who calls.
pub struct Ready {
    /// `None` for visitors: then it is said in general.
    pub own: Option<OwnCard>,
    /// Where a visitor becomes somebody.
    pub sign_in: Option<String>,
}

pub struct OwnCard {
    pub organization: String,
    pub support_id: Vec<Sign>,
    /// "CT-4831, C as in Charlie …", for those who don't see how it is laid out.
    pub support_id_text: String,
    pub subscriptions: Vec<String>,
    /// Registered, and shown only as far as their owner recognizes them.
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    /// Of the one who reads this.
    pub phone: Option<OwnPhone>,
    pub requests: Vec<Request>,
}

/// A sign of the support id and how it is spelled.
pub struct Sign {
    pub sign: char,
    pub word: Option<&'static str>,
}

pub struct OwnPhone {
    pub number: String,
    pub is_registered: bool,
}

pub struct Request {
    pub number: i64,
    /// In groups that can be read aloud.
    pub spoken: String,
    pub subject: String,
}

impl Ready {
    pub fn new(page: &Page, own: Option<Own>) -> Ready {
        let sign_in = (!page.signed_in).then(|| format!("/sign-in?to={}", encode(&page.here)));
        Ready { own: own.map(|own| OwnCard::new(page, own)), sign_in }
    }
}

impl OwnCard {
    fn new(page: &Page, own: Own) -> OwnCard {
        let (lang, organization) = (page.l, own.organization);
        let subscriptions = organization.subscriptions.iter().filter(|s| s.is_in_force());
        let is_registered = |number: &String| {
            organization.contacts.iter().any(|contact| contact.kind == "phone" && contact.value == *number)
        };
        let of = |kind, channel| {
            let contacts =
                organization.contacts.iter().filter(move |contact: &&Contact| contact.kind == kind);
            contacts.map(|contact| masked(channel, &contact.value)).collect()
        };
        let sign = |sign: char| Sign { sign, word: lang.spelled(sign) };
        let support_id: Vec<Sign> = organization.support_id.chars().map(sign).collect();
        let words = support_id.iter().filter_map(|sign| {
            let letter = sign.sign.to_string();
            Some(page.t2("lines-spelled", "letter", letter.as_str(), "word", sign.word?))
        });
        let words: Vec<String> = words.collect();
        OwnCard {
            support_id_text: match words.is_empty() {
                true => organization.support_id.clone(),
                false => format!("{} ({})", organization.support_id, lang.list(&words)),
            },
            support_id,
            subscriptions: subscriptions.map(|subscription| subscription.plan.clone()).collect(),
            phones: of("phone", Channel::TextMessage),
            emails: of("email", Channel::Mail),
            phone: own.person.phone.as_ref().map(|number| OwnPhone {
                number: text::phone_for_reading(number),
                is_registered: is_registered(number),
            }),
            requests: own.requests.into_iter().map(Request::new).collect(),
            organization: organization.name,
        }
    }
}

impl Request {
    fn new((number, subject): (i64, String)) -> Request {
        Request { number, spoken: in_groups(&number.to_string()), subject }
    }
}

/// "482 917 365"
fn in_groups(digits: &str) -> String {
    const GROUP: usize = 3;
    let signs: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = signs.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join("\u{a0}")
}
