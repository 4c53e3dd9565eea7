callback-event-asked = { $name } asked for a call.
callback-event-booked = { $name } booked a call for { $when }.
callback-event-moved = { $name } moved the call from { $from } to { $to }.
callback-event-to-turn = { $name } gave up the booked time { $from }; the call comes in turn.
callback-event-cancelled = { $name } cancelled the call on { $when }.
callback-event-cancelled-turn = { $name } no longer wants a call.
callback-event-lost = The booked time { $when } cannot be kept. From then on the call comes in turn.
callback-event-near = The booked call on { $when } comes near.
callback-event-late = Nobody has made the booked call of { $when } yet.
callback-event-tried = { $name } called and reached nobody. Next attempt: { $when }.
callback-event-tried-last = { $name } called and reached nobody. An e-mail tells how to go on.
callback-event-wrong-number = { $name } called, but the number does not lead to anybody. An e-mail asks for the right one.
callback-event-reached = { $name } called.

error-slot-taken = This time has just been taken. Near it are free: { $nearest }.
error-slot-taken-none = This time has just been taken, and no other is free at the moment.
error-slot-malformed = That is not a time that can be booked.
error-callback-partner = The request is with your partner. A call can be asked for once it is handed on.
error-callback-done = The request is resolved. Open it again to be called.
error-callback-none = No call was asked for.
error-callback-dialled = Support is calling right now.
error-callback-taken = { $name } was quicker and makes this call.
error-callback-skills = This call needs a language or category that you do not have.
error-callback-early = This call is not due yet.
error-callback-over = This call has been made or cancelled meanwhile.
error-callback-not-yours = You no longer hold this call. Take it again to go on.

callback-mail-hello = Hello { $name },
callback-mail-booked-subject = We will call you on { $when }
callback-mail-booked = we will call you on { $when } ({ $zone }) about your service request “{ $subject }” ({ $number }).
callback-mail-moved-subject = Your call is now on { $when }
callback-mail-moved = the call about your service request “{ $subject }” ({ $number }) was moved. We will now call you on { $when } ({ $zone }).
callback-mail-cancelled-subject = The call on { $when } is cancelled
callback-mail-cancelled = the call on { $when } ({ $zone }) about your service request “{ $subject }” ({ $number }) is cancelled. The request itself stays open.
callback-mail-lost-subject = We cannot keep the call on { $when }
callback-mail-lost = we are sorry: nobody is free any more to call you on { $when } ({ $zone }) about your service request “{ $subject }” ({ $number }). From then on we will call you in turn, as soon as somebody is free.
callback-mail-reminder-subject = Reminder: we will call you on { $when }
callback-mail-reminder = as agreed, we will call you on { $when } ({ $zone }) about your service request “{ $subject }” ({ $number }).
callback-mail-given-up-subject = We could not reach you
callback-mail-given-up = { $tries ->
    [one] we called you about your service request “{ $subject }” ({ $number }) and could not reach you under { $phone }.
   *[other] we called you { $tries } times about your service request “{ $subject }” ({ $number }) and could not reach you under { $phone }.
}
callback-mail-wrong-number-subject = Which number can we call?
callback-mail-wrong-number = we wanted to call you about your service request “{ $subject }” ({ $number }), but { $phone } does not lead to you.
callback-mail-dial = We will dial { $phone }.
callback-mail-change = You can move or cancel the call here: { $link }
callback-mail-book = You can choose another time here: { $link }
callback-mail-answer = You can answer in writing or choose a time for another call here: { $link }
callback-mail-correct = You can tell us the right number here: { $link }
callback-mail-from = { $operator } support
callback-calendar-summary = { $operator } support calls
callback-calendar-text = We will dial { $phone }. Service request { $number }: { $link }

callback-card = Call-back
callback-card-none = Would you rather talk about it? We call you, in turn or at a time of your choice.
callback-card-turn = We will call you on { $phone }, in turn.
callback-card-next = Yours is the next call.
callback-card-before = { $n ->
    [one] { $n } call before you.
   *[other] { $n } calls before you.
}
callback-card-opens = The line is closed now. We call from about { $when }.
callback-card-booked = We will call you on { $phone } on { $when } ({ $zone }).
callback-card-dialled = We are calling you right now on { $phone }.
callback-card-again = We could not reach you on { $phone }. We will try again on { $when }.
callback-card-again-soon = We could not reach you on { $phone } and will try again in a moment.
callback-card-given-up = We could not reach you on { $phone }. Answer here, or choose a time for another call.
callback-card-wrong-number = { $phone } does not lead to you. Please ask for a call on the right number.
callback-calendar = Add to calendar
callback-ask = Have us call you
callback-move = Move
callback-book-instead = Choose a time instead
callback-cancel = Cancel the call
callback-cancel-confirm = Cancel this call?
callback-change = Save
callback-title = Have us call you
callback-number = Number to call
callback-when = When should we call?
callback-in-turn = As soon as it is your turn
callback-in-turn-text = The next free agent who speaks your language and knows the subject calls you.
callback-in-turn-opens = The line is closed now. We call from about { $when }.
callback-in-turn-closed = The line is closed now.
callback-times-in = Or at a time of your choice; a call takes { $duration }. Times are in { $zone }.
callback-zone = Time zone
callback-zone-show = Show
callback-no-times = No time can be booked at the moment.
callback-free = { $n ->
    [one] { $n } time free
   *[other] { $n } times free
}
callback-list-title = Call-backs
callback-next = Next call
callback-next-key = Next call (c)
callback-own = You are calling { $name }:
callback-ready = To call now
callback-ready-none = Nobody waits for a call
callback-ready-none-text = Whom you can call appears here by itself.
callback-ahead = Later
callback-others = With others
callback-col-who = Who
callback-col-about = About
callback-col-language = Language
callback-col-when = When
callback-col-there = Time there
callback-row-booked = Booked: { $when }
callback-row-from = From { $when }
callback-row-waits = Waiting { $duration }
callback-tries = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
callback-take = Call
callback-take-one = Call { $name }
callback-with = { $name } is calling.
callback-other-skills = Other language or category
callback-there = There it is { $time } ({ $zone })
callback-said = What was said (the customer reads it)
callback-then = And then
callback-then-nothing = Go on working on it
callback-then-wait = Wait for the customer
callback-then-resolve = Resolve
callback-reached = Reached
callback-no-answer = Nobody answered
callback-wrong-number = Wrong number
callback-give-back = Give back
callback-later = Call at another time
callback-later-do = Agree on this time
flash-callback-asked = We will call you.
flash-callback-cancelled = The call is cancelled.
flash-callback-nobody = Nobody waits for a call that you can make.
flash-callback-reached = The call was noted.
flash-callback-tried = The attempt was noted.
flash-callback-wrong-number = The customer is asked for the right number.
flash-callback-later = The call was moved.
flash-callback-given-back = The call is back in the queue.
callback-part-night = Night
callback-part-morning = Morning
callback-part-afternoon = Afternoon
callback-part-evening = Evening
