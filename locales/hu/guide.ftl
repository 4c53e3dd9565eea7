guide-title = Lépésenkénti segítség
guide-lead = Válaszoljon egyszerre egy kérdésre, a legvalószínűbb okkal kezdve. Ha semmi sem segít, a válaszai eljutnak az ügyfélszolgálathoz.
guide-for-all = Mindenkinek
guide-for-admins = Rendszergazdáknak
guide-for-admins-note = Ez az útmutató rendszergazdáknak szól: egyes lépésekhez Önnek nincs jogosultsága. Körülnézhet, és megmutathatja a rendszergazdának, meddig jutott.
guide-none = Még nincs útmutató
guide-none-text = Amint lesz, itt találja meg.
guide-steps-at-most = { $n ->
    [one] Legfeljebb egy lépés
   *[other] Legfeljebb { $n } lépés
}
guide-progress = { $ahead ->
    [one] { $step }. lépés, legfeljebb még egy következik
   *[other] { $step }. lépés, legfeljebb még { $ahead } következik
}
guide-progress-last = { $step }. lépés, az utolsó
guide-progress-end = Az útmutató vége
guide-changed = Ez az útmutató időközben megváltozott. Kérjük, folytassa innen.
guide-answer-next = Kész, tovább
guide-answer-yes = Igen, most már működik
guide-answer-no = Nem, még mindig nem
guide-given = Eddigi válaszai
guide-change = Módosítás
guide-again = Újrakezdés
guide-read = További olvasnivaló
guide-contact-carried = A válaszai is eljutnak hozzánk, nem kell újra elmagyaráznia őket. Küldés előtt láthatja őket.
guide-contact-sign-in = Először jelentkezzen be; a válaszai is eljutnak hozzánk. Küldés előtt láthatja őket.
guide-ask-admin = A többit a rendszergazda tudja elvégezni. Adja tovább, amit kiderített, hogy senkinek se kelljen elölről kezdenie.
guide-ask-admin-mail = Levél a rendszergazdának
guide-ask-admin-who = Ki a rendszergazdám?
guide-ask-admin-text = Másolható szöveg megjelenítése
guide-message-lead = Végigmentem a súgóközpont útmutatóján, és ezt válaszoltam:
guide-told = Korábbi válaszok az útmutatóban:
guide-include = A válaszok elküldése a kéréssel együtt
guide-include-hint = Így kevesebbet kell kérdeznünk: látjuk, mit próbált már ki.
guide-begin = Megoldás lépésről lépésre
guide-about = Lépésenkénti segítség ehhez
guide-kind = Útmutató
guide-all = Minden útmutató
guide-known = Jelenleg ismert
guide-report = Mire vezettek az útmutatók
guide-report-lead = Hányan kezdtek el egy útmutatót, hogyan ért véget, és hol adták fel.
guide-report-period = Az utolsó { $n } nap.
guide-report-begun = Elkezdve
guide-report-solved = Megoldva
guide-report-known = Ismert probléma
guide-report-admin = Rendszergazdához irányítva
guide-report-contact = Ügyfélszolgálathoz fordult
guide-report-left = Abbahagyva
guide-report-note = Aki visszalép és mást válaszol, kétszer számít. Nem tároljuk, hogy ki válaszolt.
guide-report-percent = { $n }%
guide-report-picture = A teljes útmutató
guide-report-picture-text = A lépések balról jobbra haladva, mellettük az, hányan jutottak el odáig; az alábbi táblázat ugyanezt tartalmazza.
guide-report-steps = Lépésről lépésre
guide-report-step = Lépés
guide-report-came = Eljutott
guide-report-open = Az útmutató megnyitása
