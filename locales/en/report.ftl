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
report-private-how = Details and the file went to you in private.
report-file = cooperation
report-ledger = Ledger up to entry {$entry}
report-axis = {$axis} {$value} ({$band})
report-axis-bands = {$axis} {$value} ({$band}): excellent {$excellent}, good {$good}, fair {$fair}, to improve {$improve}
report-small = Too few to judge: {$count} (fewer than three parts, facts only)
report-needs = Can use help ({$count}): {$needs}
report-needs-named = {$what} {$count} ({$names})
report-names-more = {$names} and others
report-lead-score = The lead itself: {$score}
report-legend = Numbers in the picture: {$names}
report-page-how = As a page, for phone and computer: open a department for its shares, items and ledger entries; it prints as it is.
report-book-how = As a workbook: each figure names its ledger entries.
