"""Dates as precise as they are known: a day, a month or a year, and spans of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
               "October", "November", "December")  # fmt: skip
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
PRECISIONS = ("day", "month", "year")

EARLIEST, LATEST = date(2001, 1, 1), date(2101, 1, 1)
"""A day that is asked for lies in these, the second left out."""
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown.

    Parameters
    ----------
    year
        Four digits.
    month, day
        None where not known; a day needs a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """One of ``day``, ``month``, ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def text(self) -> str:
        """As shown: ``12 Oct 2025``, ``Oct 2025`` or ``2025``."""
        parts = [str(self.day)] if self.day else []
        parts += [MONTHS[self.month - 1]] if self.month else []
        return " ".join([*parts, str(self.year)])

    def coarsen(self, precision: str) -> PartialDate:
        """Forget what is finer than ``precision`` (never adds what is not known)."""
        if precision not in PRECISIONS:
            raise ValueError(f"precision '{precision}' is none of {', '.join(PRECISIONS)}")
        month = None if precision == "year" else self.month
        return PartialDate(self.year, month, self.day if precision == "day" else None)


@dataclass(frozen=True)
class Span:
    """From a partial date to a partial date, both included."""

    start: PartialDate
    end: PartialDate

    def __post_init__(self) -> None:
        if self.end.last < self.start.first:
            raise ValueError(f"ends on {self.end} before it starts on {self.start}")

    @property
    def first(self) -> date:
        """The earliest day."""
        return self.start.first

    @property
    def last(self) -> date:
        """The latest day."""
        return self.end.last

    @property
    def precision(self) -> str:
        """The coarser of both ends' precisions."""
        return max(self.start.precision, self.end.precision, key=PRECISIONS.index)

    @property
    def valid_from(self) -> str:
        """First day, ISO."""
        return self.first.isoformat()

    @property
    def valid_to(self) -> str:
        """Day after the last day, ISO: the open end of the half-open interval."""
        return (self.last + timedelta(days=1)).isoformat()

    @property
    def text(self) -> str:
        """As shown: ``12 Oct 2025``, ``12-19 Oct 2025``, ``28 Sep - 3 Oct 2025``, ``Sep-Nov 2025``."""
        start, end = self.start, self.end
        if start == end:
            return start.text
        if start.year != end.year or start.precision != end.precision:
            return f"{start.text} - {end.text}"
        if start.precision == "month":
            return f"{start.text.removesuffix(f' {start.year}')}-{end.text}"
        if start.month == end.month:
            return f"{start.day}-{end.text}"
        return f"{start.text.removesuffix(f' {start.year}')} - {end.text}"


def parse_date(text: str) -> PartialDate:
    """Read ``2025-10-12``, ``2025-10`` or ``2025``.

    Raises
    ------
    ValueError
        If it is written otherwise, or there is no such day. The message is fit for a Problem.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"date '{text}' is not YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return PartialDate(year or 0, month, day)
    except ValueError as error:
        raise ValueError(f"date '{text}' cannot be: {error}") from error


def read_day(text: str) -> date:
    """Read a day that somebody asks for, in a link or a command: ``2026-03-13`` and nothing else.

    Raises
    ------
    ValueError
        If it is written otherwise, there is no such day, or it lies outside ``EARLIEST`` and
        ``LATEST``. The message is a clause that can follow a colon.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError("a day is written 2026-03-13")
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        raise ValueError("there is no such day") from None
    if not EARLIEST <= day < LATEST:
        raise ValueError(f"the day must lie between {EARLIEST.year} and {LATEST.year - 1}")
    return day


@lru_cache(maxsize=4096)
def short_day(iso: str) -> str:
    """Write an ISO date, month or year as shown: 22 Nov 2025, Nov 2025 or 2025."""
    return parse_date(iso).text


def long_day(day: date) -> str:
    """Write a day in full, such as 22 November 2025."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def parse_span(start: str, end: str = "", *, precision: str = "day") -> Span:
    """Read a span; an empty end means the start alone.

    Parameters
    ----------
    start, end
        As for ``parse_date``; ``start`` may also be ``2025-10/2025-11`` with an empty ``end``.
    precision
        What the row says of itself; days of a row that says ``month`` are forgotten.

    Raises
    ------
    ValueError
        If a date cannot be or the end is before the start.
    """
    if not end and "/" in start:
        start, end = start.split("/", maxsplit=1)
    first = parse_date(start).coarsen(precision)
    return Span(first, parse_date(end).coarsen(precision) if end.strip() else first)


def with_day(word: str, text: str) -> str:
    """Join ``on``, ``of`` or ``since`` and a day as shown, which may be ``by 5 Oct 2023``."""
    latest = text.removeprefix("by ")
    if latest == text:
        return f"{word} {text}"
    return f"since {latest} at the latest" if word == "since" else text


def earliest(texts: list[str]) -> str | None:
    """Return the earliest day that any of these dates can mean, ISO; None where none has a date."""
    days = [parse_date(text).first.isoformat() for text in texts if text.strip()]
    return min(days, default=None)
