# The demo shop: banner, one click to be somebody, words in a terminal.
demo-banner = A demo shop: people and cars are made up.
demo-speed = clock × { $speed }
demo-stop = To stop it: Ctrl+C in its terminal
demo-you = You act for { $name }
demo-be-somebody = Be somebody
demo-who = Who would you like to be?
demo-who-explained = One tap and you are this person, without a PIN. What they have to do is left to you; after a minute the demo does it by itself.
demo-as = Demo: tap a name and you are in
demo-pin = Demo PIN { $pin }
demo-not-a-demo = This shop lives by the real clock, so nothing is simulated here. For the demo: python -m app demo --serve; or set BOARD_CLOCK with an empty data folder.
demo-bad-speed = --speed takes a number above 0, at most 10000, or max.
demo-gone = The server does not answer: { $url }
demo-plays = { $day } begins, clock × { $speed }.
demo-at-speed = Thirty people begin to work, clock × { $speed } (BOARD_DEMO_SPEED changes it, 0 = nobody moves).
demo-lived = The day is over: { $commands } commands, { $refused } refused, { $left } cards left on the board.
demo-label = About this demo
demo-full-stop = .
demo-wall = See the wall
