record-title = Record
record-lead = How support keeps what it has promised.
record-csv-figures = Figures as CSV
record-csv-cases = Cases as CSV
record-filters = What is shown
record-promise = Promise
record-from = From
record-to = Until
record-every-severity = Every severity level
record-organization = Organization
record-every-organization = Every organization
record-show = Show
record-none = Nothing to tell yet
record-none-text = No promise of this kind began in these months. Try other months or fewer filters.

record-headline = Everything shown, in figures
record-share = Met in time
record-due = Came due
record-met = Met
record-late = Late
record-running = Still running
record-late-median = Lateness: median
record-late-most = Lateness: nine in ten within
record-late-all = Lateness: longest
record-still-late = { $n ->
    [one] { $n } of the late ones has still not been kept.
   *[other] { $n } of the late ones have still not been kept.
}
record-note = A promise belongs to the month in which it began (UTC) and to the severity level that it had in the end. Lateness is business time, from the deadline until the promise was kept. What fell away before its deadline, because the service request was closed for instance, is not counted.

record-chart-counts = Promises by month and severity level
record-chart-shares = Share met in time
record-chart = { $title }: bars for each month. The tables below have the figures.
record-by-month = By month
record-month = Month
record-by-organization = By organization
record-of-organization = Record of this organization

record-cases-all = Promises
record-cases-due = Promises that came due
record-cases-met = Promises met in time
record-cases-late = Late promises
record-cases-running = Promises still running
record-outcome = Outcome
record-late-by = Late by (business time)
record-began = Began
record-due-at = Due
record-met-at = Kept
record-not-yet = not kept yet
