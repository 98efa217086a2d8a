# Changes to a published task

edit-head = Change {$code} {$task}
edited-head = Changed: {$code} {$task}
edit-title = Name: {$was} → {$now}
edit-due = Due: {$was} → {$now}
edit-item-renamed = Material renamed: {$was} → {$now}
edit-items-added = Further materials (optional): {$items}
edit-added = { $count ->
    [one] One department is added
   *[other] {$count} departments are added
}, with a notice of its own
edit-added-names = { $count ->
    [one] One department is added
   *[other] {$count} departments are added
}, with a notice of its own: {$names}
edit-forward = The deadline comes earlier. That does not count in the scores: departments that were notified are measured by the deadline they were given; it goes on record.
edit-forward-contact = It is wanted earlier, where you can; you are still measured by {$was}.
button-edit-now = Change it
reason-ask-changed = the request from above has changed
reason-mistake = it was written wrongly
parts-edited = Hello {$name}, "{$task}" has changed. Reason: {$reason}.
parts-edited-plain = Hello {$name}, "{$task}" has changed.
edit-rest = Everything else stays, and nothing needs to be handed in again. Thank you for your support.
edit-how = Please write what to change behind it, e.g. /edit {$code} due 8月6日17:00 reason moved by the province. It can be: due, name, to +…, materials +… (optional ones).
edit-unclear = I did not understand "{$said}", and nothing was changed. It can be: due, name, to +…, materials +… (optional ones), e.g. /edit {$code} due 8月6日17:00. Weight and required materials stay as published.
nothing-changed = {$code} is like that already. Send /status {$code} to see it.
edited-meanwhile = {$code} was changed a moment ago, and this card is out of date. Please send /edit {$code} again.
no-such-item = There is no material "{$said}", and nothing was changed. Please write its name as it is, e.g. materials photos→photos on site.
item-fixed = "{$said}" is required, and stays as it was published, so that nobody has to hand it in again.
