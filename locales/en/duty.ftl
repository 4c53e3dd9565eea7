duty-presence = Your state
duty-state-available = Available
duty-state-busy = Busy
duty-state-wrap-up = Wrapping up
duty-state-away = Away
error-duty-state = Choose one of the states from the menu.

duty-filter = Whom to show
duty-language = Language
duty-every-language = Every language
duty-category = Kind of support
duty-every-category = Every kind
duty-show = Show
duty-now = Now
duty-nobody = Nobody is on duty now.
duty-agent = Agent
duty-state = State
duty-speaks = Speaks
duty-knows = Knows
duty-until = On shift until
duty-no-shift = No shift now
duty-by-language = Languages
duty-coming = Shifts of the coming days
duty-no-shifts = No shifts are known for these days.
duty-legend-staffed = Somebody works who speaks it
duty-legend-promised = The line is open
duty-legend-gap = The line is open and nobody who could answer works
duty-language-covered = staffed for { $duration }
duty-language-gaps = { $n ->
    [one] { $n } gap
   *[other] { $n } gaps
}
duty-day-times = { $day }, { $times }
duty-own = My shifts
duty-own-none = No shifts of yours are known for the next two weeks.
duty-feed-note = Your calendar program can follow your shifts at a secret address.
duty-feed-make = Make the address
duty-feed-renew = Make a new address
duty-feed-end = Close the address
duty-feed-address = Address for your calendar program
duty-feed-once = It is shown only now. Whoever knows it sees your shifts; a new address makes it useless.
duty-feed-event = Support shift
flash-duty-feed-ended = The address is closed.

duty-plan = Plan shifts
duty-plan-week = Week of { $day }
duty-plan-zone = All times: { $zone }
duty-earlier = Earlier
duty-later = Later
duty-this-week = This week
duty-csv = CSV
duty-gaps = Gaps
duty-gaps-none = In every language that the team speaks, somebody works whenever a line is open.
duty-gap = Nobody who speaks { $language } for { $categories }, though the line is open
duty-unspoken = Promised in the phone directory, and nobody in the team speaks it: { $languages }
duty-shifts = Shifts
duty-plan-note = Choose a name to set the usual week: it becomes shifts { $days } days ahead. Choose a shift to change it.
duty-off-sick = Sick
duty-off-leave = On leave
duty-taken-from = For { $name }
duty-extra = Extra
duty-add = Add a shift
duty-add-send = Add
duty-day = Day
duty-from = From
duty-to = To
duty-import = Take shifts from a calendar file
duty-import-file = iCalendar file (.ics)
duty-import-hint = Shifts that lie ahead are taken. Taking a file again replaces what came from the same entries.
duty-import-agent = For
duty-import-named = Those whom the entries invite
duty-import-send = Take them in
duty-import-notes = What was left out
duty-imported = { $n ->
    [one] { $n } shift was taken.
   *[other] { $n } shifts were taken.
}
duty-import-refused = { $n ->
    [one] { $n } time is too long, or the agent has another shift then.
   *[other] { $n } times are too long, or the agent has another shift then.
}
duty-import-nobodys = { $n ->
    [one] { $n } time names nobody of the team.
   *[other] { $n } times name nobody of the team.
}
duty-wrong-line = Line { $line }: { $why }
duty-wrong-calendar = This is not a complete iCalendar file.
duty-wrong-time = The time cannot be read.
duty-wrong-zone = This time zone is not known.
duty-wrong-repeat = It repeats in a way that is not understood here.
duty-wrong-whole-day = A whole day is no shift.
duty-shift-of = Shift of { $name }
duty-worked = Is it worked?
duty-worked-yes = Yes
duty-rota-of = Usual week of { $name }
duty-rota-lead = It becomes shifts { $days } days ahead. Shifts that were changed by hand stay as they are.
duty-rota-hint = Such as { $example }. An end before the beginning is on the next day; an empty day is free.
flash-duty-changed = The shift was changed.
flash-duty-added = The shift was added.
flash-duty-rota = The usual week was saved and its shifts were made.

error-duty-agent = Choose an agent from the list.
error-duty-day = Enter a day.
error-duty-time = Enter a time.
error-duty-times = “{ $typed }” cannot be read as working hours. Write them like { $example }.
error-duty-end = The shift must end after it begins.
error-duty-long = A shift lasts at most a day. Leave a break between the days.
error-duty-overlap = The agent has another shift at that time.
error-duty-file = Choose an iCalendar file.
