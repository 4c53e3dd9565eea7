/// What a customer waits for: a line (such as a language, or a language and a subject) and how severe it is; rank 0 goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class {
    pub rank: u8,
    pub line: u8,
}

impl Class {
    /// How many lines and ranks there may be.
    pub const MOST_LINES: u8 = 64;
    pub const MOST_RANKS: u8 = 16;
}

/// A set of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Lines(pub u64);

impl Lines {
    pub fn has(self, line: u8) -> bool {
        line < Class::MOST_LINES && self.0 >> line & 1 == 1
    }

    #[must_use]
    pub fn with(self, line: u8) -> Self {
        Lines(self.0 | 1 << (line % Class::MOST_LINES))
    }

    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let line = left.trailing_zeros() as u8;
            left &= left.wrapping_sub(1);
            (line < Class::MOST_LINES).then_some(line)
        })
    }
}

impl FromIterator<u8> for Lines {
    fn from_iter<T: IntoIterator<Item = u8>>(lines: T) -> Self {
        lines.into_iter().fold(Lines::default(), Lines::with)
    }
}

/// How things stand at a moment.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub now: f64,
    pub agents: Vec<Agent>,
    /// Those in line, in any order, without whom the wait is asked for.
    pub waiting: Vec<Waiting>,
    /// Call-backs that were promised for a time to come.
    pub booked: Vec<Booking>,
}

#[derive(Debug, Clone, Default)]
pub struct Agent {
    pub lines: Lines,
    /// Takes another customer after this one.
    pub on_duty: bool,
    pub serving: Option<Serving>,
    /// Since when they have nobody to serve; tells whom the next customer goes to.
    pub idle_since: f64,
    /// Published shifts in order of time: the one that runs, those to come, and past ones as far back as the plan repeats itself.
    pub shifts: Vec<Shift>,
    /// Which agent this is to the [`crate::Learner`], who may have found that some are quicker.
    pub learned_as: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Serving {
    pub class: Class,
    pub since: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    pub from: f64,
    pub to: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting {
    pub class: Class,
    pub since: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Booking {
    pub class: Class,
    pub at: f64,
}

impl State {
    /// Whether nobody is there who serves this line.
    pub fn is_closed(&self, line: u8) -> bool {
        !self.agents.iter().any(|a| a.on_duty && a.lines.has(line))
    }

    /// Whether an agent would take a customer of this line at once.
    pub fn is_free(&self, line: u8) -> bool {
        self.agents.iter().any(|a| a.on_duty && a.serving.is_none() && a.lines.has(line))
    }
}
