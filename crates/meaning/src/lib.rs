//! Texts as vectors: those that mean the same lie close together, whatever their words and language.
//!
//! A small sentence encoder, built into the program (`models/meaning/README.md` says where it comes from
//! and under which licence). Nothing here knows what the texts are for.

mod encoder;
mod pieces;

use std::sync::LazyLock;

use encoder::Encoder;
use pieces::Pieces;

/// Numbers of a vector.
pub const WIDTH: usize = 384;

/// The length of every vector, up to rounding.
const LENGTH: f32 = 400.0;

/// Longer texts are cut: in pieces of words, about three characters of Latin text each.
const MOST_PIECES: usize = 128;
const MOST_OF_QUESTION: usize = 40;

/// Raise it with every change of the model: vectors of different versions can't be compared.
pub const VERSION: i64 = 1;

static PIECES: &[u8] = include_bytes!("../../../models/meaning/pieces.bin");
static ENCODER: &[u8] = include_bytes!("../../../models/meaning/encoder.onnx");

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the model of meaning: {0}")]
    Model(String),
}

/// What a text means. Kept as it is handed over: [`Vector::of`] takes the bytes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector(Box<[i8]>);

impl Vector {
    /// From bytes that were a vector of this [`VERSION`]; others are none.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == WIDTH).then(|| Vector(bytes.iter().map(|b| b.cast_signed()).collect()))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().map(|n| n.cast_unsigned()).collect()
    }

    pub fn numbers(&self) -> &[i8] {
        &self.0
    }

    /// From -1 to 1: the cosine of the angle between them, 1 for texts that mean the same.
    pub fn nearness(&self, other: &Vector) -> f32 {
        nearness(&self.0, &other.0)
    }
}

/// As [`Vector::nearness`], of numbers that are kept elsewhere.
pub fn nearness(one: &[i8], other: &[i8]) -> f32 {
    let dot: i32 = one.iter().zip(other).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
    dot as f32 / (LENGTH * LENGTH)
}

/// What somebody asks. A few milliseconds of one processor.
pub fn question(text: &str) -> Result<Vector, Error> {
    encode("query:", text, MOST_OF_QUESTION, Pieces::questions)
}

/// What may answer: begin with what says most, because a long text is cut. Some thirty milliseconds of
/// one processor.
pub fn passage(text: &str) -> Result<Vector, Error> {
    encode("passage:", text, MOST_PIECES, Pieces::passages)
}

type Common = for<'a> fn(&'a Pieces<'static>) -> &'a [f32];

fn encode(kind: &str, text: &str, most: usize, common: Common) -> Result<Vector, Error> {
    struct Model {
        pieces: Pieces<'static>,
        encoder: Encoder,
    }
    // Read when it is first needed: a program that never asks pays nothing.
    static MODEL: LazyLock<Result<Model, String>> = LazyLock::new(|| {
        let pieces = Pieces::read(PIECES).ok_or("damaged pieces")?;
        let encoder = Encoder::read(ENCODER)?;
        Ok(Model { pieces, encoder })
    });
    let model = MODEL.as_ref().map_err(|e| Error::Model(e.clone()))?;
    let rows = model.pieces.rows(kind, text, most);
    let mut found = model.encoder.encode(&rows).map_err(Error::Model)?;
    stretch(&mut found, 1.0);
    // Without what all texts have in common the rest says more.
    for (number, common) in found.iter_mut().zip(common(&model.pieces)) {
        *number -= common;
    }
    stretch(&mut found, LENGTH);
    Ok(Vector(found.iter().map(|n| n.round().clamp(-127.0, 127.0) as i8).collect()))
}

/// Gives the vector this length and leaves its direction.
fn stretch(vector: &mut [f32], length: f32) {
    let now = vector.iter().map(|n| n * n).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    vector.iter_mut().for_each(|n| *n *= length / now);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> f32 {
        question(a).unwrap().nearness(&passage(b).unwrap())
    }

    #[test]
    fn what_means_the_same_is_nearer_than_what_shares_a_word_or_nothing() {
        let reset = "Reset a user's password. Users who forgot it can't sign in.";
        let forward = "Forward mail to another mailbox.";
        for asked in [
            "I can't remember how to log in",
            "Ich komme nicht mehr in mein Konto",
            "elfelejtettem a jelszavamat",
            "jeg får ikke logget meg på",
            "ik kan niet inloggen",
            "我登录不了",
        ] {
            assert!(near(asked, reset) > near(asked, forward) + 0.03, "{asked}");
        }
    }

    #[test]
    fn a_vector_is_as_near_to_itself_as_can_be_and_comes_back_from_its_bytes() {
        let vector = passage("Add a domain to your subscription").unwrap();
        assert!((vector.nearness(&vector) - 1.0).abs() < 0.01);
        assert_eq!(Vector::of(&vector.bytes()), Some(vector));
        assert_eq!(Vector::of(b"short"), None);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

        #[test]
        fn any_text_has_a_meaning(text in ".{0,400}") {
            let vector = question(&text).unwrap();
            proptest::prop_assert_eq!(vector.numbers().len(), WIDTH);
        }
    }
}
