guide-answer-next = Erledigt, weiter
guide-answer-yes = Ja, es funktioniert jetzt
guide-answer-no = Nein, noch immer nicht
