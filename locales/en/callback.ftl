callback-event-asked = { $name } asked for a call.
callback-event-booked = { $name } booked a call for { $when }.
callback-event-moved = { $name } moved the call from { $from } to { $to }.
callback-event-to-turn = { $name } gave up the booked time { $from }; the call comes in turn.
callback-event-cancelled = { $name } cancelled the call on { $when }.
callback-event-cancelled-turn = { $name } no longer wants a call.
callback-event-lost = The booked time { $when } cannot be kept. From then on the call comes in turn.
callback-event-near = The booked call on { $when } comes near.
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
