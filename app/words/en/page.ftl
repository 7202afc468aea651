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
page-minutes = { $n } min
page-hours = { $h } h { $m } min
page-left = { $n } min left
page-left-hours = { $h } h { $m } min left
page-overdue = { $n } min over
page-overdue-hours = { $h } h over
page-home = Home
