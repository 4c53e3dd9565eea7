# What programs are told that ask in the way of Microsoft Graph. Names of options and headers stay as they are.
graph-method = This address can't be used with this method. The Allow header says which it takes.
graph-options = The query can't be answered as it stands. { $why }
graph-skiptoken = This $skiptoken doesn't fit the query. Follow @odata.nextLink unchanged, or begin again without the token.
graph-too-many = More than { $most } entries would have to be sorted or counted. Narrow the query with $filter on lastModifiedDateTime, or leave $orderby and $count out and follow @odata.nextLink.
graph-message-ids = Send messageIds as a list of message IDs that has at least one entry and isn't too long.
