"""A soak: ``python -m bench.soak [minutes]``: many readers, a killed worker, a killed server, no error.

Each reader has a View of its own, and what it is shown is compared with what its View gives: the day
and the layers of each answer, the lines of each what-if, the bytes of each file.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from websockets.exceptions import WebSocketException

from bench.crowd import resident_mb, server_pid
from bench.mixed import SHARES, act, difference, views
from bench.reader import Reader
from briefing.receipt import BASE
from catalog.paths import GEO, stamp_of
from layers.view.parts import Question
from layers.view.view import View
from layers.what_if.answers import what_if_key
from tests.briefing.threads import digest
from tests.browser.driving import free_port, serve
from workers.pool import Pool

EXPORTS = 4
"""Of a hundred and four actions, so many make a file."""
FORMATS = ("png", "pdf", "svg", "pptx", "gpkg", "geojson", "md", "html")
OUT = Path(__file__).parent / "out"


@dataclass
class Soak:
    """What came of a soak.

    Parameters
    ----------
    sessions, seconds
        How many readers, how long.
    took_ms
        Times by kind of action.
    routes, files
        What was shown, to be compared with what the View gives.
    errors, wrong
        What failed; what was shown that the View does not give.
    events
        What was done to the server, and how it looked, in words.
    lost
        Sessions that the end of the server cut off, and that came back.
    """

    sessions: int
    seconds: float
    took_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    routes: dict[Question, str] = field(default_factory=dict)
    files: list[tuple[View, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    lost: int = 0

    @property
    def text(self) -> str:
        """Say it in lines."""
        number = sum(len(some) for some in self.took_ms.values())
        times = "; ".join(
            f"{kind} {median(some):,.0f} ms ({len(some)})" for kind, some in self.took_ms.items()
        )
        lines = [
            (
                f"{self.sessions} sessions with Views of their own, {self.seconds / 60:.1f} minutes: "
                f"{number:,} actions, {len(self.errors)} errors, {len(self.wrong)} wrong pictures."
            ),
            (
                f"Held against what the Views give: {number:,} answers, {len(self.routes)} what-ifs, "
                f"{len(self.files)} files."
            ),
            f"Medians (number): {times}.",
            f"{self.lost} sessions were cut off by the server's end, and came back.",
        ]
        return "\n".join([*lines, *self.events, *self.errors[:10], *self.wrong[:10]])


@dataclass
class Server:
    """The app on one port, which can be ended and started again."""

    port: int
    log: Path
    stack: ExitStack = field(default_factory=ExitStack)
    starts: int = 0

    def start(self) -> str:
        """Start it; give its address."""
        self.starts += 1
        log = self.log / f"{self.starts}.log"
        return self.stack.enter_context(serve(log=log, port=self.port))

    def kill(self) -> None:
        """End it at once, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        self.stack.close()
        self.stack = ExitStack()

    def end(self) -> None:
        """End it as an operator does."""
        self.stack.close()

    @property
    def pid(self) -> int:
        """Number of its process."""
        return int(server_pid(self.port) or 0)

    def workers(self) -> list[int]:
        """Return the numbers of its workers' processes."""
        place = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        everyone = [int(one) for one in place.read_text().split()] if place.exists() else []
        for task in Path(f"/proc/{self.pid}/task").glob("*/children"):
            everyone += [int(one) for one in task.read_text().split()]
        return sorted({one for one in everyone if _is_worker(one)})

    def look(self) -> str:
        """Describe how much memory and how many descriptors are held."""
        files = len(list(Path(f"/proc/{self.pid}/fd").iterdir()))
        workers = "+".join(f"{resident_mb(one) or 0:.0f}" for one in self.workers()) or "0"
        return (
            f"server {resident_mb(self.pid) or 0:.0f} MB, workers {workers} MB, {files} descriptors"
        )


def _is_worker(pid: int) -> bool:
    try:
        return b"workers" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:  # it has just ended
        return False


def soak(minutes: float, *, sessions: int = 40, pause_s: float = 8.0, seed: int = 1) -> Soak:
    """Let readers act; kill a worker twice and the server once meanwhile; look at all that came.

    Parameters
    ----------
    minutes
        How long the readers act.
    sessions, pause_s
        How many readers, and how long each waits on average after an answer.
    seed
        Of chance.
    """
    found = Soak(sessions, minutes * 60)
    with tempfile.TemporaryDirectory() as log, ExitStack() as stack:
        server = Server(free_port(), Path(log))
        stack.callback(server.end)
        asyncio.run(_soak(server, found, pause_s, seed))
        for path in sorted(Path(log).glob("*.log")):
            said = path.read_text()
            found.errors += [f"log: {said[-800:]}"] if "Traceback" in said else []
    _hold(found)
    return found


async def _soak(server: Server, found: Soak, pause_s: float, seed: int) -> None:
    address = await asyncio.to_thread(server.start)
    chance = random.Random(seed)  # noqa: S311 - no secret
    readers = [Reader(address, view) for view in views(found.sessions, chance)]
    over = asyncio.Event()
    for reader in readers:
        found.took_ms["open"].append(await reader.open())
        await _see(reader, "open", found)
    await asyncio.gather(
        _trouble(server, found, over),
        *(_reader(one, random.Random(seed + at), pause_s, over, found)  # noqa: S311
          for at, one in enumerate(readers)),
    )  # fmt: skip
    found.events.append(f"At the end: {await asyncio.to_thread(server.look)}.")


async def _trouble(server: Server, found: Soak, over: asyncio.Event) -> None:
    """Kill a worker after a quarter and after three quarters, the server after half of the time."""
    quarter = found.seconds / 4
    await asyncio.sleep(quarter)
    found.events.append(f"After a quarter: {await asyncio.to_thread(server.look)}.")
    await _kill_worker(server, found)
    await asyncio.sleep(quarter)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)
    found.events.append("The server was killed and started again.")
    await asyncio.sleep(quarter)
    await _kill_worker(server, found)
    await asyncio.sleep(quarter)
    over.set()


async def _kill_worker(server: Server, found: Soak) -> None:
    for _ in range(100):
        if running := await asyncio.to_thread(server.workers):
            os.kill(running[0], signal.SIGKILL)
            found.events.append("A worker was killed.")
            return
        await asyncio.sleep(0.1)
    found.errors.append("no worker ran that could have been killed")


async def _reader(
    reader: Reader, chance: random.Random, pause_s: float, over: asyncio.Event, found: Soak
) -> None:
    await asyncio.sleep(pause_s * chance.random())
    kinds = {**SHARES, "export": EXPORTS}
    kind = "switch"
    while not over.is_set():
        view = reader.view
        try:
            if kind == "export":
                await _export(reader, chance.choice(FORMATS), found)
            else:
                took = await (reader.open() if kind == "open" else act(reader, kind, chance))
                found.took_ms[kind].append(took)
            await _see(reader, kind, found)
        except (WebSocketException, OSError) as error:
            if isinstance(error, TimeoutError):
                found.errors.append(f"{kind}: no answer within two minutes")
            # The connection is lost: a browser comes back with its address, until it is let in.
            found.lost += kind != "open"
            reader.view, kind = view, "open"
            await asyncio.sleep(0.5)
            continue
        (kind,) = chance.choices(list(kinds), list(kinds.values()))
        await asyncio.sleep(pause_s * (0.5 + chance.random()))
    if reader.link is not None:
        await reader.close()


async def _export(reader: Reader, kind: str, found: Soak) -> None:
    took, content = await reader.make(kind)
    found.took_ms["export"].append(took)
    found.files.append((reader.view, kind, digest(kind, content)))


async def _see(reader: Reader, kind: str, found: Soak) -> None:
    """Hold what is shown against the View, and note what takes longer to be compared with it."""
    found.errors += [f"{kind}: {said}" for said in reader.alerts]
    if said := difference(reader):
        found.wrong.append(f"{kind}: {said}")
    if reader.view.what_if:
        lines = hashlib.sha256(await reader.lines()).hexdigest()
        if found.routes.setdefault(what_if_key(reader.view), lines) != lines:
            found.wrong.append(f"{kind}: two pictures of one what-if, {reader.view}")


def _hold(found: Soak) -> None:
    """Work out anew what was shown, and count what differs."""
    data, pool = (GEO.resolve(), stamp_of(GEO)), Pool(2, waiting=10**6)
    routes = {asked: pool.ask("routes", *data, asked) for asked in found.routes}
    files = [
        (one, pool.ask("file", *data, one[0], one[1], _size(one[1]), "", BASE))
        for one in found.files
    ]
    for question, job in routes.items():
        lines = b"" if not (came := job.future.result()).drawn else came.geojson()
        if hashlib.sha256(lines).hexdigest() != found.routes[question]:
            found.wrong.append(f"the ways of {question}")
    for (view, kind, made), job in files:
        if digest(kind, job.future.result()) != made:
            found.wrong.append(f"{kind} of {view.to_query()}")
    pool.close()


def _size(kind: str) -> str:
    from briefing.export import FORMATS

    return FORMATS[kind].size if FORMATS[kind].sized else ""


def main(arguments: Sequence[str]) -> int:
    """Soak for so many minutes, ten if no number is given; 1 if anything went wrong."""
    found = soak(float(arguments[0]) if arguments else 10.0)
    load = f"load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    text = f"{found.text}\n{load}\n"
    print(text)
    OUT.mkdir(exist_ok=True)
    (OUT / "soak.txt").write_text(text, encoding="utf-8")
    return 1 if found.errors or found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
