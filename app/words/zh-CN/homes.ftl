# Homes: what waits for each role.
homes-mine = 我的画面
homes-at-work = 在修的车
homes-places = 其他画面
homes-wall = 看板大屏
homes-import = 导入预约
homes-labels = 打印标签
homes-paper = 打印纸看板
homes-cars = 我的车
homes-my-appointments = 我的预约
homes-nobody-booked = 没有预约。
homes-today = 首页
homes-arrivals = 到店
homes-nothing = 没有
homes-field-parking = 车位
homes-parking = 车位 { $place }
homes-advisor = 顾问 { $name }
homes-phone = 拨打
homes-changed = 上次看过之后有{ $n }台车变了
homes-tell = 告知客户

homes-arrived = 到店待接
homes-nobody-waits = 没有客户在等。
homes-due = 当日入厂预定
homes-booked = 后面几天的预约
homes-told = 等客户来取
homes-bill-checked = 已核账,转待交车
homes-bill-returned = 清单退回
homes-final = 待总检
homes-peer = 快到总检:待互检
homes-to-wash = 待洗
homes-washing = 洗车中

# calls
homes-calls = 要打的电话
homes-no-calls = 没有要打的电话。
homes-late-said = 记录答复
homes-about-late = 延时通知
homes-about-add_on = 增项确认
homes-about-ready = 通知提车
homes-about-appointment = 未到联系
homes-say-late = 答应 { $at },已经过了。向客户致歉,说明原因。
homes-say-delay = 车间报延时 { $minutes } 分:{ $reason }。
homes-say-ready = 车已备好,合计 { $price },报价 { $quoted }。
homes-say-not-come = 约了 { $at },还没到。问问还来不来。
homes-old-parts = 旧件已备。
homes-tried = 未接通 { $n } 次,上次 { $at }

# the cashier
homes-bill-open = 待核账
homes-no-bills = 没有要核的账。
homes-order = 工单
homes-estimate = 报价
homes-pass = 核账通过 { $price }
homes-other-price = 金额不同

# parts
homes-wait-for-parts = 停着等备件
homes-parts-coming = 备件在路上,车没停
homes-no-parts = 没有车在等备件。
homes-parts-unknown = 到货时间待定
homes-expect = 预计到货

# care
homes-tomorrow = 明天的预约提醒 { $day }
homes-none-tomorrow = 下一个营业日没有预约。
homes-all-reminded = 都通知到了。
homes-reminded = 已通知 { $n } 位
homes-no-shows = 预约未到
homes-no-no-shows = 没有预约未到的客户。
homes-reached = 已联系上

# the manager
homes-overdue = 已超时
homes-stopped = 作业中断
homes-waiting = 待派工
homes-not-come = 约了没到
homes-admin = 系统管理
homes-all-moves = 没有停着的车。
homes-left-cancelled = 今天取消 { $n } 台
homes-left-delivered = 今天交车 { $n } 台
