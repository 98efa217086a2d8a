# tasks, for the lead

task-how = One line registers a task:
task-example = /task July safety report due Aug 5 17:00 to all materials report form, hazard list
task-how-more = Or one field a line. Departments: all, names, short names, sectors, or all except some; a material may be followed by (optional); "weight 2", "urgent (reason)", "nil ok" and "silence is consent" may be added. "Due every Friday" makes it come round by itself. For many tasks send a CSV or XLSX with /task in its caption. You check it before it is published.
preview-incomplete = Almost ready to publish:
preview-head = Please check, then publish:
preview-due-chosen =
    Due: {$due}, in { $count ->
        [one] one working day
       *[other] {$count} working days
    }
preview-due =
    Due: {$due}, in { $count ->
        [one] one working day
       *[other] {$count} working days
    } (as written: {$said})
preview-due-clock = Due: {$due} (as written: {$said})
preview-due-missing = Due: not given yet. Choose below, or reply to this message, e.g. "Aug 5 17:00".
preview-due-unclear = Due: I am not sure about "{$said}". Choose below, or reply to this message, e.g. "Aug 5 17:00".
preview-rest-day = That is a rest day: keep it, bring it forward to {$earlier}, or move it on to {$later}.
preview-rest-day-passed = That is a rest day: keep it, or move it on to {$later}.
preview-short = Fewer than 3 working days from notice to deadline; that is tight for the departments.
preview-clash = Clash: {$people ->
    [one] {$people} of the contacts has
   *[other] {$people} of the contacts have
} other work due within a working day of this, up to {$most} each.
preview-provisional = The holidays of that year are not published yet; counted by weekends for now.
preview-who = Departments: {$count}
preview-who-names = Departments: {$count} ({$names})
preview-who-missing = Departments: not given yet. Tap "All", or reply to this message with names.
preview-items = Materials: {$items}
preview-items-none = Materials: none listed; one hand-in will do
preview-weight = Weight: {$weight}
preview-emergency = Urgent: {$reason} (on record). Notices and reminders go out at any hour, outside of working time and on rest days too.
preview-nil = Nil reports: if there is nothing to report, the reply "nil report" is complete.
preview-consent = Silence is consent: it closes by itself at the deadline; no reminders after that, and nobody counts as missing.
preview-forms = 📎 Attached: {$names} (travels with the notice)
preview-nudges = Reminders if nobody answers: {$days}
preview-leaves-now = Notices: leave at once
preview-leaves-at = Notices: outside office hours now, they leave {$at}
preview-reach = {$reached} of {$asked} departments can be notified
preview-unreached = {$count} cannot be notified yet (nobody joined, or out of reach) and will be as soon as possible
preview-unreached-names = {$count} cannot be notified yet (nobody joined, or out of reach) and will be as soon as possible: {$names}
preview-change-how = To change one field, reply with it, e.g. "due Aug 6" or "to all except traffic police".
optional-item = {$name} (optional)
et-al = {$names} and others, {$count} in all
button-publish = Publish
button-change = Change
button-all = All
button-move-to = Move to {$day}
button-keep-day = Keep
button-earlier = Earlier
button-later = Later
task-change = Reply with the field to change, e.g. "due Aug 6 17:00"; or correct all of it and send it again:
draft-dropped = Dropped; nothing was saved.
task-published = {$code} published
task-due = Due: {$due}
task-consented = {$code} "{$task}" has closed: {$done} answered, the other {$silent} count as agreed, as announced. Nobody is reminded any more.
button-status = See progress
tasks-none = Nothing is open. Register a task with /task.
tasks-head = { $count ->
    [one] One open task:
   *[other] {$count} open tasks:
}
tasks-line = {$code} {$title} · {$due} · {$done}/{$asked} complete
status-totals = {$done} of {$asked} departments complete
status-group = {$state} ({$count}): {$names}
status-count = {$state}: {$count}
state-complete = complete
state-part = handed in a part
state-promised = set a date
state-difficulty = difficulty, waiting for you
state-acknowledged = got it
state-silent = no answer yet
state-overdue = overdue
state-unreached = not reached
state-exempt = not counted
state-waiting = notice to be sent
name-with-day = {$name} {$day}
overdue-head = {$code} "{$task}" passed its date ({$due}); still open: {$count}
overdue-none = {$code} "{$task}" is complete; nobody is left to ask.
overdue-silent = Silent: {$count}. A call would help
overdue-promised = Set a date, or were granted one: {$count}. Best to wait for it
overdue-blocked = Difficulty: {$count}. Please answer; more time or a waiver may help
overdue-unreachable = Not reached: {$count}. Please call, or send an invitation link
overdue-names = Names and telephone numbers: tap "See in private".
overdue-phones = Telephone numbers: tap "See in private".
matter-difficulty = {$dept} has a difficulty with "{$task}":
matter-question = {$dept} asks about "{$task}":
matter-how = Reply to this message and I pass it on.
matter-pauses = Until then I do not remind them.
matter-passed-on = Passed on to {$dept}.
nudge-head = {$code} "{$task}": whom to remind, and when
nudge-now = now
nudge-later = leaves {$at}
nudge-nobody = Nobody needs a reminder now.
nudge-by-the-clock = urgent: reminded by the minute; after that please phone
nudge-held = you see to it yourself
nudge-under-way = under way; reminded the day before the deadline
nudge-hushed = asked for quiet today
nudge-today = reminded today, or about to be; try again tomorrow
nudge-spent = no reminder is left; a call would help
nudge-done = {$code} "{$task}": {$now} reminded now, {$later} later, the other {$leftout} not. Whoever answers before it leaves is left in peace.
button-nudge = Remind
button-send-nudge = Send
hold-on = {$code} "{$task}": {$dept} is not reminded any more; you see to it yourself.
hold-off = {$code} "{$task}": {$dept} is reminded as usual; nothing is made up for.
button-hold = I see to it
button-remind-again = Remind again
escalation-head = {$code} "{$task}" passed its date ({$due}); {$count} are still silent
escalation-none = {$code} "{$task}": nobody whose leader would need to know.
escalation-count = What could be done next is for staff, in private.
escalation-how = Tap whom to ask for help. The contact is told first and has at least 3.5 working hours; a hand-in, a date or any word from them cancels it. Without a tap nobody hears anything.
escalation-later = {$count} more not now (a reminder is still to come, you see to it yourself, or the ones above come first)
escalation-nobody = where neither deputy nor leader has joined ({$count}), a call would help:
escalation-asked = {$dept}: first the contact, then {$who}
escalation-warned = {$dept}: the contact knows; {$who} {$when}
escalation-told = {$dept}: {$who} was asked, {$when}
button-escalation = Ask a leader
button-escalate = Ask {$dept}'s {$who}
