request-number = Nummer
request-subject = Onderwerp
request-organization = Organisatie
request-subscription = Abonnement
request-bought = Gekocht
request-bought-partner = via een partner
request-kind = Soort ondersteuning
request-topic = Thema
request-service = Service
request-severity = Urgentieniveau
request-proposed = Voorgesteld urgentieniveau
request-proposal = { $level } – { $name }. { $reasons }
request-impact-statement = Bedrijfsimpact
request-round-the-clock = Dag en nacht bereikbaar
request-state = Status
request-first-answer = Eerste antwoord
request-changed = Gewijzigd
request-contact-method = Contactmethode
request-contact-phone = Telefoon
request-contact-email = E-mail
request-language = Taal
request-opened-by = Geopend door
request-opened-at = Geopend
request-agent = Ondersteuningsmedewerker
request-facts = Gegevens
request-promised = Wat er is toegezegd
request-state-open = Bij ondersteuning
request-state-partner = Bij { $partner }
request-state-waiting = Wacht op u
request-state-resolved = Opgelost
request-state-closed = Gesloten
request-tab-all = Alle
request-tab-open = Open
request-views = Van wie
request-view-own = Uw organisatie
request-view-customers = Uw klanten
request-states = Status
request-find = Nummer of woorden
request-none = Nog geen serviceaanvragen
request-none-text = Stel eerst een vraag: de meeste antwoorden zijn al opgeschreven.
request-none-found = Geen passende serviceaanvraag
request-none-found-text = Probeer andere woorden of een andere status.
request-none-customers = Er wacht geen aanvraag van uw klanten
request-none-customers-text = Hier verschijnen aanvragen over abonnementen die via u zijn gekocht.
request-crumbs = Waar u bent
request-promise = Eerste antwoord { $target }, geteld { $hours }.
request-target-seconds = { $n ->
    [one] binnen { $n } seconde
   *[other] binnen { $n } seconden
}
request-target-minutes = { $n ->
    [one] binnen { $n } minuut
   *[other] binnen { $n } minuten
}
request-target-hours = { $n ->
    [one] binnen { $n } uur
   *[other] binnen { $n } uur
}
request-target-business-days = { $n ->
    [one] binnen { $n } werkdag
   *[other] binnen { $n } werkdagen
}
request-hours-always = dag en nacht
request-hours-whole-days = { $days } dag en nacht
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours } ({ $zone })
request-promise-until = U hoort uiterlijk { $when } ({ $zone }) van ons.
request-promise-answered = Het eerste antwoord kwam { $when }.
request-promise-paused = De klok staat stil zolang we op uw antwoord wachten.
request-promise-partner = { $partner } behandelt deze aanvraag. Wat { $operator } toezegt, begint wanneer de aanvraag wordt doorgegeven.
request-left = nog { $duration }
request-late = { $duration } te laat
request-side-agent = Ondersteuning, { $operator }
request-side-partner = Partner
request-side-customer = Klant
request-did-open = heeft de aanvraag geopend
request-did-assign = { $name } behandelt deze aanvraag nu.
request-did-return = De aanvraag wacht op de volgende vrije medewerker.
request-did-change-severity = Het urgentieniveau is gewijzigd van { $from } ({ $fromname }) in { $to } ({ $toname }): { $reason }
request-did-remind = We wachten op uw antwoord en hebben u daaraan herinnerd.
request-did-lower-severity = Omdat we niets van u hebben gehoord, is het urgentieniveau verlaagd van { $from } ({ $fromname }) naar { $to } ({ $toname }). Het wordt weer verhoogd zodra u antwoordt. Reden: { $reason }
request-did-restore-severity = Door uw antwoord is het urgentieniveau weer verhoogd van { $from } ({ $fromname }) naar { $to } ({ $toname }).
request-did-wait = Ondersteuning wacht op uw antwoord.
request-did-resolve = Opgelost door { $name }
request-did-close = Gesloten door { $name }
request-did-reopen = Opnieuw geopend door { $name }
request-did-hand-on = Doorgegeven aan { $operator } door { $name }
request-text = Uw antwoord
request-files = Bijlagen
request-files-note = Elk hoogstens { $most } MB.
request-reply = Beantwoorden
request-close = Aanvraag sluiten
request-close-confirm = Deze serviceaanvraag sluiten?
request-reopen = Opnieuw openen
request-reopen-why = Waarom moet de aanvraag opnieuw worden geopend?
request-reopen-note = { $days ->
    [one] De aanvraag kan binnen { $days } dag opnieuw worden geopend.
   *[other] De aanvraag kan binnen { $days } dagen opnieuw worden geopend.
}
request-reopen-over = { $days ->
    [one] Een aanvraag kan binnen { $days } dag opnieuw worden geopend; die tijd is voorbij.
   *[other] Een aanvraag kan binnen { $days } dagen opnieuw worden geopend; die tijd is voorbij.
}
request-resolve = Als opgelost markeren
request-hand-on = Doorgeven aan { $operator }
request-hand-on-confirm = Deze aanvraag doorgeven aan { $operator }? De aanvraag verdwijnt dan uit uw lijst.
flash-request-sent = Uw serviceaanvraag is verzonden.
flash-request-replied = Uw antwoord is verzonden.
flash-request-closed = De serviceaanvraag is gesloten.
flash-request-reopened = De serviceaanvraag is weer open.
flash-request-resolved = De serviceaanvraag is opgelost.
flash-request-handed-on = De serviceaanvraag is doorgegeven.
