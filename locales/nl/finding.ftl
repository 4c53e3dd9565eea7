finding-suggestions = { $n ->
    [one] { $n } suggestie
   *[other] { $n } suggesties
}
finding-group-health = Bekende problemen
finding-group-requests = Uw openstaande aanvragen
finding-group-articles = Artikelen
finding-group-guides = Stapsgewijze hulp
finding-group-others = Anderen vroegen
finding-first = Wat dit mogelijk al verklaart
finding-requests = Uw openstaande aanvragen hierover
finding-count = { $n ->
    [one] { $n } resultaat
   *[other] { $n } resultaten
}
finding-more = De beste resultaten eerst
finding-none = Geen resultaten
finding-filters = Resultaten beperken
finding-filter = Toepassen
finding-kind = Soort
finding-every-kind = Alles
finding-kind-article = Artikelen
finding-kind-guide = Stapsgewijze hulp
finding-kind-video = Video's
finding-every-service = Alle services
finding-language = Taal
finding-own-language = Uw taal eerst
finding-without-filters = Zoeken zonder deze filters
finding-nothing = Hierover is niets gevonden
finding-spelling = Bedoelde u:
finding-near = Bedoelde u een van deze?
finding-try = Wat vaak helpt:
finding-try-words = Gebruik minder of andere woorden: wat u op het scherm ziet, of hoe de taak heet.
finding-try-service = Noem de service, bijvoorbeeld e-mail of sites.
finding-try-community = Vraag het aan de community
finding-clouds = In een andere cloud zoeken:
finding-helped = Heeft dit u geholpen?
finding-helped-yes = Ja
finding-helped-no = Nee
finding-helped-thanks = Dank u wel. U kunt uw antwoord wijzigen.
finding-helped-sorry = Dat spijt ons. Met een woord over de reden helpt u de auteurs.
finding-why = Wat ging er mis?
finding-reason-unclear = Moeilijk te begrijpen
finding-reason-too-hard = Begrepen, maar het lukte niet
finding-reason-wrong = Er klopt iets niet of het is verouderd
finding-reason-other-problem = Het gaat over een ander probleem dan het mijne
finding-reason-language = De taal of de vertaling is slecht
finding-words = In uw eigen woorden
finding-words-hint = Eén regel voor de auteurs. Vermeld geen namen, adressen of wachtwoorden. U krijgt hierop geen antwoord.
finding-send = Verzenden
finding-tried = Wat wordt meegestuurd
finding-tried-hint = Ondersteuning ziet waarnaar u hebt gezocht, zodat u daar niet opnieuw heen wordt gestuurd. Haal het vinkje weg bij wat u niet wilt verzenden.
finding-tried-asked = Gezocht naar
finding-tried-read = Gelezen
error-too-many-votes = Er kwamen zojuist heel veel antwoorden uit uw netwerk. Probeer het iets later opnieuw.
finding-title = Hoe zelfhulp helpt
finding-lead = Wat er werd gevraagd en gelezen, en wie toch contact moest opnemen met ondersteuning.
finding-period = Periode
finding-days = { $n ->
    [one] De laatste dag
   *[other] De laatste { $n } dagen
}
finding-every-language = Alle talen
finding-csv = Vragen als CSV
finding-not-measured = Er wordt nu niets vastgelegd: het meten is uitgeschakeld.
finding-headline = In het kort
finding-asked = Vragen
finding-was-read = Iets gelezen
finding-was-solved = Opgelost
finding-still-contacted = Toch contact met ondersteuning
finding-times = { $n } keer
finding-chart = Hoe het met de vragen afliep
finding-chart-text = Staven laten zien hoe het in de loop van de tijd met de vragen afliep. De tabel eronder zegt hetzelfde.
finding-by-day = De cijfers per dag
finding-by-week = De cijfers per week
finding-when = Vanaf
finding-bar = { $when }: { $n }
finding-outcome-solved = Opgelost
finding-outcome-open = Nog niet bekend
finding-outcome-unread = Geen antwoord gevonden
finding-outcome-contacted = Contact met ondersteuning
finding-no-figures = Er is nog niets gevraagd
finding-no-figures-text = Zodra iemand iets zoekt, ziet u hier of het is gevonden.
finding-questions = Vragen zonder goed antwoord eerst
finding-questions-text = Er werd niets gelezen, het hielp niet, of er werd toch contact opgenomen met ondersteuning.
finding-question = Vraag
finding-unanswered = Zonder antwoord
finding-clicked = Meest gelezen
finding-clicked-nothing = Niets
finding-unknown = Niets gevonden
finding-poor = Artikelen die te weinig helpen
finding-poor-text = Op basis van negatieve stemmen en van aanvragen bij ondersteuning na het lezen.
finding-votes = { $no } van { $all } stemmen negatief
finding-contacted-of = { $n } van { $all } namen daarna contact op met ondersteuning
finding-reason-times = { $reason }: { $n }
finding-note = Opgelost betekent: iemand zei het, of las iets en nam daarna geen contact op met ondersteuning (termijn: { $after }). Bezoekers worden alleen herkend aan een willekeurig getal, totdat ze de browser sluiten. Wat wordt vastgelegd, wordt na { $kept } dagen verwijderd.
