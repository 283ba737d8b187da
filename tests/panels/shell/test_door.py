"""The door: newcomers beyond the seats are refused in words, and who is in stays in."""

import asyncio
import subprocess
import sys

import pytest

from catalog.paths import ROOT
from panels.shell import door
from panels.shell.door import Door, seats, seats_of


class House:
    """An app that keeps each socket open until it is told to let it go."""

    def __init__(self):
        self.go = asyncio.Event()
        self.http = 0

    async def __call__(self, scope, _, send):
        if scope["type"] == "websocket":
            await self.go.wait()
        else:
            self.http += 1
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"page"})


async def knock(entry, kind, path="/"):
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    await entry({"type": kind, "path": path, "method": "GET"}, receive, send)
    return sent


async def sit(entry, number):
    """Open sockets that stay open."""
    tasks = [asyncio.ensure_future(knock(entry, "websocket")) for _ in range(number)]
    await asyncio.sleep(0)
    return tasks


def test_one_more_than_there_are_seats_is_told_so_and_no_session_is_made():
    async def day():
        house = House()
        entry = Door(house, seats=2)
        await sit(entry, 2)
        (start, body) = await knock(entry, "http")
        assert start["status"] == 503
        assert b"2 readers at once" in body["body"]
        assert b"Reload the page" in body["body"]
        assert house.http == 0
        assert (await knock(entry, "http", "/component/x/client.js"))[0]["status"] == 200
        house.go.set()

    asyncio.run(day())


def test_a_seat_that_is_left_is_given_to_the_next():
    async def day():
        house = House()
        entry = Door(house, seats=1)
        tasks = await sit(entry, 1)
        assert (await knock(entry, "http"))[0]["status"] == 503
        house.go.set()
        await asyncio.gather(*tasks)
        assert (await knock(entry, "http"))[0]["status"] == 200

    asyncio.run(day())


def test_sockets_beyond_the_seats_are_closed_before_they_cost_a_session():
    async def day():
        house = House()
        entry = Door(house, seats=3)
        await sit(entry, 3 + door._KNOCKING)
        (told,) = await knock(entry, "websocket")
        assert told["type"] == "websocket.close"
        assert entry.taken == 3 + door._KNOCKING
        house.go.set()

    asyncio.run(day())


def test_a_socket_that_fails_gives_its_seat_back():
    async def day():
        async def fail(*_):
            raise OSError("gone")

        entry = Door(fail, seats=1)
        with pytest.raises(OSError, match="gone"):
            await knock(entry, "websocket")
        assert entry.taken == 0

    asyncio.run(day())


@pytest.mark.parametrize(("files", "number"), [(1024, 132), (4096, 570), (60, 1), (0, 1)])
def test_seats_are_as_many_as_there_are_descriptors_for(files, number):
    assert seats_of(files) == number


@pytest.mark.parametrize("text", ["", "0", "-3", "many"])
def test_a_number_of_readers_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("CROSSINGS_READERS", text)
    with pytest.raises(ValueError, match="from 1 on"):
        seats()


def test_the_soft_limit_of_descriptors_is_raised_to_the_hard_one():
    code = (
        "import resource; from panels.shell.door import seats;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 800));"
        "print(seats(), *resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert told.stdout.split() == [b"100", b"800", b"800"]
