# Det programmer får vite når de spør på samme måte som Microsoft Graph. Navn på alternativer og overskrifter står som de er.
graph-method = Denne adressen kan ikke brukes med denne metoden. Allow-hodet sier hvilke metoder den godtar.
graph-options = Spørringen kan ikke besvares slik den er. { $why }
graph-skiptoken = Dette $skiptoken passer ikke til spørringen. Følg @odata.nextLink uendret, eller begynn på nytt uten tokenet.
graph-too-many = Mer enn { $most } oppføringer måtte ha vært sortert eller talt. Avgrens spørringen med $filter på lastModifiedDateTime, eller utelat $orderby og $count og følg @odata.nextLink.
graph-message-ids = Send messageIds som en liste over meldings-ID-er som har minst én oppføring og ikke er for lang.
