reports-post-from = Szolgáltatásállapot
reports-post-about = az ismert problémáról: { $issue }
reports-post-over = az ismert probléma megszűnt: { $issue }
reports-post-language = még nincs lefordítva, a szöveg nyelve: { $language }
reports-event-linked = { $name } összekapcsolta az ismert problémával: { $issue }
reports-event-unlinked = { $name } leválasztotta a problémáról: { $issue }
error-reports-issue = Nincs nyitott probléma ezzel a számmal.
error-reports-issue-open = A probléma még nem szűnt meg.
error-reports-reach = A probléma csak néhány szervezet számára létezik, ennek nem.
error-reports-since = Ez az időpont még nem jött el.
error-reports-many = Szervezete az elmúlt órában nagyon sok bejelentést küldött. Az ügyfélszolgálat mindet megkapta. Ha sürgős, kérjük, nyisson szolgáltatáskérést.
reports-title = Ügyfelek bejelentései
reports-lead = Idő, szolgáltatás és szóhasználat szerint összerakva. Ha elég szervezet jelenti ugyanazt, javaslat lesz belőle.
reports-of-service = { $service }: az ügyfelek bejelentései
reports-proposed = Javaslat
reports-gathering = Gyűlik
reports-notice = Több ügyfél jelenti ugyanezt: probléma van?
reports-organizations = { $count ->
    [one] { $count } szervezet
   *[other] { $count } szervezet
}
reports-words = Közös bennük
reports-chart = { $count ->
    [one] { $count } bejelentés, { $from }
   *[other] { $count } bejelentés ebben az időszakban: { $from } – { $to }
}
reports-evidence = A bejelentések
reports-extent-me = csak a bejelentőt érinti
reports-extent-some = néhány embert érint
reports-extent-everybody = mindenkit érint
reports-since = kezdete: { $when }
reports-request = Szolgáltatáskérés: { $number }
reports-make-title = Új probléma
reports-make-hint = Vázlat a bejelentett szolgáltatással, résszel és kezdettel. A bejelentések és szolgáltatáskéréseik ehhez fognak tartozni.
reports-make = Probléma megírása
reports-made-of = Ez a probléma ügyfelek bejelentéseiből készül; a bejelentések és szolgáltatáskéréseik hozzá fognak tartozni.
reports-join-title = Ismert probléma
reports-join-issue = Nyitott probléma
reports-join = Hozzáadás ehhez a problémához
reports-dismiss-title = Nem a szolgáltatás hibája
reports-reason = Indoklás
reports-reason-hint = Ezt olvassák azok, akik bejelentették.
reports-dismiss = Elutasítás
reports-requests = Szolgáltatáskérések
reports-requests-lead = A probléma minden bejegyzése válasz az itt összekapcsolt szolgáltatáskérésekre, azok nyelvén.
reports-link-number = Egy szolgáltatáskérés száma
reports-link = Összekapcsolás
reports-unlink = Leválasztás
reports-affected = { $count ->
    [one] { $count } bejelentés ügyfelektől
   *[other] { $count } bejelentés ügyfelektől
}
reports-resolve-all = { $count ->
    [one] { $count } nyitott szolgáltatáskérés megoldása
   *[other] { $count } nyitott szolgáltatáskérés megoldása
}
reports-resolve-hint = A probléma megszűnt, és az ügyfelek ezt olvasták is. Akinél még mindig nem működik, jelezheti.
reports-resolve-confirm = Megoldottnak jelöli mindezeket a szolgáltatáskéréseket?
reports-known = Ismert probléma
reports-known-likely = Lehet, hogy ezek egyike:
reports-known-number = Egy probléma száma
flash-reports-linked = Összekapcsolva. A legutóbbi bejegyzés a szolgáltatáskérésben olvasható.
flash-reports-unlinked = Leválasztva.
flash-reports-resolved = A szolgáltatáskérések megoldva.
flash-reports-joined = A bejelentések ehhez a problémához tartoznak.
flash-reports-dismissed = Elutasítva. A bejelentők olvassák az indoklást.
error-reports-case = Nincs ilyen számú szolgáltatáskérés.
