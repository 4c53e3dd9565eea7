callback-event-asked = { $name } ba om å bli oppringt.
callback-event-booked = { $name } bestilte en oppringning { $when }.
callback-event-moved = { $name } flyttet oppringningen fra { $from } til { $to }.
callback-event-to-turn = { $name } ga opp den bestilte tiden { $from }; oppringningen kommer etter tur.
callback-event-cancelled = { $name } avbestilte oppringningen { $when }.
callback-event-cancelled-turn = { $name } ønsker ikke lenger å bli oppringt.
callback-event-lost = Den bestilte tiden { $when } kan ikke holdes. Fra da av kommer oppringningen etter tur.
callback-event-near = Den bestilte oppringningen { $when } nærmer seg.
callback-event-late = Ingen har tatt den bestilte oppringningen { $when } ennå.
callback-event-tried = { $name } ringte og fikk ikke svar. Neste forsøk: { $when }.
callback-event-tried-last = { $name } ringte og fikk ikke svar. En e-post forteller hvordan det går videre.
callback-event-wrong-number = { $name } ringte, men nummeret fører ikke til noen. En e-post spør etter det riktige.
callback-event-reached = { $name } ringte.

error-slot-taken = Denne tiden ble nettopp tatt. I nærheten er det ledig: { $nearest }.
error-slot-taken-none = Denne tiden ble nettopp tatt, og ingen annen er ledig for øyeblikket.
error-slot-malformed = Det er ikke en tid som kan bestilles.
error-callback-partner = Forespørselen er hos partneren din. Du kan be om å bli oppringt når den er gitt videre.
error-callback-done = Forespørselen er løst. Åpne den igjen for å bli oppringt.
error-callback-none = Ingen har bedt om å bli oppringt.
error-callback-dialled = Kundestøtten ringer akkurat nå.
error-callback-taken = { $name } var raskere og tar denne oppringningen.
error-callback-skills = Denne oppringningen krever et språk eller en kategori som du ikke har.
error-callback-early = Det er for tidlig å ringe nå.
error-callback-over = Denne oppringningen er gjort eller avbestilt i mellomtiden.
error-callback-not-yours = Du har ikke lenger denne oppringningen. Ta den på nytt for å fortsette.

callback-mail-hello = Hei { $name },
callback-mail-booked-subject = Vi ringer deg { $when }
callback-mail-booked = vi ringer deg { $when } ({ $zone }) om serviceforespørselen «{ $subject }» ({ $number }).
callback-mail-moved-subject = Ny tid for oppringningen: { $when }
callback-mail-moved = oppringningen om serviceforespørselen «{ $subject }» ({ $number }) er flyttet. Vi ringer deg nå { $when } ({ $zone }).
callback-mail-cancelled-subject = Oppringningen { $when } er avbestilt
callback-mail-cancelled = oppringningen { $when } ({ $zone }) om serviceforespørselen «{ $subject }» ({ $number }) er avbestilt. Selve forespørselen er fortsatt åpen.
callback-mail-lost-subject = Vi kan ikke holde oppringningen { $when }
callback-mail-lost = vi beklager: ingen er lenger ledig til å ringe deg { $when } ({ $zone }) om serviceforespørselen «{ $subject }» ({ $number }). Fra da av ringer vi deg etter tur, så snart noen er ledig.
callback-mail-reminder-subject = Påminnelse: vi ringer deg { $when }
callback-mail-reminder = som avtalt ringer vi deg { $when } ({ $zone }) om serviceforespørselen «{ $subject }» ({ $number }).
callback-mail-given-up-subject = Vi fikk ikke tak i deg
callback-mail-given-up = { $tries ->
    [one] vi ringte deg om serviceforespørselen «{ $subject }» ({ $number }) og fikk ikke tak i deg på { $phone }.
   *[other] vi ringte deg { $tries } ganger om serviceforespørselen «{ $subject }» ({ $number }) og fikk ikke tak i deg på { $phone }.
}
callback-mail-wrong-number-subject = Hvilket nummer kan vi ringe?
callback-mail-wrong-number = vi ville ringe deg om serviceforespørselen «{ $subject }» ({ $number }), men { $phone } fører ikke til deg.
callback-mail-dial = Vi ringer { $phone }.
callback-mail-change = Her kan du flytte eller avbestille oppringningen: { $link }
callback-mail-book = Her kan du velge en annen tid: { $link }
callback-mail-answer = Her kan du svare skriftlig eller velge tid for en ny oppringning: { $link }
callback-mail-correct = Her kan du oppgi riktig nummer: { $link }
callback-mail-from = Kundestøtte, { $operator }
callback-calendar-summary = Oppringning fra kundestøtten, { $operator }
callback-calendar-text = Vi ringer { $phone }. Serviceforespørsel { $number }: { $link }

callback-card = Oppringning
callback-card-none = Vil du heller snakke om det? Vi ringer deg, etter tur eller når du vil.
callback-card-turn = Vi ringer deg på { $phone }, etter tur.
callback-card-next = Det er din tur neste gang.
callback-card-before = { $n ->
    [one] { $n } oppringning før deg.
   *[other] { $n } oppringninger før deg.
}
callback-card-opens = Linjen er stengt nå. Vi ringer fra omtrent { $when }.
callback-card-booked = Vi ringer deg på { $phone } { $when } ({ $zone }).
callback-card-dialled = Vi ringer deg akkurat nå på { $phone }.
callback-card-again = Vi fikk ikke tak i deg på { $phone }. Vi prøver igjen { $when }.
callback-card-again-soon = Vi fikk ikke tak i deg på { $phone } og prøver igjen om et øyeblikk.
callback-card-given-up = Vi fikk ikke tak i deg på { $phone }. Svar her, eller velg tid for en ny oppringning.
callback-card-wrong-number = { $phone } fører ikke til deg. Be om å bli oppringt på riktig nummer.
callback-calendar = Legg til i kalenderen
callback-ask = Be oss ringe
callback-move = Flytt
callback-book-instead = Velg heller en tid
callback-cancel = Avbestill oppringningen
callback-cancel-confirm = Avbestille denne oppringningen?
callback-change = Lagre
callback-title = Be oss ringe
callback-number = Nummer vi skal ringe
callback-when = Når skal vi ringe?
callback-in-turn = Så snart det er din tur
callback-in-turn-text = Den neste ledige medarbeideren som snakker språket ditt og kan emnet, ringer deg.
callback-in-turn-opens = Linjen er stengt nå. Vi ringer fra omtrent { $when }.
callback-in-turn-closed = Linjen er stengt nå.
callback-times-in = Eller når du vil; en samtale tar { $duration }. Tidene er i { $zone }.
callback-zone = Tidssone
callback-zone-show = Vis
callback-no-times = Ingen tid kan bestilles for øyeblikket.
callback-free = { $n ->
    [one] { $n } ledig tid
   *[other] { $n } ledige tider
}
callback-list-title = Oppringninger
callback-next = Neste samtale
callback-next-key = Neste samtale (c)
callback-own = Du ringer { $name }:
callback-ready = Skal ringes nå
callback-ready-none = Ingen venter på å bli oppringt
callback-ready-none-text = De du kan ringe, dukker opp her av seg selv.
callback-ahead = Senere
callback-others = Hos andre
callback-col-who = Hvem
callback-col-about = Om hva
callback-col-language = Språk
callback-col-when = Når
callback-col-there = Klokken der
callback-row-booked = Bestilt: { $when }
callback-row-from = Fra { $when }
callback-row-waits = Har ventet { $duration }
callback-tries = { $n ->
    [one] { $n } forsøk
   *[other] { $n } forsøk
}
callback-take = Ring
callback-take-one = Ring { $name }
callback-with = { $name } ringer.
callback-other-skills = Annet språk eller annen kategori
callback-there = Der er klokken { $time } ({ $zone })
callback-said = Hva som ble sagt (kunden leser det)
callback-then = Og så
callback-then-nothing = Jobbe videre med det
callback-then-wait = Vente på kunden
callback-then-resolve = Løse
callback-reached = Fikk svar
callback-no-answer = Ingen svarte
callback-wrong-number = Feil nummer
callback-give-back = Gi tilbake
callback-later = Ring på et annet tidspunkt
callback-later-do = Avtal denne tiden
flash-callback-asked = Vi ringer deg.
flash-callback-cancelled = Oppringningen er avbestilt.
flash-callback-nobody = Ingen venter på en oppringning som du kan ta.
flash-callback-reached = Samtalen er notert.
flash-callback-tried = Forsøket er notert.
flash-callback-wrong-number = Kunden blir spurt om riktig nummer.
flash-callback-later = Oppringningen er flyttet.
flash-callback-given-back = Oppringningen er tilbake i køen.
callback-part-night = Natt
callback-part-morning = Formiddag
callback-part-afternoon = Ettermiddag
callback-part-evening = Kveld
