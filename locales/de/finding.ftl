finding-suggestions = { $n ->
    [one] { $n } Vorschlag
   *[other] { $n } Vorschläge
}
finding-group-health = Bekannte Probleme
finding-group-requests = Ihre offenen Anfragen
finding-group-articles = Artikel
finding-group-guides = Anleitungen
finding-group-others = Andere fragten
finding-first = Was es vielleicht schon erklärt
finding-requests = Ihre offenen Anfragen dazu
finding-count = { $n ->
    [one] { $n } Ergebnis
   *[other] { $n } Ergebnisse
}
finding-more = Die besten Ergebnisse zuerst
finding-none = Keine Ergebnisse
finding-filters = Ergebnisse eingrenzen
finding-filter = Anwenden
finding-kind = Art
finding-every-kind = Alles
finding-kind-article = Artikel
finding-kind-guide = Anleitungen
finding-kind-video = Videos
finding-every-service = Alle Dienste
finding-language = Sprache
finding-own-language = Ihre zuerst
finding-without-filters = Ohne diese Filter suchen
finding-nothing = Dazu wurde nichts gefunden
finding-spelling = Meinten Sie:
finding-near = Meinten Sie vielleicht:
finding-try = Was oft hilft:
finding-try-words = Verwenden Sie weniger oder andere Wörter: was Sie auf dem Bildschirm sehen, oder wie die Aufgabe heißt.
finding-try-service = Nennen Sie den Dienst, zum Beispiel E-Mail oder Websites.
finding-try-community = Die Community fragen
finding-clouds = In einer anderen Cloud suchen:
finding-helped = War das hilfreich?
finding-helped-yes = Ja
finding-helped-no = Nein
finding-helped-thanks = Vielen Dank. Sie können Ihre Antwort ändern.
finding-helped-sorry = Das tut uns leid. Wenn Sie kurz den Grund nennen, hilft das den Autorinnen und Autoren.
finding-why = Woran lag es?
finding-reason-unclear = Schwer zu verstehen
finding-reason-too-hard = Verstanden, aber es ließ sich nicht umsetzen
finding-reason-wrong = Etwas ist falsch oder veraltet
finding-reason-other-problem = Es geht um ein anderes Problem als meines
finding-reason-language = Die Sprache oder die Übersetzung ist schlecht
finding-words = In Ihren Worten
finding-words-hint = Eine Zeile für die Autorinnen und Autoren. Bitte keine Namen, Adressen oder Kennwörter. Darauf wird nicht geantwortet.
finding-send = Senden
finding-tried = Was mitgeschickt wird
finding-tried-hint = Der Support sieht, wonach Sie gesucht haben, und schickt Sie nicht noch einmal dorthin. Wählen Sie ab, was Sie nicht senden möchten.
finding-tried-asked = Gesucht
finding-tried-read = Gelesen
error-too-many-votes = Aus Ihrem Netzwerk kamen gerade sehr viele Antworten. Bitte versuchen Sie es etwas später noch einmal.
finding-title = Wie die Selbsthilfe hilft
finding-lead = Was gefragt und gelesen wurde und wer trotzdem den Support kontaktieren musste.
finding-period = Zeitraum
finding-days = { $n ->
    [one] Der letzte Tag
   *[other] Die letzten { $n } Tage
}
finding-every-language = Alle Sprachen
finding-csv = Fragen als CSV
finding-not-measured = Zurzeit wird nichts festgehalten: Die Messung ist ausgeschaltet.
finding-headline = Auf einen Blick
finding-asked = Fragen
finding-was-read = Etwas gelesen
finding-was-solved = Gelöst
finding-still-contacted = Trotzdem Support kontaktiert
finding-times = { $n }-mal
finding-chart = Was aus den Fragen wurde
finding-chart-text = Balken zeigen, was im Lauf der Zeit aus den Fragen wurde. Die Tabelle darunter sagt dasselbe.
finding-by-day = Die Zahlen nach Tagen
finding-by-week = Die Zahlen nach Wochen
finding-when = Ab
finding-bar = { $when }: { $n }
finding-outcome-solved = Gelöst
finding-outcome-open = Noch offen
finding-outcome-unread = Keine Antwort gefunden
finding-outcome-contacted = Support kontaktiert
finding-no-figures = Noch hat niemand etwas gefragt
finding-no-figures-text = Sobald jemand etwas sucht, sehen Sie hier, ob es gefunden wurde.
finding-questions = Zuerst die Fragen ohne gute Antwort
finding-questions-text = Es wurde nichts gelesen, es half nicht, oder der Support wurde trotzdem kontaktiert.
finding-question = Frage
finding-unanswered = Ohne Antwort
finding-clicked = Am meisten gelesen
finding-clicked-nothing = Nichts
finding-unknown = Nichts gefunden
finding-poor = Artikel, die zu wenig helfen
finding-poor-text = Nach negativen Bewertungen und nach Anfragen, die nach dem Lesen an den Support gingen.
finding-votes = { $no } von { $all } Bewertungen negativ
finding-contacted-of = { $n } von { $all } kontaktierten danach den Support
finding-reason-times = { $reason }: { $n }
finding-note = Gelöst heißt: Jemand hat es gesagt, oder jemand las etwas und kontaktierte den Support danach nicht (Frist: { $after }). Besucher werden nur an einer Zufallszahl erkannt, bis sie den Browser schließen. Was festgehalten wird, wird nach { $kept } Tagen gelöscht.
