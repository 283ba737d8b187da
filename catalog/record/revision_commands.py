"""The public record of corrections: as text, Markdown or JSON, and as a file for the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from catalog.printing import complain, json_text, say
from catalog.problems import CatalogError
from catalog.record.facts import facts
from catalog.record.revisions import CAUSES, Revision, counted, revisions
from catalog.record.versions import NOW, Version, names, read_version

FILE = "revisions.json"
_UNTOLD = "9999-12-31"


def write(
    sources: Path, *, before: str = "", after: str = NOW, as_json: bool = False, as_md: bool = False
) -> int:
    """Print every fact that differs between two versions, once, with its cause.

    Parameters
    ----------
    sources
        The folder of sources.
    before, after
        Names of versions, or the first signs of their commits; by default the oldest that is kept,
        and the facts as they stand.
    as_json, as_md
        ``from``, ``to``, ``counts`` (by kind and cause) and ``revisions``; or a table of them.

    Returns
    -------
    code
        1 if something cannot be read, 2 if there is no such version.
    """
    try:
        first = _version(before or next(iter(names()), NOW), sources)
        second = _version(after, sources)
        found = revisions(first, second, sources)
    except ValueError as error:
        complain(error)
        return 2
    except CatalogError as error:
        complain(error)
        return 1
    if as_json:
        say(json_text({"from": _about(first), "to": _about(second), "causes": CAUSES,
                       "counts": counted(found), "revisions": [asdict(one) for one in found]}))  # fmt: skip
    elif as_md:
        say("\n".join([counts_table(found), "", *_listed(found)]))
    else:
        say(
            f"From {first.name} ({first.made or 'today'}) to {second.name}: {len(found)} facts differ"
        )
        say("\n\n".join(_plain(one) for one in found))
    return 0


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``revisions.json``: what differs from the oldest version, without what was only added.

    Raises
    ------
    CatalogError
        If a table or a version cannot be read.
    """
    kept = next(iter(names()), "")
    found = revisions(_version(kept, sources), _version(NOW, sources), sources) if kept else []
    told = {
        "from": _about(read_version(kept)) if kept else None,
        "causes": CAUSES,
        "counts": counted(found),
        "revisions": [_short(one) for one in found if one.old],
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return {FILE: (text + "\n").encode("utf-8")}


def counts_table(found: Sequence[Revision]) -> str:
    """Write the counts as Markdown: a line for each kind of fact, a column for each cause."""
    lines = [
        f"| kind | differ | {' | '.join(CAUSES)} |",
        f"| --- | ---: |{' ---: |' * len(CAUSES)}",
    ]
    for kind, counts in sorted(counted(found).items()):
        cells = [f"{n:,}" if n else "" for n in counts.values()]
        lines.append(f"| {kind} | {sum(counts.values()):,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _version(name: str, sources: Path) -> Version:
    if name == NOW:
        return Version(NOW, "", _UNTOLD, tuple(facts(sources)))
    return read_version(name)


def _about(version: Version) -> dict[str, object]:
    made = "" if version.made == _UNTOLD else date.fromisoformat(version.made).isoformat()
    return {
        "name": version.name,
        "commit": version.commit,
        "made": made,
        "facts": len(version.facts),
    }


def _short(one: Revision) -> dict[str, object]:
    return {"kind": one.kind, "row": one.row, "day": one.day, "old": one.old, "new": one.new,
            "changed": one.changed, "cause": one.cause, "why": one.why, "sources": one.sources}  # fmt: skip


def _plain(one: Revision) -> str:
    said = [f"{one.kind} {one.row}: {one.cause}"]
    said += [f"  was: {one.old}"] if one.old else []
    said += [f"  is:  {one.new}"] if one.new else []
    said += [f"  differs in: {', '.join(one.changed)}"] if one.changed else []
    said += [f"  why: {one.why}"] if one.why else []
    return "\n".join([*said, f"  source: {' '.join(one.sources) or 'none given'}"])


def _listed(found: Sequence[Revision]) -> list[str]:
    lines = ["| fact | was | is | cause | why | source |", "| --- | --- | --- | --- | --- | --- |"]
    for one in found:
        cells = (
            f"{one.kind} {one.row}",
            one.old,
            one.new,
            one.cause,
            one.why,
            " ".join(one.sources),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines
