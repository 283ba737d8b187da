"""A proxy before an app that counts the bytes of its websockets as they go over the wire."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_STREAM = b"/_stcore/stream"
_AT_ONCE = 1 << 16


class Counted:
    """The route to an app, and what has gone over it.

    Parameters
    ----------
    address
        Where the app answers.

    Attributes
    ----------
    socket
        Bytes of websockets both ways, their handshakes left out.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self.socket = 0
        self.address = ""

    async def serve(self, ready: threading.Event, end: asyncio.Event) -> None:
        """Pass connections on until the end."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        async with server:
            await end.wait()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._host, self._port)
        first = await reader.read(_AT_ONCE)
        stream = _STREAM in first.partition(b"\r\n")[0]
        back.write(first)
        await asyncio.gather(
            self._passed(reader, back, count=stream, shake=False),
            self._passed(there, writer, count=stream, shake=True),
        )

    async def _passed(
        self, one: asyncio.StreamReader, other: asyncio.StreamWriter, *, count: bool, shake: bool
    ) -> None:
        with suppress(ConnectionError):
            while chunk := await one.read(_AT_ONCE):
                if count:
                    self.socket += len(chunk.partition(b"\r\n\r\n")[2]) if shake else len(chunk)
                shake = False
                other.write(chunk)
                await other.drain()
        other.close()


@contextmanager
def counted(address: str) -> Iterator[Counted]:
    """Return a wire to an app that counts, until the end of the block."""
    wire, ready = Counted(address), threading.Event()
    loop, end = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(wire.serve(ready, end),))
    thread.start()
    ready.wait()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(timeout=10)
