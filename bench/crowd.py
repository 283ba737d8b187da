"""Many readers at once: sessions without a browser that all switch a layer at the same moment."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LAYER = "ports"
_DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


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


@dataclass
class _Session:
    """One reader: what its browser would know and send."""

    link: Any
    messages: dict[str, ForwardMsg] = field(default_factory=dict)
    boxes: dict[str, bool] = field(default_factory=dict)
    script_hash: str = ""
    map_args: str = ""

    async def run(self) -> float:
        """Ask for a run of the script and take in all that it says; give the time in ms."""
        asked = BackMsg()
        state = asked.rerun_script
        state.page_script_hash = self.script_hash
        state.cached_message_hashes.extend(self.messages)
        for key, on in self.boxes.items():
            state.widget_states.widgets.add(id=key, bool_value=on)
        began = time.perf_counter()
        await self.link.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.link.recv())
            kind = told.WhichOneof("type")
            if kind == "ref_hash":
                told = self.messages[told.ref_hash]
                kind = told.WhichOneof("type")
            elif told.metadata.cacheable:
                self.messages[told.hash] = told
            if kind == "new_session":
                self.script_hash = told.new_session.page_script_hash
            elif kind == "delta":
                self._take(told)
            elif kind == "script_finished":
                if told.script_finished in _DONE:
                    return (time.perf_counter() - began) * 1000
                if told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError(f"the script ended with {told.script_finished}")

    async def switch(self) -> float:
        """Switch the layer; give the time in ms."""
        key = next(key for key in self.boxes if key.endswith(f"-on-{LAYER}"))
        self.boxes[key] = not self.boxes[key]
        before = self.map_args
        took = await self.run()
        if self.map_args == before:
            raise RuntimeError(f"the map did not change when '{LAYER}' was switched")
        return took

    def _take(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "checkbox":
            box = element.checkbox
            self.boxes[box.id] = box.value if box.set_value else self.boxes.get(box.id, box.default)
        elif kind == "component_instance":
            self.map_args = element.component_instance.json_args


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
        await first.switch()
    before = resident_mb(pid)
    readers = [first] + [await _opened(address) for _ in range(sessions - 1)]
    latencies: list[float] = []
    for _ in range(rounds):
        latencies += await asyncio.gather(*(reader.switch() for reader in readers))
    after = resident_mb(pid)
    for reader in readers:
        await reader.link.close()
    grown = (after - before) / (sessions - 1) if before and after else None
    return Crowd(tuple(latencies), grown)


async def _opened(address: str) -> _Session:
    link = await websockets.connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        ping_interval=None,  # a server that is busy for a minute is what is measured
    )
    session = _Session(link)
    await session.run()
    return session


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
    """Give a process's resident memory in MB; None where the system does not tell."""
    if pid is None:
        return None
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return None
