use jiff::Timestamp;

/// A stretch of time, its end not included.
pub type Span = (Timestamp, Timestamp);

/// The same time in stretches that neither touch nor overlap, the earliest first.
pub(super) fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|(from, to)| from < to);
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// What of `whole` isn't in `less`; both are unions.
pub(super) fn minus(whole: &[Span], less: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for &(mut from, to) in whole {
        for &(cut, until) in less {
            if until <= from || cut >= to {
                continue;
            }
            if cut > from {
                left.push((from, cut));
            }
            from = until;
        }
        if from < to {
            left.push((from, to));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        prop::collection::vec((0..60_i64, 0..60_i64), 0..8)
            .prop_map(move |spans| spans.into_iter().map(|(from, to)| (at(from), at(to))).collect())
    }

    fn has(spans: &[Span], second: i64) -> bool {
        let at = Timestamp::from_second(second).unwrap();
        spans.iter().any(|(from, to)| *from <= at && at < *to)
    }

    proptest! {
        #[test]
        fn every_second_is_left_that_is_in_the_one_and_not_in_the_other(whole in spans(), less in spans()) {
            let left = minus(&union(whole.clone()), &union(less.clone()));
            for second in 0..60 {
                prop_assert_eq!(has(&left, second), has(&whole, second) && !has(&less, second));
            }
            prop_assert_eq!(union(left.clone()), left);
        }
    }
}
