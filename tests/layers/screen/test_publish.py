"""What the browser is given: named by content, and no more of it than it draws."""

import json
import re

import pytest

from catalog.paths import GEO
from layers.registry import REGISTRY, STYLES
from layers.screen.publish import DRAWN, WEB, publish


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    return publish(GEO, folder)


def test_every_layers_file_is_there_under_a_name_of_its_content(published):
    for layer in REGISTRY:
        served = published.files[layer.file]
        assert re.fullmatch(rf"{layer.file}\.[0-9a-f]{{12}}\.{layer.suffix}", served)
        assert (published.folder / served).is_file()


def test_the_same_data_get_the_same_names(published, tmp_path):
    again = publish(GEO, tmp_path)
    assert (again.files, again.script, again.sheets) == (
        published.files, published.script, published.sheets,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["crossings", "routes", "incidents", "venues"])
def test_a_served_file_keeps_every_feature_and_only_what_is_drawn(published, name):
    whole = json.loads((GEO / f"{name}.geojson").read_bytes())["features"]
    all_of_it = published.files.get(f"{name}_all", published.files[name])
    served = json.loads((published.folder / all_of_it).read_bytes())["features"]
    assert [one["geometry"] for one in served] == [one["geometry"] for one in whole]
    for row, given in zip(whole, served, strict=True):
        assert set(given["properties"]) <= DRAWN
        assert given["properties"]["id"] == row["properties"]["id"]


def test_what_is_known_no_longer_is_served_apart_from_what_the_first_sight_needs(published):
    def rows(name):
        content = (published.folder / published.files[name]).read_bytes()
        return [one["properties"] for one in json.loads(content)["features"]]

    now, whole = rows("crossings"), rows("crossings_all")
    assert [row["id"] for row in now] == [row["id"] for row in whole if "known_to" not in row]
    assert 2 * len(now) < len(whole)
    states = [state for row in rows("routes") for state in row.get("states", ())]
    assert states
    assert not any("known_to" in state or "known_from" in state for state in states)


def test_nothing_that_the_registry_parts_files_by_is_left_out():
    assert {key for layer in REGISTRY for key in layer.where} <= DRAWN


def test_nothing_that_the_client_reads_is_left_out():
    script = (WEB / "client.js").read_text(encoding="utf-8")
    read = set(re.findall(r"(?:\bp|\.p|properties)\.([a-z][a-z0-9_]*)\b(?!\()", script))
    known = {key for key in read if any(key in f["properties"] for f in _samples())}
    assert known <= DRAWN


def _samples():
    for path in GEO.glob("*.geojson"):
        yield from json.loads(path.read_bytes())["features"][:3]


def test_every_style_reaches_the_client(published):
    text = (published.folder / published.script).read_text(encoding="utf-8")
    assert all(layer in text for layer in STYLES)


def test_a_missing_or_damaged_file_is_named_with_the_way_out(tmp_path):
    for path in GEO.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "rivers.geojson").unlink()
    with pytest.raises(FileNotFoundError, match=r"rivers\.geojson; run 'make build'"):
        publish(tmp_path, tmp_path / "web")
    (tmp_path / "rivers.geojson").symlink_to(GEO / "rivers.geojson")
    (tmp_path / "ports.geojson").unlink()
    (tmp_path / "ports.geojson").write_text('{"type": "FeatureCollection", "feat')
    with pytest.raises(ValueError, match=r"ports\.geojson is damaged .*make build"):
        publish(tmp_path, tmp_path / "web")
