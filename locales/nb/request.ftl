request-number = Nummer
request-subject = Emne
request-organization = Organisasjon
request-subscription = Abonnement
request-bought = Kjøpt
request-bought-partner = gjennom en partner
request-kind = Type støtte
request-topic = Tema
request-service = Tjeneste
request-severity = Alvorlighetsgrad
request-proposed = Foreslått alvorlighetsgrad
request-proposal = { $level } – { $name }. { $reasons }
request-impact-statement = Påvirkning på bedriften
request-round-the-clock = Kan nås døgnet rundt
request-state = Status
request-first-answer = Første svar
request-changed = Endret
request-contact-method = Kontaktmåte
request-contact-phone = Telefon
request-contact-email = E-post
request-language = Språk
request-opened-by = Opprettet av
request-opened-at = Opprettet
request-agent = Kundestøttemedarbeider
request-facts = Detaljer
request-promised = Hva som ble lovet
request-state-open = Hos kundestøtte
request-state-partner = Hos { $partner }
request-state-waiting = Venter på deg
request-state-resolved = Løst
request-state-closed = Lukket
request-tab-all = Alle
request-tab-open = Åpne
request-views = Hvem sine forespørsler
request-view-own = Din organisasjon
request-view-customers = Dine kunder
request-states = Status
request-find = Nummer eller ord
request-none = Ingen tjenesteforespørsler ennå
request-none-text = Still et spørsmål først: De fleste svarene er allerede skrevet ned.
request-none-found = Ingen tjenesteforespørsel passer
request-none-found-text = Prøv andre ord eller en annen status.
request-none-customers = Ingen forespørsel fra kundene dine venter
request-none-customers-text = Her vises forespørsler om abonnementer som er kjøpt gjennom dere.
request-crumbs = Hvor du er
request-promise = Første svar { $target }, regnet { $hours }.
request-target-seconds = { $n ->
    [one] innen { $n } sekund
   *[other] innen { $n } sekunder
}
request-target-minutes = { $n ->
    [one] innen { $n } minutt
   *[other] innen { $n } minutter
}
request-target-hours = { $n ->
    [one] innen { $n } time
   *[other] innen { $n } timer
}
request-target-business-days = { $n ->
    [one] innen { $n } virkedag
   *[other] innen { $n } virkedager
}
request-hours-always = døgnet rundt
request-hours-whole-days = { $days } døgnet rundt
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours } ({ $zone })
request-promise-until = Du hører fra oss senest { $when } ({ $zone }).
request-promise-answered = Det første svaret kom { $when }.
request-promise-paused = Klokken står mens vi venter på svar fra deg.
request-promise-partner = { $partner } tar seg av denne forespørselen. Det { $operator } lover, begynner når den sendes videre.
request-left = { $duration } igjen
request-late = { $duration } forsinket
request-side-agent = Kundestøtte, { $operator }
request-side-partner = Partner
request-side-customer = Kunde
request-did-open = opprettet forespørselen
request-did-assign = { $name } tar seg av forespørselen nå.
request-did-return = Forespørselen venter på neste ledige medarbeider.
request-did-change-severity = Alvorlighetsgraden ble endret fra { $from } ({ $fromname }) til { $to } ({ $toname }): { $reason }
request-did-remind = Vi venter på svar fra deg og har minnet deg på det.
request-did-lower-severity = Fordi vi ikke har hørt fra deg, ble alvorlighetsgraden senket fra { $from } ({ $fromname }) til { $to } ({ $toname }). Den heves igjen når du svarer. Begrunnelse: { $reason }
request-did-restore-severity = Da du svarte, ble alvorlighetsgraden hevet igjen fra { $from } ({ $fromname }) til { $to } ({ $toname }).
request-did-wait = Kundestøtte venter på svar fra deg.
request-did-resolve = Løst av { $name }
request-did-close = Lukket av { $name }
request-did-reopen = Åpnet på nytt av { $name }
request-did-hand-on = Sendt videre til { $operator } av { $name }
request-text = Svaret ditt
request-files = Vedlegg
request-files-note = Høyst { $most } MB hver.
request-reply = Svar
request-close = Lukk forespørselen
request-close-confirm = Vil du lukke denne tjenesteforespørselen?
request-reopen = Åpne på nytt
request-reopen-why = Hvorfor skal forespørselen åpnes på nytt?
request-reopen-note = { $days ->
    [one] Den kan åpnes på nytt innen { $days } dag.
   *[other] Den kan åpnes på nytt innen { $days } dager.
}
request-reopen-over = { $days ->
    [one] En forespørsel kan åpnes på nytt innen { $days } dag, og den tiden er over.
   *[other] En forespørsel kan åpnes på nytt innen { $days } dager, og den tiden er over.
}
request-resolve = Merk som løst
request-hand-on = Send videre til { $operator }
request-hand-on-confirm = Vil du sende denne forespørselen videre til { $operator }? Da forsvinner den fra listen din.
flash-request-sent = Tjenesteforespørselen din er sendt.
flash-request-replied = Svaret ditt er sendt.
flash-request-closed = Tjenesteforespørselen er lukket.
flash-request-reopened = Tjenesteforespørselen er åpen igjen.
flash-request-resolved = Tjenesteforespørselen er løst.
flash-request-handed-on = Tjenesteforespørselen er sendt videre.
