use db::Id;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{finding::Tried, guides::Trail, phone::Direction, policy::ClockKind};

/// What happened to a case. A case is the list of these; everything else about it is derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Opened {
        description: String,
        severity: String,
        /// What the answers to the impact questions led to.
        proposed: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<String>,
        /// What it means for the business, where the severity asks for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        impact_statement: Option<String>,
        /// Somebody to be reached at any hour, where the severity asks for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round_the_clock: Option<Reachable>,
        /// What was looked for and read before, where it was sent along.
        #[serde(default, skip_serializing_if = "Tried::is_empty")]
        tried: Tried,
        /// The partner that it went to first.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "id_text")]
        partner: Option<Id>,
        /// What was answered in a guide before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trail: Option<Box<Trail>>,
    },
    CustomerReplied {
        text: String,
    },
    AgentReplied {
        text: String,
    },
    PartnerReplied {
        text: String,
    },
    /// For agents only.
    Note {
        text: String,
    },
    Assigned {
        #[serde(default, skip_serializing_if = "Option::is_none", with = "id_text")]
        to: Option<Id>,
    },
    SeverityChanged {
        from: String,
        to: String,
        reason: String,
    },
    WaitingOnCustomer,
    /// The customer was reminded that the case waits for them.
    CustomerReminded,
    /// The customer was silent for too long: an agent may lower the severity. For agents only.
    LoweringOffered {
        to: String,
    },
    /// Because the customer was silent.
    SeverityLowered {
        from: String,
        to: String,
        reason: String,
    },
    /// Because the customer answered after all.
    SeverityRestored {
        from: String,
        to: String,
    },
    /// So much of a clock is over. For agents only.
    ClockWarned {
        clock: ClockKind,
        percent: u32,
    },
    /// A deadline is over. For agents only.
    ClockBreached {
        clock: ClockKind,
    },
    Resolved {
        text: String,
    },
    Closed,
    Reopened {
        text: String,
    },
    /// Somebody of the operator talked with the customer by telephone, or tried to.
    Called {
        #[serde(default, skip_serializing_if = "Option::is_none", with = "id_text")]
        call: Option<Id>,
        direction: Direction,
        /// How long it was talked; `None` if nobody answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<i64>,
        /// Who of the customer's people was on the line, if it is known.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "id_text")]
        person: Option<Id>,
    },
    /// The partner handed the case on to the operator.
    HandedOn {
        text: String,
    },
    /// A call was asked for: at a booked time, or in turn.
    CallbackBooked {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    CallbackMoved {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Timestamp>,
    },
    CallbackCancelled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    /// Nobody is there any more at the booked time: the customer is called in turn from then on.
    CallbackLost {
        at: Timestamp,
    },
    /// A booked time comes near. For agents only.
    CallbackNear {
        at: Timestamp,
    },
    /// Nobody has made the booked call. For agents only.
    CallbackLate {
        at: Timestamp,
    },
    /// The customer was called in vain; without a next time they were written to.
    CallTried {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_at: Option<Timestamp>,
        #[serde(default)]
        wrong_number: bool,
    },
    /// A known issue explains the case. For agents only: the customer reads its posts.
    LinkedToIssue {
        issue: String,
    },
    /// It doesn't after all. For agents only.
    UnlinkedFromIssue {
        issue: String,
    },
    /// The operator wrote about the issue that explains the case, to all whom it concerns.
    IssuePosted {
        issue: String,
        text: String,
        /// The one that the text is in: the case's, if it was translated.
        language: String,
        /// The issue is over with it.
        is_over: bool,
    },
    /// The customer was phoned; the text is what was said, if it was written down.
    CallReached {
        text: String,
    },
}

/// Somebody who answers the phone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reachable {
    pub name: String,
    /// In E.164.
    pub phone: String,
}

impl Event {
    /// Whether the customer's side sees it.
    pub fn is_public(&self) -> bool {
        !matches!(
            self,
            Event::Note { .. }
                | Event::LoweringOffered { .. }
                | Event::ClockWarned { .. }
                | Event::ClockBreached { .. }
                | Event::CallbackNear { .. }
                | Event::CallbackLate { .. }
                | Event::LinkedToIssue { .. }
                | Event::UnlinkedFromIssue { .. }
        )
    }

    /// Whether time alone made it happen.
    pub fn is_of_time(&self) -> bool {
        matches!(
            self,
            Event::CustomerReminded
                | Event::LoweringOffered { .. }
                | Event::ClockWarned { .. }
                | Event::ClockBreached { .. }
                | Event::CallbackLost { .. }
                | Event::CallbackNear { .. }
                | Event::CallbackLate { .. }
        )
    }

    /// Somebody of the operator and somebody of the customer talked.
    pub fn is_talk(&self) -> bool {
        matches!(self, Event::Called { seconds: Some(_), .. })
    }

    /// What somebody wrote, if they did.
    pub fn text(&self) -> Option<&str> {
        match self {
            Event::Opened { description: text, .. }
            | Event::CustomerReplied { text }
            | Event::AgentReplied { text }
            | Event::PartnerReplied { text }
            | Event::Note { text }
            | Event::Resolved { text }
            | Event::Reopened { text }
            | Event::HandedOn { text }
            | Event::IssuePosted { text, .. }
            | Event::CallReached { text } => Some(text).filter(|t| !t.is_empty()).map(String::as_str),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Waiting,
    Resolved,
    Closed,
}

impl State {
    pub const ALL: [State; 4] = [State::Open, State::Waiting, State::Resolved, State::Closed];

    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Waiting => "waiting",
            State::Resolved => "resolved",
            State::Closed => "closed",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }

    pub fn is_done(self) -> bool {
        matches!(self, State::Resolved | State::Closed)
    }
}

/// Where a case stands after its events so far: what lists and queues read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    pub severity: String,
    pub assignee: Option<Id>,
    /// The partner whose turn it is, before the operator's.
    pub partner: Option<Id>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    /// When the operator's people first answered.
    pub responded_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    /// The severity before the customer's silence lowered it; an answer raises it again.
    pub lowered_from: Option<String>,
}

impl Standing {
    pub fn opened(at: Timestamp, severity: &str, partner: Option<Id>) -> Standing {
        Standing {
            state: State::Open,
            severity: severity.to_owned(),
            assignee: None,
            partner,
            opened_at: at,
            updated_at: at,
            responded_at: None,
            closed_at: None,
            lowered_from: None,
        }
    }

    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        if event.is_public() || !event.is_of_time() {
            self.updated_at = at;
        }
        match event {
            Event::Opened { .. }
            | Event::Note { .. }
            | Event::CustomerReminded
            | Event::LoweringOffered { .. }
            | Event::ClockWarned { .. }
            | Event::ClockBreached { .. }
            | Event::CallbackBooked { .. }
            | Event::CallbackMoved { .. }
            | Event::CallbackCancelled { .. }
            | Event::CallbackLost { .. }
            | Event::CallbackNear { .. }
            | Event::CallbackLate { .. }
            | Event::CallTried { .. }
            | Event::LinkedToIssue { .. }
            | Event::UnlinkedFromIssue { .. }
            | Event::IssuePosted { .. } => {}
            Event::CustomerReplied { .. } => {
                if self.state == State::Waiting {
                    self.state = State::Open;
                }
            }
            Event::AgentReplied { .. } | Event::CallReached { .. } => {
                self.responded_at = self.responded_at.or(Some(at));
            }
            Event::PartnerReplied { .. } => {}
            Event::Called { direction, .. } => {
                if event.is_talk() {
                    self.responded_at = self.responded_at.or(Some(at));
                    if *direction == Direction::In && self.state == State::Waiting {
                        self.state = State::Open;
                    }
                }
            }
            Event::Assigned { to } => self.assignee = *to,
            Event::SeverityChanged { to, .. } | Event::SeverityRestored { to, .. } => {
                self.severity = to.clone();
                self.lowered_from = None;
            }
            Event::SeverityLowered { from, to, .. } => {
                self.severity = to.clone();
                self.lowered_from.get_or_insert_with(|| from.clone());
            }
            Event::WaitingOnCustomer => self.state = State::Waiting,
            Event::Resolved { .. } => {
                self.state = State::Resolved;
                self.closed_at = Some(at);
                if self.partner.is_none() {
                    self.responded_at = self.responded_at.or(Some(at));
                }
            }
            Event::Closed => {
                self.state = State::Closed;
                self.closed_at = Some(at);
            }
            Event::Reopened { .. } => {
                self.state = State::Open;
                self.closed_at = None;
            }
            Event::HandedOn { .. } => {
                self.partner = None;
                self.state = State::Open;
            }
        }
    }

    /// The list that an agent would look for it in.
    pub fn queue(&self) -> Queue {
        match (self.partner, self.state) {
            (Some(_), _) => Queue::Partner,
            (None, State::Waiting) => Queue::Waiting,
            (None, State::Resolved | State::Closed) => Queue::Done,
            (None, State::Open) if self.assignee.is_none() => Queue::Take,
            (None, State::Open) => Queue::Work,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Open, nobody's yet.
    Take,
    /// Open and somebody's.
    Work,
    Waiting,
    Done,
    Partner,
}

impl Queue {
    pub fn code(self) -> &'static str {
        match self {
            Queue::Take => "take",
            Queue::Work => "work",
            Queue::Waiting => "waiting",
            Queue::Done => "done",
            Queue::Partner => "partner",
        }
    }
}

mod id_text {
    use db::Id;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(id: &Option<Id>, to: S) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => to.collect_str(id),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Id>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| text.parse().map_err(|_| D::Error::custom("not an id")))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_case_goes_from_take_to_done_and_back() {
        let mut case = Standing::opened(at(0), "B", None);
        assert_eq!(case.queue(), Queue::Take);
        case.apply(at(1), &Event::Assigned { to: Some(Id([1; 16])) });
        assert_eq!(case.queue(), Queue::Work);
        case.apply(at(2), &Event::AgentReplied { text: "Hello".into() });
        assert_eq!(case.responded_at, Some(at(2)));
        case.apply(at(3), &Event::WaitingOnCustomer);
        assert_eq!(case.queue(), Queue::Waiting);
        case.apply(at(4), &Event::CustomerReplied { text: "Here".into() });
        assert_eq!(case.queue(), Queue::Work);
        case.apply(at(5), &Event::Resolved { text: String::new() });
        assert_eq!((case.queue(), case.closed_at), (Queue::Done, Some(at(5))));
        case.apply(at(6), &Event::Reopened { text: "Again".into() });
        assert_eq!((case.queue(), case.closed_at), (Queue::Work, None));
        assert_eq!(case.responded_at, Some(at(2)));
    }

    #[test]
    fn a_case_that_its_partner_resolves_has_no_response_of_the_operator() {
        let mut case = Standing::opened(at(0), "B", Some(Id([2; 16])));
        case.apply(at(1), &Event::PartnerReplied { text: "Hi".into() });
        case.apply(at(2), &Event::Resolved { text: String::new() });
        assert_eq!(case.responded_at, None);
    }

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let event = Event::Assigned { to: Some(Id([7; 16])) };
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
        assert_eq!(
            serde_json::from_str::<Event>(r#"{"kind":"assigned"}"#).unwrap(),
            Event::Assigned { to: None }
        );
    }
}
