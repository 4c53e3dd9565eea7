//! What is found between a sentence and its translation; samples/LICENSE.md says where the sample comes from.

use docs::{Finding, Glossary, Kind, Pair, bilingual, lint, lint_file};
use proptest::prelude::*;
use std::sync::LazyLock;

const FILE: &str = include_str!("samples/zh-side-by-side.md");

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let files =
        [include_str!("../../../glossary/terms.toml"), include_str!("../../../glossary/products.toml")];
    Glossary::parse(&files).expect("a glossary")
});

fn pair(id: usize, source: &str, target: &str) -> Pair {
    let (source, target) = (source.to_owned(), target.to_owned());
    Pair { id: format!("s{id}"), is_paragraph: false, range: 0..target.len(), source, target }
}

fn findings(to: &str, source: &str, target: &str) -> Vec<Finding> {
    lint(&[pair(1, source, target)], "en", to, &GLOSSARY)
}

fn kinds(to: &str, source: &str, target: &str) -> Vec<Kind> {
    findings(to, source, target).into_iter().map(|finding| finding.kind).collect()
}

/// Read against its source by hand: these ten are wrong, and no other number, label or term is.
#[test]
fn the_published_edition_has_ten_findings() {
    let both = bilingual(FILE).expect("side by side");
    let found = lint(&both.pairs, "en", "zh-CN", &GLOSSARY);
    let found: Vec<(&str, Kind, &str, &str)> =
        found.iter().map(|f| (&f.id[6..], f.kind, f.source.as_str(), f.target.as_str())).collect();
    let expected = [
        ("193", Kind::Term, "severity level", "严重性"),
        ("211", Kind::Term, "customer responsibility", "客户响应"),
        ("216", Kind::Duration, "1 business day", "1 小时"),
        ("p125", Kind::Term, "pre-sales", "预售"),
        (
            "294",
            Kind::Label,
            "Billing Support: German: English: Technical Support: German: English:",
            "帐单支持: 英语: 技术支持: 德语: 英语:",
        ),
        ("p131", Kind::Term, "trending", "新潮"),
        ("p131", Kind::Term, "are monitored by", "监管"),
        ("124", Kind::Inconsistent, "Online support", "在线支持"),
        ("p105", Kind::Inconsistent, "Contact support", "联系支持"),
        ("215", Kind::Inconsistent, "Sev B (High)", "严重级别 B（高）"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn errors_of_the_published_editions_are_found_in_a_pair() {
    let billing =
        "Billing support in most countries/regions is provided in English from 9 AM-5 PM, Monday-Friday.";
    let hours = "Severity B/C: 9:00 ~24:00 (Beijing Time) a day, 365 days.";
    let path = "In the Microsoft 365 admin center, choose **Support** \\> **New service request**.";
    for (case, to, source, target, kind, here) in [
        (
            "X-01",
            "hu",
            billing,
            "A legtöbb országban a számlázási támogatás angol nyelven, hétfőtől péntekig 21:00 és 17:00 között érhető el.",
            Kind::Time,
            "21:00",
        ),
        (
            "X-02",
            "zh",
            "Initial Response: 1 business day or less.",
            "初始响应：1 小时或更快。",
            Kind::Duration,
            "1 小时",
        ),
        (
            "X-03",
            "de",
            "Authorized to submit service requests to 21Vianet.",
            "Autorisiert, Serviceanfragen an Microsoft zu übermitteln.",
            Kind::Product,
            "",
        ),
        (
            "X-06",
            "de",
            "21Vianet support provides pre-sales support.",
            "21Vianet bietet technischen Support vor dem Kauf.",
            Kind::Term,
            "vor dem Kauf",
        ),
        (
            "X-11",
            "nl",
            "They signed an advanced online service agreement.",
            "Zij hebben een uitgebreide onlineserviceverklaring ondertekend.",
            Kind::Term,
            "onlineserviceverklaring*",
        ),
        (
            "X-12",
            "hu",
            "Assisted support options are for admins only.",
            "A személyes támogatási lehetőségek csak rendszergazdáknak szólnak.",
            Kind::Term,
            "személyes támogatás*",
        ),
        (
            "X-15 hu",
            "hu",
            path,
            "A Microsoft 365 Felügyeleti központban válassza azÚj szolgáltatáskéréstámogatása> lehetőséget.",
            Kind::Path,
            "szolgáltatáskéréstámogatása> lehetőséget.",
        ),
        (
            "X-15 nb",
            "nb",
            path,
            "Gå til Administrasjonssenter for Microsoft 365, og velg Støtte>for ny tjenesteforespørsel.",
            Kind::Path,
            "Microsoft 365, og velg Støtte>for ny tjenesteforespørsel.",
        ),
        (
            "X-16",
            "nl",
            "Select **Help & support**.",
            "Selecteer **Help-ondersteuning&**.",
            Kind::Ampersand,
            "Selecteer Help-ondersteuning&.",
        ),
        (
            "X-29",
            "nl",
            hours,
            "Urgentieniveau B/C: 09:00 - 00:00 uur (lokale tijd Beijing), 365 dagen per jaar.",
            Kind::Midnight,
            "00:00",
        ),
        (
            "X-32",
            "hu",
            "Microsoft 365 Apps for enterprise",
            "Microsoft 365 Vállalati alkalmazások",
            Kind::Product,
            "Microsoft 365 Vállalati alkalmazások",
        ),
        (
            "X-33",
            "hu",
            "Technical support does not include add-ins.",
            "A műszaki támogatás nem tartalmazza a bővítményeket.",
            Kind::Term,
            "műszaki támogatás*",
        ),
        ("X-34 de", "de", "Severity level", "Sicherheitsstufe", Kind::Term, "Sicherheitsstufe"),
        (
            "X-34 nb",
            "nb",
            "Severity A: 24\\*7 continuous service",
            "Alvorsgrad A: 24*7 kontinuerlig tjeneste",
            Kind::Term,
            "Alvorsgrad*",
        ),
        (
            "X-34 nl",
            "nl",
            "Severity A: 24\\*7 continuous service",
            "Ernst A: 24*7 doorlopende service",
            Kind::Term,
            "Ernst",
        ),
        (
            "X-41",
            "zh",
            "The community forums are monitored by trained agents.",
            "社区论坛由训练有素的专员监管。",
            Kind::Term,
            "监管",
        ),
        ("X-42", "zh", "Customer responsibility", "客户响应", Kind::Term, "客户响应"),
        (
            "X-43",
            "nb",
            "Initial response: 1 hour or less",
            "Opprinnelig svar: 1 time eller mindre",
            Kind::Term,
            "opprinnelig svar*",
        ),
        (
            "X-45",
            "nb",
            "From onboarding to everyday use",
            "Fra pålasting til daglig bruk",
            Kind::Term,
            "pålasting*",
        ),
    ] {
        let found = findings(to, source, target);
        let hit = found.iter().any(|f| f.kind == kind && f.target.trim_start_matches("az") == here);
        assert!(hit, "{case}: {found:?}");
    }
}

#[test]
fn a_label_is_one_name_in_a_text() {
    let pairs = [
        pair(1, "Select **Contact me**.", "Válassza a **Kapcsolatfelvétel** lehetőséget."),
        pair(
            2,
            "See the **Contact support** pane.",
            "Lásd a **Kapcsolatfelvétel az ügyfélszolgálattal** panelt.",
        ),
        pair(3, "Contact support", "Kapcsolatfelvétel az ügyfélszolgálattal"),
        pair(
            4,
            "The wait is shown in the **Contact support** pane.",
            "A várakozás a **Forduljon az ügyfélszolgálathoz** panelen látható.",
        ),
    ];
    let found = lint(&pairs, "en", "hu", &GLOSSARY);
    let [Finding { id, kind: Kind::Inconsistent, target, .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!((id.as_str(), target.as_str()), ("s4", "Forduljon az ügyfélszolgálathoz"));
}

#[test]
fn the_same_said_in_the_manner_of_the_country_is_no_finding() {
    for (to, source, target) in [
        (
            "zh",
            "Billing support is provided in English from 9 AM-5 PM (9 AM-6 PM in Australia).",
            "帐单支持所用语言为英语，时间为上午 9 点到下午 5 点（澳大利亚为上午 9 点到下午 6 点）。",
        ),
        ("de", "Open 9 AM-5 PM, Monday-Friday.", "Montag bis Freitag von 9 bis 17 Uhr geöffnet."),
        ("de", "Call until 9:30 PM.", "Rufen Sie bis 21.30 Uhr an."),
        ("hu", "Open from 9 AM to 5 PM.", "Nyitva 9 és 17 óra között."),
        ("hu", "Open from 9 AM to 5 PM.", "Nyitva de. 9-től du. 5-ig."),
        ("nb", "Open from 9 AM to 5 PM.", "Åpent fra kl. 09.00 til 17.00."),
        ("nb", "Call before 9 AM.", "Ring før klokken 9."),
        ("nl", "Open 9-5.", "Open van 9.00 tot 17.00 uur."),
        ("zh", "Mon-Fri 9-5 Berlin (UTC+1)", "周一至周五的上午 9 点至下午 5 点，柏林 (UTC +1)"),
        ("nl", "24 hours a day, 7 days a week", "24 uur per dag, 7 dagen per week"),
        ("de", "24 hours a day, 7 days a week", "rund um die Uhr, an sieben Tagen der Woche"),
        ("zh", "Technical: 24 hours a day, 7 days a week", "技术：全天候 (24x7)"),
        ("hu", "around the clock", "éjjel-nappal"),
        ("zh", "9:00 ~24:00 (Beijing Time) a day, 365 days.", "9:00 ~24:00（北京时间），全年无休。"),
        ("zh", "Response: 3 business day or less.", "响应：3 个工作日或更快。"),
        ("de", "within one business day", "innerhalb eines Werktags"),
        ("nl", "Wait 1 hour.", "Wacht 1 uur."),
        ("hu", "Wait 24 hours.", "Várjon 1 napot."),
        ("de", "It takes 30, 60 or 90 days.", "Es dauert 30 Tage, 60 Tage oder 90 Tage."),
        ("de", "up to 1,000 users and 1.5 GB", "bis zu 1.000 Benutzer und 1,5 GB"),
        ("nb", "10,000 items", "10 000 elementer"),
        ("hu", "50% of 25,000 files", "25 000 fájl 50 százaléka"),
        ("nl", "Call +86 400 089 0365.", "Bel (86) 400-089-0365."),
        ("de", "Call 0800 589 2330.", "Rufen Sie +49 800 589 2330 an."),
        ("de", "On October 3, 2026", "Am 3. Oktober 2026"),
        ("hu", "On 10/23/2026", "2026. október 23-án"),
        ("zh", "On October 3, 2026", "2026 年 10 月 3 日"),
        ("nl", "After 05/27/2020", "Na 27-05-2020"),
        ("nb", "It costs $12.50.", "Det koster 12,50 USD."),
        (
            "de",
            "Choose **Files** \\> **Open** & wait.",
            "Wählen Sie **Dateien** > **Öffnen** und warten Sie.",
        ),
        (
            "de",
            "See [help](https://docs.example.com/en-us/help).",
            "Siehe [Hilfe](https://docs.example.com/de-de/help/).",
        ),
        ("hu", "There are three tabs.", "3 lap van."),
        ("nb", "First of two steps", "Det første av to trinn"),
        ("zh", "In Office 365 operated by 21Vianet", "在由世纪互联运营的 Microsoft 365 中"),
        ("de", "Office 365 has many parts for you.", "Microsoft 365 hat viele Teile für Sie."),
        ("de", "Skype for Business Online", "Skype for Business Online"),
        (
            "de",
            "Run `Get-Mailbox {name}` on Windows 10.",
            "Führen Sie unter Windows 10 `Get-Mailbox {name}` aus.",
        ),
    ] {
        let found = findings(to, source, target);
        assert!(found.is_empty(), "{source} – {target}: {found:?}");
    }
}

#[test]
fn what_differs_is_named_by_its_kind() {
    for (to, source, target, expected) in [
        ("de", "Call me.", " ", Kind::Missing),
        ("de", "Call me when you can.", "Call me when you can.", Kind::Untranslated),
        ("zh", "Call me when you can.", "Ring me up when you can.", Kind::Untranslated),
        ("de", "Up to 20 users", "Bis zu 200 Benutzer", Kind::Number),
        ("de", "Error 0x80070005 came.", "Fehler 0x80070006 kam.", Kind::Number),
        ("de", "At 9 PM", "Um 9 Uhr", Kind::Time),
        ("de", "On October 3, 2026", "Am 4. Oktober 2026", Kind::Date),
        ("de", "After 30 days", "Nach 30 Minuten", Kind::Duration),
        ("de", "After 30 days", "Nach 3 Tagen", Kind::Duration),
        ("de", "24 hours a day", "werktags", Kind::Duration),
        ("de", "It is 5% off.", "Es ist 15 % billiger.", Kind::Percent),
        ("de", "Call 0800 032 6417.", "Rufen Sie 0800 032 6471 an.", Kind::Phone),
        ("de", "It costs $5.", "Es kostet 5 €.", Kind::Currency),
        ("de", "Hello {name}", "Hallo {Name}", Kind::Placeholder),
        ("de", "%s files", "%d Dateien", Kind::Placeholder),
        ("de", "See [this](a.md#b).", "Siehe [das](a.md#c).", Kind::Link),
        ("de", "See https://example.com/a now.", "Siehe jetzt.", Kind::Link),
        ("de", "Run `Get-User`.", "Führen Sie `Hole-Benutzer` aus.", Kind::Code),
        ("de", "Select **Save**.", "Wählen Sie Speichern.", Kind::Bold),
        (
            "zh",
            "Billing: German: 9-5 English: 9-5",
            "帐单：上午 9 点至下午 5 点 英语：上午 9 点至下午 5 点",
            Kind::Label,
        ),
        ("de", "**A** > **B**", "**A B**", Kind::Path),
        ("de", "Use Outlook.", "Nutzen Sie das Programm.", Kind::Product),
    ] {
        assert_eq!(
            kinds(to, source, target),
            [expected],
            "{source} – {target}: {:?}",
            findings(to, source, target)
        );
    }
}

#[test]
fn kinds_have_names_and_are_found_by_them() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of(kind.as_str()), Some(kind));
    }
}

proptest! {
    #[test]
    fn any_two_texts_are_compared_without_panic(
        source in "(?s)([0-9]{1,4}|[-:./ ,+()%$€{}>&*`]|AM|PM|hour| days|年|月|日|上午|点|May|\\PC){0,40}",
        target in "(?s)([0-9]{1,4}|[-:./ ,+()%$€{}>&*`]|Uhr|óra|kl\\. |个工作日|Stunden|\\PC){0,40}",
        to in prop::sample::select(vec!["de", "hu", "nb", "nl", "zh-CN", "en", "fr", ""]),
    ) {
        findings(to, &source, &target);
        findings("en", &target, &source);
    }

    #[test]
    fn any_two_documents_are_compared_without_panic(
        file in "(?s)(# |- |\\| a \\|\n|---\n|<!-- lint-ignore|-->|[0-9]{1,3} days|[a-z]{1,6}|\\. |\n){0,40}",
        source in "(?s)(# |- |\\| a \\|\n|---\n|[0-9]{1,3} days|[a-z]{1,6}|\\. |\n){0,40}",
    ) {
        if let Some(found) = lint_file(&file, Some(&source), ("en", "de"), &GLOSSARY) {
            let lines = file.split('\n').count();
            prop_assert!(found.iter().all(|placed| (1..=lines).contains(&placed.line)));
        }
    }

    #[test]
    fn a_text_has_nothing_against_itself(text in "([0-9]{1,4}|[-:./ ,+()%$€]|AM|PM|hour|days|[a-z]{1,8}){0,30}") {
        let found = lint(&[pair(1, &text, &text)], "en", "en", &GLOSSARY);
        prop_assert!(found.is_empty(), "{:?}", found);
    }
}

fn placed(file: &str, source: Option<&str>) -> Vec<(usize, usize, Kind)> {
    let found = lint_file(file, source, ("en", "de"), &GLOSSARY).expect("a source");
    found.into_iter().map(|placed| (placed.line, placed.column, placed.finding.kind)).collect()
}

const SOURCE: &str = "---\ntitle: Mail\n---\n# Mail\n\nWait 5 minutes. Then call 1 800 865 9408.\n\n- Select **Send**.\n- See [this](a.md).\n\nDone.\n";

#[test]
fn a_translation_beside_its_source_is_told_line_and_column() {
    let target = "---\ntitle: E-Mail\n---\n# E-Mail\n\nWarten Sie 5 Stunden. Rufen Sie dann 1 800 865 9408 an.\n\n- Wählen Sie **Senden**.\n- Siehe [hier](b.md).\n\nFertig.\n";
    assert_eq!(placed(target, Some(SOURCE)), [(6, 1, Kind::Duration), (9, 3, Kind::Link)]);
    assert_eq!(lint_file(target, None, ("en", "de"), &GLOSSARY), None);
    assert_eq!(placed(&target.replace("Stunden", "Minuten").replace("b.md", "a.md"), Some(SOURCE)), []);
}

#[test]
fn a_link_within_the_page_needs_the_name_of_its_heading() {
    let source = "# Mail\n\nSee [below](#send-mail).\n\n## Send mail\n\nDo it.\n";
    let target = "# E-Mail\n\nSiehe [unten](#send-mail).\n\n## E-Mail senden\n\nTun Sie es.\n";
    assert_eq!(placed(target, Some(source)), [(3, 1, Kind::Link)]);
    let named = target.replace("## E-Mail", "## <a name=\"send-mail\"></a>E-Mail");
    assert_eq!(placed(&named, Some(source)), []);
}

#[test]
fn a_lost_sentence_is_one_finding_and_shifts_nothing() {
    let target = "---\ntitle: E-Mail\n---\n# E-Mail\n\nWarten Sie 5 Minuten. Rufen Sie dann 1 800 865 9408 an.\n\n- Siehe [hier](a.md).\n\nFertig.\n";
    let found = placed(target, Some(SOURCE));
    assert_eq!(found.iter().map(|(.., kind)| *kind).collect::<Vec<_>>(), [Kind::Structure], "{found:?}");
}

#[test]
fn a_translation_of_another_revision_is_one_finding() {
    let part = |n: usize| format!("## Part {n}\n\nSee [page {n}](p{n}.md) and wait {n} days.\n\n");
    let source: String = (1..12).map(part).collect();
    let target: String = (31..42).map(part).collect();
    assert_eq!(placed(&target, Some(&source)), [(1, 1, Kind::Structure)]);
}

#[test]
fn what_a_file_asks_not_to_be_told_is_not_told() {
    let source = "Wait 5 days.\n\nWait 6 days.\n\nWait 7 days.\n";
    let target = "Warten Sie 50 Tage.\n\n<!-- lint-ignore duration -->\nWarten Sie 60 Tage.\n\nWarten Sie 70 Tage. <!-- lint-ignore -->\n";
    assert_eq!(placed(target, Some(source)), [(1, 1, Kind::Duration)]);
    let other = target.replace("lint-ignore duration", "lint-ignore link, number");
    assert_eq!(placed(&other, Some(source)), [(1, 1, Kind::Duration), (4, 1, Kind::Duration)]);
    let all = format!("<!-- lint-ignore-file duration -->\n\n{target}");
    assert_eq!(placed(&all, Some(source)), []);
    let typo = target.replace("lint-ignore duration", "lint-ignore durations");
    assert_eq!(placed(&typo, Some(source)).len(), 2);
}

#[test]
fn a_side_by_side_file_is_told_its_own_lines() {
    let found = lint_file(FILE, None, ("en", "zh-CN"), &GLOSSARY).expect("side by side");
    let severity = found.iter().find(|placed| placed.finding.id == "6774a-216").expect("X-02");
    assert_eq!((severity.line, severity.finding.kind), (150, Kind::Duration));
    assert_eq!(severity.finding.to_string(), "the source has 1 business day, the translation 1 小时");
}

#[test]
fn a_glossary_with_an_unknown_key_is_refused() {
    assert!(Glossary::parse(&["[[term]]\nsays = {}"]).is_err());
    let own = Glossary::parse(&["[[term]]\nmust = true\nsay = { en = [\"mailbox\"], de = [\"Postfach\"] }"])
        .expect("one");
    let found = lint(&[pair(1, "Open the mailbox.", "Öffnen Sie die Mailbox.")], "en", "de", &own);
    assert_eq!(found[0].to_string(), "“mailbox” should be “Postfach”");
    assert_eq!(own.terms("The mailboxs here", "en", "de"), [("mailbox", &["Postfach".to_owned()][..])]);
}
