# 帮助与命令

help-lead = 牵头部门可用的命令：
help-contact = 有事项时我会私下告诉您，平时不打扰。点按钮，或直接回复一句话（如“收到”“周五下班前给”），也可以直接把文件发给我。
help-commands = 可用的命令：
command-setup = 设置本群为牵头部门
command-roster = 部门和联络员名册；附上 CSV 或 XLSX 即导入
command-calendar = 放假安排：已知哪些年份；附上新文件即更新（服务管理员）
command-invite = 给还没加入的联络员发专属链接
command-task = 登记一件事项；截止写“每月25日前”即按周期自动发出；附上 CSV 或 XLSX 可一次登记多项
command-tasks = 在办事项一览
command-status = 一件事项的进展，如 /status T1
command-edit = 修改一件事项：截止、名称、增加部门或可选材料，如 /edit T1 截止 8月6日17:00 原因 省里改期
command-close = 办结一件事项：已报的照常计入，其余不用再报，如 /close T1 材料已够用
command-cancel = 取消一件事项，不计入考评，如 /cancel T1 工作安排有调整
command-archive = 事项结束后归档，并向报送的联络员致谢，如 /archive T1
command-collect = 打包一件事项的全部材料，如 /collect T1
command-nudge = 现在提醒一次，先给您看发给谁；加“不催”则由您自己联系，如 /nudge T1 教育局 不催
command-review = 等我定的事：材料、延期、不归、困难
command-audit = 核对台账有没有被改动；/audit 1284:3fa9c1d2 核对看板或回执上的校验值
command-board = 置顶看板，自动更新，别的群和话题里也可以放；/board 关 收起
command-playbook = 应急预案，如 /playbook 名称 原因；附上 CSV 或 XLSX 即导入
command-report = 配合情况报告，如 /report 三季度
command-my = 我的事项
command-start = 我是谁
command-lang = 语言 · Language
command-help = 帮助
