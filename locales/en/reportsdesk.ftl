reports-post-from = Service health
reports-post-about = about the known issue { $issue }
reports-post-over = the known issue { $issue } is over
reports-post-language = not yet translated, in { $language }
reports-event-linked = { $name } linked the known issue { $issue }
reports-event-unlinked = { $name } unlinked the issue { $issue }
error-reports-issue = No open issue has this number.
error-reports-issue-open = The issue isn't over yet.
error-reports-reach = The issue exists for some organizations only, and not for this one.
error-reports-since = This time is yet to come.
error-reports-many = Your organization has reported a lot within the last hour. Support has it all and looks at it. If it is urgent, open a service request.
reports-title = Reported by customers
reports-lead = Put together by time, service and words. When enough organizations tell the same, it is a proposal.
reports-of-service = { $service }: what customers report
reports-proposed = Proposal
reports-gathering = Gathering
reports-notice = Customers report the same: is it an issue?
reports-organizations = { $count ->
    [one] { $count } organization
   *[other] { $count } organizations
}
reports-words = In common
reports-chart = { $count ->
    [one] { $count } report, { $from }
   *[other] { $count } reports from { $from } to { $to }
}
reports-evidence = What was reported
reports-extent-me = concerns the reporter
reports-extent-some = concerns some
reports-extent-everybody = concerns everybody
reports-since = since { $when }
reports-request = Service request { $number }
reports-make-title = It is a new issue
reports-make-hint = A draft with service, part and start as they were reported. The reports and their service requests will belong to it.
reports-make = Write the issue
reports-made-of = This issue is made of reports by customers; they and their service requests will belong to it.
reports-join-title = It is a known issue
reports-join-issue = Open issue
reports-join = Add to this issue
reports-dismiss-title = It is no trouble of the service
reports-reason = Reason
reports-reason-hint = Those who reported it read this.
reports-dismiss = Dismiss
reports-requests = Service requests
reports-requests-lead = Each post of the issue answers the service requests that are linked here, in their language.
reports-link-number = Number of a service request
reports-link = Link
reports-unlink = Unlink
reports-affected = { $count ->
    [one] { $count } report by customers
   *[other] { $count } reports by customers
}
reports-resolve-all = { $count ->
    [one] Resolve { $count } open service request
   *[other] Resolve { $count } open service requests
}
reports-resolve-hint = The issue is over, and the customers have read so. Those for whom it doesn't work again can say so.
reports-resolve-confirm = Resolve all these service requests?
reports-known = Known issue
reports-known-likely = It may be one of these:
reports-known-number = Number of an issue
flash-reports-linked = Linked. The latest post is in the service request.
flash-reports-unlinked = Unlinked.
flash-reports-resolved = The service requests are resolved.
flash-reports-joined = The reports belong to this issue.
flash-reports-dismissed = Dismissed. Those who reported it read the reason.
error-reports-case = No service request has this number.
