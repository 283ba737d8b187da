"""Periods in words: the first and the last day that a text such as ``SY1404 M1-M7`` can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from catalog.dates import MONTHS, parse_date

Period = tuple[date | None, date | None]
"""First and last day; None where the text does not say."""

ISO = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b(?! [A-Z])")
_RANGE = re.compile(r"(\d{4}(?:-\d{2}){0,2}) to (\d{4}(?:-\d{2}){0,2})")
_MONTH = "|".join(MONTHS)
_DATES = re.compile(
    rf"(?<![-\d])(?:(\d{{1,2}}) )?({_MONTH})(?: (\d{{4}}))?(?:-(?:(\d{{1,2}}) )?({_MONTH})(?: (\d{{4}}))?)?"
)
_SOLAR = re.compile(r"SY(\d{4})(?: M(\d{1,2})(?:-M(\d{1,2}))?| H([12]))?")
_FISCAL = re.compile(r"FY(\d{4})-\d{2}(?: (?:Q([1-4])|H([12])))?")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b(?: Q([1-4]))?")
# The solar year begins on 20 or 21 March; the day's difference does not matter here.
_NOWRUZ = (3, 21)
_SOLAR_DAYS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
_JULY = 7


def read_period(text: str) -> Period:
    """Read a period, as precise as its words allow.

    Parameters
    ----------
    text
        Dates of ISO 8601 (``2025-10``, ``2025-10-12 to 2025-11-12``), a solar year of Iran and
        Afghanistan (``SY1404 M1-M7``), a fiscal year of Pakistan (``FY2024-25 H1``), a year, or
        these with words and months around them (``2025 (to 22 Oct)``).

    Returns
    -------
    first, last
        Both None where the text names no year.
    """
    iso = _RANGE.search(text)
    if iso:
        return parse_date(iso[1]).first, parse_date(iso[2]).last
    single = ISO.search(text)
    if single:
        day = parse_date(single[0])
        return day.first, day.last
    for pattern, read in ((_SOLAR, _solar), (_FISCAL, _fiscal), (_YEAR, _of_year)):
        found = pattern.search(text)
        if found:
            first, last = read(found)
            return _months(text, first, last)
    return None, None


def _solar(found: re.Match[str]) -> tuple[date, date]:
    start = date(int(found[1]) + 621, *_NOWRUZ)
    one, other = 1, 12
    if found[2]:
        one, other = int(found[2]), int(found[3] or found[2])
    elif found[4]:
        one, other = (1, 6) if found[4] == "1" else (7, 12)
    return (
        start + timedelta(days=sum(_SOLAR_DAYS[: one - 1])),
        start + timedelta(days=sum(_SOLAR_DAYS[:other]) - 1),
    )


def _fiscal(found: re.Match[str]) -> tuple[date, date]:
    year = int(found[1])
    if found[2]:
        return _stretch(year, _JULY + 3 * (int(found[2]) - 1), 3)
    if found[3]:
        return _stretch(year, _JULY + 6 * (int(found[3]) - 1), 6)
    return _stretch(year, _JULY, 12)


def _of_year(found: re.Match[str]) -> tuple[date, date]:
    if found[2]:
        return _stretch(int(found[1]), 3 * int(found[2]) - 2, 3)
    return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)


def _stretch(year: int, month: int, count: int) -> tuple[date, date]:
    first, end = _month(year, month), _month(year, month + count)
    return first, end - timedelta(days=1)


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _months(text: str, first: date, last: date) -> tuple[date, date]:
    """Narrow a year by the months or days that are named in it, as in ``2024 (Jan-Aug)``."""
    found = _DATES.search(text)
    if found is None:
        return first, last
    day, month, year, to_day, to_month, to_year = found.groups()
    upto = f"to {found[0]}" in text or f"to the {found[0]}" in text
    end = _day(to_month or month, to_day or day, to_year or year, last, end=True)
    if upto:
        return first, end
    start = _day(month, day, year or (to_year if _before(month, to_month) else None), first)
    return (start, end) if start <= end else (first, last)


def _before(month: str, other: str | None) -> bool:
    return other is None or MONTHS.index(month) <= MONTHS.index(other)


def _day(month: str, day: str | None, year: str | None, near: date, *, end: bool = False) -> date:
    """Return a day of a month, in the named year or in the one that the period is of."""
    number = MONTHS.index(month) + 1
    of = int(year) if year else near.year
    if not year and end and date(of, number, 1) > near:
        of -= 1
    if not year and not end and date(of, number, monthrange(of, number)[1]) < near:
        of += 1
    length = monthrange(of, number)[1]
    return date(of, number, min(int(day), length) if day else (length if end else 1))
