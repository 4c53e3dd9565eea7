record-title = Resultaten
record-lead = Hoe de ondersteuning nakomt wat is toegezegd.
record-csv-figures = Cijfers als CSV
record-csv-cases = Zaken als CSV
record-filters = Wat wordt getoond
record-promise = Toezegging
record-from = Van
record-to = Tot en met
record-every-severity = Alle urgentieniveaus
record-organization = Organisatie
record-every-organization = Alle organisaties
record-show = Tonen
record-none = Nog niets te melden
record-none-text = In deze maanden begon geen toezegging van dit soort. Probeer andere maanden of minder filters.

record-headline = Alles wat wordt getoond, in cijfers
record-share = Op tijd
record-due = Verstreken of nagekomen
record-met = Nagekomen
record-late = Te laat
record-running = Loopt nog
record-late-median = Vertraging: mediaan
record-late-most = Vertraging: negen van de tien binnen
record-late-all = Vertraging: langste
record-still-late = { $n ->
    [one] { $n } van de late toezeggingen is nog steeds niet nagekomen.
   *[other] { $n } van de late toezeggingen zijn nog steeds niet nagekomen.
}
record-note = Een toezegging hoort bij de maand waarin ze begon (UTC) en bij het urgentieniveau dat ze het laatst had. Te laat wordt in werktijd geteld, van de termijn tot het nakomen. Wat vóór de termijn verviel, bijvoorbeeld omdat de serviceaanvraag werd gesloten, telt niet mee.

record-chart-counts = Toezeggingen per maand en urgentieniveau
record-chart-shares = Aandeel op tijd
record-chart = { $title }: staven voor elke maand. De cijfers staan in de tabellen hieronder.
record-by-month = Per maand
record-month = Maand
record-by-organization = Per organisatie
record-of-organization = Resultaten van deze organisatie

record-cases-all = Toezeggingen
record-cases-due = Verstreken of nagekomen toezeggingen
record-cases-met = Op tijd nagekomen toezeggingen
record-cases-late = Late toezeggingen
record-cases-running = Nog lopende toezeggingen
record-outcome = Uitkomst
record-late-by = Te laat (werktijd)
record-began = Begin
record-due-at = Termijn
record-met-at = Nagekomen
record-not-yet = nog niet nagekomen
