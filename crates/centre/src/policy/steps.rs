//! What to press after dialling, read from the words of the directory so that it can be said in any language.

use super::phone::Line;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'l> {
    /// A key of the menu.
    Option(&'l str),
    /// A key of the menu, and what it leads to in the menu's words.
    Press(&'l str, &'l str),
    Code(&'l str),
    /// A second number, dialled when the first answers.
    Dial(&'l str),
    /// Anything else, as it stands there.
    Other(&'l str),
}

impl Line {
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.dial_steps.iter().map(|step| step_of(step))
    }
}

fn step_of(text: &str) -> Step<'_> {
    let is_number =
        |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || " +".contains(c));
    let after = |start: &str| text.strip_prefix(start).map(str::trim).filter(is_number);
    if let Some(key) = after("Select option ") {
        return Step::Option(key);
    }
    if let Some(code) = after("Enter code ") {
        return Step::Code(code);
    }
    if let Some(number) = after("After dialing, enter ") {
        return Step::Dial(number);
    }
    let pressed = text.strip_prefix("Press ").and_then(|rest| rest.split_once(" for "));
    match pressed.filter(|(key, _)| is_number(key)) {
        Some((key, what)) => Step::Press(key, what),
        None => Step::Other(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policies;

    #[test]
    fn steps_are_read_from_the_words_of_the_directory() {
        assert_eq!(step_of("Select option 9"), Step::Option("9"));
        assert_eq!(step_of("Enter code 7700"), Step::Code("7700"));
        assert_eq!(step_of("After dialing, enter +1877 857 3235"), Step::Dial("+1877 857 3235"));
        assert_eq!(step_of("Press 2 for business"), Step::Press("2", "business"));
        for other in
            ["", "Say \"billing\"", "Press for", "Enter code ", "Select option nine", "Press # for help"]
        {
            assert_eq!(step_of(other), Step::Other(other));
        }
    }

    #[test]
    fn every_step_of_the_shipped_directory_can_be_said_in_any_language() {
        let policies = Policies::load(None).expect("policies");
        let lines = policies.iter().flat_map(|policy| &policy.places).flat_map(|place| &place.lines);
        for line in lines {
            assert!(line.steps().all(|step| !matches!(step, Step::Other(_))), "{:?}", line.dial_steps);
        }
    }
}
