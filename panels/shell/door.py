"""The door: how many readers there is room for; one more is told so, and nobody else notices."""

from __future__ import annotations

import os
from dataclasses import dataclass

from panels.shell.shell import Asgi, Receive, Scope, Send, is_a_page

READERS = 200
"""So many readers at once, if ``CROSSINGS_READERS`` says nothing else."""
FILES_A_READER = 7
"""Descriptors: four while a reader is there, and three for two minutes for one who has just left."""
FILES_BESIDE = 100
"""Descriptors of the interpreter, of files on their way, of workers and of who is turned away."""
_KNOCKING = 10
"""So many may be between the page and its socket."""
_WORDS = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Crossings</title></head>
<body style="font: 1rem/1.5 sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem">
<h1>All places are taken</h1><p>Crossings serves {seats:,} readers at once here, and so many are reading.
Reload the page in a few minutes.</p></body></html>"""


@dataclass
class Door:
    """ASGI middleware: counts the open sockets, and turns newcomers away when all seats are taken.

    Parameters
    ----------
    app
        What answers who is let in.
    seats
        How many readers there is room for.
    """

    app: Asgi
    seats: int
    taken: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer in the app's place."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http" and is_a_page(scope["path"]) and self.taken >= self.seats:
            await _full(self.seats, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.taken >= self.seats + _KNOCKING:
            await receive()  # the asking itself
            await send({"type": "websocket.close", "code": 1013, "reason": "all places are taken"})
            return
        self.taken += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.taken -= 1


async def _full(seats: int, send: Send) -> None:
    body = _WORDS.format(seats=seats).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", b"120"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def seats() -> int:
    """Return the number of seats, and let the process have as many descriptors as the system allows.

    Raises
    ------
    ValueError
        If ``CROSSINGS_READERS`` is no number of readers.
    """
    text = os.environ.get("CROSSINGS_READERS", str(READERS))
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"CROSSINGS_READERS is '{text}': it can be a number from 1 on")
    files = _files()
    return int(text) if files is None else min(int(text), seats_of(files))


def seats_of(files: int) -> int:
    """Return for how many readers a number of descriptors is enough; at least one."""
    return max(1, (files - FILES_BESIDE) // FILES_A_READER)


def _files() -> int | None:
    """Raise the limit of descriptors as far as the system allows; None where there is none."""
    try:
        import resource
    except ImportError:  # Windows does not count them
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ValueError, OSError):  # macOS allows less than its 'unlimited'
        return soft
    return None if hard == resource.RLIM_INFINITY else hard
