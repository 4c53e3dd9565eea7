//! What issues, posts and messages can be.

use db::{FromValue, ToValue, Value};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$of:meta])* $name:ident { $($(#[$on:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$on])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        impl ToValue for $name {
            fn to_value(&self) -> Value {
                Value::Text(self.code().to_owned())
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> db::Result<$name> {
                let code = String::from_value(value)?;
                $name::parse(&code).ok_or_else(|| db::Error::Type(format!("{code} is not known")))
            }
        }
    };
}

codes!(
    /// How bad an issue is: the later the worse.
    Class {
        /// Some users are affected, the service is available.
        Advisory = "advisory",
        /// The service or a major function is unavailable.
        Incident = "incident",
    }
);

codes!(Origin { Vendor = "vendor", Customer = "customer", ThirdParty = "third-party" });

codes!(
    /// How far an issue is. The codes are the names that interfaces use.
    Status {
        Investigating = "investigating",
        ServiceDegradation = "serviceDegradation",
        ServiceInterruption = "serviceInterruption",
        RestoringService = "restoringService",
        VerifyingService = "verifyingService",
        ExtendedRecovery = "extendedRecovery",
        /// Support needs data from customers.
        InvestigationSuspended = "investigationSuspended",
        ServiceRestored = "serviceRestored",
        FalsePositive = "falsePositive",
        PostIncidentReviewPublished = "postIncidentReviewPublished",
    }
);

codes!(
    PostKind {
        Regular = "regular",
        /// A short word while the work goes on.
        Quick = "quick",
        /// What an operator wants to be known beyond the day.
        Strategic = "strategic",
    }
);

codes!(Stage { Draft = "draft", Review = "review", Published = "published" });

codes!(
    /// Whom the reporter knows to be in trouble.
    Extent { Me = "me", Some = "some", Everybody = "everybody" }
);

codes!(ReviewKind { Preliminary = "preliminary", Final = "final" });

codes!(
    /// Why a message was written.
    Category { PreventOrFix = "prevent-or-fix", PlanForChange = "plan-for-change", StayInformed = "stay-informed" }
);

codes!(Severity { Normal = "normal", High = "high", Critical = "critical" });

codes!(
    /// What is promised of an issue.
    ClockKind { NextUpdate = "next-update", Preliminary = "preliminary", Final = "final" }
);

codes!(
    /// What was published. A post that begins an issue is an `issue`.
    NewsKind {
        Issue = "issue",
        Post = "post",
        Correction = "correction",
        /// What is affected, the title or the impact are another.
        Change = "change",
        /// Something that was published before can be read in another language.
        Translation = "translation",
        Review = "review",
        Message = "message",
        MessageChange = "message-change",
    }
);

impl Status {
    pub fn is_open(self) -> bool {
        !matches!(self, Status::ServiceRestored | Status::FalsePositive | Status::PostIncidentReviewPublished)
    }

    /// What an issue may begin with; one that is over by the time it is told of begins as restored.
    pub fn may_begin(self) -> bool {
        use Status::*;
        matches!(
            self,
            Investigating | ServiceDegradation | ServiceInterruption | RestoringService | ServiceRestored
        )
    }

    /// Whether an issue in this status may come to `next`, or stay in it. The review closes what it is about for good.
    pub fn may_become(self, next: Status) -> bool {
        use Status::*;
        match self {
            Investigating => next != PostIncidentReviewPublished,
            ServiceDegradation | ServiceInterruption | RestoringService | VerifyingService
            | ExtendedRecovery => {
                !matches!(next, Investigating | PostIncidentReviewPublished)
                    && (next != FalsePositive || matches!(self, ServiceDegradation | ServiceInterruption))
            }
            InvestigationSuspended => !matches!(
                next,
                RestoringService | VerifyingService | ExtendedRecovery | PostIncidentReviewPublished
            ),
            ServiceRestored => {
                matches!(next, ServiceRestored | Investigating | ServiceDegradation | ServiceInterruption)
                    || next == PostIncidentReviewPublished
            }
            FalsePositive => matches!(next, FalsePositive | Investigating),
            PostIncidentReviewPublished => next == PostIncidentReviewPublished,
        }
    }

    /// Whether `self` may follow `before`; `None` when the issue only begins.
    pub fn may_follow(self, before: Option<Status>) -> bool {
        before.map_or_else(|| self.may_begin(), |before| before.may_become(self))
    }
}
