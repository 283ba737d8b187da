"""Questions to the catalog on the command line: the status of places, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from catalog.atlas.changes import FILES, Change, Changes, changes
from catalog.atlas.dataset import load
from catalog.atlas.gazetteer import Place, PlaceError, find
from catalog.atlas.status import in_words, parse_day, read_ledger, status_on
from catalog.dates import short_day
from catalog.manifest import intact
from catalog.paths import relative
from catalog.plural import plural
from catalog.printing import complain, json_text, say
from catalog.problems import CatalogError
from catalog.tables.basis import SECOND_HAND

NOT_UNDERSTOOD = 2
"""Exit code of a question that names no place or no day."""


def status(
    names: Sequence[str], *, on: str = "", known: str = "", as_json: bool = False, geo: Path
) -> int:
    """Print what is known of places on a day.

    Parameters
    ----------
    names
        Ids, names or short names.
    on, known
        Days as typed; "" for the default day and for all that is known now.
    as_json
        Print a list of objects, whose keys ``catalog.atlas.status`` documents.
    geo
        Folder of the built files.
    """
    return _asked(lambda: _status(names, on, known, as_json=as_json, geo=geo), geo)


def what_changed(
    days: Sequence[str], *, known_a: str = "", known_b: str = "", as_json: bool = False, geo: Path
) -> int:
    """Print what changed between two days, by place."""
    return _asked(lambda: _changes(days, known_a, known_b, as_json=as_json, geo=geo), geo)


def whole(geo: Path) -> int:
    """Return whether the built files are as the build wrote them."""
    return _asked(
        lambda: say(f"{relative(geo)}: {plural(len(intact(geo)), 'file')}, all whole"), geo
    )


def _asked(answer: Callable[[], None], geo: Path) -> int:
    try:
        intact(geo)
        answer()
    except (FileNotFoundError, CatalogError) as error:
        complain(error)
        return 1
    except ValueError as error:
        complain(error)
        return NOT_UNDERSTOOD
    return 0


def _status(names: Sequence[str], on: str, known: str, *, as_json: bool, geo: Path) -> None:
    ledger = read_ledger(geo)
    day = parse_day(on, "day after --on") if on else ledger.default_day
    knowledge = parse_day(known, "day after --known") if known else None
    places: list[Place] = []
    problems: list[str] = []
    for name in names:
        try:
            places += find(ledger.places, name)
        except PlaceError as error:
            problems.append(str(error))
    if problems:
        raise PlaceError("\n".join(problems))
    asked = dict.fromkeys(place.id for place in places)
    found = [status_on(ledger, place, day, known=knowledge) for place in asked]
    if as_json:
        _print_json([one.as_json() for one in found])
        return
    if not on:
        say(
            f"No day was given: this is {short_day(day)}, the newest day of a report on which all "
            "main Pakistan crossings are fresh. Ask for another with --on 2025-11-02.\n"
        )
    say("\n\n".join(in_words(one) for one in found))


def _changes(days: Sequence[str], known_a: str, known_b: str, *, as_json: bool, geo: Path) -> None:
    first, second = (parse_day(day) for day in days)
    told = changes(
        {name: load(name, geo) for name in FILES}, first, second,
        known_a=parse_day(known_a, "day after --known-a") if known_a else None,
        known_b=parse_day(known_b, "day after --known-b") if known_b else None,
    )  # fmt: skip
    if as_json:
        _print_json(told.as_json())
    else:
        say("\n".join(_lines(told)))


def _lines(told: Changes) -> Iterable[str]:
    yield f"From {short_day(told.day_a)} to {short_day(told.day_b)}{_knowledge(told)}"
    counts = {
        "status": ("change of status", "changes of status"), "incident": ("incident", ""),
        "meeting": ("meeting", ""), "policy": ("policy event", ""),
    }  # fmt: skip
    yield ", ".join(plural(number, *counts[what]) for what, number in told.counts().items())
    for place in told.places:
        yield ""
        yield f"{place.name} ({place.place})" if place.place else place.name
        yield from (f"  {_line(item)}" for item in place.items)


def _knowledge(told: Changes) -> str:
    if told.known_a is None:
        return ""
    later = short_day(told.known_b) if told.known_b else "now"
    return f"; what was known on {short_day(told.known_a)} against what is known {later}"


def _line(item: Change) -> str:
    marks = [mark for mark, there in (("known later", item.late and item.what != "status"),
                                      ("disputed", item.disputed),
                                      ("second-hand", item.basis == SECOND_HAND)) if there]  # fmt: skip
    end = f" [{', '.join(marks)}]" if marks else ""
    if item.what != "status":
        was = f"{item.before} -> " if item.before else ""
        state = f" ({was}{item.after})" if item.after else ""
        return f"{item.date_text}: {item.what}: {item.title}{state}{end}"
    before, after = (str(one).replace("_", " ") for one in (item.before, item.after))
    how = {
        "reported": f"{before} -> {after}",
        "aged": f"{before} -> {after}, the last report grew too old",
        "told": f"{before} -> {after}, as only a later report tells",
        "passed": f"{before} -> {after}, again as before",
        "learned": f"was known as {before}, was {after} as later reported",
    }[str(item.how)]
    return f"{item.date_text}: {how}" + (f" ({item.title})" if item.title else "") + end


def _print_json(value: Sequence[Any] | Mapping[str, Any]) -> None:
    say(json_text(value))
