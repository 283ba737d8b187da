"""Read a deck's YAML: plain texts, numbers, days, lists and mappings, no more and not too many."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from briefing.reading import read

_LARGEST = 1_000_000
"""Bytes of a deck's file."""
_DEEPEST = 20
"""Brackets and lists within each other."""


_MOST = 100_000
"""Texts, lists and mappings in a file."""


class DeckError(ValueError):
    """A link or a file of Views that cannot be read as it stands."""


def read_yaml(path: Path) -> Any:
    """Read the content of a deck's file.

    Raises
    ------
    DeckError
        If it is no YAML, names something twice, is nested too deep, or has aliases, by which a short
        file can stand for one without end.
    ValueError
        If it is no plain file, or too large.
    OSError
        If it cannot be read.
    """
    content = read(path, _LARGEST)
    try:
        text = content.decode("utf-8-sig")
        _look_through(text)
        return yaml.load(text, Loader=_Plain)  # noqa: S506 - it makes what the safe loader makes
    except UnicodeDecodeError as error:
        raise DeckError(f"{path.name} is no YAML: it is not written in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise DeckError(f"{path.name}{where} is no YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DeckError(f"{path.name} is no YAML: {error}") from error


def _look_through(text: str) -> None:
    """Refuse what makes a short text a long value, before any value is made."""
    deep = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Plain)):
        if isinstance(event, yaml.AliasEvent):
            raise _at(
                event, f"the alias '*{event.anchor}' is not read; write out what it stands for"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            deep += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            deep -= 1
        if deep > _DEEPEST:
            raise _at(event, f"more than {_DEEPEST} brackets or lists stand within each other")
        if number > _MOST:
            raise _at(event, f"it has more than {_MOST:,} parts")


def _at(event: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


class _Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # where it was built
    """The safe loader, which also refuses a key that stands twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """Make a mapping of texts."""
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _at(key, "a key is no text")
            if key.value in seen:
                raise _at(key, f"'{key.value}' stands twice; keep one")
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return {str(key): value for key, value in made.items()}
