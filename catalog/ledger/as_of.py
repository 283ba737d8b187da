"""What was known when: one partition of time for each state of knowledge, merged where they agree.

A feature belongs to what is known from ``known_from`` until before ``known_to``; without an end it
still does. A report becomes known when its first dated source was published, and never before the
day of which it speaks; without a dated source it is taken as known on that day. So every day has,
for every day of knowledge, exactly one feature of a place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from catalog.dates import parse_date
from catalog.tables.reading import correction_sources, row_sources
from catalog.tables.rows import Row

T = TypeVar("T")


@dataclass(frozen=True)
class KnownDuring(Generic[T]):
    """Something that is part of what is known for a time.

    Parameters
    ----------
    value
        What is known.
    known_from, known_to
        Half-open; None for open ends: known before any report, or known still.
    """

    value: T
    known_from: date | None
    known_to: date | None

    @property
    def suffix(self) -> str:
        """What parts its id from that of what replaced it; "" for what is known still."""
        return f"_until_{self.known_to.isoformat()}" if self.known_to else ""

    def as_properties(self) -> dict[str, str | None]:
        """Return the ends as a feature's properties."""
        return {
            "known_from": self.known_from.isoformat() if self.known_from else None,
            "known_to": self.known_to.isoformat() if self.known_to else None,
        }


def versions_by_known_date(
    dates: Iterable[date],
    known_on: Callable[[date | None], Sequence[T]],
    *,
    key: Callable[[T], Hashable] = lambda value: value,
) -> list[KnownDuring[T]]:
    """Put together what was known from one day of knowledge to the next.

    Parameters
    ----------
    dates
        Days on which something became known, in any order.
    known_on
        Gives what is known on such a day: values that part all time among them. Called with None
        for what is assumed before anything is known.
    key
        Values of one key are the same, so that one that stays as it is stands there once.

    Returns
    -------
    found
        In the order in which they became known, those of one day in the order given.
    """
    found: list[KnownDuring[T]] = []
    standing: dict[Hashable, tuple[T, date | None]] = {}
    for day in [None, *sorted(set(dates))]:
        now = {key(value): value for value in known_on(day)}
        for name in [name for name in standing if name not in now]:
            value, since = standing.pop(name)
            found.append(KnownDuring(value, since, day))
        for name, value in now.items():
            standing.setdefault(name, (value, day))
    found += [KnownDuring(value, since, None) for value, since in standing.values()]
    order = {id(one): at for at, one in enumerate(found)}
    return sorted(found, key=lambda one: (one.known_from or date.min, order[id(one)]))


def known_from(row: Row, day: date) -> date:
    """Return the day on which a row became known.

    Parameters
    ----------
    row
        With ``source_...`` columns. A source dated by month or year counts from its first day.
        Where none of its own has a date, those of its corrections count: what they tell of the
        row was in print then, and its own source cannot show that it was earlier.
    day
        The first day of which the row speaks: it cannot have been known before, and a source
        that is older speaks of something else, such as a plan.
    """
    own, later = (
        [parse_date(source["date"]) for source in sources if source["date"]]
        for sources in (row_sources(row), correction_sources(row))
    )
    days = own or later
    return min((max(when.first, day) for when in days if when.last >= day), default=day)
