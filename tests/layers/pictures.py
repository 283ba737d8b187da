"""Small atlases whose answer you can see."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from layers.view.view import View


@dataclass
class Small:
    records: list
    meta: dict = field(default_factory=dict)
    origins: tuple = ({"credit": "Test"},)


def crossing(place, kind, phase="reported", reported="2026-03-01", start="2026-03-01", end=None):
    return {
        "id": f"{place}@{start}", "place": place, "name": place, "kind": kind, "status": kind,
        "phase": phase, "reported_on": reported, "since": start, "valid_from": start,
        "valid_to": end, "letter": None,
    }  # fmt: skip


def event(key, day, kind="clash", **more):
    return {"id": key, "name": key, "kind": kind, "valid_from": day, "valid_to": None,
            "located": True, **more}  # fmt: skip


META = {"last_report": "2026-04-02", "unknown_after_days": 90, "fresh_days": 30,
        "default_day": "2026-03-13"}  # fmt: skip
ATLAS = {
    "crossings": Small(
        [
            crossing("A", "closed"),
            crossing("B", "open", end="2026-03-10"),
            crossing("B", "unknown", phase="unknown", start="2026-03-10"),
        ],
        META,
    ),
    "incidents": Small(
        [event("near", "2026-03-12"), event("far", "2026-01-01"), event("later", "2026-03-14")]
    ),
    "border": Small(
        [{"id": "line", "name": "Line", "caveat": "Afghanistan does not recognise it.",
          "classes": {"AFG": "disputed"}}]
    ),
}  # fmt: skip
ORIGINS = {
    "land": [{"credit": "Boundaries: © Somebody"}],
    "crossings": [{"credit": "Roads: © Somebody"}],
    "incidents": [{"credit": "Test"}],
}
WORLDVIEWS: dict[str, dict[str, Any]] = {
    "defacto": {"name": "De facto", "caveat": "", "lines": ["control", "disputed"]},
    "AFG": {"name": "Afghanistan", "caveat": "c"},
}
VIEW = View(day=date(2026, 3, 13), layers=("border", "incidents", "crossings"))
