"""Revisions: every fact that differs between two versions of the data, once, with its cause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from catalog.dates import parse_date
from catalog.record.facts import Fact
from catalog.record.versions import Version
from catalog.tables.corrections import CORRECTIONS
from catalog.tables.date_basis import TABLE as DATE_BASIS
from catalog.tables.reading import read_raw

Cause = Literal["newer report", "found later", "correction", "day of the page", "withdrawn", "rule"]

CAUSES: Mapping[Cause, str] = {
    "newer report": "reported of a time after the version's last day",
    "found later": "of a time that the version covered, found since",
    "correction": "a page that was read says otherwise, or more closely",
    "day of the page": "the day is that of the page: the event is told as 'by' that day",
    "withdrawn": "no page was found to bear it out, or it stands elsewhere",
    "rule": "the same row, read by a rule that changed: how we have it, or what its day is",
}


@dataclass(frozen=True)
class Revision:
    """One fact that differs.

    Parameters
    ----------
    kind, table, row
        As of ``Fact``.
    old, new
        The fact in words with its date; "" where it did not stand.
    changed
        What differs of it, where it stands in both: ``values``, ``date``, ``basis`` ...
    day
        As shown: when it is of.
    cause
        A key of ``CAUSES``.
    why
        The reason that the correction gives; "" where there is none.
    sources
        Addresses: of the correction, else of the fact.
    """

    kind: str
    table: str
    row: str
    old: str
    new: str
    changed: tuple[str, ...]
    day: str
    cause: Cause
    why: str
    sources: tuple[str, ...]


def revisions(before: Version, after: Version, sources: Path) -> list[Revision]:
    """List what differs between two versions, by kind and row.

    Parameters
    ----------
    before, after
        The versions.
    sources
        The folder of sources, for the corrections made in between.

    Raises
    ------
    CatalogError
        If a table of corrections cannot be read.
    """
    mended = _mended(sources, before.made, after.made)
    last = _last_days(before.facts)
    pairs = _pairs(before.facts, after.facts)
    found = [_revision(old, new, mended, last) for old, new in pairs if old != new]
    return sorted(found, key=lambda one: (one.kind, one.table, one.row))


def counted(found: Iterable[Revision]) -> dict[str, dict[Cause, int]]:
    """Count revisions by kind of fact and cause."""
    counts: dict[str, Counter[Cause]] = {}
    for one in found:
        counts.setdefault(one.kind, Counter())[one.cause] += 1
    return {kind: {cause: told[cause] for cause in CAUSES} for kind, told in counts.items()}


def _pairs(before: Iterable[Fact], after: Iterable[Fact]) -> list[tuple[Fact | None, Fact | None]]:
    """Set the facts of two versions side by side: by what names them, then by the start of it.

    A status is named by place, day and page: of a page that was replaced, place and day remain; of
    a day that was put right, place and pages.
    """
    old, new = ({(one.table, one.row): one for one in facts} for facts in (before, after))
    pairs: list[tuple[Fact | None, Fact | None]] = [
        (old[key], new[key]) for key in old if key in new
    ]
    gone = [one for key, one in old.items() if key not in new]
    come = [one for key, one in new.items() if key not in old]
    for stem in (_place_and_day, _place_and_pages):
        met = _met(gone, come, stem)
        pairs += met
        gone, come = _rest(gone, (one for one, _ in met)), _rest(come, (one for _, one in met))
    return [*pairs, *((one, None) for one in gone), *((None, one) for one in come)]


def _place_and_day(fact: Fact) -> tuple[object, ...]:
    return (fact.table, *fact.row.split("+")[:2])


def _place_and_pages(fact: Fact) -> tuple[object, ...]:
    return (fact.table, fact.row.split("+")[0], fact.addresses)


def _met(
    gone: Iterable[Fact], come: Iterable[Fact], stem: Callable[[Fact], tuple[object, ...]]
) -> list[tuple[Fact, Fact]]:
    """Set beside each other what went and what came of one stem, in the order of the tables."""
    left: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for one in gone:
        if one.kind in ("status", "port status"):
            left[stem(one)].append(one)
    return [(left[stem(one)].pop(0), one) for one in come if left.get(stem(one))]


def _rest(facts: Iterable[Fact], met: Iterable[Fact]) -> list[Fact]:
    done = {(one.table, one.row) for one in met}
    return [one for one in facts if (one.table, one.row) not in done]


def _revision(
    old: Fact | None,
    new: Fact | None,
    mended: Mapping[tuple[str, str], tuple[str, str, str]],
    last: Mapping[str, str],
) -> Revision:
    one = new if new is not None else old
    if one is None:
        raise ValueError("a revision needs a fact before or after")
    changed: tuple[str, ...] = ()
    if old is not None and new is not None:
        parts = ("row", "says", "values", "date", "basis", "confidence", "addresses")
        changed = tuple(part for part in parts if getattr(old, part) != getattr(new, part))
    told = next((mended[key] for key in _keys(old, new) if key in mended), None)
    return Revision(
        one.kind, one.table, one.row, _words(old), _words(new), changed, one.date,
        _cause(old, new, changed, told, last), told[1] if told else "",
        (told[2],) if told and told[2] else one.addresses,
    )  # fmt: skip


def _cause(
    old: Fact | None,
    new: Fact | None,
    changed: Sequence[str],
    told: tuple[str, str, str] | None,
    last: Mapping[str, str],
) -> Cause:
    if new is None:
        return "withdrawn"
    if old is None:
        day = _iso(new.date)
        return "newer report" if day > last.get(new.kind, max(last.values())) else "found later"
    if told is None:
        # Tables of our own are mended in place: what a rule changes is how we have a fact.
        return "rule" if set(changed) <= {"basis", "date"} else "correction"
    return "day of the page" if told[0] == DATE_BASIS and set(changed) <= {"date"} else "correction"


def _keys(old: Fact | None, new: Fact | None) -> list[tuple[str, str]]:
    """Name the rows that a fact may stand in: its own, and that of its place and day."""
    found = []
    for one in (new, old):
        if one is not None:
            parts = one.row.split("+")
            found += [(one.table, "+".join(parts[:upto])) for upto in range(len(parts), 0, -1)]
    return found


def _mended(sources: Path, after: str, until: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return table, reason and address of the latest correction of each row in a span of days.

    The days are those on which the pages were read: from ``after``, which is left out, on.
    """
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for table, file, key in ((DATE_BASIS, "table", "row"), (CORRECTIONS, "file", "key")):
        if not (sources / table).is_file():
            continue
        for row in read_raw(sources, table):
            if after < row["accessed"] <= until:
                found[row[file], row[key]] = (table, row["why"], row["source_url"])
    return found


def _last_days(facts: Iterable[Fact]) -> dict[str, str]:
    """Return the last day of which a version tells, by kind."""
    found: dict[str, str] = {}
    for one in facts:
        found[one.kind] = max(found.get(one.kind, ""), _iso(one.date))
    return found


def _iso(text: str) -> str:
    """Read a date that was written for people; "" where it is none."""
    try:
        return parse_date(text.removeprefix("by ")).first.isoformat()
    except ValueError:
        return ""


def _words(fact: Fact | None) -> str:
    if fact is None:
        return ""
    return " ".join(filter(None, (f"{fact.date}:" if fact.date else "", fact.says)))
