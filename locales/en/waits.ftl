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

record-tabs = Parts of the record
record-tab-promises = Promises
record-tab-waits = Waits
record-tab-staffing = Staffing
waits-title = Waits
waits-lead = What was announced to customers, and how long they really waited.
waits-csv = Announcements as CSV
waits-method = Contact method
waits-language = Language
waits-every-language = All languages
waits-span = Time
waits-weeks = { $n } weeks
waits-none = Nothing to compare yet
waits-none-text = No wait was announced for this in these weeks. Try other weeks or fewer filters.
waits-cut = The figures are of the latest { $n } announcements.
waits-announced = Announced
waits-answered = Answered
waits-within = Within the range
waits-earlier = Sooner than announced
waits-later = Later than announced
waits-bias = On average
waits-error = Off by (median)
waits-median = Median wait
waits-longer = { $duration } longer
waits-shorter = { $duration } shorter
waits-unbiased = as announced
waits-band = Announced and real waits
waits-band-text = The announced range by weeks, and the real waits as dots in it or outside. The table by week has the figures.
waits-legend-range = announced range
waits-legend-out = sooner or later
waits-calibration = Where the waits came
waits-share = Share of the waits
waits-should = Should be
waits-part-earlier = before the range
waits-part-first = first half
waits-part-second = second half
waits-part-later = after the range
waits-by-week = By week
waits-week = Week from
waits-by-class = By language and severity level
waits-class = Language and level
waits-list = Announcements
waits-at = Announced at
waits-told = Announced
waits-came = Real wait
waits-is-within = within the range
waits-is-earlier = sooner
waits-is-later = later
waits-is-left = closed before
waits-is-waiting = still waiting
waits-one = Announcement for service request { $number }
waits-told-from = From
waits-told-about = About
waits-told-to = Until
waits-made-by = Worked out by
waits-by-formula = Formula, without experience
waits-by-simulation = Simulation with what was learned
waits-note = Eight of ten waits should fall within the announced range, one before it and one after it. A wait ends with the first answer, or the first attempt to call. It is measured in real time, nights and weekends included.
waits-one-without = Announcement of { $when }
wait-closed-until = Closed until { $opens }. { $text }
waits-of-case = Announced wait
waits-of-case-why = What it came from
