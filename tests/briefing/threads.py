"""Threads of one process that each export in another format at once; prints what came out.

Run by a test, and by ``python -m bench.soak`` often: ``python -m tests.briefing.threads [rounds [step]]``.
The first round is of a cold process, the others of a warm one.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta

from briefing.export import FORMATS, export
from briefing.library import load_library
from layers.view.view import View

FIRST = date(2025, 11, 1)
_WRITTEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
"""When a GeoPackage's tables were written."""


def digest(format: str, content: bytes) -> str:  # noqa: A002
    """Give a file's hash, a GeoPackage's without the time of its making."""
    plain = _WRITTEN.sub(b"", content) if format == "gpkg" else content
    return hashlib.sha256(plain).hexdigest()[:16]


def views() -> list[View]:
    """Return a small View for each thread: as many as there are formats, each of another day."""
    small = replace(load_library().default, layers=("border", "ports", "crossings", "places"))
    return [replace(small, day=FIRST + timedelta(days=i)) for i in range(len(FORMATS))]


def alone(format: str) -> dict[str, str]:  # noqa: A002
    """Export each View in a format, one after the other; hashes by day."""
    return {view.day.isoformat(): digest(format, export(view, format)) for view in views()}


def together(turn: int = 0) -> dict[str, str]:
    """Export every View at once, each in another format; hashes or errors by format and day."""
    asked = list(zip([*FORMATS][turn:] + [*FORMATS][:turn], views(), strict=True))
    bar = threading.Barrier(len(asked))
    made: dict[str, str] = {}

    def work(kind: str, view: View) -> None:
        bar.wait()
        try:
            made[f"{kind} {view.day}"] = digest(kind, export(view, kind))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            made[f"{kind} {view.day}"] = f"{type(error).__name__}: {error}"

    threads = [threading.Thread(target=work, args=one) for one in asked]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return made


def main(rounds: int = 1, step: int = 1) -> int:
    """Print what each round gave as a line of JSON; by so much the formats change their Views."""
    for turn in range(rounds):
        print(json.dumps(together(turn * step % len(FORMATS)), sort_keys=True), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:])))
