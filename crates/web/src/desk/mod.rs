use crate::error::{Fault, Result};

pub async fn desk() -> Result {
    Err(Fault::NotFound)
}

pub async fn queue() -> Result {
    Err(Fault::NotFound)
}

pub async fn live() -> Result {
    Err(Fault::NotFound)
}

pub async fn case() -> Result {
    Err(Fault::NotFound)
}

pub async fn case_live() -> Result {
    Err(Fault::NotFound)
}

pub async fn history() -> Result {
    Err(Fault::NotFound)
}

pub async fn presence() -> Result {
    Err(Fault::NotFound)
}

pub async fn write() -> Result {
    Err(Fault::NotFound)
}

pub async fn assign() -> Result {
    Err(Fault::NotFound)
}

pub async fn severity() -> Result {
    Err(Fault::NotFound)
}

pub async fn wait() -> Result {
    Err(Fault::NotFound)
}

pub async fn resolve() -> Result {
    Err(Fault::NotFound)
}

pub async fn close() -> Result {
    Err(Fault::NotFound)
}

pub async fn reopen() -> Result {
    Err(Fault::NotFound)
}

pub async fn organization() -> Result {
    Err(Fault::NotFound)
}
