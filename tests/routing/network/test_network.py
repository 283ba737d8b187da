import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from catalog.paths import GEO
from catalog.problems import CatalogError
from routing.evidence.check import problems
from routing.network.network import GATEWAY, SEA, gateway_places, load
from routing.places import great_circle_km
from tests.routing.pictures import EDGES, POINTS, picture


def test_the_network_passes_its_own_check(model):
    assert problems(model.network) == []


def test_the_places_of_the_gateways_are_read_without_the_rest(model):
    assert gateway_places() == set(model.network.by_place)


def test_the_picture_passes_the_check():
    assert problems(picture()) == []


def test_a_free_border_is_found():
    (text,) = problems(picture((*EDGES, (0, 4, 0, 1, 0))))
    assert text == "free border: AFG and PAK hang together without a crossing"


def test_an_island_is_found():
    points = {**POINTS, 17: (10, 10), 18: (14, 10)}
    (text,) = problems(picture((*EDGES, (17, 18, 0, 1, 0)), points=points))
    assert text.startswith("island: 444 km of lines near 10.00, 10.00")


def test_a_gateway_that_leads_nowhere_is_found():
    (text,) = problems(picture(tuple(edge for edge in EDGES if edge[:2] != (7, 5))))
    assert text == "stray gateway: nothing leads to the second side of XG-EAST/road"


def test_a_sea_leg_below_the_great_circle_is_found():
    network = picture()
    km = np.where(network.mode == SEA, network.km / 2, network.km).astype(np.float32)
    short = type(network)(**{**vars_of(network), "km": km})
    assert {text.split(":")[0] for text in problems(short)} == {"sea leg below the great circle"}


def vars_of(network):
    return {name: getattr(network, name) for name in type(network).__dataclass_fields__}


def test_no_lane_is_shorter_than_the_great_circle(model):
    network = model.network
    place = network.position
    for edge in np.flatnonzero(network.mode == SEA).tolist():
        straight = great_circle_km(tuple(place[network.u[edge]]), tuple(place[network.v[edge]]))
        assert network.km[edge] >= 0.994 * straight


def test_the_gateways_are_nodes(model):
    places = set(model.network.by_place)
    assert {"XG-TORKHAM", "XG-CHAMAN", "XG-TAFTAN", "XG-GABD", "PK-KHI", "IR-ZBR-SB"} <= places
    assert {gateway.mode for gateway in model.network.by_place["XG-TAFTAN"]} == {"road", "rail"}


def test_a_gateway_is_one_edge(model):
    network = model.network
    for gateway in network.gateways:
        (edge,) = np.flatnonzero((network.gateway == gateway.number) & (network.mode == GATEWAY))
        assert gateway.a in {network.u[edge], network.v[edge]}


def test_a_missing_network_says_how_to_make_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="make build"):
        load(tmp_path / "network.npz")


COLD = """
import time
began = time.perf_counter()
from routing.model import Model
model = Model.load()
model.network.arcs
took = time.perf_counter() - began
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells a process its peak")
def test_a_cold_load_is_quick_and_small():
    out = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, out.stdout.split())
    assert megabytes < 150
    assert seconds < 5  # 1 s on a quiet machine, as `python -m bench routing` measures


def test_the_package_is_imported_without_heavy_libraries():
    code = "import sys, routing.network.closures, routing.network.network; print(sorted({'scipy', 'shapely', 'pandas', 'geopandas'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


DAMAGES = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "text": lambda _: b"no archive at all",
    "a pickle": lambda _: b"\x80\x04N.",
    "another archive": lambda _: b"PK\x05\x06" + bytes(18),
    "overwritten": lambda content: content[:5000] + b"garbage" * 90 + content[5630:],
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_network_is_named_with_the_way_out(tmp_path, how):
    path = tmp_path / "network.npz"
    path.write_bytes(DAMAGES[how]((GEO / "network.npz").read_bytes()))
    # The list of gates is a part of its own, which the garbage has not hit.
    for read in (load,) if how == "overwritten" else (load, gateway_places):
        with pytest.raises(CatalogError, match=r"network\.npz: is no network .*make build"):
            read(path)
