tell-hello = Tisztelt Címzett!
tell-code-subject = Ellenőrző kód: { $organization }
tell-code-why = Valaki telefonon beszél a következő munkatárssal: { $agent } ({ $operator }), és azt állítja, hogy a következő szervezet nevében jár el: { $organization }. Ez a kód igazolja:
tell-code-until = Eddig érvényes: { $until }, és csak erre a hívásra.
tell-code-care = Csak annak az ügyfélszolgálati munkatársnak mondja meg, akit Ön hívott fel. A { $operator } soha nem telefonál azért, hogy kódot kérjen. Ha a szervezetéből senki sem beszél velünk telefonon, tartsa meg magának, és nyisson szolgáltatáskérést.
tell-code-short = { $operator }: az Ön kódja az ügyfélszolgálati híváshoz { $code }, érvényes eddig: { $until }. Csak akkor mondja meg, ha Ön hívott minket.
tell-contact-subject = Megváltoztak a szervezet regisztrált elérhetőségei: { $organization }
tell-contact-added = { $person } új regisztrált elérhetőséget vett fel ({ $contact }) a következő szervezethez: { $organization }. A telefonos támogatás ellenőrző kódjait ide is küldhetjük.
tell-contact-removed = { $person } eltávolított egy regisztrált elérhetőséget ({ $contact }) a következő szervezettől: { $organization }. Ide már nem küldünk ellenőrző kódot.
tell-contact-care = Ha ez nem volt szándékos, jelentkezzen be és állítsa helyre, továbbá nyisson szolgáltatáskérést, hogy erről a { $operator } is tudjon.

error-proof-no-organization = Először válassza ki, melyik szervezet nevében beszél a hívó.
error-proof-no-call = Kódot csak a hívás ideje alatt lehet küldeni és ellenőrizni.
error-proof-outgoing = Ezt a hívást Ön kezdeményezte. Kód csak a hozzánk érkező hívásokhoz van.
error-proof-other-agent = Ezzel a hívóval { $name } beszél. Csak ő küldhet és ellenőrizhet kódot.
error-proof-contacts-changed = A regisztrált elérhetőségek közben megváltoztak. Válasszon újra.
error-proof-too-new = Ezt az elérhetőséget túl rövid ideje regisztrálták.
error-proof-no-way = Erre az elérhetőségre semmit sem lehet küldeni.
error-proof-limit = Ehhez a szervezethez most nem küldhető több kód.
error-proof-digits = A kód { $n } számjegyből áll.
error-proof-no-code = Nincs ellenőrizhető kód: felhasználták, újat küldtek helyette, vagy lejárt. Küldjön újat.
error-contact-known = Ez az elérhetőség már szerepel a listán.
error-contact-most = Legfeljebb { $most } elérhetőség regisztrálható. Távolítson el egyet, amelyre már nincs szükség.

flash-code-sent = A kód úton van.
flash-caller-proven = A hívó igazolta magát. A szervezet adatai erre a hívásra megnyíltak.
flash-code-wrong-failed = Nem ez a kód. Kérje meg a hívót, hogy olvassa fel újra.
flash-code-locked-failed = Nem ez volt a kód, és nincs több próbálkozás. Küldjön újat.
flash-contact-added = Az elérhetőség felvéve, a többit értesítjük.
flash-contact-removed = Az elérhetőség eltávolítva, mindegyiket értesítjük.

proof-title = Ellenőrzés
proof-unproven = Nincs ellenőrizve
proof-by-number = Regisztrált szám
proof-by-code = Kóddal ellenőrizve
proof-outgoing = Mi hívtuk
proof-since = Ettől: { $time }
proof-lead = A szervezet adatai erre a hívásra zárolva maradnak, amíg a hívó meg nem mond egy regisztrált elérhetőségre küldött kódot.
proof-lead-number = A hívó száma regisztrálva van ennél a szervezetnél. Nincs szükség kódra.
proof-lead-code = A hívó megmondta a regisztrált elérhetőségre küldött kódot.
proof-lead-outgoing = Ön hívta ezt a szervezetet, ezért semmi sincs zárolva, és nem kérünk kódot. A szó mutatja, hogy valóban az ügyfélszolgálat telefonál.
proof-waits = Amint a hívást fogadták és a szervezetet kiválasztották, küldhető kód.
proof-other-agent = Ezzel a hívóval { $name } beszél, és ő ellenőrzi.
proof-contacts = Kód küldése ide
proof-send = Kód küldése
proof-send-new = Új kód küldése
proof-too-new = Túl rövid ideje van regisztrálva. Ettől használható: { $time }.
proof-landline = Vezetékes telefon nem fogad szöveges üzenetet.
proof-no-mail = Innen nem küldhető e-mail: nincs beállítva levelezőkiszolgáló.
proof-no-text-messages = Innen nem küldhető szöveges üzenet: nincs beállítva átjáró.
proof-no-contact = Senkinek sem küldhető kód. A szervezet egyik rendszergazdája bejelentkezhet és szolgáltatáskérést nyithat; ebből kiderül, ki kérdez.
proof-codes-left =
    { $n ->
        [one] Ehhez a szervezethez ebben az órában még { $n } kód küldhető.
       *[other] Ehhez a szervezethez ebben az órában még { $n } kód küldhető.
    }
proof-codes-none = Ehhez a szervezethez eddig nem küldhető több kód: { $time }. Addig egy rendszergazda bejelentkezhet és szolgáltatáskérést nyithat.
proof-sent-to = A kód elküldve ide: { $to }
proof-until = Eddig érvényes: { $time }
proof-tries-left =
    { $n ->
        [one] Még { $n } próbálkozás
       *[other] Még { $n } próbálkozás
    }
proof-code = A kód, amelyet a hívó megmond
proof-check = Ellenőrzés
proof-of-another = Ezt a kódot más munkatárs küldte, és csak nála érvényes. Küldjön újat.
proof-locked = Túl sok volt a hibás kód. Az utolsó már nem használható.
proof-expired = Az utolsó kód lejárt.
proof-word = A hívás szava
proof-word-hint = Mondja ki, ha a hívó megkérdezi, valóban az ügyfélszolgálattól van-e. A szervezet rendszergazdái a saját oldalaikon látják.
proof-word-languages = A szó más nyelveken
proof-back = A híváshoz

delivery-waiting = Küldésre vár
delivery-sending = Küldés folyamatban
delivery-sent = Elküldve
delivery-failed = Még nincs elküldve; következő próbálkozás: { $time }
delivery-given_up = Nem sikerült elküldeni
delivery-expired = Nem sikerült időben elküldeni

own-calls-title = Hívások az ügyfélszolgálattal
own-calls-lead = Amíg a szervezetéből valaki az ügyfélszolgálattal telefonál, itt látja, melyik szót kell tudnia az ügyfélszolgálati munkatársnak. Így biztos lehet benne, hogy valóban az ügyfélszolgálattal beszél.
own-calls-none = Jelenleg nincs hívás
own-calls-none-text = A szervezet nevében folytatott hívások maguktól megjelennek itt.
own-calls-in = Valaki erről a számról hívta az ügyfélszolgálatot: { $number }. A következő munkatárssal beszél: { $agent }.
own-calls-in-withheld = Valaki rejtett számról hívta az ügyfélszolgálatot. A következő munkatárssal beszél: { $agent }.
own-calls-out = { $agent } hívta az ügyfélszolgálattól ezt a számot: { $number }.
own-calls-since = Ettől: { $time }
own-calls-ask = Kérdezze meg a szót. Aki nem tudja, nem az ügyfélszolgálattól van: tegye le.
own-calls-care = Ha sem Ön, sem egy munkatársa nem vesz részt ebben a hívásban, senkinek ne mondjon kódot, és nyisson szolgáltatáskérést.
own-calls-proven = Ellenőrizve
own-calls-unproven = Még nincs ellenőrizve
own-calls-log = Ki igazolta, hogy a nevünkben beszél
own-calls-log-none = Még semmi
own-calls-log-none-text = Itt szerepelnek az elküldött kódok, az ellenőrzött hívók és a regisztrált elérhetőségek változásai.

contacts-title = Regisztrált elérhetőségek
contacts-lead = Aki a szervezet nevében olyan számról hívja az ügyfélszolgálatot, amely itt nem szerepel, annak meg kell mondania egy kódot, amelyet ezen elérhetőségek egyikére küldünk.
contacts-wait = Az új elérhetőséget csak a felvétele után { $duration } elteltével használjuk, és a többit azonnal értesítjük e-mailben. Így az sem hívhat az Önök nevében, aki rövid időre hozzáfért egy fiókhoz.
contacts-none = Még nincs elérhetőség
contacts-none-text = Nélküle senki sem igazolhatja telefonon, hogy a szervezet nevében beszél.
contacts-add = Elérhetőség felvétele
contacts-value = E-mail-cím vagy telefonszám
contacts-value-hint = A legjobb egy közös postafiók és egy mobiltelefon; vezetékes telefon nem fogad szöveges üzenetet.
contacts-added = Felvéve: { $time }
contacts-in-use = Használatban
contacts-from = Ettől használjuk: { $time }
contacts-remove = Eltávolítás
contacts-remove-one = { $contact } eltávolítása
contacts-to = Regisztrált elérhetőségek módosítása

audit-title = Auditnapló
audit-lead = Ki mit tett kinek az adataival. A bejegyzések soha nem változnak, és nincs bennük sem kód, sem teljes cím.
audit-when = Mikor
audit-who = Ki
audit-organization = Szervezet
audit-what = Mi történt
audit-all = Minden
audit-show = Megjelenítés
audit-call = Hívás
audit-only = Csak ez: { $name }
audit-clear = Újra mindent mutat
audit-none = Nincs találat
audit-none-text = Ilyen bejegyzés még nincs.
audit-kind-caller_proven = Ellenőrzött hívók
audit-kind-code_sent = Elküldött kódok
audit-kind-code_wrong = Hibás kódok
audit-kind-code_locked = Zárolt kódok
audit-kind-contact_added = Felvett elérhetőségek
audit-kind-contact_removed = Eltávolított elérhetőségek
audit-caller_proven = A hívó igazolta magát az ide küldött kóddal: { $contact }
audit-code_sent = Kód elküldve ide: { $contact }
audit-code_wrong =
    { $n ->
        [one] Hibás kód, még { $n } próbálkozás
       *[other] Hibás kód, még { $n } próbálkozás
    }
audit-code_locked = Túl sok hibás kód: zárolva
audit-contact_added = Új regisztrált elérhetőség: { $contact }
audit-contact_removed = Eltávolított regisztrált elérhetőség: { $contact }
