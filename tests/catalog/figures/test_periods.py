"""Periods in words: which days they can mean."""

import pytest

from catalog.figures.periods import read_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10-12", "2025-10-12", "2025-10-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10-12 to 2025-11-12", "2025-10-12", "2025-11-12"),
        ("2025-11 to 2025-12 (sum)", "2025-11-01", "2025-12-31"),
        ("2021-11 (three days; month read from the page number)", "2021-11-01", "2021-11-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024 Q1", "2024-01-01", "2024-03-31"),
        ("2024 (Jan-Aug)", "2024-01-01", "2024-08-31"),
        ("2025 (to 22 Oct)", "2025-01-01", "2025-10-22"),
        ("FY2024-25", "2024-07-01", "2025-06-30"),
        ("FY2024-25 H1", "2024-07-01", "2024-12-31"),
        ("FY2025-26 Q1 (Jul-Sep 2025)", "2025-07-01", "2025-09-30"),
        ("FY2024-25 Jul-Feb", "2024-07-01", "2025-02-28"),
        # A solar year begins in March; what the brackets say of it is more precise.
        ("SY1404 M1-M7", "2025-03-21", "2025-10-22"),
        ("SY1404 H1", "2025-03-21", "2025-09-22"),
        ("SY1403 (2024/25)", "2024-03-21", "2025-03-20"),
        ("SY1402 (21 Mar 2023-19 Mar 2024)", "2023-03-21", "2024-03-19"),
        ("SY1403 M10 (21 Dec 2024-19 Jan 2025)", "2024-12-21", "2025-01-19"),
        ("SY1404 M8 (23 Oct-21 Nov 2025)", "2025-10-23", "2025-11-21"),
        ("SY1404 M1-M9 (Mar-Dec 2025)", "2025-03-01", "2025-12-31"),
    ],
)
def test_a_period_means_these_days(text, first, last):
    assert [str(day) for day in read_period(text)] == [first, last]


@pytest.mark.parametrize("text", ["", "design", "earlier years, not stated", "after curbs"])
def test_words_without_a_year_mean_no_day(text):
    assert read_period(text) == (None, None)


def test_a_day_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="2025-11-31"):
        read_period("2025-11-31")
