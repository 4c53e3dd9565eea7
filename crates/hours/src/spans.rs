use crate::spec::Window;

/// Disjoint, sorted stretches of open seconds on a local time line that starts at zero.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    list: Vec<Span>,
    total: i64,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: i64,
    end: i64,
    /// Open seconds before `start`.
    before: i64,
}

impl Spans {
    /// Adds merged windows of the day that begins at `midnight`; days come in order.
    pub fn push_day(&mut self, midnight: i64, windows: &[Window]) {
        for window in windows {
            let (start, end) =
                (midnight + i64::from(window.start) * 60, midnight + i64::from(window.end) * 60);
            match self.list.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => self.list.push(Span { start, end, before: self.total }),
            }
            self.total += end - start;
        }
    }

    pub fn total(&self) -> i64 {
        self.total
    }

    /// Whether `at` is open, and where that ends or the next span begins (none: never again on this line).
    pub fn look(&self, at: i64) -> (bool, Option<i64>) {
        let next = self.list.partition_point(|span| span.start <= at);
        match next.checked_sub(1).map(|last| self.list[last]) {
            Some(last) if at < last.end => (true, Some(last.end)),
            _ => (false, self.list.get(next).map(|span| span.start)),
        }
    }

    /// Open seconds before `at`.
    pub fn open_before(&self, at: i64) -> i64 {
        match self.list.partition_point(|span| span.start < at) {
            0 => 0,
            next => {
                let last = self.list[next - 1];
                last.before + at.min(last.end) - last.start
            }
        }
    }

    /// The end of the `nth` open second; `nth` is 1 to the total.
    pub fn nth_open(&self, nth: i64) -> i64 {
        match self.list.partition_point(|span| span.before < nth) {
            0 => nth,
            next => {
                let last = self.list[next - 1];
                last.start + nth - last.before
            }
        }
    }

    /// The end of the `nth` closed second.
    pub fn nth_closed(&self, nth: i64) -> i64 {
        match self.list.partition_point(|span| span.start - span.before < nth) {
            0 => nth,
            next => {
                let last = self.list[next - 1];
                nth + last.before + last.end - last.start
            }
        }
    }
}
