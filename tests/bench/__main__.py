"""`python -m tests.bench [cost] [seen] [history] [repaint] [pages] [renders] [backtest]
[queue] [tick] [past]`: all, or the ones named."""

import sys
from importlib import import_module

PARTS = ("cost", "seen", "history", "repaint", "pages", "renders", "backtest", "queue", "tick",
         "past")  # fmt: skip

for name in sys.argv[1:] or PARTS:
    print(f"\n== {name}", flush=True)
    import_module(f"tests.bench.{name}").main()
