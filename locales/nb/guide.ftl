guide-title = Veiledet hjelp
guide-lead = Svar på ett spørsmål om gangen, den mest sannsynlige årsaken først. Hvis ingenting hjelper, følger svarene dine med til kundestøtte.
guide-for-all = For alle
guide-for-admins = For administratorer
guide-for-admins-note = Denne veiledningen er ment for administratorer: Noen trinn krever rettigheter du ikke har. Du kan se deg om og vise administratoren hvor langt du har kommet.
guide-none = Ingen veiledninger ennå
guide-none-text = Så snart det finnes noen, ligger de her.
guide-steps-at-most = { $n ->
    [one] Høyst ett trinn
   *[other] Høyst { $n } trinn
}
guide-progress = { $ahead ->
    [one] Trinn { $step }, høyst ett til
   *[other] Trinn { $step }, høyst { $ahead } til
}
guide-progress-last = Trinn { $step }, det siste
guide-progress-end = Slutten av veiledningen
guide-changed = Veiledningen er endret i mellomtiden. Fortsett herfra.
guide-answer-next = Gjort, gå videre
guide-answer-yes = Ja, det fungerer nå
guide-answer-no = Nei, fortsatt ikke
guide-given = Svarene dine så langt
guide-change = Endre
guide-again = Begynn på nytt
guide-read = Les mer
guide-contact-carried = Svarene dine følger med, så du slipper å forklare dem på nytt. Du ser dem før noe sendes.
guide-contact-sign-in = Logg på først. Svarene dine følger med, og du ser dem før noe sendes.
guide-ask-admin = Administratoren kan gjøre resten. Gi videre det du har funnet ut, så ingen må begynne forfra.
guide-ask-admin-mail = Skriv til administratoren
guide-ask-admin-who = Hvem er administratoren min?
guide-ask-admin-text = Vis teksten for kopiering
guide-message-lead = Jeg har fulgt veiledningen i hjelpesenteret vårt og svart:
guide-told = Allerede besvart i veiledningen:
guide-include = Send med disse svarene
guide-include-hint = Det sparer spørsmål: Vi ser hva du allerede har prøvd.
guide-begin = Løs det trinn for trinn
guide-about = Veiledet hjelp til dette
guide-kind = Veiledning
guide-all = Alle veiledninger
guide-known = Kjent akkurat nå
guide-report = Hva veiledningene førte til
guide-report-lead = Hvem som begynte på en veiledning, hvordan den endte, og hvor folk ga opp.
guide-report-period = De siste { $n } dagene.
guide-report-begun = Begynt
guide-report-solved = Løst
guide-report-known = Kjent problem
guide-report-admin = Sendt til administrator
guide-report-contact = Kontaktet kundestøtte
guide-report-left = Avbrutt
guide-report-note = De som går tilbake og svarer noe annet, telles to ganger. Vi lagrer ikke hvem som svarte.
guide-report-percent = { $n } %
guide-report-picture = Hele veiledningen
guide-report-picture-text = Trinnene fra venstre til høyre, og hvor mange som kom dit. Tabellen under sier det samme.
guide-report-steps = Trinn for trinn
guide-report-step = Trinn
guide-report-came = Kom hit
guide-report-open = Åpne veiledningen
