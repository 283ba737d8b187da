"""The recipes of a panel and of a scenario's option are true: both are followed on a copy of the program."""

import json
import shutil
import subprocess
import sys

import pytest

from catalog.paths import ROOT
from tests.recipes import follow, read_recipes

RECIPES = read_recipes()
PANEL, OPTION = RECIPES["panel"], RECIPES["scenario_option"]
COPIED = ("layers", "panels", "tests/panels", "tests/layers")
LOOK = """
import json
from datetime import date
from streamlit.testing.v1 import AppTest
from layers.view.view import View
from layers.what_if.answers import what_if_key
from layers.what_if.question import ask
from panels.session import work
from routing.model import Model
from workers.pool import Pool

here = Pool(workers=0)
work.pool = lambda: here
asked = {"day": "2025-09-15", "from": "Kabul", "to": "Karachi", "planned": "yes"}

def text(**query):
    page = AppTest.from_file("panels/page.py", default_timeout=120)
    page.query_params.update(query)
    page.run()
    assert not page.exception, page.exception
    return " ".join(str(one.proto.body) for one in page.get("html"))

view, problems = View.from_query(asked, View(day=date(2026, 3, 13)))
query = ask(Model.load(), what_if_key(view)).query()
print(json.dumps({
    "problems": problems,
    "link": view.to_query().get("planned"),
    "query": query.planned,
    "panel": text(panel="example_count", layers="crossings"),
    "scenario": text(panel="scenario", **asked),
}))
"""


def program(root, *recipes, without=""):
    """Copy the folders that the recipes change, link the rest, and follow them."""
    unwanted = shutil.ignore_patterns("__pycache__", "web")
    for path in ROOT.iterdir():
        if path.name not in {one.partition("/")[0] for one in COPIED} and path.name[0] != ".":
            (root / path.name).symlink_to(path)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, root / folder, ignore=unwanted)
    (root / "layers" / "web").symlink_to(ROOT / "layers" / "web")
    for path in (ROOT / "tests").iterdir():
        if not (root / "tests" / path.name).exists() and path.name != "__pycache__":
            (root / "tests" / path.name).symlink_to(path)
    for recipe in recipes:
        follow(recipe.lacking((without,)) if without else recipe.blocks, root)
    return root


def run(root, *words):
    return subprocess.run(
        [sys.executable, *words], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    return program(tmp_path_factory.mktemp("program"), PANEL, OPTION)


@pytest.fixture(scope="module")
def seen(followed):
    done = run(followed, "-c", LOOK)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_new_panel_shows_its_answer_from_its_link(seen):
    assert "Example count" in seen["panel"]
    assert "<li>Border crossings: " in seen["panel"]


def test_the_new_option_goes_from_the_link_to_the_query_and_is_shown(seen):
    assert seen["problems"] == []
    assert (seen["link"], seen["query"]) == ("yes", True)
    assert '<option value="yes" selected>planned lines too</option>' in seen["scenario"]


def test_the_lint_passes_over_both(followed):
    for command in (("check",), ("format", "--check")):
        done = run(followed, "-m", "ruff", *command, "--no-cache", "layers", "panels")
        assert done.returncode == 0, done.stdout


def told(root, path):
    done = run(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", path)
    return done.returncode, done.stdout


@pytest.mark.parametrize(("codes", "said"), PANEL.forgotten, ids=[c[0] for c, _ in PANEL.forgotten])
def test_a_test_says_what_a_new_panel_lacks(codes, said, tmp_path):
    code, words = told(program(tmp_path, PANEL, without=codes[0]), "tests/panels/test_answers.py")
    assert code == 1
    assert f"::{said[1]}" in words


def test_a_test_says_which_row_a_new_option_lacks(followed):
    (row,) = OPTION.forgotten
    code, words = told(followed, "tests/layers/view/test_fields.py")
    assert code == 1
    assert f"::{row[1][1]}" in words
    assert "| `planned` |" in words
