"""What each side says of an event, taken from a note without adding anything up."""

from __future__ import annotations

import re
from typing import Any

from catalog.tables.rows import Source

_NO_CLAIM = ("none", "none stated", "no toll given")
_SIDE = re.compile(r"(?P<side>[^:()]{2,60}): (?P<text>.+)")
# Headings that name nobody.
_NOBODY = (
    "a later update", "another report", "counts differ", "early report", "first reports",
    "later report", "one source", "sources",
)  # fmt: skip
_UCDP = re.compile(r"\bUCDP (\d{6})(?: and (\d{6}))?")
_DIFFER = re.compile(
    r"\b(disputed|differ|denied|denies|called it a lie|blamed (?:each|the) other|each side"
    r"|each said|both sides blamed|not borne out|was repelled)\b|said the other",
    re.IGNORECASE,
)
_PAKISTAN = re.compile(r"Pakistan|ISPR|Islamabad")
_AFGHANISTAN = re.compile(r"Kabul|Taliban|Afghan|Khost|Paktika")
_SPEAKS = re.compile(r"(?P<party>Pakistan|Kabul)(?:'s \w+)?[^,]* (?:said|claimed|counts) .+")


def parse_claims(note: str) -> list[dict[str, Any]]:
    """Part a note into the claims of the sides.

    Parameters
    ----------
    note
        Segments separated by ``;``, each ``Side: text`` or text alone.

    Returns
    -------
    claims
        ``side`` (None where the segment names nobody), ``text`` and ``source`` (None: the notes do
        not say which source carries a claim). All of the note's words are kept; a note that only
        says that there is no toll makes no claim.
    """
    if note.strip() in _NO_CLAIM:
        return []
    claims: list[dict[str, Any]] = []
    for segment in (part.strip() for part in note.split(";")):
        found = _SIDE.fullmatch(segment)
        if found and found["side"] not in _NOBODY:
            claims.append({"side": found["side"], "text": found["text"], "source": None})
        elif segment:
            claims.append({"side": None, "text": segment, "source": None})
    return claims


def with_source(claims: list[dict[str, Any]], ucdp: Source | None) -> list[dict[str, Any]]:
    """Return the claims that quote UCDP their source."""
    return [
        {**claim, "source": ucdp} if (claim["side"] or "").startswith("UCDP") else claim
        for claim in claims
    ]


def same_events(note: str) -> list[str]:
    """Return the ids of the UCDP events that a note says are the same event."""
    return [number for pair in _UCDP.findall(note) for number in pair if number]


def size_of(deaths: int | None) -> int:
    """Return the class of a mark's size: 0 none or unknown, 1 up to 4, 2 up to 19, 3 from 20."""
    return 0 if not deaths else 1 if deaths < 5 else 2 if deaths < 20 else 3


def is_disputed(
    claims: list[dict[str, Any]], texts: tuple[str, ...], low: int | None, high: int | None
) -> bool:
    """Return whether the sides' figures or versions conflict.

    Parameters
    ----------
    claims
        As ``parse_claims`` gives them.
    texts
        Note, summary and actors, whose words may say that the versions differ.
    low, high
        The range of deaths as received.
    """
    if any(_DIFFER.search(text) for text in texts) or _contradicts(claims):
        return True
    sides = {claim["side"] for claim in claims if claim["side"]}
    parties = {side for side in sides if not side.startswith("UCDP")}
    return low != high and len(parties) > 1


def _contradicts(claims: list[dict[str, Any]]) -> bool:
    """Return whether one party's claim is answered by what the other says in passing."""
    for claim in claims:
        spoken = None if claim["side"] else _SPEAKS.fullmatch(claim["text"])
        if spoken is None:
            continue
        other = _AFGHANISTAN if spoken["party"] == "Pakistan" else _PAKISTAN
        if any(other.match(one["side"] or "") for one in claims):
            return True
    return False
