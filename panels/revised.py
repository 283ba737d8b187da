"""The public record of corrections: what differs from the first edition of the data, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from layers.text.escape import safe
from panels.session import resources

_COLUMNS = {"kind": "Fact", "row": "Row", "old": "Was", "new": "Is", "cause": "Cause",
            "why": "Why", "sources": "Source"}  # fmt: skip


def corrections() -> None:
    """Show how many facts differ from the first edition and by which cause; the rows on demand."""
    told = resources.revisions()
    if told["from"] is None:
        return
    st.html(_counts(told))
    changed = told["revisions"]
    if st.toggle(f"Show the {len(changed):,} facts that were mended or withdrawn", key="revisions"):
        rows = [{said: _cell(one[key]) for key, said in _COLUMNS.items()} for one in changed]
        st.dataframe(rows, hide_index=True, width="stretch")


def _counts(told: Mapping[str, Any]) -> str:
    causes = told["causes"]
    heads = "".join(f"<th>{safe(cause.capitalize())}</th>" for cause in causes)
    rows = "".join(
        f"<tr><td>{safe(kind.capitalize() if kind.islower() else kind)}</td>"
        + "".join(f"<td>{counts[cause] or ''}</td>" for cause in causes)
        + "</tr>"
        for kind, counts in sorted(told["counts"].items())
    )
    means = "".join(f"<li><b>{safe(cause.capitalize())}</b>: {safe(says)}.</li>"
                    for cause, says in causes.items())  # fmt: skip
    return (
        "<h3>What was mended since the first edition</h3>"
        f"<p>Every fact that differs from the edition of {safe(told['from']['made'])} stands here "
        f"once, with one cause.</p><ul>{means}</ul><table class='origins'><thead><tr>"
        f"<th>Facts</th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
