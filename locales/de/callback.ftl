callback-event-asked = { $name } hat um einen Anruf gebeten.
callback-event-booked = { $name } hat einen Anruf gebucht: { $when }.
callback-event-moved = { $name } hat den Anruf verschoben: von { $from } auf { $to }.
callback-event-to-turn = { $name } hat den gebuchten Termin ({ $from }) aufgegeben; der Anruf erfolgt der Reihe nach.
callback-event-cancelled = { $name } hat den Anruf abgesagt: { $when }.
callback-event-cancelled-turn = { $name } wünscht keinen Anruf mehr.
callback-event-lost = Der gebuchte Termin ({ $when }) kann nicht eingehalten werden. Von da an erfolgt der Anruf der Reihe nach.
callback-event-near = Der gebuchte Anruf steht bevor: { $when }.
callback-event-late = Noch hat niemand den gebuchten Anruf übernommen: { $when }.
callback-event-tried = { $name } hat angerufen und niemanden erreicht. Nächster Versuch: { $when }.
callback-event-tried-last = { $name } hat angerufen und niemanden erreicht. Eine E-Mail sagt, wie es weitergeht.
callback-event-wrong-number = { $name } hat angerufen, aber unter der Nummer ist niemand zu erreichen. Eine E-Mail fragt nach der richtigen.
callback-event-reached = { $name } hat angerufen.

error-slot-taken = Dieser Termin wurde gerade vergeben. In der Nähe sind frei: { $nearest }.
error-slot-taken-none = Dieser Termin wurde gerade vergeben, und zurzeit ist kein anderer frei.
error-slot-malformed = Das ist kein Termin, der gebucht werden kann.
error-callback-partner = Die Anfrage liegt bei Ihrem Partner. Um einen Anruf können Sie bitten, sobald sie weitergegeben ist.
error-callback-done = Die Anfrage ist gelöst. Öffnen Sie sie wieder, um angerufen zu werden.
error-callback-none = Es wurde nicht um einen Anruf gebeten.
error-callback-dialled = Der Support ruft gerade an.
error-callback-taken = { $name } war schneller und führt diesen Anruf.
error-callback-skills = Für diesen Anruf fehlt Ihnen die Sprache oder die Kategorie.
error-callback-early = Dieser Anruf ist noch nicht an der Reihe.
error-callback-over = Dieser Anruf wurde inzwischen geführt oder abgesagt.
error-callback-not-yours = Dieser Anruf gehört Ihnen nicht mehr. Nehmen Sie ihn erneut, um fortzufahren.

callback-mail-hello = Guten Tag { $name },
callback-mail-booked-subject = Wir rufen Sie an: { $when }
callback-mail-booked = wir rufen Sie zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) an: { $when } ({ $zone }).
callback-mail-moved-subject = Neuer Termin für Ihren Anruf: { $when }
callback-mail-moved = der Anruf zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) wurde verschoben. Wir rufen Sie jetzt an: { $when } ({ $zone }).
callback-mail-cancelled-subject = Anruf abgesagt: { $when }
callback-mail-cancelled = der Anruf zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) ist abgesagt: { $when } ({ $zone }). Die Anfrage selbst bleibt offen.
callback-mail-lost-subject = Wir können den Anruf nicht einhalten: { $when }
callback-mail-lost = es tut uns leid: Für den Anruf zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }), { $when } ({ $zone }), ist niemand mehr frei. Von da an rufen wir Sie der Reihe nach an, sobald jemand frei ist.
callback-mail-reminder-subject = Erinnerung: Wir rufen Sie an, { $when }
callback-mail-reminder = wie vereinbart rufen wir Sie zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) an: { $when } ({ $zone }).
callback-mail-given-up-subject = Wir konnten Sie nicht erreichen
callback-mail-given-up = { $tries ->
    [one] wir haben Sie zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) angerufen und konnten Sie unter { $phone } nicht erreichen.
   *[other] wir haben Sie zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) { $tries }-mal angerufen und konnten Sie unter { $phone } nicht erreichen.
}
callback-mail-wrong-number-subject = Unter welcher Nummer erreichen wir Sie?
callback-mail-wrong-number = wir wollten Sie zu Ihrer Serviceanfrage „{ $subject }“ ({ $number }) anrufen, aber unter { $phone } sind Sie nicht zu erreichen.
callback-mail-dial = Wir wählen { $phone }.
callback-mail-change = Hier können Sie den Anruf verschieben oder absagen: { $link }
callback-mail-book = Hier können Sie einen anderen Termin wählen: { $link }
callback-mail-answer = Hier können Sie schriftlich antworten oder einen Termin für einen weiteren Anruf wählen: { $link }
callback-mail-correct = Hier können Sie uns die richtige Nummer nennen: { $link }
callback-mail-from = Support, { $operator }
callback-calendar-summary = Anruf vom Support, { $operator }
callback-calendar-text = Wir wählen { $phone }. Serviceanfrage { $number }: { $link }

callback-card = Rückruf
callback-card-none = Möchten Sie lieber darüber sprechen? Wir rufen Sie an, der Reihe nach oder zu einem Termin Ihrer Wahl.
callback-card-turn = Wir rufen Sie der Reihe nach an: { $phone }.
callback-card-next = Sie sind als Nächstes an der Reihe.
callback-card-before = { $n ->
    [one] { $n } Anruf vor Ihnen.
   *[other] { $n } Anrufe vor Ihnen.
}
callback-card-opens = Die Leitung ist jetzt geschlossen. Wir rufen ab etwa { $when } an.
callback-card-booked = Wir rufen Sie an: { $when } ({ $zone }), { $phone }.
callback-card-dialled = Wir rufen Sie gerade an: { $phone }.
callback-card-again = Wir konnten Sie unter { $phone } nicht erreichen. Nächster Versuch: { $when }.
callback-card-again-soon = Wir konnten Sie unter { $phone } nicht erreichen und versuchen es gleich wieder.
callback-card-given-up = Wir konnten Sie unter { $phone } nicht erreichen. Antworten Sie hier, oder wählen Sie einen Termin für einen weiteren Anruf.
callback-card-wrong-number = Unter { $phone } sind Sie nicht zu erreichen. Bitten Sie um einen Anruf unter der richtigen Nummer.
callback-calendar = In den Kalender übernehmen
callback-ask = Anrufen lassen
callback-move = Verschieben
callback-book-instead = Lieber einen Termin wählen
callback-cancel = Anruf absagen
callback-cancel-confirm = Diesen Anruf absagen?
callback-change = Speichern
callback-title = Anrufen lassen
callback-number = Anzurufende Nummer
callback-when = Wann sollen wir anrufen?
callback-in-turn = Sobald Sie an der Reihe sind
callback-in-turn-text = Es ruft Sie der nächste freie Mitarbeiter an, der Ihre Sprache spricht und sich mit dem Thema auskennt.
callback-in-turn-opens = Die Leitung ist jetzt geschlossen. Wir rufen ab etwa { $when } an.
callback-in-turn-closed = Die Leitung ist jetzt geschlossen.
callback-times-in = Oder zu einem Termin Ihrer Wahl (Dauer: { $duration }). Zeitzone: { $zone }.
callback-zone = Zeitzone
callback-zone-show = Anzeigen
callback-no-times = Zurzeit kann kein Termin gebucht werden.
callback-free = { $n ->
    [one] { $n } Termin frei
   *[other] { $n } Termine frei
}
callback-list-title = Rückrufe
callback-next = Nächster Anruf
callback-next-key = Nächster Anruf (c)
callback-own = Sie rufen gerade an: { $name }.
callback-ready = Jetzt anzurufen
callback-ready-none = Niemand wartet auf einen Anruf
callback-ready-none-text = Wen Sie anrufen können, erscheint hier von selbst.
callback-ahead = Später
callback-others = Bei anderen
callback-col-who = Wer
callback-col-about = Worum es geht
callback-col-language = Sprache
callback-col-when = Wann
callback-col-there = Uhrzeit dort
callback-row-booked = Gebucht: { $when }
callback-row-from = Ab { $when }
callback-row-waits = Wartet seit { $duration }
callback-tries = { $n ->
    [one] { $n } Versuch
   *[other] { $n } Versuche
}
callback-take = Anrufen
callback-take-one = { $name } anrufen
callback-with = { $name } ruft gerade an.
callback-other-skills = Andere Sprache oder Kategorie
callback-there = Dort ist es { $time } ({ $zone })
callback-said = Was besprochen wurde (der Kunde liest es)
callback-then = Und dann
callback-then-nothing = Weiter daran arbeiten
callback-then-wait = Auf den Kunden warten
callback-then-resolve = Lösen
callback-reached = Erreicht
callback-no-answer = Niemand hat abgenommen
callback-wrong-number = Falsche Nummer
callback-give-back = Zurückgeben
callback-later = Zu einem anderen Zeitpunkt anrufen
callback-later-do = Diesen Termin vereinbaren
flash-callback-asked = Wir rufen Sie an.
flash-callback-cancelled = Der Anruf ist abgesagt.
flash-callback-nobody = Niemand wartet auf einen Anruf, den Sie führen können.
flash-callback-reached = Der Anruf wurde festgehalten.
flash-callback-tried = Der Versuch wurde festgehalten.
flash-callback-wrong-number = Der Kunde wird nach der richtigen Nummer gefragt.
flash-callback-later = Der Anruf wurde verschoben.
flash-callback-given-back = Der Anruf ist wieder in der Warteschlange.
callback-part-night = Nacht
callback-part-morning = Vormittag
callback-part-afternoon = Nachmittag
callback-part-evening = Abend
