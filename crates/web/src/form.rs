use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
};
use centre::{Told, cases, tell};
use db::Id;

use crate::{
    error::{Fault, Result},
    visit::Visit,
};

/// The fields of a form as they were sent, urlencoded or multipart; files of somebody who is signed in
/// have been taken in as uploads.
#[derive(Debug, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    uploads: Vec<Id>,
    refused: Option<Told>,
}

/// The most bytes of all fields together that aren't files.
const MOST_TEXT: usize = 512 << 10;
/// Uploads are written to the database in pieces of this size.
const PIECE: usize = 256 << 10;
const MOST_FILES: usize = 10;
/// A file that is read at once, like what is typed, and kept nowhere.
const TEXT_FILE: &str = "calendar";

impl Fields {
    /// The first value of a field; empty if it wasn't sent.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Fields whose names begin with `prefix`: (rest of the name, value).
    pub fn starting<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.pairs.iter().filter_map(move |(key, value)| Some((key.strip_prefix(prefix)?, value.as_str())))
    }

    /// The files that were taken in, or why one of them was not: the other fields are there all the same.
    pub fn uploads(&self) -> std::result::Result<&[Id], Told> {
        match &self.refused {
            None => Ok(&self.uploads),
            Some(told) => Err(told.clone()),
        }
    }

    /// The files that were taken in all the same, for a form that comes back.
    pub fn taken(&self) -> &[Id] {
        &self.uploads
    }

    pub fn is_set(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Fields> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or_else(|| Fault::broken("no visit"))?;
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let form = Multipart::from_request(request, state).await.map_err(|_| malformed())?;
            multipart(&visit, form).await
        } else if kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
            let body = Bytes::from_request(request, state).await.map_err(|_| too_large())?;
            if body.len() > MOST_TEXT {
                return Err(too_large());
            }
            if !is_utf8(&body) {
                return Err(malformed());
            }
            let pairs = serde_urlencoded::from_bytes(&body).map_err(|_| malformed())?;
            Ok(Fields { pairs, ..Fields::default() })
        } else {
            Err(Fault::Told(StatusCode::UNSUPPORTED_MEDIA_TYPE, tell("error-media-type")))
        }
    }
}

/// Decoding a form puts a replacement character for what isn't UTF-8; better to say so than to keep that.
fn is_utf8(form: &[u8]) -> bool {
    let digit = |at: usize| form.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(form.len());
    let mut at = 0;
    while at < form.len() {
        match (form[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

fn malformed() -> Fault {
    Fault::bad_request("error-malformed")
}

fn too_large() -> Fault {
    Fault::Told(StatusCode::PAYLOAD_TOO_LARGE, tell("error-too-large"))
}

fn broken_off(error: MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { malformed() }
}

async fn multipart(visit: &Visit, mut form: Multipart) -> Result<Fields> {
    let mut fields = Fields::default();
    let mut text = 0;
    while let Some(mut part) = form.next_field().await.map_err(broken_off)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().filter(|_| name != TEXT_FILE).map(str::to_owned);
        let Some(file_name) = file_name else {
            let mut value = Vec::new();
            while let Some(piece) = part.chunk().await.map_err(broken_off)? {
                text += piece.len();
                if text > MOST_TEXT {
                    return Err(too_large());
                }
                value.extend_from_slice(&piece);
            }
            let value = String::from_utf8(value).map_err(|_| malformed())?;
            fields.pairs.push((name, value));
            continue;
        };
        let media_type = part.content_type().unwrap_or_default().to_owned();
        let mut upload = Upload::new(visit, file_name, media_type);
        // What comes of a file after it was refused is read and dropped, to get at the next field.
        while let Some(piece) = part.chunk().await.map_err(broken_off)? {
            if fields.refused.is_some() {
                continue;
            }
            let taken = match fields.uploads.len() {
                MOST_FILES => {
                    let told = tell("error-too-many-files").with("most", MOST_FILES).about("files");
                    Err(Fault::told(told))
                }
                _ => upload.take(&piece).await,
            };
            fields.refused = refusal(taken)?;
        }
        // A file field that was left empty comes as a file without a name or content.
        if fields.refused.is_none() {
            match upload.finish().await {
                Ok(id) => fields.uploads.extend(id),
                failed => fields.refused = refusal(failed.map(drop))?,
            }
        }
    }
    Ok(fields)
}

fn refusal(taken: Result<()>) -> Result<Option<Told>> {
    match taken {
        Ok(()) => Ok(None),
        Err(Fault::Told(_, told)) => Ok(Some(told)),
        Err(fault) => Err(fault),
    }
}

/// A file on its way into the database: never more than a piece of it is in memory.
struct Upload<'v> {
    visit: &'v Visit,
    name: String,
    media_type: String,
    id: Option<Id>,
    pieces: i64,
    buffer: Vec<u8>,
}

impl<'v> Upload<'v> {
    fn new(visit: &'v Visit, name: String, media_type: String) -> Upload<'v> {
        Upload { visit, name, media_type, id: None, pieces: 0, buffer: Vec::new() }
    }

    async fn take(&mut self, bytes: &[u8]) -> Result<()> {
        for part in bytes.chunks(PIECE) {
            self.buffer.extend_from_slice(part);
            if self.buffer.len() >= PIECE {
                self.store().await?;
            }
        }
        Ok(())
    }

    async fn store(&mut self) -> Result<()> {
        let viewer = self.visit.viewer.clone().ok_or(Fault::SignIn)?;
        let policies = self.visit.policies.clone();
        let (name, media_type) = (self.name.clone(), self.media_type.clone());
        let (begun, position) = (self.id, self.pieces);
        let data = std::mem::take(&mut self.buffer);
        let store = move |tx: &mut db::Tx| {
            let policy = policies.cloud(&viewer.cloud).ok_or(centre::Error::NotFound)?;
            let id = match begun {
                Some(id) => id,
                None => cases::begin_upload(tx, &viewer, &name, &media_type)?,
            };
            cases::put_chunk(tx, policy, &viewer, id, position, &data)?;
            Ok::<_, centre::Error>(id)
        };
        self.id = Some(self.visit.app.db.write(store).await?);
        self.pieces += 1;
        Ok(())
    }

    async fn finish(mut self) -> Result<Option<Id>> {
        if !self.buffer.is_empty() || (self.id.is_none() && !self.name.is_empty()) {
            self.store().await?;
        }
        Ok(self.id)
    }
}
