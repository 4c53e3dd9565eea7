# Durations, ranges, lists and sizes. The spaces between a number and its unit do not break.

units-days = { $n } 天
# After "in", where a language needs another case.
units-days-ahead = { $n } 天
units-hours = { $n } 小时
units-minutes = { $n } 分钟
units-seconds = { $n } 秒
units-two = { $first } { $second }

units-now = 现在
units-ahead = { $duration }后

units-just-now = 刚刚
units-minutes-ago = { $n } 分钟前
units-hours-ago = { $n } 小时前
units-days-ago = { $n } 天前

units-midnight = 午夜
units-range = { $from }–{ $to }
units-weekday-time = { $weekday } { $time }
units-weekday-range = { $from }至{ $to }
units-every-day = 每天

units-list-pair = { $first }和{ $last }
units-list-middle = { $first }、{ $last }
units-list-end = { $first }和{ $last }

units-percent = { $n }%
units-bytes = { $n } B
units-kilobytes = { $n } kB
units-megabytes = { $n } MB
units-gigabytes = { $n } GB

# A time zone, as in "Berlin, UTC+1".
units-zone = { $city }，UTC{ $offset }
