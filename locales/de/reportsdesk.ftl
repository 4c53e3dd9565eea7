reports-post-from = Dienststatus
reports-post-about = zum bekannten Problem { $issue }
reports-post-over = das bekannte Problem { $issue } ist behoben
reports-post-language = noch nicht übersetzt, Sprache: { $language }
reports-event-linked = { $name } hat das bekannte Problem { $issue } verknüpft
reports-event-unlinked = { $name } hat die Verknüpfung mit dem Problem { $issue } gelöst
error-reports-issue = Es gibt kein offenes Problem mit dieser Nummer.
error-reports-issue-open = Das Problem ist noch nicht behoben.
error-reports-reach = Das Problem gibt es nur für einige Organisationen, und nicht für diese.
error-reports-since = Diese Zeit liegt in der Zukunft.
error-reports-many = Ihre Organisation hat in der letzten Stunde sehr viel gemeldet. Dem Support liegt alles vor. Wenn es eilt, öffnen Sie bitte eine Serviceanfrage.
reports-title = Von Kunden gemeldet
reports-lead = Zusammengestellt nach Zeit, Dienst und Worten. Melden genügend Organisationen dasselbe, wird daraus ein Vorschlag.
reports-of-service = { $service }: was Kunden melden
reports-proposed = Vorschlag
reports-gathering = Wird gesammelt
reports-notice = Kunden melden das Gleiche: Ist es ein Problem?
reports-organizations = { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
}
reports-words = Gemeinsam
reports-chart = { $count ->
    [one] { $count } Meldung, { $from }
   *[other] { $count } Meldungen von { $from } bis { $to }
}
reports-evidence = Was gemeldet wurde
reports-extent-me = betrifft die meldende Person
reports-extent-some = betrifft einige
reports-extent-everybody = betrifft alle
reports-since = seit { $when }
reports-request = Serviceanfrage { $number }
reports-make-title = Es ist ein neues Problem
reports-make-hint = Ein Entwurf mit Dienst, Teil und Beginn, wie sie gemeldet wurden. Die Meldungen und ihre Serviceanfragen gehören dann dazu.
reports-make = Problem verfassen
reports-made-of = Dieses Problem entsteht aus Meldungen von Kunden; sie und ihre Serviceanfragen gehören dann dazu.
reports-join-title = Es ist ein bekanntes Problem
reports-join-issue = Offenes Problem
reports-join = Diesem Problem hinzufügen
reports-dismiss-title = Am Dienst liegt es nicht
reports-reason = Begründung
reports-reason-hint = Das lesen diejenigen, die es gemeldet haben.
reports-dismiss = Abweisen
reports-requests = Serviceanfragen
reports-requests-lead = Jeder Beitrag zum Problem beantwortet die hier verknüpften Serviceanfragen in deren Sprache.
reports-link-number = Nummer einer Serviceanfrage
reports-link = Verknüpfen
reports-unlink = Verknüpfung lösen
reports-affected = { $count ->
    [one] { $count } Meldung von Kunden
   *[other] { $count } Meldungen von Kunden
}
reports-resolve-all = { $count ->
    [one] { $count } offene Serviceanfrage lösen
   *[other] { $count } offene Serviceanfragen lösen
}
reports-resolve-hint = Das Problem ist behoben, und die Kunden haben es gelesen. Wer noch Schwierigkeiten hat, kann es sagen.
reports-resolve-confirm = Alle diese Serviceanfragen als gelöst kennzeichnen?
reports-known = Bekanntes Problem
reports-known-likely = Es könnte eines von diesen sein:
reports-known-number = Nummer eines Problems
flash-reports-linked = Verknüpft. Der neueste Beitrag steht in der Serviceanfrage.
flash-reports-unlinked = Verknüpfung gelöst.
flash-reports-resolved = Die Serviceanfragen sind gelöst.
flash-reports-joined = Die Meldungen gehören zu diesem Problem.
flash-reports-dismissed = Abgewiesen. Wer es gemeldet hat, liest die Begründung.
error-reports-case = Keine Serviceanfrage hat diese Nummer.
