use crate::error::{Fault, Result};

pub async fn pane() -> Result {
    Err(Fault::NotFound)
}

pub async fn suggest() -> Result {
    Err(Fault::NotFound)
}

pub async fn contact_form() -> Result {
    Err(Fault::NotFound)
}

pub async fn contact() -> Result {
    Err(Fault::NotFound)
}
