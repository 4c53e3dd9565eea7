//! What a file asks not to be told.

use super::Kind;

const MARK: &str = "<!-- lint-ignore";

/// The parts of a file with the kinds of findings that are kept silent there; none means all.
pub struct Ignored(Vec<Part>);

struct Part {
    first: usize,
    last: usize,
    kinds: Vec<Kind>,
}

impl Ignored {
    pub fn of(file: &str) -> Self {
        let lines: Vec<&str> = if file.contains(MARK) { file.lines().collect() } else { Vec::new() };
        let mut parts = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some((before, rest)) = line.split_once(MARK) else { continue };
            let Some((names, after)) = rest.split_once("-->") else { continue };
            let (whole, names) = match names.strip_prefix("-file") {
                Some(names) => (true, names),
                None => (false, names),
            };
            let kinds: Vec<Kind> = names.split([',', ' ']).filter_map(Kind::of).collect();
            if kinds.is_empty() && !names.trim().is_empty() {
                continue;
            }
            let alone = before.trim().is_empty() && after.trim().is_empty();
            let (first, last) = match (whole, alone) {
                (true, _) => (1, usize::MAX),
                (false, true) => (index + 1, block_end(&lines, index + 1)),
                (false, false) => (index + 1, index + 1),
            };
            parts.push(Part { first, last, kinds });
        }
        Ignored(parts)
    }

    pub fn covers(&self, line: usize, kind: Kind) -> bool {
        let covers = |part: &Part| {
            (part.first..=part.last).contains(&line) && (part.kinds.is_empty() || part.kinds.contains(&kind))
        };
        self.0.iter().any(covers)
    }
}

/// The number of the last line of the block that begins at or after this index.
fn block_end(lines: &[&str], from: usize) -> usize {
    let blank = |line: &&&str| line.trim().is_empty();
    let start = from + lines[from..].iter().take_while(blank).count();
    start + lines[start..].iter().take_while(|line| !blank(line)).count()
}
