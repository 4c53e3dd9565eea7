request-number = Nummer
request-subject = Betreff
request-organization = Organisation
request-subscription = Abonnement
request-bought = Gekauft
request-bought-partner = über einen Partner
request-kind = Art des Supports
request-topic = Thema
request-service = Dienst
request-severity = Schweregrad
request-proposed = Vorgeschlagener Schweregrad
request-proposal = { $level } – { $name }. { $reasons }
request-impact-statement = Auswirkungen auf das Geschäft
request-round-the-clock = Rund um die Uhr erreichbar
request-state = Status
request-first-answer = Erste Antwort
request-changed = Geändert
request-contact-method = Kontaktart
request-contact-phone = Telefon
request-contact-email = E-Mail
request-language = Sprache
request-opened-by = Gestellt von
request-opened-at = Gestellt am
request-agent = Supportmitarbeiter
request-facts = Angaben
request-promised = Was zugesagt wurde
request-state-open = Beim Support
request-state-partner = Bei { $partner }
request-state-waiting = Wartet auf Sie
request-state-resolved = Gelöst
request-state-closed = Geschlossen
request-tab-all = Alle
request-tab-open = Offen
request-views = Wessen Anfragen
request-view-own = Ihre Organisation
request-view-customers = Ihre Kunden
request-states = Status
request-find = Nummer oder Wörter
request-none = Noch keine Serviceanfragen
request-none-text = Stellen Sie zuerst eine Frage: Die meisten Antworten sind schon geschrieben.
request-none-found = Keine passende Serviceanfrage
request-none-found-text = Versuchen Sie es mit anderen Wörtern oder einem anderen Status.
request-none-customers = Keine Anfrage Ihrer Kunden wartet
request-none-customers-text = Hier erscheinen Anfragen zu Abonnements, die über Sie gekauft wurden.
request-crumbs = Wo Sie sind
request-promise = Erste Antwort { $target }, gezählt { $hours }.
request-target-seconds = { $n ->
    [one] innerhalb von { $n } Sekunde
   *[other] innerhalb von { $n } Sekunden
}
request-target-minutes = { $n ->
    [one] innerhalb von { $n } Minute
   *[other] innerhalb von { $n } Minuten
}
request-target-hours = { $n ->
    [one] innerhalb von { $n } Stunde
   *[other] innerhalb von { $n } Stunden
}
request-target-business-days = { $n ->
    [one] innerhalb von { $n } Geschäftstag
   *[other] innerhalb von { $n } Geschäftstagen
}
request-hours-always = rund um die Uhr
request-hours-whole-days = { $days } rund um die Uhr
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours } ({ $zone })
request-promise-until = Sie hören spätestens bis { $when } ({ $zone }) von uns.
request-promise-answered = Die erste Antwort kam am { $when }.
request-promise-paused = Die Uhr ruht, solange wir auf Ihre Antwort warten.
request-promise-partner = { $partner } kümmert sich um diese Anfrage. Was { $operator } zusagt, beginnt mit der Weitergabe.
request-left = noch { $duration }
request-late = { $duration } überfällig
request-side-agent = Support, { $operator }
request-side-partner = Partner
request-side-customer = Kunde
request-did-open = hat die Anfrage gestellt
request-did-assign = { $name } kümmert sich jetzt um diese Anfrage.
request-did-return = Die Anfrage wartet auf den nächsten freien Supportmitarbeiter.
request-did-change-severity = Der Schweregrad wurde von { $from } ({ $fromname }) auf { $to } ({ $toname }) geändert: { $reason }
request-did-remind = Wir warten auf Ihre Antwort und haben Sie daran erinnert.
request-did-lower-severity = Weil wir nichts von Ihnen gehört haben, wurde der Schweregrad von { $from } ({ $fromname }) auf { $to } ({ $toname }) gesenkt. Er wird wieder angehoben, wenn Sie antworten. Begründung: { $reason }
request-did-restore-severity = Mit Ihrer Antwort wurde der Schweregrad wieder von { $from } ({ $fromname }) auf { $to } ({ $toname }) angehoben.
request-did-wait = Der Support wartet auf Ihre Antwort.
request-did-resolve = Gelöst von { $name }
request-did-close = Geschlossen von { $name }
request-did-reopen = Wieder geöffnet von { $name }
request-did-hand-on = An { $operator } weitergegeben von { $name }
request-text = Ihre Antwort
request-files = Anlagen
request-files-note = Jeweils höchstens { $most } MB.
request-reply = Antworten
request-close = Anfrage schließen
request-close-confirm = Diese Serviceanfrage schließen?
request-reopen = Wieder öffnen
request-reopen-why = Warum soll die Anfrage wieder geöffnet werden?
request-reopen-note = { $days ->
    [one] Sie kann innerhalb von { $days } Tag wieder geöffnet werden.
   *[other] Sie kann innerhalb von { $days } Tagen wieder geöffnet werden.
}
request-reopen-over = { $days ->
    [one] Eine Anfrage kann innerhalb von { $days } Tag wieder geöffnet werden; diese Zeit ist vorbei.
   *[other] Eine Anfrage kann innerhalb von { $days } Tagen wieder geöffnet werden; diese Zeit ist vorbei.
}
request-resolve = Als gelöst markieren
request-hand-on = An { $operator } weitergeben
request-hand-on-confirm = Diese Anfrage an { $operator } weitergeben? Sie verlässt dann Ihre Liste.
flash-request-sent = Ihre Serviceanfrage wurde gesendet.
flash-request-replied = Ihre Antwort wurde gesendet.
flash-request-closed = Die Serviceanfrage ist geschlossen.
flash-request-reopened = Die Serviceanfrage ist wieder offen.
flash-request-resolved = Die Serviceanfrage ist gelöst.
flash-request-handed-on = Die Serviceanfrage wurde weitergegeben.
