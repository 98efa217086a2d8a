# roster and invitations

roster-empty = There is no roster yet. Send me the file (CSV or XLSX) with /roster as its caption, or in reply to this message.
roster-columns = Only the column "department" is required; there may also be: aliases, sector, contact, contact_phone, deputy, deputy_phone, leader, leader_phone. You see what would change before anything does.
roster-totals = {$total} departments: {$joined} joined, {$waiting} with nobody yet.
roster-lost = {$count} of them cannot be reached at the moment.
roster-update-how = To update the roster, reply to this message with a new file.
button-invite = Invite {$count} not joined
button-privately = See in private
page-of = page {$page} of {$pages}
button-previous = Previous
button-next = Next
roster-plan = Please check: {$added} new, {$changed} updated, {$unchanged} unchanged.
roster-seats = {$count} contacts, deputies and leaders are named.
roster-kept = {$count} departments are not in the file and stay as they are.
roster-bad = These {$count} rows have a problem and are left out:
roster-bad-row = row {$line}: {$fault}
roster-more = … and {$count} more
roster-shared = "{$alias}" is shared by several departments; use full names for them.
roster-idle = The file says what is known already; nothing to change.
roster-fix-bad = Correct the file and send all of it again; nothing will be doubled.
button-import = Import
button-drop = Drop
roster-done = Imported: {$added} new, {$changed} updated.
roster-done-next = Next: send /invite for the contacts' personal links.
fault-no-name = no department name
fault-long = too long (at most {$characters} characters)
fault-duplicate = the same department as row {$line}
fault-ambiguous = could be several departments: {$names}
fault-aliases = too many short names (at most {$count})
invite-sheet = Personal links for {$count} departments not joined are attached, to print or forward one by one. Each works once, until {$day}; earlier links are void.
invite-one = Personal links of {$dept}; forward each to its person. Each works once, until {$day}:
invite-seat = {$seat}: {$link}
invite-file = invitations
invite-title = Invitations · {$office}
invite-how = Open your own link on your phone and press Start. It works once.
all-joined = Every contact has joined. For a deputy or a leader write /invite with the department's name.
welcome = Hello {$name}, you are now the {$seat} of {$dept} for "{$office}".
welcome-how = When something is asked I tell you here: what, and by when. One tap, a few words or a file is all it takes; otherwise I stay quiet.
welcome-leader = I write to you only when something needs your attention.
welcome-open = { $count ->
    [one] One task is open; here it comes.
   *[other] {$count} tasks are open; here they come.
}
welcome-nothing = Nothing is open right now.
