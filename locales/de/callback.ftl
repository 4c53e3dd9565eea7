callback-event-asked = { $name } hat um einen Anruf gebeten.
callback-event-booked = { $name } hat einen Anruf gebucht: { $when }.
callback-event-moved = { $name } hat den Anruf verschoben: von { $from } auf { $to }.
callback-event-to-turn = { $name } hat den gebuchten Termin ({ $from }) aufgegeben; der Anruf erfolgt der Reihe nach.
callback-event-cancelled = { $name } hat den Anruf abgesagt: { $when }.
callback-event-cancelled-turn = { $name } wünscht keinen Anruf mehr.
callback-event-lost = Der gebuchte Termin ({ $when }) kann nicht eingehalten werden. Von da an erfolgt der Anruf der Reihe nach.
callback-event-near = Der gebuchte Anruf steht bevor: { $when }.
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
