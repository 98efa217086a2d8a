# days off

calendar-known = Days off: {$years} published and in force.
calendar-none = This year's days off are not in force yet; weekends and the fixed holidays are used meanwhile.
calendar-unknown = {$years} not published yet: weekends and the fixed holidays are used, and dates that touch it are marked provisional.
calendar-how = To update: send me the new JSON file (holiday-cn shape: year, days[name, date, isOffDay]) with /calendar as its caption. You see what changes first, then one tap puts it in force; no new release needed.
calendar-ask-operator = When a new year is out, the service's operator puts it in; deadlines that it touches move by themselves and people are told.
calendar-year = Days off in {$year}
calendar-made-up = Weekend days worked: {$days}
day-to-day = {$from} to {$to}
calendar-moves = It will hold for {$offices} lead offices; {$count} running deadlines move with it, and leads and contacts are told. Deadlines given as a date stay.
calendar-moves-none = It will hold for {$offices} lead offices; no running deadline moves.
button-use-calendar = Put in force
calendar-in-force = The days off of {$years} are in force for {$offices} lead offices; no running deadline has moved.
calendar-in-force-moved = The days off of {$years} are in force for {$offices} lead offices; {$count} deadlines have moved, and the people concerned are told.
calendar-moved-lead = The days off have changed, and these deadlines with them; the contacts are told:
calendar-moved-contact = Hello {$name}, the days off have changed, and these deadlines with them. Nothing else changes; no answer is needed:
calendar-moved-line = · "{$task}": was {$was}, now {$due}
