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
