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
