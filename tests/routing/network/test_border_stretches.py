"""Stretches that run beside a border and through the neighbour's polygon are listed, each with its reason."""

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from catalog.paths import SOURCES
from catalog.tables.reading import read_table
from routing.network.network import RAIL, ROAD

LEAST_KM = 0.05
GEOD = pyproj.Geod(ellps="WGS84")


def stretches(network):
    """Edges between two ends at home that run through another country: (lon, lat) of their middle, km by country."""
    focus = gpd.read_file(SOURCES / "basemap" / "countries_osm_focus.gpkg")
    edges = np.flatnonzero((network.mode == ROAD) | (network.mode == RAIL))
    lines = np.array([shapely.LineString(network.points(edge)) for edge in edges.tolist()])
    index = shapely.STRtree(lines)
    ends = {node for gateway in network.gateways for node in (gateway.a, gateway.b)}
    found = {}
    for row in focus.itertuples():
        for at in index.query(row.geometry.boundary, predicate="intersects").tolist():
            edge = int(edges[at])
            country = network.countries[network.country[edge]]
            if country == row.iso_a3 or {int(network.u[edge]), int(network.v[edge])} & ends:
                continue
            km = GEOD.geometry_length(shapely.intersection(lines[at], row.geometry)) / 1000
            if km > LEAST_KM:
                middle = shapely.get_coordinates(lines[at].interpolate(0.5, normalized=True))[0]
                found[(round(middle[0], 3), round(middle[1], 3))] = (country, row.iso_a3, km)
    return found


def test_every_stretch_through_a_neighbours_polygon_is_listed(model):
    listed = {
        (float(row["lon"]), float(row["lat"])): (row["country"], row["through"], float(row["km"]))
        for row in read_table(SOURCES, "edits/routing_border_stretches.csv")
    }
    found = stretches(model.network)
    assert set(found) == set(listed)
    for middle, (country, through, km) in found.items():
        assert listed[middle][:2] == (country, through)
        assert abs(listed[middle][2] - km) < 0.06
    assert len(found) == 42
    assert sum(km for _, _, km in found.values()) < 130
