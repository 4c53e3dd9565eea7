feeds-title = Servicestatus: { $of }
feeds-maintenance = Gepland onderhoud: { $of }
statuspage-none = Alle services werken
statuspage-minor = Sommige services zijn beperkt
statuspage-major = Een belangrijke functie van een service is niet beschikbaar
statuspage-critical = Een service is niet beschikbaar
statuspage-maintenance = Er is onderhoud bezig
