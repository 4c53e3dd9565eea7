record-title = Måloppnåelse
record-lead = Hvordan kundestøtten holder det den har lovet.
record-csv-figures = Tall som CSV
record-csv-cases = Saker som CSV
record-filters = Hva som vises
record-promise = Løfte
record-from = Fra
record-to = Til
record-every-severity = Alle alvorlighetsgrader
record-organization = Organisasjon
record-every-organization = Alle organisasjoner
record-show = Vis
record-none = Ingenting å vise ennå
record-none-text = Ingen løfter av dette slaget begynte i disse månedene. Prøv andre måneder eller færre filtre.

record-headline = Alt som vises, i tall
record-share = I tide
record-due = Forfalt
record-met = Holdt
record-late = For sent
record-running = Løper fortsatt
record-late-median = Forsinkelse: median
record-late-most = Forsinkelse: ni av ti innen
record-late-all = Forsinkelse: lengste
record-still-late = { $n ->
    [one] { $n } av de forsinkede er fortsatt ikke holdt.
   *[other] { $n } av de forsinkede er fortsatt ikke holdt.
}
record-note = Et løfte hører til måneden det begynte i (UTC), og til alvorlighetsgraden det hadde til slutt. Forsinkelsen er arbeidstid, fra fristen til løftet ble holdt. Det som falt bort før fristen, for eksempel fordi tjenesteforespørselen ble lukket, telles ikke.

record-chart-counts = Løfter etter måned og alvorlighetsgrad
record-chart-shares = Andel i tide
record-chart = { $title }: søyler for hver måned. Tallene står i tabellene nedenfor.
record-by-month = Etter måned
record-month = Måned
record-by-organization = Etter organisasjon
record-of-organization = Måloppnåelse for denne organisasjonen

record-cases-all = Løfter
record-cases-due = Løfter som har forfalt
record-cases-met = Løfter holdt i tide
record-cases-late = Forsinkede løfter
record-cases-running = Løfter som fortsatt løper
record-outcome = Utfall
record-late-by = Forsinkelse (arbeidstid)
record-began = Begynte
record-due-at = Frist
record-met-at = Holdt
record-not-yet = ikke holdt ennå
