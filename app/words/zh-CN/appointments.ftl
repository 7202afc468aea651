# Appointments by half-hour against capacity.
appt-come = 已到
appt-hours = { $n }时
appt-title = 预约
appt-of = { $n }/{ $of }时
appt-over = 超出
appt-late = 没到
appt-other = 以后
appt-about = 每半小时:已约工时/能做工时。车从预约时间起占一个人,直到标准工时做完;能做多少看当天在岗的技师和工位。
