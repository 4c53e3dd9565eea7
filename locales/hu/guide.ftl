guide-answer-next = Kész, tovább
guide-answer-yes = Igen, most már működik
guide-answer-no = Nem, még mindig nem
