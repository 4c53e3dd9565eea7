help-title = Miben segíthetünk?
help-question = Kérdés vagy kulcsszó
help-suggestions = Javaslatok
help-how = Írjon be egy kérdést vagy kulcsszót. Válassza ki a kérdéséhez legközelebb álló javaslatot, vagy folytassa a gépelést, és nyomja le az Enter billentyűt.
help-results = Eredmények
help-in-language = nyelv: { $language }
help-unsolved = Még nem oldódott meg?
help-carried = Amit beírt, átkerül a kérésbe, így nem kell újra leírnia.
help-sign-in-first = Először jelentkezzen be; amit beírt, megmarad.
help-contact-support = Kapcsolatfelvétel az ügyfélszolgálattal
help-health-operational = Minden szolgáltatás megfelelően működik
help-health-advisory = Tájékoztatás: { $services }
help-health-incident = Üzemzavar: { $services }
help-health-page = Szolgáltatásállapot
help-health-details = Amit erről tudunk
help-back-to-results = Keresés erre a súgócikkekben
help-description = Mi a probléma?
help-description-hint = Mit tett, mire számított, és mi történt? Néhány szó is elegendő.
help-subject = Tárgy
help-choose = Kérjük, válasszon
help-subscription-partner = { $plan } (vásárlás a következő partnernél: { $partner }; a kérés először hozzá kerül)
help-subscription-expired = { $plan } (lejárt)
help-goes-to-partner = Ezt az előfizetést partneren keresztül vásárolták. A kérés először a partnerhez kerül, aki továbbadhatja a következőnek: { $operator }.
help-choose-operator = Küldés inkább ide: { $operator }
help-check = Súlyossági szint és várakozási idő megjelenítése
help-severity = Súlyossági szint
help-impact-statement = Üzleti hatás
help-impact-statement-hint = Mi állt le, hány embert érint, és mi történik, ha ez így marad?
help-round-the-clock = Ki érhető el éjjel-nappal?
help-round-the-clock-hint = Az ügyfélszolgálat éjjel-nappal dolgozik a megoldáson, Önökkel együtt.
help-round-the-clock-name = Az elérhető személy neve
help-round-the-clock-phone = Az elérhető személy telefonszáma
help-proposal = Javaslat a válaszai alapján: { $level } – { $name }.
help-proposal-none = Válaszoljon a fenti kérdésekre, és javaslunk egy szintet. Válaszok nélkül: { $level } – { $name }.
help-times-in = Az időpontok az Ön időzónájában értendők: { $zone }.
help-not-offered = Nem választható.
help-promise-until = Az első válasz határideje: { $when }.
help-promise-after-partner = A számítás akkor kezdődik, amikor a partner továbbadja a kérést.
help-method = Hogyan vegyük fel Önnel a kapcsolatot?
help-wait-opens = Jelenleg zárva. Nyitás: { $when }
help-wait-unknown = A várakozási idő jelenleg nem becsülhető meg
help-wait-before-none = Senki sincs Ön előtt
help-wait-before = { $n ->
    [one] { $n } kérés van Ön előtt
   *[other] { $n } kérés van Ön előtt
}
help-wait-before-many = Legalább { $n } kérés van Ön előtt
help-answer-own = { $n ->
    [one] { $n } munkatárs válaszol ezen a nyelven: { $language }.
   *[other] { $n } munkatárs válaszol ezen a nyelven: { $language }.
}
help-answer-other = Ehhez nincs olyan munkatárs, aki ezt a nyelvet beszéli: { $wanted }. A válasz nyelve: { $language }.
help-answer-nobody = Ehhez a támogatástípushoz jelenleg nem ismert munkatárs. A kérését megőrizzük, amíg valaki át nem veszi.
help-phone = Telefon
help-email = E-mail
help-contact-me = Kapcsolatfelvétel
help-closed-admin-title = Forduljon szervezete egyik rendszergazdájához
help-closed-role = Ön rendszergazda, de a szerepköre nem teszi lehetővé szolgáltatáskérések megnyitását.
help-closed-nobody = Szervezetében még senkinek sincs ehhez megfelelő szerepköre. Kérje meg a fiókját beállító személyt, hogy rendeljen hozzá egyet valakihez.
help-closed-helpers = Ők felvehetik Ön helyett a kapcsolatot az ügyfélszolgálattal
help-closed-partner-title = Önnek a partnere nyújt támogatást
help-closed-partner = A partner elérhetősége
help-closed-subscription-title = Még nincs előfizetés
help-closed-retired-title = A támogatás megszűnt
help-closed-meanwhile = Ami mindenki számára elérhető
help-closed-search = Keresés a súgócikkekben
help-closed-community = Kérdezze meg a közösséget
help-role-partner = Partner
