help-title = Hva kan vi hjelpe deg med?
help-question = Spørsmålet ditt eller et nøkkelord
help-suggestions = Forslag
help-how = Skriv inn et spørsmål eller et nøkkelord. Velg forslaget som ligger nærmest spørsmålet ditt, eller fortsett å skrive og trykk Enter.
help-results = Resultater
help-in-language = på { $language }
help-unsolved = Fortsatt ikke løst?
help-carried = Det du skrev, blir med videre, så du slipper å skrive det på nytt.
help-sign-in-first = Logg på først. Det du skrev, blir med videre.
help-contact-support = Kontakt kundestøtte
help-health-operational = Alle tjenester fungerer som normalt
help-health-advisory = Melding: { $services }
help-health-incident = Driftsavbrudd: { $services }
help-health-page = Tjenestetilstand
help-health-details = Det vi vet om dette
help-back-to-results = Søk etter dette i selvhjelpen
help-description = Hva gjelder det?
help-description-hint = Hva gjorde du, hva forventet du, og hva skjedde? Noen få ord er nok.
help-subject = Emne
help-choose = Velg
help-subscription-partner = { $plan } (kjøpt gjennom { $partner }: går til dem først)
help-subscription-expired = { $plan } (utløpt)
help-goes-to-partner = Dette abonnementet ble kjøpt gjennom partneren din. Forespørselen går til dem først, og de kan sende den videre til { $operator }.
help-choose-operator = Send den til { $operator } i stedet
help-check = Vis alvorlighetsgrad og ventetid
help-severity = Alvorlighetsgrad
help-impact-statement = Påvirkning på bedriften
help-impact-statement-hint = Hva står stille, for hvor mange, og hva skjer hvis det fortsetter slik?
help-round-the-clock = Hvem kan nås døgnet rundt?
help-round-the-clock-hint = Kundestøtte arbeider med dette dag og natt, sammen med dere.
help-round-the-clock-name = Navn på vakthavende
help-round-the-clock-phone = Telefon til vakthavende
help-proposal = Foreslått ut fra svarene dine: { $level } – { $name }.
help-proposal-none = Svar på spørsmålene over, så foreslår vi et nivå. Uten svar gjelder { $level } – { $name }.
help-times-in = Tidene er i din tidssone: { $zone }.
help-not-offered = Ikke tilgjengelig.
help-promise-until = Første svar innen { $when }.
help-promise-after-partner = Regnes fra partneren din sender forespørselen videre.
help-method = Hvordan skal vi kontakte deg?
help-wait-opens = Stengt nå. Åpner { $when }
help-wait-unknown = Ventetiden kan ikke oppgis akkurat nå
help-wait-before-none = Ingen er foran deg
help-wait-before = { $n ->
    [one] { $n } forespørsel er foran din
   *[other] { $n } forespørsler er foran din
}
help-wait-before-many = { $n } eller flere forespørsler er foran din
help-answer-own = { $n ->
    [one] { $n } medarbeider svarer på { $language }.
   *[other] { $n } medarbeidere svarer på { $language }.
}
help-answer-other = Ingen medarbeider for dette snakker { $wanted }. Du får svar på { $language }.
help-answer-nobody = Akkurat nå er ingen medarbeider kjent for denne typen støtte. Forespørselen din blir tatt vare på til noen tar den.
help-phone = Telefon
help-email = E-post
help-contact-me = Kontakt meg
help-closed-admin-title = Spør en administrator i organisasjonen
help-closed-role = Du er administrator, men rollen din gir ikke tillatelse til å opprette tjenesteforespørsler.
help-closed-nobody = Ingen i organisasjonen har ennå en rolle som tillater det. Be den som satte opp kontoen din, om å tilordne en.
help-closed-helpers = De kan kontakte kundestøtte for deg
help-closed-partner-title = Partneren din gir deg støtte
help-closed-partner = Slik når du partneren din
help-closed-subscription-title = Det finnes ikke noe abonnement ennå
help-closed-retired-title = Støtten er avsluttet
help-closed-meanwhile = Dette kan alle bruke
help-closed-search = Søk i selvhjelpen
help-closed-community = Spør fellesskapet
help-role-partner = Partner
