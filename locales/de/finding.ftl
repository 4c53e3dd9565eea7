finding-suggestions = { $n ->
    [one] { $n } Vorschlag
   *[other] { $n } Vorschläge
}
finding-group-health = Bekannte Probleme
finding-group-requests = Ihre offenen Anfragen
finding-group-articles = Artikel
finding-group-guides = Schritt für Schritt
finding-group-others = Andere fragten
finding-first = Was es schon erklären könnte
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
finding-kind-guide = Schritt für Schritt
finding-kind-video = Videos
finding-every-service = Alle Dienste
finding-language = Sprache
finding-own-language = Ihre zuerst
finding-without-filters = Ohne diese Filter suchen
finding-nothing = Dazu wurde nichts gefunden
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
finding-helped-sorry = Das tut uns leid. Ein Wort zum Grund hilft den Autorinnen und Autoren.
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
