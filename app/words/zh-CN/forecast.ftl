# How a car stands against its promise.
tone-on_time = 正常
tone-tight = 时间紧
tone-late = 预计晚{ $lasts }
tone-overdue = 已超时
tone-unknown = 待定
card-forecast = 预测
