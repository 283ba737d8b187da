"""A Profile: what an organisation puts on every page, checked before anything is made of it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from briefing.profile.logo import Logo, read_logo
from briefing.profile.template import check_template
from briefing.receipt import LONGEST_MARKING, check_base
from layers.text.escape import one_line

LONGEST_NAME, LONGEST_FOOTER = 60, 140
"""Signs of an organisation's name, and of its line at the foot."""
_HALF = 32
"""So many hexadecimal digits of a SHA-256 are kept."""
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 3.0
"""Between an accent and the paper."""


class ProfileError(ValueError):
    """A profile that cannot be used as it stands."""


@dataclass(frozen=True)
class Profile:
    """An organisation's own; what it leaves out is empty.

    Parameters
    ----------
    name, footer
        Said at the foot of every page.
    accent
        Colour of a bar at the head, ``#RRGGBB``; it has to stand out from the paper.
    marking, marking_color
        A line such as 'For official use' at head and foot, and the colour of its band.
    address
        Of the installation, for links and QR codes.
    logo
        A PNG or SVG, as it was received.
    template
        A .pptx with the organisation's layouts, as it was received.

    Raises
    ------
    ProfileError
        With all that is wrong with it.
    """

    name: str = ""
    footer: str = ""
    accent: str = ""
    marking: str = ""
    marking_color: str = ""
    address: str = ""
    logo: bytes = b""
    template: bytes = b""

    def __post_init__(self) -> None:
        problems = [*self._words(), *self._colors()]
        for key, check in (("address", check_base), ("logo", _logo), ("template", check_template)):
            try:
                if held := getattr(self, key):
                    check(held)
            except ValueError as error:
                problems.append(f"{key}: {error}")
        if problems:
            raise ProfileError("; ".join(problems))

    def _words(self) -> list[str]:
        problems = []
        for key, longest in (
            ("name", LONGEST_NAME), ("footer", LONGEST_FOOTER), ("marking", LONGEST_MARKING),
        ):  # fmt: skip
            text = getattr(self, key)
            if text != one_line(text):
                problems.append(f"{key}: it must be one line without blanks at its ends")
            elif len(text) > longest:
                problems.append(f"{key}: it has {len(text)} signs; it may have {longest}")
        return problems

    def _colors(self) -> list[str]:
        problems = [
            f"{key}: '{value[:20]}' is no colour such as #0A5FA3"
            for key in ("accent", "marking_color")
            if (value := getattr(self, key)) and not _COLOR.fullmatch(value)
        ]
        if not problems and self.accent and contrast(self.accent, "#FFFFFF") < _LEAST_CONTRAST:
            problems.append(f"accent: {self.accent} cannot be seen on paper; take a darker one")
        return problems

    @cached_property
    def key(self) -> str:
        """Half of the SHA-256 of all that it holds; "" if it holds nothing."""
        held = {
            name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) and value else value
            for name, value in asdict(self).items()
        }
        held = {name: value for name, value in held.items() if value}
        if not held:
            return ""
        return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:_HALF]

    @property
    def drawn_logo(self) -> Logo | None:
        """The logo, ready to draw."""
        return _logo(self.logo) if self.logo else None


@lru_cache(maxsize=8)
def _logo(content: bytes) -> Logo:
    return read_logo(content)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21, as WCAG 2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(color: str) -> str:
    """Give black or white, whichever is read better on a colour."""
    return max(("#FFFFFF", "#000000"), key=lambda ink: contrast(ink, color))


def _luminance(color: str) -> float:
    parts = [value / 255 for value in bytes.fromhex(color.lstrip("#"))]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


NO_PROFILE = Profile()
