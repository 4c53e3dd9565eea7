callback-event-asked = { $name } hívást kért.
callback-event-booked = { $name } hívást foglalt: { $when }.
callback-event-moved = { $name } áthelyezte a hívást: { $from } helyett { $to }.
callback-event-to-turn = { $name } lemondott a lefoglalt időpontról ({ $from }); a hívásra sorban kerül sor.
callback-event-cancelled = { $name } lemondta a hívást: { $when }.
callback-event-cancelled-turn = { $name } már nem kér hívást.
callback-event-lost = A lefoglalt időpont ({ $when }) nem tartható. Onnantól a hívásra sorban kerül sor.
callback-event-near = Közeleg a lefoglalt hívás: { $when }.
callback-event-late = A lefoglalt hívást még senki sem intézte el: { $when }.
callback-event-tried = { $name } telefonált, de senkit sem ért el. Következő próbálkozás: { $when }.
callback-event-tried-last = { $name } telefonált, de senkit sem ért el. E-mailben írtuk meg, hogyan tovább.
callback-event-wrong-number = { $name } telefonált, de ezen a számon senki sem érhető el. E-mailben kérdeztük meg a helyes számot.
callback-event-reached = { $name } telefonált.

error-slot-taken = Ezt az időpontot épp most foglalták le. A közelben szabad: { $nearest }.
error-slot-taken-none = Ezt az időpontot épp most foglalták le, és jelenleg nincs más szabad időpont.
error-slot-malformed = Ez nem lefoglalható időpont.
error-callback-partner = A kérés a partnerénél van. Hívást a továbbadás után kérhet.
error-callback-done = A kérés megoldódott. Nyissa meg újra, ha hívást szeretne.
error-callback-none = Nem kértek hívást.
error-callback-dialled = Az ügyfélszolgálat éppen hívja.
error-callback-taken = { $name } gyorsabb volt, és ő intézi ezt a hívást.
error-callback-skills = Ehhez a híváshoz olyan nyelv vagy kategória kell, amellyel Ön nem rendelkezik.
error-callback-early = Ennek a hívásnak még nincs itt az ideje.
error-callback-over = Ezt a hívást időközben elintézték vagy lemondták.
error-callback-not-yours = Ez a hívás már nem az Öné. A folytatáshoz vegye fel újra.

callback-mail-hello = Tisztelt { $name }!
callback-mail-booked-subject = Felhívjuk: { $when }
callback-mail-booked = Felhívjuk a következő szolgáltatáskérése ügyében: „{ $subject }” ({ $number }). Időpont: { $when } ({ $zone }).
callback-mail-moved-subject = A hívás új időpontja: { $when }
callback-mail-moved = A következő szolgáltatáskérés ügyében tervezett hívás időpontja megváltozott: „{ $subject }” ({ $number }). Új időpont: { $when } ({ $zone }).
callback-mail-cancelled-subject = A hívást lemondták: { $when }
callback-mail-cancelled = A következő szolgáltatáskérés ügyében tervezett hívást lemondták: „{ $subject }” ({ $number }), { $when } ({ $zone }). Maga a kérés nyitva marad.
callback-mail-lost-subject = Nem tudjuk tartani a hívás időpontját: { $when }
callback-mail-lost = Sajnáljuk: a következő szolgáltatáskérés ügyében lefoglalt hívásra már nincs szabad munkatársunk: „{ $subject }” ({ $number }), { $when } ({ $zone }). Onnantól sorban hívjuk, amint valaki szabad.
callback-mail-reminder-subject = Emlékeztető: felhívjuk, { $when }
callback-mail-reminder = Megbeszélésünk szerint felhívjuk a következő szolgáltatáskérése ügyében: „{ $subject }” ({ $number }). Időpont: { $when } ({ $zone }).
callback-mail-given-up-subject = Nem tudtuk elérni
callback-mail-given-up = { $tries ->
    [one] Hívtuk a következő szolgáltatáskérése ügyében: „{ $subject }” ({ $number }), de ezen a számon nem értük el: { $phone }.
   *[other] { $tries } alkalommal hívtuk a következő szolgáltatáskérése ügyében: „{ $subject }” ({ $number }), de ezen a számon nem értük el: { $phone }.
}
callback-mail-wrong-number-subject = Milyen számon hívhatjuk?
callback-mail-wrong-number = Hívni szerettük volna a következő szolgáltatáskérése ügyében: „{ $subject }” ({ $number }), de ezen a számon nem érhető el: { $phone }.
callback-mail-dial = Ezt a számot hívjuk: { $phone }.
callback-mail-change = A hívást itt helyezheti át vagy mondhatja le: { $link }
callback-mail-book = Másik időpontot itt választhat: { $link }
callback-mail-answer = Itt válaszolhat írásban, vagy választhat időpontot egy újabb híváshoz: { $link }
callback-mail-correct = A helyes számot itt adhatja meg: { $link }
callback-mail-from = { $operator } támogatás
callback-calendar-summary = Hívás a támogatástól, { $operator }
callback-calendar-text = Ezt a számot hívjuk: { $phone }. Szolgáltatáskérés: { $number }, { $link }

callback-card = Visszahívás
callback-card-none = Inkább beszélne róla? Felhívjuk, sorban vagy az Ön által választott időpontban.
callback-card-turn = Sorban hívjuk a következő számon: { $phone }.
callback-card-next = Ön a következő.
callback-card-before = { $n ->
    [one] { $n } hívás van Ön előtt.
   *[other] { $n } hívás van Ön előtt.
}
callback-card-opens = A vonal most zárva van. Körülbelül ettől az időponttól hívjuk: { $when }.
callback-card-booked = Felhívjuk: { $when } ({ $zone }), { $phone }.
callback-card-dialled = Éppen hívjuk: { $phone }.
callback-card-again = Nem értük el a következő számon: { $phone }. Következő próbálkozás: { $when }.
callback-card-again-soon = Nem értük el a következő számon: { $phone }. Rögtön újra próbáljuk.
callback-card-given-up = Nem értük el a következő számon: { $phone }. Válaszoljon itt, vagy válasszon időpontot egy újabb híváshoz.
callback-card-wrong-number = Ezen a számon nem érhető el: { $phone }. Kérjen hívást a helyes számra.
callback-calendar = Felvétel a naptárba
callback-ask = Hívást kérek
callback-move = Áthelyezés
callback-book-instead = Inkább időpontot választok
callback-cancel = Hívás lemondása
callback-cancel-confirm = Lemondja ezt a hívást?
callback-change = Mentés
callback-title = Hívás kérése
callback-number = Hívandó szám
callback-when = Mikor hívjuk?
callback-in-turn = Amint sorra kerül
callback-in-turn-text = A következő szabad munkatárs hívja, aki beszéli a nyelvét és ismeri a témát.
callback-in-turn-opens = A vonal most zárva van. Körülbelül ettől az időponttól hívjuk: { $when }.
callback-in-turn-closed = A vonal most zárva van.
callback-times-in = Vagy az Ön által választott időpontban (időtartam: { $duration }). Időzóna: { $zone }.
callback-zone = Időzóna
callback-zone-show = Megjelenítés
callback-no-times = Jelenleg nem foglalható időpont.
callback-free = { $n ->
    [one] { $n } szabad időpont
   *[other] { $n } szabad időpont
}
callback-list-title = Visszahívások
callback-next = Következő hívás
callback-next-key = Következő hívás (c)
callback-own = Éppen hívja: { $name }.
callback-ready = Most hívandók
callback-ready-none = Senki sem vár hívásra
callback-ready-none-text = Akit felhívhat, magától megjelenik itt.
callback-ahead = Később
callback-others = Másoknál
callback-col-who = Kit
callback-col-about = Miről
callback-col-language = Nyelv
callback-col-when = Mikor
callback-col-there = Ottani idő
callback-row-booked = Lefoglalva: { $when }
callback-row-from = Ettől: { $when }
callback-row-waits = Várakozás: { $duration }
callback-tries = { $n ->
    [one] { $n } próbálkozás
   *[other] { $n } próbálkozás
}
callback-take = Hívás
callback-take-one = { $name } hívása
callback-with = { $name } éppen telefonál.
callback-other-skills = Más nyelv vagy kategória
callback-there = Ottani idő: { $time } ({ $zone })
callback-said = Ami elhangzott (az ügyfél olvassa)
callback-then = És utána
callback-then-nothing = Munka folytatása
callback-then-wait = Várakozás az ügyfélre
callback-then-resolve = Megoldás
callback-reached = Elértem
callback-no-answer = Senki sem vette fel
callback-wrong-number = Téves szám
callback-give-back = Visszaadás
callback-later = Hívás más időpontban
callback-later-do = Időpont rögzítése
flash-callback-asked = Fel fogjuk hívni.
flash-callback-cancelled = A hívást lemondta.
flash-callback-nobody = Senki sem vár olyan hívásra, amelyet Ön intézhet.
flash-callback-reached = A hívást rögzítettük.
flash-callback-tried = A próbálkozást rögzítettük.
flash-callback-wrong-number = Megkérdezzük az ügyféltől a helyes számot.
flash-callback-later = A hívást áthelyezte.
flash-callback-given-back = A hívás visszakerült a sorba.
callback-part-night = Éjszaka
callback-part-morning = Délelőtt
callback-part-afternoon = Délután
callback-part-evening = Este
