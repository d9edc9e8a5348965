"""A process that has imported everything and forks a fresh program in no time, over and over.

Reads lines of JSON (kind, folder, seed, account) on standard input, answers with the child's pid.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from pathlib import Path

from editor_app.ui.environment import prepare

prepare()

from tests.kills import typist  # noqa: E402  (after prepare)

KINDS = {"manuscript": typist.type_into_manuscript, "window": typist.type_into_window}


def live(kind: str, folder: str, seed: int, account: str) -> None:
    """Be one program until somebody kills it; what goes wrong goes into the account."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        KINDS[kind](Path(folder), seed, Path(account))
    except BaseException:
        Path(account).write_text("E " + traceback.format_exc())
        raise
    finally:
        os._exit(1)


def main() -> None:
    """Fork a child for each line that comes in."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            live(**asked)
        print(child, flush=True)


if __name__ == "__main__":
    main()
