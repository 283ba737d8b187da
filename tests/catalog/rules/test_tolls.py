"""The rule for deaths: an end of a range is a number of one account, never a sum of several."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.rules.rules import ReferenceIds
from catalog.rules.tolls import one_account
from catalog.tables.rows import Row, Table
from catalog.tables.schema import SPECS

KNOWN = ReferenceIds({}, None, date(2026, 11, 29))
SPEC = next(one for one in SPECS if one.table == "facts/border_events.csv")


def found(least: str, most: str, note: str, title: str = "Fighting") -> list[str]:
    cells = {"fatalities_min": least, "fatalities_max": most, "fatalities_note": note}
    row = Row(cells | {"title": title}, SPEC.table, 2)
    return [
        column
        for _, column, _ in one_account(SPEC, Table(SPEC.table, SPEC.table, (), (row,)), KNOWN)
    ]


@pytest.mark.parametrize(
    ("least", "most", "note"),
    [
        ("10", "20", "Kabul: 20 killed; Pakistan: 10 killed"),
        ("3", "9", "Kabul: 9 killed; Pakistan: 2 soldiers and 1 child killed"),
        ("", "", "no toll given"),
        ("0", "3", "police: three killed"),
    ],
)
def test_what_one_account_says_may_be_an_end_of_the_range(least: str, most: str, note: str) -> None:
    assert found(least, most, note) == []


@pytest.mark.parametrize(
    ("least", "most", "note", "column"),
    [
        ("10", "30", "Kabul: 20 killed; Pakistan: 10 killed", "fatalities_max"),
        ("3", "10", "Kabul: 10 killed, 3 hurt", "fatalities_min"),
        ("8", "8", "police on 8 March: 2 killed", "fatalities_min"),
    ],
)
def test_a_sum_of_accounts_the_hurt_and_a_day_are_no_count_of_dead(
    least: str, most: str, note: str, column: str
) -> None:
    assert column in found(least, most, note)


def test_the_title_may_tell_the_number() -> None:
    assert found("15", "15", "no other count", "Car bomb kills 15 police") == []
