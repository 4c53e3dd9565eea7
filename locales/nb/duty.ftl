duty-presence = Statusen din
duty-state-available = Tilgjengelig
duty-state-busy = Opptatt
duty-state-wrap-up = Etterarbeid
duty-state-away = Borte
error-duty-state = Velg en status fra menyen.

duty-filter = Hvem som vises
duty-language = Språk
duty-every-language = Alle språk
duty-category = Type støtte
duty-every-category = Alle typer
duty-show = Vis
duty-now = Nå
duty-nobody = Ingen er på vakt nå.
duty-agent = Kundebehandler
duty-state = Status
duty-speaks = Snakker
duty-knows = Kan
duty-until = På vakt til
duty-no-shift = Ingen vakt nå
duty-by-language = Språk
duty-coming = Vakter de neste dagene
duty-no-shifts = Ingen vakter er kjent for disse dagene.
duty-legend-staffed = Noen som snakker det, er på vakt
duty-legend-promised = Linjen er åpen
duty-legend-gap = Linjen er åpen, og ingen som kan svare, er på vakt
duty-language-covered = bemannet i { $duration }
duty-language-gaps = { $n ->
    [one] { $n } hull
   *[other] { $n } hull
}
duty-day-times = { $day }, { $times }
duty-own = Mine vakter
duty-own-none = Ingen av vaktene dine er kjent for de neste to ukene.
duty-feed-note = Kalenderprogrammet ditt kan følge vaktene dine på en hemmelig adresse.
duty-feed-make = Lag adressen
duty-feed-renew = Lag en ny adresse
duty-feed-end = Lukk adressen
duty-feed-address = Adresse for kalenderprogrammet ditt
duty-feed-once = Den vises bare nå. Den som kjenner den, ser vaktene dine; en ny adresse gjør den ugyldig.
duty-feed-event = Vakt i kundestøtten
flash-duty-feed-ended = Adressen er lukket.

duty-plan = Planlegg vakter
duty-plan-week = Uken fra { $day }
duty-plan-zone = Alle tider: { $zone }
duty-earlier = Tidligere
duty-later = Senere
duty-this-week = Denne uken
duty-csv = CSV
duty-gaps = Hull
duty-gaps-none = På alle språk som teamet snakker, er noen på vakt når en linje er åpen.
duty-gap = Ingen som snakker { $language } for { $categories }, selv om linjen er åpen
duty-unspoken = Lovet i telefonkatalogen, men ingen i teamet snakker det: { $languages }
duty-shifts = Vakter
duty-plan-note = Velg et navn for å bestemme den vanlige uken: Den blir til vakter { $days } dager frem i tid. Velg en vakt for å endre den.
duty-off-sick = Syk
duty-off-leave = Ferie
duty-taken-from = For { $name }
duty-extra = Ekstra
duty-add = Legg til en vakt
duty-add-send = Legg til
duty-day = Dag
duty-from = Fra
duty-to = Til
duty-import = Hent vakter fra en kalenderfil
duty-import-file = iCalendar-fil (.ics)
duty-import-hint = Fremtidige vakter hentes. Hentes en fil på nytt, erstatter den det som kom fra de samme oppføringene.
duty-import-agent = For
duty-import-named = De som oppføringene inviterer
duty-import-send = Hent
duty-import-notes = Det som ble utelatt
duty-imported = { $n ->
    [one] { $n } vakt ble hentet.
   *[other] { $n } vakter ble hentet.
}
duty-import-refused = { $n ->
    [one] { $n } tid er for lang, eller kundebehandleren har en annen vakt da.
   *[other] { $n } tider er for lange, eller kundebehandleren har en annen vakt da.
}
duty-import-nobodys = { $n ->
    [one] { $n } tid nevner ingen i teamet.
   *[other] { $n } tider nevner ingen i teamet.
}
duty-wrong-line = Linje { $line }: { $why }
duty-wrong-calendar = Dette er ikke en fullstendig iCalendar-fil.
duty-wrong-time = Tiden kan ikke leses.
duty-wrong-zone = Denne tidssonen er ikke kjent.
duty-wrong-repeat = Gjentakelsen blir ikke forstått her.
duty-wrong-whole-day = En hel dag er ingen vakt.
duty-shift-of = Vakten til { $name }
duty-worked = Blir den jobbet?
duty-worked-yes = Ja
duty-rota-of = Den vanlige uken til { $name }
duty-rota-lead = Den blir til vakter { $days } dager frem i tid. Vakter som er endret for hånd, blir som de er.
duty-rota-hint = For eksempel { $example }. En slutt før begynnelsen er neste dag; en tom dag er fri.
flash-duty-changed = Vakten ble endret.
flash-duty-added = Vakten ble lagt til.
flash-duty-rota = Den vanlige uken ble lagret, og vaktene ble laget.

error-duty-agent = Velg en kundebehandler fra listen.
error-duty-day = Skriv inn en dag.
error-duty-time = Skriv inn et klokkeslett.
error-duty-times = «{ $typed }» kan ikke leses som arbeidstid. Skriv for eksempel { $example }.
error-duty-end = Vakten må slutte etter at den begynner.
error-duty-long = En vakt varer høyst ett døgn. La det være en pause mellom dagene.
error-duty-overlap = Kundebehandleren har en annen vakt på den tiden.
error-duty-file = Velg en iCalendar-fil.
