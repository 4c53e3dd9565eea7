desk-lists = Serviceanfragen nach Liste
desk-tab-take = Anstehend
desk-tab-mine = Meine
desk-tab-waiting = Wartend
desk-tab-all = Alle
desk-count-more = { $n }+
desk-search = Nummer oder Wörter
desk-next = Nächste
desk-empty = Hier ist nichts
desk-empty-text = Neues erscheint hier von selbst.
desk-not-found = Nichts gefunden
desk-not-found-text = Versuchen Sie es mit der Nummer der Serviceanfrage oder mit weniger Wörtern.
desk-choose = Wählen Sie eine Serviceanfrage
desk-choose-text = Die dringendste steht oben in der Liste.
desk-back = Zur Liste
desk-path = Sie sind hier

desk-left = noch { $duration }
desk-late = { $duration } überfällig
desk-state-open = Offen
desk-state-waiting = Wartet auf Kunden
desk-state-resolved = Gelöst
desk-state-closed = Geschlossen
desk-unassigned = Noch nicht übernommen
desk-nobody = Niemand
desk-somebody = Das Supportcenter
desk-support = Support
desk-partner = Partner

desk-take = Übernehmen
desk-give-back = Zurückgeben
desk-wait = Auf Kunden warten
desk-resolve = Lösen
desk-resolve-confirm = Diese Serviceanfrage ohne weitere Antwort lösen? Der Kunde wird benachrichtigt.
desk-close = Schließen
desk-close-confirm = Diese Serviceanfrage schließen?
desk-reopen = Wieder öffnen
desk-reopen-text = Warum sie wieder geöffnet wird
desk-severity = Schweregrad
desk-severity-change = Ändern
desk-reason = Begründung, die auch der Kunde liest
desk-assign = Zuweisen an
desk-assign-do = Zuweisen

desk-kind = Art des Textes
desk-reply = Antwort
desk-note = Interne Notiz
desk-canned = Vorbereitete Antwort
desk-insert = Einfügen
desk-text = Ihr Text
desk-markdown = Hier schreiben. Markdown ist möglich.
desk-files = Anlagen
desk-then = Danach
desk-then-nothing = und offen lassen
desk-then-wait = und auf Kunden warten
desk-then-resolve = und lösen
desk-send = Senden
desk-not-done = Das wurde nicht ausgeführt
desk-closed-meanwhile = { $name } hat diese Serviceanfrage inzwischen abgeschlossen. Ihr Text ist noch da: Lesen Sie den Verlauf, und senden Sie ihn erneut, wenn er noch zutrifft.

desk-presence-reading = { $name } sieht sich das gerade an
desk-presence-writing = { $name } schreibt gerade eine Antwort
desk-event-opened = { $name } hat die Serviceanfrage gestellt
desk-event-files = { $name } hat Dateien gesendet
desk-event-note-files = { $name } hat Dateien nur für Supportmitarbeiter hinzugefügt
desk-event-taken = { $name } hat die Serviceanfrage übernommen
desk-event-assigned = { $name } hat die Serviceanfrage { $to } zugewiesen
desk-event-given-back = { $name } hat die Serviceanfrage zurückgegeben
desk-event-severity-raised = { $name } hat den Schweregrad von { $from } auf { $to } angehoben: { $reason }
desk-event-severity-lowered = { $name } hat den Schweregrad von { $from } auf { $to } gesenkt: { $reason }
desk-event-waiting = { $name } wartet auf den Kunden
desk-event-resolved = { $name } hat die Serviceanfrage gelöst
desk-event-closed = { $name } hat die Serviceanfrage geschlossen
desk-event-reopened = { $name } hat die Serviceanfrage wieder geöffnet
desk-event-handed-on = { $name } hat die Serviceanfrage an den Support weitergegeben
desk-event-reminded = Der Kunde wurde daran erinnert, dass die Serviceanfrage auf ihn wartet
desk-event-lowering-offered = Der Kunde hat nicht rechtzeitig geantwortet: Der Schweregrad kann auf { $to } gesenkt werden
desk-event-silence-lowered = { $name } hat den Schweregrad von { $from } auf { $to } gesenkt, weil der Kunde nicht geantwortet hat: { $reason }
desk-event-severity-restored = { $name } hat geantwortet: Der Schweregrad wurde wieder von { $from } auf { $to } angehoben
desk-event-warned = { $clock }: { $share } der Zeit sind vorbei
desk-event-breached = { $clock }: Die Frist ist überschritten

desk-clock-first-response = Erste Antwort
desk-clock-follow-up = Nächste Antwort
desk-clock-resolution = Lösung
desk-clock-silence = Antwort des Kunden
desk-clock-due = fällig { $when }
desk-clock-over = war fällig { $when }
desk-clock-paused = ruht, solange auf den Kunden gewartet wird
desk-clocks = Was ansteht
desk-clocks-note = Das Ziel für die Lösung setzt sich der Betreiber selbst; dem Kunden ist es nicht zugesagt.

desk-lowering = Der Kunde schweigt
desk-lowering-text = Sie können den Schweregrad von { $from } auf { $to } senken. Der Kunde liest die Begründung, und der Schweregrad wird wieder angehoben, wenn er antwortet.
desk-lowering-do = Auf { $to } senken

desk-notices = Hinweise
desk-notice-seen = Als gesehen markieren


desk-first-response = Erste Antwort
desk-promised = Zugesagt
desk-missing-impact-statement = Schweregrad { $severity } erfordert vom Kunden eine Erklärung der geschäftlichen Auswirkungen. Bitte fragen Sie danach.
desk-missing-round-the-clock = Schweregrad { $severity } erfordert beim Kunden eine Person, die rund um die Uhr erreichbar ist. Bitte fragen Sie, wer das ist.
desk-promised-text = { $target } bei Schweregrad { $severity }
desk-counted = Gezählt wird
desk-business-days = { $n ->
    [one] { $n } Geschäftstag
   *[other] { $n } Geschäftstage
}
desk-responded-at = gegeben: { $when }
desk-response-paused = Die Uhr steht, solange auf den Kunden gewartet wird.
desk-not-responded = Ohne Antwort abgeschlossen

desk-advanced-agreement = Erweiterter Vertrag
desk-agreement-signed = Vertrag unterzeichnet
desk-support-id = Support-ID
desk-country = Land oder Region
desk-local-time = Ortszeit
desk-about-subscription = Betrifft das Abonnement
desk-subscriptions = Abonnements
desk-licences = { $n ->
    [one] { $n } Lizenz
   *[other] { $n } Lizenzen
}
desk-subscription-active = aktiv
desk-subscription-trial = Testversion
desk-subscription-expired = abgelaufen
desk-bought-direct = direkt gekauft
desk-bought-partner = über einen Partner gekauft
desk-contacts = Registrierte Kontaktdaten
desk-requester = Gestellt von
desk-contact-method = Wünscht Kontakt per
desk-phone = Telefon
desk-email = E-Mail
desk-language = Sprache
desk-languages = Sprachen
desk-request = Serviceanfrage
desk-category = Art des Supports
desk-service = Dienst
desk-earlier = Andere Serviceanfragen
desk-latest = Letzte Serviceanfragen
desk-no-requests = Keine Serviceanfragen
desk-no-requests-text = Diese Organisation hat noch nichts angefragt.
desk-subject = Betreff
desk-number = Nummer
desk-state = Status
desk-assignee = Bearbeitung
desk-changed = Geändert
desk-people = Personen
desk-name = Name
desk-roles = Rollen
desk-no-role = Keine Administratorrolle
desk-key-rows = Nächste, vorherige Serviceanfrage

flash-desk-sent = Ihre Antwort wurde gesendet.
flash-desk-noted = Ihre Notiz wurde hinzugefügt.
flash-desk-assigned = Die Zuweisung wurde geändert.
flash-desk-severity = Der Schweregrad wurde geändert.
flash-desk-lowered = Der Schweregrad wurde gesenkt.
flash-desk-waiting = Die Serviceanfrage wartet jetzt auf den Kunden.
flash-desk-resolved = Die Serviceanfrage wurde gelöst.
flash-desk-closed = Die Serviceanfrage wurde geschlossen.
flash-desk-reopened = Die Serviceanfrage ist wieder offen.
flash-desk-nothing-to-take = Zurzeit steht nichts an.
