"""The recipes of docs/recipes, read so that a test can follow them to the letter."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

from catalog.paths import ROOT

FOLDER = ROOT / "docs" / "recipes"
_NOT_FOLLOWED = ("README", "briefing_format")
_CODE = re.compile(r"(?<!`)(`+)(?!`) ?(.+?) ?(?<!`)\1(?!`)")
_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_INTRO = re.compile(
    r"(?P<new>New file) `(?P<file>[^`]+)`:$"
    r"|Append (?:\w+ )*to `(?P<table>[^`]+)`:$"
    r"|In `(?P<module>[^`]+)`, above `(?P<line>[^`]+)`:$"
    r"|(?P<run>Run):$"
)


@dataclass(frozen=True)
class Block:
    """A fenced block and where the words before it say that it goes.

    Parameters
    ----------
    text
        Without the indentation of its step.
    path
        File below the project; "" for commands to run.
    above
        How the line begins above which it is put; "" for a table or a new file.
    new
        It is a file of its own.
    """

    text: str
    path: str = ""
    above: str = ""
    new: bool = False

    def rows(self) -> list[list[str]]:
        """Give the cells of a table, header first."""
        return list(csv.reader(io.StringIO(self.text)))

    def without(self, columns: tuple[str, ...]) -> Block:
        """Empty some columns of a table."""
        head, *rows = self.rows()
        kept = [
            ["" if name in columns else cell for name, cell in zip(head, row, strict=True)]
            for row in rows
        ]
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([head, *kept])
        return replace(self, text=text.getvalue())


@dataclass(frozen=True)
class Recipe:
    """One recipe.

    Parameters
    ----------
    words
        All of its text.
    blocks
        What to write where, in order.
    commands
        What to run then.
    forgotten
        Code spans of the left column of its last table, and of the right one.
    """

    words: str
    blocks: tuple[Block, ...]
    commands: tuple[str, ...]
    forgotten: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def lacking(self, codes: tuple[str, ...]) -> tuple[Block, ...]:
        """Give the blocks without what was forgotten: columns of a table, or all of a file."""
        files = tuple(code for code in codes if "." in code)
        columns = tuple(code for code in codes if "." not in code)
        kept = []
        for block in self.blocks:
            if files and not block.path.endswith(files):
                kept.append(block)
            elif columns:
                kept.append(block.without(columns))
        return tuple(kept)


def read_recipes() -> dict[str, Recipe]:
    """Return every recipe that can be followed, by the name of its file."""
    return {
        path.stem: _recipe(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.md"))
        if path.stem not in _NOT_FOLLOWED
    }


def follow(blocks: tuple[Block, ...], root: Path) -> None:
    """Write blocks into a copy of the project, as the page says."""
    for block in blocks:
        path = root / block.path
        if block.above:
            path.write_text(_inserted(path.read_text("utf-8"), block), "utf-8")
        elif block.new or not path.is_file():
            assert not path.exists(), f"{block.path} is no new file"
            path.write_text(block.text, "utf-8")
        else:
            head, rows = block.text.split("\n", 1)
            text = path.read_text("utf-8")
            assert text.splitlines()[0] == head, f"{block.path} has another header"
            path.write_text(text + rows, "utf-8")


def _inserted(text: str, block: Block) -> str:
    lines = text.splitlines(keepends=True)
    found = [at for at, line in enumerate(lines) if line.lstrip().startswith(block.above)]
    assert len(found) == 1, f"{block.path}: {len(found)} lines begin with {block.above}"
    line = lines[found[0]]
    indent = line[: len(line) - len(line.lstrip())]
    put = [indent + one if one.strip() else one for one in block.text.splitlines(keepends=True)]
    return "".join([*lines[: found[0]], *put, *lines[found[0] :]])


def _recipe(words: str) -> Recipe:
    blocks = []
    commands: list[str] = []
    for fence in _FENCE.finditer(words):
        indent, text = fence[1], fence[3]
        text = re.sub(f"^{indent}", "", text, flags=re.MULTILINE)
        before = " ".join(words[: fence.start()].rsplit("\n\n", 2)[-2].split())
        intro = _INTRO.search(before)
        if intro is None:
            raise ValueError(f"nobody knows where this block goes: '{before}'")
        if intro["run"]:
            commands += text.splitlines()
        else:
            path = intro["file"] or intro["table"] or intro["module"]
            blocks.append(Block(text, path, intro["line"] or "", new=bool(intro["new"])))
    table = [line.strip("|").split("|", 1) for line in words.splitlines() if line.startswith("| ")]
    forgotten = [(_codes(left), _codes(right)) for left, right in table[1:]]
    return Recipe(words, tuple(blocks), tuple(commands), tuple(forgotten))


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(text for _, text in _CODE.findall(cell))
