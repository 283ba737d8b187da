"""The names and the texts of the program's files: what stands in them, and on which line."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

from catalog.paths import ROOT

Found = tuple[int, str]
"""A line, and a name or a text that stands on it."""

_UNREAD = re.compile(r"<[^<>]*(?:>|$)|^[^<>]*\">|\{[^{}]*\}|&#?\w+;|\bcx-[\w-]+|https?://\S+")
"""What no reader reads of a text: tags, what is put in, classes of the map, addresses."""
_JS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"|(?P<name>[A-Za-z_$][\w$]*)",
    re.DOTALL,
)
_JS_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_CSS = re.compile(r"(?:\.|#|--)(-?[A-Za-z_][\w-]*)(?=[^;{}]*[{,:)])")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def files(*patterns: str) -> list[Path]:
    """Return the project's own files of some patterns, without what is built or vendored."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    paths = [ROOT / line for line in said.splitlines()]
    return [path for path in paths if path.is_file() and "vendor" not in path.parts
            and path.name != "client.js"]  # fmt: skip


def parts(name: str) -> list[str]:
    """Return the words of a name: ``gateOf`` and ``GATE_OF`` are gate, of."""
    return [part.lower() for part in _PARTS.findall(name)]


def python_names(source: str) -> Iterator[Found]:
    """Return every name in Python, also in the braces of a formatted text."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue):
            for one in ast.walk(node.value):
                if isinstance(one, ast.Name | ast.Attribute):
                    yield one.lineno, one.id if isinstance(one, ast.Name) else one.attr


def python_texts(source: str) -> Iterator[Found]:
    """Return every text in Python but docstrings; what stands in braces and tags is left out."""
    tree = ast.parse(source)
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, _UNREAD.sub(" ", node.value)


def script_names(source: str) -> Iterator[Found]:
    """Return the names in JavaScript, also in the braces of a template."""
    for line, kind, found in _script(source):
        if kind == "name":
            yield line, found
        elif kind == "text":
            for inner in re.findall(r"\$\{([^{}]*)\}", found):
                yield from ((line, name) for name in _JS_NAME.findall(inner))


def script_texts(source: str) -> Iterator[Found]:
    """Return the texts in JavaScript; what stands in braces and tags is left out."""
    for line, kind, found in _script(source):
        if kind == "text":
            yield line, _UNREAD.sub(" ", found[1:-1])


def _script(source: str) -> Iterator[tuple[int, str, str]]:
    for found in _JS.finditer(source):
        yield source.count("\n", 0, found.start()) + 1, str(found.lastgroup), found[0]


def style_names(source: str) -> Iterator[Found]:
    """Return the classes, ids and properties that a style sheet names."""
    bare = re.sub(r"/\*.*?\*/", lambda one: "\n" * one[0].count("\n"), source, flags=re.DOTALL)
    for found in _CSS.finditer(bare):
        yield bare.count("\n", 0, found.start()) + 1, found[1]


def is_prose(text: str) -> bool:
    """Return whether a text is for people: it has a capital or two words, and no key's shape."""
    return bool(re.search(r"^\s*[A-Z][a-z]|[a-z]+[,;:.]? [a-z]+", text))
