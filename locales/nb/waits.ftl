wait-title = Forventet ventetid
wait-lead = For { $category } på { $language }, ikke hastende, hvis du spør nå.
wait-between = Trolig mellom { $from } og { $to }
wait-at-once = Trolig innen noen få minutter
wait-tomorrow = Trolig i morgen fra omtrent { $time }
wait-from-day = Trolig fra omtrent { $when }
wait-days = Trolig omkring { $about }, mellom { $from } og { $to }
wait-opens = Stengt nå. Åpner { $when }
wait-unknown = Ventetiden kan ikke oppgis akkurat nå
wait-first-answer = Første svar: { $text }
wait-call = Oppringning: { $text }
wait-why = Hvorfor?
wait-why-opens = Denne typen støtte er stengt til { $when }.
wait-why-before-none = Ingen er foran deg.
wait-why-before = { $n ->
    [one] { $n } forespørsel er foran din.
   *[other] { $n } forespørsler er foran din.
}
wait-why-agents = { $n ->
    [one] { $n } medarbeider som snakker { $language }, er på vakt; ledig nå: { $free }.
   *[other] { $n } medarbeidere som snakker { $language }, er på vakt; ledige nå: { $free }.
}
wait-why-nobody = Ingen medarbeider som snakker { $language }, er på vakt nå.
wait-why-comes = Neste medarbeider begynner: { $when }.
wait-why-leaves = En vakt slutter i mellomtiden: { $when }.
wait-why-booked = { $n ->
    [one] { $n } bestilt samtale går foran.
   *[other] { $n } bestilte samtaler går foran.
}
wait-why-overtaking = { $n ->
    [one] Omtrent { $n } forespørsel som haster mer, ventes i mellomtiden.
   *[other] Omtrent { $n } forespørsler som haster mer, ventes i mellomtiden.
}
wait-why-service = En forespørsel tar en medarbeider omtrent { $duration }.
wait-why-new = Det er lite erfaring med dette ennå.
wait-why-outcomes = { $n ->
    [one] Sammenlignet med den virkelige ventetiden for { $n } tidligere forespørsel.
   *[other] Sammenlignet med de virkelige ventetidene for { $n } tidligere forespørsler.
}
wait-note = Ventetiden beregnes stadig på nytt; åtte av ti skal falle innenfor tidene som vises.
