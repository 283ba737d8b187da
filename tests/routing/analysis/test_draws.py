"""Routes in the same draws: what they share cancels, and what nobody knows is said to be so."""

from datetime import date

import numpy as np
import pytest

from routing.analysis.beside import beside
from routing.analysis.draws import DECIDED, better_in, difference, drawn
from routing.costs.tariff import CENTRAL
from routing.paths.query import Query

SEPTEMBER, NOVEMBER = date(2025, 9, 15), date(2025, 11, 15)


@pytest.fixture(scope="module")
def routes(model):
    query = model.query(closures=model.closures(SEPTEMBER), day=SEPTEMBER)
    return model.routes("Kabul", "the sea", query, number=4)


def test_the_terms_of_a_route_add_up_to_its_central_figures(model, routes):
    for route in routes:
        found = {"usd": 0.0, "h": 0.0}
        for term in route.terms:
            value = term.amount
            for one in term.parameters:
                value *= model.price.parameters.values(one)[CENTRAL]
            found[term.unit] += value
        assert found["usd"] == pytest.approx(route.cost_usd.central, rel=1e-5)
        assert found["h"] == pytest.approx(route.time_h.central, rel=1e-5)


def test_a_route_differs_from_itself_by_nothing(model, routes):
    told = difference(model.price.parameters, routes[0], routes[0])
    assert (told.usd_more.low, told.usd_more.central, told.usd_more.high) == (0, 0, 0)
    assert told.dearer_in == told.slower_in == 0


def test_low_and_high_are_the_5th_and_95th_of_100_of_a_parameter(model, routes):
    one = next(term.main for term in routes[0].terms if term.main.kind == "rate")
    from routing.analysis.draws import _values

    low, central, high = model.price.parameters.values(one)
    values = _values(model.price.parameters, one, 20_000)
    assert np.percentile(values, [5, 50, 95]) == pytest.approx([low, central, high], rel=0.03)


def test_the_same_parameter_has_the_same_draws_in_every_comparison(model, routes):
    alone = drawn(model.price.parameters, routes[:1]).usd[:, 0]
    among = drawn(model.price.parameters, routes).usd[:, 0]
    assert np.array_equal(alone, among)


def test_pairing_is_narrower_than_two_ranges_apart(model, routes):
    both = drawn(model.price.parameters, routes[:2]).usd
    assert (both[:, 0] - both[:, 1]).std() < np.hypot(both[:, 0].std(), both[:, 1].std())


def test_an_objective_without_money_or_hours_is_not_compared(model, routes):
    assert better_in(model.price.parameters, routes, Query("shortest")) is None
    shares = better_in(model.price.parameters, routes, Query())
    assert all(0 <= share <= 1 for share in shares)


def test_over_crossings_known_to_be_open_no_unknown_one_is_passed(model):
    day = date(2026, 11, 28)
    query = model.query(closures=model.closures(day), day=day)
    route = model.route("Kabul", "Karachi", query)
    found = beside(model, "Kabul", "Karachi", query, route)
    assert set(found.doubtful) == set(route.places) & query.unknown
    assert found.doubtful
    assert found.known_open is None
    assert any("nothing is known on the day" in text for text in found.sentences)
    assert {note.mark for note in route.notes} == {"status unknown"}


def test_kabul_to_tashkent_cannot_be_told_and_says_so(model):
    query = model.query(closures=model.closures(NOVEMBER), day=NOVEMBER)
    route = model.route("Kabul", "Tashkent", query)
    found = beside(model, "Kabul", "Tashkent", query, route)
    assert found.better_in is not None
    assert found.better_in < DECIDED
    assert any("cannot be told" in text for text in found.sentences)
