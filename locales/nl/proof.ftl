tell-hello = Goedendag,
tell-code-subject = Verificatiecode voor { $organization }
tell-code-why = Iemand is aan de telefoon met { $agent } van { $operator } en zegt namens { $organization } te spreken. Deze code bewijst dat:
tell-code-until = De code is geldig tot { $until }, en alleen voor dit gesprek.
tell-code-care = Geef de code alleen aan de ondersteuningsmedewerker die u zelf hebt gebeld. { $operator } belt nooit om een code te vragen. Als niemand van uw organisatie met ons aan de telefoon is, houd de code dan voor u en open een serviceaanvraag.
tell-code-short = { $operator }: { $code } is uw code voor het gesprek met ondersteuning, geldig tot { $until }. Geef de code alleen als u ons zelf hebt gebeld.
tell-contact-subject = De geregistreerde contactgegevens van { $organization } zijn gewijzigd
tell-contact-added = { $person } heeft { $contact } toegevoegd aan de geregistreerde contactgegevens van { $organization }. Verificatiecodes voor telefonische ondersteuning kunnen ook daarheen worden verzonden.
tell-contact-removed = { $person } heeft { $contact } verwijderd uit de geregistreerde contactgegevens van { $organization }. Verificatiecodes worden daar niet meer heen verzonden.
tell-contact-care = Als dat niet de bedoeling was, meld u dan aan om het te herstellen en open een serviceaanvraag, zodat { $operator } ervan weet.

error-proof-no-organization = Kies eerst namens welke organisatie de beller spreekt.
error-proof-no-call = Codes worden alleen tijdens het gesprek verzonden en gecontroleerd.
error-proof-outgoing = U hebt zelf gebeld. Codes zijn er alleen voor wie ons belt.
error-proof-other-agent = { $name } spreekt met deze beller. Alleen daar kan een code worden verzonden en gecontroleerd.
error-proof-contacts-changed = De geregistreerde contactgegevens zijn intussen gewijzigd. Kies opnieuw.
error-proof-too-new = Dit contactgegeven is te kort geleden geregistreerd.
error-proof-no-way = Naar dit contactgegeven kan niets worden verzonden.
error-proof-limit = Voor deze organisatie kunnen nu geen codes meer worden verzonden.
error-proof-digits = Een code heeft { $n } cijfers.
error-proof-no-code = Er is geen code om te controleren: deze is gebruikt, vervangen of verlopen. Verzend een nieuwe.
error-contact-known = Dit contactgegeven staat al op de lijst.
error-contact-most = Er kunnen niet meer dan { $most } contactgegevens worden geregistreerd. Verwijder er een die u niet meer nodig hebt.

flash-code-sent = De code is onderweg.
flash-caller-proven = De beller is geverifieerd. De organisatie is open voor dit gesprek.
flash-code-wrong-failed = Dat is niet de code. Vraag de beller deze nog eens voor te lezen.
flash-code-locked-failed = Dat was niet de code en er zijn geen pogingen meer over. Verzend een nieuwe.
flash-contact-added = Het contactgegeven is toegevoegd en de andere krijgen bericht.
flash-contact-removed = Het contactgegeven is verwijderd en alle krijgen bericht.

proof-title = Verificatie
proof-unproven = Niet geverifieerd
proof-by-number = Geregistreerd nummer
proof-by-code = Met code geverifieerd
proof-outgoing = Door ons gebeld
proof-since = Sinds { $time }
proof-lead = Wat van de organisatie is, blijft tijdens dit gesprek vergrendeld totdat de beller u een code geeft die naar een geregistreerd contactgegeven is verzonden.
proof-lead-number = Het nummer van de beller is bij deze organisatie geregistreerd. Er is geen code nodig.
proof-lead-code = De beller heeft de code gegeven die naar een geregistreerd contactgegeven is verzonden.
proof-lead-outgoing = U hebt deze organisatie gebeld, dus er is niets vergrendeld en er wordt geen code gevraagd. Het woord laat zien dat het echt ondersteuning is die belt.
proof-waits = Zodra het gesprek is aangenomen en de organisatie is gekozen, kan een code worden verzonden.
proof-other-agent = { $name } spreekt met deze beller en doet de verificatie.
proof-contacts = Code verzenden naar
proof-send = Code verzenden
proof-send-new = Nieuwe code verzenden
proof-too-new = Te kort geleden geregistreerd. Bruikbaar vanaf { $time }.
proof-landline = Een vaste telefoon ontvangt geen sms-berichten.
proof-no-mail = Er kan hier geen e-mail worden verzonden: er is geen mailserver ingesteld.
proof-no-text-messages = Er kunnen hier geen sms-berichten worden verzonden: er is geen gateway ingesteld.
proof-no-contact = Er is niemand naar wie een code kan worden verzonden. Een beheerder van de organisatie kan zich aanmelden en een serviceaanvraag openen; daaruit blijkt wie erom vraagt.
proof-codes-left =
    { $n ->
        [one] Voor deze organisatie kan binnen het uur nog { $n } code worden verzonden.
       *[other] Voor deze organisatie kunnen binnen het uur nog { $n } codes worden verzonden.
    }
proof-codes-none = Voor deze organisatie kunnen voor { $time } geen codes meer worden verzonden. Tot dan kan een beheerder zich aanmelden en een serviceaanvraag openen.
proof-sent-to = Code verzonden naar { $to }
proof-until = Geldig tot { $time }
proof-tries-left =
    { $n ->
        [one] Nog { $n } poging
       *[other] Nog { $n } pogingen
    }
proof-code = Code die de beller u geeft
proof-check = Controleren
proof-of-another = Een andere medewerker heeft deze code verzonden en alleen daar is deze geldig. Verzend een nieuwe.
proof-locked = Er waren te veel onjuiste codes. De laatste kan niet meer worden gebruikt.
proof-expired = De laatste code is verlopen.
proof-word = Woord voor dit gesprek
proof-word-hint = Zeg het als de beller vraagt of u echt van ondersteuning bent. De beheerders van de organisatie zien het op hun pagina's.
proof-word-languages = Het woord in andere talen
proof-back = Naar het gesprek

delivery-waiting = Wacht op verzending
delivery-sending = Wordt verzonden
delivery-sent = Verzonden
delivery-failed = Nog niet verzonden; volgende poging { $time }
delivery-given_up = Kon niet worden verzonden
delivery-expired = Niet op tijd verzonden

own-calls-title = Gesprekken met ondersteuning
own-calls-lead = Terwijl iemand van uw organisatie met ondersteuning aan de telefoon is, ziet u hier welk woord de ondersteuningsmedewerker moet kunnen zeggen. Zo weet u dat het echt ondersteuning is.
own-calls-none = Geen gesprek gaande
own-calls-none-text = Gesprekken namens uw organisatie verschijnen hier vanzelf.
own-calls-in = Iemand heeft ondersteuning gebeld vanaf { $number } en spreekt met { $agent }.
own-calls-in-withheld = Iemand heeft ondersteuning gebeld met een afgeschermd nummer en spreekt met { $agent }.
own-calls-out = { $agent } van ondersteuning heeft { $number } gebeld.
own-calls-since = Sinds { $time }
own-calls-ask = Vraag naar het woord. Wie het niet kent, is niet van ondersteuning: hang op.
own-calls-care = Als u noch een collega aan dit gesprek deelneemt, geef dan niemand een code en open een serviceaanvraag.
own-calls-proven = Geverifieerd
own-calls-unproven = Nog niet geverifieerd
own-calls-log = Wie bewees namens ons te spreken
own-calls-log-none = Nog niets
own-calls-log-none-text = Hier staan verzonden codes, geverifieerde bellers en wijzigingen van uw geregistreerde contactgegevens.

contacts-title = Geregistreerde contactgegevens
contacts-lead = Wie ondersteuning namens uw organisatie belt vanaf een nummer dat hier niet staat, moet een code geven die we naar een van deze contactgegevens verzenden.
contacts-wait = Een nieuw contactgegeven wordt pas { $duration } na toevoeging gebruikt, en de andere krijgen meteen bericht per e-mail. Zo kan niemand die even bij een account komt namens u bellen.
contacts-none = Nog geen contactgegevens
contacts-none-text = Zonder contactgegevens kan niemand aan de telefoon bewijzen namens uw organisatie te spreken.
contacts-add = Contactgegeven toevoegen
contacts-value = E-mailadres of telefoonnummer
contacts-value-hint = Een gedeeld postvak en een mobiele telefoon zijn het handigst; een vaste telefoon ontvangt geen sms-berichten.
contacts-added = Toegevoegd { $time }
contacts-in-use = In gebruik
contacts-from = Gebruikt vanaf { $time }
contacts-remove = Verwijderen
contacts-remove-one = { $contact } verwijderen
contacts-to = Geregistreerde contactgegevens wijzigen

audit-title = Auditlogboek
audit-lead = Wie wat met wiens gegevens heeft gedaan. Vermeldingen worden nooit gewijzigd en bevatten geen code en geen volledig adres.
audit-when = Wanneer
audit-who = Wie
audit-organization = Organisatie
audit-what = Wat
audit-all = Alles
audit-show = Tonen
audit-call = Gesprek
audit-only = Alleen { $name }
audit-clear = Weer alles tonen
audit-none = Niets gevonden
audit-none-text = Er is nog geen vermelding van deze soort.
audit-kind-caller_proven = Geverifieerde bellers
audit-kind-code_sent = Verzonden codes
audit-kind-code_wrong = Onjuiste codes
audit-kind-code_locked = Vergrendelde codes
audit-kind-contact_added = Toegevoegde contactgegevens
audit-kind-contact_removed = Verwijderde contactgegevens
audit-caller_proven = Beller geverifieerd met de code die naar { $contact } is verzonden
audit-code_sent = Code verzonden naar { $contact }
audit-code_wrong =
    { $n ->
        [one] Onjuiste code, nog { $n } poging
       *[other] Onjuiste code, nog { $n } pogingen
    }
audit-code_locked = Te veel onjuiste codes: vergrendeld
audit-contact_added = { $contact } toegevoegd aan de geregistreerde contactgegevens
audit-contact_removed = { $contact } verwijderd uit de geregistreerde contactgegevens
