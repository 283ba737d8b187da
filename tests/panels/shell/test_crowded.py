"""A server with few descriptors: newcomers are turned away, and who is in goes on reading."""

import asyncio
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from bench.mixed import difference
from bench.reader import Reader
from briefing.library import load_library
from catalog.paths import ROOT
from tests.browser.driving import free_port

FILES = 160
"""Of these there are seats for eight, and room for ten more on their way."""
START = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (%d, %d))
os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "%d"])
"""


@pytest.fixture
def crowded(tmp_path):
    """The app with few descriptors, and what it logs."""
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", START % (FILES, FILES, port)],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 60
    while time.monotonic() < end and page(f"{address}/_stcore/health")[0] != 200:
        time.sleep(0.05)
    yield address, log
    server.terminate()
    server.wait(20)


def page(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="limits descriptors as Linux does")
def test_forty_five_readers_of_eight_seats_harm_nobody_who_is_in(crowded):
    address, log = crowded

    async def day():
        inside, refused = [], 0
        for _ in range(45):
            one = Reader(address, load_library().default)
            try:
                await one.open()
                inside.append(one)
            except InvalidStatus:
                refused += 1
        full = await asyncio.to_thread(page, address)
        for one in inside:
            await one.switch("ports")
            assert one.alerts == []
            assert difference(one) == ""
            await one.close()
        return len(inside), refused, full

    inside, refused, (status, words) = asyncio.run(day())
    assert (inside, refused) == (18, 27)
    assert status == 503
    assert "8 readers at once" in words
    end = time.monotonic() + 20
    while time.monotonic() < end and page(address)[0] != 200:
        time.sleep(0.1)
    assert page(address)[0] == 200, "a seat that was left stays empty"
    assert log.stat().st_size < 2000, log.read_text()[:2000]


def test_the_server_opens_what_its_page_needs_and_nothing_else(crowded):
    address, _ = crowded
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/favicon.png"):
        assert page(address + path)[0] == 200, path
    for path in ("/x.php", "/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/x"):
        code, words = page(address + path)
        assert (code, "nothing at this address" in words) == (404, True), path
