use crate::error::{Fault, Result};

pub async fn switch_language() -> Result {
    Err(Fault::NotFound)
}

pub async fn switch_theme() -> Result {
    Err(Fault::NotFound)
}

pub async fn sign_in_form() -> Result {
    Err(Fault::NotFound)
}

pub async fn sign_in() -> Result {
    Err(Fault::NotFound)
}

pub async fn link() -> Result {
    Err(Fault::NotFound)
}

pub async fn use_link() -> Result {
    Err(Fault::NotFound)
}

pub async fn sign_out() -> Result {
    Err(Fault::NotFound)
}

pub async fn account() -> Result {
    Err(Fault::NotFound)
}

pub async fn change_profile() -> Result {
    Err(Fault::NotFound)
}

pub async fn change_password() -> Result {
    Err(Fault::NotFound)
}

pub async fn end_session() -> Result {
    Err(Fault::NotFound)
}
