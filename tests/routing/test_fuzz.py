from datetime import date

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.network.network import gateway_places
from routing.paths.query import Query

TOWNS = (
    "Kabul",
    "Karachi",
    "Herat",
    "Kandahar",
    "Mashhad",
    "Termez",
    "Chabahar",
    "IN-BOM",
    "AE-JEA",
    "XG-TORKHAM",
)
closures = st.lists(
    st.builds(
        Closure,
        place=st.deferred(
            lambda: st.sampled_from((*sorted(gateway_places()), "hormuz", "nowhere"))
        ),
        modes=st.sampled_from([frozenset(), frozenset({"sea"}), frozenset({"road", "rail"})]),
        cargo=st.sampled_from(["trucks", "transit", "bilateral", "all"]),
        direction=st.sampled_from(["both", "forward", "reverse"]),
        start=st.sampled_from([None, date(2025, 10, 12)]),
        end=st.sampled_from([None, date(2026, 6, 15)]),
    ),
    max_size=12,
)
questions = st.tuples(
    st.sampled_from(TOWNS), st.sampled_from(TOWNS), closures,
    st.sampled_from(["cheapest", "fastest", "shortest", "fewest-borders"]),
    st.sampled_from([None, date(2025, 12, 1), date(2026, 7, 1)]),
)  # fmt: skip


def ask(model, origin, destination, shut, objective, day):
    try:
        return model.route(origin, destination, Query(objective, tuple(shut), day))
    except NoRouteError:
        return None


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions)
def test_any_question_has_a_sound_answer_or_none(model, question):
    origin, destination, shut, objective, day = question
    before = model.network.km.sum()
    free = ask(model, origin, destination, [], objective, day)
    found = ask(model, origin, destination, shut, objective, day)
    assert ask(model, origin, destination, [], objective, day) == free
    assert model.network.km.sum() == before
    if found is None or free is None:
        return
    if objective != "shortest":  # It goes by sea only where no road leads.
        assert found.weight >= free.weight * (1 - 1e-9)
    assert len(set(found.edges)) == len(found.edges)
    assert found.cost_usd.low <= found.cost_usd.central <= found.cost_usd.high
    assert found.time_h.low <= found.time_h.central <= found.time_h.high
    for one, two in zip(found.legs, found.legs[1:], strict=False):
        assert np.hypot(*(one.line[-1] - two.line[0])) < 0.05
