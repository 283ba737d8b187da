"""The direction of imports: app -> panels -> workers -> briefing -> layers -> routing -> catalog."""

import ast
from pathlib import Path

import pytest

from catalog.paths import GEO, SOURCES

ROOT = Path(__file__).parent.parent
ORDER = ["catalog", "routing", "layers", "briefing", "workers", "panels", "app"]
FILES = [
    path
    for package in ORDER
    for path in ([ROOT / "app.py"] if package == "app" else sorted((ROOT / package).rglob("*.py")))
]
ONLY_IN = {"streamlit": {"panels", "app"}, "streamlit_folium": {"panels"}, "folium": {"layers"}}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def package(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_points_up(path):
    own = ORDER.index(package(path))
    for name in imports(path):
        if name in ORDER:
            assert ORDER.index(name) <= own, f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_widgets_and_folium_are_imported_where_they_belong(path):
    for name in imports(path):
        assert package(path) in ONLY_IN.get(name, {package(path)}), f"{path} imports {name}"


def test_the_product_reads_nothing_outside_the_project():
    assert SOURCES.resolve().is_relative_to(ROOT.resolve())
    assert GEO.resolve().is_relative_to(ROOT.resolve())
