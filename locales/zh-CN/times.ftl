# 时间

today = 今天
tomorrow = 明天
