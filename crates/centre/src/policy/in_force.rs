use std::sync::{Arc, PoisonError, RwLock};

use super::Policies;

/// The policies that are valid now. Whoever uses them takes them once, so that what belongs together is done by the
/// same policy; the next one to ask may get newer ones.
#[derive(Debug, Clone)]
pub struct InForce(Arc<RwLock<Arc<Policies>>>);

impl InForce {
    pub fn new(policies: Policies) -> InForce {
        InForce(Arc::new(RwLock::new(Arc::new(policies))))
    }

    pub fn get(&self) -> Arc<Policies> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn replace(&self, policies: Policies) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policies);
    }
}
