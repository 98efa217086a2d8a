# times

today = today
tomorrow = tomorrow
