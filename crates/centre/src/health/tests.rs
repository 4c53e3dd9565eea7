use proptest::prelude::*;

use super::Status;

fn any_status() -> impl Strategy<Value = Status> {
    proptest::sample::select(Status::ALL.to_vec())
}

proptest! {
    /// Whatever is posted, an issue begins with something that is going on or was just repaired, is closed for good by its
    /// review alone, and never goes back to where the trouble was only suspected once it was confirmed.
    #[test]
    fn an_issue_only_goes_ways_that_make_sense(posts in proptest::collection::vec(any_status(), 1..40)) {
        let mut now: Option<Status> = None;
        for next in posts.into_iter().filter(|next| *next != Status::PostIncidentReviewPublished) {
            if !next.may_follow(now) {
                continue;
            }
            match now {
                None => prop_assert!(!matches!(next, Status::FalsePositive | Status::InvestigationSuspended)),
                Some(Status::PostIncidentReviewPublished) => prop_assert!(false, "it was closed for good"),
                Some(before) => {
                    prop_assert!(before.may_become(before), "{before:?} can't be written about again");
                    if next == Status::Investigating {
                        prop_assert!(!matches!(
                            before,
                            Status::ServiceDegradation | Status::ServiceInterruption | Status::RestoringService
                        ));
                    }
                }
            }
            now = Some(next);
        }
    }

    /// Whoever is in trouble can always be told that it is over.
    #[test]
    fn whatever_is_open_can_be_over(status in any_status()) {
        if status.is_open() {
            prop_assert!(Status::ServiceRestored.may_follow(Some(status)));
        }
        prop_assert!(!Status::PostIncidentReviewPublished.may_follow(None));
    }
}
