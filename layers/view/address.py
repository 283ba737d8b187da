"""Address: a link as mail and chat hand it on, read into the names and values of its query."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

Pairs = list[tuple[str, str]]

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_PAIRED = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "›": "‹", "”": "“", "’": "‘"}  # noqa: RUF001 - signs of other scripts are meant
_OPENING = "<([{«‹“‘„\"'*_~`"  # noqa: RUF001 - signs of other scripts are meant
_CLOSING = {opening: closing for closing, opening in _PAIRED.items()} | {"„": "“"}
_STOPS = ".,;:!?…‥|*_~`،؛؟۔。，、！？：；"  # noqa: RUF001 - signs of other scripts are meant
"""What ends a sentence in the scripts of those who send links, and what chats put around words."""
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys(_UNSEEN)
)
"""What word processors make of a hyphen, and what they put into long words."""
_LEFT_OVER = frozenset({*_PAIRED, *_PAIRED.values(), "'", '"'})
_WRAPPED = ("safelinks.protection.outlook.com", "safelinks.protection.office365.us",
            "www.google.com", "l.facebook.com", "lnkd.in", "www.linkedin.com", "slack-redir.net",
            "urldefense.com", "urldefense.proofpoint.com", "protect2.fireeye.com",
            "linkprotect.cudasvc.com", "secure-web.cisco.com", "statics.teams.cdn.office.net", "vk.com",
            "out.reddit.com", "duckduckgo.com")  # fmt: skip
"""Hosts by which mail filters and chats send their readers on."""
_WRAPPED_IN = ("url", "q", "u", "to", "a", "uddg")
_MOST_WRAPS = 3
_MOST_QUOTES = 8
"""Brackets and quotes, one within the other, that are taken off around a link."""
_PARTED = re.compile("=|%(?:25)?3d", re.IGNORECASE)
_ANCHOR = re.compile(r"""\s*<a\s[^>]*?href=["']?([^"'>\s]+)""", re.IGNORECASE)
_AMPERSAND = re.compile("&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
_TRACKERS = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|ttclid|yclid|ysclid|igsh|igshid"
    r"|li_fat_id|mc_[ce]id|mkt_tok|oly_(?:anon|enc)_id|_hs(?:enc|mi)|_g[al]|vero_id|wickedid|s_cid|si",
    re.ASCII | re.IGNORECASE,
)
"""Names that mail programs, chats and social networks add to any link that they hand on."""


def pairs_of(text: str) -> Pairs:
    """Read a link, or its query alone, as it was pasted.

    A filter's wrapping, brackets and quotes around it, signs that nobody sees, a fragment, a second
    encoding and the line ends of mail are taken off. What is no link and no query has no pairs.
    """
    link = _bare(text)
    for _ in range(_MOST_WRAPS):
        inner = _wrapped(link)
        if not inner:
            break
        link = _bare(inner)
    query = link.partition("?")[2] if "?" in link else link
    query = _AMPERSAND.sub("&", query).partition("#")[0].lstrip("?&")
    for _ in range(_MOST_WRAPS):
        if "=" not in query and _PARTED.search(query):
            query = unquote(query)
    return parse_qsl(query, keep_blank_values=True)


def is_tracker(name: str) -> bool:
    """Tell whether a name was added by a program that handed the link on."""
    return bool(_TRACKERS.fullmatch(name))


def flat(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Give names and values as pairs, what a second encoding has made one name parted again."""
    found: Pairs = []
    for name, value in pairs.items() if isinstance(pairs, Mapping) else pairs:
        bare = re.sub("^(?:amp;)+", "", name.strip().strip(_UNSEEN))
        found += pairs_of(bare) if _PARTED.search(bare) and not value else [(bare, value)]
    return found


def trimmed(value: str) -> str:
    """Take off what a text around the link has left at the end of a value, and in it."""
    value = value.translate(_DASHES).strip().removeprefix("3D")
    # Signs are counted once: a value of many brackets costs no more than one of letters.
    left = Counter(sign for sign in value if sign in _LEFT_OVER)
    end = len(value)
    while end and _is_left_over(value[end - 1], left):
        left[value[end - 1]] -= 1
        end -= 1
        while end and (value[end - 1].isspace() or value[end - 1] in _UNSEEN):
            end -= 1
    return value[:end]


def _is_left_over(last: str, counted: Mapping[str, int]) -> bool:
    """Tell whether the last sign of a value is none of its own, by how often each is in it."""
    if last in _STOPS:
        return True
    if last in _PAIRED:
        return counted[_PAIRED[last]] < counted[last]
    return last in "\"'" and counted[last] % 2 == 1


def _bare(text: str) -> str:
    if "=3D" in text and not re.search(
        r"=(?!3D|\r?\n|$)", text
    ):  # as mail is written in seven bits
        text = re.sub(r"=\r?\n", "", text).replace("=3D", "=")
    if (found := _ANCHOR.match(text)) is not None:
        text = found[1]
    first, *rest = text.splitlines() or [""]
    whole = (
        "".join([first.strip(), *(line.strip(" \t>|") for line in rest)]) if "://" in text else text
    )
    link = whole.strip().strip(_UNSEEN).strip()
    for _ in range(_MOST_QUOTES):
        if link[:1] not in _OPENING or not link:
            break
        closed = _CLOSING.get(link[0], link[0])
        if link[0] == "<":
            link = link.partition("|")[0] + ">" * (
                "|" in link
            )  # an address and what is shown for it
        link = link[1:].strip()
        if link.endswith(closed):
            link = link[:-1].strip().strip(_UNSEEN)
    return link


def _wrapped(link: str) -> str:
    """Give the link inside a filter's link; "" if it is none."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if not any(host == one or host.endswith(f".{one}") for one in _WRAPPED):
        return ""
    if found := re.search(r"/v3/__(.+?)__;", link):
        return found[1]
    if host == "secure-web.cisco.com":
        return unquote(parts.path.rpartition("/")[2])
    query = parse_qs(parts.query)
    inner = next((query[name][0] for name in _WRAPPED_IN if name in query), "")
    if host == "urldefense.proofpoint.com":
        inner = unquote(inner.replace("-", "%").replace("_", "/"))
    return inner if "?" in inner else ""
