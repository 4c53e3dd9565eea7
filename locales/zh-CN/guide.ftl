guide-answer-next = 已完成，继续
guide-answer-yes = 是，现在正常了
guide-answer-no = 否，仍然不行
