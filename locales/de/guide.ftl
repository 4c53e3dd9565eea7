guide-title = Geführte Hilfe
guide-lead = Beantworten Sie eine Frage nach der anderen, die wahrscheinlichste Ursache zuerst. Wenn nichts hilft, erhält der Support Ihre Antworten.
guide-for-all = Für alle
guide-for-admins = Für Administratoren
guide-for-admins-note = Diese Anleitung ist für Administratoren gedacht: Für manche Schritte fehlen Ihnen die Rechte. Sie können sich umsehen und Ihrem Administrator die Stelle zeigen, an der Sie sind.
guide-none = Noch keine Anleitungen
guide-none-text = Sobald es welche gibt, finden Sie sie hier.
guide-steps-at-most = { $n ->
    [one] Höchstens ein Schritt
   *[other] Höchstens { $n } Schritte
}
guide-progress = { $ahead ->
    [one] Schritt { $step }, danach höchstens noch einer
   *[other] Schritt { $step }, danach höchstens noch { $ahead }
}
guide-progress-last = Schritt { $step }, der letzte
guide-progress-end = Ende der Anleitung
guide-changed = Diese Anleitung hat sich inzwischen geändert. Bitte machen Sie hier weiter.
guide-answer-next = Erledigt, weiter
guide-answer-yes = Ja, es funktioniert jetzt
guide-answer-no = Nein, noch immer nicht
guide-given = Ihre bisherigen Antworten
guide-change = Ändern
guide-again = Neu beginnen
guide-read = Mehr dazu
guide-contact-carried = Ihre Antworten werden mitgesendet; Sie müssen nichts noch einmal erklären. Sie sehen sie, bevor etwas gesendet wird.
guide-contact-sign-in = Melden Sie sich zuerst an; Ihre Antworten werden mitgesendet. Sie sehen sie, bevor etwas gesendet wird.
guide-ask-admin = Den Rest kann Ihr Administrator erledigen. Geben Sie weiter, was Sie herausgefunden haben, damit niemand von vorn beginnen muss.
guide-ask-admin-mail = An den Administrator schreiben
guide-ask-admin-who = Wer ist mein Administrator?
guide-ask-admin-text = Text zum Kopieren anzeigen
guide-message-lead = Ich habe die Anleitung in unserem Hilfecenter durchlaufen und geantwortet:
guide-told = In der Anleitung bereits beantwortet:
guide-include = Diese Antworten mitsenden
guide-include-hint = Das erspart Rückfragen: Wir sehen, was Sie schon versucht haben.
guide-begin = Schritt für Schritt lösen
guide-about = Geführte Hilfe dazu
guide-kind = Anleitung
guide-all = Alle Anleitungen
guide-known = Zurzeit bekannt
guide-report = Was die Anleitungen bewirken
guide-report-lead = Wer eine Anleitung begonnen hat, wie sie endete und wo die Leute aufgegeben haben.
guide-report-period = Die letzten { $n } Tage.
guide-report-begun = Begonnen
guide-report-solved = Gelöst
guide-report-known = Bekanntes Problem
guide-report-admin = An Administrator verwiesen
guide-report-contact = Support kontaktiert
guide-report-left = Abgebrochen
guide-report-note = Wer zurückgeht und anders antwortet, zählt doppelt. Wer geantwortet hat, wird nicht festgehalten.
guide-report-percent = { $n } %
guide-report-picture = Die ganze Anleitung
guide-report-picture-text = Die Schritte von links nach rechts und wie viele sie erreicht haben; die Tabelle darunter sagt dasselbe.
guide-report-steps = Schritt für Schritt
guide-report-step = Schritt
guide-report-came = Erreicht
guide-report-open = Anleitung öffnen
