"""What makes text from data safe where folium or the page would otherwise read it as code."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from catalog.printing import JOINERS

# Marks that mean something in HTML, in an attribute or in a JavaScript template literal:
# ``html.escape`` knows the first five, folium needs the others.
_HTML = "<>&\"'`${}\\"
_MARKDOWN = _HTML + "*_[]()#~|!+-:@."
# What Streamlit's Markdown still reads once the entities are resolved: icons, its logo, bare
# addresses, arrows. A word joiner, which nobody sees, parts them.
_READ_LATE = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)
_JOINER = "\u2060"


def safe(value: object) -> str:
    """Make any value inert as HTML, as an attribute and inside a JavaScript template literal.

    ``html.escape`` does not suffice: folium writes popups and tooltips into template literals,
    where a backtick ends the text and ``${...}`` runs. None becomes an empty text; control
    characters other than line feed and tab are dropped.
    """
    return _as_entities(value, _HTML)


def one_line(value: str) -> str:
    """Put a text on one line, without signs that nobody sees or prints.

    The joiners stay that Persian, Urdu and Pashto are written with.
    """
    kept = (char if char.isprintable() or char in JOINERS else " " for char in value)
    return " ".join("".join(kept).split())


def safe_markdown(value: object) -> str:
    """Make any value inert in Streamlit's Markdown as well: no emphasis, link, image or icon."""
    text = _READ_LATE.sub(_JOINER, "" if value is None else str(value))
    return " ".join(_as_entities(text, _MARKDOWN).split())


def _as_entities(value: object, marks: str) -> str:
    text = "" if value is None else str(value)
    kept = "".join(char for char in text if char in "\n\t" or ord(char) >= 32)
    return kept.translate({ord(mark): f"&#{ord(mark)};" for mark in marks})


def safe_link(address: object) -> str:
    """Return an http or https address fit for an attribute; anything else becomes ``""``."""
    text = "" if address is None else str(address).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return safe(text)


def script_json(value: Any) -> str:
    r"""Write a value as a JavaScript expression that can stand in any script or template.

    The value becomes JSON, the JSON a string literal in which every character that could end a
    script or the literal, open a template literal or be read by a template engine is written
    ``\uXXXX``; the expression parses it back to the same value. The literal has single quotes,
    since JSON is full of double ones.
    """
    inner = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    literal = inner.replace("\\", "\\\\")
    for mark in "<>&`${}'":
        literal = literal.replace(mark, f"\\u{ord(mark):04x}")
    return f"JSON.parse('{literal}')"
