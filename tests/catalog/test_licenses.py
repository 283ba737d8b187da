"""The page on licences names all that the data and the program are made of."""

import json
import re

import pytest

from catalog.origin import load_origins
from catalog.paths import GEO, ROOT

PAGE = (ROOT / "data" / "LICENSES.md").read_text(encoding="utf-8")
ORIGINS = load_origins()
FILES = sorted(GEO.glob("*.geojson"))
# Files in which coordinates of OpenStreetMap stand.
FROM_OSM = ("border", "border_coarse", "land", "land_detail", "boundaries", "boundaries_detail",
            "disputed_areas", "disputed_areas_detail", "provinces", "crossings", "routes",
            "main_roads")  # fmt: skip


def origins_of(path):
    return json.loads(path.read_bytes())["origins"]


def row_of(key):
    return next((line for line in PAGE.splitlines() if line.startswith(f"| `{key}` |")), "")


@pytest.mark.parametrize("key", ORIGINS)
def test_every_origin_has_a_row_with_its_title_licence_and_credit(key):
    row, origin = row_of(key), ORIGINS[key]
    for text in (origin.title, origin.url.removeprefix("data/"), origin.producer, origin.licence,
                 origin.licence_url, origin.credit):  # fmt: skip
        assert text in row
    assert re.search(r"\| [^|]{4,} \|$", row), "says what it is used for"


def test_the_page_lists_no_origin_that_is_gone():
    listed = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert listed == set(ORIGINS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_built_file_credits_known_origins(path):
    found = origins_of(path)
    assert found
    for origin in found:
        assert origin["credit"] == ORIGINS[origin["id"]].credit


@pytest.mark.parametrize("name", FROM_OSM)
def test_what_derives_from_openstreetmap_says_so_and_is_listed(name):
    path = GEO / f"{name}.geojson"
    assert any(
        "© OpenStreetMap contributors, ODbL" in origin["credit"] for origin in origins_of(path)
    )
    assert f"`{name}.geojson`" in PAGE


def test_no_other_file_is_credited_to_openstreetmap():
    credited = {
        path.stem
        for path in FILES
        if any("OpenStreetMap" in origin["credit"] for origin in origins_of(path))
    }
    assert credited == set(FROM_OSM)


def test_the_files_that_the_page_names_exist():
    for address in re.findall(r"\]\((?!https?:)([^)]+)\)", PAGE):
        assert (ROOT / "data" / address).exists(), address
    for name in re.findall(r"`((?:basemap|network|facts|edits)/[\w*.]+)`", PAGE):
        assert list((ROOT / "data" / "sources").glob(name)), name


def test_vendored_parts_stand_with_their_licences():
    vendored = ROOT / "layers" / "web"
    leaflet = (vendored / "vendor" / "leaflet.LICENSE").read_text(encoding="utf-8")
    noto = (vendored / "fonts" / "LICENSE").read_text(encoding="utf-8")
    version, *_ = re.findall(
        r"Leaflet ([\d.]+)", (vendored / "vendor" / "leaflet.js").read_text("utf-8")
    )
    assert "BSD 2-Clause" in leaflet
    assert "SIL Open Font License" in noto
    assert f"Leaflet {version} " in PAGE
    assert "BSD-2-Clause" in PAGE
    assert "OFL-1.1" in PAGE
