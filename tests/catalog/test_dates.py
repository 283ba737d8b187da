from datetime import date

import pytest

from catalog.dates import PartialDate, earliest, parse_date, parse_span, read_day


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2025-10-12", "", "day", "12 Oct 2025"),
        ("2025-10-12", "2025-10-19", "day", "12-19 Oct 2025"),
        ("2025-09-28", "2025-10-03", "day", "28 Sep - 3 Oct 2025"),
        ("2025-12-30", "2026-01-02", "day", "30 Dec 2025 - 2 Jan 2026"),
        ("2025-10", "", "day", "Oct 2025"),
        ("2025-10-12", "", "month", "Oct 2025"),
        ("2025-09", "2025-11", "day", "Sep-Nov 2025"),
        ("2025-12", "2026-01", "day", "Dec 2025 - Jan 2026"),
        ("2025", "", "day", "2025"),
        ("2025", "2026", "day", "2025 - 2026"),
        ("2025-10-09/2025-11-22", "", "day", "9 Oct - 22 Nov 2025"),
    ],
)
def test_a_span_is_written_as_precisely_as_it_is_known(
    start: str, end: str, precision: str, text: str
) -> None:
    assert parse_span(start, end, precision=precision).text == text


def test_a_month_holds_from_its_first_day_to_the_first_of_the_next() -> None:
    span = parse_span("2025-12")
    assert (span.valid_from, span.valid_to) == ("2025-12-01", "2026-01-01")
    assert span.precision == "month"


def test_february_ends_where_the_year_says() -> None:
    assert parse_date("2024-02").last == date(2024, 2, 29)
    assert parse_date("2025-02").last == date(2025, 2, 28)


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "12 Oct 2025", "", "2025-1-2"])
def test_an_impossible_date_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}'"):
        parse_date(text)


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends on 2025-10-11 before it starts on 2025-10-12"):
        parse_span("2025-10-12", "2025-10-11")


def test_coarsening_never_adds_what_is_not_known() -> None:
    assert PartialDate(2025).coarsen("day") == PartialDate(2025)
    with pytest.raises(ValueError, match="week"):
        PartialDate(2025).coarsen("week")


def test_the_earliest_of_no_dates_is_none() -> None:
    assert earliest(["", " "]) is None
    assert earliest(["2026-02", "2026-02-03", ""]) == "2026-02-01"


def test_every_day_of_the_first_and_the_last_year_that_are_named_is_read():
    for text in ("2001-01-01", "2100-01-01", "2100-12-31"):
        assert read_day(text).isoformat() == text
    for text in ("2000-12-31", "2101-01-01"):
        with pytest.raises(ValueError, match="between 2001 and 2100"):
            read_day(text)
