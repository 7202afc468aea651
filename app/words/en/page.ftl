# The frame of every page.
page-product = Jindu
page-skip = Skip to content
page-live = Live
page-stale = Data stopped at { $time }
page-connecting = Connecting
page-no-script = Scripts are off in this browser: the screen will not update by itself.
page-switch-person = Switch
page-not-sent = Not sent. Tap again when the signal is back.
page-went-wrong = Something failed and was not done. Tap again; if it stays, see the admin.
# How long: under an hour, under a day, from a day on.
lasts-minutes = { $m } min
lasts-hours = { $h } h
lasts-hours-minutes = { $h } h { $m } min
lasts-many-hours = { $h } h { $m } min
lasts-days = { $d } d
lasts-days-hours = { $d } d { $h } h
page-left = { $lasts } left
page-overdue = { $lasts } over
page-home = Home
