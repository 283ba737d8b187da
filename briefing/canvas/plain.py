"""Text as every format takes it: printable, on one line."""

from __future__ import annotations

import re

_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def plain(text: object) -> str:
    """Make a value a line without control characters, which XML refuses and print cannot show."""
    return _BAD.sub(" ", "" if text is None else str(text))
