//! Tab groups: consecutive headings `## [label](#tab/id)` up to a `---`.

use crate::outline::{self, Events};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;

/// One of a group's alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Tabs of one id are chosen together, in every group of the page.
    pub id: String,
    /// The tab of another group that this one belongs to.
    pub only_with: Option<String>,
    pub label: String,
}

/// What the page does before the event of this index.
#[derive(Debug, Default)]
pub struct Step {
    pub close_tab: bool,
    pub close_group: bool,
    pub open_group: bool,
    pub open_tab: Option<Tab>,
    /// The event itself, the `---` that ends a group, isn't shown.
    pub skip: bool,
}

/// The steps by event, and for each group without end the event that it begins with.
pub fn find(events: &Events<'_>) -> (HashMap<usize, Step>, Vec<usize>) {
    let (mut steps, mut endless): (HashMap<usize, Step>, _) = (HashMap::new(), Vec::new());
    let mut depth = 0usize;
    let mut open: Option<Group> = None;
    for (index, (event, _)) in events.iter().enumerate() {
        let here = open.as_ref().filter(|group| group.depth == depth);
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag {
                    let level = *level as u8;
                    let tab = tab(&events[index + 1..]);
                    match (here, tab) {
                        (Some(group), Some(tab)) if group.level == level => {
                            steps.insert(
                                index,
                                Step { close_tab: true, open_tab: Some(tab), ..Step::default() },
                            );
                        }
                        (Some(group), _) if level < group.level => {
                            endless.push(group.start);
                            steps.insert(
                                index,
                                Step { close_tab: true, close_group: true, ..Step::default() },
                            );
                            open = None;
                        }
                        (None, Some(tab)) if open.is_none() => {
                            open = Some(Group { level, depth, start: index });
                            steps.insert(
                                index,
                                Step { open_group: true, open_tab: Some(tab), ..Step::default() },
                            );
                        }
                        _ => {}
                    }
                }
                depth += 1;
            }
            Event::End(_) => {
                if let Some(group) = here {
                    // The quotation or list that the group stands in ends.
                    endless.push(group.start);
                    steps.insert(index, Step { close_tab: true, close_group: true, ..Step::default() });
                    open = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Rule if here.is_some() => {
                let end = Step { close_tab: true, close_group: true, skip: true, ..Step::default() };
                steps.insert(index, end);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(group) = open {
        endless.push(group.start);
        steps.insert(events.len(), Step { close_tab: true, close_group: true, ..Step::default() });
    }
    (steps, endless)
}

struct Group {
    level: u8,
    depth: usize,
    start: usize,
}

/// The tab that the heading opens whose inner events come first.
fn tab(events: &[(Event<'_>, std::ops::Range<usize>)]) -> Option<Tab> {
    let address = events
        .iter()
        .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
        .find_map(|(event, _)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => dest_url.strip_prefix("#tab/"),
            _ => None,
        })?;
    let (slug, label) = outline::heading(events);
    let (id, only_with) = address.split_once('/').unwrap_or((address, ""));
    let id = if id.is_empty() { slug } else { id.to_lowercase() };
    let only_with = Some(only_with.to_lowercase()).filter(|id| !id.is_empty());
    Some(Tab { id, only_with, label })
}
