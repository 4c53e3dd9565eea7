help-title = How can we help?
help-question = Your question or a keyword
help-suggestions = Suggestions
help-how = Type a question or a keyword. Select the suggestion closest to your question, or go on typing and press Enter.
help-results = Results
help-in-language = in { $language }
help-unsolved = Still not solved?
help-carried = What you typed goes along, so you do not have to write it again.
help-sign-in-first = Sign in first; what you typed goes along.
help-contact-support = Contact support
help-health-operational = All services work normally
help-health-advisory = Advisory: { $services }
help-health-incident = Incident: { $services }
help-health-page = Service health
help-health-details = What is known about it
help-back-to-results = Search self-help for this
help-description = What is the issue?
help-description-hint = What did you do, what did you expect, and what happened? A few words are enough.
help-subject = Subject
help-choose = Please choose
help-subscription-partner = { $plan } (bought through { $partner }: goes to them first)
help-subscription-expired = { $plan } (expired)
help-goes-to-partner = This subscription was bought through your partner. The request goes to them first, and they can hand it on to { $operator }.
help-choose-operator = Send it to { $operator } instead
help-check = Show severity and waiting time
help-severity = Severity level
help-impact-statement = Business impact
help-impact-statement-hint = What stands still, for how many people, and what happens if it stays so.
help-round-the-clock = Who can be reached around the clock?
help-round-the-clock-hint = Support works on this day and night, together with you.
help-round-the-clock-name = Name of the person on call
help-round-the-clock-phone = Phone of the person on call
help-proposal = Proposed from your answers: { $level } – { $name }.
help-proposal-none = Answer the questions above, and we propose a level. Without answers it is { $level } – { $name }.
help-times-in = Times are in your time zone: { $zone }.
help-not-offered = Not on offer.
help-promise-until = First answer by { $when }.
help-promise-after-partner = Counted from the moment your partner hands the request on.
help-method = How should we contact you?
help-wait-opens = Closed now. Opens { $when }
help-wait-unknown = The wait cannot be told at the moment
help-wait-before-none = Nobody is before you
help-wait-before = { $n ->
    [one] { $n } request is before yours
   *[other] { $n } requests are before yours
}
help-wait-before-many = { $n } or more requests are before yours
help-answer-own = { $n ->
    [one] { $n } agent answers in { $language }.
   *[other] { $n } agents answer in { $language }.
}
help-answer-other = No agent for this speaks { $wanted }. You will be answered in { $language }.
help-answer-nobody = At the moment no agent for this kind of support is known. Your request is kept until one takes it.
help-phone = Phone
help-email = E-mail
help-contact-me = Contact me
help-closed-admin-title = Ask an admin of your organization
help-closed-role = You are an admin, but your role does not permit you to open service requests.
help-closed-nobody = Nobody in your organization has a role that permits it yet. Ask whoever set up your account to assign one.
help-closed-helpers = They can contact support for you
help-closed-partner-title = Your partner supports you
help-closed-partner = How to reach your partner
help-closed-subscription-title = There is no subscription yet
help-closed-retired-title = Support has ended
help-closed-meanwhile = What everybody can use
help-closed-search = Search self-help
help-closed-community = Ask the community
help-role-partner = Partner
