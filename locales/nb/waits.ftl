wait-title = Forventet ventetid
wait-lead = For { $category } på { $language }, ikke hastende, hvis du spør nå.
wait-between = Trolig mellom { $from } og { $to }
wait-at-once = Trolig innen noen få minutter
wait-tomorrow = Trolig i morgen fra omtrent { $time }
wait-from-day = Trolig fra omtrent { $when }
wait-days = Trolig omkring { $about }, mellom { $from } og { $to }
wait-opens = Stengt nå. Åpner { $when }
wait-unknown = Ventetiden kan ikke oppgis akkurat nå
wait-first-answer = Første svar: { $text }
wait-call = Oppringning: { $text }
wait-why = Hvorfor?
wait-why-opens = Denne typen støtte er stengt til { $when }.
wait-why-before-none = Ingen er foran deg.
wait-why-before = { $n ->
    [one] { $n } forespørsel er foran din.
   *[other] { $n } forespørsler er foran din.
}
wait-why-agents = { $n ->
    [one] { $n } medarbeider som snakker { $language }, er på vakt; ledig nå: { $free }.
   *[other] { $n } medarbeidere som snakker { $language }, er på vakt; ledige nå: { $free }.
}
wait-why-nobody = Ingen medarbeider som snakker { $language }, er på vakt nå.
wait-why-comes = Neste medarbeider begynner: { $when }.
wait-why-leaves = En vakt slutter i mellomtiden: { $when }.
wait-why-booked = { $n ->
    [one] { $n } bestilt samtale går foran.
   *[other] { $n } bestilte samtaler går foran.
}
wait-why-overtaking = { $n ->
    [one] Omtrent { $n } forespørsel som haster mer, ventes i mellomtiden.
   *[other] Omtrent { $n } forespørsler som haster mer, ventes i mellomtiden.
}
wait-why-service = Omtrent { $duration } bruker en medarbeider på en forespørsel.
wait-why-new = Det er lite erfaring med dette ennå.
wait-why-outcomes = { $n ->
    [one] Sammenlignet med den virkelige ventetiden for { $n } tidligere forespørsel.
   *[other] Sammenlignet med de virkelige ventetidene for { $n } tidligere forespørsler.
}
wait-note = Ventetiden beregnes stadig på nytt; åtte av ti skal falle innenfor tidene som vises.

record-tabs = Deler av måloppnåelsen
record-tab-promises = Løfter
record-tab-waits = Ventetider
record-tab-staffing = Bemanning
waits-title = Ventetider
waits-lead = Hva kundene fikk oppgitt, og hvor lenge de faktisk ventet.
waits-csv = Anslag som CSV
waits-method = Kontaktmåte
waits-language = Språk
waits-every-language = Alle språk
waits-span = Tidsrom
waits-weeks = { $n } uker
waits-none = Ingenting å sammenligne ennå
waits-none-text = Ingen ventetid ble oppgitt for dette i disse ukene. Prøv andre uker eller færre filtre.
waits-cut = Tallene gjelder de siste { $n } anslagene.
waits-announced = Oppgitt
waits-answered = Besvart
waits-within = Innenfor
waits-earlier = Tidligere enn oppgitt
waits-later = Senere enn oppgitt
waits-bias = I gjennomsnitt
waits-error = Avvik (median)
waits-median = Ventetid (median)
waits-longer = { $duration } lengre
waits-shorter = { $duration } kortere
waits-unbiased = som oppgitt
waits-band = Oppgitte og virkelige ventetider
waits-band-text = Det oppgitte området per uke, og de virkelige ventetidene som punkter i det eller utenfor. Tabellen per uke har tallene.
waits-legend-range = oppgitt område
waits-legend-out = tidligere eller senere
waits-calibration = Hvor ventetidene falt
waits-share = Andel av ventetidene
waits-should = Skal være
waits-part-earlier = før området
waits-part-first = første halvdel
waits-part-second = andre halvdel
waits-part-later = etter området
waits-by-week = Per uke
waits-week = Uke fra
waits-by-class = Etter språk og alvorlighetsgrad
waits-class = Språk og grad
waits-list = Anslag
waits-at = Oppgitt når
waits-told = Oppgitt
waits-came = Virkelig ventetid
waits-is-within = innenfor
waits-is-earlier = tidligere
waits-is-later = senere
waits-is-left = lukket før svar
waits-is-waiting = venter ennå
waits-one = Anslag for tjenesteforespørsel { $number }
waits-told-from = Fra
waits-told-about = Omtrent
waits-told-to = Til
waits-made-by = Beregnet med
waits-by-formula = Formel, uten erfaring
waits-by-simulation = Simulering med det som er lært
waits-note = Åtte av ti ventetider skal falle innenfor det oppgitte området, én før og én etter. En ventetid slutter med det første svaret eller det første forsøket på å ringe. Den måles i virkelig tid, med netter og helger.
waits-one-without = Anslag fra { $when }
wait-closed-until = Stengt til { $opens }. { $text }
waits-of-case = Oppgitt ventetid
waits-of-case-why = Hva den bygde på
