# playbooks

playbooks-none = There is no playbook yet.
playbooks-head = { $count ->
    [one] One playbook:
   *[other] {$count} playbooks:
}
playbooks-line = · {$name}: {$count} steps of {$units} departments
playbooks-import-how = To import, send me a CSV or XLSX with /playbook and its name as the caption. Columns that it needs: offset (T+10m, 2 hours, 3 days), unit (several parted by ;), action; it may have: step, deliverable, ack_within_min, remind_before_min, depends_on, note. You see all of it before one tap imports it; one of the same name is replaced.
playbook-plan = Please check the playbook "{$name}": {$count} steps of {$units} departments, each counted from the moment of the start.
playbook-step = {$code} {$due} {$who}: {$action}
playbook-more = … and {$count} more steps
playbook-replaces = There is one of this name: it is replaced for what is started later; what runs stays as it is.
playbook-bad = "{$name}" cannot be imported yet; {$count} rows need a change:
playbook-fix-bad = A plan must be whole. Please correct the file and send all of it again.
offset-at-once = at once
offset-minutes = within { $count ->
    [one] 1 minute
   *[other] {$count} minutes
}
offset-hours = within { $count ->
    [one] 1 hour
   *[other] {$count} hours
}
offset-days = within { $count ->
    [one] 1 day
   *[other] {$count} days
}
fault-no-action = no action is named
fault-due = I cannot read the offset "{$said}"; write it like T+10m, 2 hours, 3 days
fault-unknown-units = not in the roster: {$names}
fault-shared-unit = "{$said}" could be {$names}; please use the full name
fault-code-twice = step "{$code}" is the same as in row {$line}
fault-minutes = "{$said}" should be a number of minutes, like 10
fault-unknown-step = it waits for "{$said}", which is not in this plan
fault-circle = step "{$code}" comes round to waiting for itself

# starting
playbooks-start-how = To start one, type /playbook, its name and the reason, or tap below. You see it first; one more tap starts it.
playbooks-update-how = To add or replace one, send a CSV or XLSX with /playbook and its name as the caption.
playbooks-running = Running:
playbooks-run = · {$name}, started {$at}, {$done} of {$count} steps done
button-start-playbook = Start {$name}
button-run = See {$name}
start-head = Please check; "Start" sends it at once:
start-head-incomplete = The reason is missing:
start-reason = Reason: {$reason}
start-reason-missing = Please reply to this message with the reason (it goes on record, and the departments see it); then it can be started.
start-now = It is {$now}. "Start" sends it at once, and deadlines count from that minute.
start-now-closed = It is {$now}, outside of working hours. "Start" sends it at once all the same, deadlines count from that minute, and the reason goes on record.
start-people = { $count ->
    [one] One step is
   *[other] {$count} steps are
} announced at once, to { $people ->
    [one] one contact
   *[other] {$people} contacts
}, one message each.
start-later = { $count ->
    [one] The other one is
   *[other] The other {$count} are
} announced in working hours.
start-unreached = { $count ->
    [one] One department
   *[other] {$count} departments
} cannot be reached; please phone after the start. The list goes to the lead in private.
start-unreached-names = { $count ->
    [one] One department
   *[other] {$count} departments
} cannot be reached; please phone after the start: {$names}
start-runs-already = This playbook is running (started {$at}). "Start" starts it once more.
button-start = Start
not-started = Not started.
toast-started = Started

# running
run-started = started {$at}
run-normal = {$at}: back to normal ({$reason})
run-cancelled = {$at}: the rest was called off ({$reason})
run-counts = { $count ->
    [one] One step
   *[other] {$count} steps
}: {$done} done, {$missed} past their time
run-silent = {$count} without an answer yet
run-step = {$code} {$due} {$title} · {$who}
run-step-waits = {" "}(waits for {$codes})
run-result = {"  "}{$who}: "{$said}"
run-refreshed = as of {$at}
button-refresh = Refresh
button-stop = Stop

# stopping
stop-ask = Please reply to this message with the reason for stopping "{$name}", such as "under control" (it goes on record, and the departments see it).
stop-card = Stopping "{$name}": {$reason}. { $count ->
    [one] One step is
   *[other] {$count} steps are
} still open. Please choose:
stop-card-normal = · Back to normal: the deadlines stay; from now on in working hours only.
stop-card-cancel = · Call off the rest: what is open is not wanted any more; what came in stays on record.
button-normal = Back to normal
button-cancel-rest = Call off the rest
button-do-not-stop = Do not stop
stopped-normal = Hello {$name}, "{$plan}" is back to normal ({$reason}). The deadlines of your { $count ->
    [one] one item
   *[other] {$count} items
} stay; reminders come in working hours only:
stopped-cancelled = Hello {$name}, "{$plan}" was stopped ({$reason}). Thank you; { $count ->
    [one] this is
   *[other] these {$count} are
} not wanted any more:
stopped-line = · {$task}
stopped-line-due = · by {$due}: {$task}

# for contacts
step-code = {$code} {$task}
step-waited = {$code} ({$task})
step-waits = waits for {$steps}; the time stays
step-note = note: {$note}
step-of = playbook "{$plan}", {$code}
