"""The Atlas as it was known on a day: what became known later is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.validity import knows
from layers.scene_parts import Facts


@dataclass(frozen=True)
class FactsAsOf:
    """A Dataset's features as known on a day."""

    records: list[dict[str, Any]]
    meta: Mapping[str, Any]
    origins: Iterable[Mapping[str, Any]]


def atlas_as_of(atlas: Mapping[str, Facts], known: str | None) -> dict[str, Facts]:
    """Leave out of every Dataset what was not known on a day, or is known no longer.

    Parameters
    ----------
    atlas
        Datasets by file name; not changed.
    known
        ISO date; None for all that is known now.

    Returns
    -------
    atlas
        Each feature, and each of its ``states``, once for every day on which it holds; none has
        an end of knowledge any more.
    """
    return {
        name: FactsAsOf(
            [_row_as_of(row, known) for row in facts.records if knows(row, known)],
            _meta_as_of(facts.meta, known),
            facts.origins,
        )
        for name, facts in atlas.items()
    }


def _meta_as_of(meta: Mapping[str, Any], known: str | None) -> Mapping[str, Any]:
    """Leave out the daily series of a vintage that was not out yet."""
    if not known or "daily" not in meta:
        return meta
    kept = {place: told for place, told in meta["daily"].items() if _dated(told["source"], known)}
    return {**meta, "daily": kept}


def _was_out(fact: Mapping[str, Any], known: str) -> bool:
    return any(_dated(source, known) for source in fact.get("sources") or ())


def _dated(source: Mapping[str, Any], known: str) -> bool:
    return bool(source.get("date")) and str(source["date"]) <= known


def _row_as_of(row: Mapping[str, Any], known: str | None) -> dict[str, Any]:
    found = dict(row)
    if "known_to" in found:
        found["known_to"] = None
    if known and found.get("facts"):
        # Of a figure whose sources bear no date nobody can say that it was known then.
        kept = [fact for fact in found["facts"] if _was_out(fact, known)]
        found["left_out"] = len(found["facts"]) - len(kept)
        found["facts"] = kept
        found["sources"] = [one for one in found.get("sources") or () if _dated(one, known)]
        found["note"] = found["status_text"] = found["role"] = None
    if known and str(found.get("status_date") or "") > known:
        found["status_text"] = found["status_date"] = None
    if found.get("states"):
        found["states"] = [
            {**state, "known_to": None} for state in found["states"] if knows(state, known)
        ]
    return found
