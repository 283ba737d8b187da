"""Status: what is known of a crossing, a port or a sea lane on a day.

``status_on`` gives it as a value, ``as_json`` as plain values whose keys stay:

``place, name, kind``
    Canonical id, name as shown, and ``crossing``, ``port`` or ``lane``.
``day, known``
    ISO date asked for; ISO date of the knowledge, null for all that is known now.
``status, status_kind, phase``
    As reported, such as ``returnees_only``; ``open``, ``limited``, ``closed`` or ``unknown``;
    ``reported``, ``ageing`` (last reported, not reported of the day) or ``unknown``.
``since, since_text``
    First day of the run of this status, as precise as it is known; null if unknown.
``reported_on, reported_text, age_days``
    First day that the date of the latest report can mean, the date as precise as it is known, and
    the days since; null before the first report. The days are null where ``told_later``.
``told_later``
    Nothing was reported of the day at the time: the report is of a later day, and tells that the
    state had lasted.
``passed``
    In words, what passed before it was again as it had been, such as an opening for an hour; null
    if nothing did.
``for_days``
    Days for which the state is known to have lasted at least: from ``since`` to the day, and never
    beyond the last report; null where no status is known.
``lasted``
    The same in words, such as ``closed to trade for at least 357 days, last report 4 Oct 2026``.
``last_status``
    What was reported last, where the status is unknown by now.
``covers``
    ``open``, ``closed`` or ``unknown`` by kind of traffic.
``traffic, reason``
    In the report's words.
``disputed, claims``
    Whether reports of one day contradict each other; ``side``, ``text``, ``source`` of each.
``confidence, sources, caveat``
    ``high``, ``medium`` or ``low``; ``name``, ``url``, ``date`` of each.
``looked``
    The last time that somebody looked for news of the place, of what is known: ``day``, ``where``,
    ``found``, ``page``; null where nobody is known to have looked.
``held``
    In words, how many statuses as old as this still held at the next report; null for what does
    not age and where none is known.
``basis, date_basis``
    How we have it: ``page_read``, ``excerpt_read``, ``second_hand``, ``own_observation`` or
    ``unstated``; whether the day of the report is that of the ``event`` or of the ``page``, which is
    then shown as ``by 5 Oct 2023``. Null before the first report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.atlas.dataset import Dataset, load
from catalog.atlas.gazetteer import Place, gazetteer
from catalog.atlas.lasting import COARSE, for_days, lasted
from catalog.atlas.trust import held_in_words, last_look, look_in_words
from catalog.dates import parse_date, read_day, short_day, with_day
from catalog.ledger.statuses import last_reported, status_words
from catalog.names import Names, read_names
from catalog.paths import GEO
from catalog.tables.basis import BASIS_TEXT
from catalog.validity import holds, knows

FILES = ("crossings", "ports", "policy")
"""Datasets that a status is read from."""

_WITH_STATUS = ("crossings", "ports")


@dataclass(frozen=True)
class Status:
    """The entry of a place on a day; fields as in the module's description."""

    place: str
    name: str
    kind: str
    day: str
    known: str | None
    status: str
    status_kind: str
    phase: str
    since: str | None
    since_text: str | None
    reported_on: str | None
    reported_text: str | None
    age_days: int | None
    told_later: bool
    passed: str | None
    for_days: int | None
    lasted: str | None
    last_status: str | None
    covers: Mapping[str, str]
    traffic: str | None
    reason: str | None
    disputed: bool
    claims: tuple[Mapping[str, Any], ...]
    confidence: str | None
    basis: str | None
    date_basis: str | None
    sources: tuple[Mapping[str, Any], ...]
    caveat: str | None
    looked: Mapping[str, str] | None
    held: str | None

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON knows."""
        return asdict(self)


@dataclass(frozen=True)
class Ledger:
    """The statuses of all places, as built.

    Parameters
    ----------
    datasets
        Those of ``FILES``.
    places
        Everything that has a status, by canonical id.
    """

    datasets: Mapping[str, Dataset]
    places: Mapping[str, Place]

    @property
    def default_day(self) -> str:
        """The newest day on which no main crossing's status is stale."""
        return str(self.datasets["crossings"].meta["default_day"])

    def entry(self, place: str, day: str, known: str | None = None) -> Mapping[str, Any]:
        """Return the feature of a place that holds on a day, as known on another."""
        return next(
            row
            for row in self.datasets[self.places[place].dataset].records
            if row["place"] == place and holds(row, day) and knows(row, known)
        )

    def sources(self, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return what the status of an entry rests on: of a port, the sources of its events."""
        if "events" not in row:
            return list(row["sources"])
        told = [one for one in self.datasets["policy"].records if one["id"] in row["events"]]
        found = [source for event in told for source in event["sources"]]
        return [source for at, source in enumerate(found) if source not in found[:at]]


def read_ledger(folder: Path = GEO) -> Ledger:
    """Read the statuses from the built files.

    Raises
    ------
    FileNotFoundError, CatalogError
        If a file is missing or damaged; the message says the way out.
    """
    return ledger_of({name: load(name, folder) for name in FILES}, read_names(folder))


def ledger_of(datasets: Mapping[str, Dataset], names: Mapping[str, Names] | None = None) -> Ledger:
    """Make it from datasets that are loaded already, such as an Atlas, and other names of places."""
    listed = {
        name: [
            (row, datasets[name].positions.get(str(row["id"]))) for row in datasets[name].records
        ]
        for name in _WITH_STATUS
    }
    return Ledger({name: datasets[name] for name in FILES}, gazetteer(listed, names))


def status_on(ledger: Ledger, place: str, day: str, *, known: str | None = None) -> Status:
    """Return what is known of a place on a day.

    Parameters
    ----------
    ledger
        As ``read_ledger`` gives it.
    place
        Canonical id.
    day, known
        ISO dates; ``known`` None for all that is known now.
    """
    row = ledger.entry(place, day, known)
    of_port = ledger.places[place].dataset == "ports"
    lane = row.get("kind") == "strait"
    reported = row.get("reported_on")
    later = bool(row.get("told_later"))
    meta = ledger.datasets[ledger.places[place].dataset].meta
    age = _days(reported, day) if reported and not later else None
    return Status(
        place=place,
        name=str(row["name"]),
        kind="lane" if lane else "port" if of_port else "crossing",
        day=day,
        known=known,
        status=str(row["status"]),
        status_kind=str(row["status_kind"] if of_port else row["kind"]),
        phase=str(row["phase"]),
        since=row.get("since"),
        since_text=row.get("since_text"),
        reported_on=reported,
        reported_text=(row["reported_text"] if of_port else row["date_text"]) if reported else None,
        age_days=age,
        told_later=later,
        passed=row.get("passed"),
        for_days=for_days(row, day),
        lasted=lasted(row, day) or None,
        last_status=row.get("last_status"),
        covers=dict(row["covers"]),
        traffic=row.get("traffic"),
        reason=row.get("status_said") if of_port else row.get("reason"),
        disputed=bool(row.get("disputed")),
        claims=tuple(row.get("claims") or ()),
        confidence=row.get("status_confidence") if of_port else row.get("confidence"),
        basis=(row.get("status_basis") if of_port else row.get("basis")) if reported else None,
        date_basis=row.get("date_basis") if reported else None,
        sources=tuple(ledger.sources(row)) if reported else (),
        caveat=row.get("caveat"),
        looked=last_look(meta, place, known),
        held=(held_in_words(meta, age) or None) if row["phase"] == "ageing" else None,
    )


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def in_words(status: Status) -> str:
    """Write a status for people, with its sources."""
    lines = [f"{status.name} ({status.place}) on {short_day(status.day)}"]
    if status.known:
        lines[0] += f", as known on {short_day(status.known)}"
    lines += [f"  {line}" for line in _body(status) if line]
    if status.disputed:
        lines.append("  Disputed: reports of the same day differ.")
        lines += [f"    {one['side']}: {one['text']}" for one in status.claims]
    if status.sources:
        lines.append("  Sources:")
        lines += [f"    {_source(source)}" for source in status.sources]
    return "\n".join(lines)


def parse_day(text: str, what: str = "day") -> str:
    """Read a day.

    Raises
    ------
    ValueError
        If it is none; the message shows how a day is written.
    """
    try:
        return read_day(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{what} '{text}': {error}") from error


def _body(status: Status) -> Iterable[str]:
    said = status_words(status.status)
    reported = status.reported_text or ""
    ago = _ago(status)
    if status.disputed and status.status == "unknown" and status.phase != "unknown":
        said = "both"
    if status.phase == "unknown":
        yield "unknown" if reported else "unknown: no report up to this day"
        yield f"{last_reported(status.last_status, reported)}, {ago}" if reported else ""
        yield look_in_words(status.looked)
        return
    if status.phase == "ageing":
        yield f"{last_reported(said, reported)}, {ago}; not reported of this day"
        yield f"in this state {with_day('since', status.since_text or '')}"
        yield status.held or ""
    elif status.told_later:
        yield f"{said}, {with_day('since', status.since_text or '')}"
        told = with_day("on", reported)
        yield f"told {told} of the time since then; of this day itself nothing was reported"
    else:
        yield f"{said}, reported {with_day('since', status.since_text or '')}"
        yield f"latest report {with_day('of', reported)}, {ago}"
    yield f"again as before {status.passed}" if status.passed else ""
    yield status.lasted or ""
    yield _traffic(status.covers)
    yield f"in the report's words: {status.traffic}" if status.traffic else ""
    yield f"why: {status.reason}" if status.reason else ""
    yield f"confidence: {status.confidence}" if status.confidence else ""
    yield f"basis: {BASIS_TEXT[status.basis]}" if status.basis else ""
    yield look_in_words(status.looked)


def _ago(status: Status) -> str:
    """Describe how long before the day the report was; of a month or a year only what it can mean."""
    if status.age_days is None:
        return ""
    first, coarse = str(status.reported_on), COARSE.fullmatch(status.reported_text or "")
    if coarse is None:
        days = f"{status.age_days} day{'' if status.age_days == 1 else 's'}"
        return f"{days} before" if status.age_days else "the same day"
    month = coarse[1] is not None
    last = parse_date(first[: 7 if month else 4]).last
    least = (date.fromisoformat(status.day) - last).days
    if least <= 0:
        return f"in the same {'month' if month else 'year'}"
    return f"{least} to {status.age_days} days before"


def _traffic(covers: Mapping[str, str]) -> str:
    told = {
        kind: [name for name, state in covers.items() if state == kind]
        for kind in ("open", "closed", "unknown")
    }
    words = {"open": "open to", "closed": "closed to", "unknown": "not said of"}
    return "; ".join(f"{words[kind]} {', '.join(names)}" for kind, names in told.items() if names)


def _source(source: Mapping[str, Any]) -> str:
    when = short_day(str(source["date"])) if source.get("date") else "undated"
    return f"{source['name']}, {when}" + (f", {source['url']}" if source.get("url") else "")
