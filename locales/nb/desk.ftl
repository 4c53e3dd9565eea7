desk-lists = Tjenesteforespørsler etter liste
desk-tab-take = Å ta
desk-tab-mine = Mine
desk-tab-waiting = Venter
desk-tab-all = Alle
desk-count-more = { $n }+
desk-search = Nummer eller ord
desk-next = Neste
desk-empty = Ingenting her
desk-empty-text = Det som kommer, dukker opp her av seg selv.
desk-not-found = Ingen treff
desk-not-found-text = Prøv nummeret på tjenesteforespørselen eller færre ord.
desk-choose = Velg en tjenesteforespørsel
desk-choose-text = Den som haster mest, står øverst i listen.
desk-back = Til listen
desk-path = Du er her

desk-left = { $duration } igjen
desk-late = { $duration } over fristen
desk-state-open = Åpen
desk-state-waiting = Venter på kunden
desk-state-resolved = Løst
desk-state-closed = Lukket
desk-unassigned = Ikke tatt av noen
desk-nobody = Ingen
desk-somebody = Kundestøtten
desk-support = Kundestøtte
desk-partner = Partner

desk-take = Ta saken
desk-give-back = Gi tilbake
desk-wait = Vent på kunden
desk-resolve = Løs
desk-resolve-confirm = Vil du løse denne tjenesteforespørselen uten et nytt svar? Kunden får beskjed.
desk-close = Lukk
desk-close-confirm = Vil du lukke denne tjenesteforespørselen?
desk-reopen = Åpne på nytt
desk-reopen-text = Hvorfor den åpnes på nytt
desk-severity = Alvorlighetsgrad
desk-severity-change = Endre
desk-reason = Begrunnelse, som kunden også leser
desk-assign = Tildel til
desk-assign-do = Tildel

desk-kind = Type tekst
desk-reply = Svar
desk-note = Internt notat
desk-canned = Forberedt svar
desk-insert = Sett inn
desk-text = Teksten din
desk-markdown = Skriv her. Markdown kan brukes.
desk-files = Vedlegg
desk-then = Deretter
desk-then-nothing = og hold den åpen
desk-then-wait = og vent på kunden
desk-then-resolve = og løs
desk-send = Send
desk-not-done = Dette ble ikke utført
desk-closed-meanwhile = { $name } har avsluttet denne tjenesteforespørselen i mellomtiden. Teksten din er fortsatt her: Les historikken, og send den på nytt hvis den fortsatt stemmer.

desk-presence-reading = { $name } ser på dette
desk-presence-writing = { $name } skriver et svar
desk-event-opened = { $name } opprettet tjenesteforespørselen
desk-event-files = { $name } sendte filer
desk-event-note-files = { $name } la til filer bare for kundestøtten
desk-event-taken = { $name } tok tjenesteforespørselen
desk-event-assigned = { $name } tildelte tjenesteforespørselen til { $to }
desk-event-given-back = { $name } ga tjenesteforespørselen tilbake
desk-event-severity-raised = { $name } hevet alvorlighetsgraden fra { $from } til { $to }: { $reason }
desk-event-severity-lowered = { $name } senket alvorlighetsgraden fra { $from } til { $to }: { $reason }
desk-event-waiting = { $name } venter på kunden
desk-event-resolved = { $name } løste tjenesteforespørselen
desk-event-closed = { $name } lukket tjenesteforespørselen
desk-event-reopened = { $name } åpnet tjenesteforespørselen på nytt
desk-event-handed-on = { $name } ga tjenesteforespørselen videre til kundestøtten
desk-event-reminded = Kunden ble påminnet om at tjenesteforespørselen venter på svar
desk-event-lowering-offered = Kunden har ikke svart i tide: Alvorlighetsgraden kan senkes til { $to }
desk-event-silence-lowered = { $name } senket alvorlighetsgraden fra { $from } til { $to } fordi kunden ikke svarte: { $reason }
desk-event-severity-restored = { $name } har svart: Alvorlighetsgraden ble hevet igjen fra { $from } til { $to }
desk-event-warned = { $clock }: { $share } av tiden har gått
desk-event-breached = { $clock }: Fristen er gått ut

desk-clock-first-response = Første svar
desk-clock-follow-up = Neste svar
desk-clock-resolution = Løsning
desk-clock-silence = Svar fra kunden
desk-clock-due = frist { $when }
desk-clock-over = fristen var { $when }
desk-clock-paused = står mens vi venter på kunden
desk-clocks = Frister
desk-clocks-note = Målet for løsningen er operatørens eget; det er ikke lovet kunden.

desk-lowering = Kunden er taus
desk-lowering-text = Du kan senke alvorlighetsgraden fra { $from } til { $to }. Kunden leser begrunnelsen, og graden heves igjen når kunden svarer.
desk-lowering-do = Senk til { $to }

desk-notices = Varsler
desk-notice-seen = Marker som sett


desk-first-response = Første svar
desk-promised = Lovet
desk-missing-impact-statement = Alvorlighetsgrad { $severity } krever en redegjørelse fra kunden for påvirkningen på bedriften. Be om den.
desk-missing-round-the-clock = Alvorlighetsgrad { $severity } krever noen hos kunden som kan nås døgnet rundt. Spør hvem det er.
desk-promised-text = { $target } for alvorlighetsgrad { $severity }
desk-counted = Tiden som teller
desk-business-days = { $n ->
    [one] { $n } virkedag
   *[other] { $n } virkedager
}
desk-responded-at = gitt: { $when }
desk-response-paused = Klokken står mens vi venter på kunden.
desk-not-responded = Avsluttet uten svar

desk-advanced-agreement = Utvidet avtale
desk-agreement-signed = Avtale signert
desk-support-id = Støtte-ID
desk-country = Land eller område
desk-local-time = Lokal tid
desk-about-subscription = Gjelder abonnementet
desk-subscriptions = Abonnementer
desk-licences = { $n ->
    [one] { $n } lisens
   *[other] { $n } lisenser
}
desk-subscription-active = aktivt
desk-subscription-trial = prøveversjon
desk-subscription-expired = utløpt
desk-bought-direct = kjøpt direkte
desk-bought-partner = kjøpt gjennom partner
desk-contacts = Registrerte kontakter
desk-requester = Sendt inn av
desk-contact-method = Vil kontaktes via
desk-phone = Telefon
desk-email = E-post
desk-language = Språk
desk-languages = Språk
desk-request = Tjenesteforespørsel
desk-category = Type støtte
desk-service = Tjeneste
desk-earlier = Andre tjenesteforespørsler
desk-latest = Siste tjenesteforespørsler
desk-no-requests = Ingen tjenesteforespørsler
desk-no-requests-text = Denne organisasjonen har ikke spurt om noe ennå.
desk-subject = Emne
desk-number = Nummer
desk-state = Status
desk-assignee = Saksbehandler
desk-changed = Endret
desk-people = Personer
desk-name = Navn
desk-roles = Roller
desk-no-role = Ingen administratorrolle
desk-key-rows = Neste, forrige tjenesteforespørsel

flash-desk-sent = Svaret er sendt.
flash-desk-noted = Notatet er lagt til.
flash-desk-assigned = Tildelingen er endret.
flash-desk-severity = Alvorlighetsgraden er endret.
flash-desk-lowered = Alvorlighetsgraden er senket.
flash-desk-waiting = Tjenesteforespørselen venter nå på kunden.
flash-desk-resolved = Tjenesteforespørselen er løst.
flash-desk-closed = Tjenesteforespørselen er lukket.
flash-desk-reopened = Tjenesteforespørselen er åpnet på nytt.
flash-desk-nothing-to-take = Det er ingenting å ta akkurat nå.
