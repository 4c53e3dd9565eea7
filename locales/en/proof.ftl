tell-hello = Hello,
tell-code-subject = Verification code for { $organization }
tell-code-why = Somebody is on the phone with { $agent } of { $operator } and says that they speak for { $organization }. This code proves it:
tell-code-until = It is valid until { $until }, for this call only.
tell-code-care = Tell it only to the support representative on a call that you made yourself. { $operator } never calls to ask for a code. If nobody of your organization is on the phone with us, keep it to yourself and open a service request.
tell-code-short = { $operator }: { $code } is your code for the support call, valid until { $until }. Tell it only if you called us yourself.
tell-contact-subject = The registered contacts of { $organization } have changed
tell-contact-added = { $person } has added { $contact } to the registered contacts of { $organization }. Verification codes for support by phone can be sent there as well.
tell-contact-removed = { $person } has removed { $contact } from the registered contacts of { $organization }. Verification codes are no longer sent there.
tell-contact-care = If that wasn't intended, sign in and put it right, and open a service request so that { $operator } knows.

error-proof-no-organization = First choose for which organization the caller speaks.
error-proof-no-call = Codes are sent and checked only while the call is going on.
error-proof-outgoing = You made this call. Codes are only for those who call us.
error-proof-other-agent = { $name } is talking to this caller. Only they can send and check a code.
error-proof-contacts-changed = The registered contacts have changed meanwhile. Choose again.
error-proof-too-new = This contact was registered too recently.
error-proof-no-way = Nothing can be sent to this contact.
error-proof-limit = No more codes can be sent for this organization now.
error-proof-digits = A code has { $n } digits.
error-proof-no-code = There is no code to check: it was used or replaced, or has expired. Send a new one.
error-contact-known = This contact is on the list already.
error-contact-most = No more than { $most } contacts can be registered. Remove one that you no longer need.

flash-code-sent = The code is on its way.
flash-caller-proven = The caller is verified. The organization is open for this call.
flash-code-wrong-failed = That is not the code. Ask the caller to read it again.
flash-code-locked-failed = That was not the code, and there are no tries left. Send a new one.
flash-contact-added = The contact was added, and the others are told.
flash-contact-removed = The contact was removed, and all are told.

proof-title = Verification
proof-unproven = Not verified
proof-by-number = Registered number
proof-by-code = Verified by code
proof-outgoing = Called by us
proof-since = Since { $time }
proof-lead = What belongs to the organization stays locked for this call until the caller tells you a code that was sent to a registered contact.
proof-lead-number = The caller's number is registered with this organization. No code is needed.
proof-lead-code = The caller told the code that was sent to a registered contact.
proof-lead-outgoing = You called this organization, so nothing is locked, and no code is asked for. The word shows that it really is support that calls.
proof-waits = Once the call is answered and the organization is chosen, a code can be sent.
proof-other-agent = { $name } is talking to this caller and verifies them.
proof-contacts = Send a code to
proof-send = Send code
proof-send-new = Send a new code
proof-too-new = Registered too recently. Can be used from { $time }.
proof-landline = A landline takes no text messages.
proof-no-mail = No mail can be sent here: no mail server is set up.
proof-no-text-messages = No text messages can be sent here: no gateway is set up.
proof-no-contact = There is nobody to send a code to. An admin of the organization can sign in and open a service request; that shows who asks.
proof-codes-left =
    { $n ->
        [one] { $n } more code can be sent for this organization within the hour.
       *[other] { $n } more codes can be sent for this organization within the hour.
    }
proof-codes-none = No more codes can be sent for this organization before { $time }. Until then an admin can sign in and open a service request.
proof-sent-to = Code sent to { $to }
proof-until = Valid until { $time }
proof-tries-left =
    { $n ->
        [one] { $n } try left
       *[other] { $n } tries left
    }
proof-code = Code that the caller tells you
proof-check = Check
proof-of-another = Another agent sent this code, and it works only for them. Send a new one.
proof-locked = There were too many wrong codes. The last one can no longer be used.
proof-expired = The last code has expired.
proof-word = Word for this call
proof-word-hint = Say it when the caller asks whether you really are support. Their admins see it on their pages.
proof-word-languages = The word in other languages
proof-back = To the call

delivery-waiting = Waiting to be sent
delivery-sending = Being sent
delivery-sent = Sent
delivery-failed = Not sent yet; next try { $time }
delivery-given_up = Could not be sent
delivery-expired = Not sent in time

own-calls-title = Calls with support
own-calls-lead = While somebody of your organization is on the phone with support, you see here which word the support representative must be able to say. So you know that it really is support.
own-calls-none = No call is going on
own-calls-none-text = Calls in your organization's name appear here by themselves.
own-calls-in = Somebody called support from { $number } and is talking to { $agent }.
own-calls-in-withheld = Somebody called support from a withheld number and is talking to { $agent }.
own-calls-out = { $agent } of support called { $number }.
own-calls-since = Since { $time }
own-calls-ask = Ask for the word. Whoever doesn't know it is not from support: hang up.
own-calls-care = If neither you nor a colleague is on this call, tell nobody a code, and open a service request.
own-calls-proven = Verified
own-calls-unproven = Not verified yet
own-calls-log = Who proved to speak for us
own-calls-log-none = Nothing yet
own-calls-log-none-text = Codes that were sent, callers that were verified and changes of your registered contacts are listed here.

contacts-title = Registered contacts
contacts-lead = Whoever calls support in your organization's name from a number that is not listed here has to tell a code that we send to one of these contacts.
contacts-wait = A new contact is used only { $duration } after it was added, and the others are told by mail at once. So nobody who gets hold of an account for a moment can call in your name.
contacts-none = No contacts yet
contacts-none-text = Without one, nobody can prove on the phone to speak for your organization.
contacts-add = Add a contact
contacts-value = E-mail address or phone number
contacts-value-hint = A shared mailbox and a mobile phone serve best; a landline takes no text messages.
contacts-added = Added { $time }
contacts-in-use = In use
contacts-from = Used from { $time }
contacts-remove = Remove
contacts-remove-one = Remove { $contact }
contacts-to = Change the registered contacts

audit-title = Audit log
audit-lead = Who did what about whose data. Entries are never changed and hold no code and no whole address.
audit-when = When
audit-who = Who
audit-organization = Organization
audit-what = What
audit-all = Everything
audit-show = Show
audit-call = Call
audit-only = Only { $name }
audit-clear = Show all again
audit-none = Nothing found
audit-none-text = There is no entry of this kind yet.
audit-kind-caller_proven = Callers verified
audit-kind-code_sent = Codes sent
audit-kind-code_wrong = Wrong codes
audit-kind-code_locked = Codes locked
audit-kind-contact_added = Contacts added
audit-kind-contact_removed = Contacts removed
audit-caller_proven = Caller verified with the code sent to { $contact }
audit-code_sent = Code sent to { $contact }
audit-code_wrong =
    { $n ->
        [one] Wrong code, { $n } try left
       *[other] Wrong code, { $n } tries left
    }
audit-code_locked = Too many wrong codes: locked
audit-contact_added = { $contact } added to the registered contacts
audit-contact_removed = { $contact } removed from the registered contacts
