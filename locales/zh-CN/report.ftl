# 报告

report-head = {$office} 配合情况
report-period = {$from}至{$to}到期的事项
report-nothing = 这段时间没有到期的事项。
report-parts = 事项{$tasks}件，分到各部门共{$parts}份
report-standings = 按时报齐{$ontime}，迟报{$late}，报了一部分{$partial}，未报{$missing}
report-open = 尚未到期{$count}
report-unreached = 没通知到{$count}（不计）
report-responded = 有答复{$responded}份；定时间{$promises}次，兑现{$kept}次
report-nudges = 到期前提醒{$before}次，到期后{$after}次
report-lead-notice = 牵头部门：通知提前3个工作日以上{$count}份，共{$all}份
report-lead-answers = 牵头部门：收到困难和疑问{$matters}件，答复{$answered}件，其中1个工作日内{$intime}件
report-file-how = 明细见附件，每个数字都注明台账条目。
report-private-how = 明细和文件已私下发给您。
report-file = 配合情况
report-ledger = 台账截至第{$entry}条
