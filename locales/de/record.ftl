record-title = Bilanz
record-lead = Wie der Support hält, was er zugesagt hat.
record-csv-figures = Zahlen als CSV
record-csv-cases = Fälle als CSV
record-filters = Was gezeigt wird
record-promise = Zusage
record-from = Von
record-to = Bis
record-every-severity = Alle Schweregrade
record-organization = Organisation
record-every-organization = Alle Organisationen
record-show = Anzeigen
record-none = Noch nichts zu berichten
record-none-text = In diesen Monaten begann keine Zusage dieser Art. Versuchen Sie andere Monate oder weniger Filter.

record-headline = Alles Gezeigte in Zahlen
record-share = Rechtzeitig
record-due = Fällig geworden
record-met = Eingehalten
record-late = Verspätet
record-running = Laufen noch
record-late-median = Verspätung: Median
record-late-most = Verspätung: neun von zehn binnen
record-late-all = Verspätung: längste
record-still-late = { $n ->
    [one] { $n } der verspäteten Zusagen ist noch immer nicht erfüllt.
   *[other] { $n } der verspäteten Zusagen sind noch immer nicht erfüllt.
}
record-note = Eine Zusage zählt zu dem Monat, in dem sie begann (UTC), und zu dem Schweregrad, den sie zuletzt hatte. Verspätung ist Geschäftszeit von der Frist bis zur Erfüllung. Was vor der Frist hinfällig wurde, etwa weil die Serviceanfrage geschlossen wurde, zählt nicht.

record-chart-counts = Zusagen nach Monat und Schweregrad
record-chart-shares = Anteil rechtzeitig
record-chart = { $title }: Balken für jeden Monat. Die Zahlen stehen in den Tabellen darunter.
record-by-month = Nach Monat
record-month = Monat
record-by-organization = Nach Organisation
record-of-organization = Bilanz dieser Organisation

record-cases-all = Zusagen
record-cases-due = Fällig gewordene Zusagen
record-cases-met = Eingehaltene Zusagen
record-cases-late = Verspätete Zusagen
record-cases-running = Noch laufende Zusagen
record-outcome = Ergebnis
record-late-by = Verspätung (Geschäftszeit)
record-began = Beginn
record-due-at = Frist
record-met-at = Erfüllt
record-not-yet = noch nicht erfüllt
