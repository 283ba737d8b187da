"""The recipe of a source table is true: it is followed on a copy of the program and the sources."""

import shutil
import subprocess
import sys

import pytest

from catalog.paths import ROOT
from catalog.rules.doubts import LOOKUPS
from tests.catalog.sources_copy import copy_sources
from tests.recipes import follow, read_recipes

TABLE = read_recipes()["source_table"]
CHECK = """
from catalog.check import check
print(*(problem.message for problem in check(rows_only=True)), sep="\\n")
"""


def check_says(root, blocks):
    """Follow blocks on a copy of catalog and the sources; return what its check then says."""
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "catalog", root / "catalog", ignore=unwanted)
    copy_sources(root / "data" / "sources")
    (root / "docs").mkdir()
    shutil.copyfile(LOOKUPS, root / "docs" / LOOKUPS.name)
    follow(blocks, root)
    done = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def test_a_new_table_of_the_sources_is_read_and_has_no_problem(tmp_path):
    assert check_says(tmp_path, TABLE.blocks) == [""]


@pytest.mark.parametrize(
    ("codes", "said"), TABLE.forgotten, ids=[" ".join(codes) for codes, _ in TABLE.forgotten]
)
def test_the_check_says_what_a_new_table_lacks(codes, said, tmp_path):
    assert said[0] in check_says(tmp_path, TABLE.lacking(codes))
