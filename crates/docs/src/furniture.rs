//! What stands around an article on a page and comes along when the page is copied.

use crate::lines::Line;
use crate::{Note, NoteKind};

/// So many lines with words are looked at: furniture stands on top.
const TOP: usize = 8;

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "share via", "exit focus mode", "exit editor mode", "read in english", "table of contents", "in this article",
    "freigeben über", "teilen über", "fokusmodus beenden", "auf englisch lesen", "inhaltsverzeichnis", "in diesem artikel",
    "megosztás a következőn keresztül", "kilépés a fókusz módból", "olvasás angol nyelven", "tartalomjegyzék", "a cikk tartalma",
    "del via", "avslutt fokusmodus", "les på engelsk", "innholdsfortegnelse", "i denne artikkelen",
    "delen via", "focusmodus afsluiten", "lezen in het engels", "inhoudsopgave", "in dit artikel",
    "通过以下方式共享", "通过以下方式分享", "退出焦点模式", "使用英语阅读", "目录", "本文内容",
];

/// Empties the lines that are nothing but furniture.
pub fn leave_out(lines: &mut [Line], notes: &mut Vec<Note>) {
    let is_blank = |lines: &[Line], index: usize| lines.get(index).is_none_or(|l| l.text.trim().is_empty());
    let with_words: Vec<usize> =
        (0..lines.len()).filter(|index| !is_blank(lines, *index)).take(TOP).collect();
    for index in with_words {
        let words = lines[index].text.trim().trim_end_matches([':', '：']).to_lowercase();
        let is_alone = (index == 0 || is_blank(lines, index - 1)) && is_blank(lines, index + 1);
        if is_alone && PIECES.contains(&words.as_str()) {
            let text = std::mem::take(&mut lines[index].text).trim().to_owned();
            notes.push(Note { line: lines[index].number, kind: NoteKind::Furniture, text });
        }
    }
}
