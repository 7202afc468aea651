# How a car stands against its promise.
tone-on_time = On time
tone-tight = Tight
tone-late = { $lasts } late
tone-overdue = Overdue
tone-unknown = Unknown
card-forecast = Forecast
