# emergencies: short and calm

day-and-clock = {$day} {$clock}
emergency-notice = Urgent. Hello {$name}: {$lead} asks {$dept} for "{$task}" by {$due}: {$items}. Please tap "Got it", and send the result here when you have it.
emergency-notice-head = Urgent. Hello {$name}: {$lead} asks for your help with these {$count}, in order of time. Please tap "All received", and send each result here when you have it.
emergency-reason = Reason: {$reason}
emergency-block = by {$due}: {$task}
emergency-block-dept = by {$due}: {$task} ({$dept})
emergency-needs = needed: {$items}
emergency-check = Hello {$name}, the urgent "{$task}" (by {$due}) has no answer from you yet. One tap on "Got it" is enough.
emergency-before = Hello {$name}, "{$task}" is due at {$due}; still open: {$items}. If something is in the way, tap "Difficulty" and {$lead} will hear of it at once.
emergency-promise = Hello {$name}, the time you set for "{$task}" has come; still open: {$items}. To change it, just set another.
emergency-due = Hello {$name}, "{$task}" is due now ({$due}); still open: {$items}. If it went another way, tap "Done"; if it takes a while, set a time.
emergency-over = Hello {$name}, "{$task}" (due {$due}) still misses {$items}. I will not remind you again; a colleague of {$lead} will phone. Results are welcome here at any time.
emergency-nudge-head = Hello {$name}, please have a look at these {$count} urgent ones:
emergency-nudge-check = no answer from you yet; one tap on "Got it" is enough
emergency-nudge-missing = still open: {$items}
emergency-nudge-over = I will not remind you again; a colleague of {$lead} will phone
button-acknowledge-all = All received
toast-acknowledged-all = All noted as received
ask-clock = By what time will you send it?
receipt-progress-emergency = Noted: "{$task}" is under way. One more reminder before {$due}.
receipt-quiet-emergency = Noted: no more reminders of "{$task}" today. Set a time, and I stay quiet until then.
call-hint-head = Urgent, and not answered or not in; please phone:
call-hint-count =
    { $count ->
        [one] One department has
       *[other] {$count} departments have
    } not answered an urgent ask, or not handed in; a call would help. The list is behind "See privately".
call-hint-none = Nobody needs to be phoned now.
call-hint-dept = {$dept}: {$people}
call-hint-deputy = deputy {$person}
call-hint-nobody = the roster names no contact
call-hint-no-phone = {$name} (no number in the roster)
call-hint-task = {$code} {$task} (by {$due})
call-hint-task-unreached = {$code} {$task} (by {$due}), messages do not arrive
call-hint-task-over = {$code} {$task} (due {$due}, answered, not in)
preview-emergency-nudges = Without an answer: asked again after {$ack} min, you are told to phone after {$call} min; reminded at {$before}
preview-emergency-after = Still missing at the deadline: reminded then, once more later, and the rest is yours
