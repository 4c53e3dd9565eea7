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
wait-why-service = Eén aanvraag kost een medewerker ongeveer { $duration }.
wait-why-new = Hiermee is nog weinig ervaring.
wait-why-outcomes = { $n ->
    [one] Vergeleken met de werkelijke wachttijd van { $n } eerdere aanvraag.
   *[other] Vergeleken met de werkelijke wachttijden van { $n } eerdere aanvragen.
}
wait-note = De wachttijd wordt steeds opnieuw berekend; acht van de tien vallen naar verwachting binnen de getoonde tijden.
