"""A View's what-if answered: the terms that it is asked by, in the ways and in the words."""

from dataclasses import replace
from datetime import date

import pytest

from layers.view.view import View
from layers.what_if.answers import answer, what_if_key
from routing.model import Model

LATE = View(day=date(2026, 6, 20), origin="Kabul", destination="Karachi")
OCTOBER = View(day=date(2025, 10, 22), origin="PK-KHI", destination="Kabul")


@pytest.fixture(scope="module")
def model():
    return Model.load()


def places(route):
    return route.places if route else None


@pytest.mark.parametrize(
    ("unknown", "route"),
    [
        ("marked", ("XG-TORKHAM",)),
        ("last", ("XG-MILAK", "XG-TAFTAN")),
        ("open", ("XG-TORKHAM",)),
        ("closed", None),
    ],
)
def test_an_unknown_status_is_taken_as_the_view_says_also_in_the_baseline(model, unknown, route):
    found = answer(model, replace(LATE, day=date(2027, 3, 1), unknown=unknown))
    assert places(next(iter(found.routes), None)) == route
    assert places(found.baseline) == route


def test_only_the_baseline_takes_the_unknown_for_something_where_no_report_is_counted(model):
    found = answer(model, replace(LATE, ledger="none", unknown="closed"))
    assert places(found.routes[0]) == ("XG-TORKHAM",)
    assert found.baseline is None
    assert found.what_if == "everything open"
    assert found.held_against.endswith("20 Jun 2026, unknown statuses taken as closed")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({}, ""),
        ({"unknown": "open"}, "unknown statuses taken as open"),
        ({"unknown": "closed", "close": ("torkham",)},
         "Torkham closed, unknown statuses taken as closed"),
        ({"trade": "bilateral"}, "cargo of two neighbours, not transit"),
    ],
)  # fmt: skip
def test_terms_that_are_not_the_usual_ones_are_said(model, terms, said):
    found = answer(model, replace(LATE, **terms))
    assert found.what_if == said
    assert said in found.line


def test_cargo_of_two_neighbours_leaves_a_port_that_is_closed_to_transit_alone(model):
    transit, bilateral = (
        answer(model, replace(OCTOBER, trade=one)) for one in ("transit", "bilateral")
    )
    assert places(bilateral.routes[0]) == places(bilateral.baseline) == ("PK-KHI", "XG-CHAMAN")
    assert places(transit.routes[0]) != ("PK-KHI", "XG-CHAMAN")


@pytest.mark.parametrize("terms", [{"unknown": "open"}, {"trade": "bilateral"}, {"ledger": "none"}])
def test_an_answer_is_kept_for_its_own_terms_alone(terms):
    assert what_if_key(replace(LATE, **terms)) != what_if_key(LATE)


@pytest.mark.parametrize("ask", ["provinces", "isochrones"])
def test_pictures_of_many_routes_obey_the_terms_too(model, ask):
    last, closed = (
        answer(model, replace(LATE, ask=ask, unknown=one)).network_map for one in ("last", "closed")
    )
    assert last.finding != closed.finding


def test_ends_that_are_one_place_are_said_to_be(model):
    same = answer(model, replace(LATE, origin="Kabul", destination="kabul"))
    assert same.error == "Kabul and kabul are the same place on the network"
    assert not same.routes
    assert same.advice
