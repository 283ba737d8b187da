"""What has no address here: closed ones, and those for which Streamlit gives its own bare page."""

from __future__ import annotations

import os
import re

from panels.shell.shell import Asgi, Message, Receive, Scope, Send, is_a_page

METRICS = "CROSSINGS_METRICS"
"""With 1 the figures of the server's use are told to whoever asks for ``_stcore/metrics``."""
_CORE = "/_stcore/"
_OPEN = ("health", "host-config", "stream", "bidi-components")
"""What the page itself needs of Streamlit's own addresses; agents, uploads and logins are not of it."""
_LOGIN = re.compile(r"/(auth/|oauth2callback)")
MOST = 1000
"""Parts of a link; Streamlit passes over all of one that has more, and says nothing."""
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Crossings</title></head>
<body style="font: 1rem/1.5 sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem">
<h1>{head}</h1><p>{words}</p></body></html>"""
_NOTHING = (
    404,
    "There is nothing at this address",
    (
        "The map of Crossings is where the address ends before its first '?': leave out what stands "
        "behind the last '/' there."
    ),
)
_TOO_LONG = (
    414,
    "This link is too long",
    (
        f"A link to a view has at most {MOST:,} parts; this one cannot be read. Ask for a new one, or "
        "leave out what stands behind the '?'."
    ),
)


class Addresses:
    """ASGI middleware: refuses in words what is neither the page nor a file, and endless links.

    Parameters
    ----------
    app
        What answers all else.
    metrics
        Whether ``_stcore/metrics`` is open.
    """

    def __init__(self, app: Asgi, *, metrics: bool) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has an address."""
        path: str = scope.get("path", "")
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._closed(path):
            await _refuse(_NOTHING, scope, send)
        elif is_a_page(path) and scope["query_string"].count(b"&") >= MOST:
            await _refuse(_TOO_LONG, scope, send)
        elif is_a_page(path) or "/component/" in path:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _NoPage(scope, send))

    def _closed(self, path: str) -> bool:
        _, core, asked = path.partition(_CORE)
        if not core:
            return _LOGIN.search(path) is not None
        first = asked.partition("/")[0]
        return first not in _OPEN and not (first == "metrics" and self._metrics)


class _NoPage:
    """Passes an answer on, but a page of HTML: no file that the app serves here is one."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._is_page = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            self._is_page = kind.startswith(b"text/html")
            if self._is_page:
                await _refuse(_NOTHING, self._scope, self._send)
        if not self._is_page:
            await self._send(message)


async def _refuse(why: tuple[int, str, str], scope: Scope, send: Send) -> None:
    status, head, words = why
    page = _PAGE.format(head=head, words=words).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else page
    await send({"type": "http.response.body", "body": body})


def metrics_open() -> bool:
    """Return whether the installation opens the figures of its use.

    Raises
    ------
    ValueError
        If ``CROSSINGS_METRICS`` is neither 0 nor 1.
    """
    text = os.environ.get(METRICS, "0")
    if text not in ("0", "1"):
        raise ValueError(f"{METRICS} is '{text}': it can be 0 or 1")
    return text == "1"
