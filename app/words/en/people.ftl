# Signing in, one's own page, access.
sign-in = Sign in
sign-which-team = Which team?
sign-and = {", "}
sign-nobody = There is nobody yet. Import the staff list first.
sign-tap-your-name = Tap your name
sign-other-team = Other teams
sign-not-me = Not me
sign-name-is-enough = This team's tablet: your name is enough to start, pause and report; signing needs the PIN.
sign-pin = PIN
sign-clear = Clear
sign-back = One digit back
sign-give-pin = Give PIN
sign-wrong-pin = { $left ->
    [one] Wrong PIN, one try left.
   *[other] Wrong PIN, { $left } tries left.
}
sign-locked = Too many wrong PINs. Try again after { $time } (in { $wait }).
sign-wait-seconds = { $n } s
sign-wait-minutes = { $n } min
sign-forgotten = Forgot it? See { $see }.
sign-idle = Nobody is here: signing out in { $n } s.
sign-stay = I am here

me-id = Number
me-team = Team
me-roles = Roles
me-change-pin = Change PIN
me-old-pin = PIN now
me-new-pin = New PIN
me-new-pin-again = New PIN again
me-pin-hint = 4 to 12 digits, not like 1234 or 0000
me-pin-digits = A PIN has 4 to 12 digits.
me-pin-same = The new PIN is the old one. Take another.
me-pin-easy = That PIN is easy to guess. Take another.
me-pin-differ = The two are not the same.
me-pin-changed = PIN changed. You are signed out everywhere else.
me-sign-out-everywhere = Sign out everywhere
me-sign-out-everywhere-hint = On all devices, this one too.

access-title = Tokens and devices
access-tokens = API tokens
access-for-whom = For whom
access-label = What for
access-label-hint = For example: accounting
access-make-token = Make a token
access-token-once = The token is shown only this once. Copy it now:
access-token-made-before = This token was made just before, and its text is shown only once. If it was not copied, withdraw it and make another.
access-token-withdrawn = Token withdrawn.
access-withdraw = Withdraw
access-withdrawn = Withdrawn
access-devices = Devices
access-this-device = The device in your hand is:
access-personal = Somebody's own
access-wall = Wall board
access-tablet = Tablet
access-tablet-of = Tablet of { $team }
access-keep-device = Register this one
access-device-kept = Device registered.
access-choose-device = Choose what this device is.
access-here = this one
access-forgotten-pin = Forgotten PIN
access-first-pin = New PIN
access-first-pin-hint = Tell it face to face; its owner changes it after signing in
access-give-pin = Give new PIN
access-pin-given = { $person } has a new PIN.

staff-done = Teams added: { $teams }. People added: { $added }, changed: { $changed }, unchanged: { $unchanged }, rejected: { $rejected }.
staff-no-pin = { $count ->
    [one] { $count } person has no PIN and cannot sign yet: { $names }.
   *[other] { $count } people have no PIN and cannot sign yet: { $names }.
}
staff-no-admin = There is no administrator: nobody can change settings or add people. Give somebody that role.
staff-list = Import people
staff-list-hint = Columns: 编号, 姓名, 角色, 班组, 技能, 密码 (code, name, roles, team, skills, PIN). Roles in Chinese or English, between semicolons or commas; keep PINs as text, or their leading zeros are lost.
staff-list-take = Take it in
staff-rejected = Line { $line } was not taken: { $why }
