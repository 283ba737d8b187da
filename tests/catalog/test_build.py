import pytest

from catalog import build
from catalog.builders import BUILDERS
from catalog.manifest import FILE, faults, read_manifest
from catalog.paths import GEO, SOURCES
from tests.catalog.built import seal

# Those that take a second or less; the geography and the corridors are held by `make check`.
FAST = (
    "catalog.facts.crossings",
    "catalog.facts.ports",
    "catalog.facts.venues",
    "catalog.facts.incidents",
    "catalog.story.story",
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return build.outputs(SOURCES, FAST)


def test_building_twice_gives_the_same_bytes(made):
    assert build.outputs(SOURCES, FAST) == made


def test_what_is_built_is_what_lies_in_the_folder(made):
    for name, content in made.items():
        assert (GEO / name).read_bytes() == content, name


def test_every_fast_builder_is_one_of_all():
    assert set(FAST) < set(BUILDERS)


def test_every_file_is_written_and_stale_ones_are_removed(made, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "BUILDERS", FAST)
    (tmp_path / "old.geojson").write_bytes(b"stale")
    (tmp_path / "story.json").write_bytes(b"outdated")
    seal(tmp_path)
    written = build.write(SOURCES, tmp_path, FAST)
    assert {path.name for path in tmp_path.iterdir()} == {*made, FILE}
    assert {path.name: path.read_bytes() for path in written} == made


def test_what_no_build_wrote_is_never_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "BUILDERS", FAST)
    (tmp_path / "letter.txt").write_text("to my sister")
    build.write(SOURCES, tmp_path, FAST)
    assert (tmp_path / "letter.txt").read_text() == "to my sister"
    (problem,) = faults(tmp_path)
    assert "letter.txt: was not written by the build" in str(problem)


def test_a_part_of_the_build_is_whole_with_the_rest(tmp_path):
    build.write(SOURCES, tmp_path, FAST[-1:])
    build.write(SOURCES, tmp_path, FAST[:1])
    assert faults(tmp_path) == []
    assert {"story.json", "crossings.geojson"} <= set(read_manifest(tmp_path))


def test_a_part_of_the_build_removes_nothing(tmp_path):
    (tmp_path / "land.geojson").write_bytes(b"of another builder")
    build.write(SOURCES, tmp_path, FAST[-1:])
    assert (tmp_path / "land.geojson").read_bytes() == b"of another builder"


def test_two_builders_of_one_file_are_refused():
    twice = (FAST[-1], FAST[-1])
    with pytest.raises(ValueError, match=r"writes .*story.json.*another builder"):
        build.outputs(SOURCES, twice)
