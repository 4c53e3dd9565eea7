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
wait-why-service = Eine Anfrage dauert für einen Supportmitarbeiter etwa { $duration }.
wait-why-new = Hierzu gibt es noch wenig Erfahrung.
wait-why-outcomes = { $n ->
    [one] Verglichen mit der tatsächlichen Wartezeit von { $n } früheren Anfrage.
   *[other] Verglichen mit den tatsächlichen Wartezeiten von { $n } früheren Anfragen.
}
wait-note = Die Wartezeit wird laufend neu berechnet; acht von zehn sollen in den angegebenen Zeiten liegen.
