# Homes: what waits for each role.
homes-mine = My screens
homes-at-work = Cars in hand
homes-places = Other screens
homes-wall = Wall
homes-import = Import appointments
homes-labels = Print labels
homes-paper = Print the paper board
homes-cars = My cars
homes-my-appointments = My appointments
homes-nobody-booked = No appointments.
homes-today = Home
homes-arrivals = Arrivals
homes-nothing = None
homes-field-parking = Parking
homes-parking = Parking { $place }
homes-advisor = Advisor { $name }
homes-phone = Call
homes-changed = { $n ->
    [one] { $n } car
   *[other] { $n } cars
  } changed since you last looked
homes-tell = Tell customer

homes-arrived = Arrived, to receive
homes-nobody-waits = Nobody is waiting.
homes-due = Due today
homes-booked = Booked for the coming days
homes-told = Waiting for the customer
homes-bill-checked = Bill checked, to move to ready
homes-bill-returned = Bills returned
homes-final = Final checks
homes-peer = Coming up: at the peer check
homes-to-wash = To wash
homes-washing = Being washed

# calls
homes-calls = Calls to make
homes-no-calls = No calls to make.
homes-late-said = What was agreed
homes-about-late = Late
homes-about-add_on = Add-on
homes-about-ready = Ready to collect
homes-about-appointment = Has not come
homes-say-late = Promised for { $at }, which has passed. Apologise and say why.
homes-say-delay = The workshop reports { $minutes } min more: { $reason }.
homes-say-ready = The car is ready. Total { $price }, quoted { $quoted }.
homes-say-not-come = Expected at { $at } and not here yet. Ask whether they will come.
homes-old-parts = Old parts are set out.
homes-tried = { $n ->
    [one] Not reached once
   *[other] Not reached { $n } times
  }, last at { $at }

# the cashier
homes-bill-open = Bills to check
homes-no-bills = No bills to check.
homes-order = Order
homes-estimate = Estimate
homes-pass = Pass { $price }
homes-other-price = Other amount

# parts
homes-wait-for-parts = Stopped for parts
homes-parts-coming = Parts on their way, work goes on
homes-no-parts = No car waits for parts.
homes-parts-unknown = Nobody knows when
homes-expect = Expected at

# care
homes-tomorrow = Appointments to confirm for { $day }
homes-none-tomorrow = No appointments on the next open day.
homes-all-reminded = Everybody was reached.
homes-reminded = { $n } reached
homes-no-shows = Did not come
homes-no-no-shows = Nobody stayed away.
homes-reached = Reached

# the manager
homes-overdue = Overdue
homes-stopped = Stopped
homes-waiting = To dispatch
homes-not-come = Expected and not here
homes-admin = Administration
homes-all-moves = Nothing stands still.
homes-left-cancelled = { $n } cancelled today
homes-left-delivered = { $n } handed over today
