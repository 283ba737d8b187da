import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.atlas.dataset import REQUIRED, load, load_atlas
from catalog.problems import CatalogError


def write(folder: Path, name: str, *features: dict[str, object]) -> None:
    head = {"type": "FeatureCollection", "name": name, "origins": [{"id": "o"}], "default_day": "x"}
    (folder / f"{name}.geojson").write_text(json.dumps({**head, "features": features}))


def point(key: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    row = dict.fromkeys(REQUIRED) | {"id": key} | more
    where = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": row, "geometry": where}


def test_records_hold_properties_and_points_their_position(tmp_path: Path) -> None:
    unplaced: dict[str, object] = {"type": "Feature", "properties": {"id": "b"}, "geometry": None}
    write(tmp_path, "ports", point("a", 67.0, 24.8, name="Karachi"), unplaced)
    ports = load("ports", tmp_path)
    assert [row["id"] for row in ports.records] == ["a", "b"]
    assert [(lon, lat, row["name"]) for lon, lat, row in ports.points()] == [
        (67.0, 24.8, "Karachi")
    ]
    assert (ports.origins, ports.meta) == (({"id": "o"},), {"default_day": "x"})


def test_the_frame_is_in_degrees_and_has_every_property(tmp_path: Path) -> None:
    write(tmp_path, "ports", point("a", 67.0, 24.8))
    frame = load("ports", tmp_path).frame
    assert frame.crs.to_epsg() == 4326
    assert set(REQUIRED) <= set(frame.columns)


def test_a_frame_with_lacking_properties_and_impossible_points_is_refused(tmp_path: Path) -> None:
    lacking = point("a", 670.0, 24.8)
    lacking["properties"] = {"id": "a", "name": "Karachi"}
    write(tmp_path, "ports", lacking)
    with pytest.raises(CatalogError) as caught:
        _ = load("ports", tmp_path).frame
    assert "lacks properties ['kind'" in str(caught.value)
    assert "ports.geojson:2: geometry is off the globe" in str(caught.value)


def test_every_missing_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, "ports")
    with pytest.raises(FileNotFoundError, match=r"routes.geojson, .*make build") as caught:
        load_atlas(tmp_path, ("ports", "routes", "venues"))
    assert "venues.geojson are missing" in str(caught.value)
    with pytest.raises(
        FileNotFoundError, match=r"routes.geojson is missing; `make build` makes it"
    ):
        load("routes", tmp_path)


def test_a_file_that_is_no_layer_is_named(tmp_path: Path) -> None:
    (tmp_path / "ports.geojson").write_text("[1, 2")
    with pytest.raises(CatalogError, match="run `make build`"):
        load("ports", tmp_path)


def test_the_atlas_finds_datasets_by_the_name_of_their_file(tmp_path: Path) -> None:
    write(tmp_path, "ports")
    write(tmp_path, "routes")
    atlas = load_atlas(tmp_path, ("ports", "routes"))
    assert list(atlas) == ["ports", "routes"]
    assert atlas["routes"].name == "routes"


def test_loading_needs_no_geopandas() -> None:
    code = "import sys, catalog.atlas.dataset; print('geopandas' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
