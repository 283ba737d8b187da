"""A reader without a browser: what one would know and send, over the app's own socket."""

from __future__ import annotations

import asyncio
import json
import re
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from layers.view.view import View
from tests.script import told

_DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
_PATIENCE_S = 120.0
_MAP = "/component/streamlit_folium.st_folium/"


@dataclass
class Reader:
    """A session on a running app.

    Parameters
    ----------
    address
        Where the app answers.
    view
        What the session has asked for.
    """

    address: str
    view: View
    link: Any = None
    messages: dict[str, ForwardMsg] = field(default_factory=dict)
    boxes: dict[str, bool] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)
    script_hash: str = ""
    map_args: str = ""
    fragments: dict[str, str] = field(default_factory=dict)
    download: str = ""
    session: str = ""
    told: int = 0

    async def open(self) -> float:
        """Connect and have the page drawn; give the time in ms."""
        self.link = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            compression=None,
            max_size=None,
            ping_interval=None,  # a server that is busy for a minute is what is measured
        )
        for known in (self.messages, self.boxes, self.ids, self.fragments):
            known.clear()
        self.told = 0
        return await self.run(query=self.view.to_query())

    async def close(self) -> None:
        """Leave."""
        await self.link.close()

    async def run(
        self, *, query: dict[str, str] | None = None, fragment: str = "", **widgets: Any
    ) -> float:
        """Ask for a run and take in all that it says; give the time in ms.

        Parameters
        ----------
        query, fragment, widgets
            As ``ask`` takes them.

        Raises
        ------
        RuntimeError
            If the script fails.
        TimeoutError
            If no answer is complete within two minutes.
        """
        began = time.perf_counter()
        await self.ask(query=query, fragment=fragment, **widgets)
        async with asyncio.timeout(_PATIENCE_S):
            while not await self.hear():
                pass
        return (time.perf_counter() - began) * 1000

    async def ask(
        self, *, query: dict[str, str] | None = None, fragment: str = "", **widgets: Any
    ) -> None:
        """Ask for a run, and wait for nothing.

        Parameters
        ----------
        query
            What the address says; of a session that has begun, as one goes back to it.
        fragment
            What alone is to run.
        widgets
            Values by the key of the widget: a text, a list of texts, None for a press.
        """
        asked = BackMsg()
        state = asked.rerun_script
        state.page_script_hash = self.script_hash
        state.cached_message_hashes.extend(self.messages)
        state.fragment_id = fragment
        if query is not None:
            state.query_string = urlencode(query)
            state.is_history_navigation = bool(self.script_hash)
        for key, on in self.boxes.items():
            state.widget_states.widgets.add(id=key, bool_value=on)
        for name, value in widgets.items():
            one = state.widget_states.widgets.add(id=self.ids[name.replace("_", "-")])
            if value is None:
                one.trigger_value = True
            elif isinstance(value, str):
                one.string_value = value
            elif isinstance(value, dict):
                one.json_value = json.dumps(value)
            else:
                one.string_array_value.data.extend(value)
        self.alerts.clear()
        await self.link.send(asked.SerializeToString())

    async def hear(self) -> bool:
        """Take in one message; return whether it is the last of a run."""
        told = ForwardMsg.FromString(await self.link.recv())
        kind = told.WhichOneof("type")
        if kind == "ref_hash":
            told = self.messages[told.ref_hash]
            kind = told.WhichOneof("type")
        elif told.metadata.cacheable:
            self.messages[told.hash] = told
        if kind == "new_session":
            self.script_hash = told.new_session.page_script_hash
            self.session = told.new_session.initialize.session_id
        elif kind == "delta":
            self._take(told)
        elif kind == "script_finished":
            if told.script_finished in _DONE:
                return True
            if told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                raise RuntimeError(f"the script ended with {told.script_finished}")
        return False

    def _take(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "checkbox":
            box = element.checkbox
            self.boxes[box.id] = box.value if box.set_value else self.boxes.get(box.id, box.default)
            self._name(box.id, told)
        elif kind == "component_instance":
            self.map_args = element.component_instance.json_args
            self._name(element.component_instance.id, told, "chart")
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            self.alerts.append(element.alert.body)
        elif kind == "download_button":
            self.download = element.download_button.deferred_file_id
        elif kind in ("button", "button_group", "date_input", "selectbox"):
            self._name(getattr(element, kind).id, told)

    def _name(self, key: str, told: ForwardMsg, name: str = "") -> None:
        """Note a widget by the name that the page gave it, whatever its turn."""
        name = name or re.sub(r"-\d+$", "", key.split("-", 2)[-1])
        self.ids[name] = key
        if told.delta.fragment_id:
            self.fragments[name] = told.delta.fragment_id

    @property
    def command(self) -> dict[str, Any]:
        """What the map was told last."""
        command: dict[str, Any] = told(str(json.loads(self.map_args)["feature_group"]))
        return command

    async def lines(self) -> bytes:
        """Fetch what the map draws of a what-if; empty if it has none."""
        name = self.command["answer"]
        if not name:
            return b""
        beside = str(json.loads(self.map_args)["js_links"][0]).rpartition("/")[0]
        return await self.fetch(urljoin(_MAP, f"{beside}/{name}"))

    async def fetch(self, path: str) -> bytes:
        """Fetch a file of the app."""

        def get() -> bytes:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:  # noqa: S310
                content: bytes = answer.read()
            return content

        return await asyncio.to_thread(get)

    async def switch(self, layer: str) -> float:
        """Switch a layer, as the map tells of it; give the time in ms."""
        self.view = self.view.with_layer(layer, on=layer not in self.view.layers)
        self.told += 1
        message = {
            "last_object_clicked_count": self.told,
            "last_object_clicked_tooltip": f"!view=layers={self.view.to_query()['layers']}",
        }
        return await self.run(fragment=self.fragments["chart"], chart=message)

    async def go(self, view: View) -> float:
        """Go to another View as by Back, Forward or a link; give the time in ms."""
        self.view = view
        self.ids.pop("x-make", None)  # a link that names no panel opens another
        return await self.run(query=view.to_query())

    async def pan(self, lat: float, lon: float, zoom: float) -> float:
        """Move the map; give the time in ms."""
        moved = {"center": {"lat": lat, "lng": lon}, "zoom": zoom}
        took = await self.run(fragment=self.fragments["chart"], chart=moved)
        from dataclasses import replace

        self.view = replace(self.view, lat=round(lat, 3), lon=round(lon, 3), zoom=zoom)
        return took

    async def make(self, kind: str) -> tuple[float, bytes]:
        """Make a file of the View; give the time in ms, and the file."""
        if "x-make" not in self.ids:
            await self.run(panels=["Export"])
        own = self.fragments["x-make"]
        await self.run(fragment=own, x_format=_FORMAT_WORDS[kind])
        began = time.perf_counter()
        content = await self.fetch(await self._saved())
        return (time.perf_counter() - began) * 1000, content

    async def _saved(self) -> str:
        """Ask for the file as a press of 'Make and save' does; give its address."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = self.download
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = self.download
        await self.link.send(asked.SerializeToString())
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                told = ForwardMsg.FromString(await self.link.recv())
                answer = told.backend_operation_response
                if answer.request_id == self.download:
                    if answer.error_msg:
                        raise RuntimeError(answer.error_msg)
                    return str(answer.deferred_file.url)


def _words() -> dict[str, str]:
    from briefing.export import FORMATS

    return {key: one.name for key, one in FORMATS.items()}


_FORMAT_WORDS = _words()
