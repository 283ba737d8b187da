"""Changes: what is different between two days, by place.

Of a status, ``how`` tells what made the difference: ``reported`` (somebody reported another
status), ``passed`` (it is again what held before a report of that day alone), ``told`` (only a
later report tells of it), ``aged`` (the last report grew too old), or ``learned`` (a later report
tells of the first day itself). What happened up to the first day, but became known only between the two days of
knowledge, is marked ``late``: it is what a briefing of the first day could not have had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from catalog.atlas.dataset import Dataset
from catalog.atlas.gazetteer import Places, Where
from catalog.atlas.status import Ledger, ledger_of
from catalog.dates import short_day
from catalog.validity import holds, knows

FILES = ("crossings", "ports", "venues", "engagements", "incidents", "policy")
"""The datasets of which changes are told."""

What = Literal["status", "incident", "meeting", "policy"]
MEETING: Mapping[str, str] = {
    "planned": "announced",
    "held": "held",
    "postponed": "postponed, not held as announced",
    "cancelled": "cancelled",
    "unconfirmed": "offered or unconfirmed",
}
"""What has become of a meeting, by the feature's kind."""


@dataclass(frozen=True)
class Change:
    """One thing that is different.

    Parameters
    ----------
    what
        status, incident, meeting or policy.
    dataset, id
        The feature that tells it.
    day, date_text
        When: ISO date, and as precise as it is known.
    title
        In words.
    before, after
        Statuses, or states of a meeting; None where there is none.
    how
        Of a status: reported, passed, told, aged or learned.
    late
        It lies on or before the first day, and became known since.
    disputed, confidence, basis, sources
        As of the feature.
    """

    what: What
    dataset: str
    id: str
    day: str
    date_text: str
    title: str
    before: str | None
    after: str | None
    how: str | None
    late: bool
    disputed: bool
    confidence: str | None
    basis: str | None
    sources: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class PlaceChanges:
    """What is different at a place.

    Parameters
    ----------
    place
        Canonical id; None for a place that has none, such as a district.
    name
        As shown.
    lon, lat
        Degrees, WGS84; None where it is not on the map.
    items
        In order of time.
    """

    place: str | None
    name: str
    lon: float | None
    lat: float | None
    items: tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """What is different between two days.

    Parameters
    ----------
    day_a, day_b
        ISO dates, the earlier first.
    known_a, known_b
        Days of knowledge; None for all that is known now.
    places
        Those with a status first, then by name.
    """

    day_a: str
    day_b: str
    known_a: str | None
    known_b: str | None
    places: tuple[PlaceChanges, ...]

    def counts(self) -> dict[str, int]:
        """Count the items by what they are."""
        found = dict.fromkeys(("status", "incident", "meeting", "policy"), 0)
        for place in self.places:
            for item in place.items:
                found[item.what] += 1
        return found

    def on_the_map(self) -> list[dict[str, Any]]:
        """Return ``id``, ``name``, ``lon``, ``lat`` of the places that can be marked."""
        return [
            {"id": place.place, "name": place.name, "lon": place.lon, "lat": place.lat}
            for place in self.places
            if place.lon is not None
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON knows, with the counts."""
        return {**asdict(self), "counts": self.counts()}


def changes(
    datasets: Mapping[str, Dataset],
    day_a: str,
    day_b: str,
    *,
    known_a: str | None = None,
    known_b: str | None = None,
) -> Changes:
    """Compare two days.

    Parameters
    ----------
    datasets
        With those of ``FILES``.
    day_a, day_b
        ISO dates; a change counts from the day after the first to the second.
    known_a, known_b
        What was known for each; None for all that is known now. For what is new since a briefing
        of day A: ``known_a`` its day, ``known_b`` today.

    Raises
    ------
    ValueError
        If the second day, or its knowledge, is before the first.
    """
    if day_b < day_a:
        raise ValueError(f"{day_b} is before {day_a}; give the earlier day first")
    if known_b is not None and (known_a is None or known_b < known_a):
        first = known_a or "all that is known now"
        raise ValueError(f"known {known_b} is less than {first}; give the earlier knowledge first")
    ledger = ledger_of(datasets)
    places = Places(ledger.places, datasets["venues"])
    days = _Days(day_a, day_b, known_a, known_b)
    found: dict[str, tuple[Where, list[Change]]] = {}
    for where, change in (
        *_statuses(ledger, places, days),
        *_events(datasets["incidents"], "incident", places, days),
        *_meetings(datasets["engagements"], places, days),
        *_events(datasets["policy"], "policy", places, days),
    ):
        found.setdefault(where[0] or where[1], (where, []))[1].append(change)
    grouped = [
        PlaceChanges(*where, items=tuple(sorted(items, key=lambda one: (one.day, one.id))))
        for where, items in found.values()
    ]
    grouped.sort(key=lambda one: (all(item.what != "status" for item in one.items), one.name))
    return Changes(day_a, day_b, known_a, known_b, tuple(grouped))


@dataclass(frozen=True)
class _Days:
    """Two days, and what was known for each."""

    a: str
    b: str
    known_a: str | None
    known_b: str | None


def _statuses(ledger: Ledger, places: Places, days: _Days) -> Iterator[tuple[Where, Change]]:
    for place in ledger.places.values():
        where = places.of({"place": place.id}, None)
        before = ledger.entry(place.id, days.a, days.known_a)
        row = ledger.entry(place.id, days.a, days.known_b)
        if _state(before) != _state(row):
            yield where, _status(ledger, place.dataset, before, row, days.a, "learned")
        later = [
            entry
            for entry in ledger.datasets[place.dataset].records
            if entry["place"] == place.id
            and knows(entry, days.known_b)
            and days.a < (entry["valid_from"] or "") <= days.b
        ]
        for entry in sorted(later, key=lambda entry: str(entry["valid_from"])):
            before, row = row, entry
            if _state(before) != _state(row):
                day = str(row["valid_from"])
                yield where, _status(ledger, place.dataset, before, row, day, _how(row))


def _how(row: Mapping[str, Any]) -> str:
    """Return in words what made an entry begin."""
    if row["valid_from"] == row["reported_on"]:
        return "reported"
    if row.get("told_later"):
        return "told"
    return "passed" if row.get("passed") and row["phase"] != "unknown" else "aged"


def _state(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes one entry differ from another: not its age, nor who repeats it."""
    return row["status"], bool(row["disputed"])


def _status(
    ledger: Ledger,
    dataset: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    day: str,
    how: str,
) -> Change:
    return Change(
        what="status",
        dataset=dataset,
        id=str(after["id"]),
        day=day,
        date_text=_told_on(dataset, after) if how == "reported" else short_day(day),
        title=str(after.get("traffic") or ""),
        before=str(before["status"]),
        after=str(after["status"]),
        how=how,
        late=how == "learned",
        disputed=bool(after["disputed"]),
        confidence=after["status_confidence" if dataset == "ports" else "confidence"],
        basis=after["status_basis" if dataset == "ports" else "basis"],
        sources=tuple(ledger.sources(after)) if after["reported_on"] else (),
    )


def _told_on(dataset: str, row: Mapping[str, Any]) -> str:
    """Return the day of a report as shown, no more precise than it is known."""
    return str(row["reported_text" if dataset == "ports" else "date_text"])


def _events(
    dataset: Dataset, what: What, places: Places, days: _Days
) -> Iterator[tuple[Where, Change]]:
    for row in dataset.records:
        day = str(row["valid_from"])
        had = day <= days.a and knows(row, days.known_a)
        if not had and day <= days.b and knows(row, days.known_b):
            where = places.of(row, dataset.positions.get(str(row["id"])))
            yield where, _event(dataset.name, what, row, late=day <= days.a)


def _meetings(dataset: Dataset, places: Places, days: _Days) -> Iterator[tuple[Where, Change]]:
    earlier = _standing(dataset.records, days.a, days.known_a)
    for meeting, row in _standing(dataset.records, days.b, days.known_b).items():
        before = earlier.get(meeting)
        if before is None or before["kind"] != row["kind"]:
            told = _event("engagements", "meeting", row, late=str(row["valid_from"]) <= days.a)
            was = MEETING[str(before["kind"])] if before else None
            where = places.of(row, None)
            yield where, replace(told, before=was, after=MEETING[str(row["kind"])])


def _standing(
    rows: Iterable[Mapping[str, Any]], day: str, known: str | None
) -> dict[str, Mapping[str, Any]]:
    return {str(row["meeting"]): row for row in rows if holds(row, day) and knows(row, known)}


def _event(dataset: str, what: What, row: Mapping[str, Any], *, late: bool) -> Change:
    return Change(
        what=what,
        dataset=dataset,
        id=str(row["id"]),
        day=str(row["valid_from"]),
        date_text=str(row["date_text"]),
        title=str(row["name"]),
        before=None,
        after=None,
        how=None,
        late=late,
        disputed=bool(row.get("disputed")),
        confidence=row["confidence"],
        basis=row["basis"],
        sources=tuple(row["sources"]),
    )
