# the report

report-head = {$office}: cooperation
report-period = Tasks due from {$from} to {$to}
report-nothing = No task was due in that time.
report-parts = Tasks: {$tasks}; parts over all departments: {$parts}
report-standings = complete in time {$ontime}, late {$late}, in part {$partial}, missing {$missing}
report-open = not yet due {$count}
report-unreached = not reached {$count} (not counted)
report-responded = {$responded} answered; {$promises} dates set, {$kept} kept
report-nudges = {$before} reminders before the deadline, {$after} after
report-lead-notice = The lead: {$count} of {$all} notices with 3 working days or more
report-lead-answers = The lead: {$answered} of {$matters} difficulties and questions answered, {$intime} within a working day
report-file-how = Details are attached; each figure names its ledger entries.
report-private-how = Details and the file went to you in private.
report-file = cooperation
report-ledger = Ledger up to entry {$entry}
