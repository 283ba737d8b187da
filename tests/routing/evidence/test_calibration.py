import pytest

from catalog.paths import SOURCES
from routing.costs.parameters import CALIBRATION, read_parameters
from routing.evidence.calibration import fit, residuals, table, targets
from routing.evidence.distances import MOST_PERCENT, distances
from routing.paths.query import Query
from routing.places import great_circle_km


@pytest.fixture(scope="module")
def published(model):
    return targets(model)


def test_every_published_total_lies_in_the_range_shown(model, published):
    rows = residuals(published, read_parameters(model.geo, calibrated=False))
    # A week from Kabul to Nhava Sheva, a day of it in port (2019): no ship is waited for in it.
    assert [row.target.key for row in rows if not row.inside] == ["kabul-nhava-sheva-days"]
    assert {row.target.corridor for row in rows} == {"C01", "C02", "C05", "C08", "C13", "C15"}


def test_the_table_holds_what_the_fit_finds(model, published):
    found = table(fit(published, read_parameters(model.geo, calibrated=False)))
    assert (SOURCES / CALIBRATION).read_text(encoding="utf-8") == found


def test_no_parameters_range_excludes_its_middle(model):
    parameters = read_parameters(model.geo)
    for one in parameters.rows.values():
        low, central, high = parameters.values(one)
        assert 0 < low <= central <= high, one.key


def test_the_published_distances_are_met(model):
    found = list(distances(model))
    errors = sorted(abs(row.percent) for row in found)
    assert len(errors) > 50
    assert {row.mode for row in found} == {"road", "rail", "sea"}
    assert errors[len(errors) // 2] <= 3
    assert [row for row in found if abs(row.percent) > MOST_PERCENT and not row.doubt] == []


@pytest.mark.parametrize(
    ("origin", "destination", "least", "most"),
    [
        ("Zaranj", "Delaram", 215, 220), ("Kabul", "Torkham", 222, 230), ("Karachi", "Chaman", 800, 860),
        ("Peshawar", "Torkham", 52, 57), ("Tashkent", "Khujand", 150, 170), ("Dushanbe", "Khorugh", 510, 540),
        ("Lahore", "Okara", 120, 135), ("Bannu", "Peshawar", 175, 200), ("Hyderabad", "Karachi", 150, 170), ("Kandahar", "Herat", 555, 575), ("Kabul", "Kunduz", 325, 345),
    ],
)  # fmt: skip
def test_further_distances_come_out(model, origin, destination, least, most):
    found = model.route(origin, destination, model.query("shortest"))
    assert least <= found.length_km <= most


def test_the_bare_range_holds_what_the_press_said_of_kabul_and_karachi(model):
    closures = model.closures(None, close=["chaman"])
    found = model.route("Kabul", "Karachi", model.query("cheapest", closures))
    assert found.cost_usd.low <= 2000 <= found.cost_usd.high
    assert found.time_h.low <= 72
    assert found.time_h.high >= 96


@pytest.mark.parametrize("port", ["OM-DQM", "IN-PAV", "IN-KOC"])
@pytest.mark.parametrize("other", ["PK-KHI", "IR-ZBR-SB"])
def test_a_lane_is_no_detour(model, port, other):
    """The great circle, and a third more for capes and gulfs."""
    route = model.route(port, other, Query("shortest", modes=frozenset({"sea"})))
    ends = [model.network.by_place[place][0] for place in (port, other)]
    straight = great_circle_km(*((gateway.lon, gateway.lat) for gateway in ends))
    assert straight <= route.length_km <= 1.33 * straight
