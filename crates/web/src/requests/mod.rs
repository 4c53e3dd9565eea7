use crate::error::{Fault, Result};

pub async fn list() -> Result {
    Err(Fault::NotFound)
}

pub async fn show() -> Result {
    Err(Fault::NotFound)
}

pub async fn live() -> Result {
    Err(Fault::NotFound)
}

pub async fn reply() -> Result {
    Err(Fault::NotFound)
}

pub async fn close() -> Result {
    Err(Fault::NotFound)
}

pub async fn reopen() -> Result {
    Err(Fault::NotFound)
}

pub async fn resolve() -> Result {
    Err(Fault::NotFound)
}

pub async fn hand_on() -> Result {
    Err(Fault::NotFound)
}

pub async fn attachment() -> Result {
    Err(Fault::NotFound)
}
