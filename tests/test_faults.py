"""The list of faults names tests that are there, for every fault that was found."""

import ast
import re
from functools import cache

from catalog.paths import ROOT

LIST = (ROOT / "docs/faults.md").read_text("utf-8")
FOUND = [*(f"A{n}" for n in range(1, 21)), *(f"B{n}" for n in range(1, 20)),
         "C2", "C3", "C4", "C5", "C6", "C12"]  # fmt: skip
WAITING = ("A15",)
"""Held by the lock, which no test can hold better than the installer."""


@cache
def named_in(file):
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_fault_has_a_row_with_a_test_and_a_test_of_its_kind():
    listed = {}
    for line in LIST.splitlines():
        if found := re.match(r"\| ([ABC]\d+) \|", line):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            listed[found[1]] = cells
    assert list(listed) == FOUND
    for number, cells in listed.items():
        assert len(cells) == (3 if number in WAITING else 4), number
        assert number in WAITING or "::test_" in cells[2], number
        assert number in WAITING or cells[3], number


def test_every_test_that_the_list_names_is_there():
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", LIST)
    assert len(named) > 120
    assert [f"{file}::{test}" for file, test in named if test not in named_in(file)] == []
