"""Read a profile from TOML and the files beside it, or from files that a browser hands over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.profile import logo, template
from briefing.profile.profile import Profile, ProfileError
from briefing.reading import read

_LARGEST = 20_000
"""Bytes of the TOML."""
_TEXTS = ("name", "footer", "accent", "address")
_FILES = {"logo": logo.LARGEST, "template": template.LARGEST}
_MARKING = {"text": "marking", "color": "marking_color"}


def load_profile(path: Path) -> Profile:
    """Read a profile and the files that it names, which stand beside it or in a folder there.

    Raises
    ------
    ProfileError
        With all that is wrong with it.
    OSError
        If a file cannot be read.
    """
    return _profile(
        read(path, _LARGEST), lambda name, most: read(path.parent / name, most + 1), path.name
    )


def profile_of(files: Mapping[str, bytes]) -> Profile:
    """Read a profile from contents by name: one TOML, and the files that it names.

    Raises
    ------
    ProfileError
        With all that is wrong with it.
    """
    sheets = [name for name in files if name.lower().endswith(".toml")]
    if len(sheets) != 1:
        raise ProfileError("a profile is one .toml file, with the files that it names beside it")

    def beside(name: str, _most: int) -> bytes:
        own = PurePosixPath(name).name
        if own not in files:
            raise ProfileError(f"the file '{own[:60]}' that it names was not chosen with it")
        return files[own]

    return _profile(files[sheets[0]], beside, sheets[0])


def _profile(content: bytes, beside: Callable[[str, int], bytes], called: str) -> Profile:
    if len(content) > _LARGEST:
        raise ProfileError(f"{called}: it has more than {_LARGEST:,} bytes")
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProfileError(f"{called} is no TOML: {error}") from error
    fields, problems = _fields(said)
    for key, most in _FILES.items():
        if name := fields.pop(key, ""):
            try:
                fields[key] = beside(_inner(name), most)
            except ProfileError as error:
                problems.append(f"{key}: {error}")
    try:
        profile = Profile(**fields)
    except ProfileError as error:
        problems.append(str(error))
    if problems:
        raise ProfileError(f"{called}: {'; '.join(problems)}")
    return profile


def _fields(said: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Take what a profile may say; of the rest it is told that it may not."""
    fields: dict[str, Any] = {}
    problems: list[str] = []
    marking = said.get("marking", {})
    marked = marking if isinstance(marking, Mapping) else {"text": marking}
    known = [*_TEXTS, *_FILES, "marking"]
    problems += [f"'{key[:40]}' is not known; there are {', '.join(known)}"
                 for key in said if key not in known]  # fmt: skip
    problems += [f"'marking' has {', '.join(_MARKING)}, not '{key[:40]}'"
                 for key in marked if key not in _MARKING]  # fmt: skip
    for key, value in (
        *((key, said.get(key, "")) for key in (*_TEXTS, *_FILES)),
        *((own, marked.get(key, "")) for key, own in _MARKING.items()),
    ):
        if isinstance(value, str):
            fields[key] = value
        else:
            problems.append(f"'{key}' must be a text in quotation marks")
    return fields, problems


def _inner(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ProfileError(f"'{name[:60]}' must stand beside the profile, or in a folder there")
    return name
