guide-answer-next = Gjort, gå videre
guide-answer-yes = Ja, det fungerer nå
guide-answer-no = Nei, fortsatt ikke
