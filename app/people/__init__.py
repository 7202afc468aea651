"""Who is at the board: devices, sessions, PINs, tokens, links of walls."""
