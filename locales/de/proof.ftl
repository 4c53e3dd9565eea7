tell-hello = Guten Tag,
tell-code-subject = Bestätigungscode für { $organization }
tell-code-why = Jemand telefoniert mit { $agent } von { $operator } und gibt an, für { $organization } zu sprechen. Dieser Code belegt es:
tell-code-until = Er gilt bis { $until } und nur für diesen Anruf.
tell-code-care = Nennen Sie ihn nur dem Supportmitarbeiter, den Sie selbst angerufen haben. { $operator } ruft niemals an, um nach einem Code zu fragen. Wenn niemand aus Ihrer Organisation mit uns telefoniert, behalten Sie ihn für sich und stellen Sie eine Serviceanfrage.
tell-code-short = { $operator }: { $code } ist Ihr Code für den Supportanruf, gültig bis { $until }. Nennen Sie ihn nur, wenn Sie uns selbst angerufen haben.
tell-contact-subject = Die registrierten Kontakte von { $organization } haben sich geändert
tell-contact-added = { $person } hat { $contact } zu den registrierten Kontakten von { $organization } hinzugefügt. Bestätigungscodes für den telefonischen Support können auch dorthin gesendet werden.
tell-contact-removed = { $person } hat { $contact } aus den registrierten Kontakten von { $organization } entfernt. Dorthin werden keine Bestätigungscodes mehr gesendet.
tell-contact-care = Falls das nicht beabsichtigt war, melden Sie sich an und machen Sie es rückgängig, und stellen Sie eine Serviceanfrage, damit { $operator } davon erfährt.

error-proof-no-organization = Wählen Sie zuerst, für welche Organisation der Anrufer spricht.
error-proof-no-call = Codes werden nur während des Gesprächs gesendet und geprüft.
error-proof-outgoing = Diesen Anruf haben Sie getätigt. Codes gibt es nur für Anrufe bei uns.
error-proof-other-agent = { $name } spricht mit diesem Anrufer. Nur dort kann ein Code gesendet und geprüft werden.
error-proof-contacts-changed = Die registrierten Kontakte haben sich inzwischen geändert. Wählen Sie erneut.
error-proof-too-new = Dieser Kontakt ist noch nicht lange genug registriert.
error-proof-no-way = An diesen Kontakt kann nichts gesendet werden.
error-proof-limit = Für diese Organisation können im Moment keine weiteren Codes gesendet werden.
error-proof-digits = Ein Code hat { $n } Ziffern.
error-proof-no-code = Es gibt keinen Code, der geprüft werden könnte: Er wurde verwendet oder ersetzt oder ist abgelaufen. Senden Sie einen neuen.
error-contact-known = Dieser Kontakt steht bereits auf der Liste.
error-contact-most = Mehr als { $most } Kontakte können nicht registriert werden. Entfernen Sie einen, den Sie nicht mehr brauchen.

flash-code-sent = Der Code ist unterwegs.
flash-caller-proven = Der Anrufer ist überprüft. Die Organisation ist für diesen Anruf offen.
flash-code-wrong-failed = Das ist nicht der Code. Bitten Sie den Anrufer, ihn noch einmal vorzulesen.
flash-code-locked-failed = Das war nicht der Code, und es bleibt kein Versuch mehr. Senden Sie einen neuen.
flash-contact-added = Der Kontakt wurde hinzugefügt, die anderen werden benachrichtigt.
flash-contact-removed = Der Kontakt wurde entfernt, alle werden benachrichtigt.

proof-title = Überprüfung
proof-unproven = Nicht überprüft
proof-by-number = Registrierte Rufnummer
proof-by-code = Durch Code überprüft
proof-outgoing = Von uns angerufen
proof-since = Seit { $time }
proof-lead = Was der Organisation gehört, bleibt bei diesem Anruf gesperrt, bis der Anrufer Ihnen einen Code nennt, der an einen registrierten Kontakt gesendet wurde.
proof-lead-number = Die Rufnummer ist für diese Organisation registriert. Ein Code ist nicht nötig.
proof-lead-code = Der Anrufer hat den Code genannt, der an einen registrierten Kontakt gesendet wurde.
proof-lead-outgoing = Sie haben diese Organisation angerufen, deshalb ist nichts gesperrt, und es wird kein Code verlangt. Das Wort zeigt, dass wirklich der Support anruft.
proof-waits = Sobald der Anruf angenommen und die Organisation gewählt ist, kann ein Code gesendet werden.
proof-other-agent = { $name } spricht mit diesem Anrufer und überprüft ihn.
proof-contacts = Code senden an
proof-send = Code senden
proof-send-new = Neuen Code senden
proof-too-new = Noch nicht lange genug registriert. Verwendbar ab { $time }.
proof-landline = Ein Festnetzanschluss empfängt keine Textnachrichten.
proof-no-mail = Von hier kann keine E-Mail gesendet werden: Es ist kein Mailserver eingerichtet.
proof-no-text-messages = Von hier können keine Textnachrichten gesendet werden: Es ist kein Gateway eingerichtet.
proof-no-contact = Es gibt niemanden, an den ein Code gesendet werden könnte. Ein Administrator der Organisation kann sich anmelden und eine Serviceanfrage stellen; das zeigt, wer fragt.
proof-codes-left =
    { $n ->
        [one] Für diese Organisation kann innerhalb der Stunde noch { $n } Code gesendet werden.
       *[other] Für diese Organisation können innerhalb der Stunde noch { $n } Codes gesendet werden.
    }
proof-codes-none = Für diese Organisation können vor { $time } keine weiteren Codes gesendet werden. Bis dahin kann sich ein Administrator anmelden und eine Serviceanfrage stellen.
proof-sent-to = Code gesendet an { $to }
proof-until = Gültig bis { $time }
proof-tries-left =
    { $n ->
        [one] Noch { $n } Versuch
       *[other] Noch { $n } Versuche
    }
proof-code = Code, den der Anrufer nennt
proof-check = Prüfen
proof-of-another = Diesen Code hat jemand anderes gesendet, und er gilt nur dort. Senden Sie einen neuen.
proof-locked = Es waren zu viele falsche Codes. Der letzte kann nicht mehr verwendet werden.
proof-expired = Der letzte Code ist abgelaufen.
proof-word = Wort für diesen Anruf
proof-word-hint = Sagen Sie es, wenn der Anrufer fragt, ob Sie wirklich vom Support sind. Die Administratoren der Organisation sehen es auf ihren Seiten.
proof-word-languages = Das Wort in anderen Sprachen
proof-back = Zum Anruf

delivery-waiting = Wartet auf das Senden
delivery-sending = Wird gesendet
delivery-sent = Gesendet
delivery-failed = Noch nicht gesendet; nächster Versuch { $time }
delivery-given_up = Konnte nicht gesendet werden
delivery-expired = Nicht rechtzeitig gesendet

own-calls-title = Anrufe beim Support
own-calls-lead = Während jemand aus Ihrer Organisation mit dem Support telefoniert, sehen Sie hier, welches Wort der Supportmitarbeiter nennen können muss. So wissen Sie, dass es wirklich der Support ist.
own-calls-none = Zurzeit kein Anruf
own-calls-none-text = Anrufe im Namen Ihrer Organisation erscheinen hier von selbst.
own-calls-in = Jemand hat von { $number } aus den Support angerufen und spricht mit { $agent }.
own-calls-in-withheld = Jemand hat mit unterdrückter Rufnummer den Support angerufen und spricht mit { $agent }.
own-calls-out = { $agent } vom Support hat { $number } angerufen.
own-calls-since = Seit { $time }
own-calls-ask = Fragen Sie nach dem Wort. Wer es nicht kennt, ist nicht vom Support: Legen Sie auf.
own-calls-care = Wenn weder Sie noch ein Kollege an diesem Gespräch beteiligt ist, nennen Sie niemandem einen Code, und stellen Sie eine Serviceanfrage.
own-calls-proven = Überprüft
own-calls-unproven = Noch nicht überprüft
own-calls-log = Wer sich als unser Sprecher ausgewiesen hat
own-calls-log-none = Noch nichts
own-calls-log-none-text = Hier stehen gesendete Codes, überprüfte Anrufer und Änderungen Ihrer registrierten Kontakte.

contacts-title = Registrierte Kontakte
contacts-lead = Wer im Namen Ihrer Organisation von einer Rufnummer anruft, die hier nicht steht, muss einen Code nennen, den wir an einen dieser Kontakte senden.
contacts-wait = Ein neuer Kontakt wird erst { $duration } nach dem Hinzufügen verwendet, und die anderen werden sofort per E-Mail benachrichtigt. So kann niemand in Ihrem Namen anrufen, der nur kurz an ein Konto gelangt ist.
contacts-none = Noch keine Kontakte
contacts-none-text = Ohne einen Kontakt kann niemand am Telefon belegen, dass er für Ihre Organisation spricht.
contacts-add = Kontakt hinzufügen
contacts-value = E-Mail-Adresse oder Telefonnummer
contacts-value-hint = Am besten eignen sich ein gemeinsames Postfach und ein Mobiltelefon; ein Festnetzanschluss empfängt keine Textnachrichten.
contacts-added = Hinzugefügt: { $time }
contacts-in-use = In Verwendung
contacts-from = Verwendet ab { $time }
contacts-remove = Entfernen
contacts-remove-one = { $contact } entfernen
contacts-to = Registrierte Kontakte ändern

audit-title = Prüfprotokoll
audit-lead = Wer was mit wessen Daten getan hat. Einträge werden nie geändert und enthalten weder Codes noch ganze Adressen.
audit-when = Wann
audit-who = Wer
audit-organization = Organisation
audit-what = Was
audit-all = Alles
audit-show = Anzeigen
audit-call = Anruf
audit-only = Nur { $name }
audit-clear = Wieder alle anzeigen
audit-none = Nichts gefunden
audit-none-text = Einen solchen Eintrag gibt es noch nicht.
audit-kind-caller_proven = Überprüfte Anrufer
audit-kind-code_sent = Gesendete Codes
audit-kind-code_wrong = Falsche Codes
audit-kind-code_locked = Gesperrte Codes
audit-kind-contact_added = Hinzugefügte Kontakte
audit-kind-contact_removed = Entfernte Kontakte
audit-caller_proven = Anrufer überprüft mit dem Code, der an { $contact } gesendet wurde
audit-code_sent = Code gesendet an { $contact }
audit-code_wrong =
    { $n ->
        [one] Falscher Code, noch { $n } Versuch
       *[other] Falscher Code, noch { $n } Versuche
    }
audit-code_locked = Zu viele falsche Codes: gesperrt
audit-contact_added = { $contact } zu den registrierten Kontakten hinzugefügt
audit-contact_removed = { $contact } aus den registrierten Kontakten entfernt
