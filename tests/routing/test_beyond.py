"""Places joined to their own country's roads, exits at the network's edge, and borders that are crossed at crossings alone."""

import numpy as np
import pytest

from routing.errors import NoRouteError, UnknownPlaceError
from routing.network.network import ROAD
from routing.paths.query import Query


def own(model, end):
    return model.network.countries[model.network.country[end.edge]]


def test_no_town_of_the_gazetteers_is_joined_to_a_road_of_another_country(model):
    towns = {*model.gazetteer.towns.values(), *model.gazetteer.small_towns.values()}
    joined = 0
    for town in towns:
        try:
            end = model.gazetteer.point(town.lon, town.lat, town.name, country=town.country)
        except UnknownPlaceError:
            continue
        assert end.country == town.country
        if end.edge >= 0:
            assert own(model, end) == town.country, town
            joined += 1
    assert joined > 2000


@pytest.mark.parametrize("place", ["Jammu", "Amritsar", "Yerevan", "Basra"])
def test_towns_over_the_border_are_no_place_of_a_neighbours_road(model, place):
    with pytest.raises(UnknownPlaceError, match="beyond the network"):
        model.gazetteer.end(place)
    assert all(end.beyond for end in model.gazetteer.candidates(place))


@pytest.mark.parametrize("place", ["Magdanly", "Chubek", "Khamyāb"])
def test_with_every_crossing_of_the_north_shut_nobody_comes_from_there_but_by_another(model, place):
    shut = model.closures(None, close=["afg-tkm", "afg-tjk", "afg-uzb"])
    try:
        route = model.route(place, "Kabul", Query(closures=shut))
    except NoRouteError:
        return
    country = model.gazetteer.end(place).country
    assert bool(route.crossings) == (country != "AFG")


@pytest.mark.parametrize("country", ["AFG", "PAK", "IRN", "TJK", "TKM", "UZB"])
def test_with_all_crossings_of_a_country_shut_no_town_of_it_leads_abroad(model, country):
    shut = model.closures(None, close=[country.lower()])
    towns = [town for town in model.gazetteer.towns.values() if town.country == country][:4]
    abroad = "Kabul" if country != "AFG" else "Mashhad"
    for town in towns:
        with pytest.raises(NoRouteError):
            model.route(town.name, abroad, Query(closures=shut, modes=frozenset({"road", "rail"})))


def test_roads_of_two_countries_meet_at_no_node(model):
    network = model.network
    road = np.flatnonzero(network.mode == ROAD)
    least = np.full(network.nodes, 99, dtype=np.int64)
    most = np.full(network.nodes, -1, dtype=np.int64)
    for ends in (network.u, network.v):
        np.minimum.at(least, ends[road], network.country[road])
        np.maximum.at(most, ends[road], network.country[road])
    assert (least[most >= 0] == most[most >= 0]).all()


def test_every_exit_is_joined_to_a_road_of_its_own_country(model):
    for one in model.gazetteer.exits.every:
        end = model.gazetteer.point(one.lon, one.lat, one.name, country=one.country)
        assert own(model, end) == one.country
        assert end.off_km < 1
        assert all(found.beyond for found in model.gazetteer.candidates(one.beyond_name))
