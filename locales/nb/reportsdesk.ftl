reports-post-from = Tjenestetilstand
reports-post-about = om det kjente problemet { $issue }
reports-post-over = det kjente problemet { $issue } er over
reports-post-language = ennå ikke oversatt, språk: { $language }
reports-event-linked = { $name } koblet til det kjente problemet { $issue }
reports-event-unlinked = { $name } fjernet koblingen til problemet { $issue }
error-reports-issue = Det finnes ikke noe åpent problem med dette nummeret.
error-reports-issue-open = Problemet er ikke over ennå.
error-reports-reach = Problemet finnes bare for noen organisasjoner, og ikke for denne.
error-reports-since = Dette tidspunktet har ikke kommet ennå.
error-reports-many = Organisasjonen din har meldt svært mye den siste timen. Kundestøtte har mottatt alt. Haster det, kan du åpne en tjenesteforespørsel.
reports-title = Meldt av kunder
reports-lead = Satt sammen etter tid, tjeneste og ord. Når nok organisasjoner melder det samme, blir det et forslag.
reports-of-service = { $service }: det kundene melder
reports-proposed = Forslag
reports-gathering = Samles
reports-notice = Kunder melder det samme: er det et problem?
reports-organizations = { $count ->
    [one] { $count } organisasjon
   *[other] { $count } organisasjoner
}
reports-words = Felles
reports-chart = { $count ->
    [one] { $count } melding, { $from }
   *[other] { $count } meldinger fra { $from } til { $to }
}
reports-evidence = Det som ble meldt
reports-extent-me = gjelder den som meldte
reports-extent-some = gjelder noen
reports-extent-everybody = gjelder alle
reports-since = siden { $when }
reports-request = Tjenesteforespørsel { $number }
reports-make-title = Det er et nytt problem
reports-make-hint = Et utkast med tjeneste, del og start slik de ble meldt. Meldingene og tjenesteforespørslene deres kommer til å høre til det.
reports-make = Skriv problemet
reports-made-of = Dette problemet lages av meldinger fra kunder; de og tjenesteforespørslene deres kommer til å høre til det.
reports-join-title = Det er et kjent problem
reports-join-issue = Åpent problem
reports-join = Legg til dette problemet
reports-dismiss-title = Det er ikke tjenesten det er noe galt med
reports-reason = Begrunnelse
reports-reason-hint = De som meldte det, leser dette.
reports-dismiss = Avvis
reports-requests = Tjenesteforespørsler
reports-requests-lead = Hvert innlegg om problemet besvarer tjenesteforespørslene som er koblet til her, på språket deres.
reports-link-number = Nummeret på en tjenesteforespørsel
reports-link = Koble til
reports-unlink = Fjern koblingen
reports-affected = { $count ->
    [one] { $count } melding fra kunder
   *[other] { $count } meldinger fra kunder
}
reports-resolve-all = { $count ->
    [one] Løs { $count } åpen tjenesteforespørsel
   *[other] Løs { $count } åpne tjenesteforespørsler
}
reports-resolve-hint = Problemet er over, og kundene har lest det. De som fortsatt har vansker, kan si fra.
reports-resolve-confirm = Vil du løse alle disse tjenesteforespørslene?
reports-known = Kjent problem
reports-known-likely = Det kan være et av disse:
reports-known-number = Nummeret på et problem
flash-reports-linked = Koblet til. Det nyeste innlegget står i tjenesteforespørselen.
flash-reports-unlinked = Koblingen er fjernet.
flash-reports-resolved = Tjenesteforespørslene er løst.
flash-reports-joined = Meldingene hører til dette problemet.
flash-reports-dismissed = Avvist. De som meldte det, leser begrunnelsen.
error-reports-case = Ingen tjenesteforespørsel har dette nummeret.
