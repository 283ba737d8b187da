"""Closures that leave something open, or have days."""

from datetime import date

import pytest

from routing.analysis.turned_away import turned_away
from routing.errors import UnknownPlaceError
from routing.network.closure_terms import read_terms

SEPTEMBER = date(2025, 9, 15)


def asked(model, *close, day=SEPTEMBER):
    return model.query(closures=model.closures(day, close=close), day=day)


def test_a_closure_may_end_on_a_day(model):
    (one,) = model.closures(None, close=["Chaman: until 2026-01-31"])
    assert one.holds(date(2026, 1, 31))
    assert not one.holds(date(2026, 2, 1))
    (two,) = model.closures(None, close=["Chaman: from 2026-01-10 + until 2026-01-31 + trucks"])
    assert (two.start, two.end, two.cargo) == (date(2026, 1, 10), date(2026, 2, 1), "trucks")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("until 2026-02-30", "no such day"), ("from 2026-02-01+until 2026-01-01", "ends before it begins"),
        ("lorries", "is none of"), ("25 hours a day", "no 25 hours"), ("0 hours a day", "no 0 hours"),
        ("200 lorries a day+300 lorries a day", "a second lorries a day"), ("trucks+all", "a second cargo"),
        ("-5 lorries a day", "is none of"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused_in_words(terms, said):
    with pytest.raises(UnknownPlaceError, match=said):
        read_terms(f"torkham:{terms}", terms)


def test_a_crossing_that_lets_some_lorries_pass_is_passed_and_turns_the_others_away(model):
    query = asked(model, "Torkham: 200 lorries a day")
    assert model.route("Jalalabad", "Peshawar", query).places == ("XG-TORKHAM",)
    (found,) = turned_away(model, query)
    assert found.away
    low, high = found.away
    assert low == 0
    assert high == found.baseline[-1].value - 200 > 1000
    elsewhere = {place: count for place, _, count in found.elsewhere}
    assert elsewhere["XG-AQINA"] is None
    assert elsewhere["XG-CHAMAN"].value < high
    assert "Aqina-Imamnazar road: no figure" in found.text
    assert "more than was ever told there" in found.text
    assert "XG-TORKHAM" not in elsewhere


def test_of_a_crossing_without_a_count_nothing_is_said_of_who_turns_away(model):
    (found,) = turned_away(model, asked(model, "taftan: 50 lorries a day"))
    assert found.away is None
    assert "never told (no figure)" in found.text


def test_a_shorter_day_is_waited_for(model):
    """Open 6 hours of 24: who comes in the other 18 waits half of them, which is 6.75 hours on the mean."""
    whole = model.route("Jalalabad", "Peshawar", asked(model))
    short = model.route("Jalalabad", "Peshawar", asked(model, "Torkham: 6 hours a day"))
    assert short.time_h.central - whole.time_h.central == pytest.approx(18 * 18 / 48)
    assert short.time_h.high - whole.time_h.high == pytest.approx(18)
    assert short.cost_usd.central == pytest.approx(whole.cost_usd.central)
