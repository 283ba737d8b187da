"""Random closures on the whole network: no route passes what is closed, and no lane runs over a closed strait.

Three hundred here; ``make soak`` tries ten thousand.
"""

import numpy as np
import pytest
import shapely

from bench.closures import STRAIT, try_closures
from routing.network.network import SEA


def test_three_hundred_random_closures_are_passed_by_no_route(model):
    found = try_closures(model, 300, seed=17)
    assert found.asked == 300
    assert found.answered > 100
    assert found.faults == []


def test_a_route_over_what_is_closed_would_be_found(model):
    """The trial itself is tried: with closures that the search does not know it has to complain."""
    found = try_closures(model, 60, seed=17, heeded=False)
    assert found.faults


def test_every_lane_over_the_strait_bears_its_mark(model):
    network = model.network
    lanes = np.flatnonzero(network.mode == SEA)
    over = [
        edge
        for edge in lanes.tolist()
        if shapely.intersects(shapely.LineString(network.points(edge)), STRAIT)
    ]
    assert len(over) > 20
    assert {int(network.gateway[edge]) for edge in over} == {1}


@pytest.mark.parametrize("port", ["IR-BND", "IR-BKM", "IR-BUZ", "AE-JEA"])
def test_with_the_strait_shut_no_ship_reaches_a_port_within_it(model, port):
    query = model.query(closures=model.closures(None, close=["hormuz"]), modes=frozenset({"sea"}))
    with pytest.raises(ValueError, match="hormuz"):
        model.route("IN-BOM", port, query)
