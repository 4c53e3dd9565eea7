finding-suggestions = { $n ->
    [one] { $n } suggestie
   *[other] { $n } suggesties
}
finding-group-health = Bekende problemen
finding-group-requests = Uw openstaande aanvragen
finding-group-articles = Artikelen
finding-group-guides = Stap voor stap
finding-group-others = Anderen vroegen
finding-first = Wat het mogelijk al verklaart
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
finding-kind-guide = Stap voor stap
finding-kind-video = Video's
finding-every-service = Alle services
finding-language = Taal
finding-own-language = Uw taal eerst
finding-without-filters = Zoeken zonder deze filters
finding-nothing = Hierover is niets gevonden
finding-near = Bedoelde u een van deze?
finding-try = Wat vaak helpt:
finding-try-words = Gebruik minder of andere woorden: wat u op het scherm ziet, of hoe de taak heet.
finding-try-service = Noem de service, bijvoorbeeld e-mail of sites.
finding-try-community = Vraag het de community
finding-clouds = In een andere cloud zoeken:
finding-helped = Heeft dit u geholpen?
finding-helped-yes = Ja
finding-helped-no = Nee
finding-helped-thanks = Dank u wel. U kunt uw antwoord wijzigen.
finding-helped-sorry = Dat spijt ons. Met een woord over de reden helpt u de auteurs.
finding-why = Wat was er aan de hand?
finding-reason-unclear = Moeilijk te begrijpen
finding-reason-too-hard = Begrepen, maar het lukte niet
finding-reason-wrong = Er klopt iets niet of het is verouderd
finding-reason-other-problem = Het gaat over een ander probleem dan het mijne
finding-reason-language = De taal of de vertaling is slecht
finding-words = In uw eigen woorden
finding-words-hint = Eén regel voor de auteurs. Geen namen, adressen of wachtwoorden alstublieft. U krijgt hierop geen antwoord.
finding-send = Verzenden
finding-tried = Wat er meegaat
finding-tried-hint = Ondersteuning ziet waarnaar u hebt gezocht, zodat u daar niet opnieuw heen wordt gestuurd. Haal het vinkje weg bij wat u niet wilt verzenden.
finding-tried-asked = Gezocht naar
finding-tried-read = Gelezen
error-too-many-votes = Er kwamen zojuist heel veel antwoorden uit uw netwerk. Probeer het iets later opnieuw.
