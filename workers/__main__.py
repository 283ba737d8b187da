"""``python -m workers NICE``: answer the requests that come in until there are no more. The app starts it."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import IO, Any

from workers.tasks import TASKS


def main() -> None:
    """Answer one request after the other, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, which ends us
    if hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    requests: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        answers.write(_answered(*requests.get()))
        answers.flush()


def _read(source: IO[bytes], requests: SimpleQueue[Any]) -> None:
    """Read requests. When they end the server has ended, and this process ends with its work."""
    while True:
        try:
            requests.put(pickle.load(source))  # noqa: S301 - the server alone writes there
        except (EOFError, OSError):
            os._exit(0)


def _answered(name: str, arguments: tuple[Any, ...]) -> bytes:
    """Do a task; give whether it was done, with the result or with what went wrong."""
    try:
        return pickle.dumps((True, TASKS[name].run(*arguments)), protocol=5)
    except Exception as error:  # noqa: BLE001 - whatever it is, who asked has to hear it
        try:
            text = pickle.dumps((False, error), protocol=5)
            pickle.loads(text)  # noqa: S301 - what we have just written
        except Exception:  # noqa: BLE001 - an error that cannot be sent is told in words
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        return text


if __name__ == "__main__":
    main()
