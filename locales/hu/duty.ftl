duty-presence = Az Ön állapota
duty-state-available = Elérhető
duty-state-busy = Elfoglalt
duty-state-wrap-up = Utómunka
duty-state-away = Távol
error-duty-state = Válasszon állapotot a menüből.

duty-filter = Kik látszanak
duty-language = Nyelv
duty-every-language = Minden nyelv
duty-category = A támogatás fajtája
duty-every-category = Minden fajta
duty-show = Megjelenítés
duty-now = Most
duty-nobody = Jelenleg senki sincs szolgálatban.
duty-agent = Ügyintéző
duty-state = Állapot
duty-speaks = Beszélt nyelvek
duty-knows = Területek
duty-until = Műszak vége
duty-no-shift = Most nincs műszakja
duty-by-language = Nyelvek
duty-coming = A következő napok műszakjai
duty-no-shifts = Ezekre a napokra nincs ismert műszak.
duty-legend-staffed = Dolgozik valaki, aki beszéli
duty-legend-promised = A vonal nyitva van
duty-legend-gap = A vonal nyitva van, de senki sem dolgozik, aki válaszolhatna
duty-language-covered = lefedve: { $duration }
duty-language-gaps = { $n ->
    [one] { $n } hiány
   *[other] { $n } hiány
}
duty-day-times = { $day }, { $times }
duty-own = Saját műszakjaim
duty-own-none = A következő két hétre nincs ismert műszakja.
duty-feed-note = Naptárprogramja egy titkos címen követheti a műszakjait.
duty-feed-make = Cím létrehozása
duty-feed-renew = Új cím létrehozása
duty-feed-end = Cím lezárása
duty-feed-address = Cím a naptárprogramhoz
duty-feed-once = Csak most látható. Aki ismeri, látja a műszakjait; egy új cím érvényteleníti.
duty-feed-event = Ügyfélszolgálati műszak
flash-duty-feed-ended = A cím le van zárva.

duty-plan = Műszakok tervezése
duty-plan-week = Hét, kezdete: { $day }
duty-plan-zone = Minden időpont: { $zone }
duty-earlier = Korábbi
duty-later = Későbbi
duty-this-week = Ez a hét
duty-csv = CSV
duty-gaps = Hiányok
duty-gaps-none = A csapat minden beszélt nyelvén dolgozik valaki, amikor egy vonal nyitva van.
duty-gap = Nem dolgozik senki, aki ezen a nyelven beszél: { $language } ({ $categories }), pedig a vonal nyitva van
duty-unspoken = A telefonkönyv ígéri, de a csapatban senki sem beszéli: { $languages }
duty-shifts = Műszakok
duty-plan-note = Válasszon egy nevet a szokásos hét beállításához: { $days } nappal előre műszakok lesznek belőle. Egy műszak módosításához válassza ki azt.
duty-off-sick = Beteg
duty-off-leave = Szabadságon
duty-taken-from = Helyettesítve: { $name }
duty-extra = Rendkívüli
duty-add = Műszak hozzáadása
duty-add-send = Hozzáadás
duty-day = Nap
duty-from = Kezdete
duty-to = Vége
duty-import = Műszakok átvétele naptárfájlból
duty-import-file = iCalendar-fájl (.ics)
duty-import-hint = A jövőbeli műszakok kerülnek át. Ha újra átveszi a fájlt, az felváltja, ami ugyanazokból a bejegyzésekből jött.
duty-import-agent = Kinek
duty-import-named = A bejegyzések meghívottjainak
duty-import-send = Átvétel
duty-import-notes = Ami kimaradt
duty-imported = { $n ->
    [one] { $n } műszak került át.
   *[other] { $n } műszak került át.
}
duty-import-refused = { $n ->
    [one] { $n } időtartam túl hosszú, vagy akkor már van másik műszak.
   *[other] { $n } időtartam túl hosszú, vagy akkor már van másik műszak.
}
duty-import-nobodys = { $n ->
    [one] { $n } időtartam senkit sem nevez meg a csapatból.
   *[other] { $n } időtartam senkit sem nevez meg a csapatból.
}
duty-wrong-line = { $line }. sor: { $why }
duty-wrong-calendar = Ez nem teljes iCalendar-fájl.
duty-wrong-time = Az időpont nem olvasható.
duty-wrong-zone = Ez az időzóna nem ismert.
duty-wrong-repeat = Az ismétlődése itt nem értelmezhető.
duty-wrong-whole-day = Egy egész nap nem műszak.
duty-shift-of = { $name } műszakja
duty-worked = Ledolgozza?
duty-worked-yes = Igen
duty-rota-of = { $name } szokásos hete
duty-rota-lead = { $days } nappal előre műszakok lesznek belőle. A kézzel módosított műszakok megmaradnak.
duty-rota-hint = Például { $example }. A kezdet előtti befejezés a következő napra esik; az üres nap szabad.
flash-duty-changed = A műszak módosult.
flash-duty-added = A műszak bekerült.
flash-duty-rota = A szokásos hét el van mentve, a műszakjai elkészültek.

error-duty-agent = Válasszon ügyintézőt a listából.
error-duty-day = Adjon meg egy napot.
error-duty-time = Adjon meg egy időpontot.
error-duty-times = „{ $typed }” nem értelmezhető munkaidőként. Írja így: { $example }.
error-duty-end = A műszaknak a kezdete után kell véget érnie.
error-duty-long = Egy műszak legfeljebb egy napig tart. Hagyjon szünetet a napok között.
error-duty-overlap = Ekkor már van másik műszakja.
error-duty-file = Válasszon iCalendar-fájlt.
