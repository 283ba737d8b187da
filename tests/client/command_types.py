"""Writes the client's types of the command from Python's: ``python -m tests.client.command_types``."""

from __future__ import annotations

import types
import typing
from pathlib import Path
from typing import Any, Literal, NotRequired

from layers import command
from layers.screen.publish import WEB

FILE: Path = WEB / "src" / "command.d.ts"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
_HEAD = "/* Written from layers/command.py by `make client`; change the types there. */\n"


def written() -> str:
    """Write an interface for each typed dictionary of the command."""
    return _HEAD + "".join(
        _interface(found) for found in vars(command).values() if typing.is_typeddict(found)
    )


def _interface(found: Any) -> str:
    doc = (found.__doc__ or "").partition("\n")[0]
    hints = typing.get_type_hints(found, include_extras=True)
    rows = "".join(f"  {_row(name, hint)};\n" for name, hint in hints.items())
    return f"\n/** {doc} */\ninterface {found.__name__} {{\n{rows}}}\n"


def _row(name: str, hint: Any) -> str:
    if typing.get_origin(hint) is NotRequired:
        (hint,) = typing.get_args(hint)
        name += "?"
    return f"{name}: {_type(hint)}"


def _type(hint: Any) -> str:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin in {types.UnionType, typing.Union}:
        return " | ".join(_type(one) for one in inner)
    if origin is list:
        (one,) = inner
        written = _type(one)
        return f"({written})[]" if " | " in written else f"{written}[]"
    if typing.is_typeddict(hint):
        return str(hint.__name__)
    raise TypeError(
        f"no type of the client for {hint!r}; teach it to tests/client/command_types.py"
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
