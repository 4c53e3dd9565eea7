finding-suggestions = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
}
finding-group-health = Known issues
finding-group-requests = Your open requests
finding-group-articles = Articles
finding-group-guides = Guides
finding-group-others = Others asked
finding-first = What may already explain it
finding-requests = Your open requests about this
finding-count = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
finding-more = Best results first
finding-none = No results
finding-filters = Narrow the results
finding-filter = Apply
finding-kind = Kind
finding-every-kind = Everything
finding-kind-article = Articles
finding-kind-guide = Guides
finding-kind-video = Videos
finding-every-service = All services
finding-language = Language
finding-own-language = Yours first
finding-without-filters = Search without these filters
finding-nothing = Nothing found for this
finding-spelling = Did you mean:
finding-near = Did you mean one of these?
finding-try = What often helps:
finding-try-words = Use fewer or other words: what you see on the screen, or the name of the task.
finding-try-service = Add the name of the service, such as mail or sites.
finding-try-community = Ask the community
finding-clouds = Search in another cloud:
finding-helped = Did this help?
finding-helped-yes = Yes
finding-helped-no = No
finding-helped-thanks = Thank you. You can change your answer.
finding-helped-sorry = We are sorry. A word about the reason helps the authors.
finding-why = What was the matter?
finding-reason-unclear = Hard to understand
finding-reason-too-hard = I understood it, but could not do it
finding-reason-wrong = Something is wrong or out of date
finding-reason-other-problem = It is about another problem than mine
finding-reason-language = The language or the translation is bad
finding-words = In your words
finding-words-hint = One line for the authors. Please no names, addresses or passwords. Nobody replies to this.
finding-send = Send
finding-tried = What goes along
finding-tried-hint = Support sees what you have looked for, so that nobody sends you there again. Clear what you do not want to send.
finding-tried-asked = Searched for
finding-tried-read = Read
error-too-many-votes = There were very many answers from your network just now. Please try again a little later.
finding-title = How self-help helps
finding-lead = What people asked, what they read, and who had to write to support all the same.
finding-period = Period
finding-days = { $n ->
    [one] The last day
   *[other] The last { $n } days
}
finding-every-language = All languages
finding-csv = Questions as CSV
finding-not-measured = Nothing is noted at the moment: measuring is switched off.
finding-headline = In short
finding-asked = Questions
finding-was-read = Read something
finding-was-solved = Solved
finding-still-contacted = Still contacted support
finding-times = { $n ->
    [one] { $n } time
   *[other] { $n } times
}
finding-chart = What came of the questions
finding-chart-text = Bars of what came of the questions over time. The table below says the same.
finding-by-day = The figures by day
finding-by-week = The figures by week
finding-when = From
finding-bar = { $when }: { $n }
finding-outcome-solved = Solved
finding-outcome-open = Too early to say
finding-outcome-unread = No answer found
finding-outcome-contacted = Contacted support
finding-no-figures = Nobody has asked anything yet
finding-no-figures-text = As soon as people look for something, you see here whether they found it.
finding-questions = Questions without a good answer first
finding-questions-text = Nothing was read, it did not help, or support was contacted all the same.
finding-question = Question
finding-unanswered = Without answer
finding-clicked = Read most
finding-clicked-nothing = Nothing
finding-unknown = Nothing found
finding-poor = Articles that help too little
finding-poor-text = By votes against them, and by requests to support after reading.
finding-votes = { $no } of { $all } votes against
finding-contacted-of = { $n } of { $all } readers contacted support
finding-reason-times = { $reason }: { $n }
finding-note = Solved means: somebody said so, or read something and did not contact support within { $after }. Visitors are known by a random number until they close the browser. What is noted is deleted after { $kept } days.
