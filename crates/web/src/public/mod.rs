mod support;

pub use support::{get_support, phone};

use crate::error::{Fault, Result};

pub async fn root() -> Result {
    Err(Fault::NotFound)
}

pub async fn start() -> Result {
    Err(Fault::NotFound)
}

pub async fn articles() -> Result {
    Err(Fault::NotFound)
}

pub async fn article() -> Result {
    Err(Fault::NotFound)
}

pub async fn community() -> Result {
    Err(Fault::NotFound)
}

pub async fn health() -> Result {
    Err(Fault::NotFound)
}
