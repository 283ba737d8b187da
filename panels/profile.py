"""The organisation's profile: chosen as files, kept in the reader's browser, never in a link."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers.text.escape import safe_markdown

if TYPE_CHECKING:
    from briefing.profile.profile import Profile

_HERE = Path(__file__).parent
_MOST_FILES, _MOST_LETTERS = 4, 20_000_000
"""Files of a profile, and letters of them as a browser sends them."""
_READ = "x-profile-read"
_KEPT = st.components.v2.component(
    "crossings_profile",
    html='<div class="profile"><label><span>Choose profile files</span>'
    '<input type="file" multiple accept=".toml,.svg,.png,.pptx"></label>'
    '<button type="button">Forget</button><p role="status"></p></div>',
    css=(_HERE / "profile.css").read_text("utf-8"),
    js=(_HERE / "profile.js").read_text("utf-8"),
)


def chosen() -> Profile:
    """Show what is kept, let another be chosen, and give it; one without anything if there is none."""
    from briefing.profile.profile import NO_PROFILE, ProfileError

    told = dict(st.session_state.get("x-profile") or {}).get("files") or {}
    profile, wrong = NO_PROFILE, ""
    try:
        profile = _read(told)
    except ProfileError as error:
        wrong = str(error)
    name = profile.name or "your organisation"
    _KEPT(
        key="x-profile",
        data={
            "stamp": _stamp(told),
            "said": f"Profile of {name}: kept in this browser alone." if profile.key else "",
        },
        default={"files": None},
        on_files_change=lambda: None,
    )
    if wrong:
        st.error(safe_markdown(f"The profile cannot be used. {wrong}"))
    return profile


def _stamp(told: Any) -> str:
    return str(told.get("stamp") or "")[:40] if isinstance(told, Mapping) else ""


def _read(told: Any) -> Profile:
    """Read what a browser has sent, once; whoever speaks its language may send anything."""
    from briefing.profile.file import profile_of
    from briefing.profile.profile import NO_PROFILE, ProfileError

    files = told.get("files") if isinstance(told, Mapping) else None
    if not files:
        return NO_PROFILE
    known = st.session_state.get(_READ)
    if known is not None and known[0] == told:
        return known[1]  # type: ignore[no-any-return]
    if not isinstance(files, Mapping) or len(files) > _MOST_FILES:
        raise ProfileError(f"choose at most {_MOST_FILES} files: one .toml, a logo, a template")
    if sum(len(str(one)) for one in files.values()) > _MOST_LETTERS:
        raise ProfileError("its files are too large")
    try:
        contents = {
            str(name)[:100]: base64.b64decode(str(text), validate=True)
            for name, text in files.items()
        }
    except (binascii.Error, ValueError) as error:
        raise ProfileError("its files did not come whole; choose them again") from error
    profile = profile_of(contents)
    st.session_state[_READ] = (told, profile)
    return profile
