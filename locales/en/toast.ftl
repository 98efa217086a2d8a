# the short line after a press

toast-acknowledged = Noted
toast-dated = Date noted; I stay quiet until then
toast-handed-in = Noted as handed in, thank you
toast-asked = Passed on
toast-taken-back = Taken back
toast-replaced = This one counts
toast-withdrawn = Taken back
toast-already = It was on record before
toast-your-turn = Please send it below
toast-published = Published
toast-imported = Imported
toast-dropped = Dropped
toast-set = Set
toast-sent-privately = Sent to you in private
