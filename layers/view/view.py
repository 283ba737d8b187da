"""View: what the user asked for; it goes round through a readable URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self, TypeVar, cast

from catalog.names import did_you_mean
from layers.view.address import flat, is_tracker
from layers.view.fields import Parameter, parameters
from layers.view.filters import ALL, Filter
from layers.view.link import ordered, read_pasted, short
from layers.view.parts import Camera, Comparison, Look, Page, Question, Selection, Time

PartOfView = Time | Comparison | Camera | Look | Selection | Page
Part = TypeVar("Part")


@dataclass(frozen=True)
class View(Page, Selection, Look, Camera, Comparison, Question):
    """What the user asked for.

    It is its parts joined: a function that needs one of them takes that, and a View is one.

    Parameters
    ----------
    filter
        Which incidents are shown, and facts of which basis.
    """

    filter: Filter = ALL

    def part(self, kind: type[Part]) -> Part:
        """Return one of its parts alone, such as ``view.part(Question)``."""
        return kind(**{one.name: getattr(self, one.name) for one in fields(cast("Any", kind))})

    def with_part(self, part: PartOfView) -> Self:
        """Return the View with one of its parts in the place of its own."""
        return replace(self, **vars(part))

    def to_query(self) -> dict[str, str]:
        """Write the View as query parameters; what is not set is left out."""
        query = {
            key: parameter.write(self if part is None else getattr(self, part))
            for key, (part, parameter) in PARAMETERS.items()
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(
        cls, query: Mapping[str, str] | Iterable[tuple[str, str]], default: Self
    ) -> tuple[Self, list[str]]:
        """Read a View from query parameters.

        Parameters
        ----------
        query
            Names and values as in the URL, decoded; the names in any case.
        default
            Used for everything that the query leaves out or has wrong.

        Returns
        -------
        view
            All that could be read.
        problems
            A sentence for each name and value that could not, and is left out; nothing is left
            out in silence but what programs that hand links on have added.
        """
        view, problems = default, []
        given: dict[str, str] = {}
        for name, text in flat(query):
            word, key = name.casefold(), key_of(name)
            if key not in PARAMETERS:
                if not is_tracker(name):
                    hint = did_you_mean(word, PARAMETERS)
                    problems.append(f"The link's '{short(name)}' is not known{hint}.")
                continue
            if key in given:
                if text != given[key]:
                    first = short(given[key])
                    problems.append(
                        f"The link's second {word}='{short(text)}' contradicts its first, '{first}'."
                    )
                continue
            given[key] = text
            part, parameter = PARAMETERS[key]
            try:
                read, unread = read_pasted(parameter, text)
            except ValueError as error:
                problems.append(f"The link's {word}='{short(text)}' cannot be read: {error}.")
                continue
            problems.extend(unread)
            view = replace(view, **({part: replace(getattr(view, part), **read)} if part else read))
        return view, problems

    def centred(self) -> Self:
        """Return the View as it opens, seen from where no reader has moved the map."""
        return self.with_part(Camera())

    def with_layer(self, layer: str, *, on: bool) -> Self:
        """Give the View with one layer switched; drawing order is kept."""
        wanted = set(self.layers) | {layer} if on else set(self.layers) - {layer}
        return replace(self, layers=ordered(wanted))


_ORDER = ("day", "at", "layers", "window", "boundaries", "theme", "selected", "claim", "title", "subtitle",
          "tiles", "mode", "known", "since", "backfilled", "compare", "kinds", "actor", "deaths", "confidence",
          "basis", "aggregate")  # fmt: skip
"""Names that begin a link, in this order; the others follow as they are declared."""


def _parameters() -> Iterator[tuple[str, tuple[str | None, Parameter]]]:
    """Return each parameter of a link by its name, with the part of the View that it belongs to."""
    for parameter in parameters(Filter):
        yield parameter.key, ("filter", parameter)
    for kind in (Time, Camera, Selection, Page, Comparison, Question, Look):
        for parameter in parameters(kind):
            yield parameter.key, (None, parameter)


def _in_order() -> Mapping[str, tuple[str | None, Parameter]]:
    found = dict(_parameters())
    return {key: found[key] for key in (*_ORDER, *found)}


PARAMETERS: Mapping[str, tuple[str | None, Parameter]] = _in_order()
"""What stands in a link, in this order: the field of the View, None for the View itself, and how."""

_KEYS = {old: key for key, (_, parameter) in PARAMETERS.items() for old in parameter.formerly}


def key_of(name: str) -> str:
    """Return the name that links have today for a parameter, whatever its case or edition."""
    word = name.casefold()
    return _KEYS.get(word, word)


def renewed(query: Mapping[str, str]) -> dict[str, str]:
    """Return a query of any edition in the names and values that links have today."""
    return {
        key: PARAMETERS[key][1].kind.renewed(text) if key in PARAMETERS else text
        for key, text in ((key_of(name), text) for name, text in query.items())
    }
