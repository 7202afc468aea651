"""Every command of the shop with its arguments, and how the rules say no."""
