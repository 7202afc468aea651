# How a car stands against its promise.
tone-on_time = 正常
tone-tight = 时间紧
tone-late = 预计晚{ $n }分
tone-late-hours = 预计晚{ $h }时
tone-overdue = 已超时
tone-unknown = 待定
card-forecast = 预测
