# Looking back.
past-title = Look back
past-not-now = This is the board as it stood then, not now.
past-to-now = Back to now
past-day = Day
past-time = Time
past-look = Show
past-slide = The day
past-play = Play
past-stop = Pause
past-before = Change before
past-after = Next change
past-count = { $n ->
    [one] 1 car
   *[other] { $n } cars
}
past-just-now = Just changed
past-nothing = No cars then
past-late = Late on that day
past-since-before = Before
past-none-late = Nothing was late on that day
past-car = { $car }: its day
past-day-of-car = This car's day
past-to-card = The card
past-strip = The car's states through the day
past-strip-says = Blocks are states, the red bar below is lateness, the thick line the promise.
past-was-late = Forecast late
past-was-overdue = Overdue
past-no-day = This car was not on the board on that day
refused-not_past = Only past times can be looked at. Change the day or time.
