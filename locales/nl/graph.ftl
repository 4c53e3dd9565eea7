# Wat programma's te horen krijgen die op de manier van Microsoft Graph vragen. Namen van opties en headers blijven zoals ze zijn.
graph-method = Dit adres kan niet met deze methode worden gebruikt. De Allow-header noemt de toegestane methoden.
graph-options = De query kan zo niet worden beantwoord. { $why }
graph-skiptoken = Deze $skiptoken past niet bij de query. Volg @odata.nextLink ongewijzigd, of begin opnieuw zonder het token.
graph-too-many = Er zouden meer dan { $most } vermeldingen moeten worden gesorteerd of geteld. Beperk de query met $filter op lastModifiedDateTime, of laat $orderby en $count weg en volg @odata.nextLink.
graph-message-ids = Stuur messageIds als een lijst met bericht-ID's die ten minste één vermelding bevat en niet te lang is.
