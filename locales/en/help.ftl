# help and commands

help-lead = Commands for the lead:
help-contact = I write to you only when something is asked of you. Tap a button, reply in a few words ("got it", "by Friday"), or just send me the file.
help-commands = Commands:
command-setup = set this group up as a lead office
command-roster = departments and contacts; attach CSV or XLSX to import
command-calendar = days off: which years are known; attach a newer list to update (operator)
command-invite = personal links for contacts who have not joined
command-task = register a task; due every Friday or the like makes it come round; a CSV or XLSX registers many at once
command-tasks = open tasks
command-status = one task, e.g. /status T1
command-edit = change a task: deadline, name, further departments or optional materials, e.g. /edit T1 due 8月6日17:00 reason moved by the province
command-close = what is in counts, nothing more is awaited, e.g. /close T1 we have enough
command-cancel = call a task off; nobody is measured by it, e.g. /cancel T1 plans changed
command-archive = after the end: thanks to who handed in, and it leaves the lists, e.g. /archive T1
command-collect = all material of a task as ZIPs, e.g. /collect T1
command-nudge = a reminder now, shown first; "hold" leaves a department to you, e.g. /nudge T1 Education hold
command-review = what waits for you: hand-ins, more time, not theirs, difficulties
command-audit = Check that the record is as it was written; /audit 1284:3fa9c1d2 checks a head from a board or receipt
command-board = A pinned board that keeps itself current, in other groups and topics too; /board off takes it down
command-playbook = emergency plans, such as /playbook NAME REASON; with a CSV or XLSX: import
command-report = the record of a period, e.g. /report Q3
command-my = what is mine
command-start = who am I here
command-lang = language · 语言
command-help = help
