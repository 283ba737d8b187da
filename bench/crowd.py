"""Many readers at once: sessions without a browser that all switch a layer at the same moment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.reader import Reader
from briefing.library import load_library

LAYER = "ports"


@dataclass(frozen=True)
class Crowd:
    """What many sessions saw and what they cost.

    Parameters
    ----------
    latencies_ms
        From sending the switch to the end of the script's run, with the new map received.
    session_mb
        Growth of the server's resident memory for each session after the first; None where the
        system does not tell.
    """

    latencies_ms: tuple[float, ...]
    session_mb: float | None


def crowd(address: str, *, sessions: int, rounds: int) -> Crowd:
    """Open sessions on a running app and let all of them switch a layer at once.

    Parameters
    ----------
    address
        Where the app answers.
    sessions
        How many readers.
    rounds
        How often each switches; all wait for the slowest between rounds.

    Raises
    ------
    RuntimeError
        If a run of the script fails or the map does not follow the switch.
    """
    return asyncio.run(_crowd(address, sessions, rounds))


async def _crowd(address: str, sessions: int, rounds: int) -> Crowd:
    port = urlsplit(address).port
    pid = server_pid(int(port or 0))
    first = await _opened(address)
    for _ in range(4):
        await _switched(first)
    before = resident_mb(pid)
    readers = [first] + [await _opened(address) for _ in range(sessions - 1)]
    latencies: list[float] = []
    for _ in range(rounds):
        latencies += await asyncio.gather(*(_switched(reader) for reader in readers))
    after = resident_mb(pid)
    for reader in readers:
        await reader.close()
    grown = (after - before) / (sessions - 1) if before and after else None
    return Crowd(tuple(latencies), grown)


async def _opened(address: str) -> Reader:
    reader = Reader(address, load_library().default)
    await reader.open()
    return reader


async def _switched(reader: Reader) -> float:
    before = reader.map_args
    took = await reader.switch(LAYER)
    if reader.map_args == before:
        raise RuntimeError(f"the map did not change when '{LAYER}' was switched")
    return took


def server_pid(port: int) -> int | None:
    """Find the process that was started on a port; None where there is no /proc."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
        except OSError:  # it has just ended, or is somebody else's
            continue
        if b"streamlit" in words and str(port).encode() in words:
            return int(place.parent.name)
    return None


def resident_mb(pid: int | None) -> float | None:
    """Return a process's resident memory in MB; None where the system does not tell."""
    if pid is None:
        return None
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return None
