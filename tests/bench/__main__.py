"""`python -m tests.bench [cost] [seen] [history] [repaint] [pages]`: all, or the ones named."""

import sys
from importlib import import_module

PARTS = ("cost", "seen", "history", "repaint", "pages", "backtest", "queue", "tick")

for name in sys.argv[1:] or PARTS:
    print(f"\n== {name}", flush=True)
    import_module(f"tests.bench.{name}").main()
