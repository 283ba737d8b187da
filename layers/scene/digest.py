"""Digest: what is another state at the end of a time than at its beginning, place by place, in lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from catalog.atlas.lasting import kind_of
from catalog.validity import holds, knows
from layers.scene_parts import Facts

LINES: Mapping[str, str] = {
    "closed": "Closed",
    "reopened": "Reopened",
    "limited": "Limited",
    "seen": "New in sight",
    "lost": "Lost from sight",
    "met": "Met",
}
"""What a line tells, by key, in the order of the lines."""


@dataclass(frozen=True)
class Moved:
    """A place whose state is another: ``key`` is ``layer/place``, ``was`` and ``now`` in words."""

    key: str
    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Digest:
    """The net difference between two days.

    Parameters
    ----------
    first, last
        ISO dates.
    lines
        Places by what became of them, the keys of ``LINES``.
    """

    first: str
    last: str
    lines: Mapping[str, tuple[Moved, ...]]

    @property
    def empty(self) -> bool:
        """Return whether nothing is another."""
        return not any(self.lines.values())


def digest(
    atlas: Mapping[str, Facts], first: str, last: str, *, known: tuple[str | None, str | None] = (None, None)
) -> Digest:  # fmt: skip
    """Compare the states of places at both ends of a time; what lay between does not count.

    Parameters
    ----------
    atlas
        Datasets by file name.
    first, last
        ISO dates, the earlier first.
    known
        By what was known for each end; None for all that is known now.
    """
    lines: dict[str, list[Moved]] = {key: [] for key in LINES}
    for name in ("crossings", "ports"):
        records = atlas[name].records if name in atlas else []
        before, after = (
            {row["place"]: row for row in records if holds(row, day) and knows(row, told)}
            for day, told in zip((first, last), known, strict=True)
        )
        for place in dict.fromkeys((*before, *after)):
            was, now = before.get(place), after.get(place)
            line = _line(was, now)
            if line:
                shown = now or was or {}
                called = str(shown.get("label") or shown["name"])
                lines[line].append(Moved(f"{name}/{place}", called, _state(was), _state(now)))
    lines["met"] = _met(atlas, first, last, known[1])
    return Digest(first, last, {key: tuple(found) for key, found in lines.items()})


def days_before(day: str, days: int) -> str:
    """Return the ISO date of so many days before another."""
    return (date.fromisoformat(day) - timedelta(days)).isoformat()


def _line(was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> str:
    before, after = _kind(was), _kind(now)
    if before == after and _state(was) == _state(now):
        return ""
    if after == "unknown":
        return "lost" if before != "unknown" else ""
    if before == "unknown":
        return "seen"
    return {"closed": "closed", "open": "reopened", "limited": "limited"}[after]


def _kind(row: Mapping[str, Any] | None) -> str:
    return "unknown" if row is None or row["phase"] == "unknown" else kind_of(row)


def _state(row: Mapping[str, Any] | None) -> str:
    if row is None or row["phase"] == "unknown":
        return "not reported"
    if row["status"] == "unknown":
        return "disputed" if row.get("disputed") else "not reported"
    return str(row["status"]).replace("_", " ")


def _met(atlas: Mapping[str, Facts], first: str, last: str, known: str | None) -> list[Moved]:
    records = atlas["engagements"].records if "engagements" in atlas else []
    held = [
        row
        for row in records
        if row.get("kind") == "held" and row.get("met", True) and knows(row, known)
        and first < str(row["valid_from"]) <= last
    ]  # fmt: skip
    held.sort(key=lambda row: str(row["valid_from"]))
    return [Moved(f"engagements/{row['id']}", str(row["name"]), "", str(row["date_text"]))
            for row in held]  # fmt: skip
