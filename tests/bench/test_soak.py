"""The soak's short form: readers, a killed worker, a killed server, and nothing wrong."""

from pathlib import Path

import pytest

from bench.soak import soak


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
def test_readers_go_on_while_a_worker_and_the_server_are_killed_and_every_picture_is_right():
    found = soak(0.35, sessions=5, pause_s=0.5)
    assert found.errors == []
    assert found.wrong == []
    assert found.events.count("A worker was killed.") == 2
    assert "The server was killed and started again." in found.events
    assert found.routes
    assert {"open", "switch", "what-if"} <= set(found.took_ms)
