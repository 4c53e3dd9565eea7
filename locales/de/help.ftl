help-title = Wie können wir helfen?
help-question = Ihre Frage oder ein Schlüsselwort
help-suggestions = Vorschläge
help-how = Geben Sie eine Frage oder ein Schlüsselwort ein. Wählen Sie den Vorschlag aus, der Ihrer Frage am nächsten kommt, oder schreiben Sie weiter und drücken Sie die Eingabetaste.
help-results = Ergebnisse
help-in-language = auf { $language }
help-unsolved = Noch nicht gelöst?
help-carried = Was Sie eingegeben haben, wird übernommen; Sie müssen es nicht noch einmal schreiben.
help-sign-in-first = Melden Sie sich zuerst an; Ihre Eingabe wird übernommen.
help-contact-support = Support kontaktieren
help-health-operational = Alle Dienste arbeiten normal
help-health-advisory = Hinweis: { $services }
help-health-incident = Störung: { $services }
help-health-page = Dienststatus
help-health-details = Was darüber bekannt ist
help-back-to-results = In der Selbsthilfe danach suchen
help-description = Worum geht es?
help-description-hint = Was haben Sie getan, was haben Sie erwartet, was ist geschehen? Wenige Worte genügen.
help-subject = Betreff
help-choose = Bitte auswählen
help-subscription-partner = { $plan } (gekauft über { $partner }: geht zuerst dorthin)
help-subscription-expired = { $plan } (abgelaufen)
help-goes-to-partner = Dieses Abonnement wurde über Ihren Partner gekauft. Die Anfrage geht zuerst an ihn; er kann sie an { $operator } weitergeben.
help-choose-operator = Stattdessen an { $operator } senden
help-check = Schweregrad und Wartezeit anzeigen
help-severity = Schweregrad
help-impact-statement = Auswirkungen auf das Geschäft
help-impact-statement-hint = Was steht still, für wie viele Personen, und was geschieht, wenn es so bleibt?
help-round-the-clock = Wer ist rund um die Uhr erreichbar?
help-round-the-clock-hint = Der Support arbeitet Tag und Nacht daran, gemeinsam mit Ihnen.
help-round-the-clock-name = Name der erreichbaren Person
help-round-the-clock-phone = Telefon der erreichbaren Person
help-proposal = Vorschlag nach Ihren Antworten: { $level } – { $name }.
help-proposal-none = Beantworten Sie die Fragen oben, dann schlagen wir eine Stufe vor. Ohne Antworten gilt { $level } – { $name }.
help-times-in = Zeiten in Ihrer Zeitzone: { $zone }.
help-not-offered = Nicht verfügbar.
help-promise-until = Erste Antwort bis { $when }.
help-promise-after-partner = Gezählt ab dem Zeitpunkt, zu dem Ihr Partner die Anfrage weitergibt.
help-method = Wie sollen wir Sie kontaktieren?
help-wait-opens = Zurzeit geschlossen. Öffnet { $when }
help-wait-unknown = Die Wartezeit lässt sich zurzeit nicht angeben
help-wait-before-none = Niemand ist vor Ihnen
help-wait-before = { $n ->
    [one] { $n } Anfrage ist vor Ihrer
   *[other] { $n } Anfragen sind vor Ihrer
}
help-wait-before-many = { $n } oder mehr Anfragen sind vor Ihrer
help-answer-own = { $n ->
    [one] { $n } Supportmitarbeiter antwortet auf { $language }.
   *[other] { $n } Supportmitarbeiter antworten auf { $language }.
}
help-answer-other = Dafür spricht kein Supportmitarbeiter { $wanted }. Sie erhalten die Antwort auf { $language }.
help-answer-nobody = Zurzeit ist kein Supportmitarbeiter für diese Art von Support bekannt. Ihre Anfrage bleibt erhalten, bis sie jemand übernimmt.
help-phone = Telefon
help-email = E-Mail
help-contact-me = Mich kontaktieren
help-closed-admin-title = Fragen Sie einen Administrator Ihrer Organisation
help-closed-role = Sie sind Administrator, aber Ihre Rolle erlaubt es nicht, Serviceanfragen zu stellen.
help-closed-nobody = In Ihrer Organisation hat noch niemand eine Rolle, die das erlaubt. Bitten Sie die Person, die Ihr Konto eingerichtet hat, eine zuzuweisen.
help-closed-helpers = Diese Personen können den Support für Sie kontaktieren
help-closed-partner-title = Ihr Partner unterstützt Sie
help-closed-partner = So erreichen Sie Ihren Partner
help-closed-subscription-title = Es gibt noch kein Abonnement
help-closed-retired-title = Der Support ist beendet
help-closed-meanwhile = Was allen offensteht
help-closed-search = Selbsthilfe durchsuchen
help-closed-community = Die Community fragen
help-role-partner = Partner
