# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
# After "in", where a language needs another case.
units-days-ahead = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tagen
}
units-hours = { $n } Std.
units-minutes = { $n } Min.
units-seconds = { $n } Sek.
units-two = { $first } { $second }

units-now = jetzt
units-ahead = in { $duration }

units-just-now = gerade eben
units-minutes-ago = vor { $n } Min.
units-hours-ago = vor { $n } Std.
units-days-ago = { $n ->
    [one] vor { $n } Tag
   *[other] vor { $n } Tagen
}

units-midnight = Mitternacht
units-range = { $from }–{ $to }
units-weekday-time = { $weekday }, { $time }
units-weekday-range = { $from }–{ $to }
units-every-day = täglich

units-list-pair = { $first } und { $last }
units-list-middle = { $first }, { $last }
units-list-end = { $first } und { $last }

units-percent = { $n } %
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }, UTC{ $offset }
