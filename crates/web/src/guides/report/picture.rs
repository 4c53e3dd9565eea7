//! The tree of a guide, drawn from left to right.

use std::collections::BTreeMap;

use centre::guides::{End, Given, Guide, Kind, Step};

use crate::page::Page;

const BOX: (usize, usize) = (190, 76);
const GAP: (usize, usize) = (120, 20);
const MARGIN: usize = 8;

pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub boxes: Vec<Drawn>,
    pub ways: Vec<Way>,
}

/// A step.
pub struct Drawn {
    pub x: usize,
    pub y: usize,
    pub kind: &'static str,
    pub lines: Vec<String>,
    pub count: String,
}

/// From one step to another.
pub struct Way {
    pub path: String,
    pub answer: String,
    pub x: usize,
    pub y: usize,
    pub label: String,
    /// 1 to 6, by how many went there.
    pub weight: i64,
}

impl Drawn {
    pub const WIDTH: usize = BOX.0;
    pub const HEIGHT: usize = BOX.1;
}

impl Picture {
    pub fn new(page: &Page, guide: &Guide, given: &Given) -> Picture {
        let words = guide.words(page.l);
        let places = places(guide);
        let at = |step: &Step| {
            let (column, row) = places.get(step.key.as_str()).copied().unwrap_or_default();
            (MARGIN + column * (BOX.0 + GAP.0), MARGIN + row * (BOX.1 + GAP.1))
        };
        let most = guide.steps().iter().flat_map(|step| step.answers().iter().map(move |a| (step, a)));
        let most = most.map(|(step, answer)| given.of(&step.key, &answer.key)).max().unwrap_or(0).max(1);
        let boxes = guide.steps().iter().map(|step| {
            let (x, y) = at(step);
            Drawn {
                x,
                y,
                kind: kind(step),
                lines: wrapped(&words.step(step).title),
                count: page.l.number(given.at(guide, &step.key).0),
            }
        });
        let mut ways = Vec::new();
        for step in guide.steps() {
            let many = step.answers().len();
            for (n, answer) in step.answers().iter().enumerate() {
                let ((x1, y1), (x2, y2)) = (at(step), at(guide.to(answer)));
                let (x1, y1) = (x1 + BOX.0, y1 + BOX.1 * (n + 1) / (many + 1));
                let y2 = y2 + BOX.1 / 2;
                let bend = GAP.0 / 2;
                let text = words.answer(page.l, step, answer);
                ways.push(Way {
                    path: format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2.saturating_sub(bend)),
                    x: x1 + 6,
                    y: y1.saturating_sub(4),
                    label: shortened(&text, 17),
                    answer: text,
                    weight: 1 + 5 * given.of(&step.key, &answer.key) / most,
                });
            }
        }
        let columns = places.values().map(|(column, _)| column + 1).max().unwrap_or(1);
        let rows = places.values().map(|(_, row)| row + 1).max().unwrap_or(1);
        Picture {
            width: 2 * MARGIN + columns * (BOX.0 + GAP.0) - GAP.0,
            height: 2 * MARGIN + rows * (BOX.1 + GAP.1) - GAP.1,
            boxes: boxes.collect(),
            ways,
        }
    }
}

fn kind(step: &Step) -> &'static str {
    match &step.kind {
        Kind::Question(_) => "question",
        Kind::Action(_) | Kind::Check(_) => "check",
        Kind::End(End::Solved) => "solved",
        Kind::End(End::KnownIssue) => "known",
        Kind::End(_) => "person",
    }
}

/// Column and row of each step: right of all that lead to it, but for ways that lead back.
fn places(guide: &Guide) -> BTreeMap<&str, (usize, usize)> {
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    if let Some(first) = guide.steps().first() {
        columns.insert(&first.key, 0);
    }
    // As often as there are steps at most: circles would go on for ever.
    for _ in guide.steps() {
        let mut moved = false;
        for step in guide.steps() {
            let Some(column) = columns.get(step.key.as_str()).copied() else { continue };
            for answer in step.answers() {
                let to = guide.to(answer).key.as_str();
                let before = columns.get(to).copied();
                let next = column + 1;
                if before.is_none_or(|before| before < next) && next < guide.steps().len() {
                    columns.insert(to, next);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let mut rows: BTreeMap<usize, usize> = BTreeMap::new();
    let place = |step: &'_ Step| columns.get(step.key.as_str()).copied().unwrap_or(0);
    let mut places = BTreeMap::new();
    for step in guide.steps() {
        let column = place(step);
        let row = rows.entry(column).or_default();
        places.insert(step.key.as_str(), (column, *row));
        *row += 1;
    }
    places
}

/// Chinese characters are as wide as two letters.
fn width(c: char) -> usize {
    if c >= '\u{2e80}' { 2 } else { 1 }
}

fn shortened(text: &str, most: usize) -> String {
    let mut wide = 0;
    let fits: String = text
        .chars()
        .take_while(|c| {
            wide += width(*c);
            wide <= most
        })
        .collect();
    if fits.len() == text.len() { fits } else { format!("{}…", fits.trim_end()) }
}

/// Up to three lines.
fn wrapped(text: &str) -> Vec<String> {
    const WIDE: usize = 24;
    let mut lines = vec![String::new()];
    let mut wide = 0;
    let mut take = |piece: &str| {
        let piece_wide: usize = piece.chars().map(width).sum();
        if wide > 0 && wide + piece_wide > WIDE {
            lines.push(String::new());
            wide = 0;
        }
        wide += piece_wide;
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    };
    for word in text.split_inclusive(' ') {
        match word.chars().any(|c| width(c) == 2) {
            true => word.chars().for_each(|c| take(c.encode_utf8(&mut [0; 4]))),
            false => take(word),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}
