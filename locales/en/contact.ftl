# what a contact reads

notice = Hello {$name}: {$lead} asks {$dept} for help with "{$task}": {$items}, by {$due}. Tap "Got it" when convenient, or set a date. Questions are welcome here.
notice-head = Hello {$name}, {$count} new tasks ask for your help. Tap "Got it" when convenient, or set a date. Questions are welcome here.
terms-nil = If there is nothing to report, reply "nil report"; that is complete.
terms-consent = No answer by then counts as consent.
notice-block = {$lead} asks {$dept} for help with "{$task}": {$items}, by {$due}.
check = Hello {$name}, just checking that "{$task}" reached you (due {$due}). One tap on "Got it" is enough.
friendly =
    A friendly reminder: "{$task}" is due in { $left ->
        [one] one working day
       *[other] {$left} working days
    } ({$due}). If it is under way, set a date and I will stay quiet.
last-day = "{$task}" is due {$day} at {$due}; still open: {$items}. If you need more time or something is in the way, please tell us with a button.
overdue-1 = "{$task}" passed its date ({$due}); these are busy days. Could you tell us roughly when? If it went another way, tap "Done".
overdue-2 = We still miss {$dept}'s part of "{$task}" for the summary. If something blocks it, we will help. I will not remind you again; a colleague of {$lead} will call.
promise-day = You planned to hand in "{$task}" today. To change it, just set another date.
promise-next = You planned to hand in "{$task}" by {$when}. To change it, just set another date.
promise-moved = "{$task}" was planned for {$day}; which day suits?
norm-share = {$done} of {$all} departments have handed in so far.
norm-trend =
    { $count ->
        [one] One more has handed in since yesterday.
       *[other] {$count} more have handed in since yesterday.
    }
for-department = This is the part of {$dept}.
from-lead = {$lead} asks.
from-lead-for-department = {$lead} asks {$dept}.
digest-head = Hello {$name}: {$count} items to look at today ({$all} open).
digest-item = {$no}. "{$task}"{$from}, due {$due}
digest-item-over = {$no}. "{$task}"{$from}, was due {$due}
digest-from = {" "}({$from})
digest-missing = still open: {$items}
digest-last = I will not remind you again; a colleague of {$lead} will call
digest-rest = {$count} more
state-line-acknowledged = got it
state-line-promised = set for {$day}; I stay quiet until then
state-line-part = handed in: {$items}; still open: {$missing}
state-line-cancelled = called off, nothing more to do
state-line-complete = complete, thank you
state-line-difficulty = your difficulty is with {$lead}; no reminders until they answer
recorded-as = record {$entry}
ask-when = Which day suits?
ask-ways = By which way?
button-acknowledge = Got it
button-dates = Set a date
button-dates-short = Date
button-done = Done
button-difficulty = Difficulty
button-numbered = {$no} {$label}
button-own-date = Another day
button-send-file = Send the file here
button-other-way = Went another way
button-way-paper = Sent on paper
button-way-mail = Sent by e-mail
button-way-system = Document system
button-only = Only: {$item}
button-as-last = Same as last time
button-forms = Send the attachment again
button-correct = Correct
button-take-back = Take it back
button-take-back-of = Take back: {$items} ({$when})
button-replace = This one counts
way-paper = sent on paper
way-mail = sent by e-mail
way-system = sent through the document system
way-as-last = same as last time ({$code} {$task})
ask-hand-ins = Which one is to be corrected? Send the new version here and it takes the old one's place; to take one back, tap below.
button-nil = Nil report
ask-date = "{$task}" (due {$due}): reply with a date, e.g. "Friday" or "Aug 3".
ask-difficulty = What is in the way of "{$task}"? Reply in a sentence; I pass it on to {$lead} and do not remind you until they answer.
ask-file = "{$task}" still needs: {$items}. Send the file here; several at once are fine.
receipt-acknowledged = Noted: you got "{$task}".
receipt-date = Noted: "{$task}" by {$day}. I stay quiet until then.
receipt-progress = Noted: "{$task}" is under way. I remind you once more, the working day before it is due.
receipt-quiet = Noted: no more about "{$task}" today. Set a date and I stay quiet until then.
receipt-thanks = Received "{$task}", thank you.
receipt-thanks-whole = Received "{$task}", thank you. Complete at the first go, that helps a lot.
receipt-nil = "{$task}" is recorded as a nil report; that is complete. Thank you.
receipt-part = Received {$items} of "{$task}", thank you. Still open: {$missing}.
receipt-beside = There was one for {$items} before; both are kept. If only this one counts, tap below.
receipt-taken-back = Taken back. "{$task}" still needs: {$missing}. Send it here when it is ready.
receipt-taken-back-still = Taken back. The rest of "{$task}" is unchanged and complete.
receipt-replaced = Noted: for {$items} of "{$task}" this one counts; the earlier one is not used any more.
form-caption = Attachment of "{$task}" ({$code}), to fill in.
which-office = You lead for several offices; which one is this for?
which-part = Which one do you mean?
which-part-file = Which one is this file for?
record-stands = You changed a message that is on record. The entry for "{$task}" ({$entry}) does not change with it; the ledger stands.
record-stands-how = To correct it, please send another message or tap a button.
record-stands-reply = To correct it, please reply once more.
which-item = Which material of "{$task}" is "{$file}"?
which-item-unnamed = Which material of "{$task}" is this?
which-item-album = Which material of "{$task}" are these files?
button-every-item = All of them are in here
what-meant = About "{$task}" you wrote "{$text}". What do you mean?
what-meant-nil = "{$task}" asks for {$items}; a nil report was not agreed for it. What does "{$text}" mean?
what-meant-long = About "{$task}": what does your message mean?
means-result = This is what you asked for
means-seen = I got it
means-difficulty = A difficulty: pass it on
means-question = Pass it on to the lead
matter-sent-difficulty = Passed on to {$lead}; the answer will come here. No reminders until then.
matter-sent-question = Passed on to {$lead}; the answer will come here.
lead-says = {$lead} answers about "{$task}":
lead-says-how = If anything is unclear, just reply.
courtesy = You are welcome.
my-none = Nothing is open for you.
my-head = { $count ->
    [one] One task is open:
   *[other] {$count} tasks are open, by deadline:
}
my-line = {$code} "{$task}"{$from} · {$due} · {$state}
heads-up = Hello {$name}, {$when} we will have a word with your {$who} about "{$task}"; a hand-in or a date before then makes that unnecessary.
heads-up-off = Hello {$name}, you have answered about "{$task}", so no word with your leadership is needed.
heads-up-off-item = You have answered, so no word with your leadership is needed.
heads-up-item = {$when} we will have a word with your {$who}; a hand-in or a date before then makes that unnecessary.
to-leader = To the leadership of {$dept}: for "{$task}" (due {$due}) we still miss {$items}. If duties or timing are a problem, please tell us and we will sort it out.
to-leader-how = A reply to this message goes to {$lead}.
to-deputy = Hello {$name}, for {$dept}'s "{$task}" (due {$due}) we still miss {$items}. If duties or timing are a problem, please tell us and we will sort it out.
tap-again = The system was away from {$from} to {$until}, and buttons tapped then may be lost. If you tapped one, please tap it again; words and files need not be sent again. That time does not count against your department.
