desk-lists = Service requests by list
desk-tab-take = To take
desk-tab-mine = Mine
desk-tab-waiting = Waiting
desk-tab-all = All
desk-count-more = { $n }+
desk-search = Number or words
desk-next = Next best
desk-empty = Nothing here
desk-empty-text = Whatever comes appears here by itself.
desk-not-found = Nothing found
desk-not-found-text = Try the number of the service request, or fewer words.
desk-choose = Choose a service request
desk-choose-text = The most urgent one is at the top of the list.
desk-back = To the list
desk-path = You are here

desk-left = { $duration } left
desk-late = { $duration } late
desk-state-open = Open
desk-state-waiting = Waiting for customer
desk-state-resolved = Resolved
desk-state-closed = Closed
desk-unassigned = Nobody has taken it
desk-nobody = Nobody
desk-somebody = The support centre
desk-support = Support
desk-partner = Partner

desk-take = Take
desk-give-back = Give back
desk-wait = Wait for customer
desk-resolve = Resolve
desk-resolve-confirm = Resolve this service request without another reply? The customer is told.
desk-close = Close
desk-close-confirm = Close this service request?
desk-reopen = Reopen
desk-reopen-text = Why it is opened again
desk-severity = Severity level
desk-severity-change = Change
desk-reason = Reason, which the customer reads too
desk-assign = Assign to
desk-assign-do = Assign

desk-kind = Kind of text
desk-reply = Reply
desk-note = Internal note
desk-canned = Prepared answer
desk-insert = Insert
desk-text = Your text
desk-markdown = Write here. Markdown works.
desk-files = Attachments
desk-then = Afterwards
desk-then-nothing = and keep it open
desk-then-wait = and wait for customer
desk-then-resolve = and resolve
desk-send = Send
desk-not-done = This was not done
desk-closed-meanwhile = { $name } has closed this service request in the meantime. Your text is still here: read the history, then send it again if it is still right.

desk-presence-reading = { $name } is looking at this
desk-presence-writing = { $name } is writing an answer
desk-event-opened = { $name } opened the service request
desk-event-files = { $name } sent files
desk-event-note-files = { $name } added files for agents only
desk-event-taken = { $name } took the service request
desk-event-assigned = { $name } assigned the service request to { $to }
desk-event-given-back = { $name } gave the service request back
desk-event-severity-raised = { $name } raised the severity level from { $from } to { $to }: { $reason }
desk-event-severity-lowered = { $name } lowered the severity level from { $from } to { $to }: { $reason }
desk-event-waiting = { $name } is waiting for the customer
desk-event-resolved = { $name } resolved the service request
desk-event-closed = { $name } closed the service request
desk-event-reopened = { $name } reopened the service request
desk-event-handed-on = { $name } handed the service request on to support
desk-event-reminded = The customer was reminded that the service request waits for them
desk-event-lowering-offered = The customer has not answered in time: the severity level may be lowered to { $to }
desk-event-silence-lowered = { $name } lowered the severity level from { $from } to { $to } because the customer did not answer: { $reason }
desk-event-severity-restored = { $name } answered: the severity level was raised again from { $from } to { $to }
desk-event-warned = { $clock }: { $share } of the time has passed
desk-event-breached = { $clock }: the deadline has passed

desk-clock-first-response = First response
desk-clock-follow-up = Next reply
desk-clock-resolution = Resolution
desk-clock-silence = Answer of the customer
desk-clock-due = due { $when }
desk-clock-over = was due { $when }
desk-clock-paused = rests while the customer is asked
desk-clocks = What is due
desk-clocks-note = The goal for the resolution is the operator's own; it is not promised to the customer.

desk-lowering = The customer is silent
desk-lowering-text = You may lower the severity level from { $from } to { $to }. The customer reads the reason, and the level is raised again when they answer.
desk-lowering-do = Lower to { $to }

desk-notices = Notices
desk-notice-seen = Mark as seen


desk-first-response = First response
desk-promised = Promised
desk-missing-impact-statement = Severity { $severity } needs a statement of the business impact from the customer. Please ask for it.
desk-missing-round-the-clock = Severity { $severity } needs somebody at the customer who can be reached around the clock. Please ask who that is.
desk-promised-text = { $target } for severity level { $severity }
desk-counted = Counted
desk-business-days = { $n ->
    [one] { $n } business day
   *[other] { $n } business days
}
desk-responded-at = given: { $when }
desk-response-paused = The clock is paused while the customer is asked.
desk-not-responded = Closed without a response

desk-advanced-agreement = Advanced agreement
desk-agreement-signed = Agreement signed
desk-support-id = Support ID
desk-country = Country or region
desk-local-time = Local time
desk-about-subscription = About the subscription
desk-subscriptions = Subscriptions
desk-licences = { $n ->
    [one] { $n } licence
   *[other] { $n } licences
}
desk-subscription-active = active
desk-subscription-trial = trial
desk-subscription-expired = expired
desk-bought-direct = bought directly
desk-bought-partner = bought through a partner
desk-contacts = Registered contacts
desk-requester = Requested by
desk-contact-method = Wants to be contacted by
desk-phone = Phone
desk-email = E-mail
desk-language = Language
desk-languages = Languages
desk-request = Service request
desk-category = Kind of support
desk-service = Service
desk-earlier = Other service requests
desk-latest = Latest service requests
desk-no-requests = No service requests
desk-no-requests-text = This organization has not asked for anything yet.
desk-subject = Subject
desk-number = Number
desk-state = State
desk-assignee = Agent
desk-changed = Changed
desk-people = People
desk-name = Name
desk-roles = Roles
desk-no-role = No admin role
desk-key-rows = Next, previous service request

flash-desk-sent = Your reply was sent.
flash-desk-noted = Your note was added.
flash-desk-assigned = The assignment was changed.
flash-desk-severity = The severity level was changed.
flash-desk-lowered = The severity level was lowered.
flash-desk-waiting = The service request now waits for the customer.
flash-desk-resolved = The service request was resolved.
flash-desk-closed = The service request was closed.
flash-desk-reopened = The service request is open again.
flash-desk-nothing-to-take = There is nothing to take at the moment.
