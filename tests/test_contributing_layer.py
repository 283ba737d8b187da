"""The recipe of a layer is true: it is followed on a copy of the program."""

import json
import shutil
import subprocess
import sys

import pytest

from catalog.check import differences
from catalog.manifest import FILE
from catalog.paths import GEO, ROOT
from catalog.rules.doubts import LOOKUPS
from tests.catalog.sources_copy import copy_sources
from tests.recipes import follow, read_recipes

RECIPE = read_recipes()["layer"]
FORGOTTEN = {codes[0]: said[1] for codes, said in RECIPE.forgotten}
BUILDER = "catalog.facts.example_posts"
LOOK = """
import json, pathlib
from datetime import date
from catalog.check import check
from catalog.atlas.dataset import load, load_atlas
from layers.scene.card import card
from layers.screen.publish import publish
from layers.registry import BY_ID, REGISTRY
from layers.scene.scene import compose
from layers.view.view import View
from panels.layer_swatches import picture

atlas, layer = load_atlas(), BY_ID["example_posts"]

def on(day):
    query = {"day": day, "layers": "example_posts"}
    view, problems = View.from_query(query, View(day=date(2026, 3, 13)))
    origins = {"example_posts": atlas["example_posts"].origins}
    scene = compose(view, atlas, theme="light", worldviews={}, origins=origins)
    return problems, scene

problems, scene = on("2026-03-13")
(post,) = scene.features("example_posts")
served = publish(pathlib.Path("data/geo"), pathlib.Path("web"))
print(json.dumps({
    "problems": problems,
    "check": [str(p) for p in check(builders=("BUILDER",)) if "made by no" not in p.message],
    "frame": len(load("example_posts").frame),
    "before": len(on("2026-03-01")[1].features("example_posts")),
    "legend": [item.text for section in scene.legend for item in section.items],
    "credits": scene.credits,
    "config": layer.as_config(),
    "below": [one.id for one in REGISTRY].index("example_posts"),
    "ports": [one.id for one in REGISTRY].index("ports"),
    "card": card(layer, post, day=scene.day, atlas=atlas),
    "swatch": picture(layer, "dark"),
    "served": served.files["example_posts"],
    "client": next(pathlib.Path("web").glob("client.*.js")).read_text(),
}))
""".replace("BUILDER", BUILDER)


def program(root, *, without=""):
    """Copy what a layer touches, with the recipe's blocks but those of one file, or one argument."""
    for package in ("catalog", "routing", "layers", "briefing", "panels", "tests/layers"):
        unwanted = shutil.ignore_patterns("__pycache__", "web")
        shutil.copytree(ROOT / package, root / package, ignore=unwanted)
    (root / "layers" / "web").symlink_to(ROOT / "layers" / "web")
    (root / "tests" / "catalog").mkdir()
    for name in ("pyproject.toml", "tests/__init__.py", "tests/script.py",
                 "tests/catalog/__init__.py", "tests/catalog/built.py"):  # fmt: skip
        shutil.copyfile(ROOT / name, root / name)
    copy_sources(root / "data" / "sources")
    (root / "docs").mkdir()
    shutil.copyfile(LOOKUPS, root / "docs" / LOOKUPS.name)
    (root / "data" / "geo").mkdir()
    for path in GEO.iterdir():
        (root / "data" / "geo" / path.name).symlink_to(path)
    follow(RECIPE.lacking((without,)) if "/" in without else RECIPE.blocks, root)
    if without.startswith("("):
        module = root / "catalog" / "builders.py"
        text = module.read_text()
        assert text.count(without) == 1
        module.write_text(text.replace(without, "()"))
    elif without and "/" not in without:
        module = root / "layers" / "example_posts.py"
        lines = module.read_text().splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(f"    {without}=")]
        assert len(kept) == len(lines) - 1
        module.write_text("".join(kept))
    return root


def run(root, *arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False
    )


def make_test(root):
    """Run those tests that go through the registry and the styles."""
    done = run(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k",
               "example_posts or every_layer", "tests/layers")  # fmt: skip
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def stages(tmp_path_factory):
    """The program with the layer, built; and what the check said before it was."""
    root = program(tmp_path_factory.mktemp("program"))
    look = f"from catalog.check import check; print(*check(builders=({BUILDER!r},)), sep='\\n')"
    before = run(root, "-c", look).stdout.splitlines()
    done = run(root, "-m", "catalog", "build", BUILDER)
    assert done.returncode == 0, done.stderr
    return root, before


@pytest.fixture(scope="module")
def followed(stages):
    return stages[0]


@pytest.fixture(scope="module")
def seen(followed):
    done = run(followed, "-c", LOOK)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_new_layer_is_sound(seen):
    assert seen["problems"] == seen["check"] == []
    assert seen["frame"] == 1


def test_the_new_layer_is_shown_from_its_day_on_below_the_ports(seen):
    assert seen["before"] == 0
    assert seen["below"] < seen["ports"]


def test_the_new_layer_is_explained_credited_and_has_a_swatch(seen):
    assert "Example post (1)" in seen["legend"]
    assert any(text.startswith("Facts: compiled") for text in seen["credits"])
    assert "#C9BDF2" in seen["swatch"]


def test_the_card_of_the_new_layer_has_its_fact_and_its_source(seen):
    for text in ("Example Post", "since 2 Mar 2026", "https://example.org/post"):
        assert text in seen["card"]


def test_the_browser_is_told_of_the_new_layer(seen):
    assert seen["served"].startswith("example_posts.")
    assert seen["config"]["group"] == "Crossings and ports"
    assert "#4B3F72" in seen["client"]


def test_the_programs_own_tests_and_its_lint_pass(followed):
    code, said = make_test(followed)
    assert code == 0, said
    for command in (("check",), ("format", "--check")):
        done = run(followed, "-m", "ruff", *command, "--no-cache", "catalog", "layers")
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "forgotten", ['("example_posts",)', "layers/registry.py", "look", "legend"]
)
def test_a_test_says_what_was_forgotten(forgotten, followed, tmp_path):
    root = program(tmp_path, without=forgotten)
    shutil.copy(followed / "data" / "geo" / "example_posts.geojson", root / "data" / "geo")
    code, said = make_test(root)
    assert code == 1
    assert f"::{FORGOTTEN[forgotten]}" in said


def test_the_check_says_that_the_file_was_not_built(stages):
    said = [line for line in stages[1] if "made by no builder" not in line]
    assert [line.partition("data/geo/")[2] for line in said] == [FORGOTTEN["make build"]]


def test_the_check_says_that_no_builder_makes_the_file(followed):
    made = {path.name: path.read_bytes() for path in GEO.iterdir() if path.name != FILE}
    (problem,) = differences(made, followed / "data" / "geo")
    assert str(problem).endswith(FORGOTTEN["catalog/builders.py"])


def test_the_recipe_edits_two_modules_and_adds_two():
    edited = {block.path for block in RECIPE.blocks if block.above}
    assert edited == {"catalog/builders.py", "layers/registry.py"}
    added = {block.path for block in RECIPE.blocks if block.new and block.path.endswith(".py")}
    assert added == {"catalog/facts/example_posts.py", "layers/example_posts.py"}


def test_everything_that_can_be_forgotten_is_tried():
    assert set(FORGOTTEN) == {"catalog/builders.py", '("example_posts",)', "layers/registry.py",
                              "look", "legend", "make build"}  # fmt: skip
