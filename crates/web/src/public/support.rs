use crate::error::{Fault, Result};

pub async fn get_support() -> Result {
    Err(Fault::NotFound)
}

pub async fn phone() -> Result {
    Err(Fault::NotFound)
}
