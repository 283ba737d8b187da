"""What the timeline under the map draws: events by day, in a few words each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from catalog.tables.date_basis import PAGE

# What a row keeps for the browser: day, kind, actors, deaths class, confidence, basis, known from,
# title.
_SHORT = {
    "valid_from": "d",
    "kind": "k",
    "actors": "a",
    "dyad": "a",
    "size": "n",
    "confidence": "c",
    "basis": "b",
    "known_from": "f",
    "name": "t",
    "id": "id",
}
_KEPT: Mapping[str, tuple[str, ...]] = {
    "incidents": (
        "valid_from",
        "kind",
        "actors",
        "size",
        "confidence",
        "basis",
        "known_from",
        "name",
    ),
    "incidents_ucdp": ("valid_from", "dyad", "size", "confidence", "basis", "known_from"),
    "engagements": ("valid_from", "kind", "known_from", "name", "id"),
    "policy": ("valid_from", "known_from", "name"),
}


def timeline(data: Path) -> dict[str, Any]:
    """Gather the events of the fact files for the timeline.

    Parameters
    ----------
    data
        Folder with the built files; one that is not there has no events, or no gaps.

    Returns
    -------
    timeline
        ``first`` and ``last``: ISO days of the first and the last event; ``gaps``: months without
        an incident in the data as [first day, day after] (no data is not no events); the rows of
        each file under its name, sorted by day.
    """
    found = {name: _rows(data / f"{name}.geojson", _KEPT[name]) for name in _KEPT}
    days = [row["d"] for rows in found.values() for row in rows]
    first, last = min(days, default="2021-08-01"), max(days, default="2021-08-02")
    return {
        "first": first,
        "last": last,
        "gaps": _gaps(data),
        "incidents": found["incidents"],
        "ucdp": found["incidents_ucdp"],
        "engagements": found["engagements"],
        "policy": found["policy"],
    }


def _rows(path: Path, kept: tuple[str, ...]) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    rows = [feature["properties"] for feature in json.loads(path.read_bytes())["features"]]
    found = [
        {_SHORT[key]: _short(key, row) for key in kept if row.get(key) not in (None, [], 0)}
        for row in rows
        if row.get("valid_from")
    ]
    return sorted(found, key=lambda row: row["d"])


def _short(key: str, row: Mapping[str, Any]) -> Any:
    """Return a value as the browser has it: of a page's day the name says so, the basis is a letter."""
    if key == "name" and row.get("date_basis") == PAGE:
        return f"{row['date_text']}: {row['name']}"
    return row[key][0] if key == "basis" else row[key]


def _gaps(data: Path) -> list[list[str]]:
    """Read the months without an incident: the first day of each run of them and the day after."""
    path = data / "coverage.json"
    if not path.is_file():
        return []
    datasets = {one["id"]: one for one in json.loads(path.read_bytes())["datasets"]}
    return [
        [f"{gap['from']}-01", _month_after(gap["to"]).isoformat()]
        for gap in datasets["incidents"]["gaps"]
    ]


def _month_after(month: str) -> date:
    return (date.fromisoformat(f"{month}-01") + timedelta(days=32)).replace(day=1)
