guide-title = Guided help
guide-lead = Answer one question at a time, the most likely cause first. If nothing helps, your answers go along to support.
guide-for-all = For everyone
guide-for-admins = For admins
guide-for-admins-note = This guide is meant for admins: some steps need rights that you don't have. You can look around, and show the place you have come to to your admin.
guide-none = No guides yet
guide-none-text = As soon as there are any, you will find them here.
guide-steps-at-most = { $n ->
    [one] At most one step
   *[other] At most { $n } steps
}
guide-progress = { $ahead ->
    [one] Step { $step }, at most one more
   *[other] Step { $step }, at most { $ahead } more
}
guide-progress-last = Step { $step }, the last one
guide-progress-end = The end of the guide
guide-changed = This guide has changed since. Please go on from here.
guide-answer-next = Done, go on
guide-answer-yes = Yes, it works now
guide-answer-no = No, still not
guide-given = Your answers so far
guide-change = Change
guide-again = Start again
guide-read = Read more
guide-contact-carried = Your answers go along, so you need not explain them again. You see them before anything is sent.
guide-contact-sign-in = Sign in first; your answers go along. You see them before anything is sent.
guide-ask-admin = Your admin can do the rest. Pass on what you have found out, so nobody has to begin again.
guide-ask-admin-mail = Write to your admin
guide-ask-admin-who = Who is my admin?
guide-ask-admin-text = Show the text to copy
guide-message-lead = I followed the guide in our help centre, and answered:
guide-told = Answered before in the guide
guide-include = Send these answers along
guide-include-hint = They save questions: we see what you have tried already.
guide-begin = Solve it step by step
guide-about = Guided help for this
guide-kind = Guide
guide-all = All guides
guide-known = Known right now
guide-report = What came of the guides
guide-report-lead = Who began a guide, where it ended, and where people gave up.
guide-report-period = The last { $n } days.
guide-report-begun = Begun
guide-report-solved = Solved
guide-report-known = Known issue
guide-report-admin = Sent to an admin
guide-report-contact = Contacted us
guide-report-left = Left
guide-report-note = Whoever goes back and answers otherwise counts twice. Nothing is kept of who answered.
guide-report-percent = { $n }%
guide-report-picture = The whole guide
guide-report-picture-text = The steps from left to right, with how many came by; the table below says the same.
guide-report-steps = Step by step
guide-report-step = Step
guide-report-came = Came
guide-report-open = Open the guide
