# The policy

policy-head = How {$office} reminds
policy-bounds = Tap a line to change it. No reminders after hours or on days off, and none after an answer: that stays. Published deadlines stay as they are.
policy-effect = {$value}: about {$count}
policy-effect-how = Reminders that each choice would have come to in the last {$days} days; {$count} really left.
policy-no-effect = After a few days of use, this says what each choice would have come to in the last {$days} days.
policy-hours-how = Now {$now}. Or reply to this message, e.g. "8:30-12:00 14:00-17:30".
policy-changed = {$name} changed how we remind.
button-policy = See it
topic-cadence = Before due
topic-digest = Daily at
topic-second = Second at
topic-per-day = A day
topic-per-five-days = In five days
topic-overdue = After due
topic-norm = Share handed in
topic-escalation = Asking a leader
topic-hours = Working hours
topic-summary = Daily summary
topic-auto-accept = Accept by rule
topic-ranking = Places
about-summary = One summary a working day, only if something came in or waits, without a sound:
about-auto-accept = A whole hand-in that nobody looked at for so long is accepted with the day's summary, marked so on the ledger; it does not count as looked at in time:
about-ranking = Whether the report ranks departments. Off by default: places hurt more than they help.
accepts-after = after {$days} working days
about-cadence = Without an answer, reminders before the deadline:
about-digest = The day's reminders are one message; when it leaves (a few minutes apart for each person):
about-second = What is due today or before the next noon is mentioned once more at:
about-caps = The most that one contact gets, all offices together; the lowest counts:
about-overdue = After the deadline without a word, asked so often; then you call:
about-norm = Whether a reminder may say how many have handed in (only if most have, and it points at nobody):
about-escalation = Whether you are offered, on the third working day after the deadline, to ask a leader (nothing is sent unless you tap):
about-hours = Notices and reminders leave in working hours only (summer: June 1 to September 30):
switch-on = on
switch-off = off
cadence-usual = 10, 3 and 1 days before, and the day itself
cadence-light = the day before, and the day itself
cadence-last-day = the day itself
messages = {$count} a contact
times =
    { $count ->
        [one] once
       *[other] {$count} times
    }
hours-summer = {$usual}, summer {$summer}
hours-unclear = I do not understand "{$said}". Please write four times, e.g. "8:30-12:00 14:00-17:30", from 6:00 to 22:00, at least 2 hours a day.
command-policy = how we remind: when, how often, working hours
