"""Standing: crossings, ports and straits on a day as rows, in groups that say to whom they are open.

What was last known of a place of which nothing recent is reported can be told in the group of that
last report, marked as such; strictly it is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalog.atlas.lasting import for_days, in_words, kind_of, whom
from catalog.tables.basis import BASIS_SHORT
from catalog.validity import holds
from layers.scene_parts import Facts, Feature
from layers.text.words import basis_on_map, plural, reported_day, short_day
from layers.view.view import View

GROUPS: Mapping[str, str] = {
    "trade": "Closed to trade",
    "ships": "Closed to ships",
    "closed": "Closed",
    "disputed": "Disputed",
    "limited": "Limited",
    "people": "Open to people",
    "open": "Open",
    "unknown": "Not reported",
}
"""Headings by key, in the order in which they are shown."""

_PLACES = (("crossings", "crossing"), ("ports", "port"))
_LAST = {"open": "open", "closed": "closed"}


@dataclass(frozen=True)
class Row:
    """What is said of a place, in words, and by what it is sorted.

    Parameters
    ----------
    key
        ``layer/place``, as a View selects it.
    name, noun
        As shown; ``crossing``, ``port`` or ``strait``.
    kind, phase
        ``open``, ``limited``, ``closed`` or ``unknown``; ``reported``, ``ageing``, ``unknown``, or
        ``last`` where the last known state is told.
    said
        The state in words where the group does not say it.
    since, length
        The day from which it is known, and for how long at least; "" where it is not known.
    reported, age
        The last report, and how long before the day shown it was.
    basis, source, link
        How we have it, who said it, and where; "" where nobody did.
    days, reported_on
        By which it is sorted: days of the state (-1 unknown), ISO date of the report.
    """

    key: str
    name: str
    noun: str
    kind: str
    phase: str
    said: str
    since: str
    length: str
    reported: str
    age: str
    basis: str
    source: str
    link: str
    days: int
    reported_on: str


@dataclass(frozen=True)
class Group:
    """Rows of one state, under a heading that counts them."""

    key: str
    title: str
    rows: tuple[Row, ...]


def standing(
    day: str, atlas: Mapping[str, Facts], shown: Iterable[Feature], *, last_known: bool = False
) -> tuple[Group, ...]:
    """Tell the state of every place on a day.

    Parameters
    ----------
    day
        ISO date that is shown.
    atlas
        For the sources of what ports rest on, by file name.
    shown
        The features of ``crossings`` and ``ports`` that hold on the day.
    last_known
        Tell what was last reported where nothing recent is, in the group of that report.

    Returns
    -------
    groups
        Those with rows, the gravest first.
    """
    found: dict[str, list[Row]] = {key: [] for key in GROUPS}
    for feature in shown:
        told = last_known and feature["phase"] == "unknown" and bool(feature.get("last_status"))
        found[_group(feature, last=told)].append(_row(feature, day, atlas, last=told))
    return tuple(
        Group(key, _title(key, rows), tuple(sorted(rows, key=_order)))
        for key, rows in found.items()
        if rows
    )


def on_day(view: View, atlas: Mapping[str, Facts]) -> tuple[Group, ...]:
    """Tell the state of every place on the day of a View, as far as its filter lets facts through."""
    day = view.day.isoformat()
    shown = [
        row
        for layer, _ in _PLACES
        for row in atlas[layer].records
        if holds(row, day) and view.filter.matches(layer, row)
    ]
    return standing(day, atlas, shown, last_known=view.unreported == "last")


def _group(row: Feature, *, last: bool) -> str:
    if last:
        return _LAST.get(str(row["last_status"]), "limited")
    if row["phase"] == "unknown":
        return "unknown"
    kind, to = kind_of(row), whom(row)
    if kind == "unknown":
        return "disputed" if row.get("disputed") else "unknown"
    return to or kind


def _row(row: Feature, day: str, atlas: Mapping[str, Facts], *, last: bool) -> Row:
    port = "status_kind" in row
    noun = "strait" if row.get("kind") == "strait" else "port" if port else "crossing"
    unknown = row["phase"] == "unknown"
    days = None if unknown else for_days(row, day)
    length = f"at least {days:,} d" if days else ""
    source = _source(row, atlas) if row.get("reported_on") else {}
    basis = BASIS_SHORT.get(basis_on_map(row), "") if row.get("reported_on") else ""
    return Row(
        key=f"{'ports' if port else 'crossings'}/{row['place']}",
        name=str(row.get("label") or row["name"]),
        noun=noun,
        kind=_LAST.get(str(row["last_status"]), "limited") if last else kind_of(row),
        phase="last" if last else str(row["phase"]),
        said=_said(row, last=last),
        since="" if unknown else str(row.get("since_text") or ""),
        length=length,
        reported=_dated(row),
        age=_age(row, day),
        basis="disputed" if row.get("disputed") else basis,
        source=str(source.get("name") or ""),
        link=str(source.get("url") or ""),
        days=-1 if days is None else days,
        reported_on=str(row.get("reported_on") or ""),
    )


def _said(row: Feature, *, last: bool) -> str:
    """Say a state that its group's heading does not, such as ``returnees only``."""
    if row["phase"] == "unknown":
        status = str(row.get("last_status") or "").replace("_", " ")
        return f"last known: {status}" if status else ""
    words = in_words(row)
    shut = (row.get("covers") or {}).get("trade") == "closed" and kind_of(row) != "closed"
    aside = ", closed to trade" if shut and not last else ""
    plain = {"open", "closed", "limited", "closed to trade", "closed to ships", "open to people"}
    return ("" if words in plain and not aside else words) + aside


def _dated(row: Feature) -> str:
    return reported_day(row) if row.get("reported_on") else ""


def _age(row: Feature, day: str) -> str:
    """Describe how long before the day shown a report was; of one that is told later, that it is."""
    if not row.get("reported_on"):
        return "no report"
    if row.get("told_later"):
        return "told later"
    days = (date.fromisoformat(day) - date.fromisoformat(str(row["reported_on"]))).days
    return f"{days:,} d before" if days else "same day"


def _source(row: Feature, atlas: Mapping[str, Facts]) -> Feature:
    """Return the first source of a status: of a port, that of the event that it rests on."""
    if "events" in row and "policy" in atlas:
        told = [one for one in atlas["policy"].records if one["id"] in (row["events"] or ())]
        named = [source for one in told for source in one.get("sources") or ()]
        return next(iter(named), {})
    return next(iter(row.get("sources") or ()), {})


def _title(key: str, rows: Sequence[Row]) -> str:
    nouns = [row.noun for row in rows]
    counted = [plural(nouns.count(noun), noun) for noun in ("crossing", "port", "strait")
               if noun in nouns]  # fmt: skip
    return f"{GROUPS[key]}: {', '.join(counted)}"


def _order(row: Row) -> tuple[str, int, str]:
    """Order rows: crossings before ports and straits, the longest first, then by name."""
    return row.noun, -row.days, row.name


def told_on(day: str) -> str:
    """Write the heading of the rows: of which day they are."""
    return f"Status on {short_day(day)}"
