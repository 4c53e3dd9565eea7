support-title = Get support
support-lead = Support for { $product }, provided by { $operator }
support-clouds = Clouds
support-contents = On this page
support-path = Where you are
support-as-of = As of { $date }
support-closed-to-new = This cloud takes no new customers. Support goes on for the customers that it has.
support-retired = This cloud is no longer run and its support has ended. This page shows what was promised.

support-health-first = Start with the current health of your services.
support-health-text = There you find details of current and past issues. If your issue isn’t listed, get support in one of the following ways.

support-who = Who can get support
support-admins = Admins
support-others = Everybody else
support-free = Support requests are free of charge.
support-roles = Roles that may open service requests
support-domains = The domains of its customers end in { $domains }.

support-contact = Contact support
support-directly = If you know already that you need us:
support-menu-path = Support > New service request
support-methods = How we contact you
support-attachment = Largest attachment
support-reopen = A closed request can be reopened for

support-phone-title = Support phone numbers
support-phone-own-page = Phone numbers on a page of their own
support-phone-country = Country or region
support-phone-choose = Select your country or region
support-phone-not-listed = My country or region is not listed
support-phone-no-line = No phone line in this country or region: { $place }
support-phone-not-in-list = Your country or region is not listed
support-phone-lines-of = Lines: { $place }
support-phone-plan = For customers of: { $plan }
support-phone-alternative = Alternative number
support-phone-from-abroad = International: { $number }
support-phone-toll-free = Toll-free
support-phone-local-charges = Local call charges apply
support-phone-international-charges = International call charges apply
support-phone-steps = After dialing:
support-language-not-stated = language not stated
support-severity = Severity { $level }

support-your-time = your time: { $zone }
support-hours-always = { $hours } hours a day, { $days } days a week
support-hours-daily = { $days }, { $times }
support-hours-overnight = { $days }, { $times } (next day)
support-hours-whole-days = { $days }, around the clock
support-hours-unbroken = from { $from } to { $to } without a break
support-hours-closed-on = Closed on { $dates }
support-hours-also-open = Also open on { $dates }
support-hours-by-country = The exact hours of each country or region stand with its phone number.
support-open = Open now
support-open-closes = Open now, closes { $in }
support-closed = Closed
support-closed-opens = Closed, opens { $in }

support-verification = Caller verification
support-code = Verification code
support-code-lifetime = It is valid for
support-code-attempts = Attempts
support-codes-an-hour = Most codes an hour
support-code-registered = Contact registered for at least
support-digits = { $n ->
    [one] { $n } digit
   *[other] { $n } digits
}
support-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
support-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
support-business-days = { $n ->
    [one] { $n } business day
   *[other] { $n } business days
}

support-kinds = Kinds of support
support-kinds-lead = Included in every subscription:
support-for-admins = For admins
support-for-all = For all users
support-answered-in = Answered in: { $languages }
support-handled = Requests are handled, and response times counted, in these hours:
support-topics = Topics
support-not-covered = Not covered:

support-severity-levels = Severity levels and response times
support-level = Severity level
support-response = First response
support-or-less = { $amount } or less
support-worked-on = Support hours
support-follow-up = Follow-up
support-business-day = { $n ->
    [one] a business day is { $n } hour of these
   *[other] a business day is { $n } hours of these
}
support-alias = also called: { $name }
support-meaning = Meaning
support-examples = Examples
support-our-part = Our part
support-your-part = Your part
support-news-every = Longest time between our messages: { $amount }
support-silence = Time to answer while we wait for you: { $amount } (reminder at { $share })
support-lowering = { $n ->
    [one] A severity is lowered by { $n } level at a time, never below { $level }, and always by a person with a reason.
   *[other] A severity is lowered by at most { $n } levels at a time, never below { $level }, and always by a person with a reason.
}

support-what-if = When would you hear from us?
support-what-if-lead = Choose a time, a kind of support and a severity level: these are the deadlines that would be promised for the request.
support-what-if-start = Request sent on
support-what-if-kind = Kind of support
support-what-if-show = Show deadlines
support-what-if-wrong = Please enter a date and a time.
support-what-if-promise = Promise
support-what-if-news = Next message after that
support-what-if-until = At the latest
support-what-if-clock = By the clock
support-what-if-business = Of that, in support hours
support-what-if-counted = Counted

support-responsibilities = Shared responsibilities
support-operator-does = What { $operator } support does
support-admin-does = What administrators do
support-admin-is = An administrator is:
support-admin-tasks = An administrator’s tasks:
support-self-service = Self-service and community
support-learning = Learn more
support-link-page = Page
support-link-link-page = Link page
support-link-article = Article
support-link-video = Video
