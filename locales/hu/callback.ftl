callback-event-asked = { $name } hívást kért.
callback-event-booked = { $name } hívást foglalt: { $when }.
callback-event-moved = { $name } áthelyezte a hívást: { $from } helyett { $to }.
callback-event-to-turn = { $name } lemondott a lefoglalt időpontról ({ $from }); a hívásra sorban kerül sor.
callback-event-cancelled = { $name } lemondta a hívást: { $when }.
callback-event-cancelled-turn = { $name } már nem kér hívást.
callback-event-lost = A lefoglalt időpont ({ $when }) nem tartható. Onnantól a hívásra sorban kerül sor.
callback-event-near = Közeleg a lefoglalt hívás: { $when }.
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
