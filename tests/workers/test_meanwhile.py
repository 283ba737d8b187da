"""While something is worked out nobody waits: neither other readers, nor who has asked for it."""

import asyncio
import os
import signal
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.mixed import difference
from bench.reader import Reader
from bench.soak import Server
from briefing.library import load_library
from tests.browser.driving import free_port

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
SOON_S = 5.0
"""Far below what is worked out meanwhile, which takes for ever."""


@pytest.fixture
def server(tmp_path, monkeypatch):
    """The app with one worker."""
    monkeypatch.setenv("CROSSINGS_WORKERS", "1")
    one = Server(free_port(), tmp_path)
    one.start()
    yield one
    one.end()


async def until(reader, holds, seconds=SOON_S):
    """Listen until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await reader.hear()


async def halted(server, reader, asked):
    """Have the worker started, halt it, and ask for what it would have to work out."""
    await reader.open()
    await reader.go(replace(asked, alternatives=1))
    assert reader.command["answer"]
    (worker,) = server.workers()
    os.kill(worker, signal.SIGSTOP)
    await reader.ask(query=asked.to_query())
    reader.view = asked
    return worker


def following(server, worker):
    """Wait for the process that takes the place of another."""
    end = time.monotonic() + 30
    while (found := server.workers()) in ([], [worker]) and time.monotonic() < end:
        time.sleep(0.05)
    (other,) = found
    return other


def wondering():
    return replace(
        load_library().default, day=date(2025, 9, 15), origin="Kabul", destination="Peshawar",
        close=("torkham",),
    )  # fmt: skip


def chaman_is_open(reader):
    return str(reader.command["selected"]).startswith("crossings/XG-CHAMAN")


def click(reader, what):
    """Send what the map sends when its reader clicks."""
    reader.told += 1
    message = {"last_object_clicked_count": reader.told, "last_object_clicked_tooltip": what}
    return reader.ask(fragment=reader.fragments["chart"], chart=message)


def test_what_one_reader_does_waits_neither_for_anothers_what_if_nor_for_ones_own(server):
    address = f"http://127.0.0.1:{server.port}"

    async def day():
        default = load_library().default
        own, other = Reader(address, default), Reader(address, default)
        await other.open()
        asked = wondering()
        worker = await halted(server, own, asked)
        async with asyncio.timeout(SOON_S):
            await other.switch("ports")
            assert difference(other) == ""
        # The page comes without the ways, and says so.
        await until(own, lambda: not own.command["answer"] and own.command["day"] == "2025-09-15")
        await click(own, "crossings/XG-CHAMAN")
        await until(own, lambda: chaman_is_open(own))
        layers = ".".join(one for one in asked.layers if one != "ports")
        await click(own, f"!view=layers={layers}")
        await until(own, lambda: "ports" not in own.command["layers"])
        assert not own.command["answer"]
        os.kill(worker, signal.SIGCONT)
        await until(own, lambda: own.command["answer"], 60)
        assert chaman_is_open(own)
        assert "ports" not in own.command["layers"]
        assert own.alerts == []
        for one in (own, other):
            await one.close()

    asyncio.run(day())


def test_a_click_while_a_question_of_the_panel_is_worked_out_is_answered_at_once(server):
    address = f"http://127.0.0.1:{server.port}"

    async def day():
        own = Reader(address, load_library().default)
        await own.open()
        await own.go(wondering())
        (worker,) = server.workers()
        os.kill(worker, signal.SIGSTOP)
        await own.ask(query=replace(wondering(), ask="gateways").to_query())
        await until(own, lambda: own.command["day"] == "2025-09-15")
        await asyncio.sleep(0.3)
        await click(own, "crossings/XG-CHAMAN")
        await until(own, lambda: chaman_is_open(own))
        os.kill(worker, signal.SIGCONT)
        async with asyncio.timeout(60):
            while not await own.hear():
                pass
        assert own.alerts == []
        await own.close()

    asyncio.run(day())


def test_what_could_not_be_worked_out_is_said_and_is_not_asked_for_without_end(server):
    address = f"http://127.0.0.1:{server.port}"

    async def day():
        own = Reader(address, load_library().default)
        worker = await halted(server, own, wondering())
        await until(own, lambda: not own.command["answer"] and own.command["day"] == "2025-09-15")
        os.kill(worker, signal.SIGKILL)
        # The process that takes its place is ended as well.
        worker = await asyncio.to_thread(following, server, worker)
        os.kill(worker, signal.SIGSTOP)
        await asyncio.sleep(1)  # it is given what the first one had
        os.kill(worker, signal.SIGKILL)
        async with asyncio.timeout(60):
            while not await own.hear():
                pass
        assert [one for one in own.alerts if "ended twice" in one]
        # Once the reader does anything it is asked for again.
        await click(own, "crossings/XG-CHAMAN")
        await until(own, lambda: own.command["answer"], 60)
        assert chaman_is_open(own)
        await own.close()

    asyncio.run(day())
