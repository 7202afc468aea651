"""`python -m app COMMAND`. A serving process makes its loop ready before it imports anything."""

import os
import sys

from app.serving import make_ready

if __name__ == "__main__":
    os.umask(0o077)  # names, phones and hashes are for the owner of the shop's data alone
    if sys.argv[1:2] == ["serve"]:
        make_ready(os.environ.get("BOARD_ASYNC_MODE") or "eventlet")
    from app.command_line import run

    sys.exit(run(sys.argv[1:]))
