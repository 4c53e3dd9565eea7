use crate::policy::Policy;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Expect {
    /// Between so many minutes.
    Within { from: i64, to: i64 },
    /// Nobody can say.
    Unknown,
}

/// What somebody has to expect who is to be called in turn, while the line is open.
pub(crate) fn expect_call(policy: &Policy, before: usize, agents: usize) -> Expect {
    let method = policy.contact_methods.iter().find(|method| method.id == "phone");
    let minutes = method.map_or(1, |method| i64::from(method.service_minutes));
    let many = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).min(1_000_000);
    if agents == 0 { Expect::Unknown } else { within(many(before), many(agents), minutes) }
}

fn within(before: i64, agents: i64, minutes: i64) -> Expect {
    Expect::Within {
        from: (before * minutes / agents / 2).max(1),
        to: ((before + agents) * minutes / agents).max(minutes),
    }
}
