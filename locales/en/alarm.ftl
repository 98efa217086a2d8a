# To operators

alarm-set-aside = ⚠️ { $count ->
    [one] One message that came in could not be handled. It is kept
   *[other] {$count} messages that came in could not be handled. They are kept
 } whole, nothing is lost. Please run cuiban replay on the server: it says why, and has them handled again.
alarm-away = ⚠️ The service was away: nobody listened from {$from} to {$until}. It is on the ledgers and counts against nobody; contacts who may have pressed a button are asked to press again. If this was not planned, please look into the log.
alarm-unknown = ⚠️ In the last hour it stayed unknown whether { $count ->
    [one] one message
   *[other] {$count} messages
 } arrived. Notices and reminders are not repeated, and do not count as given. Now and then this is no matter; if it goes on, please look at the network and the log.
alarm-wrong-clock = ⚠️ The server's clock is wrong: it shows {$ours}, and should show {$theirs}. Please set it; until then notices and reminders wait, and answers are recorded as ever.
alarm-overheard = ⚠️ Another program receives messages with this bot's token, so answers do not come in here. Please stop it; if it is not yours, the token may be known to others: get a new one with /revoke at @BotFather, put it into the settings, and restart.
