# The end of tasks

finish-cancel-head = Call off {$code} {$task}
finish-close-head = Close {$code} {$task}
finish-archive-head = Archive {$code} {$task}
finish-totals = Due {$due}; {$done} of {$asked} departments complete
finish-reason = Reason: {$reason}
finish-reason-missing = Please tap a reason, or reply to this message with one (it goes on record, and departments with an open part see it).
finish-cancel = Then: { $open ->
    [one] one department need
   *[other] {$open} departments need
} not hand in any more, nobody is measured by this task, and notices and reminders that wait fall away.
finish-close = Then: what is in counts; { $open ->
    [one] one department need
   *[other] {$open} departments need
} not hand in any more, and nothing is held against them.
finish-close-late = Then: what is in counts; { $open ->
    [one] one department need
   *[other] {$open} departments need
} not hand in any more. { $late ->
    [one] One of them is past its deadline and stays
   *[other] {$late} of them are past their deadline and stay
} on record as missing.
finish-close-whole = Then: every department is complete, and all of it counts.
finish-archive = Then: the task leaves the lists; the ledger and the reports keep it. Files and words are kept for another 90 days and then cleared; tap "Collect material" first to keep a copy.
finish-told = { $people ->
    [one] One contact is
   *[other] {$people} contacts are
} told in private, once, at once.
finish-told-at = { $people ->
    [one] One contact is
   *[other] {$people} contacts are
} told in private, once: {$at}.
finish-told-nobody = Nobody needs to be told.
reason-plans-changed = plans have changed
reason-not-wanted = no longer asked for from above
reason-have-it = received another way
reason-enough = we have enough
reason-summary-done = the summary is done
button-cancel-now = Call it off
button-close-now = Close it
button-archive-now = Archive it
button-close = Close
button-archive = Archive
ended-cancelled = Called off {$at}
ended-cancelled-reason = Called off {$at}: {$reason}
ended-closed = Closed {$at}
ended-closed-reason = Closed {$at}: {$reason}
ended-archived = Archived {$at}
parts-cancelled = Hello {$name}, "{$task}" was called off; nothing more to hand in. Reason: {$reason}. Thank you for your support.
parts-cancelled-plain = Hello {$name}, "{$task}" was called off; nothing more to hand in. Thank you for your support.
parts-closed = Hello {$name}, "{$task}" is closed; what is open need not be handed in any more. Reason: {$reason}. Thank you for your support.
parts-closed-plain = Hello {$name}, "{$task}" is closed; what is open need not be handed in any more. Thank you for your support.
parts-of = For: {$depts}
thanks-at-the-end = Hello {$name}, "{$task}" has ended. What {$depts} handed in is on file; {$lead} thanks you for your support.
state-line-closed = closed, nothing more to do
task-closed = This one is closed; nothing more to hand in, thank you.
task-over-cancelled = {$code} was called off {$at}; nothing more to do. Send /status {$code} to see it.
task-over-closed = {$code} ended {$at}; nothing more to do. Send /status {$code} to see it.
end-without-reason = Please tap a reason, or reply to this card with one, then confirm.
still-open = {$code} has { $count ->
    [one] one open part
   *[other] {$count} open parts
}. Please send /close {$code} or /cancel {$code} first, then archive it.
archived-already = {$code} is archived. Send /status {$code} to see it.
