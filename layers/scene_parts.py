"""What a Scene, its legend and the layers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Feature = Mapping[str, Any]


@dataclass(frozen=True)
class LegendItem:
    """One entry: the symbol of a kind in a layer, and what it means."""

    layer: str
    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class LegendSection:
    """Entries under one heading."""

    title: str
    items: tuple[LegendItem, ...]


class Facts(Protocol):
    """What a Scene reads of a Dataset."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """Properties of the features, without geometry."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Members of the collection beside its features."""

    @property
    def origins(self) -> Iterable[Mapping[str, Any]]:
        """Where the features come from."""


@dataclass(frozen=True)
class Shown:
    """What is on the map, as far as a layer's part of the legend depends on it.

    Parameters
    ----------
    on
        Features shown on the day, by the id of their layer; the layers that are on, in drawing
        order.
    atlas
        Datasets by file name.
    day, known
        ISO dates: the day shown, and by what was known on it; None for all that is known now.
    worldview
        Whose depiction of boundaries.
    lines
        Classes of boundaries that the worldview draws.
    heat
        How incidents are drawn together; "" for each by itself.
    only
        What the filter lets through, as part of a sentence; "" if it lets all through.
    """

    on: Mapping[str, tuple[Feature, ...]]
    atlas: Mapping[str, Facts]
    day: str
    known: str | None = None
    worldview: str = ""
    lines: Collection[str] = ()
    heat: str = ""
    only: str = ""


@dataclass(frozen=True)
class LegendPart:
    """A layer's part of the legend; layers that share a section share the part.

    Parameters
    ----------
    section
        Function that writes it, called when one of its layers is on; without entries it is left
        out.
    rank
        Place in the legend: what the map is about comes first (10), the boundaries last (90).
    """

    section: Callable[[Shown], LegendSection | None]
    rank: int = 70


def by_kind(
    shown: Shown, layer: str, title: str, words: Mapping[str, str], *, counted: bool = True
) -> LegendSection:
    """Return a section with an entry for each kind that is shown, the most frequent first.

    Parameters
    ----------
    shown
        What is on the map.
    layer, title
        Id of the layer, which is on, and heading of the section.
    words
        A kind in words; one that is not among them stands as it is.
    counted
        With the number of features of each kind.
    """
    counts = Counter(str(row["kind"]) for row in shown.on[layer])
    items = tuple(
        LegendItem(layer, kind, f"{words.get(kind, kind)}{f' ({n})' if counted else ''}")
        for kind, n in counts.most_common()
    )
    return LegendSection(title, items)


def note(text: str) -> LegendItem:
    """Return an entry without a symbol."""
    return LegendItem("", "", "", text)
