"""A worker: a process that answers one request after the other over its standard input and output.

The pools of the standard library import the main module again in each process. Under ``streamlit
run`` that is the app itself, so a worker is started as ``python -m workers`` instead. It ends when
its input does: however the server ends, no process stays behind.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from typing import Any

from catalog.paths import ROOT


class DiedError(Exception):
    """The process ended before it had answered."""


class LateError(Exception):
    """The answer took too long; the process has been ended."""


class Worker:
    """A process, started when it is first asked and again when it has ended.

    Parameters
    ----------
    nice
        How far it gives way to others, as ``nice`` counts.
    """

    def __init__(self, nice: int) -> None:
        self._nice = nice
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Number of the process; None if there is none."""
        return self._process.pid if self._process else None

    def ask(self, request: Any, limit_s: float) -> Any:
        """Put a request and wait for the answer.

        Raises
        ------
        DiedError, LateError
            If there is none. The next request starts another process.
        """
        late = threading.Event()
        try:
            process = self._process = self._process or _start(self._nice)
        except OSError as error:  # no memory or no descriptors for another process
            raise DiedError(str(error)) from error

        def give_up() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(limit_s, give_up)
        watch.daemon = True
        try:
            watch.start()
            assert process.stdin is not None  # noqa: S101 - by how it was started
            assert process.stdout is not None  # noqa: S101
            pickle.dump(request, process.stdin, protocol=5)
            process.stdin.flush()
            return pickle.load(process.stdout)  # noqa: S301 - our own process alone writes there
        except Exception as error:  # half an answer can fail to be read in any way
            self.end()
            raise (LateError if late.is_set() else DiedError)(str(error)) from error
        finally:
            watch.cancel()

    def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:  # what was left to be written has no reader
                        continue


def _start(nice: int) -> subprocess.Popen[bytes]:
    """Start a process; it finds the project wherever the app was started from."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - this interpreter and our own module
        [sys.executable, "-m", "workers", str(nice)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        # Switches go before what-ifs: on Windows here, elsewhere by the process itself.
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
