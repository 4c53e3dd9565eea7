support-title = Ondersteuning krijgen
support-lead = Ondersteuning voor { $product }, geleverd door { $operator }
support-clouds = Clouds
support-contents = Op deze pagina
support-path = Waar u bent
support-as-of = Stand op { $date }
support-closed-to-new = Deze cloud neemt geen nieuwe klanten aan. De ondersteuning gaat door voor de klanten die er zijn.
support-retired = Deze cloud wordt niet meer beheerd en de ondersteuning is beëindigd. Deze pagina toont wat was toegezegd.

support-health-first = Begin met de huidige status van uw services.
support-health-text = Daar vindt u details over huidige en eerdere problemen. Als uw probleem er niet bij staat, krijgt u op een van de volgende manieren ondersteuning.

support-who = Wie ondersteuning krijgt
support-admins = Beheerders
support-others = Alle anderen
support-free = Ondersteuningsaanvragen zijn gratis.
support-roles = Rollen die serviceaanvragen mogen openen
support-domains = De domeinen van de klanten eindigen op { $domains }.

support-contact = Contact opnemen met ondersteuning
support-directly = Als u al weet dat u ons nodig hebt:
support-menu-path = Ondersteuning > Nieuwe serviceaanvraag
support-methods = Hoe we contact met u opnemen
support-attachment = Grootste bijlage
support-reopen = Een gesloten aanvraag kan opnieuw worden geopend gedurende

support-phone-title = Telefoonnummers voor ondersteuning
support-phone-own-page = Telefoonnummers op een eigen pagina
support-phone-country = Land of regio
support-phone-choose = Selecteer uw land of regio
support-phone-not-listed = Mijn land of regio staat er niet bij
support-phone-no-line = Geen telefoonnummer in dit land of deze regio: { $place }
support-phone-not-in-list = Uw land of regio staat er niet bij
support-phone-lines-of = Telefoonnummers: { $place }
support-phone-plan = Voor klanten met: { $plan }
support-phone-alternative = Alternatief nummer
support-phone-from-abroad = Internationaal: { $number }
support-phone-toll-free = Gratis nummer
support-phone-local-charges = Lokale gesprekskosten
support-phone-international-charges = Internationale gesprekskosten
support-phone-steps = Na het kiezen van het nummer:
support-language-not-stated = taal niet vermeld
support-severity = Urgentieniveau { $level }

support-your-time = uw tijd: { $zone }
support-hours-always = { $hours } uur per dag, { $days } dagen per week
support-hours-daily = { $days }, { $times }
support-hours-overnight = { $days }, { $times } (volgende dag)
support-hours-whole-days = { $days }, de klok rond
support-hours-unbroken = van { $from } tot { $to } zonder onderbreking
support-hours-closed-on = Gesloten op { $dates }
support-hours-also-open = Ook open op { $dates }
support-hours-by-country = De precieze tijden van elk land of elke regio staan bij het telefoonnummer.
support-open = Nu open
support-open-closes = Nu open, sluit { $in }
support-closed = Gesloten
support-closed-opens = Gesloten, opent { $in }

support-verification = Verificatie van bellers
support-code = Verificatiecode
support-code-lifetime = Geldigheid
support-code-attempts = Pogingen
support-codes-an-hour = Meeste codes per uur
support-code-registered = Contact geregistreerd sinds minstens
support-digits = { $n ->
    [one] { $n } cijfer
   *[other] { $n } cijfers
}
support-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
support-hours = { $n } uur
support-business-days = { $n ->
    [one] { $n } werkdag
   *[other] { $n } werkdagen
}

support-kinds = Soorten ondersteuning
support-kinds-lead = Inbegrepen bij elk abonnement:
support-for-admins = Voor beheerders
support-for-all = Voor alle gebruikers
support-answered-in = Talen: { $languages }
support-handled = Op deze tijden worden aanvragen behandeld en reactietijden geteld:
support-topics = Onderwerpen
support-not-covered = Valt er niet onder:

support-severity-levels = Urgentieniveaus en reactietijden
support-level = Urgentieniveau
support-response = Eerste reactie
support-or-less = { $amount } of minder
support-worked-on = Ondersteuningstijden
support-follow-up = Follow-up
support-business-day = een werkdag is { $n } uur hiervan
support-alias = ook: { $name }
support-meaning = Betekenis
support-examples = Voorbeelden
support-our-part = Onze bijdrage
support-your-part = Uw bijdrage
support-news-every = Langste tijd tussen onze berichten: { $amount }
support-silence = Tijd om te antwoorden terwijl we op u wachten: { $amount } (herinnering bij { $share })
support-lowering = { $n ->
    [one] Een urgentieniveau wordt met { $n } niveau tegelijk verlaagd, nooit onder { $level }, en altijd door een persoon met een reden.
   *[other] Een urgentieniveau wordt met hoogstens { $n } niveaus tegelijk verlaagd, nooit onder { $level }, en altijd door een persoon met een reden.
}

support-what-if = Wanneer zou u van ons horen?
support-what-if-lead = Kies een tijdstip, een soort ondersteuning en een urgentieniveau: dit zijn de termijnen die voor de aanvraag zouden gelden.
support-what-if-start = Aanvraag verzonden op
support-what-if-kind = Soort ondersteuning
support-what-if-show = Termijnen weergeven
support-what-if-wrong = Voer een datum en een tijd in.
support-what-if-promise = Toezegging
support-what-if-news = Volgend bericht daarna
support-what-if-until = Uiterlijk
support-what-if-clock = Volgens de klok
support-what-if-business = Waarvan ondersteuningstijd
support-what-if-counted = Geteld

support-responsibilities = Gedeelde verantwoordelijkheid
support-operator-does = Wat de ondersteuning van { $operator } doet
support-admin-does = Wat beheerders doen
support-admin-is = Een beheerder is:
support-admin-tasks = Taken van een beheerder:
support-self-service = Zelfhulp en community
support-learning = Meer informatie
support-link-page = Pagina
support-link-link-page = Pagina met koppelingen
support-link-article = Artikel
support-link-video = Video
