tone-on_time = On time
tone-tight = Tight
tone-late = { $n } min late
tone-late-hours = { $h } h { $m } min late
tone-overdue = Overdue
tone-unknown = Unknown
card-forecast = Forecast
