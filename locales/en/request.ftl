request-number = Number
request-subject = Subject
request-organization = Organization
request-subscription = Subscription
request-bought = Bought
request-bought-partner = through a partner
request-kind = Kind of support
request-topic = Topic
request-service = Service
request-severity = Severity level
request-proposed = Proposed severity
request-proposal = { $level } – { $name }. { $reasons }
request-impact-statement = Business impact
request-round-the-clock = Reachable around the clock
request-state = State
request-first-answer = First answer
request-changed = Changed
request-contact-method = Contact method
request-contact-phone = Phone
request-contact-email = E-mail
request-language = Language
request-opened-by = Opened by
request-opened-at = Opened
request-agent = Support agent
request-facts = Details
request-promised = What was promised
request-state-open = With support
request-state-partner = With { $partner }
request-state-waiting = Waiting for you
request-state-resolved = Resolved
request-state-closed = Closed
request-tab-all = All
request-tab-open = Open
request-views = Whose requests
request-view-own = Your organization
request-view-customers = Your customers
request-states = State
request-find = Number or words
request-none = No service requests yet
request-none-text = Ask a question first: most answers are already written down.
request-none-found = No service request fits
request-none-found-text = Try other words or another state.
request-none-customers = No request of your customers is waiting
request-none-customers-text = Requests about subscriptions that were bought through you appear here.
request-crumbs = Where you are
request-promise = First answer { $target }, counted { $hours }.
request-target-seconds = { $n ->
    [one] within { $n } second
   *[other] within { $n } seconds
}
request-target-minutes = { $n ->
    [one] within { $n } minute
   *[other] within { $n } minutes
}
request-target-hours = { $n ->
    [one] within { $n } hour
   *[other] within { $n } hours
}
request-target-business-days = { $n ->
    [one] within { $n } business day
   *[other] within { $n } business days
}
request-hours-always = around the clock
request-hours-whole-days = { $days } around the clock
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours } ({ $zone })
request-promise-until = You will hear from us by { $when } ({ $zone }) at the latest.
request-promise-answered = The first answer came { $when }.
request-promise-paused = The clock rests while we wait for your answer.
request-promise-partner = { $partner } looks after this request. What { $operator } promises begins when it is handed on.
request-left = { $duration } left
request-late = { $duration } late
request-side-agent = Support, { $operator }
request-side-partner = Partner
request-side-customer = Customer
request-did-open = opened the request
request-did-assign = { $name } looks after this request now.
request-did-return = The request waits for the next free agent.
request-did-change-severity = The severity level was changed from { $from } ({ $fromname }) to { $to } ({ $toname }): { $reason }
request-did-remind = We wait for your answer, and reminded you of it.
request-did-lower-severity = Because we have not heard from you, the severity level was lowered from { $from } ({ $fromname }) to { $to } ({ $toname }). It is raised again when you answer. Reason: { $reason }
request-did-restore-severity = With your answer the severity level was raised again from { $from } ({ $fromname }) to { $to } ({ $toname }).
request-did-wait = Support waits for your answer.
request-did-resolve = Resolved by { $name }
request-did-close = Closed by { $name }
request-did-reopen = Reopened by { $name }
request-did-hand-on = Handed on to { $operator } by { $name }
request-text = Your answer
request-files = Attachments
request-files-note = At most { $most } MB each.
request-reply = Reply
request-close = Close the request
request-close-confirm = Close this service request?
request-reopen = Reopen
request-reopen-why = Why should the request be opened again?
request-reopen-note = { $days ->
    [one] It can be reopened within { $days } day.
   *[other] It can be reopened within { $days } days.
}
request-reopen-over = { $days ->
    [one] A request can be reopened within { $days } day; that time is over.
   *[other] A request can be reopened within { $days } days; that time is over.
}
request-resolve = Mark as resolved
request-hand-on = Hand on to { $operator }
request-hand-on-confirm = Hand this request on to { $operator }? It then leaves your list.
flash-request-sent = Your service request was sent.
flash-request-replied = Your answer was sent.
flash-request-closed = The service request is closed.
flash-request-reopened = The service request is open again.
flash-request-resolved = The service request is resolved.
flash-request-handed-on = The service request was handed on.
