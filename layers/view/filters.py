"""Which facts are shown: incidents by kind, actor, deaths, confidence, all by how we have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from catalog.tables.basis import BASES, BASIS_SHORT
from layers.command import ClientFilter
from layers.incidents import KINDS
from layers.text.words import marked_basis
from layers.view.fields import Kind, declared, one_of, some_of

CONFIDENCES: tuple[str, ...] = ("high", "medium", "low")
DEATHS: dict[str, int] = {"any": 0, "1": 1, "5": 2, "20": 3}
"""Fewest deaths reported (lower bound), as in a link: the class of a mark's size from which it holds."""

_FILES = ("incidents", "incidents_ucdp")
_WITH_BASIS = (*_FILES, "crossings", "ports", "engagements")
"""Files whose marks are parted by how we have them; an unknown status is always shown."""


_ACTOR_LENGTH = 40


def _actor(text: str) -> str:
    word = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not word or len(word) > _ACTOR_LENGTH:
        raise ValueError(f"an actor is a word of at most {_ACTOR_LENGTH} characters")
    return word


_ACTOR = Kind(_actor, str, f"a word of at most {_ACTOR_LENGTH} characters")


@dataclass(frozen=True)
class Filter:
    """What an incident, or any fact, must be to be shown; the default lets all through.

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
    basis
        How we have it, some of ``catalog.tables.basis.BASES``; none for all. It parts statuses and
        meetings too, where the others are of incidents alone.
    """

    kinds: tuple[str, ...] = declared("kinds", some_of(KINDS), ())
    actor: str = declared("actor", _ACTOR, "")
    deaths: str = declared("deaths", one_of(tuple(DEATHS)), "any")
    trust: tuple[str, ...] = declared("confidence", some_of(CONFIDENCES), (), formerly=("trust",))
    basis: tuple[str, ...] = declared("basis", some_of(BASES), ())

    def __bool__(self) -> bool:
        return self != Filter()

    def matches(self, file: str, row: Mapping[str, Any]) -> bool:
        """Tell whether a feature of a file is let through; other files always are."""
        had = marked_basis(row)
        if self.basis and file in _WITH_BASIS and had and had not in self.basis:
            return False
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

    def as_config(self) -> ClientFilter:
        """Give what the browser needs, without what lets all through."""
        found: ClientFilter = {
            "kinds": list(self.kinds),
            "actor": self.actor.casefold(),
            "deaths": DEATHS[self.deaths],
            "trust": list(self.trust),
            "basis": [basis[0] for basis in self.basis],
        }
        return cast("ClientFilter", {key: value for key, value in found.items() if value})

    def in_words(self) -> str:
        """Say what is shown, as part of a sentence; "" if all is."""
        parts = [", ".join(self.kinds)] if self.kinds else []
        if self.actor:
            parts.append(f"with {self.actor}")
        if self.deaths != "any":
            parts.append(f"with {self.deaths} deaths or more")
        if self.trust:
            parts.append(f"of {' or '.join(self.trust)} confidence")
        if self.basis:
            parts.append(self.basis_in_words())
        return "; ".join(parts)

    def basis_in_words(self) -> str:
        """Say how we have what is shown, as part of a sentence; "" if that parts nothing."""
        return " or ".join(BASIS_SHORT[basis] for basis in self.basis)


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
