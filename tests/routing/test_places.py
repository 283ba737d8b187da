import re
from functools import cache

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import read_ledger
from catalog.names import read_names
from catalog.paths import GEO
from routing.errors import UnknownPlaceError
from routing.places import great_circle_km
from tests.catalog.built import frame


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PK-KHI", "PK-KHI"), ("pk-khi", "PK-KHI"), ("Torkham", "XG-TORKHAM"),
        ("XG-CHAMAN", "XG-CHAMAN"), ("Islam Qala", "XG-ISLAMQALA"), ("Jebel Ali", "AE-JEA"),
        ("Spin Boldak-Chaman", "XG-CHAMAN"),
    ],
)  # fmt: skip
def test_gateways_go_by_id_and_name(model, text, place):
    assert model.gazetteer.end(text).place == place


@pytest.mark.parametrize(
    "text",
    ["Kabul", "kabul", "Mazar-i-Sharif", "mazar i sharif", "Delaram", "Taftan", "69.17,34.53"],
)
def test_towns_are_joined_to_an_edge(model, text):
    end = model.gazetteer.end(text)
    assert end.edge >= 0
    assert 0 <= end.share <= 1
    assert end.off_km < 5


def test_a_near_miss_is_suggested(model):
    with pytest.raises(UnknownPlaceError, match=r"no place 'Kandahr'; did you mean Kandahar"):
        model.gazetteer.end("Kandahr")


def test_a_point_far_from_everything_is_refused(model):
    with pytest.raises(UnknownPlaceError, match="more than 60 km"):
        model.gazetteer.end("0,0")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("torkham", ["XG-TORKHAM"]), ("chaman-spin-boldak", ["XG-CHAMAN"]),
        ("hormuz", ["hormuz"]), ("Chabahar", ["IR-ZBR-SB", "IR-ZBR-SK"]), ("Karachi", ["PK-KHI"]),
        ("afg-irn", ["XG-ISLAMQALA", "XG-MILAK", "XG-MAHIRUD", "XG-KHAF-RAIL"]),
        ("irn-pak", ["XG-TAFTAN", "XG-GABD"]), ("Bandar Abbas", ["IR-BND"]),
        ("chaman_spin_boldak", ["XG-CHAMAN"]), ("Wesh", ["XG-CHAMAN"]),
        ("friendship gate", ["XG-CHAMAN"]), ("milak_zaranj", ["XG-MILAK"]),
        ("kharlachi_dand_patan", ["XG-KHARLACHI"]), ("termez", ["XG-HAIRATAN"]),
        ("serhetabat", ["XG-TORGHUNDI"]), ("galaba", ["XG-HAIRATAN-RAIL"]),
    ],
)  # fmt: skip
def test_what_can_be_closed_goes_by_short_names(model, text, places):
    assert list(model.gazetteer.closable(text)) == places


def test_both_command_lines_understand_the_names_of_a_gateway_alike(model):
    ledger = read_ledger()
    for place, names in read_names(GEO).items():
        for name in names.every if place in model.network.by_place else ():
            try:
                (found,) = find(ledger.places, name)
            except (PlaceError, ValueError):
                continue  # a name that two gates share
            assert model.gazetteer.closable(name) == (found.id,), name


def test_a_small_town_goes_before_the_gateway_that_has_a_side_of_its_name(model):
    assert model.gazetteer.end("Ghoryan").place == ""
    assert model.gazetteer.closable("Ghoryan") == ("XG-KHAF-RAIL",)


def test_what_cannot_be_closed_is_refused(model):
    with pytest.raises(UnknownPlaceError, match="did you mean torkham"):
        model.gazetteer.closable("torkam")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Arandu", "no road of the data"), ("xg-arandu", "no road of the data"),
        ("Wakhjir Pass", "no road of the data"), ("GE-PTI", "no sea lane of the data"),
    ],
)  # fmt: skip
def test_a_gateway_that_is_not_on_the_network_is_refused_and_the_reason_said(model, text, why):
    for ask in (model.gazetteer.end, model.gazetteer.closable):
        with pytest.raises(UnknownPlaceError, match=f"is not on the network .*{why}"):
            ask(text)


@cache
def land():
    return shapely.union_all(frame("land").geometry.to_numpy())


def joins_over_water(gazetteer, end):
    """Give the km over water between a place and the road that it was joined to."""
    if end.edge < 0:
        return 0.0
    met = gazetteer._snap(end.lon, end.lat, "road", end.country)[3]
    line = shapely.LineString([(end.lon, end.lat), met])
    return end.off_km * (1 - line.intersection(land()).length / line.length) if line.length else 0.0


@given(lon=st.floats(44, 80), lat=st.floats(20, 45))
def test_no_point_is_joined_to_a_road_over_water_or_from_afar(model, lon, lat):
    try:
        end = model.gazetteer.point(lon, lat, "here")
    except UnknownPlaceError as error:
        assert re.search(r"km|port|beyond the network", str(error))  # noqa: PT017
        return
    assert end.off_km <= 60
    assert joins_over_water(model.gazetteer, end) <= 5.1
    if end.place:
        port = model.network.by_place[end.place][0]
        assert end.off_km == pytest.approx(
            great_circle_km((lon, lat), (port.lon, port.lat)), abs=0.1
        )


def test_no_town_of_the_gazetteer_is_joined_over_water(model):
    towns = {*model.gazetteer.towns.values(), *model.gazetteer.small_towns.values()}
    refused = []
    for town in towns:
        try:
            end = model.gazetteer.point(town.lon, town.lat, town.name)
        except UnknownPlaceError as error:
            refused.append(town.name) if "over water" in str(error) else None
        else:
            assert joins_over_water(model.gazetteer, end) <= 5.1, town
    assert {"Qeshm", "Hormoz", "Kīsh", "Khārk"} <= set(refused)
    assert len(refused) < 20


@given(lon=st.floats(61, 75), lat=st.floats(25, 38))
def test_latitude_before_longitude_is_asked_about_wherever_it_gives_a_place(model, lon, lat):
    lon, lat = round(lon, 2), round(lat, 2)
    try:
        model.gazetteer.end(f"{lon},{lat}")
    except UnknownPlaceError:
        return
    with pytest.raises(UnknownPlaceError, match=r"did you mean|port|water"):
        model.gazetteer.end(f"{lat},{lon}")
