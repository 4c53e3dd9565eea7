//! Which lines a cloud's readers don't see.

use crate::lines::Line;
use crate::{Note, NoteKind};

/// Marks the lines of other clouds and the variant markers themselves.
pub fn hidden(lines: &[Line], code: &[bool], cloud: Option<&str>, notes: &mut Vec<Note>) -> Vec<bool> {
    let mut hidden = vec![false; lines.len()];
    let mut open: Option<(usize, bool)> = None;
    let mut note = |index: usize| {
        let Line { number, text, .. } = &lines[index];
        notes.push(Note { line: *number, kind: NoteKind::Variant, text: text.trim().to_owned() });
    };
    for index in 0..lines.len() {
        let Some(marker) = (!code[index]).then(|| Marker::of(&lines[index].text)).flatten() else {
            continue;
        };
        hidden[index] = true;
        match (marker, open) {
            (Marker::Start(clouds), None) => {
                if clouds.is_none() {
                    note(index);
                }
                let shown = match (cloud, clouds) {
                    (Some(cloud), Some(clouds)) => clouds.contains(&cloud),
                    _ => true,
                };
                open = Some((index, shown));
            }
            (Marker::Start(_), Some((outer, _))) => {
                note(outer);
                open = Some((index, true));
            }
            (Marker::End, Some((start, shown))) => {
                if !shown {
                    hidden[start..index].fill(true);
                }
                open = None;
            }
            (Marker::End, None) => note(index),
        }
    }
    if let Some((start, _)) = open {
        note(start);
    }
    hidden
}

enum Marker<'a> {
    /// The clouds named, or nothing when the range is more than a list of names.
    Start(Option<Vec<&'a str>>),
    End,
}

impl<'a> Marker<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let rest = line.trim().strip_prefix(":::")?.trim_start_matches(':').trim();
        let rest = rest.strip_suffix(":::").unwrap_or(rest).trim_end();
        if rest == "moniker-end" {
            return Some(Marker::End);
        }
        let range = rest.strip_prefix("moniker")?.trim_start().strip_prefix("range")?;
        let range = range.trim_start().strip_prefix('=')?.trim().trim_matches(['"', '\'']);
        let names: Vec<&str> = range.split("||").map(str::trim).collect();
        let plain =
            |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        Some(Marker::Start(names.iter().all(plain).then_some(names)))
    }
}
