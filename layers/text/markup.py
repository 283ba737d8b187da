"""The pieces of a card: HTML in which every text from data is inert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from catalog.ledger.statuses import status_words
from catalog.tables.basis import BASIS_TEXT, SECOND_HAND
from layers.scene_parts import Facts, Feature
from layers.text.escape import safe, safe_link
from layers.text.words import short_day

Rows = list[tuple[str, str]]
EVENTS_SHOWN = 8
"""So many events of a place stand on its card."""


def records(atlas: Mapping[str, Facts], name: str) -> list[dict[str, Any]]:
    """Return the features of a Dataset; none if it is not loaded."""
    return atlas[name].records if name in atlas else []


def text(value: object, unknown: str = "") -> str:
    """Make a value a text, lists joined; ``unknown`` where there is none."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(
            str(item.get("name") or item.get("code") or "")
            if isinstance(item, Mapping)
            else str(item)
            for item in value
        )
    return safe(unknown if value is None or value == "" else value)


def words(value: object) -> str:
    """Make a value of the data such as ``pedestrian_only`` words."""
    return status_words(value)


def status(sentence: str, kind: str = "") -> str:
    """Write the sentence that the card opens with."""
    return f'<p class="status {safe(kind)}">{safe(sentence)}</p>'


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Write labels with values that are HTML already; rows without a value are left out."""
    cells = "".join(f"<dt>{safe(label)}</dt><dd>{value}</dd>" for label, value in rows if value)
    return f"<dl>{cells}</dl>" if cells else ""


def listing(title: str, lines: Sequence[str], *, most: int = 100, ordered: bool = False) -> str:
    """Write lines that are HTML already, no more than ``most`` of them."""
    if not lines:
        return ""
    kind = "ol" if ordered else "ul"
    items = "".join(f"<li>{line}</li>" for line in lines[:most])
    more = len(lines) - most
    rest = f'<p class="small">{more} more in the table.</p>' if more > 0 else ""
    return f"<h3>{safe(title)}</h3><{kind}>{items}</{kind}>{rest}"


def claims(row: Feature) -> str:
    """Put what each side says side by side."""
    said = [claim for claim in row.get("claims") or () if claim.get("text")]
    if not said:
        return ""
    cells = "".join(
        f"<div><b>{safe(claim.get('side') or 'As reported')}</b><p>{safe(claim['text'])}</p></div>"
        for claim in said
    )
    return f'<h3>Who says what (never added up)</h3><div class="claims">{cells}</div>'


def sources(row: Feature) -> str:
    """List a feature's sources with their dates; only http and https addresses are linked."""
    items = []
    for source in row.get("sources") or ():
        name = source.get("name") or source.get("url") or "source"
        dated = short_day(str(source["date"])) if source.get("date") else "undated"
        items.append(f"<li>{link(source.get('url'), name)}, {safe(dated)}</li>")
    return f"<h3>Sources</h3><ul class='sources'>{''.join(items)}</ul>" if items else ""


def how_known(basis: str) -> str:
    """Describe how we have a fact; second-hand stands out."""
    said = BASIS_TEXT.get(basis, "")
    kind = "small second-hand" if basis == SECOND_HAND else "small"
    return f'<p class="{kind}">Basis: {safe(said)}.</p>' if said else ""


def marks(named: Sequence[Mapping[str, Any]] | None) -> str:
    """Write small links to the sources of one value."""
    linked = [source for source in named or () if safe_link(source.get("url"))]
    return "".join(
        " "
        + link(
            source["url"],
            f"source {number}",
            title=" ".join(str(source[key]) for key in ("name", "date") if source.get(key)),
        )
        for number, source in enumerate(linked, start=1)
    )


def link(address: object, name: object, *, title: str = "") -> str:
    """Link a name; where the address is none of the web's, the name alone."""
    target = safe_link(address)
    if not target:
        return safe(name)
    extra = f' class="mark" title="{safe(title)}"' if title else ""
    return f'<a{extra} href="{target}" target="_blank" rel="noopener noreferrer">{safe(name)}</a>'
