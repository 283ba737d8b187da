"""Kinds of traffic: what a report lets through, from its status and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping

KINDS = ("trade", "transit", "pedestrians", "returnees", "humanitarian")
"""Goods of the two countries' trade, goods on the way through, people, those who go home, aid."""

PEOPLE, CARGO = ("pedestrians", "returnees"), ("trade", "transit")
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"

# What a status says by its own words: "only" shuts out the others that it can be asked of.
_STATUS: Mapping[str, Mapping[str, str]] = {
    "pedestrian_only": {"pedestrians": OPEN, "trade": CLOSED, "transit": CLOSED},
    "humanitarian_only": {"humanitarian": OPEN, "trade": CLOSED, "transit": CLOSED},
    "returnees_only": {"returnees": OPEN, "trade": CLOSED, "transit": CLOSED,
                       "pedestrians": CLOSED},
    "export_only": {"trade": OPEN},
}  # fmt: skip
_WORDS: Mapping[str, re.Pattern[str]] = {
    "trade": re.compile(
        r"\btrade\b|\btrucks?\b(?! drivers)|\blorr(?:y|ies)\b(?! of household)|\bexports?\b|\bfreight\b|(?<!UN )\bcargo\b"
        r"|(?<!household )\bgoods\b"
        r"|\bwagons?\b|\bcoal\b|\bfruit\b|\bproduce\b|\bcommerc\w+|\bconvoys\b", re.IGNORECASE,
    ),
    "transit": re.compile(r"\btransit\b", re.IGNORECASE),
    "pedestrians": re.compile(
        r"\bpeople\b(?! (?:sent|coming|deported|of \d))|\bpassengers?\b|\btravell?ers?\b|\btravel\b"
        r"|\bpedestrians?\b|\bfoot\b|\bpatients?\b|\bstranded\b|\bID holders\b"
        r"|\bpassport and visa\b|\bentry\b|\bentries\b|\bpeople a side\b", re.IGNORECASE,
    ),
    "returnees": re.compile(
        r"\breturnees?\b|\breturn of\b|\breturning\b|\bcoming (?:home|back)\b|\bgoing (?:home|back)\b"
        r"|\bsent back\b|\bdeported\b|\bAfghan families\b", re.IGNORECASE,
    ),
    "humanitarian": re.compile(r"\bUN\b|\bhumanitarian\b|\baid\b"),
}  # fmt: skip
_NOT = re.compile(
    r"(?<!almost )\bno\b|\bnot\b(?! mentioned| stated| documented)|\bbarred\b|\bstopped\b|\bsuspended\b|\brefused\b"
    r"|\bblocked\b|\bhalt\b|\bclosed\b|\bwaiting\b", re.IGNORECASE,
)  # fmt: skip
_UNSAID = re.compile(
    r"\bnot (?:mentioned|stated|documented)\b|\bunclear\b|\bpossibly\b|\bother traffic\b"
)
_ALL = re.compile(r"\ball\b|\brest open\b", re.IGNORECASE)
# A bar on some, or one route alone: what of the others passes is not said.
_PART = re.compile(r"\bwithout\b|\binto\b", re.IGNORECASE)
_PARTS = re.compile(r"[;,]| and (?=possibly\b)")


def covers(status: str, words: str) -> dict[str, str]:
    """Say of each kind of traffic whether it passes.

    Parameters
    ----------
    status
        As reported; ``unknown`` where it is not known.
    words
        The report's ``traffic``: phrases parted by commas and semicolons, such as
        ``returnees and listed UN containers; no commerce or travel``.

    Returns
    -------
    told
        ``open``, ``closed`` or ``unknown`` by each of ``KINDS``. What neither the status nor the
        words name is unknown; the words go before the status.
    """
    told = dict.fromkeys(KINDS, UNKNOWN) | dict(_STATUS.get(status, {}))
    if status == "unknown":
        return dict.fromkeys(KINDS, UNKNOWN)
    usual = CLOSED if status == "closed" else OPEN
    said: dict[str, str] = {}
    for phrase in _PARTS.split(words):
        named = KINDS if _ALL.search(phrase) else _named(phrase)
        if _UNSAID.search(phrase):
            said = dict.fromkeys(named, UNKNOWN) | said
        elif not _NOT.search(phrase):
            # Some pass: that others of the kind are refused does not close it.
            said |= dict.fromkeys(named, usual)
        elif not _PART.search(phrase):
            said = dict.fromkeys(named, CLOSED) | said
    return told | said


def people_alone(told: Mapping[str, str]) -> str:
    """Return the letter of what lets people pass and is not reported to let cargo pass.

    Parameters
    ----------
    told
        As ``covers`` gives it.

    Returns
    -------
    letter
        ``P`` for all people, ``R`` for those alone who go home; "" where cargo passes or nobody.
    """
    let = {kind for kind, state in told.items() if state == OPEN}
    if let & {*CARGO} or not let & {*PEOPLE}:
        return ""
    return "P" if "pedestrians" in let else "R"


def _named(phrase: str) -> tuple[str, ...]:
    return tuple(kind for kind, pattern in _WORDS.items() if pattern.search(phrase))
