"""The detail card of a feature: its facts, their dates and sources, claims side by side."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.atlas.trust import held_in_words, last_look, look_in_words
from catalog.ledger.freshness import age as age_of
from layers.layer import Layer
from layers.scene.card_figures import figures
from layers.scene_parts import Facts, Feature
from layers.text.escape import safe
from layers.text.markup import claims, how_known, sources, table, text, words
from layers.text.words import basis_on_map

_CONFIDENCE = {
    "high": "high (two outlets or an official statement)",
    "medium": "medium",
    "low": "low (one outlet, or inferred)",
}


def card(
    layer: Layer,
    feature: Feature,
    *,
    day: str,
    atlas: Mapping[str, Facts],
    known: str | None = None,
) -> str:
    """Write a feature's card as HTML; every text from data is made safe.

    Parameters
    ----------
    layer, feature
        The layer and the feature's properties.
    day
        ISO date shown on the map: later facts are left out.
    atlas
        Datasets by file name, for what belongs to the feature in other layers.
    known
        ISO date of what is known; None for all that is known now.
    """
    write = layer.card or _plain
    parts = [
        f'<p class="kicker">{safe(layer.name)}</p>',
        f"<h2>{safe(feature.get('name') or feature['id'])}</h2>",
        write(feature, day, atlas),
        figures(feature["place"], day, atlas) if layer.figures else "",
        claims(feature),
        sources(feature),
    ]
    if feature.get("confidence"):
        grade = _CONFIDENCE.get(str(feature["confidence"]), str(feature["confidence"]))
        parts.append(f'<p class="small">Confidence: {safe(grade)}.</p>')
    if feature.get("reported_on") or "phase" not in feature:
        parts.append(how_known(basis_on_map(feature)))
    if feature.get("phase"):
        parts.append(_clocks(layer, feature, atlas, day, known))
    if feature.get("caveat"):
        parts.append(f'<p class="caveat">{safe(feature["caveat"])}</p>')
    return f'<article class="card" aria-label="Details">{"".join(parts)}</article>'


def _clocks(
    layer: Layer, row: Feature, atlas: Mapping[str, Facts], day: str, known: str | None
) -> str:
    """Say when somebody last looked, and of an ageing status how often one as old still held."""
    meta = atlas[layer.file].meta if layer.file in atlas else {}
    told = [look_in_words(last_look(meta, str(row["place"]), known))]
    if row["phase"] == "ageing":
        told.append(held_in_words(meta, age_of(layer.file, row, day)))
    lines = [f"{said[0].upper()}{said[1:]}." for said in told if said]
    return "".join(f'<p class="small">{safe(line)}</p>' for line in lines)


def _plain(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    skip = {"id", "name", "kind", "sources", "claims", "caveat", "confidence", "basis", "date_basis", "valid_from", "valid_to",
            "known_from", "date_precision", "label", "rank", "minzoom", "classes", "owner",
            "geometry", "origin"}  # fmt: skip
    return table(
        (words(key).capitalize(), text(value))
        for key, value in row.items()
        if key not in skip and value not in (None, "", [], {}) and not isinstance(value, dict)
    )
