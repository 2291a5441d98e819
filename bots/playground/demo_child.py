"""The demo's bot as a process: the command line as it is, which ends when whoever started it is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading

from bots.__main__ import main


def _watch() -> None:
    """Standard input is a pipe from the demo; its end is the demo's, however that came."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_watch, daemon=True).start()
    main()
