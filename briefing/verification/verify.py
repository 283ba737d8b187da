"""Whether a file is what its View gives today, and if not, what has changed.

'Is what its View gives' means the same bytes. One thing may differ and is then said: how the pixels
of a PNG are packed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from briefing.canvas.page_size import SIZES
from briefing.export import FORMATS, export
from briefing.library import Library, load_library
from briefing.profile.profile import NO_PROFILE, Profile
from briefing.reading import read
from briefing.receipt import BASE, Receipt, code_of, receipt_of, version
from briefing.verification import chunks
from briefing.verification.finders import receipts_in
from catalog.paths import GEO
from layers.text.words import names
from layers.view.view import View, renewed

_EACH = {
    "pdf": (b"/Type /Page ", 2_000),
    "pptx": (b"ppt/slides/slide", 4_000),
    "html": (b'<section class="crx-words">', 1_000),
    "md": (b"\nReceipt CRX-", 400),
    "docx": (b"word/", 4_000),
}
"""What stands in a file once for each View at least, and bytes that a View takes at least."""


_TITLES = 3
"""So many titles are quoted."""
_CHANGED = "The file was changed after it was made, or by other versions of its libraries."
_WITHOUT = (
    "Its View, data and version are those of today. It was made with an organisation's profile ({key}), "
    "without which its pages cannot be made anew: neither its words nor its picture, logo and colours "
    "were compared. Give the profile: --profile FILE."
)
_PACKED = "Only the packing of its pixels differs: every pixel, every text and every other part is the same."


class Outcome(IntEnum):
    """What was found, which is also the command's exit code."""

    SAME = 0
    CHANGED = 1
    REPACKED = 3
    UNCHECKED = 4


@dataclass
class Verdict:
    """What was found.

    Parameters
    ----------
    outcome
        The same bytes, something else, the same but for the packing of pixels, or not to be told
        without the profile that it was made with.
    findings
        A sentence for each thing that was found.
    """

    outcome: Outcome
    findings: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """The bytes are what the View gives today."""
        return self.outcome is Outcome.SAME


def verify(path: Path, folder: Path = GEO, *, profile: Profile = NO_PROFILE) -> Verdict:
    """Make a file anew from its receipt and compare.

    Raises
    ------
    ValueError
        If the file carries no receipt that can be read; the message says what can be done.
    OSError
        If it cannot be read.
    """
    return verify_content(read(path), path.name, folder, profile=profile)


def verify_content(
    content: bytes, name: str, folder: Path = GEO, *, profile: Profile = NO_PROFILE
) -> Verdict:
    """Make the content of a file anew from its receipt and compare, as ``verify``."""
    receipts = receipts_in(content, name)
    first = receipts[0]
    if said := _at_odds(content, receipts, name):
        return Verdict(Outcome.CHANGED, said)
    material = load_library(folder)
    findings: list[str] = []
    views = []
    for receipt in receipts:
        view, problems = View.from_query(receipt.view, material.default)
        findings += problems
        views.append(view)
        findings += _changes(receipt, view, material)
    if findings:
        return Verdict(Outcome.CHANGED, list(dict.fromkeys(findings)))
    if (verdict := _of_profile(first, profile)) is not None:
        return verdict
    made = export(
        views, first.format, first.size, marking=first.marking, base=first.base, folder=folder,
        profile=profile if first.profile else NO_PROFILE, variant=first.variant,
    )  # fmt: skip
    return _compared(content, made, receipts)


def _of_profile(receipt: Receipt, profile: Profile) -> Verdict | None:
    """Return whether a file can be made anew with a profile; None if it can."""
    if not receipt.profile or receipt.profile == profile.key:
        return None
    if not profile.key:
        return Verdict(Outcome.UNCHECKED, [_WITHOUT.format(key=receipt.profile)])
    said = f"It was made with the profile {receipt.profile}; this one is {profile.key}."
    return Verdict(Outcome.CHANGED, [said])


def _compared(content: bytes, made: bytes, receipts: Sequence[Receipt]) -> Verdict:
    """Compare a file with what its View gives."""
    if made == content:
        return Verdict(Outcome.SAME, _own_words(receipts))
    if receipts[0].format != "png":
        return Verdict(Outcome.CHANGED, [_CHANGED])
    if changed := chunks.changed(content, made):
        return Verdict(Outcome.CHANGED, [changed])
    return Verdict(Outcome.REPACKED, [_PACKED, *_own_words(receipts)])


def verify_code(code: str, link: str, folder: Path = GEO) -> Verdict:
    """Check a code read from a page against the View's link.

    A picture that was sent around has often lost its metadata; the page itself still says both.
    """
    material = load_library(folder)
    view, problems = material.view(link)
    if problems:
        raise ValueError(" ".join(problems))
    receipt = receipt_of(material.scene(view), folder, size="", format="")
    if receipt.code == code.strip().upper():
        return Verdict(Outcome.SAME)
    return Verdict(
        Outcome.CHANGED,
        [f"The code is {receipt.code} today: data, View or version have changed since {code}."],
    )


def _at_odds(content: bytes, receipts: Sequence[Receipt], name: str) -> list[str]:
    """Describe why a file cannot be what its receipts say, before anything is made of them."""
    first = receipts[0]
    if first.format not in FORMATS or first.size not in SIZES:
        raise ValueError(f"{name} names format '{first.format}' and size '{first.size}', "
                         "which this version does not know")  # fmt: skip
    if first.variant and first.variant not in FORMATS[first.format].variants:
        raise ValueError(
            f"{name} names the variant '{first.variant}', which this version does not know"
        )
    if not name.lower().endswith(f".{FORMATS[first.format].ending}"):
        return [f"Its receipt is one of a file of format {first.format}."]
    alike = replace(first, code="", view={}, data={})
    if any(replace(one, code="", view={}, data={}) != alike for one in receipts):
        return ["Its receipts are of different files."]
    said = [
        f"The receipt {one.code} does not belong to what it lists: it was altered."
        for one in receipts
        if code_of(one.view, one.data, one.version) != one.code
    ]
    if said:
        return list(dict.fromkeys(said))
    mark, least = _EACH.get(first.format, (b"", 0))
    if content.count(mark) < len(receipts) or len(content) < least * len(receipts):
        return ["It holds less than its receipts list."]
    if first.format == "png" and chunks.size(content) != SIZES[first.size].pixels:
        was, found = SIZES[first.size].pixels, chunks.size(content)
        return [f"The picture was resized after it was made: {found}, not {was}."]
    return []


def _own_words(receipts: Sequence[Receipt]) -> list[str]:
    """Return in words what in a file are the words of whoever made it, which no data bear out."""
    first = receipts[0]
    titles = list(dict.fromkeys(one.view["title"] for one in receipts if one.view.get("title")))
    said = [f"the title '{title}'" for title in titles[:_TITLES]]
    said += [f"{len(titles) - _TITLES} other titles"] if len(titles) > _TITLES else []
    said += [f"the marking '{first.marking}'"] if first.marking else []
    said += [f"the address {first.base}"] if first.base != BASE else []
    return [f"Its maker's own, and not from the data: {names(said)}."] if said else []


def _changes(receipt: Receipt, view: View, material: Library) -> list[str]:
    now = receipt_of(
        material.scene(view), material.folder, size=receipt.size, format=receipt.format,
        marking=receipt.marking, base=receipt.base, profile=receipt.profile,
        variant=receipt.variant,
    )  # fmt: skip
    said = []
    changed = sorted(
        name for name in {*receipt.data, *now.data} if receipt.data.get(name) != now.data.get(name)
    )
    if changed:
        said.append(f"Data have changed since: {names(changed)}.")
    if receipt.version != version():
        said.append(f"It was made by version {receipt.version}; this is {version()}.")
    if renewed(receipt.view) != dict(now.view):
        said.append("The View is read otherwise today.")
    return said


def sentence(name: str, verdict: Verdict) -> str:
    """Write a verdict on one line."""
    said = " ".join(verdict.findings)
    if verdict.outcome is Outcome.SAME:
        return f"{name}: is what its View gives today, byte for byte. {said}".rstrip()
    if verdict.outcome is Outcome.REPACKED:
        return f"{name}: shows what its View gives today, but is packed otherwise. {said}"
    if verdict.outcome is Outcome.UNCHECKED:
        return f"{name}: could not be checked to the end. {said}"
    return f"{name}: is not what its View gives today. {said}"
