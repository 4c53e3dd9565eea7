//! A text in pieces of words, and what each piece means by itself.

use unicode_normalization::UnicodeNormalization;

use crate::WIDTH;

/// Stands for the space before a word.
const SPACE: char = '\u{2581}';

/// Numbers that share a scale: two bytes of scale, then a half byte for each.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 2 + BLOCK / 2;
const ROW_BYTES: usize = WIDTH / BLOCK * BLOCK_BYTES;

const LONGEST_PIECE: usize = 16;

/// The table of pieces, in the order of their bytes:
///
/// `SVPIECES`, then little-endian `u32` number of pieces *n* and of places *p*, `f32` score of an unknown
/// character, *n* `f32` scores, *n*+1 `u32` ends of names, the names, the mean of questions, the mean of passages
/// and *p* places of [`WIDTH`] `f32` each, and *n*+3 rows: of the pieces, of the start, of the end, of anything unknown.
pub struct Pieces<'a> {
    scores: Vec<f32>,
    ends: Vec<u32>,
    names: &'a [u8],
    questions: Vec<f32>,
    passages: Vec<f32>,
    places: Vec<f32>,
    rows: &'a [u8],
    unknown: f32,
}

impl<'a> Pieces<'a> {
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut bytes = bytes.strip_prefix(b"SVPIECES")?;
        let count = u32(&mut bytes)? as usize;
        let places = u32(&mut bytes)? as usize;
        let unknown = f32::from_bits(u32(&mut bytes)?);
        let scores = floats(&mut bytes, count)?;
        let ends = (0..=count).map(|_| u32(&mut bytes)).collect::<Option<Vec<_>>>()?;
        let names = take(&mut bytes, *ends.last()? as usize)?;
        let questions = floats(&mut bytes, WIDTH)?;
        let passages = floats(&mut bytes, WIDTH)?;
        let places = floats(&mut bytes, places * WIDTH)?;
        let rows = take(&mut bytes, (count + 3) * ROW_BYTES)?;
        let pieces = Pieces { scores, ends, names, questions, passages, places, rows, unknown };
        bytes.is_empty().then_some(pieces)
    }

    /// What the meanings of all questions have in common.
    pub fn questions(&self) -> &[f32] {
        &self.questions
    }

    /// What the meanings of all passages have in common.
    pub fn passages(&self) -> &[f32] {
        &self.passages
    }

    /// What the encoder reads: a row of [`WIDTH`] numbers for each of at most `most` pieces.
    pub fn rows(&self, kind: &str, text: &str, most: usize) -> Vec<f32> {
        let [start, end] = [self.scores.len(), self.scores.len() + 1];
        let mut pieces = vec![start];
        pieces.extend(self.cut(kind, text, most.min(self.places.len() / WIDTH).saturating_sub(2)));
        pieces.push(end);
        let mut rows = vec![0.0; pieces.len() * WIDTH];
        for ((row, place), piece) in rows.chunks_mut(WIDTH).zip(self.places.chunks(WIDTH)).zip(pieces) {
            self.row(piece, row);
            for (number, place) in row.iter_mut().zip(place) {
                *number += place;
            }
        }
        rows
    }

    /// The likeliest way to put the text together from pieces.
    fn cut(&self, kind: &str, text: &str, most: usize) -> Vec<usize> {
        // So many characters make more than enough pieces, and a word is not cut in two.
        let enough = text.char_indices().nth(most * LONGEST_PIECE).map_or(text.len(), |(at, _)| at);
        let plain: String = text[..enough].nfkc().filter(|c| !c.is_control() || c.is_whitespace()).collect();
        let mut line = String::new();
        for word in kind.split_whitespace().chain(plain.split_whitespace()) {
            line.push(SPACE);
            line.push_str(word);
        }
        let ends: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
        // For each place: how good the best way there is, its last piece, and where that began.
        let mut best = vec![(f32::NEG_INFINITY, 0, 0); ends.len()];
        best[0].0 = 0.0;
        for from in 0..ends.len() - 1 {
            let so_far = best[from].0;
            for to in from + 1..ends.len().min(from + 1 + LONGEST_PIECE) {
                let found = self.find(&line.as_bytes()[ends[from]..ends[to]]);
                let (score, piece) = match found {
                    Some(piece) => (self.scores[piece], piece),
                    None if to == from + 1 => (self.unknown, self.scores.len() + 2),
                    None => continue,
                };
                if so_far + score > best[to].0 {
                    best[to] = (so_far + score, piece, from);
                }
            }
        }
        let mut pieces = Vec::new();
        let mut at = ends.len() - 1;
        while at > 0 {
            pieces.push(best[at].1);
            at = best[at].2;
        }
        pieces.reverse();
        pieces.truncate(most);
        pieces
    }

    fn find(&self, name: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.scores.len());
        while low < high {
            let middle = (low + high) / 2;
            let found = self.names.get(self.ends[middle] as usize..self.ends[middle + 1] as usize)?;
            match found.cmp(name) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn row(&self, piece: usize, into: &mut [f32]) {
        let row = &self.rows[piece * ROW_BYTES..][..ROW_BYTES];
        for (block, numbers) in row.chunks(BLOCK_BYTES).zip(into.chunks_mut(BLOCK)) {
            let scale = half(u16::from_le_bytes([block[0], block[1]]));
            let (low, high) = numbers.split_at_mut(BLOCK / 2);
            for ((byte, low), high) in block[2..].iter().zip(low).zip(high) {
                *low = (f32::from(byte & 15) - 8.0) * scale;
                *high = (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
    }
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn u32(bytes: &mut &[u8]) -> Option<u32> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*taken))
}

fn floats(bytes: &mut &[u8], count: usize) -> Option<Vec<f32>> {
    (0..count).map(|_| u32(bytes).map(f32::from_bits)).collect()
}

/// A number of 16 bits (IEEE 754 binary16). Scales are neither infinite nor too small to be normal.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let exponent = u32::from(bits >> 10 & 0x1F);
    let fraction = u32::from(bits & 0x3FF);
    match exponent {
        0 => f32::from_bits(sign | f32::to_bits(fraction as f32 / 16_777_216.0)),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let pieces = Pieces::read(crate::PIECES).unwrap();
        let name = |piece: usize| match pieces.ends.get(piece..piece + 2) {
            Some([from, to]) => {
                String::from_utf8_lossy(&pieces.names[*from as usize..*to as usize]).into_owned()
            }
            _ => "?".to_owned(),
        };
        pieces.cut("", text, 100).into_iter().map(name).collect()
    }

    #[test]
    fn a_text_is_cut_into_likely_pieces() {
        assert_eq!(names("my  users"), ["▁my", "▁users"]);
        assert_eq!(names("管理密码").concat(), "▁管理密码");
        assert_eq!(names("x\u{E0000}"), ["▁x", "?"]);
        assert!(names("").is_empty());
    }

    #[test]
    fn halves_are_read() {
        for (bits, number) in
            [(0x3C00, 1.0), (0xC000, -2.0), (0x2E66, 0.099976), (0x0000, 0.0), (0x0001, 5.96e-8)]
        {
            assert!((half(bits) - number).abs() < 1e-6, "{bits:x}");
        }
    }
}
