callback-event-asked = { $name } heeft gevraagd om gebeld te worden.
callback-event-booked = { $name } heeft een gesprek geboekt: { $when }.
callback-event-moved = { $name } heeft het gesprek verplaatst van { $from } naar { $to }.
callback-event-to-turn = { $name } heeft de geboekte tijd ({ $from }) opgegeven; er wordt op volgorde gebeld.
callback-event-cancelled = { $name } heeft het gesprek afgezegd: { $when }.
callback-event-cancelled-turn = { $name } wil niet meer gebeld worden.
callback-event-lost = De geboekte tijd ({ $when }) kan niet worden nagekomen. Vanaf dan wordt op volgorde gebeld.
callback-event-near = Het geboekte gesprek komt eraan: { $when }.
callback-event-late = Nog niemand heeft het geboekte gesprek gevoerd: { $when }.
callback-event-tried = { $name } heeft gebeld en niemand bereikt. Volgende poging: { $when }.
callback-event-tried-last = { $name } heeft gebeld en niemand bereikt. In een e-mail staat hoe het verdergaat.
callback-event-wrong-number = { $name } heeft gebeld, maar op dit nummer is niemand te bereiken. In een e-mail is om het juiste nummer gevraagd.
callback-event-reached = { $name } heeft gebeld.

error-slot-taken = Deze tijd is zojuist bezet. In de buurt is nog vrij: { $nearest }.
error-slot-taken-none = Deze tijd is zojuist bezet en er is nu geen andere tijd vrij.
error-slot-malformed = Dat is geen tijd die kan worden geboekt.
error-callback-partner = De aanvraag ligt bij uw partner. U kunt om een gesprek vragen zodra deze is doorgegeven.
error-callback-done = De aanvraag is opgelost. Heropen deze om gebeld te worden.
error-callback-none = Er is niet om een gesprek gevraagd.
error-callback-dialled = De ondersteuning belt op dit moment.
error-callback-taken = { $name } was sneller en voert dit gesprek.
error-callback-skills = Voor dit gesprek is een taal of categorie nodig die u niet hebt.
error-callback-early = Het is nog te vroeg voor dit gesprek.
error-callback-over = Dit gesprek is intussen gevoerd of afgezegd.
error-callback-not-yours = U hebt dit gesprek niet meer. Neem het opnieuw om verder te gaan.

callback-mail-hello = Beste { $name },
callback-mail-booked-subject = Wij bellen u: { $when }
callback-mail-booked = wij bellen u over uw serviceaanvraag ‘{ $subject }’ ({ $number }): { $when } ({ $zone }).
callback-mail-moved-subject = Nieuwe tijd voor uw gesprek: { $when }
callback-mail-moved = het gesprek over uw serviceaanvraag ‘{ $subject }’ ({ $number }) is verplaatst. Wij bellen u nu: { $when } ({ $zone }).
callback-mail-cancelled-subject = Gesprek afgezegd: { $when }
callback-mail-cancelled = het gesprek over uw serviceaanvraag ‘{ $subject }’ ({ $number }) is afgezegd: { $when } ({ $zone }). De aanvraag zelf blijft open.
callback-mail-lost-subject = Wij kunnen het gesprek niet nakomen: { $when }
callback-mail-lost = het spijt ons: er is niemand meer vrij om u te bellen over uw serviceaanvraag ‘{ $subject }’ ({ $number }), { $when } ({ $zone }). Vanaf dan bellen wij u op volgorde, zodra er iemand vrij is.
callback-mail-reminder-subject = Herinnering: wij bellen u, { $when }
callback-mail-reminder = zoals afgesproken bellen wij u over uw serviceaanvraag ‘{ $subject }’ ({ $number }): { $when } ({ $zone }).
callback-mail-given-up-subject = Wij konden u niet bereiken
callback-mail-given-up = { $tries ->
    [one] wij hebben u gebeld over uw serviceaanvraag ‘{ $subject }’ ({ $number }) en konden u op { $phone } niet bereiken.
   *[other] wij hebben u { $tries } keer gebeld over uw serviceaanvraag ‘{ $subject }’ ({ $number }) en konden u op { $phone } niet bereiken.
}
callback-mail-wrong-number-subject = Op welk nummer kunnen wij u bellen?
callback-mail-wrong-number = wij wilden u bellen over uw serviceaanvraag ‘{ $subject }’ ({ $number }), maar op { $phone } bent u niet te bereiken.
callback-mail-dial = Wij bellen { $phone }.
callback-mail-change = Hier kunt u het gesprek verplaatsen of afzeggen: { $link }
callback-mail-book = Hier kunt u een andere tijd kiezen: { $link }
callback-mail-answer = Hier kunt u schriftelijk antwoorden of een tijd voor een nieuw gesprek kiezen: { $link }
callback-mail-correct = Hier kunt u ons het juiste nummer geven: { $link }
callback-mail-from = Ondersteuning, { $operator }
callback-calendar-summary = Gesprek met ondersteuning, { $operator }
callback-calendar-text = Wij bellen { $phone }. Serviceaanvraag { $number }: { $link }

callback-card = Terugbelverzoek
callback-card-none = Wilt u er liever over praten? Wij bellen u, op volgorde of op een tijd naar keuze.
callback-card-turn = Wij bellen u op volgorde op { $phone }.
callback-card-next = U bent als eerste aan de beurt.
callback-card-before = { $n ->
    [one] { $n } gesprek voor u.
   *[other] { $n } gesprekken voor u.
}
callback-card-opens = De lijn is nu gesloten. Wij bellen vanaf ongeveer { $when }.
callback-card-booked = Wij bellen u: { $when } ({ $zone }), { $phone }.
callback-card-dialled = Wij bellen u op dit moment op { $phone }.
callback-card-again = Wij konden u op { $phone } niet bereiken. Volgende poging: { $when }.
callback-card-again-soon = Wij konden u op { $phone } niet bereiken en proberen het zo opnieuw.
callback-card-given-up = Wij konden u op { $phone } niet bereiken. Antwoord hier of kies een tijd voor een nieuw gesprek.
callback-card-wrong-number = Op { $phone } bent u niet te bereiken. Vraag om een gesprek op het juiste nummer.
callback-calendar = Toevoegen aan agenda
callback-ask = Laat u bellen
callback-move = Verplaatsen
callback-book-instead = Liever een tijd kiezen
callback-cancel = Gesprek afzeggen
callback-cancel-confirm = Dit gesprek afzeggen?
callback-change = Opslaan
callback-title = Laat u bellen
callback-number = Nummer om te bellen
callback-when = Wanneer zullen wij bellen?
callback-in-turn = Zodra u aan de beurt bent
callback-in-turn-text = De eerstvolgende vrije medewerker die uw taal spreekt en het onderwerp kent, belt u.
callback-in-turn-opens = De lijn is nu gesloten. Wij bellen vanaf ongeveer { $when }.
callback-in-turn-closed = De lijn is nu gesloten.
callback-times-in = Of op een tijd naar keuze (duur: { $duration }). Tijdzone: { $zone }.
callback-zone = Tijdzone
callback-zone-show = Tonen
callback-no-times = Op dit moment kan geen tijd worden geboekt.
callback-free = { $n ->
    [one] { $n } tijd vrij
   *[other] { $n } tijden vrij
}
callback-list-title = Terugbelverzoeken
callback-next = Volgende gesprek
callback-next-key = Volgende gesprek (c)
callback-own = U belt nu: { $name }.
callback-ready = Nu te bellen
callback-ready-none = Niemand wacht op een gesprek
callback-ready-none-text = Wie u kunt bellen, verschijnt hier vanzelf.
callback-ahead = Later
callback-others = Bij anderen
callback-col-who = Wie
callback-col-about = Waarover
callback-col-language = Taal
callback-col-when = Wanneer
callback-col-there = Tijd daar
callback-row-booked = Geboekt: { $when }
callback-row-from = Vanaf { $when }
callback-row-waits = Wacht { $duration }
callback-tries = { $n ->
    [one] { $n } poging
   *[other] { $n } pogingen
}
callback-take = Bellen
callback-take-one = { $name } bellen
callback-with = { $name } belt op dit moment.
callback-other-skills = Andere taal of categorie
callback-there = Daar is het { $time } ({ $zone })
callback-said = Wat er is besproken (de klant leest het)
callback-then = En dan
callback-then-nothing = Er verder aan werken
callback-then-wait = Wachten op de klant
callback-then-resolve = Oplossen
callback-reached = Bereikt
callback-no-answer = Niemand nam op
callback-wrong-number = Verkeerd nummer
callback-give-back = Teruggeven
callback-later = Op een ander moment bellen
callback-later-do = Deze tijd afspreken
flash-callback-asked = Wij bellen u.
flash-callback-cancelled = Het gesprek is afgezegd.
flash-callback-nobody = Niemand wacht op een gesprek dat u kunt voeren.
flash-callback-reached = Het gesprek is genoteerd.
flash-callback-tried = De poging is genoteerd.
flash-callback-wrong-number = De klant wordt om het juiste nummer gevraagd.
flash-callback-later = Het gesprek is verplaatst.
flash-callback-given-back = Het gesprek staat weer in de wachtrij.
callback-part-night = Nacht
callback-part-morning = Ochtend
callback-part-afternoon = Middag
callback-part-evening = Avond
