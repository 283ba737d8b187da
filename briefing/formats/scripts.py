"""Which language and direction a text has, as far as its letters tell."""

from __future__ import annotations

import unicodedata
from collections import Counter

_TOLD_BY = (("ps", "ټډړږښڼېۍځڅ"), ("ur", "ٹڈڑںہے"), ("fa", "پچژگکی"))
"""Letters that one language alone has, before those that it shares."""
_PLACES = {"ur": "ur-PK", "fa": "fa-IR", "ps": "ps-AF", "ar": "ar-SA"}


def runs_right_to_left(text: str) -> bool:
    """Tell whether most of a text's letters run from the right.

    The first letter does not tell it: an English summary may begin with a title in Urdu.
    """
    kinds = Counter(unicodedata.bidirectional(sign) for sign in text)
    return kinds["R"] + kinds["AL"] > kinds["L"]


def language(text: str) -> str:
    """Tell Pashto, Urdu, Persian and Arabic apart by their letters; "" for all that runs from the left."""
    if not runs_right_to_left(text):
        return ""
    return next((code for code, letters in _TOLD_BY if set(letters) & set(text)), "ar")


def locale(text: str) -> str:
    """Give the language with a country, as office programs want it; "" as ``language``."""
    return _PLACES.get(language(text), "")
