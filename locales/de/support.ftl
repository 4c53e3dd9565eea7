support-title = Support erhalten
support-lead = Support für { $product }, bereitgestellt von { $operator }
support-clouds = Clouds
support-contents = Auf dieser Seite
support-path = Wo Sie sind
support-as-of = Stand: { $date }
support-closed-to-new = Diese Cloud nimmt keine neuen Kunden auf. Für die vorhandenen Kunden wird der Support fortgeführt.
support-retired = Diese Cloud wird nicht mehr betrieben, und ihr Support ist beendet. Diese Seite zeigt, was zugesagt war.

support-health-first = Prüfen Sie zuerst den aktuellen Dienststatus.
support-health-text = Dort finden Sie Einzelheiten zu aktuellen und früheren Problemen. Wenn Ihr Problem nicht aufgeführt ist, erhalten Sie auf einem der folgenden Wege Support.

support-who = Wer Support erhält
support-admins = Administratoren
support-others = Alle anderen
support-free = Supportanfragen sind kostenlos.
support-roles = Rollen, die Serviceanfragen öffnen dürfen
support-domains = Die Domänen der Kunden enden auf { $domains }.

support-contact = Support kontaktieren
support-directly = Wenn Sie bereits wissen, dass Sie uns brauchen:
support-menu-path = Support > Neue Serviceanfrage
support-methods = Wie wir Sie kontaktieren
support-attachment = Größte Anlage
support-reopen = Eine geschlossene Anfrage kann wieder geöffnet werden für

support-phone-title = Telefonnummern des Supports
support-phone-own-page = Telefonnummern auf einer eigenen Seite
support-phone-country = Land oder Region
support-phone-choose = Wählen Sie Ihr Land oder Ihre Region aus
support-phone-not-listed = Mein Land oder meine Region ist nicht aufgeführt
support-phone-no-line = Keine Rufnummer in diesem Land oder dieser Region: { $place }
support-phone-not-in-list = Ihr Land oder Ihre Region ist nicht aufgeführt
support-phone-lines-of = Rufnummern: { $place }
support-phone-plan = Für Kunden mit: { $plan }
support-phone-alternative = Alternative Rufnummer
support-phone-from-abroad = International: { $number }
support-phone-toll-free = Gebührenfrei
support-phone-local-charges = Es fallen Ortsgesprächsgebühren an
support-phone-international-charges = Es fallen Gebühren für Auslandsgespräche an
support-phone-steps = Nach dem Wählen:
support-language-not-stated = Sprache nicht angegeben
support-severity = Schweregrad { $level }

support-your-time = Ihre Zeit: { $zone }
support-hours-always = { $hours } Stunden am Tag, { $days } Tage die Woche
support-hours-daily = { $days }, { $times }
support-hours-overnight = { $days }, { $times } (am Folgetag)
support-hours-whole-days = { $days }, rund um die Uhr
support-hours-unbroken = von { $from } bis { $to } durchgehend
support-hours-closed-on = Geschlossen am { $dates }
support-hours-also-open = Auch geöffnet am { $dates }
support-hours-by-country = Die genauen Zeiten jedes Landes oder jeder Region stehen bei der Rufnummer.
support-open = Jetzt geöffnet
support-open-closes = Jetzt geöffnet, schließt { $in }
support-closed = Geschlossen
support-closed-opens = Geschlossen, öffnet { $in }

support-verification = Überprüfung von Anrufern
support-code = Bestätigungscode
support-code-lifetime = Gültigkeit
support-code-attempts = Versuche
support-codes-an-hour = Höchstzahl der Codes pro Stunde
support-code-registered = Kontakt registriert seit mindestens
support-digits = { $n ->
    [one] { $n } Ziffer
   *[other] { $n } Ziffern
}
support-minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
support-hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
support-business-days = { $n ->
    [one] { $n } Geschäftstag
   *[other] { $n } Geschäftstage
}

support-kinds = Arten von Support
support-kinds-lead = In jedem Abonnement enthalten:
support-for-admins = Für Administratoren
support-for-all = Für alle Benutzer
support-answered-in = Sprachen: { $languages }
support-handled = Zu diesen Zeiten werden Anfragen bearbeitet und Antwortzeiten gezählt:
support-topics = Themen
support-not-covered = Nicht enthalten:

support-severity-levels = Schweregrade und Antwortzeiten
support-level = Schweregrad
support-response = Erste Antwort
support-or-less = höchstens { $amount }
support-worked-on = Supportzeiten
support-follow-up = Nachverfolgung
support-business-day = { $n ->
    [one] ein Geschäftstag ist { $n } Stunde davon
   *[other] ein Geschäftstag sind { $n } Stunden davon
}
support-alias = auch: { $name }
support-meaning = Bedeutung
support-examples = Beispiele
support-our-part = Unser Beitrag
support-your-part = Ihr Beitrag
support-news-every = Längster Abstand zwischen unseren Nachrichten: { $amount }
support-silence = Zeit für Ihre Antwort, während wir auf Sie warten: { $amount } (Erinnerung bei { $share })
support-lowering = { $n ->
    [one] Ein Schweregrad wird um jeweils { $n } Stufe gesenkt, nie unter { $level }, und immer von einer Person mit Begründung.
   *[other] Ein Schweregrad wird um jeweils höchstens { $n } Stufen gesenkt, nie unter { $level }, und immer von einer Person mit Begründung.
}

support-what-if = Wann würden Sie von uns hören?
support-what-if-lead = Wählen Sie einen Zeitpunkt, eine Art von Support und einen Schweregrad: Diese Fristen würden für die Anfrage zugesagt.
support-what-if-start = Anfrage gesendet am
support-what-if-kind = Art des Supports
support-what-if-show = Fristen anzeigen
support-what-if-wrong = Bitte geben Sie Datum und Uhrzeit ein.
support-what-if-promise = Zusage
support-what-if-news = Nächste Nachricht danach
support-what-if-until = Spätestens
support-what-if-clock = Nach der Uhr
support-what-if-business = Davon in Supportzeiten
support-what-if-counted = Gezählt

support-responsibilities = Gemeinsame Verantwortung
support-operator-does = Was der Support von { $operator } tut
support-admin-does = Was Administratoren tun
support-admin-is = Ein Administrator ist:
support-admin-tasks = Aufgaben eines Administrators:
support-self-service = Selbsthilfe und Community
support-learning = Mehr erfahren
support-link-page = Seite
support-link-link-page = Linkseite
support-link-article = Artikel
support-link-video = Video
