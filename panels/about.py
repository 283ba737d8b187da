"""Sources, licences and caveats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from catalog.facts import newest
from catalog.ledger.freshness import FRESH_DAYS, UNKNOWN_AFTER_DAYS, in_words
from catalog.tables.basis import BASES, BASIS_SHORT
from layers.scene.scene import Scene
from layers.text.escape import safe, safe_link, safe_markdown
from layers.text.words import short_day
from panels import revised
from panels.session import resources
from panels.session.guard import error_boundary

_BASIS_MEANS = {
    "own_observation": "seen by the one who reports it.",
    "page_read": "the page or the file at the address was read whole.",
    "excerpt_read": "a part of the page at the address was read.",
    "second_hand": "the page was not read; another text cites it. On the map such a mark bears an "
    "opening quotation mark.",
    "unstated": "no address is given.",
}
_LICENSES = Path(__file__).resolve().parent.parent / "data" / "LICENSES.md"


@error_boundary("Sources and licences")
def sources() -> None:
    """Show every origin: who made it, when, under which licence, what we did to it."""
    origins = {
        str(origin["id"]): origin
        for listed in resources.shared().origins.values()
        for origin in listed
    }
    rows = "".join(
        f"<tr><td>{_link(origin['url'], origin['title'])}<br><span class='small'>"
        f"{safe(origin['producer'])}</span></td><td>{safe(origin['published'] or 'not stated')}</td>"
        f"<td>{safe(origin['accessed'])}</td>"
        f"<td>{_link(origin['licence_url'], origin['licence'])}</td>"
        f"<td>{safe(origin['processing'])}</td></tr>"
        for origin in origins.values()
    )
    st.html(
        "<table class='origins'><thead><tr><th>Source</th><th>Published</th><th>Accessed</th>"
        f"<th>Licence</th><th>What we did to it</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    st.caption(
        "Each fact names its own sources on its card and in the table. Data derived from "
        "OpenStreetMap are under the ODbL: anyone who redistributes them must keep that licence."
    )
    st.html(_how_known())
    revised.corrections()
    with st.expander("Licences in full"):
        st.markdown(_LICENSES.read_text(encoding="utf-8"))


@error_boundary("About this map")
def about(scene: Scene) -> None:
    """Say what the map is, how to read it, and what it cannot say."""
    meta = scene.atlas["crossings"].meta
    st.markdown(
        f"""
**What it shows.** Which crossings between Afghanistan, Pakistan, Iran and Central Asia are reported
open or closed on a day, the alternative routes, who met where, and who says what. It takes no side.

**A status is a report, not a fact for ever.** A report holds until the next one where the table
says that it may be carried on. Otherwise the mark says 'last reported' and fades; after
{UNKNOWN_AFTER_DAYS} days it is unknown. The map opens on the day of the newest report on which no
main Pakistan crossing has one older than {FRESH_DAYS} days. The last report in the data is of
{short_day(meta["last_report"])}: what happened later is not here, and silence is not proof. The
newest facts are of: {safe_markdown(meta["newest"])}.

**Three dates.** 'Day shown' is when; 'as known on' leaves out what was published later, so that an
older briefing can be defended; 'compare with' tells what changed between two days. All three stand
in the link. On the timeline hatched months have no data, which is not the same as no events.

**Claims stand side by side.** Tolls by different sides are never added up, nor are our events
and those of UCDP, which overlap.

**A boundary is somebody's depiction.** Choose whose under 'Whose boundaries?'. The names of
places and seas are disputed too; the map uses the most common English ones.

**Positions.** Crossings lie where the roads of OpenStreetMap meet its border line; meeting places
are towns; events known only by country are in the table, not on the map.

**Keys.** Tab reaches every mark, Enter opens its card, Esc closes it; arrows pan, + and - zoom,
Home resets the view. On the timeline arrows step by day, with Shift by event, Page Up
and Page Down by week; + and - zoom, 0 shows the whole time, the space bar plays.
"""
    )
    caveats = "".join(f"<li>{safe(sentence)}</li>" for sentence in scene.caveats)
    depiction = scene.worldviews[scene.view.worldview]
    rests = "".join(
        f"<li>{_link(page['url'], page['name'])}{_dated(page)}: {safe(page.get('says'))}</li>"
        for page in depiction.get("sources") or ()
    )
    rules = "".join(f"<li>{safe(sentence)}</li>" for sentence in in_words())
    st.html(
        f"<h3>On this map</h3><ul>{caveats}</ul>"
        f"<h3>How far the data reach</h3>{_reach()}"
        f"<h3>How long a fact stands</h3><ul>{rules}</ul>"
        f"<h3>What the depiction '{safe(depiction['name'])}' rests on</h3><ul>{rests}</ul>"
    )


def _reach() -> str:
    """Write for each kind of fact the first and the last day, the rows and the months without any."""
    coverage = resources.shared().coverage
    rows = "".join(
        f"<tr><td>{safe(one['name'])}</td><td>{safe(short_day(one['first']))}</td>"
        f"<td>{safe(short_day(one['last']))}</td><td>{safe(one['rows'])}</td>"
        f"<td>{safe(', '.join(_months(gap) for gap in one['gaps']) or 'none')}</td></tr>"
        for one in coverage["datasets"]
    )
    facts = safe(newest.in_words(coverage["newest"]))
    return (
        f"<p>The newest facts are of: {facts}.</p><p>{safe(coverage['rule'])}</p><table class='origins'><thead><tr><th>Facts</th>"
        "<th>First day</th><th>Last day</th><th>Rows</th><th>Months without any</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _how_known() -> str:
    """Write for each kind of fact how many were read on the page itself, and how many were not."""
    counted = resources.shared().coverage["basis"]
    used = [basis for basis in BASES if any(found.get(basis) for found in counted.values())]
    heads = "".join(f"<th>{safe(BASIS_SHORT[basis].capitalize())}</th>" for basis in used)
    rows = "".join(
        f"<tr><td>{safe(kind.capitalize() if kind.islower() else kind)}</td>"
        + "".join(f"<td>{_share(found.get(basis, 0), sum(found.values()))}</td>" for basis in used)
        + "</tr>"
        for kind, found in counted.items()
    )
    means = "".join(f"<li><b>{safe(BASIS_SHORT[one])}</b>: {safe(_BASIS_MEANS[one])}</li>"
                    for one in used)  # fmt: skip
    return (
        "<h3>What the sources say, and how we have it</h3>"
        f"<p>The confidence tells how sure a fact is; the basis how near we came to who says it.</p>"
        f"<ul>{means}</ul><table class='origins'><thead><tr><th>Facts</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _share(number: int, total: int) -> str:
    return f"{number:,} ({100 * number / total:.0f} %)" if number else ""


def _months(gap: Mapping[str, str]) -> str:
    ends = [short_day(gap["from"]), short_day(gap["to"])]
    return " to ".join(dict.fromkeys(ends))


def _dated(page: Mapping[str, Any]) -> str:
    return f", {safe(short_day(str(page['date'])))}" if page.get("date") else ", undated"


def _link(address: object, text: object) -> str:
    link = safe_link(address)
    if not link:
        return safe(text)
    return f'<a href="{link}" target="_blank" rel="noopener noreferrer">{safe(text)}</a>'
