tell-hello = Hei,
tell-code-subject = Bekreftelseskode for { $organization }
tell-code-why = Noen snakker i telefonen med { $agent } hos { $operator } og sier at de taler for { $organization }. Denne koden beviser det:
tell-code-until = Den gjelder til { $until }, og bare for denne samtalen.
tell-code-care = Si den bare til kundestøtterepresentanten du selv har ringt. { $operator } ringer aldri for å be om en kode. Hvis ingen i organisasjonen din snakker med oss i telefonen, hold den for deg selv og åpne en tjenesteforespørsel.
tell-code-short = { $operator }: { $code } er koden din for samtalen med kundestøtte, gyldig til { $until }. Si den bare hvis du selv ringte oss.
tell-contact-subject = De registrerte kontaktene til { $organization } er endret
tell-contact-added = { $person } har lagt til { $contact } i de registrerte kontaktene til { $organization }. Bekreftelseskoder for støtte på telefon kan også sendes dit.
tell-contact-removed = { $person } har fjernet { $contact } fra de registrerte kontaktene til { $organization }. Bekreftelseskoder sendes ikke lenger dit.
tell-contact-care = Hvis dette ikke var meningen, logg på og rett det opp, og åpne en tjenesteforespørsel slik at { $operator } får vite det.

error-proof-no-organization = Velg først hvilken organisasjon innringeren taler for.
error-proof-no-call = Koder sendes og kontrolleres bare mens samtalen pågår.
error-proof-outgoing = Du har selv ringt. Koder er bare for dem som ringer oss.
error-proof-other-agent = { $name } snakker med denne innringeren. Bare vedkommende kan sende og kontrollere en kode.
error-proof-contacts-changed = De registrerte kontaktene er endret i mellomtiden. Velg på nytt.
error-proof-too-new = Denne kontakten ble registrert for kort tid siden.
error-proof-no-way = Ingenting kan sendes til denne kontakten.
error-proof-limit = Det kan ikke sendes flere koder for denne organisasjonen nå.
error-proof-digits = En kode har { $n } sifre.
error-proof-no-code = Det finnes ingen kode å kontrollere: den er brukt, erstattet eller utløpt. Send en ny.
error-contact-known = Denne kontakten står allerede på listen.
error-contact-most = Det kan ikke registreres flere enn { $most } kontakter. Fjern en du ikke lenger trenger.

flash-code-sent = Koden er på vei.
flash-caller-proven = Innringeren er bekreftet. Organisasjonen er åpen for denne samtalen.
flash-code-wrong-failed = Det er ikke koden. Be innringeren lese den opp igjen.
flash-code-locked-failed = Det var ikke koden, og det er ingen forsøk igjen. Send en ny.
flash-contact-added = Kontakten er lagt til, og de andre får beskjed.
flash-contact-removed = Kontakten er fjernet, og alle får beskjed.

proof-title = Bekreftelse
proof-unproven = Ikke bekreftet
proof-by-number = Registrert nummer
proof-by-code = Bekreftet med kode
proof-outgoing = Oppringt av oss
proof-since = Siden { $time }
proof-lead = Det som tilhører organisasjonen, er låst i denne samtalen til innringeren oppgir en kode som ble sendt til en registrert kontakt.
proof-lead-number = Innringerens nummer er registrert hos denne organisasjonen. Ingen kode trengs.
proof-lead-code = Innringeren oppga koden som ble sendt til en registrert kontakt.
proof-lead-outgoing = Du ringte denne organisasjonen, så ingenting er låst, og ingen kode kreves. Ordet viser at det virkelig er kundestøtte som ringer.
proof-waits = Når samtalen er besvart og organisasjonen er valgt, kan en kode sendes.
proof-other-agent = { $name } snakker med denne innringeren og bekrefter vedkommende.
proof-contacts = Send en kode til
proof-send = Send kode
proof-send-new = Send en ny kode
proof-too-new = Registrert for kort tid siden. Kan brukes fra { $time }.
proof-landline = En fasttelefon tar ikke imot tekstmeldinger.
proof-no-mail = Det kan ikke sendes e-post herfra: ingen e-postserver er satt opp.
proof-no-text-messages = Det kan ikke sendes tekstmeldinger herfra: ingen gateway er satt opp.
proof-no-contact = Det finnes ingen å sende en kode til. En administrator i organisasjonen kan logge på og åpne en tjenesteforespørsel; det viser hvem som spør.
proof-codes-left =
    { $n ->
        [one] Det kan sendes { $n } kode til for denne organisasjonen i løpet av timen.
       *[other] Det kan sendes { $n } koder til for denne organisasjonen i løpet av timen.
    }
proof-codes-none = Det kan ikke sendes flere koder for denne organisasjonen før { $time }. Inntil da kan en administrator logge på og åpne en tjenesteforespørsel.
proof-sent-to = Kode sendt til { $to }
proof-until = Gyldig til { $time }
proof-tries-left =
    { $n ->
        [one] { $n } forsøk igjen
       *[other] { $n } forsøk igjen
    }
proof-code = Koden innringeren oppgir
proof-check = Kontroller
proof-of-another = En annen agent sendte denne koden, og den gjelder bare der. Send en ny.
proof-locked = Det var for mange feil koder. Den siste kan ikke brukes lenger.
proof-expired = Den siste koden er utløpt.
proof-word = Ordet for denne samtalen
proof-word-hint = Si det når innringeren spør om du virkelig er fra kundestøtte. Administratorene i organisasjonen ser det på sidene sine.
proof-word-languages = Ordet på andre språk
proof-back = Til samtalen

delivery-waiting = Venter på å bli sendt
delivery-sending = Sendes
delivery-sent = Sendt
delivery-failed = Ikke sendt ennå; neste forsøk { $time }
delivery-given_up = Kunne ikke sendes
delivery-expired = Ikke sendt i tide

own-calls-title = Samtaler med kundestøtte
own-calls-lead = Mens noen i organisasjonen din snakker med kundestøtte i telefonen, ser du her hvilket ord kundestøtterepresentanten må kunne si. Slik vet du at det virkelig er kundestøtte.
own-calls-none = Ingen samtale pågår
own-calls-none-text = Samtaler i organisasjonens navn vises her av seg selv.
own-calls-in = Noen ringte kundestøtte fra { $number } og snakker med { $agent }.
own-calls-in-withheld = Noen ringte kundestøtte fra skjult nummer og snakker med { $agent }.
own-calls-out = { $agent } fra kundestøtte ringte { $number }.
own-calls-since = Siden { $time }
own-calls-ask = Spør etter ordet. Den som ikke kan det, er ikke fra kundestøtte: legg på.
own-calls-care = Hvis verken du eller en kollega er med i denne samtalen, ikke oppgi noen kode til noen, og åpne en tjenesteforespørsel.
own-calls-proven = Bekreftet
own-calls-unproven = Ikke bekreftet ennå
own-calls-log = Hvem som har bevist å tale for oss
own-calls-log-none = Ingenting ennå
own-calls-log-none-text = Her står koder som er sendt, innringere som er bekreftet, og endringer av de registrerte kontaktene.

contacts-title = Registrerte kontakter
contacts-lead = Den som ringer kundestøtte i organisasjonens navn fra et nummer som ikke står her, må oppgi en kode som vi sender til en av disse kontaktene.
contacts-wait = En ny kontakt brukes først { $duration } etter at den ble lagt til, og de andre får straks beskjed på e-post. Slik kan ingen som får tak i en konto et øyeblikk, ringe i deres navn.
contacts-none = Ingen kontakter ennå
contacts-none-text = Uten en kontakt kan ingen bevise på telefonen at de taler for organisasjonen.
contacts-add = Legg til en kontakt
contacts-value = E-postadresse eller telefonnummer
contacts-value-hint = En felles postboks og en mobiltelefon egner seg best; en fasttelefon tar ikke imot tekstmeldinger.
contacts-added = Lagt til { $time }
contacts-in-use = I bruk
contacts-from = Brukes fra { $time }
contacts-remove = Fjern
contacts-remove-one = Fjern { $contact }
contacts-to = Endre de registrerte kontaktene

audit-title = Revisjonslogg
audit-lead = Hvem gjorde hva med hvems data. Oppføringer endres aldri og inneholder verken koder eller hele adresser.
audit-when = Når
audit-who = Hvem
audit-organization = Organisasjon
audit-what = Hva
audit-all = Alt
audit-show = Vis
audit-call = Samtale
audit-only = Bare { $name }
audit-clear = Vis alle igjen
audit-none = Ingenting funnet
audit-none-text = Det finnes ingen slik oppføring ennå.
audit-kind-caller_proven = Bekreftede innringere
audit-kind-code_sent = Sendte koder
audit-kind-code_wrong = Feil koder
audit-kind-code_locked = Låste koder
audit-kind-contact_added = Kontakter lagt til
audit-kind-contact_removed = Kontakter fjernet
audit-caller_proven = Innringer bekreftet med koden sendt til { $contact }
audit-code_sent = Kode sendt til { $contact }
audit-code_wrong =
    { $n ->
        [one] Feil kode, { $n } forsøk igjen
       *[other] Feil kode, { $n } forsøk igjen
    }
audit-code_locked = For mange feil koder: låst
audit-contact_added = { $contact } lagt til i de registrerte kontaktene
audit-contact_removed = { $contact } fjernet fra de registrerte kontaktene
