# What is read in a terminal.
terminal-no-shop = There is no database yet. First run: python -m app setup
terminal-set-up = Ready. Next: python -m app import-staff STAFF.csv, then python -m app serve
terminal-whole = Whole: every card agrees with its events, the chain is unbroken.
terminal-broken = Not whole, see above.
terminal-open = Open { $url }
terminal-phone = Or scan with a phone on the same Wi-Fi:
terminal-people = Sign in as one of these:
terminal-stop = Ctrl+C stops it.
terminal-port-taken = Port { $port } is taken. Set BOARD_PORT to another.
terminal-not-writable = The database cannot be written: { $where }. See whether the folder exists, whether this user may write there, and whether the disk is full.
terminal-folding-anew = A new version: folding anew { $done } of { $all } cards.
