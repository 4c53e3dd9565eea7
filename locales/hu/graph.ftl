# Amit a Microsoft Graph módján kérdező programok kapnak. A beállítások és fejlécek neve változatlan marad.
graph-method = Ez a cím ezzel a metódussal nem használható. A megengedett metódusokat az Allow fejléc sorolja fel.
graph-options = A lekérdezésre így nem adható válasz. { $why }
graph-skiptoken = Ez a $skiptoken nem illik a lekérdezéshez. Kövesse változtatás nélkül az @odata.nextLink címet, vagy kezdje újra a token nélkül.
graph-too-many = Több mint { $most } bejegyzést kellene rendezni vagy megszámolni. Szűkítse a lekérdezést a lastModifiedDateTime mezőre vonatkozó $filter beállítással, vagy hagyja el a $orderby és a $count beállítást, és kövesse az @odata.nextLink címet.
graph-message-ids = A messageIds mezőben üzenetazonosítók listáját küldje, amely legalább egy elemből áll, és nem túl hosszú.
