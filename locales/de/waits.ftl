wait-title = Voraussichtliche Wartezeit
wait-lead = Für „{ $category }“ auf { $language }, nicht dringend, wenn Sie jetzt anfragen.
wait-between = Voraussichtlich zwischen { $from } und { $to }
wait-at-once = Voraussichtlich in wenigen Minuten
wait-tomorrow = Voraussichtlich morgen ab etwa { $time }
wait-from-day = Voraussichtlich ab etwa { $when }
wait-days = Voraussichtlich um { $about }, zwischen { $from } und { $to }
wait-opens = Zurzeit geschlossen. Öffnet { $when }
wait-unknown = Die Wartezeit lässt sich zurzeit nicht angeben
wait-first-answer = Erste Antwort: { $text }
wait-call = Anruf: { $text }
wait-why = Warum?
wait-why-opens = Diese Art von Support ist geschlossen bis { $when }.
wait-why-before-none = Niemand ist vor Ihnen.
wait-why-before = { $n ->
    [one] { $n } Anfrage ist vor Ihrer.
   *[other] { $n } Anfragen sind vor Ihrer.
}
wait-why-agents = { $n ->
    [one] { $n } Supportmitarbeiter für { $language } ist im Dienst, davon frei: { $free }.
   *[other] { $n } Supportmitarbeiter für { $language } sind im Dienst, davon frei: { $free }.
}
wait-why-nobody = Zurzeit ist kein Supportmitarbeiter für { $language } im Dienst.
wait-why-comes = Der nächste Supportmitarbeiter beginnt: { $when }.
wait-why-leaves = Inzwischen endet eine Schicht: { $when }.
wait-why-booked = { $n ->
    [one] { $n } gebuchter Anruf geht vor.
   *[other] { $n } gebuchte Anrufe gehen vor.
}
wait-why-overtaking = { $n ->
    [one] Inzwischen wird etwa { $n } dringendere Anfrage erwartet.
   *[other] Inzwischen werden etwa { $n } dringendere Anfragen erwartet.
}
wait-why-service = Eine Anfrage beschäftigt einen Supportmitarbeiter etwa { $duration } lang.
wait-why-new = Hierzu gibt es noch wenig Erfahrung.
wait-why-outcomes = { $n ->
    [one] Verglichen mit der tatsächlichen Wartezeit von { $n } früheren Anfrage.
   *[other] Verglichen mit den tatsächlichen Wartezeiten von { $n } früheren Anfragen.
}
wait-note = Die Wartezeit wird laufend neu berechnet; acht von zehn sollen in den angegebenen Zeiten liegen.

record-tabs = Teile der Bilanz
record-tab-promises = Zusagen
record-tab-waits = Wartezeiten
record-tab-staffing = Besetzung
waits-title = Wartezeiten
waits-lead = Was Kunden angesagt wurde und wie lange sie tatsächlich warteten.
waits-csv = Ansagen als CSV
waits-method = Kontaktweg
waits-language = Sprache
waits-every-language = Alle Sprachen
waits-span = Zeitraum
waits-weeks = { $n } Wochen
waits-none = Noch nichts zu vergleichen
waits-none-text = In diesen Wochen wurde hierzu keine Wartezeit angesagt. Wählen Sie andere Wochen oder weniger Filter.
waits-cut = Die Zahlen beruhen auf den letzten { $n } Ansagen.
waits-announced = Angesagt
waits-answered = Beantwortet
waits-within = Im Bereich
waits-earlier = Früher als angesagt
waits-later = Später als angesagt
waits-bias = Im Mittel
waits-error = Abweichung (Median)
waits-median = Wartezeit (Median)
waits-longer = { $duration } länger
waits-shorter = { $duration } kürzer
waits-unbiased = wie angesagt
waits-band = Angesagte und tatsächliche Wartezeiten
waits-band-text = Der angesagte Bereich nach Wochen und die tatsächlichen Wartezeiten als Punkte darin oder außerhalb. Die Tabelle nach Wochen enthält die Zahlen.
waits-legend-range = angesagter Bereich
waits-legend-out = früher oder später
waits-calibration = Wo die Wartezeiten lagen
waits-share = Anteil der Wartezeiten
waits-should = Sollte sein
waits-part-earlier = vor dem Bereich
waits-part-first = erste Hälfte
waits-part-second = zweite Hälfte
waits-part-later = nach dem Bereich
waits-by-week = Nach Woche
waits-week = Woche ab
waits-by-class = Nach Sprache und Schweregrad
waits-class = Sprache und Grad
waits-list = Ansagen
waits-at = Angesagt am
waits-told = Angesagt
waits-came = Tatsächliche Wartezeit
waits-is-within = im Bereich
waits-is-earlier = früher
waits-is-later = später
waits-is-left = vorher geschlossen
waits-is-waiting = wartet noch
waits-one = Ansage zur Serviceanfrage { $number }
waits-told-from = Ab
waits-told-about = Etwa
waits-told-to = Bis
waits-made-by = Berechnet durch
waits-by-formula = Formel, ohne Erfahrung
waits-by-simulation = Simulation mit dem Gelernten
waits-note = Acht von zehn Wartezeiten sollen im angesagten Bereich liegen, eine davor und eine danach. Eine Wartezeit endet mit der ersten Antwort oder dem ersten Anrufversuch. Gemessen wird die wirkliche Zeit, mit Nächten und Wochenenden.
waits-one-without = Ansage vom { $when }
wait-closed-until = Geschlossen bis { $opens }. { $text }
waits-of-case = Angesagte Wartezeit
waits-of-case-why = Woraus sie sich ergab
