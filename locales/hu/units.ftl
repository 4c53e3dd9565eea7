# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n } nap
# After "in", where a language needs another case.
units-days-ahead = { $n } nap
units-hours = { $n } óra
units-minutes = { $n } perc
units-seconds = { $n } másodperc
units-two = { $first } { $second }

units-now = most
units-ahead = { $duration } múlva

units-just-now = az imént
units-minutes-ago = { $n } perccel ezelőtt
units-hours-ago = { $n } órával ezelőtt
units-days-ago = { $n } nappal ezelőtt

units-midnight = éjfél
units-range = { $from }–{ $to }
units-weekday-time = { $weekday } { $time }
units-weekday-range = { $from }–{ $to }
units-every-day = minden nap

units-list-pair = { $first } és { $last }
units-list-middle = { $first }, { $last }
units-list-end = { $first } és { $last }

units-percent = { $n }%
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }, UTC{ $offset }
