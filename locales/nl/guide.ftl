guide-answer-next = Klaar, verder
guide-answer-yes = Ja, het werkt nu
guide-answer-no = Nee, nog steeds niet
