# 点按钮后一闪而过的话

toast-acknowledged = 已记为收到
toast-dated = 时间已记下，在那之前不再打扰
toast-handed-in = 已记为报送，谢谢
toast-asked = 已转牵头部门
toast-taken-back = 已撤回
toast-replaced = 以这份为准
toast-withdrawn = 已撤回
toast-already = 之前已记录，不用重复
toast-your-turn = 请在下面直接发给我
toast-published = 已发布
toast-imported = 已导入
toast-dropped = 没有保存
toast-set = 已设置
toast-sent-privately = 已私下发给您
