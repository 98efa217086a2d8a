# more time, not ours

button-more = More
ask-more = If you need more time, tap a day; if this is not yours, tap "Not ours". {$lead} decides either.
ask-more-late = The deadline has passed; to name a make-up day go back and tap "Set a date". If this is not yours, tap "Not ours".
button-own-until = Another time
button-not-ours = Not ours
ask-until = "{$task}" is due {$due}. Until when do you need? Please reply with a date and, if you like, a reason: "Aug 5, figures still coming in". I pass it on to {$lead}.
request-sent-extension = Passed on to {$lead}: more time for "{$task}", until {$until}. No reminders until the answer, which will come here.
request-sent-not-ours = Passed on to {$lead}: "{$task}" is not yours. No reminders until the answer, which will come here.
request-sent-not-ours-ask = Passed on to {$lead}: "{$task}" is not yours. If you know whose it is, reply with a word and I pass it on too. No reminders until the answer.
button-withdraw = Take back
state-line-extension = more time asked for, until {$until}; no reminders until {$lead} answers
state-line-not-ours = {$lead} checks whether this is yours; no reminders until then
state-line-waived = agreed not to be yours, nothing to hand in
request-head = {$dept}, "{$task}":
request-extension = {$dept} asks for more time for "{$task}": until {$until} (due {$due})
request-not-ours = {$dept} says that "{$task}" is not theirs
request-not-ours-unit = {$dept} says that "{$task}" is not theirs but {$unit}'s
request-why = "{$why}"
request-pauses = Until you decide I do not remind them. Reply to this message and I pass it on.
button-grant = Until {$until}
button-other-until = Another time
button-refuse = No
ask-grant = Until when? You may also reply with a date.
button-waive = Agreed, nothing due
button-stays-theirs = It stays theirs
button-reassign = Ask {$dept}
ask-ground = Why? You may also reply in your own words.
ground-superior = The date is set from above
ground-summary = The summary has begun
ground-duties = The list of duties says so
ground-settled = It was settled before
button-no-ground = No reason
outcome-granted = Granted until {$until}.
outcome-kept = Not granted; due {$due} as before.
outcome-theirs = Answered: it stays theirs.
outcome-waived = Agreed: not theirs, nothing to hand in.
outcome-reassigned = Agreed: not theirs; another department is asked.
outcome-withdrawn = Taken back.
outcome-settled = Something came in, or another date was set; nothing to decide.
ruled-granted = {$lead} grants more time for "{$task}": until {$until}. If it comes by then, it is on time.
ruled-kept = {$lead} has looked at your request; time is short for "{$task}", please hand it in by {$due}. Thank you for understanding.
ruled-agreed = {$lead} agrees that "{$task}" is not yours; nothing to hand in. Thank you for saying so early.
ruled-theirs = {$lead} has checked: please help with "{$task}" by {$due}. The time it took to check does not count against you.
ruled-why = Why: {$why}
review-none = Nothing waits for you.
review-head = { $count ->
    [one] 1 thing waits for you, since {$since}
   *[other] {$count} things wait for you, the oldest since {$since}
}
review-difficulty = {$dept}: difficulty
review-extension = {$dept}: more time, until {$until}
review-not-ours = {$dept}: not theirs
button-review-difficulty = {$dept} · difficulty
button-review-extension = {$dept} · more time
button-review-not-ours = {$dept} · not theirs
state-asking = waiting for you (more time, or not theirs)
