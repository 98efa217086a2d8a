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
report-private-how = 明细和文件已私下发给您。
report-file = 配合情况
report-ledger = 台账截至第{$entry}条
report-axis = {$axis}{$value}（{$band}）
report-axis-bands = {$axis}{$value}（{$band}）：优{$excellent}家，良{$good}家，中{$fair}家，待改进{$improve}家
report-small = 样本不足{$count}家（不足三件，只列事实）
report-needs = 需要支持{$count}家：{$needs}
report-needs-named = {$what}{$count}家（{$names}）
report-names-more = {$names}等
report-lead-score = 牵头部门自身{$score}分
report-legend = 图中编号：{$names}
report-page-how = 网页版：手机电脑都能打开，点单位可看到每个分项、每件材料和台账条目，也可以直接打印。
report-book-how = 表格版：每个数字都注明台账条目。
