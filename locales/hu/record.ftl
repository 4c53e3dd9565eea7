record-title = Teljesítés
record-lead = Hogyan tartja be a támogatás, amit vállalt.
record-csv-figures = Számok CSV-ben
record-csv-cases = Esetek CSV-ben
record-filters = Mi látható
record-promise = Vállalás
record-from = Ettől
record-to = Eddig
record-every-severity = Minden súlyossági szint
record-organization = Szervezet
record-every-organization = Minden szervezet
record-show = Megjelenítés
record-none = Még nincs adat
record-none-text = Ezekben a hónapokban nem kezdődött ilyen vállalás. Próbáljon más hónapokat vagy kevesebb szűrőt.

record-headline = Minden látható adat számokban
record-share = Időben teljesült
record-due = Esedékessé vált
record-met = Teljesült
record-late = Késett
record-running = Még fut
record-late-median = Késés: medián
record-late-most = Késés: tízből kilenc legfeljebb
record-late-all = Késés: leghosszabb
record-still-late = { $n ->
    [one] A késők közül { $n } még mindig nem teljesült.
   *[other] A késők közül { $n } még mindig nem teljesült.
}
record-note = A vállalás ahhoz a hónaphoz tartozik, amelyben kezdődött (UTC), és ahhoz a súlyossági szinthez, amelyet utoljára viselt. A késés munkaidőben számít, a határidőtől a teljesítésig. Ami a határidő előtt tárgytalanná vált, például mert a szolgáltatáskérést lezárták, nem számít.

record-chart-counts = Vállalások hónap és súlyossági szint szerint
record-chart-shares = Időben teljesültek aránya
record-chart = { $title }: oszlopok minden hónaphoz. A számok az alábbi táblázatokban állnak.
record-by-month = Hónapok szerint
record-month = Hónap
record-by-organization = Szervezetek szerint
record-of-organization = A szervezetnek tett vállalások teljesítése

record-cases-all = Vállalások
record-cases-due = Esedékessé vált vállalások
record-cases-met = Időben teljesült vállalások
record-cases-late = Késett vállalások
record-cases-running = Még futó vállalások
record-outcome = Eredmény
record-late-by = Késés (munkaidő)
record-began = Kezdete
record-due-at = Határidő
record-met-at = Teljesült
record-not-yet = még nem teljesült
