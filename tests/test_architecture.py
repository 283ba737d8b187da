"""The direction of imports, as pyproject.toml has it: a test names all offenders at once."""

import re
import subprocess
import sys
from pathlib import Path

from catalog.paths import GEO, SOURCES

ROOT = Path(__file__).parent.parent


def contracts(root):
    """What the contracts say of a copy of the code, and whether all are kept."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_nothing_points_up_and_libraries_stand_where_they_belong():
    code, said = contracts(ROOT)
    assert code == 0, said


def test_an_arrow_upward_is_named(tmp_path):
    for package in ("catalog", "routing", "layers", "briefing", "workers", "panels"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    rooms = ("catalog/tables", "routing/paths", "layers/text", "briefing/page")
    for room in rooms:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("")
    (tmp_path / "catalog" / "dates.py").write_text("import routing.paths\n")
    text = (ROOT / "pyproject.toml").read_text()
    start = text.index("[tool.importlinter]")
    floors = text[start : text.index("# ", start + 10)]
    first = text.index("[[tool.importlinter.contracts]]")
    floors += text[first : text.index("[[tool.importlinter.contracts]]", first + 10)]
    (tmp_path / "pyproject.toml").write_text(floors)
    code, said = contracts(tmp_path)
    assert code == 1
    assert "catalog.dates -> routing.paths" in said


def test_the_product_reads_nothing_outside_the_project():
    assert SOURCES.resolve().is_relative_to(ROOT.resolve())
    assert GEO.resolve().is_relative_to(ROOT.resolve())


def test_the_app_and_its_commands_run_from_what_was_built():
    named = [
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for package in ("routing", "layers", "briefing", "workers", "panels")
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\bSOURCES\b|data/sources|\bread_table\b", text)
    ]
    assert not named


def test_the_picture_of_the_floors_has_those_of_the_contracts_and_arrows_that_point_down():
    svg = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (listed, *_) = re.findall(r"\nlayers = \[(.*?)\]", text)
    floors = re.findall(r'"(\w+)"', listed)
    drawn = re.findall(r'font-size="16" font-weight="bold"[^>]*>(\w+)<', svg)
    assert drawn == floors
    table = re.findall(
        r"^\| `(\w+)/`", (ROOT / "docs" / "architecture.md").read_text("utf-8"), re.MULTILINE
    )
    assert table == floors
    heights = [
        [float(point.rpartition(",")[2]) for point in path.split(" L")]
        for path in re.findall(r'<path d="M([^"]+)" fill="none"', svg)
    ]
    assert len(heights) >= len(floors)
    assert all(ends == sorted(ends) for ends in heights)
