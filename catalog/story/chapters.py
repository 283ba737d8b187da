"""Two chapters of the story that no claim tells: how it began, and the last day that is covered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from catalog.facts import crossings, policy
from catalog.facts.places import Place, read_places
from catalog.ledger.statuses import TRADE, last_reported, reported
from catalog.tables.basis import SECOND_HAND

_DAY = timedelta(days=1)
_LATEST = 3
"""So many changes of policy are told at the end."""

Row = Mapping[str, Any]


def chapters(sources: Path, article_day: str) -> list[dict[str, Any]]:
    """Tell the two chapters from the statuses of the main crossings and the changes of policy.

    Parameters
    ----------
    sources
        Folder of the sources.
    article_day
        ISO date: the run of closed days that it lies in is traced back to its first one.

    Returns
    -------
    chapters
        Like claims, without a verdict: ``id`` (begin, end), ``claim``, ``note``, ``places``,
        ``view`` still lacking, ``day`` on which each is shown, ``sources``.
    """
    places = read_places(sources)
    rows = [row for row in _features(crossings.build(sources), "crossings")
            if row["place"] in crossings.MAIN and not row["known_to"]]  # fmt: skip
    events = sorted(
        (row for row in _features(policy.build(sources), "policy") if row["valid_from"]),
        key=lambda row: str(row["valid_from"]),
    )
    began = first_closed(rows, date.fromisoformat(article_day)).isoformat()
    reported = [str(row["reported_on"]) for row in rows if row["reported_on"]]
    last = max(*reported, str(events[-1]["valid_from"]))
    latest = events[-_LATEST:]
    return [
        _chapter("begin", "How it began: most of Pakistan's main crossings close to trade",
                 began, _on(rows, began), (), places),
        _chapter("end", "The last day that the data cover", last, _on(rows, last), latest, places),
    ]  # fmt: skip


def first_closed(rows: Sequence[Row], day: date) -> date:
    """Return the first of the days up to ``day`` on which most places let no trade through.

    Parameters
    ----------
    rows
        Intervals of the places' statuses, as known now.
    day
        A day on which most are closed to trade.

    Raises
    ------
    ValueError
        If they were not on that day.
    """
    if not _mostly_closed(rows, day):
        raise ValueError(f"most main crossings were not closed to trade on {day.isoformat()}")
    while _mostly_closed(rows, day - _DAY):
        day -= _DAY
    return day


def _mostly_closed(rows: Sequence[Row], day: date) -> bool:
    shut = [TRADE.get(str(row["status"])) == "closed" for row in _on(rows, day.isoformat())]
    return 2 * sum(shut) > len(shut)


def _on(rows: Sequence[Row], day: str) -> list[Row]:
    """Return the rows that hold on a day."""
    return [
        row
        for row in rows
        if (row["valid_from"] or day) <= day and (not row["valid_to"] or day < row["valid_to"])
    ]


def _chapter(
    key: str,
    title: str,
    day: str,
    rows: Iterable[Row],
    events: Iterable[Row],
    places: Mapping[str, Place],
) -> dict[str, Any]:
    told = [_status(row) for row in rows]
    told += [f"{row['date_text']}: {row['name']}{_how(row)}" for row in events]
    found = [src for row in (*rows, *events) for src in row["sources"]]
    shown = [places[str(row["place"])] for row in rows]
    return {
        "id": key,
        "claim": title,
        "places": [
            {"id": one.id, "name": one.name, "lon": round(one.lon, 5), "lat": round(one.lat, 5)}
            for one in shown
        ],
        "actors": [],
        "date_text": None,
        "valid_from": day,
        "valid_to": None,
        "verdict": "",
        "note": ". ".join(told) + ".",
        "sources": [one for at, one in enumerate(found) if one not in found[:at]],
        "map_layer": "trade routes",
    }


def _status(row: Row) -> str:
    day = str(row["date_text"])
    if row["phase"] == "unknown":
        if not row["last_status"]:
            return f"{row['name']}: unknown, no report"
        return f"{row['name']}: unknown, {last_reported(row['last_status'], day)}"
    said = last_reported if row["phase"] == "ageing" else reported
    return f"{row['name']}: {said(row['status'], day)}{_how(row)}"


def _how(row: Row) -> str:
    """Say of what rests on a page that was not read that it does."""
    return " (second-hand)" if row.get("basis") == SECOND_HAND else ""


def _features(made: Mapping[str, bytes], name: str) -> list[Row]:
    return [one["properties"] for one in json.loads(made[f"{name}.geojson"])["features"]]
