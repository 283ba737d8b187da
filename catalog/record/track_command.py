"""The track record on the command line and in the docs: how often the map would have been right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import read_ledger
from catalog.printing import complain, json_text, say
from catalog.problems import CatalogError
from catalog.record.track import AGES, NONE_BEFORE, VERDICTS, VIEWS, Trial, Verdict, count, trials

GROUPS: Mapping[str, Callable[[Trial], str]] = {
    "age": lambda one: one.age_group,
    "kind": lambda one: f"{one.kind} reported {one.told.replace('_', ' ')}",
    "place": lambda one: one.place,
}
"""What the counts may be told by."""

READINGS: Mapping[str, Callable[[Trial], bool]] = {
    "all reports": lambda _: True,
    "round-ups of several crossings": lambda one: one.round_up,
}
BIAS = (
    "Changes are reported more than calm: counted by all reports the map looks worse than it was. "
    "Round-ups go through three crossings or more of one day, changed or not."
)
_ORDER = (*(name for name, _ in AGES), NONE_BEFORE)


def write(
    sources: Path, geo: Path, *, by: str = "age", place: str = "", as_json: bool = False
) -> int:
    """Print the track record; the exit code is 1 if a table cannot be read, 2 for no such place.

    Parameters
    ----------
    sources, geo
        The folder of sources; that of the built files, whose names of places are understood.
    by
        A key of ``GROUPS``.
    place
        Id, name or short name; "" for all.
    as_json
        ``groups`` (view, reading, group, n, and a count for each verdict) and ``reports``: each
        with what the map would have said, the misses among them.
    """
    try:
        asked = trials(sources)
        if place:
            wanted = {one.id for one in find(read_ledger(geo).places, place)}
            asked = [one for one in asked if one.place in wanted]
    except (CatalogError, FileNotFoundError) as error:
        complain(error)
        return 1
    except PlaceError as error:
        complain(error)
        return 2
    say(json_text(_as_json(asked, by)) if as_json else table(asked, by))
    return 0


def table(asked: Sequence[Trial], by: str = "age") -> str:
    """Write the counts as Markdown, a table for each view, and what they must not be read as."""
    parts = []
    for view, words in VIEWS.items():
        lines = [f"**What the map would have said {words}**", "",
                 f"| by {by} | n | {' | '.join(VERDICTS.values())} |",
                 f"| --- | ---: |{' ---: |' * len(VERDICTS)}"]  # fmt: skip
        for reading in READINGS:
            told = _groups(asked, view, reading, by)
            lines += [_line(f"{reading}: {name}", counts) for name, counts in told.items()]
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, BIAS])


def _groups(
    asked: Sequence[Trial], view: str, reading: str, by: str
) -> dict[str, dict[Verdict, int]]:
    chosen = [one for one in asked if one.view == view and READINGS[reading](one)]
    if not chosen:
        return {}
    counted = count(chosen, GROUPS[by])
    ordered = sorted(counted, key=_ORDER.index) if by == "age" else sorted(counted)
    return {"all": count(chosen, lambda _: "all")["all"], **{one: counted[one] for one in ordered}}


def _line(name: str, counts: Mapping[Verdict, int]) -> str:
    total = sum(counts.values())
    cells = [f"{n} ({100 * n / total:.0f} %)" if n else "" for n in counts.values()]
    return f"| {name} | {total} | {' | '.join(cells)} |"


def _as_json(asked: Sequence[Trial], by: str) -> dict[str, object]:
    groups = [
        {"view": view, "reading": reading, "group": name, "n": sum(counts.values()), **counts}
        for view in VIEWS
        for reading in READINGS
        for name, counts in _groups(asked, view, reading, by).items()
    ]
    return {"by": by, "note": BIAS, "groups": groups, "reports": [asdict(one) for one in asked]}
