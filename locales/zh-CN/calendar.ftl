# 放假安排

calendar-known = 放假安排：{$years}年已公布并启用。
calendar-none = 今年的放假安排还没有启用，暂按周末和法定节日推算。
calendar-unknown = {$years}年尚未公布，暂按周末和法定节日推算，涉及的日期会标明“暂定”。
calendar-how = 更新：在说明里写 /calendar，把新的 JSON 文件（holiday-cn 格式：year、days[name、date、isOffDay]）发给我。先看变化，再点一下启用，不用升级程序。
calendar-ask-operator = 新一年公布后由服务管理员更新，届时受影响的截止时间会自动调整并告知。
calendar-year = {$year}年放假安排
calendar-made-up = 补班：{$days}
day-to-day = {$from}至{$to}
calendar-moves = 启用后对{$offices}个牵头部门生效，{$count}件在办事项的截止时间会随之调整，并告知牵头部门和联络员。直接写明日期的不变。
calendar-moves-none = 启用后对{$offices}个牵头部门生效，在办事项的截止时间都不变。
button-use-calendar = 启用
calendar-in-force = {$years}年放假安排已启用，对{$offices}个牵头部门生效，在办事项的截止时间不变。
calendar-in-force-moved = {$years}年放假安排已启用，对{$offices}个牵头部门生效，{$count}件事项的截止时间已调整，并已通知有关人员。
calendar-moved-lead = 放假安排有更新，以下事项的截止时间随之调整，已同时告知联络员：
calendar-moved-contact = {$name}您好，放假安排有更新，以下事项的截止时间随之调整，其他不变，不用回复：
calendar-moved-line = · “{$task}”：原{$was}，现{$due}
