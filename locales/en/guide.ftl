guide-answer-next = Done, go on
guide-answer-yes = Yes, it works now
guide-answer-no = No, still not
