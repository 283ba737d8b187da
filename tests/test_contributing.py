"""The recipes of data are true: each is followed to the letter on a copy of the sources."""

import csv
import json
import re
from functools import cache
from itertools import chain

import pytest

from catalog.build import outputs
from catalog.check import check_features, check_rows, rebuild
from catalog.facts.engagements import KINDS as MEETINGS
from catalog.facts.incidents import KINDS
from catalog.ledger.statuses import STATUSES
from catalog.origin import load_origins
from catalog.paths import GEO, ROOT, SOURCES
from catalog.tables.corrections import ADDED_COLUMNS, BASIS
from catalog.tables.countries import load_countries
from catalog.tables.schema import GATEWAYS
from catalog.validity import holds, knows
from layers.registry import REGISTRY
from tests.catalog.sources_copy import copy_sources, spoil
from tests.recipes import FOLDER, follow, read_recipes

RECIPES = read_recipes()
EVENT, VENUE, STATUS, CORRIDOR = "event", "venue", "crossing_status", "corridor"
OF_CODE = ("layer", "panel", "scenario_option", "source_table")
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BUILDERS = {
    EVENT: ("catalog.facts.incidents",),
    VENUE: ("catalog.facts.venues",),
    STATUS: ("catalog.facts.crossings",),
    CORRIDOR: ("catalog.corridors.routes",),
}
FORGOTTEN = [
    (recipe, codes, said[0]) for recipe in BUILDERS for codes, said in RECIPES[recipe].forgotten
]


def copied(root, *parts):
    """Copy the sources, link what is too large to copy, and write the blocks."""
    sources = copy_sources(root / "data" / "sources")
    for path in (SOURCES / "network").iterdir():
        if not (sources / "network" / path.name).exists():
            (sources / "network" / path.name).symlink_to(path)
    follow(tuple(chain(*parts)), root)
    return sources


def shown(row, day):
    return holds(row, day) and knows(row, None)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    @cache
    def built(recipe):
        sources = copied(tmp_path_factory.mktemp("recipe"), RECIPES[recipe].blocks)
        return sources, outputs(sources, BUILDERS[recipe])

    return built


@pytest.fixture(scope="module")
def features(followed):
    def read(recipe, name):
        return [json.loads(line) for line in lines(followed(recipe)[1][name])]

    return read


def lines(content):
    return [line.removesuffix(",") for line in content.decode().splitlines()[1:-1]]


def test_every_recipe_is_followed_and_listed():
    assert set(RECIPES) == {*BUILDERS, *OF_CODE}
    listed = set(re.findall(r"\]\((\w+)\.md\)", (FOLDER / "README.md").read_text("utf-8")))
    assert listed == {path.stem for path in FOLDER.glob("*.md")} - {"README"}


@pytest.mark.parametrize("recipe", BUILDERS)
def test_who_follows_a_recipe_has_no_problem(recipe, followed):
    sources, made = followed(recipe)
    land = load_countries((SOURCES / "basemap").resolve())
    assert check_rows(sources) == []
    for name, content in made.items():
        if name.endswith(".geojson"):
            assert list(check_features(name, content, countries=land)) == []


@pytest.mark.parametrize("recipe", BUILDERS)
def test_a_recipe_adds_and_changes_nothing_else(recipe, followed):
    for name, content in followed(recipe)[1].items():
        before = set(lines((GEO / name).read_bytes()))
        assert before <= set(lines(content)), name


@pytest.mark.parametrize("recipe", BUILDERS)
def test_rows_as_received_stay_as_they_are(recipe):
    written = {block.path for block in RECIPES[recipe].blocks}
    assert all(path.startswith("data/sources/edits/") for path in written)


@pytest.mark.parametrize(
    ("recipe", "codes", "said"), FORGOTTEN, ids=[" ".join(codes) for _, codes, _ in FORGOTTEN]
)
def test_the_check_says_what_was_forgotten(recipe, codes, said, tmp_path):
    sources = copied(tmp_path, RECIPES[recipe].lacking(codes))
    found = [problem.message for problem in check_rows(sources)]
    if said not in found:
        found += [problem.message for problem in rebuild(sources, BUILDERS[recipe])[1]]
    assert said in found


@pytest.mark.parametrize("recipe", BUILDERS)
def test_a_recipe_tells_what_the_check_says_without_a_source_and_a_reason(recipe):
    said = {text for _, (text, *_) in RECIPES[recipe].forgotten}
    assert {"why is empty"} < said
    assert any("has no source" in text for text in said)


def test_recipes_that_share_a_table_can_be_followed_one_after_the_other(tmp_path):
    sources = copied(tmp_path, *(RECIPES[recipe].blocks for recipe in BUILDERS))
    assert check_rows(sources) == []


def test_following_a_recipe_twice_names_the_row_that_stands_there_already(tmp_path):
    event = RECIPES[EVENT].blocks
    problems = check_rows(copied(tmp_path, event, event))
    assert all(one.file.endswith("border_events_additions.csv") for one in problems)
    said = "\n".join(map(str, problems))
    assert re.search(r"id '2026-03-02-example-gate-clash' stands on line \d+ already", said)


def test_the_event_has_both_claims_and_both_sources(features):
    (row,) = [
        feature["properties"]
        for feature in features(EVENT, "incidents.geojson")
        if feature["id"] == "2026-03-02-example-gate-clash"
    ]
    assert {claim["side"]: claim["text"] for claim in row["claims"]} == {
        "Example Force": "two guards killed",
        "Example Guard": "nobody killed",
    }
    assert (row["deaths_min"], row["deaths_max"], row["disputed"]) == (0, 2, True)
    assert [source["name"] for source in row["sources"]] == ["Example Gazette", "Example Courier"]


def test_the_venue_stands_on_the_map_from_the_day_of_its_meeting(features):
    rows = [feature["properties"] for feature in features(VENUE, "venues.geojson")]
    found = [
        row for row in rows
        if row["place"] == "V_EXAMPLE" and row["valid_from"] and knows(row, None)
    ]  # fmt: skip
    assert [(row["valid_from"], row["count"], row["kind"]) for row in found] == [
        ("2026-03-05", 1, "held")
    ]
    (venues,) = [layer for layer in REGISTRY if layer.id == "venues"]
    assert venues.shows(found[0], "2026-03-05", 30)
    assert not venues.shows(found[0], "2026-03-04", 30)


def test_the_meeting_has_an_arc_from_each_capital(features):
    (meeting,) = [
        feature
        for feature in features(VENUE, "engagements.geojson")
        if feature["properties"]["place"] == "V_EXAMPLE"
    ]
    assert meeting["properties"]["met"]
    assert len(meeting["geometry"]["coordinates"]) == 2


@pytest.mark.parametrize(
    ("day", "phase", "kind"),
    [
        ("2026-03-01", "unknown", "unknown"),
        ("2026-03-02", "reported", "open"),
        ("2026-03-03", "ageing", "open"),
        ("2026-05-31", "ageing", "open"),
        ("2026-06-01", "unknown", "unknown"),
    ],
)
def test_the_status_is_shown_on_its_day_and_ages(day, phase, kind, features):
    rows = [feature["properties"] for feature in features(STATUS, "crossings.geojson")]
    (row,) = [row for row in rows if row["place"] == "XG-EXAMPLE" and shown(row, day)]
    assert (row["phase"], row["kind"]) == (phase, kind)
    if phase != "unknown":
        assert [source["url"] for source in row["sources"]] == ["https://example.org/reopened"]
        assert row["addition"]


def test_the_corridor_has_a_leg_on_each_side_of_the_crossing(features):
    rows = [feature["properties"] for feature in features(CORRIDOR, "routes.geojson")]
    legs = [row for row in rows if row["corridor"] == "CX"]
    assert [(leg["id"], leg["after_break"]) for leg in legs] == [
        ("CX-1", None),
        ("CX-2", "XG-CHAMAN"),
    ]
    # By road it is about 115 km from Quetta to Chaman, and as far again to Kandahar.
    assert all(90 < leg["length_km"] < 140 for leg in legs)
    assert {(leg["gate"], leg["traffic_class"]) for leg in legs} == {("karachi", 0)}
    (state,) = [state for state in legs[1]["states"] if shown(state, "2026-03-02")]
    assert state["place"] == "XG-CHAMAN"


def test_nothing_can_be_dated_after_the_facts_were_last_read(tmp_path):
    sources = copied(tmp_path, RECIPES[EVENT].blocks)
    last = load_origins(sources)["facts"].accessed
    spoil(sources, "edits/border_events_additions.csv", "table,2026-11-23", "table,2099-11-23")
    (problem,) = check_rows(sources)
    assert "when the facts were last read (origins.toml)" in problem.message
    spoil(sources, "facts/origins.toml", f"accessed = {last}", "accessed = 2099-11-23")
    assert check_rows(sources) == []


@pytest.mark.parametrize(
    ("recipe", "words"),
    [(EVENT, KINDS), (VENUE, MEETINGS), (STATUS, STATUSES), (CORRIDOR, GATEWAYS)],
    ids=BUILDERS,
)
def test_a_recipe_names_every_word_that_its_cell_can_have(recipe, words):
    prose = re.sub(r"```.*?```", "", RECIPES[recipe].words, flags=re.DOTALL)
    assert [word for word in words if word not in re.findall(r"\w+", prose)] == []


def test_every_gateway_of_a_corridor_is_a_layer():
    assert {f"routes_{gateway}" for gateway in GATEWAYS} <= {layer.id for layer in REGISTRY}


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_command_is_a_target_of_make(recipe):
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    said = re.findall(r"^ {4}make (\w+) +#", PAGE, re.MULTILINE)
    assert {*said, *(command.removeprefix("make ") for command in RECIPES[recipe].commands)} <= {
        *targets
    }
    assert said == ["setup", "test", "coverage", "build", "check", "lint"]


def test_every_row_of_a_recipe_says_that_it_is_an_example():
    for recipe in RECIPES.values():
        for block in recipe.blocks:
            if block.path.endswith(".csv"):
                assert all("Example" in " ".join(row) for row in block.rows()[1:])
    pages = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.md"))
    assert set(re.findall(r"https?://([^/\s,]+)", pages)) == {"example.org"}


def test_no_example_has_slipped_into_the_data():
    tables = [*SOURCES.rglob("*.csv"), *SOURCES.rglob("*.toml"), *GEO.glob("*.*json")]
    assert [path.name for path in tables if b"example.org" in path.read_bytes()] == []


def test_an_addition_has_the_columns_of_its_table_and_why_and_when_it_was_read():
    for recipe in BUILDERS:
        for block in RECIPES[recipe].blocks:
            if block.path.endswith("_additions.csv"):
                name = block.path.rpartition("/")[2].replace("_additions", "")
                with (SOURCES / "facts" / name).open(encoding="utf-8-sig") as stream:
                    received = next(csv.reader(stream))
                columns = block.rows()[0]
                assert columns[: len(received) + 2] == [*received, *ADDED_COLUMNS]
                assert columns[len(received) + 2 :] in ([], [BASIS])
