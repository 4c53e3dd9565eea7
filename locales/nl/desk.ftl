desk-lists = Serviceaanvragen per lijst
desk-tab-take = Te nemen
desk-tab-mine = Van mij
desk-tab-waiting = Wachtend
desk-tab-all = Alle
desk-count-more = { $n }+
desk-search = Nummer of woorden
desk-next = Volgende
desk-empty = Niets hier
desk-empty-text = Wat binnenkomt, verschijnt hier vanzelf.
desk-not-found = Niets gevonden
desk-not-found-text = Probeer het nummer van de serviceaanvraag of minder woorden.
desk-choose = Kies een serviceaanvraag
desk-choose-text = De meest dringende staat bovenaan de lijst.
desk-back = Naar de lijst
desk-path = U bent hier

desk-left = nog { $duration }
desk-late = { $duration } te laat
desk-state-open = Open
desk-state-waiting = Wacht op klant
desk-state-resolved = Opgelost
desk-state-closed = Gesloten
desk-unassigned = Nog door niemand genomen
desk-nobody = Niemand
desk-somebody = Het ondersteuningscentrum
desk-support = Ondersteuning
desk-partner = Partner

desk-take = Nemen
desk-give-back = Teruggeven
desk-wait = Op klant wachten
desk-resolve = Oplossen
desk-resolve-confirm = Deze serviceaanvraag oplossen zonder nog een antwoord? De klant krijgt bericht.
desk-close = Sluiten
desk-close-confirm = Deze serviceaanvraag sluiten?
desk-reopen = Heropenen
desk-reopen-text = Waarom de aanvraag wordt heropend
desk-severity = Urgentieniveau
desk-severity-change = Wijzigen
desk-reason = Reden, die de klant ook leest
desk-assign = Toewijzen aan
desk-assign-do = Toewijzen

desk-kind = Soort tekst
desk-reply = Antwoord
desk-note = Interne notitie
desk-canned = Voorbereid antwoord
desk-insert = Invoegen
desk-text = Uw tekst
desk-markdown = Schrijf hier. Markdown is mogelijk.
desk-files = Bijlagen
desk-then = Daarna
desk-then-nothing = en openhouden
desk-then-wait = en op klant wachten
desk-then-resolve = en oplossen
desk-send = Verzenden
desk-not-done = Dit is niet uitgevoerd
desk-closed-meanwhile = { $name } heeft deze serviceaanvraag intussen afgesloten. Uw tekst staat er nog: lees de geschiedenis en verzend de tekst opnieuw als die nog klopt.

desk-presence-reading = { $name } bekijkt dit
desk-presence-writing = { $name } schrijft een antwoord
desk-event-opened = { $name } heeft de serviceaanvraag ingediend
desk-event-files = { $name } heeft bestanden verzonden
desk-event-note-files = { $name } heeft bestanden alleen voor medewerkers toegevoegd
desk-event-taken = { $name } heeft de serviceaanvraag genomen
desk-event-assigned = { $name } heeft de serviceaanvraag toegewezen aan { $to }
desk-event-given-back = { $name } heeft de serviceaanvraag teruggegeven
desk-event-severity-raised = { $name } heeft het urgentieniveau verhoogd van { $from } naar { $to }: { $reason }
desk-event-severity-lowered = { $name } heeft het urgentieniveau verlaagd van { $from } naar { $to }: { $reason }
desk-event-waiting = { $name } wacht op de klant
desk-event-resolved = { $name } heeft de serviceaanvraag opgelost
desk-event-closed = { $name } heeft de serviceaanvraag gesloten
desk-event-reopened = { $name } heeft de serviceaanvraag heropend
desk-event-handed-on = { $name } heeft de serviceaanvraag doorgegeven aan de ondersteuning
desk-event-reminded = De klant is eraan herinnerd dat de serviceaanvraag op antwoord wacht
desk-event-lowering-offered = De klant heeft niet op tijd geantwoord: het urgentieniveau kan worden verlaagd naar { $to }
desk-event-silence-lowered = { $name } heeft het urgentieniveau verlaagd van { $from } naar { $to } omdat de klant niet antwoordde: { $reason }
desk-event-severity-restored = { $name } heeft geantwoord: het urgentieniveau is weer verhoogd van { $from } naar { $to }
desk-event-warned = { $clock }: { $share } van de tijd is voorbij
desk-event-breached = { $clock }: de termijn is verstreken

desk-clock-first-response = Eerste reactie
desk-clock-follow-up = Volgende reactie
desk-clock-resolution = Oplossing
desk-clock-silence = Antwoord van de klant
desk-clock-due = uiterlijk { $when }
desk-clock-over = was uiterlijk { $when }
desk-clock-paused = staat stil zolang op de klant wordt gewacht
desk-clocks = Termijnen
desk-clocks-note = Het doel voor de oplossing is van de operator zelf; het is de klant niet toegezegd.

desk-lowering = De klant zwijgt
desk-lowering-text = U kunt het urgentieniveau verlagen van { $from } naar { $to }. De klant leest de reden, en het niveau wordt weer verhoogd zodra de klant antwoordt.
desk-lowering-do = Verlagen naar { $to }

desk-notices = Meldingen
desk-notice-seen = Als gezien markeren


desk-first-response = Eerste reactie
desk-promised = Toegezegd
desk-missing-impact-statement = Urgentieniveau { $severity } vereist een verklaring van de klant over de bedrijfsimpact. Vraag erom.
desk-missing-round-the-clock = Urgentieniveau { $severity } vereist iemand bij de klant die dag en nacht bereikbaar is. Vraag wie dat is.
desk-promised-text = { $target } bij urgentieniveau { $severity }
desk-counted = Geteld wordt
desk-business-days = { $n ->
    [one] { $n } werkdag
   *[other] { $n } werkdagen
}
desk-responded-at = gegeven: { $when }
desk-response-paused = De klok staat stil zolang op de klant wordt gewacht.
desk-not-responded = Afgesloten zonder reactie

desk-advanced-agreement = Geavanceerde overeenkomst
desk-agreement-signed = Overeenkomst ondertekend
desk-support-id = Ondersteunings-id
desk-country = Land of regio
desk-local-time = Lokale tijd
desk-about-subscription = Betreft het abonnement
desk-subscriptions = Abonnementen
desk-licences = { $n ->
    [one] { $n } licentie
   *[other] { $n } licenties
}
desk-subscription-active = actief
desk-subscription-trial = proefversie
desk-subscription-expired = verlopen
desk-bought-direct = rechtstreeks gekocht
desk-bought-partner = via een partner gekocht
desk-contacts = Geregistreerde contactgegevens
desk-requester = Ingediend door
desk-contact-method = Wil contact via
desk-phone = Telefoon
desk-email = E-mail
desk-language = Taal
desk-languages = Talen
desk-request = Serviceaanvraag
desk-category = Soort ondersteuning
desk-service = Service
desk-earlier = Andere serviceaanvragen
desk-latest = Laatste serviceaanvragen
desk-no-requests = Geen serviceaanvragen
desk-no-requests-text = Deze organisatie heeft nog niets gevraagd.
desk-subject = Onderwerp
desk-number = Nummer
desk-state = Status
desk-assignee = Medewerker
desk-changed = Gewijzigd
desk-people = Personen
desk-name = Naam
desk-roles = Rollen
desk-no-role = Geen beheerdersrol
desk-key-rows = Volgende, vorige serviceaanvraag

flash-desk-sent = Uw antwoord is verzonden.
flash-desk-noted = Uw notitie is toegevoegd.
flash-desk-assigned = De toewijzing is gewijzigd.
flash-desk-severity = Het urgentieniveau is gewijzigd.
flash-desk-lowered = Het urgentieniveau is verlaagd.
flash-desk-waiting = De serviceaanvraag wacht nu op de klant.
flash-desk-resolved = De serviceaanvraag is opgelost.
flash-desk-closed = De serviceaanvraag is gesloten.
flash-desk-reopened = De serviceaanvraag is weer open.
flash-desk-nothing-to-take = Er is op dit moment niets te nemen.
