"""Looking on the command line: write down that somebody looked, and list what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import parse_day, read_ledger
from catalog.atlas.trust import FOUND
from catalog.dates import read_day, short_day
from catalog.printing import complain, json_text, say
from catalog.problems import CatalogError
from catalog.record.looks import Look, add, due, read_looks

NOT_UNDERSTOOD = 2


def today() -> date:
    """Return the reader's day."""
    return date.today()  # noqa: DTZ011 - the reader's day


def looked(sources: Path, geo: Path, *, place: str, on: str, where: str, page: str = "") -> int:
    """Write down that somebody looked for news of a place; 2 where the look is not understood.

    Parameters
    ----------
    sources, geo
        The folder of sources; that of the built files, whose names of places are understood.
    place
        Id, name or short name; the quays of a town are written down one by one.
    on
        ISO day, today at the latest; "" for today.
    where
        What was searched, in words.
    page
        Address of a newer report; "" where none was found.
    """
    try:
        places = find(read_ledger(geo).places, place)
        asked = _understood(on or today().isoformat(), where, page)
        for one in places:
            add(sources, replace(asked, place=one.id))
            say(f"{one.name} ({one.id}): looked on {short_day(asked.day)}; {FOUND[asked.found]}")
    except (PlaceError, ValueError) as error:
        complain(error)
        return NOT_UNDERSTOOD
    except (CatalogError, FileNotFoundError, OSError) as error:
        complain(error)
        return 1
    if page:
        say("The report itself is a row of its own table; 'python -m catalog build' takes in both.")
    return 0


def _understood(on: str, where: str, page: str) -> Look:
    """Read what was typed of a look, of no place yet."""
    day = read_day(parse_day(on, "day after --on"))
    if day > today():
        raise ValueError(f"{on} is to come; nobody can have looked then")
    said = " ".join(where.split())
    if not said:
        raise ValueError("say after --where what was searched, as in 'news pages in Dari'")
    if page and urlsplit(page).scheme not in ("http", "https"):
        raise ValueError(f"'{page}' is no address; give the page that was found, with https://")
    return Look("", day.isoformat(), said, "newer" if page else "nothing newer", page)


def what_is_due(sources: Path, geo: Path, *, older_than: int, as_json: bool = False) -> int:
    """Print the places at which nobody looked for so many days, the longest first."""
    if older_than < 0:
        complain(f"--older-than {older_than} is no number of days; ask for 0 or more")
        return NOT_UNDERSTOOD
    try:
        places = read_ledger(geo).places
        late = due(read_looks(sources), places, today(), older_than)
    except (CatalogError, FileNotFoundError) as error:
        complain(error)
        return 1
    if as_json:
        say(json_text([{"place": place, "name": places[place].name, "days": days}
                       for place, days in late]))  # fmt: skip
    elif late:
        for place, days in late:
            ago = "nobody has looked" if days is None else f"last looked {days} days ago"
            say(f"{places[place].name} ({place}): {ago}")
    else:
        say(f"Somebody looked at each of the {len(places)} places in the last {older_than} days.")
    return 0
