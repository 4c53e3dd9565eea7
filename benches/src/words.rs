//! What the generated organizations are called and what they write.

pub struct Country {
    pub code: &'static str,
    pub cloud: &'static str,
    pub language: &'static str,
    pub time_zone: &'static str,
    pub legal_form: &'static str,
    pub names: &'static [&'static str],
    pub trades: &'static [&'static str],
    pub people: &'static [&'static str],
    pub phone: &'static str,
}

/// Every seventh organization is of the cloud in China.
pub const COUNTRIES: [Country; 7] = [
    Country {
        code: "GB",
        cloud: "worldwide",
        language: "en",
        time_zone: "Europe/London",
        legal_form: "Ltd",
        names: &[
            "Ashdown",
            "Bramley",
            "Calder",
            "Fenwick",
            "Hartley",
            "Kestrel",
            "Marlow",
            "Pennine",
            "Thornbury",
        ],
        trades: &[
            "Joinery",
            "Veterinary Group",
            "Freight",
            "Bakeries",
            "Solicitors",
            "Print Works",
            "Lettings",
        ],
        people: &["Amelia Ward", "Callum Reid", "Priya Nair", "Owen Hughes", "Zara Malik", "Helen Fraser"],
        phone: "+442079460000",
    },
    Country {
        code: "DE",
        cloud: "worldwide",
        language: "de",
        time_zone: "Europe/Berlin",
        legal_form: "GmbH",
        names: &[
            "Altmühl",
            "Brenner",
            "Deister",
            "Elbufer",
            "Hofgarten",
            "Lindenau",
            "Rheintal",
            "Spree",
            "Weser",
        ],
        trades: &[
            "Maschinenbau",
            "Spedition",
            "Gartenbau",
            "Druckerei",
            "Physiotherapie",
            "Möbelwerke",
            "Steuerberatung",
        ],
        people: &[
            "Sabine Krüger",
            "Jörg Möller",
            "Aylin Demir",
            "Matthias Böhm",
            "Katja Lorenz",
            "Peter Seidel",
        ],
        phone: "+494066969000",
    },
    Country {
        code: "HU",
        cloud: "worldwide",
        language: "hu",
        time_zone: "Europe/Budapest",
        legal_form: "Kft.",
        names: &["Bakony", "Duna", "Hortobágy", "Körös", "Mátra", "Őrség", "Rába", "Somló", "Zala"],
        trades: &["Pékség", "Fuvarozó", "Nyomda", "Könyvelőiroda", "Gépgyártó", "Kertészet", "Borászat"],
        people: &[
            "Kiss Zsuzsanna",
            "Horváth Péter",
            "Farkas Ágnes",
            "Balogh Tamás",
            "Simon Éva",
            "Lukács Dániel",
        ],
        phone: "+3615550100",
    },
    Country {
        code: "NO",
        cloud: "worldwide",
        language: "nb",
        time_zone: "Europe/Oslo",
        legal_form: "AS",
        names: &[
            "Bryggen",
            "Dovre",
            "Ekeberg",
            "Fløyen",
            "Hardanger",
            "Jotun",
            "Lofoten",
            "Nidaros",
            "Østmarka",
        ],
        trades: &["Regnskap", "Sjømat", "Bygg", "Transport", "Tannklinikk", "Møbler", "Reklame"],
        people: &[
            "Kari Nordli",
            "Øyvind Haugen",
            "Silje Bakke",
            "Lars Myhre",
            "Ingrid Aas",
            "Mohammed Ali Khan",
        ],
        phone: "+4721555010",
    },
    Country {
        code: "NL",
        cloud: "worldwide",
        language: "nl",
        time_zone: "Europe/Amsterdam",
        legal_form: "B.V.",
        names: &[
            "Amstel",
            "Biesbosch",
            "Drechtstad",
            "Eemland",
            "Hanzestad",
            "IJssel",
            "Linge",
            "Veluwe",
            "Zeeduin",
        ],
        trades: &["Bouw", "Kwekerij", "Logistiek", "Accountants", "Drukwerk", "Fysiotherapie", "Horeca"],
        people: &[
            "Sanne Bakker",
            "Joris van Dijk",
            "Fatima Aydin",
            "Ruben de Boer",
            "Noor Hendriks",
            "Bram Mulder",
        ],
        phone: "+31205550100",
    },
    Country {
        code: "US",
        cloud: "worldwide",
        language: "en",
        time_zone: "America/Chicago",
        legal_form: "LLC",
        names: &[
            "Blue Mesa",
            "Cedar Fork",
            "Granite Bay",
            "Juniper",
            "Lakeview",
            "Prairie",
            "Red Bluff",
            "Silverton",
            "Tallgrass",
        ],
        trades: &["Dental", "Roofing", "Architects", "Outfitters", "Family Law", "Brewing", "Landscaping"],
        people: &[
            "Maria Alvarez",
            "Tyler Johnson",
            "Keisha Brown",
            "Brian Nguyen",
            "Emily Schwartz",
            "David Cohen",
        ],
        phone: "+13125550100",
    },
    Country {
        code: "CN",
        cloud: "china",
        language: "zh-CN",
        time_zone: "Asia/Shanghai",
        legal_form: "有限公司",
        names: &["江南", "云海", "青松", "华景", "瑞丰", "长风", "锦程", "启明", "西湖"],
        trades: &["贸易", "物流", "印刷", "餐饮", "建筑设计", "医疗器械", "咨询"],
        people: &["王丽华", "李建国", "张晓燕", "陈志强", "刘思雨", "赵文博"],
        phone: "+862155550100",
    },
];

/// What somebody asks, with `{person}`, `{n}` and `{place}` to be filled in.
pub struct Question {
    pub category: &'static str,
    pub topic: &'static str,
    pub service: &'static str,
    pub subject: &'static str,
    pub description: &'static str,
}

const fn technical(
    service: &'static str,
    topic: &'static str,
    subject: &'static str,
    description: &'static str,
) -> Question {
    Question { category: "technical", topic, service, subject, description }
}

const fn billing(topic: &'static str, subject: &'static str, description: &'static str) -> Question {
    Question { category: "billing", topic, service: "billing", subject, description }
}

const ENGLISH: &[Question] = &[
    technical(
        "mail",
        "service-not-available",
        "Messages to customers bounce since this morning",
        "Since about half past eight {n} of us get non-delivery reports for messages to customers outside. Inside the company mail arrives. {person} tried from the phone and from the browser, with the same result.",
    ),
    technical(
        "calls",
        "other",
        "No sound in meetings with guests",
        "In meetings with people from other companies {person} hears nothing for the first minute. Calls between our own offices are fine. It began after the update in {place}, {n} people have seen it.",
    ),
    technical(
        "identity",
        "single-sign-on",
        "Sign-in loops after the certificate change",
        "We renewed the signing certificate last night. Since then {n} people in {place} are sent back to the sign-in page again and again. Accounts without single sign-on work.",
    ),
    technical(
        "sites",
        "external-users",
        "External partner can't open the shared folder",
        "{person} shared the folder of the {place} project with our architects. They get the invitation, but the link says that access was denied. We removed and added them twice.",
    ),
    technical(
        "devices",
        "device-enrollment",
        "New tablets are not accepted",
        "Of {n} new tablets for {place} only two could be enrolled. The others stop at the last step with a message that the device limit is reached, which can't be, since they are new.",
    ),
    billing(
        "understand-bill",
        "Charged for licences that we removed",
        "Last month {person} removed {n} licences because the seasonal staff left. The new bill still has them. Please explain from which day on a removed licence is no longer charged.",
    ),
    billing(
        "renew",
        "Renewal date before the end of our budget year",
        "Our subscription ends in the middle of the quarter. Can it be moved so that {n} licences of {place} and of the head office end on the same day?",
    ),
];

const GERMAN: &[Question] = &[
    technical(
        "mail",
        "recipient-configuration",
        "Freigegebenes Postfach erscheint nicht",
        "{person} hat gestern {n} Kolleginnen und Kollegen in {place} für das Postfach „Auftrag“ berechtigt. Bei niemandem erscheint es in der Desktop-App, im Browser lässt es sich öffnen.",
    ),
    technical(
        "apps",
        "apps-installation",
        "Installation bricht bei 90 Prozent ab",
        "Auf {n} neuen Rechnern in {place} bricht die Installation der Desktop-Apps ab. Die Fehlermeldung nennt keinen Grund. Auf älteren Rechnern im selben Netz gelingt sie.",
    ),
    technical(
        "identity",
        "directory-sync",
        "Verzeichnissynchronisierung seit dem Wochenende gestört",
        "Seit Samstag werden Änderungen aus unserem Active Directory nicht mehr übernommen. {n} neue Konten fehlen, darunter das von {person}. Der Dienst läuft und meldet keinen Fehler.",
    ),
    technical(
        "calls",
        "service-not-available",
        "Anrufe aus {place} brechen nach kurzer Zeit ab",
        "Telefonate von und nach {place} brechen nach etwa 30 Sekunden ab. Betroffen sind {n} Arbeitsplätze. Besprechungen ohne Telefonteilnehmer funktionieren.",
    ),
    billing(
        "licences",
        "Lizenzen für Auszubildende hinzufügen",
        "Zum Monatsanfang kommen {n} Auszubildende zu uns. {person} findet den Menüpunkt zum Hinzufügen der Lizenzen nicht mehr. Welcher Plan eignet sich, wenn nur E-Mail gebraucht wird?",
    ),
];

const HUNGARIAN: &[Question] = &[
    technical(
        "mail",
        "mailbox-migration",
        "Az áttelepítés megállt {n} postaládánál",
        "A régi kiszolgálóról költöztetjük a postaládákat. {n} postaláda, köztük {person} postaládája, tegnap óta ugyanannál a százaléknál áll. Hibaüzenetet nem látunk.",
    ),
    technical(
        "sites",
        "site-permissions",
        "A(z) {place} csapata nem látja a közös mappát",
        "{person} beállította az engedélyeket a csoportnak, de {n} kolléga továbbra is azt az üzenetet kapja, hogy nincs hozzáférése. Egyenként hozzáadva működik.",
    ),
    technical(
        "identity",
        "other",
        "Nem érkezik meg az ellenőrző kód",
        "A kétlépcsős bejelentkezés kódja {n} telefonra nem érkezik meg. Mindegyik ugyanannál a szolgáltatónál van. Az alkalmazással működik a bejelentkezés.",
    ),
    billing(
        "understand-bill",
        "Kétszer szerepel a számlán ugyanaz a tétel",
        "A legutóbbi számlán a(z) {n} licenc kétszer szerepel, eltérő időszakkal. Kérem, írják meg, melyik a helyes, mert {person} addig nem tudja elutalni.",
    ),
];

const NORWEGIAN: &[Question] = &[
    technical(
        "mail",
        "autodiscover",
        "E-post settes ikke opp automatisk på nye maskiner",
        "Vi har satt opp {n} nye maskiner i {place}. Kontoen finnes ikke automatisk, og {person} må skrive inn serveren for hånd. På de gamle maskinene virker det fremdeles.",
    ),
    technical(
        "sites",
        "service-not-available",
        "Intranettet svarer svært tregt",
        "Siden i går bruker forsiden på intranettet over ett minutt på å åpne. {n} ansatte i {place} har meldt fra. Andre nettsider er like raske som før.",
    ),
    technical(
        "apps",
        "other",
        "Regnearket lagres ikke når flere arbeider i det",
        "Når {person} og to andre har regnearket åpent, får {n} personer melding om at endringene ikke kunne lagres. Det begynte etter oppdateringen forrige uke.",
    ),
    billing(
        "cancel",
        "Si opp abonnement for nedlagt avdeling",
        "Avdelingen i {place} legges ned ved årsskiftet. Hvordan sier vi opp {n} lisenser uten at e-posten til {person} blir borte?",
    ),
];

const DUTCH: &[Question] = &[
    technical(
        "calls",
        "calls-contacts",
        "Contactpersonen verdwijnen na het aanmelden",
        "{person} maakt contactpersonen aan, maar na opnieuw aanmelden zijn ze weg. Op de vestiging {place} hebben {n} medewerkers hetzelfde. Op de telefoon staan ze er nog wel.",
    ),
    technical(
        "mail",
        "recipient-configuration",
        "Doorsturen naar extern adres wordt geweigerd",
        "Sinds deze week worden doorgestuurde berichten naar onze vervoerder geweigerd. Het gaat om {n} postvakken, waaronder dat van {person}. Aan de regel is niets veranderd.",
    ),
    technical(
        "devices",
        "device-enrollment",
        "Telefoons melden dat ze niet aan het beleid voldoen",
        "{n} telefoons op {place} melden dat ze niet aan het beleid voldoen, terwijl de pincode en de versleuteling zijn ingesteld. Opnieuw inschrijven helpt een dag.",
    ),
    billing(
        "convert-trial",
        "Proefabonnement omzetten met behoud van gegevens",
        "Ons proefabonnement loopt over {n} dagen af. Blijven de sites en postvakken bestaan als {person} het omzet naar een betaald abonnement?",
    ),
];

const CHINESE: &[Question] = &[
    technical(
        "mail",
        "service-not-available",
        "今天上午无法收到外部邮件",
        "从上午九点开始，{place}办公室的 {n} 位同事收不到外部邮件，内部邮件正常。{person}用手机和浏览器都试过，结果相同。",
    ),
    technical(
        "sites",
        "site-permissions",
        "用户组的权限没有生效",
        "{person}昨天为新成立的项目组设置了权限，但 {n} 位成员仍然看到“拒绝访问”。单独添加成员时可以打开。",
    ),
    technical(
        "identity",
        "directory-sync",
        "目录同步停止更新",
        "周末之后，本地目录的更改没有同步到云端，缺少 {n} 个新帐户。同步服务正在运行，没有错误信息。",
    ),
    billing(
        "licences",
        "需要增加许可证",
        "下个月{place}分公司有 {n} 位新员工入职。请说明如何增加许可证，以及费用从哪一天开始计算。",
    ),
];

pub fn questions(language: &str) -> &'static [Question] {
    match language {
        "de" => GERMAN,
        "hu" => HUNGARIAN,
        "nb" => NORWEGIAN,
        "nl" => DUTCH,
        "zh-CN" => CHINESE,
        _ => ENGLISH,
    }
}

pub const PLACES: &[&str] = &[
    "Bergen",
    "Bristol",
    "Debrecen",
    "Denver",
    "Győr",
    "Groningen",
    "Hamburg",
    "Leeds",
    "Leipzig",
    "Madison",
    "Szeged",
    "Stavanger",
    "Tilburg",
    "Utrecht",
    "Würzburg",
];

pub fn answer(language: &str) -> &'static str {
    match language {
        "de" => {
            "Guten Tag,\n\nvielen Dank für die genaue Beschreibung. Wir haben die Einstellung geprüft und \
             berichtigt. Bitte melden Sie sich **einmal ab und wieder an** und sagen Sie uns, ob es nun gelingt."
        }
        "hu" => {
            "Jó napot kívánok!\n\nKöszönjük a részletes leírást. A beállítást ellenőriztük és javítottuk. \
             Kérem, **jelentkezzen ki, majd újra be**, és írja meg, hogy sikerült-e."
        }
        "nb" => {
            "Hei,\n\nTakk for en god beskrivelse. Vi har kontrollert og rettet innstillingen. **Logg av og på \
             igjen**, og si fra om det virker nå."
        }
        "nl" => {
            "Goedendag,\n\nHartelijk dank voor de duidelijke beschrijving. Wij hebben de instelling \
             gecontroleerd en hersteld. Wilt u zich **afmelden en opnieuw aanmelden** en laten weten of het lukt?"
        }
        "zh-CN" => {
            "您好，\n\n感谢您的详细说明。我们已检查并更正了相关设置。请您**注销后重新登录**，并告知是否已恢复正常。"
        }
        _ => {
            "Hello,\n\nthank you for the precise description. We have checked and corrected the setting. Please \
             **sign out and in again** and tell us whether it works now."
        }
    }
}

/// What readers type into the search box, with their language.
pub const ARTICLE_QUESTIONS: &[(&str, &str)] = &[
    ("en", "how do I reset a password"),
    ("en", "mail is not working"),
    ("en", "migrate mailboxes from the old server"),
    ("de", "Postfach freigeben"),
    ("de", "Rechnung verstehen"),
    ("hu", "elfelejtett jelszó visszaállítása"),
    ("nb", "gjenopprette en slettet fil"),
    ("nl", "abonnement opzeggen of verlengen"),
    ("zh-CN", "如何重置密码"),
];

/// What has been typed when suggestions are asked for.
pub const BEGINNINGS: &[(&str, &str)] = &[
    ("en", "res"),
    ("en", "reset pas"),
    ("en", "mailbox per"),
    ("en", "calls no so"),
    ("de", "Kennwort zur"),
    ("de", "Lizenz"),
    ("hu", "jelszó"),
    ("nb", "delt post"),
    ("nl", "wachtwo"),
    ("zh-CN", "密码"),
];

/// What agents look for among the cases.
pub const CASE_QUESTIONS: &[&str] = &[
    "certificate",
    "shared folder architects",
    "tablets enrolled",
    "Postfach Auftrag",
    "Active Directory",
    "postaláda",
    "intranettet",
    "contactpersonen",
    "目录同步",
    "Würzburg",
];
