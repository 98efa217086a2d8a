# The board

board-head = {$office} · { $count ->
    [one] one open task
   *[other] {$count} open tasks
}
board-none = Nothing is open at the moment.
board-waits = Difficulties that wait for the lead office: {$count}
board-waiting = {$count} waiting for an answer
board-all-in = all in
board-running = under way
board-due = {$day} {$time}
board-over = was due {$day}
board-rest = {$count} more: send /tasks
board-rest-elsewhere = {$count} more
board-ledger = Ledger #{$entry} · {$hash}
board-made = as of {$at}
board-private-how = Send /board in the group: there it is pinned and keeps itself current.
board-closed = The board is taken down. Send /board to have it again.
board-retired = This board is taken down and does not change any more.
board-pin-right = The board is here, but I may not pin it. Please give me the right "Pin messages" and send /board again; it stays current either way.
board-stopped-deleted = The board of "{$office}" was deleted twice in the group, so I stopped sending it. Send /board there to have it again.
board-stopped-topic = The topic of the board of "{$office}" is closed or gone, so the board has stopped. Please send /board in another topic.
board-stopped-muted = I may not write in the group, so the board of "{$office}" has stopped. Please let me write again, then send /board.
ledger-differs = The board pinned in the group of "{$office}" names ledger entry {$entry}, and the ledger does not agree: the database may have been changed, or an old backup brought back. Please stop the service, run cuiban verify and compare with your backups; I leave that board as it is, as evidence.
no-board = There is no board here. Send /board to have one.
heads-intro = Heads of the ledgers, once a day; please keep them: they show whether a ledger was changed later.
head-line = {$office} #{$entry} · {$hash}
head-of-service = Service
head-not-posted = Please keep the line below: it is the newest entry of your ledger, and shows later whether the ledger was changed.
head-not-posted-how = No operator gets it and no board shows it, so it comes here. Send /board in the group to put up a board with it at its foot, and these messages end.
audit-sound = ✅ The ledger is sound: {$count} entries, each as it was written.
audit-broken = ⚠️ From entry {$entry} on the ledger is not as it was written. Please tell an operator: stop the service, run cuiban verify and compare with backups.
audit-held = ✅ Entry {$entry} ({$hash}) is still there, unchanged.
audit-other = ⚠️ Entry {$entry} is not what you hold ({$hash}). Please look whether it was copied right; if so, the ledger was changed, or an old backup brought back. Please keep your copy as evidence, and tell an operator.
audit-how = To check a head that you hold, write it as on the board or receipt: /audit 1284:3fa9c1d2
audit-unclear = It is not clear which entry to check. Please write it as on the board or receipt: /audit 1284:3fa9c1d2
