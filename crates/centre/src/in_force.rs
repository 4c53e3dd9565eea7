use std::sync::{Arc, PoisonError, RwLock};

/// What is read from files and valid now: policies, guides. Whoever uses it takes it once, so that what belongs
/// together is done by the same; the next one to ask may get something newer.
#[derive(Debug)]
pub struct InForce<T>(Arc<RwLock<Arc<T>>>);

impl<T> InForce<T> {
    pub fn new(first: T) -> InForce<T> {
        InForce(Arc::new(RwLock::new(Arc::new(first))))
    }

    pub fn get(&self) -> Arc<T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn replace(&self, new: T) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
    }
}

impl<T> Clone for InForce<T> {
    fn clone(&self) -> InForce<T> {
        InForce(self.0.clone())
    }
}
