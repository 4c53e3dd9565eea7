# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
# After "in", where a language needs another case.
units-days-ahead = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
units-hours = { $n } h
units-minutes = { $n } min
units-seconds = { $n } s
units-two = { $first } { $second }

units-now = now
units-ahead = in { $duration }

units-just-now = just now
units-minutes-ago = { $n } min ago
units-hours-ago = { $n } h ago
units-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}

units-midnight = midnight
units-range = { $from }–{ $to }
units-weekday-time = { $weekday } { $time }
units-weekday-range = { $from }–{ $to }
units-every-day = every day

units-list-pair = { $first } and { $last }
units-list-middle = { $first }, { $last }
units-list-end = { $first }, and { $last }

units-percent = { $n }%
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }, UTC{ $offset }
