# Was Programmen gesagt wird, die auf die Art von Microsoft Graph fragen. Namen von Optionen und Kopfzeilen bleiben, wie sie sind.
graph-method = Diese Adresse kann mit dieser Methode nicht verwendet werden. Der Allow-Header nennt die zulässigen Methoden.
graph-options = Die Abfrage kann so nicht beantwortet werden. { $why }
graph-skiptoken = Dieser $skiptoken passt nicht zur Abfrage. Folgen Sie @odata.nextLink unverändert oder beginnen Sie ohne den Token von vorn.
graph-too-many = Es müssten mehr als { $most } Einträge sortiert oder gezählt werden. Grenzen Sie die Abfrage mit $filter auf lastModifiedDateTime ein, oder lassen Sie $orderby und $count weg und folgen Sie @odata.nextLink.
graph-message-ids = Senden Sie messageIds als Liste von Nachrichten-IDs mit mindestens einem Eintrag, die nicht zu lang ist.
