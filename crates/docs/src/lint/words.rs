//! Words of time and number in the six languages. Of any other language only digits and the English
//! words are known, which technical texts often keep.

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Week,
    Month,
    Year,
    /// A word that means both the time of day and the hour: Dutch »uur«, Hungarian »óra«.
    Clock,
}

pub struct Words {
    /// Beginnings of words, with `=` whole words; the longest that fits counts.
    pub units: &'static [(&'static str, Unit)],
    pub months: [&'static str; 12],
    /// What stands before a time in the morning, in the afternoon.
    pub morning: &'static [&'static str],
    pub afternoon: &'static [&'static str],
    /// What makes the number before or behind it a time of day.
    pub clock: &'static [&'static str],
    /// One to twelve; several words for one number stand side by side.
    pub numbers: [&'static [&'static str]; 12],
    pub percent: &'static [&'static str],
    /// Other words for twenty-four hours a day, and for every day of the year.
    pub always: &'static [&'static str],
    pub all_year: &'static [&'static str],
    /// The word that stands for `&`.
    pub and: &'static [&'static str],
    /// Decimal comma.
    pub comma: bool,
}

impl Words {
    pub fn of(language: &str) -> &'static Words {
        match language.split(['-', '_']).next().unwrap_or_default() {
            "de" => &DE,
            "hu" => &HU,
            "nb" | "no" | "nn" => &NB,
            "nl" => &NL,
            "zh" => &ZH,
            _ => &EN,
        }
    }

    /// The unit that a text begins with, in compounds and inflected forms too.
    pub fn unit(&self, text: &str) -> Option<Unit> {
        let fits = |stem: &&(&str, Unit)| match stem.0.strip_prefix('=') {
            Some(word) => {
                text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            }
            None => text.strip_prefix(stem.0).is_some_and(|rest| self.is_ending(stem.0, rest)),
        };
        self.units.iter().filter(fits).max_by_key(|(stem, _)| stem.len()).map(|(_, unit)| *unit)
    }

    /// Whether what follows a stem may still be the same word: »napok« are days, a »napló« is none.
    fn is_ending(&self, stem: &str, rest: &str) -> bool {
        if stem.starts_with(|c: char| c > '\u{2e80}') {
            return true;
        }
        let ending: String = rest.chars().take_while(|c| c.is_alphabetic()).take(8).collect();
        if std::ptr::eq(self, &EN) {
            return matches!(ending.as_str(), "" | "s" | "ly");
        }
        ending.chars().count() <= 5 && !(stem == "nap" && ending.starts_with('l'))
    }

    /// 1 to 12 of the name of a month or its beginning.
    pub fn month(&self, word: &str) -> Option<u32> {
        let number = self.months.iter().position(|month| {
            month.split('|').any(|name| word == name || (name.len() > 3 && word.starts_with(name)))
        })?;
        u32::try_from(number + 1).ok()
    }

    pub fn number(&self, word: &str) -> Option<u32> {
        let number = self.numbers.iter().position(|names| names.contains(&word))?;
        u32::try_from(number + 1).ok()
    }
}

use Unit::{BusinessDay, Clock, Day, Hour, Minute, Month, Second, Week, Year};

static EN: Words = Words {
    units: &[
        ("second", Second),
        ("=sec", Second),
        ("minute", Minute),
        ("=min", Minute),
        ("hour", Hour),
        ("=hr", Hour),
        ("day", Day),
        ("business day", BusinessDay),
        ("working day", BusinessDay),
        ("work day", BusinessDay),
        ("workday", BusinessDay),
        ("week", Week),
        ("month", Month),
        ("year", Year),
    ],
    months: [
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sep|sept",
        "october|oct",
        "november|nov",
        "december|dec",
    ],
    morning: &[],
    afternoon: &[],
    clock: &["o'clock", "o’clock"],
    numbers: [
        &["one", "first", "once", "single"],
        &["two", "second", "twice", "both", "pair"],
        &["three", "third"],
        &["four", "fourth"],
        &["five", "fifth"],
        &["six"],
        &["seven"],
        &["eight"],
        &["nine"],
        &["ten"],
        &["eleven"],
        &["twelve"],
    ],
    percent: &["percent", "per cent"],
    always: &["around the clock", "round the clock", "around-the-clock", "round-the-clock"],
    all_year: &["all year", "every day of the year", "year-round"],
    and: &["and"],
    comma: false,
};

static DE: Words = Words {
    units: &[
        ("sekunde", Second),
        ("=sek", Second),
        ("minute", Minute),
        ("minüt", Minute),
        ("=min", Minute),
        ("stunde", Hour),
        ("stünd", Hour),
        ("=std", Hour),
        ("tag", Day),
        ("täg", Day),
        ("arbeitstag", BusinessDay),
        ("geschäftstag", BusinessDay),
        ("werktag", BusinessDay),
        ("woche", Week),
        ("wöch", Week),
        ("monat", Month),
        ("jahr", Year),
        ("jähr", Year),
    ],
    months: [
        "januar|jan",
        "februar|feb",
        "märz|mär",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sep|sept",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ],
    morning: &[],
    afternoon: &[],
    clock: &["uhr"],
    numbers: [
        &["ein", "eine", "einen", "einem", "einer", "eines"],
        &["zwei"],
        &["drei"],
        &["vier"],
        &["fünf"],
        &["sechs"],
        &["sieben"],
        &["acht"],
        &["neun"],
        &["zehn"],
        &["elf"],
        &["zwölf"],
    ],
    percent: &["prozent"],
    always: &["rund um die uhr"],
    all_year: &["das ganze jahr", "ganzjährig", "an jedem tag des jahres"],
    and: &["und"],
    comma: true,
};

static HU: Words = Words {
    units: &[
        ("másodperc", Second),
        ("perc", Minute),
        ("óra", Clock),
        ("órá", Clock),
        ("nap", Day),
        ("munkanap", BusinessDay),
        ("hét", Week),
        ("het", Week),
        ("hónap", Month),
        ("=hó", Month),
        ("év", Year),
    ],
    months: [
        "január|jan",
        "február|feb",
        "március|márc",
        "április|ápr",
        "május|máj",
        "június|jún",
        "július|júl",
        "augusztus|aug",
        "szeptember|szept",
        "október|okt",
        "november|nov",
        "december|dec",
    ],
    morning: &["de", "délelőtt", "reggel"],
    afternoon: &["du", "délután", "este"],
    clock: &[],
    numbers: [
        &["egy"],
        &["két", "kettő"],
        &["három"],
        &["négy"],
        &["öt"],
        &["hat"],
        &["hét"],
        &["nyolc"],
        &["kilenc"],
        &["tíz"],
        &["tizenegy"],
        &["tizenkét", "tizenkettő"],
    ],
    percent: &["százalék"],
    always: &["éjjel-nappal", "éjjel nappal", "a nap 24 órájában"],
    all_year: &["egész évben", "az év minden napján"],
    and: &["és"],
    comma: true,
};

static NB: Words = Words {
    units: &[
        ("sekund", Second),
        ("minutt", Minute),
        ("=min", Minute),
        ("time", Hour),
        ("døgn", Day),
        ("dag", Day),
        ("virkedag", BusinessDay),
        ("arbeidsdag", BusinessDay),
        ("uke", Week),
        ("måned", Month),
        ("år", Year),
    ],
    months: [
        "januar|jan",
        "februar|feb",
        "mars|mar",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sep|sept",
        "oktober|okt",
        "november|nov",
        "desember|des",
    ],
    morning: &[],
    afternoon: &[],
    clock: &["klokken", "kl"],
    numbers: [
        &["én", "ett", "ei"],
        &["to"],
        &["tre"],
        &["fire"],
        &["fem"],
        &["seks"],
        &["sju", "syv"],
        &["åtte"],
        &["ni"],
        &["ti"],
        &["elleve"],
        &["tolv"],
    ],
    percent: &["prosent"],
    always: &["døgnet rundt", "døgnåpen"],
    all_year: &["hele året", "året rundt", "alle dager i året"],
    and: &["og"],
    comma: true,
};

static NL: Words = Words {
    units: &[
        ("seconde", Second),
        ("minuut", Minute),
        ("minuten", Minute),
        ("=min", Minute),
        ("uur", Clock),
        ("uren", Hour),
        ("dag", Day),
        ("werkdag", BusinessDay),
        ("week", Week),
        ("weken", Week),
        ("maand", Month),
        ("jaar", Year),
        ("jaren", Year),
    ],
    months: [
        "januari|jan",
        "februari|feb",
        "maart|mrt",
        "april|apr",
        "mei",
        "juni|jun",
        "juli|jul",
        "augustus|aug",
        "september|sep|sept",
        "oktober|okt",
        "november|nov",
        "december|dec",
    ],
    morning: &[],
    afternoon: &[],
    clock: &[],
    numbers: [
        &["één", "eén"],
        &["twee"],
        &["drie"],
        &["vier"],
        &["vijf"],
        &["zes"],
        &["zeven"],
        &["acht"],
        &["negen"],
        &["tien"],
        &["elf"],
        &["twaalf"],
    ],
    percent: &["procent"],
    always: &["dag en nacht", "de klok rond"],
    all_year: &["het hele jaar", "elke dag van het jaar"],
    and: &["en"],
    comma: true,
};

static ZH: Words = Words {
    units: &[
        ("秒", Second),
        ("分", Minute),
        ("小时", Hour),
        ("个小时", Hour),
        ("天", Day),
        ("个工作日", BusinessDay),
        ("工作日", BusinessDay),
        ("个工作天", BusinessDay),
        ("周", Week),
        ("个星期", Week),
        ("星期", Week),
        ("个月", Month),
        ("年", Year),
    ],
    months: ["", "", "", "", "", "", "", "", "", "", "", ""],
    morning: &["上午", "早上", "早晨", "凌晨"],
    afternoon: &["下午", "晚上", "中午"],
    clock: &["点", "點"],
    numbers: [
        &["一"],
        &["两", "二"],
        &["三"],
        &["四"],
        &["五"],
        &["六"],
        &["七"],
        &["八"],
        &["九"],
        &["十"],
        &["十一"],
        &["十二"],
    ],
    percent: &[],
    always: &["全天候", "全天 24", "昼夜", "24 小时全天"],
    all_year: &["全年无休", "全年"],
    and: &["和", "与", "及", "、", "并"],
    comma: false,
};
