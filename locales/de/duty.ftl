duty-presence = Ihr Status
duty-state-available = Verfügbar
duty-state-busy = Beschäftigt
duty-state-wrap-up = Nachbearbeitung
duty-state-away = Abwesend
error-duty-state = Wählen Sie einen Status aus dem Menü.

duty-filter = Wer gezeigt wird
duty-language = Sprache
duty-every-language = Alle Sprachen
duty-category = Art des Supports
duty-every-category = Alle Arten
duty-show = Anzeigen
duty-now = Jetzt
duty-nobody = Im Augenblick hat niemand Dienst.
duty-agent = Supportmitarbeiter
duty-state = Status
duty-speaks = Spricht
duty-knows = Kennt sich aus mit
duty-until = Schicht bis
duty-no-shift = Jetzt keine Schicht
duty-by-language = Sprachen
duty-coming = Schichten der nächsten Tage
duty-no-shifts = Für diese Tage sind keine Schichten bekannt.
duty-legend-staffed = Es arbeitet jemand, der sie spricht
duty-legend-promised = Die Leitung ist geöffnet
duty-legend-gap = Die Leitung ist geöffnet, und niemand, der antworten könnte, arbeitet
duty-language-covered = { $duration } lang besetzt
duty-language-gaps = { $n ->
    [one] { $n } Lücke
   *[other] { $n } Lücken
}
duty-day-times = { $day }, { $times }
duty-own = Meine Schichten
duty-own-none = Für die nächsten zwei Wochen sind keine Schichten von Ihnen bekannt.
duty-feed-note = Ihr Kalenderprogramm kann Ihren Schichten unter einer geheimen Adresse folgen.
duty-feed-make = Adresse erzeugen
duty-feed-renew = Neue Adresse erzeugen
duty-feed-end = Adresse schließen
duty-feed-address = Adresse für Ihr Kalenderprogramm
duty-feed-once = Sie wird nur jetzt gezeigt. Wer sie kennt, sieht Ihre Schichten; eine neue Adresse macht sie ungültig.
duty-feed-event = Schicht im Support
flash-duty-feed-ended = Die Adresse ist geschlossen.

duty-plan = Schichten planen
duty-plan-week = Woche ab { $day }
duty-plan-zone = Alle Zeiten: { $zone }
duty-earlier = Früher
duty-later = Später
duty-this-week = Diese Woche
duty-csv = CSV
duty-gaps = Lücken
duty-gaps-none = In jeder Sprache, die das Team spricht, arbeitet jemand, wann immer eine Leitung geöffnet ist.
duty-gap = Niemand, der { $language } spricht, für { $categories }, obwohl die Leitung geöffnet ist
duty-unspoken = Im Telefonverzeichnis zugesagt, aber niemand im Team spricht es: { $languages }
duty-shifts = Schichten
duty-plan-note = Wählen Sie einen Namen, um die übliche Woche festzulegen: Sie wird { $days } Tage im Voraus zu Schichten. Wählen Sie eine Schicht, um sie zu ändern.
duty-off-sick = Krank
duty-off-leave = Urlaub
duty-taken-from = Für { $name }
duty-extra = Zusätzlich
duty-add = Schicht hinzufügen
duty-add-send = Hinzufügen
duty-day = Tag
duty-from = Von
duty-to = Bis
duty-import = Schichten aus einer Kalenderdatei übernehmen
duty-import-file = iCalendar-Datei (.ics)
duty-import-hint = Künftige Schichten werden übernommen. Wird eine Datei noch einmal übernommen, ersetzt sie, was aus denselben Einträgen kam.
duty-import-agent = Für
duty-import-named = Alle, die in den Einträgen eingeladen sind
duty-import-send = Übernehmen
duty-import-notes = Was nicht übernommen wurde
duty-imported = { $n ->
    [one] { $n } Schicht wurde übernommen.
   *[other] { $n } Schichten wurden übernommen.
}
duty-import-refused = { $n ->
    [one] { $n } Zeit ist zu lang, oder es gibt dann schon eine andere Schicht.
   *[other] { $n } Zeiten sind zu lang, oder es gibt dann schon eine andere Schicht.
}
duty-import-nobodys = { $n ->
    [one] { $n } Zeit nennt niemanden aus dem Team.
   *[other] { $n } Zeiten nennen niemanden aus dem Team.
}
duty-wrong-line = Zeile { $line }: { $why }
duty-wrong-calendar = Das ist keine vollständige iCalendar-Datei.
duty-wrong-time = Die Zeit ist nicht lesbar.
duty-wrong-zone = Diese Zeitzone ist nicht bekannt.
duty-wrong-repeat = Die Wiederholung wird hier nicht verstanden.
duty-wrong-whole-day = Ein ganzer Tag ist keine Schicht.
duty-shift-of = Schicht von { $name }
duty-worked = Wird sie gearbeitet?
duty-worked-yes = Ja
duty-rota-of = Übliche Woche von { $name }
duty-rota-lead = Sie wird { $days } Tage im Voraus zu Schichten. Von Hand geänderte Schichten bleiben, wie sie sind.
duty-rota-hint = Zum Beispiel { $example }. Ein Ende vor dem Beginn liegt am nächsten Tag; ein leerer Tag ist frei.
flash-duty-changed = Die Schicht wurde geändert.
flash-duty-added = Die Schicht wurde hinzugefügt.
flash-duty-rota = Die übliche Woche wurde gespeichert, und ihre Schichten wurden angelegt.

error-duty-agent = Wählen Sie einen Supportmitarbeiter aus der Liste.
error-duty-day = Geben Sie einen Tag ein.
error-duty-time = Geben Sie eine Uhrzeit ein.
error-duty-times = „{ $typed }“ ist nicht als Arbeitszeit lesbar. Schreiben Sie zum Beispiel { $example }.
error-duty-end = Die Schicht muss nach ihrem Beginn enden.
error-duty-long = Eine Schicht dauert höchstens einen Tag. Lassen Sie eine Pause zwischen den Tagen.
error-duty-overlap = Zu dieser Zeit gibt es schon eine andere Schicht.
error-duty-file = Wählen Sie eine iCalendar-Datei.
