//! What agents and customers write.

use super::escape;
use super::page::MAX_DEPTH;
use super::target::Target;
use crate::outline::Events;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

pub fn user_events(events: Events<'_>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut depth = 0;
    let mut links = Vec::new();
    let nowhere = |_: &str| None;
    for (event, _) in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        let shown = depth + usize::from(matches!(event, Event::End(_))) <= MAX_DEPTH;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let dest = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                let target =
                    Target::of(&dest, &nowhere).filter(|t| t.external && shown && !dest.starts_with("tel"));
                links.push(target.is_some());
                if let Some(target) = target {
                    let open = format!(
                        "<a href=\"{}\" rel=\"noopener noreferrer nofollow\">",
                        escape(&target.address)
                    );
                    out.push(Event::InlineHtml(open.into()));
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    out.push(Event::InlineHtml("</a>".into()));
                }
            }
            Event::Start(_) | Event::End(_) if !shown => {}
            Event::Start(Tag::Heading { .. }) => {
                out.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
            }
            Event::End(TagEnd::Heading(_)) => {
                out.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)])
            }
            Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::BlockQuote(_)) => out.push(Event::Start(Tag::BlockQuote(None))),
            Event::Start(Tag::CodeBlock(_)) => {
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)))
            }
            Event::Html(html) | Event::InlineHtml(html) => lines_as_text(&html, &mut out),
            Event::SoftBreak => out.push(Event::HardBreak),
            event => out.push(event),
        }
    }
    out
}

fn lines_as_text(html: &str, out: &mut Vec<Event<'_>>) {
    for (index, line) in html.trim_end_matches('\n').split('\n').enumerate() {
        if index > 0 {
            out.push(Event::HardBreak);
        }
        out.push(Event::Text(line.to_owned().into()));
    }
}
