use lang::Lang;
use serde::{Deserialize, Serialize};

use super::{Guides, Walk};

/// What somebody answered in a guide before they asked for help. It is kept with the case in the words that they
/// read; the keys let others read it in their own language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    pub guide: String,
    pub title: String,
    pub language: String,
    pub said: Vec<Said>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub(super) step: String,
    answer: String,
    pub asked: String,
    pub answered: String,
}

impl Walk<'_> {
    pub fn trail(&self, lang: Lang) -> Trail {
        let words = self.guide.words(lang);
        let said = self.taken.iter().map(|(step, answer)| Said {
            step: step.key.clone(),
            answer: answer.key.clone(),
            asked: words.step(step).title.clone(),
            answered: words.answer(lang, step, answer),
        });
        Trail {
            guide: self.guide.key.clone(),
            title: words.title.clone(),
            language: lang.code().to_owned(),
            said: said.collect(),
        }
    }
}

impl Trail {
    /// The trail in another language, where the guide still says what was answered; else as it was written.
    pub fn read_in(&self, guides: &Guides, cloud: &str, lang: Lang) -> Trail {
        if self.language == lang.code() {
            return self.clone();
        }
        let Some(guide) = guides.get(cloud, &self.guide) else { return self.clone() };
        let walk = guide.walk(self.said.iter().map(|said| said.answer.as_str()));
        let steps = walk.taken.iter().map(|(step, _)| step.key.as_str());
        let is_same = walk.is_whole && steps.eq(self.said.iter().map(|said| said.step.as_str()));
        if is_same { walk.trail(lang) } else { self.clone() }
    }

    /// The way that leads there again.
    pub fn way(&self) -> String {
        let keys: Vec<&str> = self.said.iter().map(|said| said.answer.as_str()).collect();
        keys.join("/")
    }
}
