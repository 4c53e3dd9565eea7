use super::{Answer, Guide, MOST_ANSWERS, Step};

/// How far somebody has come in a guide.
#[derive(Debug)]
pub struct Walk<'g> {
    pub guide: &'g Guide,
    pub taken: Vec<(&'g Step, &'g Answer)>,
    pub at: &'g Step,
    /// Every answer of the way exists still.
    pub is_whole: bool,
}

impl Guide {
    /// Follows answers from the first step, as far as they exist.
    pub fn walk<'w>(&self, way: impl IntoIterator<Item = &'w str>) -> Walk<'_> {
        let mut walk = Walk { guide: self, taken: Vec::new(), at: &self.steps[0], is_whole: true };
        for key in way {
            let found = walk.at.answers().iter().find(|answer| answer.key == key);
            let Some(answer) = found.filter(|_| walk.taken.len() < MOST_ANSWERS) else {
                walk.is_whole = false;
                break;
            };
            walk.taken.push((walk.at, answer));
            walk.at = self.to(answer);
        }
        walk
    }

    /// The most answers that lie between a step and an end, without those that lead back. Seen from the first step, so
    /// that it gets less with every answer that doesn't.
    fn depth(&self, of: &Step) -> usize {
        let mut known = vec![Depth::Unknown; self.steps.len()];
        let deepest = depth(self, 0, &mut known);
        let index = self.steps.iter().position(|step| std::ptr::eq(step, of));
        match index.map(|index| known[index]) {
            Some(Depth::Known(depth)) => depth,
            _ => deepest,
        }
    }
}

#[derive(Clone, Copy)]
enum Depth {
    Unknown,
    /// Being worked out: whoever comes here again goes in a circle.
    Open,
    Known(usize),
}

fn depth(guide: &Guide, at: usize, known: &mut [Depth]) -> usize {
    match known[at] {
        Depth::Known(depth) => return depth,
        Depth::Open => return 0,
        Depth::Unknown => known[at] = Depth::Open,
    }
    let deepest = guide.steps[at].answers().iter().map(|answer| 1 + depth(guide, answer.to, known)).max();
    let found = deepest.unwrap_or(0);
    known[at] = Depth::Known(found);
    found
}

impl<'g> Walk<'g> {
    /// The answers so far, as they stand in an address.
    pub fn way(&self) -> String {
        self.way_to(self.taken.len())
    }

    /// The first `many` of them.
    pub fn way_to(&self, many: usize) -> String {
        let keys: Vec<&str> = self.taken.iter().take(many).map(|(_, answer)| answer.key.as_str()).collect();
        keys.join("/")
    }

    /// The way with one more answer.
    pub fn on(&self, answer: &Answer) -> String {
        match self.taken.len() {
            0 => answer.key.clone(),
            _ => format!("{}/{}", self.way(), answer.key),
        }
    }

    /// So many answers are still to be given at most.
    pub fn ahead(&self) -> usize {
        self.guide.depth(self.at)
    }
}
