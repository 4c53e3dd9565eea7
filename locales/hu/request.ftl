request-number = Szám
request-subject = Tárgy
request-organization = Szervezet
request-subscription = Előfizetés
request-bought = Vásárlás
request-bought-partner = partneren keresztül
request-kind = Támogatás típusa
request-topic = Témakör
request-service = Szolgáltatás
request-severity = Súlyossági szint
request-proposed = Javasolt súlyossági szint
request-proposal = { $level } – { $name }. { $reasons }
request-impact-statement = Üzleti hatás
request-round-the-clock = Éjjel-nappal elérhető
request-state = Állapot
request-first-answer = Első válasz
request-changed = Módosítva
request-contact-method = Kapcsolattartás módja
request-contact-phone = Telefon
request-contact-email = E-mail
request-language = Nyelv
request-opened-by = Megnyitotta
request-opened-at = Megnyitva
request-agent = Ügyfélszolgálati munkatárs
request-facts = Részletek
request-promised = Amit ígértünk
request-state-open = Az ügyfélszolgálatnál
request-state-partner = A partnernél: { $partner }
request-state-waiting = Önre vár
request-state-resolved = Megoldva
request-state-closed = Lezárva
request-tab-all = Összes
request-tab-open = Nyitott
request-views = Kinek a kérései
request-view-own = Az Ön szervezete
request-view-customers = Az Ön ügyfelei
request-states = Állapot
request-find = Szám vagy szavak
request-none = Még nincsenek szolgáltatáskérések
request-none-text = Először tegyen fel egy kérdést: a legtöbb válasz már le van írva.
request-none-found = Nincs megfelelő szolgáltatáskérés
request-none-found-text = Próbálkozzon más szavakkal vagy másik állapottal.
request-none-customers = Nincs várakozó kérés az ügyfeleitől
request-none-customers-text = Itt jelennek meg az Önön keresztül vásárolt előfizetésekkel kapcsolatos kérések.
request-crumbs = Az Ön helye
request-promise = Első válasz { $target }, számítás: { $hours }.
request-target-seconds = { $n ->
    [one] { $n } másodpercen belül
   *[other] { $n } másodpercen belül
}
request-target-minutes = { $n ->
    [one] { $n } percen belül
   *[other] { $n } percen belül
}
request-target-hours = { $n ->
    [one] { $n } órán belül
   *[other] { $n } órán belül
}
request-target-business-days = { $n ->
    [one] { $n } munkanapon belül
   *[other] { $n } munkanapon belül
}
request-hours-always = éjjel-nappal
request-hours-whole-days = { $days } éjjel-nappal
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours } ({ $zone })
request-promise-until = Legkésőbb eddig jelentkezünk: { $when } ({ $zone }).
request-promise-answered = Az első válasz időpontja: { $when }.
request-promise-paused = Az óra áll, amíg az Ön válaszára várunk.
request-promise-partner = Ezzel a kéréssel a következő partner foglalkozik: { $partner }. A következő vállalásai a továbbadással kezdődnek: { $operator }.
request-left = még { $duration }
request-late = { $duration } késés
request-side-agent = Ügyfélszolgálat, { $operator }
request-side-partner = Partner
request-side-customer = Ügyfél
request-did-open = megnyitotta a kérést
request-did-assign = Mostantól { $name } foglalkozik a kéréssel.
request-did-return = A kérés a következő szabad munkatársra vár.
request-did-change-severity = A súlyossági szint megváltozott. Eddig: { $from } ({ $fromname }), mostantól: { $to } ({ $toname }). Indok: { $reason }
request-did-remind = Várjuk a válaszát, erre emlékeztettük Önt.
request-did-lower-severity = Mivel nem kaptunk Öntől választ, a súlyossági szint csökkent. Eddig: { $from } ({ $fromname }), mostantól: { $to } ({ $toname }). Ha Ön válaszol, a szint ismét a korábbi lesz. Indok: { $reason }
request-did-restore-severity = Az Ön válaszával a súlyossági szint ismét a korábbi lett. Eddig: { $from } ({ $fromname }), mostantól: { $to } ({ $toname }).
request-did-wait = Az ügyfélszolgálat az Ön válaszára vár.
request-did-resolve = Megoldotta: { $name }
request-did-close = Lezárta: { $name }
request-did-reopen = Újra megnyitotta: { $name }
request-did-hand-on = { $name } továbbadta a következőnek: { $operator }
request-text = Az Ön válasza
request-files = Mellékletek
request-files-note = Fájlonként legfeljebb { $most } MB.
request-reply = Válasz
request-close = Kérés lezárása
request-close-confirm = Lezárja ezt a szolgáltatáskérést?
request-reopen = Újranyitás
request-reopen-why = Miért kell újra megnyitni a kérést?
request-reopen-note = { $days ->
    [one] { $days } napon belül újra megnyitható.
   *[other] { $days } napon belül újra megnyitható.
}
request-reopen-over = { $days ->
    [one] A kérések { $days } napon belül nyithatók meg újra; ez az idő letelt.
   *[other] A kérések { $days } napon belül nyithatók meg újra; ez az idő letelt.
}
request-resolve = Megjelölés megoldottként
request-hand-on = Továbbadás: { $operator }
request-hand-on-confirm = Továbbadja ezt a kérést a következőnek: { $operator }? Ezután lekerül a listájáról.
flash-request-sent = A szolgáltatáskérést elküldtük.
flash-request-replied = A választ elküldtük.
flash-request-closed = A szolgáltatáskérés le van zárva.
flash-request-reopened = A szolgáltatáskérés ismét nyitott.
flash-request-resolved = A szolgáltatáskérés megoldva.
flash-request-handed-on = A szolgáltatáskérést továbbadtuk.
