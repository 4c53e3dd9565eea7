wait-title = Expected wait
wait-lead = For { $category } in { $language }, not urgent, if you asked now.
wait-between = Probably between { $from } and { $to }
wait-at-once = Probably within a few minutes
wait-tomorrow = Probably tomorrow from about { $time }
wait-from-day = Probably from about { $when }
wait-days = Probably around { $about }, between { $from } and { $to }
wait-opens = Closed now. Opens { $when }
wait-unknown = The wait cannot be told at the moment
wait-first-answer = First answer: { $text }
wait-call = Call: { $text }
wait-why = Why?
wait-why-opens = Support of this kind is closed until { $when }.
wait-why-before-none = Nobody is before you.
wait-why-before = { $n ->
    [one] { $n } request is before yours.
   *[other] { $n } requests are before yours.
}
wait-why-agents = { $n ->
    [one] { $n } agent who speaks { $language } is on duty; free now: { $free }.
   *[other] { $n } agents who speak { $language } are on duty; free now: { $free }.
}
wait-why-nobody = No agent who speaks { $language } is on duty now.
wait-why-comes = The next agent starts: { $when }.
wait-why-leaves = An agent goes off duty meanwhile: { $when }.
wait-why-booked = { $n ->
    [one] { $n } booked call goes first.
   *[other] { $n } booked calls go first.
}
wait-why-overtaking = { $n ->
    [one] About { $n } more urgent request is expected meanwhile.
   *[other] About { $n } more urgent requests are expected meanwhile.
}
wait-why-service = One request takes an agent about { $duration }.
wait-why-new = There is little experience with this yet.
wait-why-outcomes = { $n ->
    [one] Compared with the real wait of { $n } earlier request.
   *[other] Compared with the real waits of { $n } earlier requests.
}
wait-note = The wait is worked out anew again and again; eight of ten should fall within the times shown.
