guide-title = Stapsgewijze hulp
guide-lead = Beantwoord één vraag tegelijk, de waarschijnlijkste oorzaak eerst. Als niets helpt, krijgt ondersteuning uw antwoorden te zien.
guide-for-all = Voor iedereen
guide-for-admins = Voor beheerders
guide-for-admins-note = Deze hulp is bedoeld voor beheerders: voor sommige stappen hebt u geen rechten. U kunt rondkijken en uw beheerder laten zien hoever u bent gekomen.
guide-none = Nog geen stapsgewijze hulp
guide-none-text = Zodra die er is, vindt u die hier.
guide-steps-at-most = { $n ->
    [one] Hoogstens één stap
   *[other] Hoogstens { $n } stappen
}
guide-progress = { $ahead ->
    [one] Stap { $step }, hierna hoogstens nog één
   *[other] Stap { $step }, hierna hoogstens nog { $ahead }
}
guide-progress-last = Stap { $step }, de laatste
guide-progress-end = Einde van de hulp
guide-changed = Deze hulp is intussen gewijzigd. Ga hier verder.
guide-answer-next = Klaar, verder
guide-answer-yes = Ja, het werkt nu
guide-answer-no = Nee, nog steeds niet
guide-given = Uw antwoorden tot nu toe
guide-change = Wijzigen
guide-again = Opnieuw beginnen
guide-read = Meer lezen
guide-contact-carried = Uw antwoorden worden meegestuurd; u hoeft niets opnieuw uit te leggen. U ziet ze voordat er iets wordt verzonden.
guide-contact-sign-in = Meld u eerst aan; uw antwoorden worden meegestuurd. U ziet ze voordat er iets wordt verzonden.
guide-ask-admin = Uw beheerder kan de rest doen. Geef door wat u hebt ontdekt, zodat niemand opnieuw hoeft te beginnen.
guide-ask-admin-mail = Een bericht sturen aan uw beheerder
guide-ask-admin-who = Wie is mijn beheerder?
guide-ask-admin-text = Tekst tonen om te kopiëren
guide-message-lead = Ik heb de stappen in ons helpcentrum gevolgd en geantwoord:
guide-told = Eerder beantwoord in de stapsgewijze hulp:
guide-include = Deze antwoorden meesturen
guide-include-hint = Dat scheelt vragen: we zien wat u al hebt geprobeerd.
guide-begin = Stap voor stap oplossen
guide-about = Stapsgewijze hulp hierbij
guide-kind = Stapsgewijze hulp
guide-all = Alle stapsgewijze hulp
guide-known = Op dit moment bekend
guide-report = Wat de stapsgewijze hulp opleverde
guide-report-lead = Wie eraan begon, hoe het eindigde en waar mensen het opgaven.
guide-report-period = De laatste { $n } dagen.
guide-report-begun = Begonnen
guide-report-solved = Opgelost
guide-report-known = Bekend probleem
guide-report-admin = Naar beheerder verwezen
guide-report-contact = Contact opgenomen
guide-report-left = Gestopt
guide-report-note = Wie teruggaat en anders antwoordt, telt dubbel. Er wordt niet bewaard wie heeft geantwoord.
guide-report-percent = { $n }%
guide-report-picture = De hele hulp
guide-report-picture-text = De stappen van links naar rechts, en hoeveel mensen er kwamen; de tabel eronder zegt hetzelfde.
guide-report-steps = Stap voor stap
guide-report-step = Stap
guide-report-came = Gekomen
guide-report-open = De hulp openen
