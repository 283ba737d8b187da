"""No pattern of the project takes quadratic time, whatever text it is given."""

import ast
import re
import time

import pytest

from catalog.paths import ROOT

PACKAGES = ("app.py", "briefing", "catalog", "layers", "panels", "routing", "workers")
SHORT, LONG = 1_000, 8_000
# Runs of what the patterns of the field look for.
RUNS = ("(", "[", "a", " ", "1", "-", "url(", "\\", "a b", "((a", " (", "a: ", 'url("', "1-", "\n", "[{", ":", "a,",
        "Pakistan ", "<rdf:li>[{", "2025-", "(a)", " and ", ".")  # fmt: skip


def patterns():
    """Find each literal pattern that is handed to ``re``, with the ways in which it is used."""
    found = []
    for name in PACKAGES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
            named = {
                node.value: node.targets[0].id
                for node in nodes
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for node in nodes:
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                if _of(node.func) == "re" and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
                        own = named.get(node, "")
                        routes = {
                            one.attr
                            for one in nodes
                            if own and isinstance(one, ast.Attribute) and _of(one) == own
                        }
                        if node.func.attr != "compile":
                            routes = {node.func.attr}
                        where = f"{file.relative_to(ROOT)}:{node.lineno}"
                        whole = routes and routes <= {"fullmatch", "match"}
                        found.append(pytest.param(first.value, bool(whole), id=where))
    return found


def _of(node):
    """Give the name of which something is an attribute."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id
    return ""


def seconds(pattern, text, *, whole):
    best = 9.0
    for _ in range(2):
        began = time.process_time()
        pattern.fullmatch(text) if whole else pattern.sub(text[:0], text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize(("written", "whole"), patterns())
def test_eight_times_the_text_takes_no_sixty_four_times_the_time(written, whole):
    pattern = re.compile(written)
    for run in RUNS:
        part = run.encode() if isinstance(written, bytes) else run
        short = seconds(pattern, part * (SHORT // len(part)), whole=whole)
        long = seconds(pattern, part * (LONG // len(part)), whole=whole)
        assert long < 0.02 or long < 24 * short, (run, short, long)


def test_the_project_is_looked_through():
    assert len(patterns()) > 20
