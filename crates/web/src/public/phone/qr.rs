use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code as squares to draw.
pub struct Qr {
    /// Of a side, with the empty margin that scanners need.
    pub size: i32,
    /// An SVG path.
    pub path: String,
}

const MARGIN: i32 = 4;

impl Qr {
    /// `None` for a text that is too long for a QR code.
    pub fn of(text: &str) -> Option<Qr> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let long = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
                if long > 0 {
                    path.push_str(&format!("M{} {}h{long}v1h-{long}z", x + MARGIN, y + MARGIN));
                }
                x += long.max(1);
            }
        }
        Some(Qr { size: code.size() + 2 * MARGIN, path })
    }
}
