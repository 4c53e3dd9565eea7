# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
# After "in", where a language needs another case.
units-days-ahead = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
units-hours = { $n } uur
units-minutes = { $n } min.
units-seconds = { $n } sec.
units-two = { $first } { $second }

units-now = nu
units-ahead = over { $duration }

units-just-now = zojuist
units-minutes-ago = { $n } min. geleden
units-hours-ago = { $n } uur geleden
units-days-ago = { $n ->
    [one] { $n } dag geleden
   *[other] { $n } dagen geleden
}

units-midnight = middernacht
units-range = { $from }–{ $to }
units-weekday-time = { $weekday } { $time }
units-weekday-range = { $from } t/m { $to }
units-every-day = elke dag

units-list-pair = { $first } en { $last }
units-list-middle = { $first }, { $last }
units-list-end = { $first } en { $last }

units-percent = { $n }%
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }, UTC{ $offset }
