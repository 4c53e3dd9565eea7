finding-suggestions = { $n ->
    [0] Ingen forslag
   *[other] { $n } forslag
}
finding-group-health = Kjente problemer
finding-group-requests = Dine åpne forespørsler
finding-group-articles = Artikler
finding-group-guides = Steg for steg
finding-group-others = Andre spurte om
finding-first = Noe som kanskje forklarer det
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
finding-kind-guide = Steg for steg
finding-kind-video = Videoer
finding-every-service = Alle tjenester
finding-language = Språk
finding-own-language = Ditt først
finding-without-filters = Søk uten disse filtrene
finding-nothing = Fant ingenting om dette
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
finding-helped-sorry = Det var synd. Noen ord om grunnen hjelper forfatterne.
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
