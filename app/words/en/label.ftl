# Printed labels.
label-labels = Print labels
label-sizes = Paper
label-size-a4 = A4
label-size-hanger = A5 hanger
label-size-roll-100 = 100×70
label-size-roll-80 = 80×50
label-size-clip = 60×40
label-size-a4-clip = A4 small
label-for-a4 = 8 on a sheet
label-for-hanger = 2 on a landscape A4
label-for-roll-100 = Roll
label-for-roll-80 = Roll
label-for-clip = Order clip, roll
label-for-a4-clip = Order clips, 21 on a sheet
label-group-today = Coming in today
label-group-waiting = Waiting for work
label-group-rest = The others in the shop
label-all = All { $n }
label-make = Make labels
label-no-cars = There are no cars on the board.
label-print-these = { $labels ->
    [one] Print { $labels } label
   *[other] Print { $labels } labels
  }, { $sheets ->
    [one] { $sheets } sheet
   *[other] { $sheets } sheets
  }
label-choose-others = Choose other cars
label-how = Print at 100 %, margins "none", without headers and footers.
label-sheet = Sheet { $n }
