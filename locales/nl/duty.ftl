duty-presence = Uw status
duty-state-available = Beschikbaar
duty-state-busy = Bezet
duty-state-wrap-up = Nawerk
duty-state-away = Afwezig
error-duty-state = Kies een status uit het menu.

duty-filter = Wie u wilt zien
duty-language = Taal
duty-every-language = Alle talen
duty-category = Soort ondersteuning
duty-every-category = Alle soorten
duty-show = Tonen
duty-now = Nu
duty-nobody = Er heeft nu niemand dienst.
duty-agent = Medewerker
duty-state = Status
duty-speaks = Spreekt
duty-knows = Weet van
duty-until = Dienst tot
duty-no-shift = Nu geen dienst
duty-by-language = Talen
duty-coming = Diensten van de komende dagen
duty-no-shifts = Voor deze dagen zijn geen diensten bekend.
duty-legend-staffed = Er werkt iemand die de taal spreekt
duty-legend-promised = De lijn is open
duty-legend-gap = De lijn is open en er werkt niemand die kan antwoorden
duty-language-covered = bezet gedurende { $duration }
duty-language-gaps = { $n ->
    [one] { $n } gat
   *[other] { $n } gaten
}
duty-day-times = { $day }, { $times }
duty-own = Mijn diensten
duty-own-none = Voor de komende twee weken zijn geen diensten van u bekend.
duty-feed-note = Uw agendaprogramma kan uw diensten volgen op een geheim adres.
duty-feed-make = Adres maken
duty-feed-renew = Nieuw adres maken
duty-feed-end = Adres sluiten
duty-feed-address = Adres voor uw agendaprogramma
duty-feed-once = Het wordt alleen nu getoond. Wie het kent, ziet uw diensten; een nieuw adres maakt het ongeldig.
duty-feed-event = Dienst bij ondersteuning
flash-duty-feed-ended = Het adres is gesloten.

duty-plan = Diensten plannen
duty-plan-week = Week van { $day }
duty-plan-zone = Alle tijden: { $zone }
duty-earlier = Eerder
duty-later = Later
duty-this-week = Deze week
duty-csv = CSV
duty-gaps = Gaten
duty-gaps-none = In elke taal die het team spreekt, werkt er iemand wanneer een lijn open is.
duty-gap = Niemand die { $language } spreekt voor { $categories }, terwijl de lijn open is
duty-unspoken = Toegezegd in de telefoongids, maar niemand in het team spreekt het: { $languages }
duty-shifts = Diensten
duty-plan-note = Kies een naam om de gewone week vast te leggen: die wordt { $days } dagen vooruit omgezet in diensten. Kies een dienst om die te wijzigen.
duty-off-sick = Ziek
duty-off-leave = Verlof
duty-taken-from = Voor { $name }
duty-extra = Extra
duty-add = Dienst toevoegen
duty-add-send = Toevoegen
duty-day = Dag
duty-from = Van
duty-to = Tot
duty-import = Diensten overnemen uit een agendabestand
duty-import-file = iCalendar-bestand (.ics)
duty-import-hint = Toekomstige diensten worden overgenomen. Neemt u een bestand opnieuw over, dan vervangt het wat uit dezelfde items kwam.
duty-import-agent = Voor
duty-import-named = Wie in de items is uitgenodigd
duty-import-send = Overnemen
duty-import-notes = Wat is weggelaten
duty-imported = { $n ->
    [one] Er is { $n } dienst overgenomen.
   *[other] Er zijn { $n } diensten overgenomen.
}
duty-import-refused = { $n ->
    [one] { $n } tijd is te lang, of de medewerker heeft dan een andere dienst.
   *[other] { $n } tijden zijn te lang, of de medewerker heeft dan een andere dienst.
}
duty-import-nobodys = { $n ->
    [one] { $n } tijd noemt niemand uit het team.
   *[other] { $n } tijden noemen niemand uit het team.
}
duty-wrong-line = Regel { $line }: { $why }
duty-wrong-calendar = Dit is geen volledig iCalendar-bestand.
duty-wrong-time = De tijd is niet leesbaar.
duty-wrong-zone = Deze tijdzone is niet bekend.
duty-wrong-repeat = De herhaling wordt hier niet begrepen.
duty-wrong-whole-day = Een hele dag is geen dienst.
duty-shift-of = Dienst van { $name }
duty-worked = Wordt deze gewerkt?
duty-worked-yes = Ja
duty-rota-of = Gewone week van { $name }
duty-rota-lead = Deze wordt { $days } dagen vooruit omgezet in diensten. Met de hand gewijzigde diensten blijven zoals ze zijn.
duty-rota-hint = Bijvoorbeeld { $example }. Een einde vóór het begin valt op de volgende dag; een lege dag is vrij.
flash-duty-changed = De dienst is gewijzigd.
flash-duty-added = De dienst is toegevoegd.
flash-duty-rota = De gewone week is opgeslagen en de diensten zijn gemaakt.

error-duty-agent = Kies een medewerker uit de lijst.
error-duty-day = Voer een dag in.
error-duty-time = Voer een tijd in.
error-duty-times = '{ $typed }' is niet leesbaar als werktijd. Schrijf bijvoorbeeld { $example }.
error-duty-end = De dienst moet eindigen nadat deze begint.
error-duty-long = Een dienst duurt hoogstens een dag. Laat een pauze tussen de dagen.
error-duty-overlap = De medewerker heeft op die tijd een andere dienst.
error-duty-file = Kies een iCalendar-bestand.
