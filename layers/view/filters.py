"""Which incidents are shown: by kind, actor, deaths and confidence; one rule for map and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from layers.palette import STYLES

KINDS: tuple[str, ...] = tuple(kind for kind in STYLES["incidents"] if kind != "*")
CONFIDENCES: tuple[str, ...] = ("high", "medium", "low")
DEATHS: dict[str, int] = {"any": 0, "1": 1, "5": 2, "20": 3}
"""Fewest deaths reported (lower bound), as in a link: the class of a mark's size from which it holds."""

_FILES = ("incidents", "incidents_ucdp")


@dataclass(frozen=True)
class Filter:
    """What an incident must be to be shown; the default lets all through.

    Parameters
    ----------
    kinds
        Kinds of incident; none for all. Events coded by UCDP have no kind and are not parted by it.
    actor
        Word that must stand in the name of an actor, whatever its case; "" for any.
    deaths
        Key of ``DEATHS``.
    trust
        Degrees of confidence; none for all.
    """

    kinds: tuple[str, ...] = ()
    actor: str = ""
    deaths: str = "any"
    trust: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filter()

    def lets(self, file: str, row: Mapping[str, Any]) -> bool:
        """Tell whether a feature of a file is let through; other files always are."""
        if not self or file not in _FILES:
            return True
        kinds = file != "incidents" or not self.kinds or row.get("kind") in self.kinds
        names = row.get("actors") or [row.get("dyad") or ""]
        actor = self.actor.casefold()
        return (
            kinds
            and any(actor in str(name).casefold() for name in names or [""])
            and int(row.get("size") or 0) >= DEATHS[self.deaths]
            and (not self.trust or row.get("confidence") in self.trust)
        )

    def as_config(self) -> dict[str, Any]:
        """Give what the browser needs, without what lets all through."""
        found = {
            "kinds": list(self.kinds),
            "actor": self.actor.casefold(),
            "deaths": DEATHS[self.deaths],
            "trust": list(self.trust),
        }
        return {key: value for key, value in found.items() if value}

    def in_words(self) -> str:
        """Say what is shown, as part of a sentence; "" if all is."""
        parts = [", ".join(self.kinds)] if self.kinds else []
        if self.actor:
            parts.append(f"with {self.actor}")
        if self.deaths != "any":
            parts.append(f"with {self.deaths} deaths or more")
        if self.trust:
            parts.append(f"of {' or '.join(self.trust)} confidence")
        return "; ".join(parts)


ALL = Filter()


def actors(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """List the actors to choose from, the most frequent first.

    A name that holds another one is left to it: choosing Taliban finds the Taliban's forces too.
    """
    counts = Counter(str(name) for row in rows for name in row.get("actors") or ())
    heads = [
        name
        for name in counts
        if not any(other != name and other.casefold() in name.casefold() for other in counts)
    ]
    weight = {
        head: sum(n for name, n in counts.items() if head.casefold() in name.casefold())
        for head in heads
    }
    return sorted(heads, key=lambda head: (-weight[head], head))
