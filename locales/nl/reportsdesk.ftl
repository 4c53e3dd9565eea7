reports-post-from = Servicestatus
reports-post-about = over het bekende probleem { $issue }
reports-post-over = het bekende probleem { $issue } is voorbij
reports-post-language = nog niet vertaald, taal: { $language }
reports-event-linked = { $name } heeft het bekende probleem { $issue } gekoppeld
reports-event-unlinked = { $name } heeft het probleem { $issue } ontkoppeld
error-reports-issue = Er is geen openstaand probleem met dit nummer.
error-reports-issue-open = Het probleem is nog niet voorbij.
error-reports-reach = Het probleem bestaat alleen voor sommige organisaties, en niet voor deze.
error-reports-since = Dit tijdstip moet nog komen.
error-reports-many = Uw organisatie heeft het afgelopen uur heel veel gemeld. Ondersteuning heeft alles ontvangen. Als het dringend is, kunt u een serviceaanvraag openen.
reports-title = Gemeld door klanten
reports-lead = Samengebracht op tijd, service en woorden. Als genoeg organisaties hetzelfde melden, wordt het een voorstel.
reports-of-service = { $service }: wat klanten melden
reports-proposed = Voorstel
reports-gathering = Wordt verzameld
reports-notice = Klanten melden hetzelfde: is het een probleem?
reports-organizations = { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
}
reports-words = Gemeenschappelijk
reports-chart = { $count ->
    [one] { $count } melding, { $from }
   *[other] { $count } meldingen van { $from } tot { $to }
}
reports-evidence = Wat er gemeld is
reports-extent-me = betreft de melder
reports-extent-some = betreft enkelen
reports-extent-everybody = betreft iedereen
reports-since = sinds { $when }
reports-request = Serviceaanvraag { $number }
reports-make-title = Het is een nieuw probleem
reports-make-hint = Een concept met service, onderdeel en begin zoals ze zijn gemeld. De meldingen en hun serviceaanvragen gaan erbij horen.
reports-make = Probleem schrijven
reports-made-of = Dit probleem ontstaat uit meldingen van klanten; die en hun serviceaanvragen gaan erbij horen.
reports-join-title = Het is een bekend probleem
reports-join-issue = Openstaand probleem
reports-join = Aan dit probleem toevoegen
reports-dismiss-title = Het ligt niet aan de service
reports-reason = Reden
reports-reason-hint = Dit lezen degenen die het hebben gemeld.
reports-dismiss = Afwijzen
reports-requests = Serviceaanvragen
reports-requests-lead = Elk bericht over het probleem beantwoordt de hier gekoppelde serviceaanvragen, in hun taal.
reports-link-number = Nummer van een serviceaanvraag
reports-link = Koppelen
reports-unlink = Ontkoppelen
reports-affected = { $count ->
    [one] { $count } melding van klanten
   *[other] { $count } meldingen van klanten
}
reports-resolve-all = { $count ->
    [one] { $count } openstaande serviceaanvraag oplossen
   *[other] { $count } openstaande serviceaanvragen oplossen
}
reports-resolve-hint = Het probleem is voorbij en de klanten hebben dat gelezen. Wie er nog last van heeft, kan dat laten weten.
reports-resolve-confirm = Al deze serviceaanvragen als opgelost markeren?
reports-known = Bekend probleem
reports-known-likely = Het kan een van deze zijn:
reports-known-number = Nummer van een probleem
flash-reports-linked = Gekoppeld. Het nieuwste bericht staat in de serviceaanvraag.
flash-reports-unlinked = Ontkoppeld.
flash-reports-resolved = De serviceaanvragen zijn opgelost.
flash-reports-joined = De meldingen horen bij dit probleem.
flash-reports-dismissed = Afgewezen. Wie het heeft gemeld, leest de reden.
error-reports-case = Geen serviceaanvraag heeft dit nummer.
