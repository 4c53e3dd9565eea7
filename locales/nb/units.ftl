# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
}
# After "in", where a language needs another case.
units-days-ahead = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
}
units-hours = { $n } t
units-minutes = { $n } min
units-seconds = { $n } s
units-two = { $first } { $second }

units-now = nå
units-ahead = om { $duration }

units-just-now = akkurat nå
units-minutes-ago = for { $n } min siden
units-hours-ago = for { $n } t siden
units-days-ago = { $n ->
    [one] for { $n } dag siden
   *[other] for { $n } dager siden
}

units-midnight = midnatt
units-range = { $from }–{ $to }
units-weekday-time = { $weekday } kl. { $time }
units-weekday-range = { $from }–{ $to }
units-every-day = hver dag

units-list-pair = { $first } og { $last }
units-list-middle = { $first }, { $last }
units-list-end = { $first } og { $last }

units-percent = { $n } %
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }, UTC{ $offset }
