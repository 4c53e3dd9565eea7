wait-title = Verwachte wachttijd
wait-lead = Voor { $category } in het { $language }, niet dringend, als u nu een aanvraag doet.
wait-between = Waarschijnlijk tussen { $from } en { $to }
wait-at-once = Waarschijnlijk binnen enkele minuten
wait-tomorrow = Waarschijnlijk morgen vanaf ongeveer { $time }
wait-from-day = Waarschijnlijk vanaf ongeveer { $when }
wait-days = Waarschijnlijk rond { $about }, tussen { $from } en { $to }
wait-opens = Nu gesloten. Open vanaf { $when }
wait-unknown = De wachttijd is op dit moment niet bekend
wait-first-answer = Eerste antwoord: { $text }
wait-call = Telefoongesprek: { $text }
wait-why = Waarom?
wait-why-opens = Deze ondersteuning is gesloten tot { $when }.
wait-why-before-none = Er is niemand vóór u.
wait-why-before = { $n ->
    [one] { $n } aanvraag is vóór de uwe.
   *[other] { $n } aanvragen zijn vóór de uwe.
}
wait-why-agents = { $n ->
    [one] { $n } medewerker die { $language } spreekt heeft dienst; nu vrij: { $free }.
   *[other] { $n } medewerkers die { $language } spreken hebben dienst; nu vrij: { $free }.
}
wait-why-nobody = Op dit moment heeft geen medewerker die { $language } spreekt dienst.
wait-why-comes = De volgende medewerker begint: { $when }.
wait-why-leaves = Ondertussen eindigt een dienst: { $when }.
wait-why-booked = { $n ->
    [one] { $n } geboekt gesprek gaat voor.
   *[other] { $n } geboekte gesprekken gaan voor.
}
wait-why-overtaking = { $n ->
    [one] Ondertussen wordt ongeveer { $n } dringender aanvraag verwacht.
   *[other] Ondertussen worden ongeveer { $n } dringender aanvragen verwacht.
}
wait-why-service = Ongeveer { $duration } is een medewerker met één aanvraag bezig.
wait-why-new = Hiermee is nog weinig ervaring.
wait-why-outcomes = { $n ->
    [one] Vergeleken met de werkelijke wachttijd van { $n } eerdere aanvraag.
   *[other] Vergeleken met de werkelijke wachttijden van { $n } eerdere aanvragen.
}
wait-note = De wachttijd wordt steeds opnieuw berekend; acht van de tien vallen naar verwachting binnen de getoonde tijden.

record-tabs = Onderdelen van de resultaten
record-tab-promises = Toezeggingen
record-tab-waits = Wachttijden
record-tab-staffing = Bezetting
waits-title = Wachttijden
waits-lead = Wat klanten te horen kregen en hoelang ze werkelijk wachtten.
waits-csv = Aankondigingen als CSV
waits-method = Contactmethode
waits-language = Taal
waits-every-language = Alle talen
waits-span = Periode
waits-weeks = { $n } weken
waits-none = Nog niets te vergelijken
waits-none-text = In deze weken is hiervoor geen wachttijd aangekondigd. Kies andere weken of minder filters.
waits-cut = De cijfers gaan over de laatste { $n } aankondigingen.
waits-announced = Aangekondigd
waits-answered = Beantwoord
waits-within = Binnen het bereik
waits-earlier = Eerder dan aangekondigd
waits-later = Later dan aangekondigd
waits-bias = Gemiddeld
waits-error = Afwijking (mediaan)
waits-median = Wachttijd (mediaan)
waits-longer = { $duration } langer
waits-shorter = { $duration } korter
waits-unbiased = zoals aangekondigd
waits-band = Aangekondigde en werkelijke wachttijden
waits-band-text = Het aangekondigde bereik per week, en de werkelijke wachttijden als punten erin of erbuiten. De tabel per week bevat de cijfers.
waits-legend-range = aangekondigd bereik
waits-legend-out = eerder of later
waits-calibration = Waar de wachttijden vielen
waits-share = Aandeel van de wachttijden
waits-should = Hoort te zijn
waits-part-earlier = vóór het bereik
waits-part-first = eerste helft
waits-part-second = tweede helft
waits-part-later = na het bereik
waits-by-week = Per week
waits-week = Week vanaf
waits-by-class = Per taal en urgentieniveau
waits-class = Taal en niveau
waits-list = Aankondigingen
waits-at = Aangekondigd op
waits-told = Aangekondigd
waits-came = Werkelijke wachttijd
waits-is-within = binnen het bereik
waits-is-earlier = eerder
waits-is-later = later
waits-is-left = eerder gesloten
waits-is-waiting = wacht nog
waits-one = Aankondiging bij serviceaanvraag { $number }
waits-told-from = Vanaf
waits-told-about = Ongeveer
waits-told-to = Tot
waits-made-by = Berekend met
waits-by-formula = Formule, zonder ervaring
waits-by-simulation = Simulatie met wat is geleerd
waits-note = Acht van de tien wachttijden horen binnen het aangekondigde bereik te vallen, één ervoor en één erna. Een wachttijd eindigt met het eerste antwoord of de eerste poging om te bellen. Gemeten wordt de werkelijke tijd, met nachten en weekenden.
waits-one-without = Aankondiging van { $when }
wait-closed-until = Gesloten tot { $opens }. { $text }
waits-of-case = Aangekondigde wachttijd
waits-of-case-why = Waar die op berustte
