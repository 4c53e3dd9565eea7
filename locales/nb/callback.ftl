callback-event-asked = { $name } ba om å bli oppringt.
callback-event-booked = { $name } bestilte en oppringning { $when }.
callback-event-moved = { $name } flyttet oppringningen fra { $from } til { $to }.
callback-event-to-turn = { $name } ga opp den bestilte tiden { $from }; oppringningen kommer etter tur.
callback-event-cancelled = { $name } avbestilte oppringningen { $when }.
callback-event-cancelled-turn = { $name } ønsker ikke lenger å bli oppringt.
callback-event-lost = Den bestilte tiden { $when } kan ikke holdes. Fra da av kommer oppringningen etter tur.
callback-event-near = Den bestilte oppringningen { $when } nærmer seg.
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
