finding-suggestions = { $n } forslag
finding-group-health = Kjente problemer
finding-group-requests = Dine åpne forespørsler
finding-group-articles = Artikler
finding-group-guides = Veiledninger
finding-group-others = Andre spurte om
finding-first = Dette kan være forklaringen
finding-requests = Dine åpne forespørsler om dette
finding-count = { $n ->
    [one] { $n } resultat
   *[other] { $n } resultater
}
finding-more = De beste resultatene først
finding-none = Ingen resultater
finding-filters = Avgrens resultatene
finding-filter = Bruk
finding-kind = Type
finding-every-kind = Alt
finding-kind-article = Artikler
finding-kind-guide = Veiledninger
finding-kind-video = Videoer
finding-every-service = Alle tjenester
finding-language = Språk
finding-own-language = Ditt først
finding-without-filters = Søk uten disse filtrene
finding-nothing = Fant ingenting om dette
finding-spelling = Mente du:
finding-near = Mente du en av disse?
finding-try = Dette hjelper ofte:
finding-try-words = Bruk færre eller andre ord: det du ser på skjermen, eller navnet på oppgaven.
finding-try-service = Ta med navnet på tjenesten, for eksempel e-post eller nettsteder.
finding-try-community = Spør fellesskapet
finding-clouds = Søk i en annen sky:
finding-helped = Var dette til hjelp?
finding-helped-yes = Ja
finding-helped-no = Nei
finding-helped-thanks = Takk. Du kan endre svaret.
finding-helped-sorry = Det beklager vi. Noen ord om grunnen hjelper forfatterne.
finding-why = Hva var problemet?
finding-reason-unclear = Vanskelig å forstå
finding-reason-too-hard = Jeg forsto det, men fikk det ikke til
finding-reason-wrong = Noe er feil eller utdatert
finding-reason-other-problem = Det handler om et annet problem enn mitt
finding-reason-language = Språket eller oversettelsen er dårlig
finding-words = Med dine ord
finding-words-hint = Én linje til forfatterne. Ikke skriv navn, adresser eller passord. Du får ikke svar på dette.
finding-send = Send
finding-tried = Det som blir med
finding-tried-hint = Kundestøtte ser hva du har lett etter, så ingen sender deg dit igjen. Fjern haken ved det du ikke vil sende.
finding-tried-asked = Søkte etter
finding-tried-read = Leste
error-too-many-votes = Det kom veldig mange svar fra nettverket ditt akkurat nå. Prøv igjen litt senere.
finding-title = Hvor mye selvhjelpen hjelper
finding-lead = Hva folk spurte om, hva de leste, og hvem som likevel måtte kontakte kundestøtte.
finding-period = Periode
finding-days = { $n ->
    [one] Siste dag
   *[other] De siste { $n } dagene
}
finding-every-language = Alle språk
finding-csv = Spørsmål som CSV
finding-not-measured = Ingenting registreres for øyeblikket: Målingen er slått av.
finding-headline = Kort fortalt
finding-asked = Spørsmål
finding-was-read = Leste noe
finding-was-solved = Løst
finding-still-contacted = Kontaktet likevel kundestøtte
finding-times = { $n ->
    [one] { $n } gang
   *[other] { $n } ganger
}
finding-chart = Hvordan det gikk med spørsmålene
finding-chart-text = Søyler som viser hvordan det gikk med spørsmålene over tid. Tabellen under sier det samme.
finding-by-day = Tallene per dag
finding-by-week = Tallene per uke
finding-when = Fra
finding-bar = { $when }: { $n }
finding-outcome-solved = Løst
finding-outcome-open = For tidlig å si
finding-outcome-unread = Fant ikke svar
finding-outcome-contacted = Kontaktet kundestøtte
finding-no-figures = Ingen har spurt om noe ennå
finding-no-figures-text = Så snart noen leter etter noe, ser du her om de fant det.
finding-questions = Spørsmål uten godt svar først
finding-questions-text = Ingenting ble lest, det hjalp ikke, eller kundestøtte ble likevel kontaktet.
finding-question = Spørsmål
finding-unanswered = Uten svar
finding-clicked = Mest lest
finding-clicked-nothing = Ingenting
finding-unknown = Ingen treff
finding-poor = Artikler som hjelper for lite
finding-poor-text = Ut fra negative stemmer og forespørsler til kundestøtte etter lesing.
finding-votes = { $no } av { $all } stemmer er negative
finding-contacted-of = { $n } av { $all } kontaktet kundestøtte etterpå
finding-reason-times = { $reason }: { $n }
finding-note = Løst betyr at noen sa det, eller leste noe og ikke kontaktet kundestøtte etterpå (frist: { $after }). Besøkende gjenkjennes bare ved et tilfeldig tall til de lukker nettleseren. Det som registreres, slettes etter { $kept } dager.
