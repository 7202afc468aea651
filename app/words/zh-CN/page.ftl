# The frame of every page.
page-product = 进度看板
page-skip = 跳到内容
page-live = 实时
page-stale = 数据停在 { $time }
page-connecting = 连接中
page-no-script = 浏览器没开脚本,画面不会自己更新。
page-switch-person = 换人
page-not-sent = 没有发出去,信号恢复后再点一次。
page-went-wrong = 出错了,没有办成。再点一次;还不行,找管理员。
# How long: under an hour, under a day, from a day on.
lasts-minutes = { $m }分
lasts-hours = { $h }小时
lasts-hours-minutes = { $h }小时{ $m }分
lasts-many-hours = { $h }小时{ $m }分
lasts-days = { $d }天
lasts-days-hours = { $d }天{ $h }小时
page-left = 还剩{ $lasts }
page-overdue = 已超时{ $lasts }
page-home = 回首页
