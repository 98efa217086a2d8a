# 看板

board-head = {$office} · 在办事项{$count}件
board-none = 目前没有在办事项。
board-waits = 等牵头部门答复的困难：{$count}件
board-waiting = {$count}家待答复
board-all-in = 已齐
board-running = 进行中
board-due = {$day} {$time}
board-over = {$day} 已到期
board-rest = 其余{$count}件请发送 /tasks
board-rest-elsewhere = 其余{$count}件
board-ledger = 台账 #{$entry} · {$hash}
board-made = {$at}更新
board-private-how = 在群里发送 /board，就会置顶并自动更新。
board-closed = 看板已收起。需要时再发送 /board。
board-retired = 这块看板已收起，不再更新。
board-pin-right = 看板已发出，但我还没有置顶的权限。请在群管理里给我“置顶消息”权限，再发一次 /board；不置顶也照常更新。
board-stopped-deleted = “{$office}”的看板在群里两次被删，我就不再发了。需要时请在群里发送 /board。
board-stopped-topic = “{$office}”的看板所在的话题已关闭或删除，看板已停。请换一个话题发送 /board。
board-stopped-muted = 我在群里不能发言，“{$office}”的看板已停。请恢复我的发言权限，再发送 /board。
ledger-differs = “{$office}”群里置顶的看板写着台账第{$entry}条，与现在的台账对不上：数据库可能被改动过，或恢复了旧备份。请先停用，运行 cuiban verify 并与备份核对；那块看板我不再改动，留作凭据。
no-board = 这里没有看板。发送 /board 就会有。
