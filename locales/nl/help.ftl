help-title = Waarmee kunnen we u helpen?
help-question = Uw vraag of een trefwoord
help-suggestions = Suggesties
help-how = Typ een vraag of een trefwoord. Selecteer de suggestie die het dichtst bij uw vraag ligt, of typ verder en druk op Enter.
help-results = Resultaten
help-in-language = in het { $language }
help-unsolved = Nog niet opgelost?
help-carried = Wat u hebt getypt, wordt overgenomen, zodat u het niet opnieuw hoeft te schrijven.
help-sign-in-first = Meld u eerst aan; wat u hebt getypt, wordt overgenomen.
help-contact-support = Contact opnemen met ondersteuning
help-health-operational = Alle services werken normaal
help-health-advisory = Melding: { $services }
help-health-incident = Storing: { $services }
help-health-page = Servicestatus
help-health-details = Wat hierover bekend is
help-back-to-results = Hiernaar zoeken in zelfhulp
help-description = Wat is het probleem?
help-description-hint = Wat hebt u gedaan, wat verwachtte u en wat gebeurde er? Een paar woorden zijn genoeg.
help-subject = Onderwerp
help-choose = Maak een keuze
help-subscription-partner = { $plan } (gekocht via { $partner }: gaat eerst naar hen)
help-subscription-expired = { $plan } (verlopen)
help-goes-to-partner = Dit abonnement is via uw partner gekocht. De aanvraag gaat eerst naar uw partner, die deze kan doorgeven aan { $operator }.
help-choose-operator = In plaats daarvan naar { $operator } verzenden
help-check = Urgentieniveau en wachttijd weergeven
help-severity = Urgentieniveau
help-impact-statement = Bedrijfsimpact
help-impact-statement-hint = Wat ligt stil, voor hoeveel mensen, en wat gebeurt er als het zo blijft?
help-round-the-clock = Wie is dag en nacht bereikbaar?
help-round-the-clock-hint = De ondersteuning werkt hier dag en nacht aan, samen met u.
help-round-the-clock-name = Naam van de bereikbare persoon
help-round-the-clock-phone = Telefoon van de bereikbare persoon
help-proposal = Voorgesteld op basis van uw antwoorden: { $level } – { $name }.
help-proposal-none = Beantwoord de vragen hierboven, dan stellen wij een niveau voor. Zonder antwoorden geldt { $level } – { $name }.
help-times-in = Tijden zijn in uw tijdzone: { $zone }.
help-not-offered = Niet beschikbaar.
help-promise-until = Eerste antwoord uiterlijk { $when }.
help-promise-after-partner = Telt vanaf het moment dat uw partner de aanvraag doorgeeft.
help-method = Hoe zullen we contact met u opnemen?
help-wait-opens = Nu gesloten. Open vanaf { $when }
help-wait-unknown = De wachttijd is op dit moment niet bekend
help-wait-before-none = Er is niemand vóór u
help-wait-before = { $n ->
    [one] { $n } aanvraag is vóór de uwe
   *[other] { $n } aanvragen zijn vóór de uwe
}
help-wait-before-many = { $n } of meer aanvragen zijn vóór de uwe
help-answer-own = { $n ->
    [one] { $n } medewerker antwoordt in het { $language }.
   *[other] { $n } medewerkers antwoorden in het { $language }.
}
help-answer-other = Hiervoor spreekt geen medewerker { $wanted }. U krijgt antwoord in het { $language }.
help-answer-nobody = Op dit moment is er geen medewerker voor dit soort ondersteuning bekend. Uw aanvraag blijft bewaard totdat iemand deze aanneemt.
help-phone = Telefoon
help-email = E-mail
help-contact-me = Neem contact met mij op
help-closed-admin-title = Vraag het een beheerder van uw organisatie
help-closed-role = U bent beheerder, maar uw rol staat niet toe dat u serviceaanvragen opent.
help-closed-nobody = Niemand in uw organisatie heeft nog een rol die dit toestaat. Vraag degene die uw account heeft ingesteld om er een toe te wijzen.
help-closed-helpers = Zij kunnen voor u contact opnemen met ondersteuning
help-closed-partner-title = Uw partner ondersteunt u
help-closed-partner = Zo bereikt u uw partner
help-closed-subscription-title = Er is nog geen abonnement
help-closed-retired-title = De ondersteuning is beëindigd
help-closed-meanwhile = Wat iedereen kan gebruiken
help-closed-search = Zoeken in zelfhulp
help-closed-community = Vraag het de community
help-role-partner = Partner
