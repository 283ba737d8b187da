"""What a client that is no browser may send: it harms neither the server nor another reader."""

import asyncio
import json
import re
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.mixed import difference
from bench.reader import Reader
from bench.soak import Server
from briefing.library import load_library
from layers.screen.folder import cache_home
from panels.session.state import PANELS
from tests.browser.driving import free_port

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into the server's log")
BAD = ("<img src=x onerror=top.hurt=1>", "javascript:1", "../../etc/passwd", "\u202e", "x" * 9000, "%00", "-1", "1e308",
       "nan", "{{7*7}}", "=1+1", "", "none", "-", "2026-99-99", ".".join(["crossings"] * 300))  # fmt: skip
SAID = ("layers", "day", "window", "at", "since", "known", "sel", "world", "ground", "tiles", "compare", "unreported",
        "from", "to", "close", "reopen", "cargo", "objective", "ways", "ledger", "unknown", "trade", "against", "ask",
        "gate", "measure", "title", "mode", "panel", "embed")  # fmt: skip
# What the map's component could send in place of what the map sends.
ANSWERS: list[dict[str, Any]] = [
    {"center": "here", "zoom": "five"}, {"center": {"lat": "a", "lng": None}, "zoom": 5}, {"center": [1, 2], "zoom": 5},
    {"center": {"lat": 1e308, "lng": -1e308}, "zoom": 5}, {"center": {}, "zoom": 5}, {"zoom": [5], "center": {"lat": 1, "lng": 1}},
    {"last_object_clicked_count": True}, {"last_object_clicked_count": -1}, {"last_object_clicked_count": 10**300},
    {"last_object_clicked_count": "1"}, {"last_object_clicked_count": 1.5}, {"last_object_clicked_count": {}},
    {"last_object_clicked_tooltip": {"a": 1}}, {"last_object_clicked_tooltip": ["!view=day=2025-10-12"]},
    {"last_object_clicked_tooltip": "!day=2026-99-99"}, {"last_object_clicked_tooltip": "!day=" + "9" * 100_000},
    {"last_object_clicked_tooltip": "!point=<script>"}, {"last_object_clicked_tooltip": "!"}, {"last_object_clicked_tooltip": "\x00"},
    {"last_object_clicked_tooltip": "crossings/" + "x" * 190}, {"last_object_clicked_tooltip": "nowhere/1"},
]  # fmt: skip


@pytest.fixture
def server(tmp_path):
    """The app; what it is sent in the words of its own protocol is nothing that it stumbles over."""
    one = Server(free_port(), tmp_path)
    one.start()
    yield one
    one.end()
    logged = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    # Of what is none of the protocol's messages Streamlit says that it could not be read.
    assert "Traceback" not in re.sub(
        r"(?s)Traceback.{,900}?ParseFromString.{,900}?DecodeError", "", logged
    )


def address_of(server):
    return f"http://127.0.0.1:{server.port}"


def other_messages():
    for name in ("clear_cache", "set_run_on_save", "stop_script", "load_git_info", "debug_disconnect_websocket",
                 "debug_shutdown_runtime"):  # fmt: skip
        one = BackMsg()
        setattr(one, name, True)
        yield one.SerializeToString()
    asked = BackMsg()
    asked.file_urls_request.request_id = "x"
    asked.file_urls_request.file_names.extend(["../../etc/passwd"] * 50)
    yield asked.SerializeToString()
    yield from (b"", b"\xff" * 50, b"\x08" * 9999, bytes(200_000))


def test_what_a_client_may_ask_harms_nobody(server):
    async def day():
        victim = Reader(address_of(server), load_library().default)
        await victim.open()
        before = sorted(one.name for one in (cache_home() / "crossings").iterdir())
        for message in other_messages():
            wicked = Reader(address_of(server), load_library().default)
            await wicked.open()
            await wicked.link.send(message)
            await asyncio.sleep(0.05)
            await wicked.close()
            await victim.switch("ports")
            assert victim.alerts == []
            assert difference(victim) == ""
        assert sorted(one.name for one in (cache_home() / "crossings").iterdir()) == before
        assert server.pid
        await victim.close()

    asyncio.run(day())


def test_whatever_the_map_is_made_to_say_the_page_stands(server):
    messages = [
        {"last_object_clicked_tooltip": f"!view={urlencode({key: bad})}"}
        for at, key in enumerate(SAID)
        for bad in islice(cycle(BAD), at, at + 6)
    ]
    messages += [
        {"last_object_clicked_tooltip": f"!view={urlencode(dict.fromkeys(SAID, bad))}"}
        for bad in BAD
    ]
    messages += [
        {"last_object_clicked_tooltip": "!view=" + "&" * 1999},
        {"last_object_clicked_tooltip": "!view=" + "a=b&" * 499},
    ]

    async def day():
        reader = Reader(address_of(server), load_library().default)
        await reader.open()
        for number, message in enumerate([*ANSWERS, *messages], start=1):
            count = {"last_object_clicked_count": number, **message}
            await reader.run(fragment=reader.fragments["chart"], chart=count)
            assert reader.alerts == [], message
        # It still does what it is asked for.
        reader.told = len(ANSWERS) + len(messages)
        query = urlencode(
            {"day": "2025-11-22", "layers": "crossings.ports", "window": "30", "world": "defacto"}
        )
        for piece in (query, "compare=none&since=-&known=-&ground=light&tiles=none"):
            reader.told += 1
            await reader.run(fragment=reader.fragments["chart"], chart={
                "last_object_clicked_count": reader.told, "last_object_clicked_tooltip": f"!view={piece}"})  # fmt: skip
        assert reader.command["day"] == "2025-11-22"
        assert {"crossings", "ports"} <= set(reader.command["layers"])
        assert reader.alerts == []
        await reader.close()

    asyncio.run(day())


def test_no_link_to_an_answer_takes_the_page_away(server):
    async def day():
        for name in [
            *PANELS,
            *BAD,
            "Status",
            "statsu",
            json.dumps({"a": 1}),
            "status&panel=export",
        ]:
            reader = Reader(address_of(server), load_library().default)
            reader.view = load_library().default
            await reader.open()
            await reader.run(
                query={
                    **reader.view.to_query(),
                    "panel": name,
                    "embed": name,
                    "embed_options": name,
                }
            )
            assert [one for one in reader.alerts if "could not be shown" in one] == [], name
            assert reader.command["layers"]
            await reader.close()

    asyncio.run(day())
