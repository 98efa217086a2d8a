# Who answers: handing over, standing in, somebody new

command-handover = Hand over to a colleague, for a while or for good: /handover 7 August
seat-stand-in = stand-in
button-handover = Hand over
handover-ask = To whom do you hand over {$depts}?
handover-how = For another colleague I give you a personal link to forward; until it is opened, all stays with you. For another date, send "/handover 7 August".
handover-lent = {$name} answers for {$dept} in your place until {$day}; then it comes back to you by itself.
handover-pending = Nobody has opened your last link yet; it is good until {$day}.
button-while = A colleague, until {$day}
button-good = A colleague, for good
button-deputy-while = Deputy {$name}, until {$day}
button-deputy-good = Deputy {$name}, for good
button-im-back = I am back and go on
button-withdraw-link = Take the link back
handover-waits-while = Please forward the next message to the colleague who stands in until {$day}. The link works once, until {$expires}; until it is opened, all stays with you.
handover-waits-good = Please forward the next message to the colleague who takes over. The link works once, until {$expires}; until it is opened, all stays with you.
handover-withdrawn = The link is void; all stays with you.
handover-link-while = {$giver} asks you to answer for {$depts} to "{$leads}" until {$day}. Please open the link on your phone and tap "Start": {$link}
handover-link-good = {$giver} asks you to take over as the contact of {$depts} for "{$leads}". Please open the link on your phone and tap "Start": {$link}
handed-over-while = {$name} answers for {$depts} until {$day}, then it comes back to you by itself; {$count} open items were passed on. If you are back earlier, send /handover.
handed-over-good = {$name} has taken over {$depts}, with {$count} open items. I will not disturb you any more; thank you for all your help.
took-over-while = Hello {$name}, {$giver} asks you to answer for {$depts} to "{$leads}" until {$day}.
took-over-good = Hello {$name}, you have taken over {$depts} for "{$leads}" from {$giver}.
took-over-free = Hello {$name}, the contact of {$depts} has left; from now on you answer for it to "{$leads}".
took-over-lost = Hello {$name}, {$giver} of {$depts} cannot be reached; please answer meanwhile.
took-over-open = Open: {$count}. Tap one to answer:
seat-changed-while = {$dept}: {$from} has asked {$to} to stand in until {$day}. {$count} open items were passed on.
seat-changed-good = {$dept}: the {$seat} is now {$to}, before it was {$from}. {$count} open items were passed on.
seat-replaced = Hello {$name}, {$to} is now the {$seat} of {$dept} for "{$lead}". What was open has been passed on, and your cards here are no longer used. Thank you for all your help.
stand-in-ended = Hello {$name}, {$contact} answers for {$dept} again from now on. Thank you for your help.
stand-in-returned = Hello {$name}, {$who} no longer stands in: you answer for {$dept} again from now on.
lost-blocked = stopped the bot
lost-gone = account deleted
seat-lost-next = {$dept}: the {$seat} {$who} cannot be reached ({$why}). {$to} answers from now on and was sent {$count} open items.
seat-lost-nobody = {$dept}: the {$seat} {$who} cannot be reached ({$why}), and nobody else there gets messages. { $count ->
    [0] Nothing is open.
   *[other] Open: {$count}.
    }
seat-lost-part = · {$code} {$task}, by {$due}
seat-lost-how = Please phone: send a new link to whoever takes over; if it is still the same person, opening the bot and tapping "Start" is enough.
button-invite-dept = Make links
handed-over-to = {$name} answers for this department now; please let {$name} know.
handed-over-to-colleague = A colleague answers for this department now; please let them know.
own-link = This link is for the colleague who takes over; please forward it. Until it is opened, all stays with you.
no-handover = There is no link to take back: somebody may have opened it, or it was taken back before. /handover shows who answers now.
no-deputy = The deputy cannot be reached now; please use the link for another colleague.
welcome-deputy = {$name} is the contact; when {$name} is away or cannot be reached, you answer, and I send you what is open.
welcome-stand-in = The contact {$name} is away until {$until}; you answer meanwhile.
roster-renamed = In {$count} of them the contact is another: until they open their link, the one before goes on answering.

# The open link, and who asks to join

button-open-link = Open link
button-renew-link = New link
button-close-link = Close
open-link-new = The open link (until {$day}, its QR code is in the file): {$link}
open-link-how = It may go into a group or onto a notice. Anybody who opens it can ask: they name their department and seat, and join once you tap "Let in"; until then they see no task and no name.
open-link-on = The open link is on until {$day}. It is shown once only; to send it again make a new one, which voids the old.
open-link-closed = The open link is closed and no longer opens; requests that are in are still yours to decide.
open-link-file = Open invitation
join-ask = Hello, this is the invitation of "{$office}". Please reply with the full name of your department.
join-seat = What are you at "{$said}"?
join-waits = "{$office}" has been asked; I tell you once it is confirmed. Nothing more to do.
not-let-in = "{$office}" did not confirm your request. If that is a mistake, please contact them directly.
joiner-asks = {$name} asks to join: {$seat} of {$dept}.
joiner-free = Nobody has this seat yet.
joiner-replaces = {$who} has this seat now; if you let them in they take over, with all that is open.
joiner-rivals = Others who ask for the same seat: {$count}.
joiner-check = The name is their own; please check with the department first.
button-admit = Let in
button-turn-away = Turn away
joiner-admitted = Let in: {$name} is now the {$seat} of {$dept}.
joiner-turned-away = Turned away: {$name}, who asked to be {$seat} of {$dept}.
joiner-gone = This request was decided before, or asked anew. /review shows who waits.
review-joiners = Asking to join
review-joiner = {$name}: {$seat} of {$dept}
button-review-joiner = {$dept} · join
unit-unknown = There is no "{$said}". Please write the full name, or check it with the lead office.
units-tried = None of these names is known. Please check with the lead office and open the link again.
still-waits = I have passed your request to join on to "{$office}", who have not answered yet. Once they do, I will tell you and send what is open. What you have just sent cannot be recorded until then; please send it again.
too-many-wait = Too many requests: please contact the lead office directly.
seat-taken = This seat has just changed; please look at the card again.
seated-already = That is your seat already. /my shows what is open.
seat-erased = {$dept}: the personal data of the {$seat} was erased on request, and the seat is free. For somebody new, please send a new link.
seat-erased-next = {$dept}: the personal data of the {$seat} was erased on request, and the seat is free. {$to} answers from now on and was sent {$count} open items.
seat-erased-nobody = {$dept}: the personal data of the {$seat} was erased on request, and nobody there gets messages now (open: {$count}). Please send a new link to whoever takes over.
erase-noted =
    An operator was told, and will check with you first. What goes: name, phone, chat number and the words you wrote here; the ledger keeps a number only, the department's record stays as it is, and so does material that was handed in.
    After that you are no longer a contact. For fewer reminders send /quiet; for a colleague to take over send /handover.
erase-asked = {$name} asks to have personal data erased; no seat at present. After checking with them, please run on the server: cuiban erase {$person} (it lists what goes and what stays before anything is done)
erase-asked-of = {$name} of {$depts} asks to have personal data erased. After checking with them, please run on the server: cuiban erase {$person} (it lists what goes and what stays before anything is done)
erase-by-operator =
    Personal data is erased by the operator of this bot; please ask through the lead office. What goes: name, phone, chat number and the words you wrote here; the ledger keeps a number only, and the department's record stays as it is.
    For fewer reminders send /quiet; for a colleague to take over send /handover.
