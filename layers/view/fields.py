"""Fields: how a part of a View is declared once, and how it is read from a link and written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from catalog.dates import read_day
from layers.text.escape import one_line

_PARAMETER = "parameter"


@dataclass(frozen=True)
class Partly:
    """A value of which a part could not be read, and a sentence for each such part."""

    value: Any
    problems: list[str]


@dataclass(frozen=True)
class Kind:
    """What the values of a field are, in a link.

    Parameters
    ----------
    read
        Makes a value of a text, or a Partly; raises ValueError with what the text can be.
    write
        Makes a text of a value.
    words
        What a text can be, for people.
    renewed
        Makes the text that is written today of one that an earlier edition wrote.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    words: str
    renewed: Callable[[str], str] = str


@dataclass(frozen=True)
class Parameter:
    """A name in a link and the fields that its value fills.

    Parameters
    ----------
    key
        The name, in lower case.
    kind
        What its values are.
    names
        The fields; a Kind of several reads and writes a tuple.
    default
        What the link leaves out.
    always
        It stands in every link, whatever its value.
    formerly
        Names that earlier editions wrote for it; they are read for good and never written.
    """

    key: str
    kind: Kind
    names: tuple[str, ...]
    default: Any
    always: bool
    formerly: tuple[str, ...]

    def read(self, text: str) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that a text fills, and what of it could not be read."""
        found = self.kind.read(self.kind.renewed(text))
        value, problems = (
            (found.value, found.problems) if isinstance(found, Partly) else (found, [])
        )
        values = value if len(self.names) > 1 else (value,)
        return dict(zip(self.names, values, strict=True)), problems

    def write(self, part: Any) -> str:
        """Return the text for the value that a part has; "" if it is left out."""
        values = tuple(getattr(part, name) for name in self.names)
        value = values if len(values) > 1 else values[0]
        return "" if value == self.default and not self.always else self.kind.write(value)


def declared(
    key: str,
    kind: Kind,
    default: Any = ...,
    *,
    always: bool = False,
    also: tuple[str, ...] = (),
    formerly: tuple[str, ...] = (),
) -> Any:
    """Declare a field of a View or of a part of it: its name in a link, its kind and its default.

    Parameters
    ----------
    key
        Name in a link.
    kind
        What its values are.
    default
        The value where nothing was asked; left out for a field that has none.
    always
        It stands in every link.
    also
        Fields that share its name in a link; they are declared without one.
    formerly
        Names that it had in the links of earlier editions.
    """
    parameter = {_PARAMETER: (key, kind, always, also, formerly)}
    return (
        field(metadata=parameter) if default is ... else field(default=default, metadata=parameter)
    )


def parameters(part: type[Any]) -> Iterator[Parameter]:
    """Return the parameters that the fields of a dataclass declare, in the order of the fields."""
    found: Mapping[str, Field[Any]] = {one.name: one for one in fields(part)}
    for name, one in found.items():
        if _PARAMETER in one.metadata:
            key, kind, always, also, formerly = one.metadata[_PARAMETER]
            default = None if also else one.default
            yield Parameter(key, kind, (name, *also), default, always, formerly)


def one_of(values: Sequence[str], formerly: Mapping[str, str] | None = None) -> Kind:
    """Return the Kind of a choice: the text is the value.

    Parameters
    ----------
    values
        In the order in which they are offered.
    formerly
        Today's value by one that earlier editions wrote.
    """
    before = formerly or {}
    kind = among({value: value for value in values})
    return replace(kind, renewed=lambda text: before.get(text, text))


def among(values: Mapping[str, Any], words: str = "") -> Kind:
    """Return the Kind of a choice whose texts stand for values.

    Parameters
    ----------
    values
        A value by its text.
    words
        What a text can be; "" for the texts themselves.
    """
    words = words or ", ".join(values)

    def read(text: str) -> Any:
        if text not in values:
            raise ValueError(f"it can be {words}")
        return values[text]

    def write(value: Any) -> str:
        return next(text for text, known in values.items() if known == value)

    return Kind(read, write, words)


def some_of(values: Sequence[str]) -> Kind:
    """Return the Kind of several choices, parted by dots; they are put into the order of ``values``."""
    words = f"some of {', '.join(values)}, parted by dots"

    def read(text: str) -> tuple[str, ...]:
        wanted = text.split(".")
        if not set(wanted) <= set(values):
            raise ValueError(f"it can be {words}")
        return tuple(value for value in values if value in wanted)

    return Kind(read, ".".join, words)


def words_of(length: int, what: str) -> Kind:
    """Return the Kind of a line of text of at most ``length`` characters."""

    def read(text: str) -> str:
        line = one_line(text)
        if len(line) > length:
            raise ValueError(f"a {what} has at most {length} characters")
        return line

    return Kind(read, str, f"a {what} of at most {length} characters")


def matching(pattern: str, said: str) -> Kind:
    """Return the Kind of a text that must match a pattern; ``said`` tells how it is written."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(said)
        return text

    return Kind(read, str, said)


DAY = Kind(read_day, lambda day: day.isoformat() if day else "", "a day such as 2026-03-13")
