# 修改已发布的事项

edit-head = 修改 {$code} {$task}
edited-head = 已修改 {$code} {$task}
edit-title = 名称：{$was} → {$now}
edit-due = 截止：{$was} → {$now}
edit-item-renamed = 材料改名：{$was} → {$now}
edit-items-added = 增加材料（可选）：{$items}
edit-added = 增加部门：{$count}家，另发通知
edit-added-names = 增加部门：{$count}家（{$names}），另发通知
edit-forward = 截止提前了：提前的截止时间不计入考评，已通知的单位按原截止时间计；这次提前会记入台账。
edit-forward-contact = 时间提前，请尽量支持；考评仍按原截止时间（{$was}）计。
button-edit-now = 确认修改
reason-ask-changed = 上级要求有变化
reason-mistake = 原来写错了
parts-edited = {$name}您好，“{$task}”有调整，原因：{$reason}。
parts-edited-plain = {$name}您好，“{$task}”有调整。
edit-rest = 其余不变，已报的不用重报。谢谢您的支持。
edit-how = 请把要改的写在后面，如：/edit {$code} 截止 8月6日17:00 原因 省里改期。可改：截止、名称、部门 +…、材料 +…（可选材料）。
edit-unclear = “{$said}”这部分没看懂，还没有改。可改：截止、名称、部门 +…、材料 +…（可选材料），如：/edit {$code} 截止 8月6日17:00。权重和必报材料发布后不再改。
nothing-changed = {$code} 本来就是这样，没有要改的。发送 /status {$code} 看现状。
edited-meanwhile = {$code} 刚刚被改过，这张卡片已经对不上了。请重新发送 /edit {$code} 再改。
no-such-item = 材料里没有“{$said}”，还没有改。请按原来的名称写，如：材料 照片→现场照片。
item-fixed = “{$said}”是必报材料，发布后不再改，以免各单位重报。
