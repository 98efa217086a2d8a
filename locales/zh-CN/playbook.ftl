# 预案

playbooks-none = 还没有预案。
playbooks-head = 预案{$count}份：
playbooks-line = · {$name}：{$count}步，涉及{$units}家
playbooks-import-how = 导入：把 CSV 或 XLSX 发给我，在说明里写 /playbook 名称。表头要有：时限（如 T+10m、2小时、3天）、单位（几家用“；”隔开）、事项；还可以有：步骤、材料、收到时限、提前提醒、前置步骤、备注。先给您核对，再点一下才导入；同名的会替换。
playbook-plan = 请核对预案“{$name}”：{$count}步，涉及{$units}家。时限都从启动那一刻算起。
playbook-step = {$code} {$due} {$who}：{$action}
playbook-more = ……另有{$count}步
playbook-replaces = 已有同名预案：导入后替换，以后启动按新的来，正在执行的不变。
playbook-bad = “{$name}”有{$count}行要改，暂不能导入：
playbook-fix-bad = 预案缺一步都不行，请改好后把整份文件再发一次。
offset-at-once = 立即
offset-minutes = {$count}分钟内
offset-hours = {$count}小时内
offset-days = {$count}天内
fault-no-action = 没写事项
fault-due = 时限“{$said}”没看懂，请写如 T+10m、2小时、3天
fault-unknown-units = 名册里没有：{$names}
fault-shared-unit = “{$said}”有几家：{$names}，请写全称
fault-code-twice = 步骤“{$code}”与第{$line}行重复
fault-minutes = “{$said}”要写成分钟数，如 10
fault-unknown-step = 前置步骤“{$said}”不在这份预案里
fault-circle = 步骤“{$code}”绕了一圈又等自己

# 启动
playbooks-start-how = 启动：发 /playbook 名称 原因，或点下面的按钮。先给您核对，再点一下才启动。
playbooks-update-how = 新增或更新：发 CSV 或 XLSX，在说明里写 /playbook 名称。
playbooks-running = 正在执行：
playbooks-run = · {$name}，{$at}启动，报齐{$done}/{$count}步
button-start-playbook = 启动 {$name}
button-run = 看进展 {$name}
start-head = 请核对，点“启动”后马上执行：
start-head-incomplete = 还差启动原因：
start-reason = 事由：{$reason}
start-reason-missing = 请回复这条消息写明原因（会记入台账，各单位也会看到），写好才能启动。
start-now = 现在是{$now}，点“启动”马上发出，截止时间从那一分钟算起。
start-now-closed = 现在是{$now}，不是办公时间：点“启动”照样马上发出，截止时间从那一分钟算起，原因记入台账。
start-people = 马上通知{$count}步，共{$people}位联络员，每人一条消息。
start-later = 其余{$count}步在办公时间通知。
start-unreached = {$count}家联系不上，启动后请打电话。名单发到牵头人的私聊。
start-unreached-names = {$count}家联系不上，启动后请打电话：{$names}
start-runs-already = 这份预案正在执行（{$at}启动）。再点“启动”，会另外再启动一次。
button-start = 启动
not-started = 好的，没有启动。
toast-started = 已启动

# 执行
run-started = {$at}启动
run-normal = {$at}已转入常态：{$reason}
run-cancelled = {$at}已取消其余：{$reason}
run-counts = 共{$count}步：报齐{$done}步，到时间未报{$missed}步
run-silent = 还没答复{$count}步
run-step = {$code} {$due} {$title} · {$who}
run-step-waits = （等{$codes}）
run-result = 　　{$who}：“{$said}”
run-refreshed = 更新于{$at}
button-refresh = 刷新
button-stop = 停止

# 停止
stop-ask = 请回复这条消息，写明停止“{$name}”的原因，如“险情已控制”（会记入台账，各单位也会看到）。
stop-card = 停止“{$name}”，原因：{$reason}。还有{$count}步没有报齐，请选：
stop-card-normal = · 转入常态：截止时间不变，以后只在办公时间通知和提醒。
stop-card-cancel = · 取消其余：没报齐的都不用再报，已报的照常记录。
button-normal = 转入常态
button-cancel-rest = 取消其余
button-do-not-stop = 先不停
stopped-normal = {$name}您好，“{$plan}”已转入常态（{$reason}）。您这里的{$count}项截止时间不变，以后只在办公时间提醒：
stopped-cancelled = {$name}您好，“{$plan}”已停止（{$reason}）。下面{$count}项不用再报了，辛苦您：
stopped-line = · {$task}
stopped-line-due = · {$due}前　{$task}

# 联络员看到的
step-code = {$code} {$task}
step-waited = {$code}（{$task}）
step-waits = 等{$steps}，时间不变
step-note = 说明：{$note}
step-of = 预案“{$plan}”{$code}
