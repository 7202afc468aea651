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
page-minutes = { $n }分
page-hours = { $h }时{ $m }分
page-left = 还剩{ $n }分
page-left-hours = 还剩{ $h }时{ $m }分
page-overdue = 已超时{ $n }分
page-overdue-hours = 已超时{ $h }时
page-home = 回首页
