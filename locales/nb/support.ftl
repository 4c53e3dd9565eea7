support-title = Få støtte
support-lead = Støtte for { $product }, levert av { $operator }
support-clouds = Skyer
support-contents = På denne siden
support-path = Hvor du er
support-as-of = Per { $date }
support-closed-to-new = Denne skyen tar ikke imot nye kunder. Støtten fortsetter for kundene den har.
support-retired = Denne skyen er ikke lenger i drift, og støtten er avsluttet. Siden viser hva som var lovet.

support-health-first = Start med å sjekke gjeldende tilstand for tjenestene dine.
support-health-text = Der finner du detaljer om gjeldende og tidligere problemer. Hvis problemet ditt ikke er oppført, kan du få støtte på en av følgende måter.

support-who = Hvem som kan få støtte
support-admins = Administratorer
support-others = Alle andre
support-free = Støtteforespørsler er gratis.
support-roles = Roller som kan åpne tjenesteforespørsler
support-domains = Domenene til kundene slutter på { $domains }.

support-contact = Kontakt kundestøtte
support-directly = Hvis du allerede vet at du trenger oss:
support-menu-path = Støtte > Ny tjenesteforespørsel
support-methods = Slik kontakter vi deg
support-attachment = Største vedlegg
support-reopen = En lukket forespørsel kan åpnes igjen i

support-phone-title = Telefonnumre til kundestøtte
support-phone-own-page = Telefonnumre på en egen side
support-phone-country = Land eller område
support-phone-choose = Velg land eller område
support-phone-not-listed = Landet eller området mitt er ikke oppført
support-phone-no-line = Ikke noe telefonnummer i dette landet eller området: { $place }
support-phone-not-in-list = Landet eller området ditt er ikke oppført
support-phone-lines-of = Telefonnumre: { $place }
support-phone-plan = For kunder med: { $plan }
support-phone-alternative = Alternativt nummer
support-phone-from-abroad = Internasjonalt: { $number }
support-phone-toll-free = Gratisnummer
support-phone-local-charges = Lokale samtaleavgifter gjelder
support-phone-international-charges = Internasjonale samtaleavgifter gjelder
support-phone-steps = Etter at du har slått nummeret:
support-language-not-stated = språk ikke oppgitt
support-severity = Alvorlighetsgrad { $level }

support-your-time = din tid: { $zone }
support-hours-always = { $hours } timer i døgnet, { $days } dager i uken
support-hours-daily = { $days }, { $times }
support-hours-overnight = { $days }, { $times } (neste dag)
support-hours-whole-days = { $days }, døgnet rundt
support-hours-unbroken = fra { $from } til { $to } uten avbrudd
support-hours-closed-on = Stengt { $dates }
support-hours-also-open = Også åpent { $dates }
support-hours-by-country = De nøyaktige tidene for hvert land eller område står ved telefonnummeret.
support-open = Åpent nå
support-open-closes = Åpent nå, stenger { $in }
support-closed = Stengt
support-closed-opens = Stengt, åpner { $in }

support-verification = Bekreftelse av den som ringer
support-code = Bekreftelseskode
support-code-lifetime = Gyldig i
support-code-attempts = Forsøk
support-codes-an-hour = Flest koder per time
support-code-registered = Kontakten registrert i minst
support-digits = { $n ->
    [one] { $n } siffer
   *[other] { $n } sifre
}
support-minutes = { $n ->
    [one] { $n } minutt
   *[other] { $n } minutter
}
support-hours = { $n ->
    [one] { $n } time
   *[other] { $n } timer
}
support-business-days = { $n ->
    [one] { $n } virkedag
   *[other] { $n } virkedager
}

support-kinds = Typer støtte
support-kinds-lead = Inkludert i alle abonnementer:
support-for-admins = For administratorer
support-for-all = For alle brukere
support-answered-in = Språk: { $languages }
support-handled = Forespørsler behandles, og svartider telles, i disse tidene:
support-topics = Emner
support-not-covered = Omfattes ikke:

support-severity-levels = Alvorlighetsgrader og svartider
support-level = Alvorlighetsgrad
support-response = Første svar
support-or-less = { $amount } eller mindre
support-worked-on = Støttetider
support-follow-up = Oppfølging
support-business-day = { $n ->
    [one] en virkedag er { $n } time av disse
   *[other] en virkedag er { $n } timer av disse
}
support-alias = også kalt: { $name }
support-meaning = Betydning
support-examples = Eksempler
support-our-part = Vår del
support-your-part = Din del
support-news-every = Lengste tid mellom meldingene våre: { $amount }
support-silence = Tid til å svare mens vi venter på deg: { $amount } (påminnelse ved { $share })
support-lowering = { $n ->
    [one] En alvorlighetsgrad senkes med { $n } nivå om gangen, aldri under { $level }, og alltid av en person med en begrunnelse.
   *[other] En alvorlighetsgrad senkes med høyst { $n } nivåer om gangen, aldri under { $level }, og alltid av en person med en begrunnelse.
}

support-what-if = Når ville du høre fra oss?
support-what-if-lead = Velg et tidspunkt, en type støtte og en alvorlighetsgrad: Dette er fristene som ville gjelde for forespørselen.
support-what-if-start = Forespørselen sendes
support-what-if-kind = Type støtte
support-what-if-show = Vis frister
support-what-if-wrong = Angi dato og klokkeslett.
support-what-if-promise = Løfte
support-what-if-news = Neste melding etter det
support-what-if-until = Senest
support-what-if-clock = Etter klokken
support-what-if-business = Av dette i støttetiden
support-what-if-counted = Regnes

support-responsibilities = Delt ansvar
support-operator-does = Hva kundestøtten hos { $operator } gjør
support-admin-does = Hva administratorer gjør
support-admin-is = En administrator er:
support-admin-tasks = Oppgavene til en administrator:
support-self-service = Selvhjelp og fellesskap
support-learning = Mer informasjon
support-link-page = Side
support-link-link-page = Lenkeside
support-link-article = Artikkel
support-link-video = Video
