use crate::error::{Fault, Result};

pub async fn search() -> Result {
    Err(Fault::NotFound)
}

pub async fn suggest() -> Result {
    Err(Fault::NotFound)
}

pub async fn list() -> Result {
    Err(Fault::NotFound)
}

pub async fn open() -> Result {
    Err(Fault::NotFound)
}

pub async fn show() -> Result {
    Err(Fault::NotFound)
}

pub async fn reply() -> Result {
    Err(Fault::NotFound)
}

pub async fn ready() -> Result {
    Err(Fault::NotFound)
}
