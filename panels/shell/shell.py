"""Writes into Streamlit's page of HTML the title, and what speaks when the server is out of reach."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

_SCRIPTS = ("shell.js", "picker.js", "desk.js", "asking.js")
_SHEETS = ("desk.css", "asking.css")
_ROOT = Path(__file__).parents[2]
# After the sheets that Streamlit writes into the head, so that ours are the last to speak.
_LATE = (_ROOT / "panels/page.css", _ROOT / "layers/web/card.css")
_STYLE = (
    "#crossings-word { position: fixed; z-index: 1000000; left: 50%; top: 1rem;"
    " transform: translateX(-50%); box-sizing: border-box; width: min(40rem, calc(100% - 2rem));"
    " margin: 0; padding: 0.7rem 1rem; font: 0.95rem/1.45 sans-serif; color: #2e2d2a;"
    " background: #fffdf8; border: 1px solid #8a8577; border-left: 4px solid #a56a00;"
    " border-radius: 4px; box-shadow: 0 2px 14px rgba(0, 0, 0, 0.18); }"
    " #crossings-word[hidden] { display: none; }"
)
_PARTLY = (b"accept-encoding", b"range", b"if-range")
_NO_SCRIPT = "Crossings needs JavaScript: the map is drawn by the browser."


class Shell:
    """ASGI middleware: Streamlit's one page goes out with the words of this project.

    Parameters
    ----------
    app
        What answers the request.
    """

    def __init__(self, app: Asgi) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only a whole page of HTML of the shell's own is rewritten."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or not is_a_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        # The page is small; as it is rewritten it must come whole and not compressed. Who asks for
        # its head alone is told the length that it will have.
        plain = {
            **scope,
            "method": "GET",
            "headers": [h for h in scope["headers"] if h[0] not in _PARTLY],
        }
        await self._app(plain, receive, _Rewriter(send, head_only=scope["method"] == "HEAD"))


class _Rewriter:
    """Holds a page of HTML back until it is whole, then sends it rewritten."""

    def __init__(self, send: Send, *, head_only: bool) -> None:
        self._send = send
        self._head_only = head_only
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            bare = {"body": b""} if self._head_only and "body" in message else {}
            await self._send({**message, **bare})
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._whole(self._start)

    async def _whole(self, start: Message) -> None:
        body = rewritten(self._body)
        headers = [
            (key, str(len(body)).encode() if key == b"content-length" else value)
            for key, value in start["headers"]
            if key not in (b"etag", b"last-modified")
        ]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": b"" if self._head_only else body})


def rewritten(page: bytes) -> bytes:
    """Return Streamlit's page with this project's title, words and script.

    Parameters
    ----------
    page
        HTML in UTF-8. A page without a ``head`` or ``body`` of its own is left as it is.
    """
    if b"</head>" not in page or b"</body>" not in page or b'id="root"' not in page:
        return page
    page = page.replace(b'href="./favicon.png"', f'href="{_icon()}"'.encode(), 1)
    begin, _, rest = page.partition(b"<noscript>")
    _, found, end = rest.partition(b"</noscript>")
    if found:
        page = begin + f"<noscript><p>{_NO_SCRIPT}</p></noscript>".encode() + end
    # No page elsewhere that is linked is told where its reader came from.
    page = page.replace(b"<head>", b'<head><meta name="referrer" content="same-origin">', 1)
    page = page.replace(b"<title>Streamlit</title>", b"<title>Crossings</title>", 1)
    page = page.replace(
        b"</head>", f"<style>{_STYLE}{''.join(map(_read, _SHEETS))}</style></head>".encode(), 1
    )
    scripts = "".join(f"<script>{_read(name)}</script>" for name in _SCRIPTS)
    late = "".join(map(_text, _LATE))
    word = f'<style>{late}</style><p id="crossings-word" role="status" hidden></p>{scripts}</body>'
    return page.replace(b"</body>", word.encode(), 1)


def _read(name: str) -> str:
    return _text(Path(__file__).parent / name)


@cache
def _icon() -> str:
    """Return the page's icon as an address: told to Streamlit, it would load a library of pictures."""
    return f"data:image/png;base64,{b64encode((_ROOT / 'panels/icon.png').read_bytes()).decode()}"


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def is_a_page(path: str) -> bool:
    """Return whether an address may be the shell's: components, files and the socket are not."""
    last = path.rsplit("/", 1)[-1]
    own = "/component/" not in path and "/_stcore/" not in path
    return own and (last == "index.html" or "." not in last)


def _is_html(message: Message) -> bool:
    headers = dict(message["headers"])
    kind: bytes = headers.get(b"content-type", b"")
    return message["status"] == 200 and kind.startswith(b"text/html")
